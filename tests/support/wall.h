/*
 * Trying the walls of the schema as an outsider does: raw SQL on connections of the test's own, as
 * any program opens the file, with the settings that such a program may have. For tests.
 *
 * Each try is made on a small lot of fixed rows (wall_lot.c) inside a transaction that is rolled
 * back. In SQL, #7 is an id of 36 characters with the number 7. A try is made four times, with
 * recursive triggers and foreign keys off and on, and each time plain, OR REPLACE and OR IGNORE,
 * where the statement has them.
 */
#ifndef SUPPORT_WALL_H
#define SUPPORT_WALL_H

#include <stdbool.h>
#include <stddef.h>

/* A thing that must be impossible. */
struct wall {
    /* The trigger that stands in the way; its own words are expected. NULL: a constraint. */
    const char *guard;
    const char *sql;
    const char *given; /* what is done before, or NULL */
    /* What SQLite must say of a constraint; with a guard: once the guard is gone (or NULL). */
    const char *says;
    bool is_plain; /* no OR REPLACE, OR IGNORE: there it has a meaning of its own */
};

/* A thing that must be possible, after which the file agrees with itself. */
struct way {
    const char *keeper; /* the trigger without which it would not agree, or NULL */
    const char *sql;
    const char *given;
    const char *then; /* a query that must answer 1 after it, or NULL */
};

/* The lot in a file, and connections to it. Setup and teardown of a cmocka group: the group's
 * state is a struct wall_place. */
struct wall_place;
int wall_setup(void **state);
int wall_teardown(void **state);

void wall_try(struct wall_place *place, const struct wall *wall);
void wall_go(struct wall_place *place, const struct way *way);

/* Fails unless the tries so far have met every trigger, CHECK and unique index that the migration
 * FILE ("migrations/0001-lot.sql") makes. To be called after all of them. */
void wall_cover(struct wall_place *place, const char *file);

/* What one migration makes impossible and what it must let through. */
struct wall_suite {
    const char *migration; /* "migrations/0001-lot.sql" */
    const struct wall *guards, *constraints;
    const struct way *ways;
    size_t guard_count, constraint_count, way_count;
};

/* A suite of three arrays named guards, constraints and ways. */
#define WALL_SUITE(FILE)                                                                           \
    {                                                                                              \
        .migration = (FILE), .guards = guards, .constraints = constraints, .ways = ways,           \
        .guard_count = sizeof guards / sizeof *guards,                                             \
        .constraint_count = sizeof constraints / sizeof *constraints,                              \
        .way_count = sizeof ways / sizeof *ways                                                    \
    }

/* Tries all of a suite, then wall_cover(); the answer is main()'s. */
int wall_run(const struct wall_suite *walls);

/* The rows of the small lot (wall_lot.c), statement by statement; ends with NULL. */
extern const char *const wall_lot[];

/* A run of retention that may take what is older than 9000000. */
#define OPEN_RUN                                                                                   \
    "INSERT INTO retention_run (run_id, opened_at, plate_cutoff, ticket_cutoff, journal_cutoff) "  \
    "VALUES (2, 10000000, 9000000, 9000000, 9000000);"

#endif
