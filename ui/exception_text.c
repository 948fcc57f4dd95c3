/*
 * Exceptions in words: see exception_text.h.
 */
#include "exception_text.h"

#include <stdio.h>
#include <string.h>

#include "journal_text.h"
#include "parkade/text.h"
#include "when.h"

struct kind {
    const char *kind, *sentence;
};

static const struct kind KINDS[] = {
    {"void", "A ticket was cancelled: nothing was sold."},
    {"release", "A stay was ended without its ticket."},
    {"refund", "Money was given back."},
    {"nil", "A vehicle was let out for nothing."},
    {"replace", "A lost ticket was replaced by a new one."},
    {"override", "A price was agreed instead of the tariff's."},
    {"renew", "An expired ticket was made valid again."},
    {"late_entry", "A paper ticket was entered afterwards."},
    {"no_sale", "The drawer was opened without a sale."},
    {"cheaper_class", "The class was changed to a cheaper one."},
    {"alarm", "A dead ticket turned up: somebody wanted to leave."},
    {"clock_back", "The clock was set back: later acts have earlier times."},
    {"walk_leave", "What a walk found was left as it is."},
};

bool exception_is_open(const struct pk_exception *exception)
{
    return exception->acknowledged_at == PK_NONE;
}

bool exception_is_alarm(const struct pk_exception *exception)
{
    return strcmp(exception->entry.kind, pk_act_name(PK_ACT_ALARM)) == 0;
}

const char *exception_sentence(const struct pk_exception *exception)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (strcmp(KINDS[i].kind, exception->entry.kind) == 0)
            return _(KINDS[i].sentence);
    return journal_word(exception->entry.kind);
}

static void add(char out[static EXCEPTION_TEXT_SIZE], const char *text)
{
    size_t used = strlen(out);

    if (text[0])
        snprintf(out + used, EXCEPTION_TEXT_SIZE - used, "%s%s", used ? "  " : "", text);
}

/* The reason of a payment is not in its entry. */
void exception_about(char out[static EXCEPTION_TEXT_SIZE], const struct pk_exception *exception)
{
    const struct pk_entry *entry = &exception->entry;
    char text[JOURNAL_TEXT_SIZE], number[32];

    out[0] = '\0';
    snprintf(number, sizeof number, "#%lld", (long long)entry->ticket_no);
    if (entry->ticket_no)
        add(out, number);
    add(out, entry->spot);
    journal_details(text, entry); /* where a plate was changed, both are there */
    add(out, text[0] ? text : exception->registration);
    add(out, exception->reason);
}

void exception_circumstances(char out[static EXCEPTION_TEXT_SIZE], struct pk_lot *lot,
                             const struct pk_exception *exception)
{
    const struct pk_entry *entry = &exception->entry;
    char when[WHEN_SIZE];

    when_short(when, lot, entry->time);
    snprintf(out, EXCEPTION_TEXT_SIZE, _("%s at %s%s%s%s%s"), when, entry->station,
             entry->who[0] ? _(" by ") : "", entry->who,
             entry->approver[0] ? _(", approved by ") : "", entry->approver);
}

void exception_outcome(char out[static EXCEPTION_TEXT_SIZE], struct pk_lot *lot,
                       const struct pk_exception *exception, const char *who)
{
    char when[WHEN_SIZE];

    when_short(when, lot, exception->acknowledged_at);
    if (!exception_is_open(exception))
        snprintf(out, EXCEPTION_TEXT_SIZE, _("Looked at%s%s, %s%s%s"),
                 exception->acknowledged_by[0] ? _(" by ") : "", exception->acknowledged_by, when,
                 exception->note[0] ? ": " : "", exception->note);
    else if (pk_exception_is_own(exception, who))
        pk_copy(out, EXCEPTION_TEXT_SIZE, _("You did or approved it: somebody else looks at it."));
    else
        pk_copy(out, EXCEPTION_TEXT_SIZE, _("Nobody has looked at it."));
}
