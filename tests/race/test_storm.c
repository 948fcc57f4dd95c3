/*
 * A storm: 16 processes with 200 mixed stays each on one file; some are killed at random moments
 * and others take their places. At the end an outsider who may only read compares the file with
 * what was acknowledged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/stay.h"
#include "../support/storm.h"

enum { PLACES = 16, STAYS = 200, SPOTS = 100, KILLS = 80 };

struct place {
    pid_t process; /* 0: it is done */
    int generation;
    int done; /* stays */
    char log[FOLDER_PATH_SIZE];
};

struct storm {
    struct stays s;
    struct place places[PLACES];
    int progress[2];
    int kills;
    unsigned dice;
    sqlite3 *file; /* read only, and a table of what was acknowledged beside it */
};

static struct storm storm;

/* ---- the storm ---- */

static void start(int number)
{
    struct place *place = &storm.places[number];
    place->process = fork();
    assert_true(place->process >= 0);
    if (place->process != 0)
        return;
    storm_run(&(struct storm_part){
        .path = storm.s.t.path,
        .log = place->log,
        .clock = &storm.s.t.clock,
        .place = number,
        .generation = place->generation,
        .stays = STAYS - place->done,
        .spots = SPOTS,
        .progress = storm.progress[1],
    });
}

/* Waits for the end of a place's process; it must end well, or by our hand. */
static void reap(int number, bool is_killed)
{
    int status;
    assert_int_equal(waitpid(storm.places[number].process, &status, 0),
                     storm.places[number].process);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return;
    if (!is_killed || !WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
        fail_msg("place %d ended with %#x", number, (unsigned)status);
}

/* Where the others are just then is chance: nothing keeps their steps together. */
static void kill_one(int number)
{
    struct place *place = &storm.places[number];
    if (place->done >= STAYS)
        return;
    kill(place->process, SIGKILL);
    reap(number, true);
    storm.kills++;
    place->generation++;
    start(number);
}

/* The next stay that somebody finished; after it, now and then, somebody is killed. */
static void watch(void)
{
    char number;
    ssize_t got = read(storm.progress[0], &number, 1);
    if (got < 0 && errno == EINTR)
        return;
    assert_int_equal(got, 1);
    storm.places[(int)number].done++;
    if (storm.kills < KILLS && rand_r(&storm.dice) % (PLACES * STAYS / KILLS / 2) == 0)
        kill_one(rand_r(&storm.dice) % PLACES);
}

static bool is_over(void)
{
    for (int i = 0; i < PLACES; i++)
        if (storm.places[i].done < STAYS)
            return false;
    return true;
}

static void rage(void)
{
    char name[16];
    storm.dice = 20260105;
    assert_int_equal(pipe2(storm.progress, O_CLOEXEC), 0);
    for (int i = 0; i < PLACES; i++) {
        snprintf(name, sizeof name, "log-%d", i);
        folder_path(storm.places[i].log, storm.s.t.folder, name);
        start(i);
    }
    while (!is_over())
        watch();
    for (int i = 0; i < PLACES; i++)
        reap(i, false);
    close(storm.progress[0]);
    close(storm.progress[1]);
}

/* ---- the outside count ---- */

static void run(const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(storm.file, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

static int64_t count(const char *sql)
{
    sqlite3_stmt *q;
    if (sqlite3_prepare_v2(storm.file, sql, -1, &q, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(storm.file));
    int64_t number = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    sqlite3_finalize(q);
    return number;
}

static void open_file(void)
{
    char uri[FOLDER_PATH_SIZE + 16];
    snprintf(uri, sizeof uri, "file:%s?mode=ro", storm.s.t.path);
    assert_int_equal(
        sqlite3_open_v2(uri, &storm.file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), SQLITE_OK);
    run("PRAGMA temp_store = MEMORY;"
        "CREATE TEMP TABLE log (place, mark, kind, request_id, ticket_id, amount, ticket_no, "
        "receipt_no, station)");
}

static void add_line(sqlite3_stmt *insert, int place, const struct log_line *line)
{
    char station[16];
    snprintf(station, sizeof station, "desk-%d", place);
    sqlite3_bind_int(insert, 1, place);
    sqlite3_bind_int(insert, 2, (int)line->mark);
    sqlite3_bind_text(insert, 3, storm_kind(line->kind), -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 4, line->request_id, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(insert, 5, line->ticket_id, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(insert, 6, line->amount);
    sqlite3_bind_int64(insert, 7, line->ticket_no);
    sqlite3_bind_int64(insert, 8, line->receipt_no);
    sqlite3_bind_text(insert, 9, station, -1, SQLITE_TRANSIENT);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_reset(insert);
}

static void read_logs(void)
{
    struct log_line line;
    sqlite3_stmt *insert;
    assert_int_equal(sqlite3_prepare_v2(storm.file,
                                        "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", -1,
                                        &insert, NULL),
                     SQLITE_OK);
    for (int i = 0; i < PLACES; i++) {
        int log = open(storm.places[i].log, O_RDONLY | O_CLOEXEC);
        ssize_t got;
        while ((got = read(log, &line, sizeof line)) == (ssize_t)sizeof line)
            add_line(insert, i, &line);
        assert_int_equal(got, 0);
        close(log);
    }
    sqlite3_finalize(insert);
    run("CREATE TEMP TABLE done AS SELECT * FROM log WHERE mark = 1;"
        "CREATE INDEX temp.done_request ON done (request_id);"
        "CREATE INDEX temp.log_request ON log (request_id);"
        "CREATE TEMP TABLE entry AS SELECT request_id, count(*) AS entries FROM journal "
        "WHERE request_id IS NOT NULL GROUP BY request_id;"
        "CREATE INDEX temp.entry_request ON entry (request_id)");
}

/* Each query counts what must not be. */
static const struct {
    const char *what, *sql;
} counts[] = {
    {"acknowledged twice",
     "SELECT count(*) FROM (SELECT 1 FROM done GROUP BY request_id HAVING count(*) > 1)"},
    {"acknowledged and not on record",
     "SELECT count(*) FROM done d WHERE NOT EXISTS (SELECT 1 FROM request r WHERE r.request_id = "
     "d.request_id AND r.kind = d.kind)"},
    {"acknowledged and not in the journal once",
     "SELECT count(*) FROM done d WHERE coalesce((SELECT entries FROM entry e WHERE "
     "e.request_id = d.request_id), 0) <> 1"},
    {"in the journal twice", "SELECT count(*) FROM entry WHERE entries > 1"},
    {"parked, and no such ticket",
     "SELECT count(*) FROM done d WHERE kind IN ('park', 'late_entry', 'replace') AND NOT EXISTS "
     "(SELECT 1 FROM parking_ticket t WHERE t.ticket_id = d.ticket_id AND t.ticket_no = "
     "d.ticket_no)"},
    {"money taken or given back, and no such tender",
     "SELECT count(*) FROM done d WHERE kind IN ('pay', 'nil', 'override', 'card', 'refund') "
     "AND NOT EXISTS (SELECT 1 FROM tender t JOIN payment p USING (payment_id) WHERE "
     "t.request_id = d.request_id AND t.amount = d.amount AND t.receipt_no = d.receipt_no "
     "AND t.station = d.station AND p.ticket_id = d.ticket_id)"},
    {"ended, and not so",
     "SELECT count(*) FROM done d JOIN parking_ticket t USING (ticket_id) WHERE "
     "(d.kind = 'retrieve' AND t.ended_as IS NOT 'exited') OR "
     "(d.kind = 'void' AND t.ended_as IS NOT 'void') OR "
     "(d.kind = 'release' AND t.ended_as IS NOT 'released')"},
    {"left twice",
     "SELECT count(*) FROM (SELECT 1 FROM done WHERE kind IN ('retrieve', 'void', 'release') "
     "GROUP BY ticket_id HAVING count(*) > 1)"},
    /* What nobody heard of was at least asked for. A card is settled under an id of its own. */
    {"tenders that nobody asked for",
     "SELECT count(*) FROM tender t WHERE NOT EXISTS (SELECT 1 FROM log l WHERE l.request_id = "
     "t.request_id)"},
    {"tickets that nobody asked for",
     "SELECT count(*) FROM journal j WHERE kind IN ('park', 'late_entry', 'replace', 'retrieve', "
     "'void', 'release', 'refund') AND NOT EXISTS (SELECT 1 FROM log l WHERE l.request_id = "
     "j.request_id)"},
    {"refused, and done all the same",
     "SELECT count(*) FROM log l WHERE mark = 2 AND EXISTS (SELECT 1 FROM request r WHERE "
     "r.request_id = l.request_id)"},
    {"payments that are not their tenders",
     "SELECT count(*) FROM payment p WHERE amount <> (SELECT sum(amount) FROM tender t WHERE "
     "t.payment_id = p.payment_id)"},
    {"numbers that are missing",
     "SELECT (SELECT value FROM counter WHERE name = 'ticket_no') - count(*) FROM parking_ticket"},
    {"spots that are free and are not",
     "SELECT count(*) FROM parking_spot s WHERE is_available = EXISTS (SELECT 1 FROM "
     "parking_ticket t WHERE t.spot_id = s.spot_id AND t.exit_time IS NULL)"},
    {"cards in doubt at the end",
     "SELECT count(*) FROM card_attempt WHERE state IN ('pending', 'unknown')"},
};

static void compare(void)
{
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int64_t number = count(counts[i].sql);
        if (number != 0)
            fail_msg("%s: %lld", counts[i].what, (long long)number);
    }
    /* The storm was one: everything occurred, also refusals, and some acts were asked for again. */
    for (int kind = 0; kind < DEED_KINDS; kind++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM done WHERE kind = '%s'",
                 storm_kind((enum deed_kind)kind));
        assert_true(count(sql) > 20);
    }
    assert_true(count("SELECT count(*) FROM log WHERE mark = 2") > 100);
    assert_int_equal(count("SELECT count(DISTINCT place) FROM log"), PLACES);
    print_message("%lld acts acknowledged, %lld refused, %d killed, %lld left unheard\n",
                  (long long)count("SELECT count(*) FROM done"),
                  (long long)count("SELECT count(*) FROM log WHERE mark = 2"), storm.kills,
                  (long long)count("SELECT (SELECT count(*) FROM log WHERE mark = 0) - "
                                   "(SELECT count(*) FROM log WHERE mark > 0)"));
}

static void nothing_is_lost_or_doubled(void **state)
{
    (void)state;
    struct pk_verdict verdict;
    stay_open(&storm.s, SPOTS);
    rage();
    assert_true(storm.kills >= KILLS / 2);
    open_file();
    read_logs();
    compare();
    sqlite3_close(storm.file);
    OK(pk_journal_verify(&verdict, storm.s.t.lot));
    stay_must_agree(&storm.s);
    stay_close(&storm.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_or_doubled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
