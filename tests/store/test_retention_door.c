/*
 * The door of retention: what the schema lets a run forget and delete, and what never, whoever
 * asks. See support/wall.h for how it is tried.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/wall.h"

/* Nothing goes while no run is open, or after it was closed. */
#define CLOSED_RUN OPEN_RUN "UPDATE retention_run SET closed_at = 10000001 WHERE run_id = 2;"
/* A run that may take plates and journal entries, but no tickets, and so on. */
#define RUN_FOR(plate, ticket, journal)                                                            \
    "INSERT INTO retention_run (run_id, opened_at, plate_cutoff, ticket_cutoff, journal_cutoff) "  \
    "VALUES (2, 10000000, " plate ", " ticket ", " journal ");"
#define CHECKPOINT(seq, time)                                                                      \
    "INSERT INTO journal_checkpoint VALUES (" seq ", " time ", CAST(printf('%032d', " seq          \
    ") AS BLOB));"
#define ALONE(ticket)                                                                              \
    OPEN_RUN "DELETE FROM tender WHERE payment_id = #10" ticket ";"                                \
             "DELETE FROM payment_quote WHERE payment_id = #10" ticket ";"                         \
             "DELETE FROM payment WHERE payment_id = #10" ticket ";"                               \
             "DELETE FROM card_attempt WHERE ticket_id = #" ticket ";"
/* What ticket 4 owes is paid. */
#define SETTLED "UPDATE parking_ticket SET owed = 0 WHERE ticket_no = 4;"
#define BLANK(vehicle)                                                                             \
    "UPDATE vehicle SET registration_number = NULL "                                               \
    "WHERE vehicle_id = " vehicle
#define FORGET(ticket)        "UPDATE parking_ticket SET vehicle_id = 10 WHERE ticket_no = " ticket
#define DELETE_TICKET(ticket) "DELETE FROM parking_ticket WHERE ticket_no = " ticket

