/*
 * Files of data/ that are built into the program: migrations, the tariff and plan of the demo lot.
 * The table is made by data/embed.sh.
 */
#ifndef BASE_BUILTIN_H
#define BASE_BUILTIN_H

#include <stddef.h>

struct builtin_file {
    const char *name; /* below data/: "migrations/0001-lot.sql" */
    const char *text;
    size_t length;
};

/* All of them in the order of their names; the last has a NULL name. */
extern const struct builtin_file builtin_files[];

/* The file NAME, or NULL. */
const struct builtin_file *builtin_find(const char *name);

#endif
