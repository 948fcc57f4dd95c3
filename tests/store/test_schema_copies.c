/*
 * The walls of migration 10: copies of tickets. See support/wall.h.
 */
#include "../support/wall.h"

#define COPY(ticket, number)                                                                       \
    "INSERT INTO ticket_copy (ticket_id, copy_no, time, printed_at) VALUES (" ticket ", " number   \
    ", 9600000, 'desk-1')"

static const struct wall guards[] = {
    {"ticket_copy_is_the_next", COPY("#2", "2"), NULL, NULL, false},
    {"ticket_copy_is_the_next", COPY("#2", "NULL"), NULL, NULL, false},
    {"ticket_copy_is_the_next", COPY("#2", "1"), COPY("#2", "1"),
     "UNIQUE constraint failed: ticket_copy.ticket_id, ticket_copy.copy_no", false},
    {"ticket_copy_is_the_next", COPY("#2", "0"), NULL, "CHECK constraint failed: copy_no > 0",
     false},
    {"ticket_copy_is_the_next", COPY("#99", "1"), NULL, NULL, false},
    {"ticket_copy_is_the_next", COPY("#1", "1"), NULL, NULL, false},  /* it has left */
    {"ticket_copy_is_the_next", COPY("#10", "1"), NULL, NULL, false}, /* it is void */
    {"ticket_copy_kept", "UPDATE ticket_copy SET copy_no = 2", COPY("#2", "1"), NULL, false},
    {"ticket_copy_kept", "UPDATE ticket_copy SET staff = 'ann'", COPY("#2", "1"), NULL, false},
    {"ticket_copy_stays", "DELETE FROM ticket_copy", COPY("#2", "1"), NULL, false},
};

static const struct wall constraints[] = {
    {NULL, COPY("#2", "0"), "DROP TRIGGER ticket_copy_is_the_next",
     "CHECK constraint failed: copy_no > 0", true},
    {NULL, COPY("#2", "1"), "DROP TRIGGER ticket_copy_is_the_next;" COPY("#2", "1"),
     "UNIQUE constraint failed: ticket_copy.ticket_id, ticket_copy.copy_no", true},
};

static const struct way ways[] = {
    {NULL, COPY("#2", "1"), NULL, NULL},
    {NULL, COPY("#2", "2"), COPY("#2", "1"), "SELECT count(*) = 2 FROM ticket_copy"},
    {NULL, COPY("#3", "1"), COPY("#2", "1"), NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0010-copies.sql");
    return wall_run(&walls);
}
