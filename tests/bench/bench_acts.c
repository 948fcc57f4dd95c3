/*
 * A durable park, pay and retrieve by one process, beside the least hand-written C that changes as
 * many rows in as many commits under the same pragmas: what all the rules cost.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "parkade/payment.h"

enum { STAYS = 400, ROUNDS = 5 };

static int64_t clock_now;

static int64_t now(void *context)
{
    (void)context;
    return clock_now;
}

static void stay(struct pk_lot *lot, int number)
{
    char plate[16];
    struct pk_act act = {.station = "bench"};
    struct pk_ticket ticket;
    struct pk_tender tender;
    snprintf(plate, sizeof plate, "AB%d", number);
    struct pk_park how = {.registration = plate, .entered = PK_NONE};
    bench_must(pk_park(&ticket, lot, &act, &how));
    clock_now += 3000;
    struct pk_pay pay = {.ticket_id = ticket.ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    bench_must(pk_pay(&tender, NULL, lot, &act, &pay));
    bench_must(pk_retrieve(&ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
}

/* ---- by hand ---- */

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK)
        return;
    fprintf(stderr, "bench: %s\n", message);
    exit(1);
}

/* The same rows of the same tables, with nothing asked and nothing guarded. */
static const char *const park_by_hand[] = {
    "UPDATE counter SET value = value + 1 WHERE name = 'ticket_no'",
    "INSERT INTO vehicle (registration_number, registration_typed, registration_folded) "
    "VALUES ('H' || ?1, 'H' || ?1, 'H' || ?1)",
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
    "expires_at, entry_station) VALUES (printf('%036d', ?1), ?1, last_insert_rowid(), 1, 1, 9, "
    "'bench')",
    "UPDATE parking_spot SET is_available = 0, is_occupied = 1 WHERE spot_id = 1",
    "UPDATE spot_count SET free = free - 1, occupied = occupied + 1",
    NULL,
};
static const char *const pay_by_hand[] = {
    "INSERT INTO payment (payment_id, ticket_id) VALUES (printf('%036d', ?1), "
    "printf('%036d', ?1))",
    "INSERT INTO tender (payment_id, method, amount, time, station, receipt_no, request_id) "
    "VALUES (printf('%036d', ?1), 'cash', 200, 5, 'bench', ?1, printf('%036d', ?1))",
    "UPDATE payment SET amount = 200, payment_time = 5 WHERE payment_id = printf('%036d', ?1)",
    "UPDATE parking_ticket SET is_paid = 1, expires_at = 99 WHERE ticket_id = printf('%036d', ?1)",
    "UPDATE counter SET value = value + 1 WHERE name = 'ticket_no'",
    "INSERT INTO payment_quote (payment_id, at, tariff_version, total, lines) "
    "VALUES (printf('%036d', ?1), 5, 1, 200, printf('%080d', ?1))",
    NULL,
};
static const char *const retrieve_by_hand[] = {
    "UPDATE parking_ticket SET exit_time = 7, ended_as = 'exited' "
    "WHERE ticket_id = printf('%036d', ?1)",
    "UPDATE parking_spot SET is_available = 1, is_occupied = 0 WHERE spot_id = 1",
    "UPDATE spot_count SET free = free + 1, occupied = occupied - 1",
    NULL,
};
/* What every act leaves behind: its entry, the details, the answer. */
static const char *const always_by_hand[] = {
    "INSERT INTO journal (time, kind, station, ticket_id, request_id, detail_hash, prev_hash, hash)"
    " VALUES (1, 'act', 'bench', printf('%036d', ?1), printf('%036d', ?1), zeroblob(32), "
    "zeroblob(32), zeroblob(32))",
    "INSERT INTO journal_detail (seq, salt, detail) VALUES (last_insert_rowid(), zeroblob(16), "
    "printf('%080d', ?1))",
    "INSERT INTO request (request_id, kind, digest, answer, time) VALUES "
    "(printf('%036d', last_insert_rowid()), 'act', zeroblob(32), printf('%0500d', ?1), 1)",
    NULL,
};

