/*
 * "Did you mean": the nearest name to one that does not exist. Pure.
 */
#include <string.h>

#include "cli/cli.h"

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be put in, taken out or changed to make TYPED into NAME, by the usual
 * table, of which only the last row is kept. */
static size_t distance(const char *typed, const char *name)
{
    size_t typed_length = strlen(typed), name_length = strlen(name);
    if (typed_length >= LONGEST || name_length >= LONGEST)
        return LONGEST;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= name_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= typed_length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= name_length; j++) {
            size_t changed = diagonal + (typed[i - 1] != name[j - 1]);
            diagonal = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[name_length];
}

const char *cli_nearest(const char *typed, const char *const names[], size_t count)
{
    const char *nearest = NULL;
    size_t best = least(2, strlen(typed) / 2) + 1; /* farther away is another word */
    for (size_t i = 0; i < count; i++) {
        bool is_begun = typed[0] && typed[1] && strncmp(typed, names[i], strlen(typed)) == 0;
        size_t far = is_begun ? 1 : distance(typed, names[i]);
        if (far < best) {
            best = far;
            nearest = names[i];
        }
    }
    return nearest;
}
