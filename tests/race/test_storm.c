/*
 * The storm: 16 processes make 200 mixed stays each on one file, some are killed in the middle of
 * whatever they do, their successors ask again. A witness outside compares what was acknowledged
 * with what the file holds: nothing is lost, nothing is doubled, and the file agrees with itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "../support/child.h"
#include "../support/stay.h"
#include "parkade/text.h"
#include "worker.h"

enum { KILLS = 40, SEED = 20261123 };

struct director {
    struct storm *storm;
    pid_t pids[WORKERS];
    int killed, wanted; /* kills so far; how far the work must be for the next one */
    unsigned short dice[3];
};

static int progress(const struct storm *storm)
{
    int sum = 0;
    for (int i = 0; i < WORKERS; i++)
        sum += __atomic_load_n(&storm->workers[i].answer_count, __ATOMIC_ACQUIRE);
    return sum;
}

struct start {
    struct storm *storm;
    int number;
};

static int run_worker(int number, void *context)
{
    (void)number;
    const struct start *start = context;
    return worker_run(start->number, start->storm);
}

static void start_worker(struct director *director, int number)
{
    struct start start = {director->storm, number};
    director->pids[number] = child_start(run_worker, &start);
}

/* Kills one that is still at work, whatever it does just now, and starts its successor. */
static void kill_one(struct director *director)
{
    int number = (int)(nrand48(director->dice) % WORKERS);
    if (director->storm->workers[number].stay >= STAYS_EACH)
        return;
    kill(director->pids[number], SIGKILL);
    child_wait(director->pids[number]);
    start_worker(director, number);
    director->killed++;
}

/* Called again and again while the workers work: a kill each time the work has gone on a bit. */
static bool work_is_done(void *context)
{
    struct director *director = context;
    bool is_done = true;
    for (int i = 0; i < WORKERS; i++) {
        const struct worker *w = &director->storm->workers[i];
        is_done &= w->stay >= STAYS_EACH || w->failure != 0;
    }
    if (!is_done && director->killed < KILLS && progress(director->storm) >= director->wanted) {
        kill_one(director);
        director->wanted += 1 + (int)(nrand48(director->dice) % 400);
    }
    return is_done;
}

static void run_storm(struct director *director)
{
    for (int i = 0; i < WORKERS; i++)
        start_worker(director, i);
    for (int rounds = 0; rounds < 20 && !wait_until(work_is_done, director); rounds++)
        continue;
    for (int i = 0; i < WORKERS; i++)
        child_wait(director->pids[i]);
}

/* ---- the witness ---- */

static const char *query_for(enum deed deed)
{
    switch (deed) {
    case DEED_PARK:
        return "SELECT count(*) FROM parking_ticket WHERE ticket_id = ?2";
    case DEED_PAY:
    case DEED_PAY_PART:
    case DEED_CARD:
    case DEED_NIL:
    case DEED_REFUND:
        return "SELECT count(*) FROM tender t JOIN payment p USING (payment_id) "
               "WHERE t.request_id = ?1 AND p.ticket_id = ?2 AND t.amount = ?3";
    case DEED_REPLACE:
        return "SELECT count(*) FROM parking_ticket WHERE ticket_id = ?2 AND replaces IS NOT NULL";
    case DEED_VOID:
        return "SELECT count(*) FROM parking_ticket WHERE ticket_id = ?2 AND ended_as = 'void'";
    case DEED_RELEASE:
        return "SELECT count(*) FROM parking_ticket WHERE ticket_id = ?2 AND ended_as = 'released'";
    case DEED_RETRIEVE:
        return "SELECT count(*) FROM parking_ticket WHERE ticket_id = ?2 AND ended_as = 'exited'";
    case DEED_AMEND:
    case DEED_MOVE:
    case DEED_RENEW:
    case DEED_END:
        break;
    }
    return "SELECT count(*) FROM journal WHERE request_id = ?1 AND ticket_id = ?2";
}

static int64_t ask(sqlite3 *outside, const struct answer *answer)
{
    sqlite3_stmt *statement;
    const char *sql = query_for(answer->deed);
    assert_int_equal(sqlite3_prepare_v2(outside, sql, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, answer->request_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, answer->ticket_id, -1, SQLITE_STATIC);
    if (sqlite3_bind_parameter_count(statement) >= 3)
        sqlite3_bind_int64(statement, 3, answer->amount);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* Everything that was acknowledged is there once, and there is nothing else. */
static void compare(struct stays *s, const struct storm *storm)
{
    int64_t lost = 0, doubled = 0, issued = 0, tenders = 0, money = 0;
    for (int i = 0; i < WORKERS; i++)
        for (int a = 0; a < storm->workers[i].answer_count; a++) {
            const struct answer *answer = &storm->workers[i].answers[a];
            int64_t count = ask(s->outside, answer);
            lost += count == 0;
            doubled += count > 1;
            issued += answer->deed == DEED_PARK || answer->deed == DEED_REPLACE;
            tenders += answer->deed >= DEED_PAY && answer->deed <= DEED_REFUND;
            money += answer->amount;
        }
    assert_int_equal(lost, 0);
    assert_int_equal(doubled, 0);
    assert_int_equal(stay_count(s, "SELECT count(*) FROM parking_ticket"), issued);
    assert_int_equal(stay_count(s, "SELECT count(*) FROM tender"), tenders);
    assert_int_equal(stay_count(s, "SELECT sum(amount) FROM payment"), money);
    assert_int_equal(stay_count(s, "SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL"),
                     0);
    print_message("# storm: %d acts acknowledged, %d tickets, 0 lost, 0 doubled\n", progress(storm),
                  (int)issued);
}

static void nothing_is_lost_and_nothing_is_doubled(void **state)
{
    (void)state;
    struct stays s;
    struct director director = {.wanted = 50, .dice = {SEED & 0xffff, SEED >> 16, 7}};
    struct storm *storm =
        mmap(NULL, sizeof *storm, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(storm != MAP_FAILED);
    stay_open(&s, 60);
    pk_copy(storm->path, sizeof storm->path, s.t.path);
    for (int i = 0; i < WORKERS; i++)
        storm->workers[i] = (struct worker){.number = i, .now = TEST_LOT_START};
    director.storm = storm;

    run_storm(&director);
    for (int i = 0; i < WORKERS; i++) {
        if (storm->workers[i].failure != 0)
            print_error("worker %d: %s\n", i, storm->workers[i].message);
        assert_int_equal(storm->workers[i].failure, 0);
        assert_int_equal(storm->workers[i].stay, STAYS_EACH);
    }
    assert_int_equal(director.killed, KILLS);
    compare(&s, storm);
    stay_must_agree(&s);
    stay_close(&s);
    munmap(storm, sizeof *storm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_and_nothing_is_doubled),
    };
    return cmocka_run_group_tests_name("race: storm", tests, NULL, NULL);
}
