/*
 * Candidates of the entry line. Calls parkade/ticket.h, payment.h.
 */
#include "candidates.h"

#include <stdio.h>

#include "columns.h"
#include "entry.h"
#include "parkade/money.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "stay.h"

enum { GAP = 4 };

/* What there is to know before choosing: the state, and what is due. */
static void describe(char out[static CANDIDATE_TEXT], struct pk_lot *lot,
                     const struct pk_ticket *ticket)
{
    struct pk_quote quote;
    char money[PK_MONEY_SIZE], due[PK_MONEY_SIZE + 16] = "";

    if (stay_is_open(ticket) && pk_quote(&quote, lot, ticket->ticket_id, PK_NONE) == PK_OK &&
        quote.due > 0) {
        pk_money_format(money, quote.due, pk_lot_currency(lot));
        snprintf(due, sizeof due, _(" due %s"), money);
    }
    const char *word = ticket->state == PK_PARKED && due[0] ? "" : stay_state_word(ticket->state);
    snprintf(out, CANDIDATE_TEXT, "%s %s #%lld%s%s%s", ticket->registration_number, ticket->spot,
             (long long)ticket->ticket_no, word[0] ? " " : "", word, due);
}

void candidates_find(struct candidates *candidates, struct pk_lot *lot, const char *text)
{
    const char *rest;
    enum entry_kind kind = entry_kind(&rest, text);
    size_t count = 0;

    candidates->count = 0;
    candidates->chosen = -1;
    if ((kind != ENTRY_PLATE && kind != ENTRY_NUMBER) || !*rest)
        return;
    if (text[0] == '#')
        count = pk_ticket_resolve(candidates->tickets, NULL, lot, text) == PK_OK;
    else if (pk_ticket_search(candidates->tickets, CANDIDATES_MAX, &count, lot, rest))
        return;
    candidates->count = count < CANDIDATES_MAX ? (int)count : CANDIDATES_MAX;
    for (int i = 0; i < candidates->count; i++)
        describe(candidates->texts[i], lot, &candidates->tickets[i]);
}

void candidates_move(struct candidates *candidates, int step)
{
    int chosen = candidates->chosen + step;

    if (chosen >= -1 && chosen < candidates->count)
        candidates->chosen = chosen;
}

const struct pk_ticket *candidates_chosen(const struct candidates *candidates)
{
    return candidates->chosen >= 0 ? &candidates->tickets[candidates->chosen] : NULL;
}

/* The first one to draw, so that the chosen one fits. */
static int first_in_view(const struct candidates *candidates, int columns)
{
    int first = 0;

    for (int i = 0, used = 0; i <= candidates->chosen; i++) {
        used += columns_text(candidates->texts[i]) + GAP;
        while (used - GAP > columns && first < i)
            used -= columns_text(candidates->texts[first++]) + GAP;
    }
    return first;
}

static int needed(const struct candidates *candidates)
{
    int columns = 0;

    for (int i = 0; i < candidates->count; i++)
        columns += columns_text(candidates->texts[i]) + (i > 0 ? GAP : 0);
    return columns;
}

void candidates_draw(const struct candidates *candidates, struct paint *paint,
                     const struct rect *area)
{
    enum { MORE_COLUMNS = 4 };
    int x = area->x, end = area->x + area->columns, drawn = 0;

    if (needed(candidates) > area->columns)
        end -= MORE_COLUMNS;
    for (int i = first_in_view(candidates, end - area->x); i < candidates->count; i++) {
        int needs = columns_text(candidates->texts[i]);
        if (x + needs > end && x > area->x)
            break;
        paint->is_chosen = i == candidates->chosen;
        if (paint->is_chosen)
            paint_cursor(paint, area->y, x);
        x += paint_text(paint, area->y, x, end - x, ROLE_TEXT, candidates->texts[i]) + GAP;
        paint->is_chosen = false;
        drawn++;
    }
    if (drawn < candidates->count)
        paint_format(paint, area->y, end, MORE_COLUMNS, ROLE_DIM, " +%d",
                     candidates->count - drawn);
}
