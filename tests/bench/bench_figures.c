/*
 * Figures of a long history: a thousand stays a day on 500 spots, for a month, a year and three
 * (BENCH_DAYS sets the longest). Each report beside the plain SQL of the same figures in this
 * process, and the console from the key until they are drawn.
 */
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "../support/station.h"
#include "bench.h"
#include "parkade/report.h"

enum { SPOTS = 500, A_YEAR = 366, SIZES = 3, ROUNDS = 7, DAY = 86400, TODAY = 20458 };

/* 2026-01-05 18:00 UTC: the clock stands still, so that each round reads the same. */
static const int64_t NOW = (int64_t)TODAY * DAY + 64800;

static int64_t tell(void *context)
{
    (void)context;
    return NOW;
}

static const struct pk_clock CLOCK = {tell, NULL};

/* ---- the history ---- */

struct site {
    char path[4096];
    int days;
    struct pk_lot *lot;
    sqlite3 *db; /* for plain SQL */
};

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK)
        return;
    fprintf(stderr, "bench: %s\n", message);
    exit(1);
}

/* Without the walls, which take most of the time: nothing is to be proved here. */
static void drop_triggers(sqlite3 *db)
{
    char sql[128];
    sqlite3_stmt *names;

    for (;;) {
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", -1, &names,
                           NULL);
        bool is_left = sqlite3_step(names) == SQLITE_ROW;
        if (is_left)
            snprintf(sql, sizeof sql, "DROP TRIGGER %s",
                     (const char *)sqlite3_column_text(names, 0));
        sqlite3_finalize(names);
        if (!is_left)
            return;
        run(db, sql);
    }
}

/* Between six and eight in the evening one comes every 45 seconds, and stays for up to seven hours.
 * The last day is today. */