static const struct wall never[] = {
    /* Plates: no run, one that does not reach so far, inside, owing, held, young. */
    {"vehicle_keeps_its_plate", BLANK("9"), CLOSED_RUN, NULL, false},
    {"vehicle_keeps_its_plate", BLANK("9"), RUN_FOR("2800", "9000000", "9000000"), NULL, false},
    {"vehicle_keeps_its_plate", BLANK("2"), OPEN_RUN, NULL, false},
    {"vehicle_keeps_its_plate", BLANK("4"), OPEN_RUN, NULL, false},
    {"vehicle_keeps_its_plate", BLANK("5"), OPEN_RUN, NULL, false},
    {"vehicle_keeps_its_plate", BLANK("7"), OPEN_RUN, NULL, false},
    {"vehicle_keeps_its_plate", BLANK("8"), OPEN_RUN, NULL, false},
    {"ticket_vehicle_stays", FORGET("10"), CLOSED_RUN, NULL, false},
    {"ticket_vehicle_stays", FORGET("10"), RUN_FOR("2800", "9000000", "9000000"), NULL, false},
    {"ticket_vehicle_stays", FORGET("4"), OPEN_RUN, NULL, false},
    {"ticket_vehicle_stays", FORGET("5"), OPEN_RUN, NULL, false},
    {"ticket_vehicle_stays", FORGET("7"), OPEN_RUN, NULL, false},
    {"ticket_vehicle_stays", "UPDATE parking_ticket SET vehicle_id = 11 WHERE ticket_no = 10",
     OPEN_RUN, NULL, false},

    /* Tickets. */
    {"ticket_stays", DELETE_TICKET("10"), CLOSED_RUN, NULL, false},
    {"ticket_stays", DELETE_TICKET("10"), RUN_FOR("9000000", "2800", "9000000"), NULL, false},
    {"ticket_stays", DELETE_TICKET("9"), OPEN_RUN, NULL, false},
    {"ticket_stays", DELETE_TICKET("4"), OPEN_RUN, NULL, false},
    {"ticket_stays", DELETE_TICKET("8"), OPEN_RUN, NULL, false},
    {"ticket_stays", DELETE_TICKET("10"),
     OPEN_RUN "INSERT INTO hold VALUES (#10, 'dispute', 1, NULL)", NULL, false},
    {"ticket_stays_with_its_money", DELETE_TICKET("1"), OPEN_RUN, NULL, false},
    {"ticket_stays_with_its_money", DELETE_TICKET("1"),
     OPEN_RUN "DELETE FROM tender WHERE payment_id = #101;"
              "DELETE FROM payment_quote WHERE payment_id = #101;"
              "DELETE FROM payment WHERE payment_id = #101;",
     NULL, false},

    /* Money: not of open, owing, held and young tickets, nor of a shift that is not reconciled. */
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 1", CLOSED_RUN, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 1",
     RUN_FOR("9000000", "1900", "9000000"), NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 3", OPEN_RUN, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 4", OPEN_RUN, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 5", OPEN_RUN, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 6", OPEN_RUN, NULL, false},
    /* What was paid for a ticket that was replaced counts for the one that is inside. */
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 9",
     OPEN_RUN "INSERT INTO payment (payment_id, ticket_id) VALUES (#108, #8);"
              "INSERT INTO tender (tender_id, payment_id, method, amount, time, receipt_no, "
              "request_id) VALUES (9, #108, 'card', 500, 2650, 9, 'r9');",
     NULL, false},
    /* A debt that was paid a moment ago. */
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 9",
     OPEN_RUN SETTLED
     "INSERT INTO payment (payment_id, ticket_id) VALUES (#104, #4);"
     "INSERT INTO tender (tender_id, payment_id, method, amount, time, receipt_no, request_id) "
     "VALUES (9, #104, 'card', 500, 9900000, 9, 'r9');",
     NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #101", CLOSED_RUN, NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #101", OPEN_RUN, NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #101",
     OPEN_RUN "DELETE FROM tender WHERE payment_id = #101;", NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #101",
     OPEN_RUN "DELETE FROM payment_quote WHERE payment_id = #101;", NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #102",
     OPEN_RUN "INSERT INTO payment (payment_id, ticket_id) VALUES (#102, #2);", NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #104",
     OPEN_RUN "INSERT INTO payment (payment_id, ticket_id) VALUES (#104, #4);", NULL, false},
    {"payment_quote_stays", "DELETE FROM payment_quote WHERE quote_id = 1", CLOSED_RUN, NULL,
     false},
    {"payment_quote_stays", "DELETE FROM payment_quote WHERE quote_id = 3", OPEN_RUN, NULL, false},
    {"payment_quote_stays", "DELETE FROM payment_quote WHERE quote_id = 5", OPEN_RUN, NULL, false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #201", CLOSED_RUN, NULL,
     false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #201",
     RUN_FOR("9000000", "1800", "9000000"), NULL, false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #202", OPEN_RUN, NULL,
     false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #205", OPEN_RUN, NULL,
     false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #206", OPEN_RUN, NULL,
     false},
    /* One in doubt is never forgotten, however old. */
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #208",
     OPEN_RUN "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, "
              "quoted_at) VALUES (#208, #10, 100, 'unknown', 2000, 2000);",
     NULL, false},

    /* The journal: what lies before the cut-off and a checkpoint, its details first. */
    {"journal_stays", "DELETE FROM journal WHERE seq = 1",
     OPEN_RUN "DELETE FROM journal_detail WHERE seq = 1;", NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 1", OPEN_RUN CHECKPOINT("2", "200"), NULL,
     false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 2",
     OPEN_RUN CHECKPOINT("1", "100") "DELETE FROM journal_detail WHERE seq = 2;", NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 1",
     OPEN_RUN CHECKPOINT("2", "200") "DELETE FROM journal_detail WHERE seq = 1;"
                                     "UPDATE retention_run SET closed_at = 10000001 "
                                     "WHERE run_id = 2;",
     NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 1",
     RUN_FOR("9000000", "9000000", "100") CHECKPOINT("2", "200"), NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 4", OPEN_RUN CHECKPOINT("4", "10000000"),
     NULL, false},
    {"journal_detail_stays", "DELETE FROM journal_detail WHERE seq = 1", CLOSED_RUN, NULL, false},
    {"journal_detail_stays", "DELETE FROM journal_detail WHERE seq = 3", OPEN_RUN, NULL, false},
    {"journal_detail_stays", "DELETE FROM journal_detail WHERE seq = 1",
     RUN_FOR("9000000", "9000000", "100"), NULL, false},
    {"journal_detail_blanked", "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 1",
     CLOSED_RUN, NULL, false},
    {"journal_detail_blanked", "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 3",
     OPEN_RUN, NULL, false},
    {"journal_detail_blanked", "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 1",
     RUN_FOR("100", "9000000", "9000000"), NULL, false},
};

