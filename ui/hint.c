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

/* Who asks: about which context, in which room. */
struct asker {
    unsigned context;
    const struct hint_room *room;
    bool is_utf8;
    hint_offered offered;
    const void *asked;
};

static bool belongs(const struct action *action, const struct asker *asker)
{
    return (action->contexts & asker->context) && !(action->flags & ACTION_IS_HIDDEN) &&
           action->keys[0] != K_NONE &&
           (!asker->offered || asker->offered(asker->asked, action->id));
}

static void make(struct hint *out, const struct action *action, const struct asker *asker)
{
    const struct hint_room *room = asker->room;

    action_keys(out->keys, sizeof out->keys, action, asker->is_utf8);
    out->name = room->name ? room->name(asker->asked, action) : _(action->name);
    out->line = out->x = 0;
}

static int width_of_kept(const struct asker *asker)
{
    struct hint hint;
    int columns = 0;

    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (!is_kept(action->id) || !belongs(action, asker))
            continue;
        make(&hint, action, asker);
        columns += width(&hint) + GAP;
    }
    return columns;
}

/* Where the next hint goes. */
struct pen {
    int line, x;
};

/* Puts HINT down so that KEPT columns stay free on the last line. False: there is no room. */
static bool put(struct hint *hint, struct pen *pen, const struct hint_room *room, int kept)
{
    int needs = width(hint);
    bool is_last = pen->line == room->lines - 1;

    if (pen->x + needs > room->columns - (is_last ? kept : 0)) {
        if (is_last)
            return false;
        *pen = (struct pen){pen->line + 1, 0};
        return put(hint, pen, room, kept);
    }
    hint->line = pen->line;
    hint->x = pen->x;
    pen->x += needs + GAP;
    return true;
}

size_t hint_lines(struct hint out[static HINTS_MAX], unsigned context, const struct hint_room *room,
                  bool is_utf8, hint_offered offered, const void *asked)
{
    const struct asker asker = {context, room, is_utf8, offered, asked};
    int kept = width_of_kept(&asker);
    struct pen pen = {0, 0};
    size_t count = 0;
    bool is_full = false;

    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (count == HINTS_MAX || !belongs(action, &asker))
            continue;
        make(&out[count], action, &asker);
        if (is_kept(action->id))
            kept -= width(&out[count]) + GAP;
        else if (is_full)
            continue;
        if (put(&out[count], &pen, room, kept))
            count++;
        else
            is_full = true;
    }
    return count;
}
