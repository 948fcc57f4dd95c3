/*
 * Building the hint line. Pure; measures with columns.c.
 */
#include "hint.h"

#include "columns.h"
#include "parkade/text.h"

enum { GAP = 2 };

static int width(const struct hint *hint)
{
    return columns_text(hint->keys) + 1 + columns_text(hint->name);
}

/* These are always there: how to get out, how to learn more. */
static bool is_kept(enum action_id action)
{
    return action == ACTION_BACK || action == ACTION_HELP || action == ACTION_COMMANDS;
}

static bool belongs(const struct action *action, unsigned context, hint_offered offered,
                    const void *asked)
{
    return (action->contexts & context) && !(action->flags & ACTION_IS_HIDDEN) &&
           action->keys[0] != K_NONE && (!offered || offered(asked, action->id));
}

static void make(struct hint *out, const struct action *action, bool is_utf8)
{
    action_keys(out->keys, sizeof out->keys, action, is_utf8);
    out->name = _(action->name);
    out->x = 0;
}

static int width_of_kept(unsigned context, bool is_utf8, hint_offered offered, const void *asked)
{
    struct hint hint;
    int columns = 0;

    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (!is_kept(action->id) || !belongs(action, context, offered, asked))
            continue;
        make(&hint, action, is_utf8);
        columns += width(&hint) + GAP;
    }
    return columns;
}

size_t hint_line(struct hint out[static HINTS_MAX], unsigned context, int columns, bool is_utf8,
                 hint_offered offered, const void *asked)
{
    int x = 0, kept = width_of_kept(context, is_utf8, offered, asked);
    size_t count = 0;
    bool is_full = false;

    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (count == HINTS_MAX || !belongs(action, context, offered, asked))
            continue;
        struct hint *hint = &out[count];
        make(hint, action, is_utf8);
        int needs = width(hint);
        if (is_kept(action->id))
            kept -= needs + GAP;
        else if (is_full || x + needs + GAP + kept > columns + GAP) {
            is_full = true;
            continue;
        }
        if (x + needs > columns)
            continue;
        hint->x = x;
        x += needs + GAP;
        count++;
    }
    return count;
}
