/*
 * The table of actions as text: names of contexts and keys, and the manual's key tables. Pure.
 */
#include <string.h>

#include "action.h"
#include "console.h"
#include "parkade/text.h"

struct context_text {
    unsigned context;
    const char *name;
};

static const struct context_text CONTEXTS[] = {
    {CONTEXT_LOT, "Lot"},           {CONTEXT_SPOT, "Spot"},       {CONTEXT_PARK, "Park"},
    {CONTEXT_PAY, "Pay"},           {CONTEXT_TICKET, "Ticket"},   {CONTEXT_DONE, "Done"},
    {CONTEXT_TICKETS, "Tickets"},   {CONTEXT_JOURNAL, "Journal"}, {CONTEXT_HELP, "Help"},
    {CONTEXT_COMMANDS, "Commands"}, {CONTEXT_FORM, "Fields"},     {CONTEXT_CHOICE, "Questions"},
};

enum { CONTEXT_COUNT = sizeof CONTEXTS / sizeof CONTEXTS[0] };

const char *context_name(unsigned context)
{
    for (size_t i = 0; i < CONTEXT_COUNT; i++)
        if (CONTEXTS[i].context == context)
            return _(CONTEXTS[i].name);
    return "";
}

/* Arrows stand together: "↑↓"; of other keys only the first is shown. */
void action_keys(char *out, size_t size, const struct action *action, bool is_utf8)
{
    char label[KEY_LABEL_SIZE];
    size_t used;

    out[0] = '\0';
    for (size_t i = 0; i < ACTION_KEYS_MAX && action->keys[i] != K_NONE; i++) {
        bool is_arrow = action->keys[i] >= K_UP && action->keys[i] <= K_RIGHT;
        if (i > 0 && !is_arrow)
            break;
        key_label(label, action->keys[i], is_utf8);
        used = strlen(out);
        snprintf(out + used, size - used, "%s%s", used && !is_utf8 ? "/" : "", label);
    }
}

static bool is_general(const struct action *action)
{
    return action->contexts == ~0U || action->letter || action->id == ACTION_BACK ||
           action->id == ACTION_COMMANDS || action->id == ACTION_HELP;
}

static void dump_action(FILE *out, const struct action *action)
{
    char keys[64];

    action_keys(keys, sizeof keys, action, false);
    if (action->letter)
        fprintf(out, ".It Ic %s%s/ %c\n", keys, keys[0] ? " , " : "", action->letter);
    else
        fprintf(out, ".It Ic %s%s\n", strchr(".-'", keys[0]) ? "\\" : "", keys);
    fprintf(out, "%s\n", action->help);
}

static void dump_list(FILE *out, const char *title, unsigned context)
{
    fprintf(out, ".Ss %s\n.Bl -tag -width Backspace -compact\n", title);
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        if (context ? (action->contexts & context) && !is_general(action) : is_general(action))
            dump_action(out, action);
    fprintf(out, ".El\n");
}

void console_dump_keys(FILE *out)
{
    for (size_t i = 0; i < CONTEXT_COUNT; i++)
        dump_list(out, CONTEXTS[i].name, CONTEXTS[i].context);
    dump_list(out, "Everywhere", 0);
}
