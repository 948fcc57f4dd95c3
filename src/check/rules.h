/*
 * What must be true of a lot's file, as a table of questions to it.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include <stdbool.h>

/* QUERY gives a row for each disagreement: what it is about, what is there, what should be. */
struct check_rule {
    const char *name;
    const char *query;
    const char *sentence; /* with three %s, in the order of the columns */
    /* What mends it, where it is derived: statements in their order, ended by NULL; or NULL. */
    const char *const *repair;
};

/* Ends with a NULL name. */
extern const struct check_rule check_rules[];

#endif