static void fill(sqlite3 *db, int days)
{
    char sql[1024];

    snprintf(sql, sizeof sql,
             "CREATE TEMP TABLE stay AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL "
             "SELECT i + 1 FROM n WHERE i < %d), "
             "s (i, at) AS (SELECT i, %lld + i / 1000 * 86400 + 21600 + i %% 1000 * 45 FROM n) "
             "SELECT i + 1 AS i, printf('%%036d', i) AS id, at, "
             "at + 300 + i * 7919 %% 3600 * (i * 31 %% 7 + 1) AS until FROM s",
             days * 1000 - 1, (long long)(TODAY - days + 1) * DAY);
    run(db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -100000; BEGIN");
    run(db, sql);
    run(db, "INSERT INTO vehicle (vehicle_id, registration_number) VALUES (1, 'OLD')");
    run(db, "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
            "exit_time, expires_at, is_paid, ended_as, found_by, entry_station, exit_station) "
            "SELECT id, i, 1, 1 + i % 500, at, until, until, 1, 'exited', 'scan', 'bench', 'bench' "
            "FROM stay");
    run(db, "INSERT INTO tender (payment_id, method, amount, time, station, receipt_no, "
            "request_id) SELECT id, iif(i % 3, 'cash', 'card'), 200 * (1 + (until - at) / 3600), "
            "until, 'bench', i, id FROM stay");
    run(db, "DROP TABLE stay; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

static void make_site(struct site *site, int days)
{
    char name[64];

    snprintf(name, sizeof name, "figures-%d.db", days);
    bench_path(site->path, sizeof site->path, name);
    site->days = days;
    pk_lot_close(bench_lot(site->path, SPOTS));
    if (sqlite3_open(site->path, &site->db) != SQLITE_OK)
        exit(1);
    drop_triggers(site->db);
    fill(site->db, days);
    bench_must(pk_lot_open(&site->lot, site->path, PK_LOT_READ_ONLY, &CLOCK));
}

/* ---- reports, and the same by hand ---- */

/* Runs SQL to its end, and fetches what it says. */
static void by_hand(const struct site *site, const char *sql, int64_t from, int64_t to)
{
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(site->db, sql, -1, &statement, NULL) != SQLITE_OK)
        exit(1);
    sqlite3_bind_int64(statement, 1, from * DAY);
    sqlite3_bind_int64(statement, 2, (to + 1) * DAY);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sqlite3_column_int64(statement, i);
    sqlite3_finalize(statement);
}

static void revenue(const struct site *site)
{
    static struct pk_takings takings[A_YEAR];

    bench_must(pk_report_takings(takings, site->lot, TODAY - A_YEAR + 1, TODAY));
}

static void revenue_by_hand(const struct site *site)
{
    by_hand(site,
            "SELECT time / 86400, count(*), sum(amount), sum(iif(method = 'cash', amount, 0)), "
            "sum(min(amount, 0)) FROM tender WHERE time >= ? AND time < ? GROUP BY 1",
            TODAY - A_YEAR + 1, TODAY);
}

static void stays(const struct site *site)
{
    struct pk_stays stays;

    bench_must(pk_report_stays(&stays, site->lot, TODAY - A_YEAR + 1, TODAY));
}

static void stays_by_hand(const struct site *site)
{
    by_hand(site,
            "SELECT CASE WHEN s < 900 THEN 0 WHEN s < 1800 THEN 1 WHEN s < 3600 THEN 2 WHEN s < "
            "7200 THEN 3 WHEN s < 10800 THEN 4 WHEN s < 14400 THEN 5 WHEN s < 21600 THEN 6 WHEN "
            "s < 28800 THEN 7 WHEN s < 43200 THEN 8 WHEN s < 86400 THEN 9 WHEN s < 259200 THEN 10 "
            "ELSE 11 END, count(*), sum(s), max(s) FROM (SELECT exit_time - entry_time AS s FROM "
            "parking_ticket WHERE exit_time >= ? AND exit_time < ? AND ended_as = 'exited') "
            "GROUP BY 1",
            TODAY - A_YEAR + 1, TODAY);
}

static void occupancy(const struct site *site)
{
    static struct pk_occupancy occupancy;

    bench_must(pk_report_occupancy(&occupancy, site->lot, TODAY, TODAY));
}

/* The day and the eight before it, by the hour, from which follows who was inside; and the day by
 * level and kind. */
static void occupancy_by_hand(const struct site *site)
{
    for (int week = 0; week <= PK_USUAL_WEEKS; week++) {
        int64_t day = TODAY - 7 * week;
        by_hand(site,
                "SELECT entry_time / 3600, count(*) FROM parking_ticket WHERE entry_time >= ? "
                "AND entry_time < ? AND replaces IS NULL GROUP BY 1",
                day, day);
        by_hand(site,
                "SELECT exit_time / 3600, count(*) FROM parking_ticket WHERE exit_time >= ? "
                "AND exit_time < ? AND ended_as <> 'replaced' GROUP BY 1",
                day, day);
    }
    by_hand(site,
            "SELECT (SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL) - (SELECT "
            "count(*) FROM parking_ticket WHERE entry_time >= ?1 AND replaces IS NULL) + (SELECT "
            "count(*) FROM parking_ticket WHERE exit_time >= ?1 AND ended_as <> 'replaced') + "
            "0 * ?2",
            TODAY - 7 * PK_USUAL_WEEKS, TODAY);
    by_hand(site,
            "SELECT s.level, s.kind, count(*) FROM parking_ticket t CROSS JOIN parking_spot s "
            "ON s.spot_id = t.spot_id WHERE t.entry_time >= ? AND t.entry_time < ? "
            "AND t.replaces IS NULL GROUP BY 1, 2",
            TODAY, TODAY);
    by_hand(site,
            "SELECT s.level, s.kind, count(*), sum(t.exit_time - t.entry_time) FROM "
            "parking_ticket t CROSS JOIN parking_spot s ON s.spot_id = t.spot_id "
            "WHERE t.exit_time >= ? AND t.exit_time < ? AND t.ended_as <> 'replaced' GROUP BY 1, 2",
            TODAY, TODAY);
}

typedef void (*read_figures)(const struct site *site);

static double spent(read_figures read, const struct site *site)
{
    double begin = bench_wall();

    read(site);
    return (bench_wall() - begin) * 1e3;
}

static void compare(const char *what, const struct site *site, read_figures ours,
                    read_figures beside)
{
    char row[96];
    double here[ROUNDS], hand[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        here[i] = spent(ours, site);
        hand[i] = spent(beside, site);
    }
    snprintf(row, sizeof row, "%s, %d days, beside SQL", what, site->days);
    bench_row(row, bench_quantile(here, ROUNDS, 0.5), bench_quantile(hand, ROUNDS, 0.5), "ms",
              "at most 1.2, under 200 ms");
}

/* ---- drawn ---- */

static struct station console;

static void be_console(void *context)
{
    struct pk_lot *lot;

    bench_must(pk_lot_open(&lot, ((const struct site *)context)->path, PK_LOT_READ_WRITE, &CLOCK));
    setlocale(LC_ALL, "");
    setenv("TERM", "xterm-256color", 1);
    _exit(console_run(lot, "exit-1"));
}

/* From the key until something comes over the wire, and until nothing more does; milliseconds. */
struct painted {
    double first, all;
};

static struct painted paint(const char *key)
{
    enum { QUIET_MS = 150 };
    struct painted painted;

    station_hush(&console, QUIET_MS);
    console.length = console.seen = 0;
    double begin = bench_wall(), last = 0;
    station_type(&console, key);
    while (console.length == 0)
        station_hear(&console, STATION_PATIENCE_MS);
    painted.first = (bench_wall() - begin) * 1e3;
    for (size_t length = 0; length < console.length; station_hear(&console, QUIET_MS)) {
        length = console.length;
        last = (bench_wall() - begin) * 1e3;
    }
    painted.all = last;
    return painted;
}

/* Opens the figures of two weeks, and then the year that is behind them. */
static void draw(const struct site *site, unsigned short lines, unsigned short columns,
                 struct painted *fortnight, struct painted *year)
{
    struct site copy = *site;

    station_start(&console, be_console, &copy);
    station_wait_for(&console, "help");
    station_resize(&console, lines, columns);
    paint("/");
    *fortnight = paint("f");
    paint("p");
    *year = paint("p");
    kill(console.pid, SIGKILL);
    waitpid(console.pid, NULL, 0);
    close(console.master);
}

static void print_row(const char *what, const struct site *site, unsigned short columns,
                      double *spent_ms)
{
    char row[96];

    snprintf(row, sizeof row, "%s, %d columns, %d days", what, columns, site->days);
    bench_row(row, bench_quantile(spent_ms, ROUNDS, 0.5), 200, "ms", "under 1");
}

static void measure_drawing(const struct site *site, unsigned short lines, unsigned short columns)
{
    struct painted fortnight, year;
    double opened[ROUNDS], first[ROUNDS], all[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        draw(site, lines, columns, &fortnight, &year);
        opened[i] = fortnight.all;
        first[i] = year.first;
        all[i] = year.all;
    }
    print_row("figures opened", site, columns, opened);
    print_row("a year, first drawn", site, columns, first);
    print_row("a year, all of it drawn", site, columns, all);
}

int main(void)
{
    static struct site sites[SIZES];
    const char *longest = getenv("BENCH_DAYS");
    const int days[SIZES] = {40, A_YEAR, longest ? (int)strtol(longest, NULL, 10) : 3 * A_YEAR};

    for (int i = 0; i < SIZES; i++) {
        struct site *site = &sites[i];
        make_site(site, days[i]);
        compare("revenue of a year", site, revenue, revenue_by_hand);
        compare("stays of a year", site, stays, stays_by_hand);
        compare("occupancy and the usual", site, occupancy, occupancy_by_hand);
        measure_drawing(site, 24, 80);
        measure_drawing(site, 60, 200);
        pk_lot_close(site->lot);
        sqlite3_close(site->db);
    }
    return 0;
}
