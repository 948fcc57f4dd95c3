/*
 * The table of actions as text: names of contexts and keys, and the manual's key tables. Pure.
 */
#include <ctype.h>
#include <string.h>

#include "action.h"
#include "columns.h"
#include "console.h"
#include "parkade/text.h"

struct context_text {
    unsigned context;
    const char *name;
};

static const struct context_text CONTEXTS[] = {
    {CONTEXT_LOT, "Lot"},
    {CONTEXT_SPOT, "Spot"},
    {CONTEXT_PARK, "Park"},
    {CONTEXT_PAY, "Pay"},
    {CONTEXT_TICKET, "Ticket"},
    {CONTEXT_DONE, "Done"},
    {CONTEXT_TICKETS, "Tickets"},
    {CONTEXT_JOURNAL, "Journal"},
    {CONTEXT_HELP, "Help"},
    {CONTEXT_SHIFT, "Shift"},
    {CONTEXT_CASH, "Counting"},
    {CONTEXT_EXCEPTIONS, "Exceptions"},
    {CONTEXT_ACCOUNT, "Accountability"},
    {CONTEXT_WALK, "Walk"},
    {CONTEXT_FINDINGS, "Findings"},
    {CONTEXT_FIGURES, "Figures"},
    {CONTEXT_SETUP, "Setup"},
    {CONTEXT_TEXT, "Texts"},
    {CONTEXT_COMMANDS, "Commands"},
    {CONTEXT_FORM, "Fields"},
    {CONTEXT_CHOICE, "Questions"},
};

enum { CONTEXT_COUNT = sizeof CONTEXTS / sizeof CONTEXTS[0] };

const char *context_name(unsigned context)
{
    for (size_t i = 0; i < CONTEXT_COUNT; i++)
        if (CONTEXTS[i].context == context)
            return _(CONTEXTS[i].name);
    return "";
}

static bool is_arrow(ui_key key)
{
    return key >= K_UP && key <= K_RIGHT;
}

static size_t arrows_of(const struct action *action)
{
    size_t count = 0;

    while (count < ACTION_KEYS_MAX && is_arrow(action->keys[count]))
        count++;
    return count;
}

/* Arrows stand together, "↑↓"; of other keys only the first is shown. */
void action_keys(char *out, size_t size, const struct action *action, bool is_utf8)
{
    char label[KEY_LABEL_SIZE];
    size_t shown = arrows_of(action), used;

    out[0] = '\0';
    if (shown > 2 && !is_utf8) {
        snprintf(out, size, "%s", _("Arrows"));
        return;
    }
    if (shown == 0 && action->keys[0] != K_NONE)
        shown = 1;
    for (size_t i = 0; i < shown; i++) {
        key_label(label, action->keys[i], is_utf8);
        used = strlen(out);
        snprintf(out + used, size - used, "%s%s", i > 0 && !is_utf8 ? "/" : "", label);
    }
}

static bool is_general(const struct action *action)
{
    return action->contexts == ~0U || action->letter || action->id == ACTION_BACK ||
           action->id == ACTION_COMMANDS || action->id == ACTION_HELP;
}

/* A sign alone would be punctuation to mdoc. */
static const char *guard(const char *keys)
{
    return keys[0] && !keys[1] && !isalnum((unsigned char)keys[0]) ? "\\&" : "";
}

static void dump_sentence(FILE *out, const char *text)
{
    enum { WIDTH = 78 };

    while (*text) {
        size_t bytes = columns_line(text, WIDTH);
        fprintf(out, "%.*s\n", (int)bytes, text);
        text += bytes;
        while (*text == ' ')
            text++;
    }
}

static void dump_action(FILE *out, const struct action *action)
{
    char keys[64];

    action_keys(keys, sizeof keys, action, false);
    fprintf(out, ".It Ic %s%s", guard(keys), keys);
    if (action->letter)
        fprintf(out, "%s/ %c", keys[0] ? " , " : "", action->letter);
    fputc('\n', out);
    dump_sentence(out, action->help);
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
