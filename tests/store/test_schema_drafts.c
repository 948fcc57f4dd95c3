/*
 * The walls of migration 11: money in hand. See support/wall.h. There is little to guard: it is no
 * history, and comes and goes.
 */
#include "../support/wall.h"

#define DRAFT(ticket, position, handed)                                                            \
    "INSERT INTO draft (station, ticket_id, position, handed, taken_at, journal_seq, holder) "     \
    "VALUES ('desk-1', " ticket ", " position ", " handed ", 9600000, 0, '1 1')"

static const struct wall guards[] = {{NULL, NULL, NULL, NULL, false}};

static const struct wall constraints[] = {
    {NULL, DRAFT("#2", "0", "500"), NULL, "CHECK constraint failed: position BETWEEN 1 AND 8",
     false},
    {NULL, DRAFT("#2", "9", "500"), NULL, "CHECK constraint failed: position BETWEEN 1 AND 8",
     false},
    {NULL, DRAFT("#2", "1", "0"), NULL, "CHECK constraint failed: handed > 0", false},
    {NULL, DRAFT("#2", "1", "-500"), NULL, "CHECK constraint failed: handed > 0", false},
    {NULL, DRAFT("#2", "1", "500"), DRAFT("#2", "1", "200"),
     "UNIQUE constraint failed: draft.station, draft.ticket_id, draft.position", true},
};

static const struct way ways[] = {
    {NULL, DRAFT("#2", "1", "500"), NULL, NULL},
    {NULL, DRAFT("#2", "2", "500"), DRAFT("#2", "1", "500"),
     "SELECT sum(handed) = 1000 FROM draft"},
    {NULL, "DELETE FROM draft", DRAFT("#2", "1", "500"), NULL},
};

int main(void)
{
    struct wall_suite walls = WALL_SUITE("migrations/0011-drafts.sql");
    walls.guard_count = 0;
    return wall_run(&walls);
}
