/*
 * The figures of the accountability, a line each: what was issued, and what became of it. Calls
 * parkade/audit.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account_screen.h"
#include "app.h"
#include "parkade/text.h"
#include "screens.h"

/* Behind those that enum pk_figure has. */
enum { UNACCOUNTED = PK_FIGURE_COUNT, MISSING, FIGURES };

struct figure {
    const char *name, *meaning;
};

static const struct figure FIGURE[FIGURES] = {
    [PK_FIGURE_ISSUED] = {"issued", "Tickets that were given out."},
    [PK_FIGURE_EXITED] = {"exited", "Left: paid, free of charge or under a permit."},
    [PK_FIGURE_VOID] = {"void", "Cancelled: made by mistake, nothing was sold."},
    [PK_FIGURE_REPLACED] = {"replaced", "Lost: the new ticket in its place is issued too."},
    [PK_FIGURE_RELEASED] = {"released", "Ended without the ticket: left unseen, towed, owing."},
    [PK_FIGURE_INSIDE] = {"inside", "Still here now."},
    [UNACCOUNTED] = {"unaccounted", "Issued, and nobody knows what became of them."},
    [MISSING] = {"missing", "Numbers of the sequence that no ticket has."},
};

static int64_t value_of(const struct pk_tally *tally, int line)
{
    const int64_t values[FIGURES] = {
        [PK_FIGURE_ISSUED] = tally->issued,
        [PK_FIGURE_EXITED] = tally->exited,
        [PK_FIGURE_VOID] = tally->voided,
        [PK_FIGURE_REPLACED] = tally->replaced,
        [PK_FIGURE_RELEASED] = tally->released,
        [PK_FIGURE_INSIDE] = tally->inside,
        [UNACCOUNTED] = tally->issued - tally->exited - tally->voided - tally->replaced -
                        tally->released - tally->inside,
        [MISSING] = tally->missing,
    };

    return values[line];
}

/* ---- gaps ---- */

/* "7", "9 to 12". */
static void say_gap(char *out, size_t size, const struct pk_gap *gap)
{
    if (gap->first == gap->last)
        snprintf(out, size, "%lld", (long long)gap->first);
    else
        snprintf(out, size, _("%lld to %lld"), (long long)gap->first, (long long)gap->last);
}

void account_say_gaps(char *out, size_t size, const struct pk_gap *gaps, size_t count)
{
    enum { ROOM_FOR_MORE = 48 };
    size_t used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        char gap[64];
        say_gap(gap, sizeof gap, &gaps[i]);
        if (used + strlen(gap) + ROOM_FOR_MORE > size) {
            snprintf(out + used, size - used, _(" and %lld more gaps"), (long long)(count - i));
            return;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", gap);
    }
}

/* ---- the page ---- */

enum { NAME, TICKETS, MEANING };

static const struct table_column COLUMNS[] = {
    [NAME] = {"", 12, 0, false},
    [TICKETS] = {"Tickets", 8, 0, true},
    [MEANING] = {"", 30, 76, false},
};

static enum pk_status read_rows(struct account_screen *screen, size_t *count)
{
    (void)screen;
    *count = FIGURES;
    return PK_OK;
}

static bool is_fault(const struct account_screen *screen, int line)
{
    return line >= UNACCOUNTED && value_of(&screen->all, line) != 0;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct account_screen *screen = rows;

    switch (column) {
    case NAME:
        pk_copy(out, TABLE_CELL_SIZE, _(FIGURE[line].name));
        return line == PK_FIGURE_ISSUED ? ROLE_STRONG : ROLE_TEXT;
    case TICKETS:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)value_of(&screen->all, line));
        return is_fault(screen, line) ? ROLE_ERROR : ROLE_STRONG;
    default:
        pk_copy(out, TABLE_CELL_SIZE, _(FIGURE[line].meaning));
        return ROLE_DIM;
    }
}

/* As many as there can be gaps, but for a file that is nothing but gaps. */
enum { GAPS_MAX = 1000 };

static void explain_missing(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen)
{
    struct pk_gap *gaps = calloc(GAPS_MAX, sizeof *gaps);
    char list[ACCOUNT_TEXT_SIZE / 2] = "";
    size_t count = 0;

    if (gaps && pk_accountability_gaps(gaps, GAPS_MAX, &count, screen->app->lot, screen->from,
                                       screen->to) == PK_OK)
        account_say_gaps(list, sizeof list, gaps, count);
    free(gaps);
    snprintf(out, ACCOUNT_TEXT_SIZE,
             _("No ticket has these numbers: %s. Somebody changed the lot's file; run parkade "
               "check."),
             list);
}

static void explain(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line)
{
    const struct pk_tally *all = &screen->all;

    if (line == MISSING && all->missing != 0)
        explain_missing(out, screen);
    else if (line == UNACCOUNTED && is_fault(screen, line))
        snprintf(out, ACCOUNT_TEXT_SIZE, "%s",
                 _("What became of the tickets does not add up to those that were issued; run "
                   "parkade check."));
    else if (line == UNACCOUNTED)
        snprintf(out, ACCOUNT_TEXT_SIZE,
                 _("%lld issued = %lld exited + %lld void + %lld replaced + %lld released + %lld "
                   "inside."),
                 (long long)all->issued, (long long)all->exited, (long long)all->voided,
                 (long long)all->replaced, (long long)all->released, (long long)all->inside);
    else if (line == MISSING || all->issued == 0)
        snprintf(out, ACCOUNT_TEXT_SIZE, "%s", _(FIGURE[line].meaning));
    else
        snprintf(out, ACCOUNT_TEXT_SIZE, _("%s The numbers issued are #%lld to #%lld."),
                 _(FIGURE[line].meaning), (long long)all->first_no, (long long)all->last_no);
}

static bool has_more(const struct account_screen *screen, int line)
{
    return line < PK_FIGURE_COUNT && value_of(&screen->all, line) > 0;
}

static void open_list(struct account_screen *screen, int line)
{
    const struct pk_accounted_filter filter = {
        .from = screen->from, .to = screen->to, .figure = (enum pk_figure)line};

    app_push(screen->app,
             account_tickets_view(_(FIGURE[line].name), &filter, value_of(&screen->all, line)));
}

const struct account_page account_figures = {
    .name = "all",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .cell = cell,
    .read = read_rows,
    .explain = explain,
    .open = open_list,
    .has_more = has_more,
};