enum { STATEMENTS_MAX = 32 };

/* Prepared once, like ours. */
static void step(sqlite3 *db, const char *sql, int number)
{
    static struct {
        const char *sql;
        sqlite3_stmt *statement;
    } known[STATEMENTS_MAX];
    int at = 0;
    while (known[at].sql && known[at].sql != sql)
        at++;
    if (!known[at].sql && sqlite3_prepare_v2(db, sql, -1, &known[at].statement, NULL) != SQLITE_OK)
        exit(1);
    known[at].sql = sql;
    sqlite3_bind_int(known[at].statement, 1, number);
    if (sqlite3_step(known[at].statement) != SQLITE_DONE) {
        fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    sqlite3_reset(known[at].statement);
}

static void act_by_hand(sqlite3 *db, const char *const *statements, int number)
{
    run(db, "BEGIN IMMEDIATE");
    for (; *statements; statements++)
        step(db, *statements, number);
    for (const char *const *always = always_by_hand; *always; always++)
        step(db, *always, number);
    run(db, "COMMIT");
}

/* A lot without its triggers. */
static sqlite3 *open_by_hand(void)
{
    char path[4096], sql[256];
    sqlite3 *db;
    sqlite3_stmt *names;
    bench_path(path, sizeof path, "hand.db");
    pk_lot_close(bench_lot(path, 200));
    if (sqlite3_open(path, &db) != SQLITE_OK)
        exit(1);
    run(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    for (;;) {
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", -1, &names,
                           NULL);
        bool is_left = sqlite3_step(names) == SQLITE_ROW;
        if (is_left)
            snprintf(sql, sizeof sql, "DROP TRIGGER %s",
                     (const char *)sqlite3_column_text(names, 0));
        sqlite3_finalize(names);
        if (!is_left)
            return db;
        run(db, sql);
    }
}

static void stay_by_hand(sqlite3 *db, int number)
{
    act_by_hand(db, park_by_hand, number);
    act_by_hand(db, pay_by_hand, number);
    act_by_hand(db, retrieve_by_hand, number);
}

/* ---- side by side ---- */

struct figures {
    double wall[ROUNDS], cpu[ROUNDS];
};

int main(void)
{
    char path[4096];
    struct figures ours, hand;
    struct pk_clock clock = {now, NULL};
    int number = 0;
    clock_now = 1767605000;
    bench_path(path, sizeof path, "acts.db");
    pk_lot_close(bench_lot(path, 200));
    struct pk_lot *lot;
    bench_must(pk_lot_open(&lot, path, PK_LOT_READ_WRITE, &clock));
    sqlite3 *db = open_by_hand();

    for (int round = 0; round < ROUNDS; round++) {
        double wall = bench_wall(), cpu = bench_cpu();
        for (int i = 0; i < STAYS; i++)
            stay(lot, i);
        ours.wall[round] = (bench_wall() - wall) / STAYS / 3;
        ours.cpu[round] = (bench_cpu() - cpu) / STAYS / 3;
        wall = bench_wall(), cpu = bench_cpu();
        for (int i = 0; i < STAYS; i++)
            stay_by_hand(db, ++number);
        hand.wall[round] = (bench_wall() - wall) / STAYS / 3;
        hand.cpu[round] = (bench_cpu() - cpu) / STAYS / 3;
    }
    bench_row("a durable act beside SQL by hand, wall",
              bench_quantile(ours.wall, ROUNDS, 0.5) * 1e6,
              bench_quantile(hand.wall, ROUNDS, 0.5) * 1e6, "us", "at most 1.25");
    bench_row("a durable act beside SQL by hand, CPU", bench_quantile(ours.cpu, ROUNDS, 0.5) * 1e6,
              bench_quantile(hand.cpu, ROUNDS, 0.5) * 1e6, "us", "at most 2");
    pk_lot_close(lot);
    return 0;
}