static const struct way lets_go[] = {
    {NULL, BLANK("9"), OPEN_RUN, NULL},
    {NULL, BLANK("11"), OPEN_RUN, NULL},
    {NULL, BLANK("4"), OPEN_RUN SETTLED, NULL},
    {NULL, FORGET("10"), OPEN_RUN, NULL},
    {NULL, "DELETE FROM vehicle WHERE vehicle_id = 9", OPEN_RUN FORGET("10"), NULL},
    {NULL, DELETE_TICKET("10"), OPEN_RUN, NULL},
    {NULL, DELETE_TICKET("4"), OPEN_RUN SETTLED, NULL},
    /* Taken and given back: in any order the sums hold in between. */
    {NULL, "DELETE FROM tender WHERE payment_id = #101", OPEN_RUN,
     "SELECT amount = 0 FROM payment WHERE payment_id = #101"},
    {NULL, "DELETE FROM tender WHERE tender_id = 1", OPEN_RUN, NULL},
    {NULL, "DELETE FROM tender WHERE tender_id = 2", OPEN_RUN, NULL},
    {NULL, DELETE_TICKET("1"), ALONE("1"), NULL},
    {NULL, "DELETE FROM tender WHERE tender_id = 5",
     OPEN_RUN "UPDATE shift SET is_reconciled = 1 WHERE shift_id = 3;", NULL},
    {NULL, "DELETE FROM card_attempt WHERE attempt_id = #206",
     OPEN_RUN "UPDATE shift SET is_reconciled = 1 WHERE shift_id = 3;", NULL},
    {NULL, "DELETE FROM tender WHERE tender_id = 4",
     OPEN_RUN "DELETE FROM hold WHERE ticket_id = #5;", NULL},
    {NULL, DELETE_TICKET("8"),
     "UPDATE parking_ticket SET exit_time = 8000000, ended_as = 'exited' WHERE ticket_no = "
     "9;" OPEN_RUN DELETE_TICKET("9"),
     NULL},
    {NULL, "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 2", OPEN_RUN, NULL},
    {NULL, "DELETE FROM journal_detail WHERE seq <= 2", OPEN_RUN, NULL},
    {NULL, "DELETE FROM journal WHERE seq <= 2",
     OPEN_RUN CHECKPOINT("2", "200") "DELETE FROM journal_detail WHERE seq <= 2;",
     "SELECT min(seq) = 3 FROM journal"},
};

static void nothing_else_goes(void **state)
{
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        wall_try(*state, &never[i]);
}

static void what_is_past_goes(void **state)
{
    for (size_t i = 0; i < sizeof lets_go / sizeof lets_go[0]; i++)
        wall_go(*state, &lets_go[i]);
}

/* A clock that was set forward, or a run that asks for more, opens nothing: the newest entry of the
 * journal bounds it, less a day. */
static void the_journal_bounds_the_run(void **state)
{
    static const struct wall too_far[] = {
        {"retention_run_bounded", RUN_FOR("9913601", "0", "0"), NULL, NULL, false},
        {"retention_run_bounded", RUN_FOR("0", "9999999999", "0"), NULL, NULL, false},
        {"retention_run_bounded", RUN_FOR("0", "0", "10000000"), NULL, NULL, false},
    };
    static const struct way just = {NULL, RUN_FOR("9913600", "9913600", "9913600"), NULL, NULL};
    for (size_t i = 0; i < sizeof too_far / sizeof too_far[0]; i++)
        wall_try(*state, &too_far[i]);
    wall_go(*state, &just);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_else_goes),
        cmocka_unit_test(what_is_past_goes),
        cmocka_unit_test(the_journal_bounds_the_run),
    };
    return cmocka_run_group_tests_name("the door of retention", tests, wall_setup, wall_teardown);
}
