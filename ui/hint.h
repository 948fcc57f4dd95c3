/*
 * The hint line: which keys do what just now, from the table of actions. Pure.
 */
#ifndef UI_HINT_H
#define UI_HINT_H

#include <stddef.h>

#include "action.h"

enum { HINTS_MAX = 24, HINT_KEYS_SIZE = 40 };

struct hint {
    char keys[HINT_KEYS_SIZE];
    const char *name;
    int x; /* the column it begins at */
};

/* Asked for each action: is it offered now? */
typedef bool (*hint_offered)(const void *context, enum action_id action);

/*
 * The hints of CONTEXT that fit into COLUMNS, whole ones only, in the order of the table. Esc and
 * ? are kept: what is before them gives way. Returns how many.
 */
size_t hint_line(struct hint out[static HINTS_MAX], unsigned context, int columns, bool is_utf8,
                 hint_offered offered, const void *asked);

#endif
