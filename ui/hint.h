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
    int line, x; /* where it begins: line 0 is the upper one */
};

/* Asked for each action: is it offered now? */
typedef bool (*hint_offered)(const void *context, enum action_id action);

/* How many lines of how many columns there are for hints. */
struct hint_room {
    int lines, columns;
    /* What an action is called just now; NULL: as the table has it. */
    const char *(*name)(const void *context, const struct action *action);
};

/*
 * The hints of CONTEXT that fit, whole ones only, in the order of the table. What is there on every
 * screen (back, help, commands) is kept: what is before it gives way. Returns how many.
 */
size_t hint_lines(struct hint out[static HINTS_MAX], unsigned context, const struct hint_room *room,
                  bool is_utf8, hint_offered offered, const void *asked);

#endif
