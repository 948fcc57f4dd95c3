/*
 * The days that were closed, the latest first, and closing the next one. Calls parkade/dayclose.h.
 */
#include <stdio.h>
#include <string.h>

#include "account_screen.h"
#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "prompt.h"
#include "when.h"

enum { SHOWN_DAYS = 366 };
enum { DATE, BY, ISSUED, UNACCOUNTED, CASH, DEPOSIT, DIFFERENCE };

static const struct table_column COLUMNS[] = {
    [DATE] = {"Day", 10, 0, false},
    [BY] = {"By", 10, 76, false},
    [ISSUED] = {"Issued", 6, 76, true},
    [UNACCOUNTED] = {"Unacc.", 6, 0, true},
    [CASH] = {"Cash", 10, 0, true},
    [DEPOSIT] = {"Deposit", 10, 0, true},
    [DIFFERENCE] = {"Difference", 10, 0, true},
};

/* They come in their order. */
static const struct pk_day_close *at(const struct account_screen *screen, int line)
{
    return (const struct pk_day_close *)screen->rows + screen->table.list.count - 1 - line;
}

/* Those of a year, up to the last day in view. */
static enum pk_status read_rows(struct account_screen *screen, size_t *count)
{
    struct pk_day_close *rows = account_room(screen, SHOWN_DAYS, sizeof *rows);

    if (!rows)
        return PK_OK;
    return pk_day_close_list(rows, SHOWN_DAYS, count, screen->app->lot, screen->to - SHOWN_DAYS + 1,
                             screen->to);
}

static enum role cell_money(char out[static TABLE_CELL_SIZE], const struct account_screen *screen,
                            int64_t amount, enum role role)
{
    pk_money_format(out, amount, pk_lot_currency(screen->app->lot));
    return role;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct account_screen *screen = rows;
    const struct pk_day_close *close = at(screen, line);

    switch (column) {
    case DATE:
        pk_copy(out, TABLE_CELL_SIZE, close->business_date);
        return ROLE_STRONG;
    case BY:
        pk_copy(out, TABLE_CELL_SIZE, close->who);
        return ROLE_TEXT;
    case ISSUED:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)close->issued);
        return ROLE_TEXT;
    case UNACCOUNTED:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)close->unaccounted);
        return close->unaccounted != 0 ? ROLE_ERROR : ROLE_TEXT;
    case CASH:
        return cell_money(out, screen, close->cash, ROLE_TEXT);
    case DEPOSIT:
        return cell_money(out, screen, close->deposit, ROLE_TEXT);
    default:
        return cell_money(out, screen, close->difference,
                          close->difference != 0 ? ROLE_ALERT : ROLE_TEXT);
    }
}

static void explain(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line)
{
    const struct pk_day_close *close = at(screen, line);
    char span[WHEN_RANGE_SIZE];

    when_range(span, screen->app->lot, close->from_time, close->closed_at);
    int used = snprintf(
        out, ACCOUNT_TEXT_SIZE,
        _("%s at %s%s%s: %lld inside + %lld issued - %lld exited - %lld void - %lld replaced - "
          "%lld released %s%lld unaccounted = %lld inside. Shifts settled: %lld. Last ticket: "
          "#%lld."),
        span, close->station, close->who[0] ? _(" by ") : "", close->who,
        (long long)close->inside_before, (long long)close->issued, (long long)close->exited,
        (long long)close->voided, (long long)close->replaced, (long long)close->released,
        close->unaccounted < 0 ? "" : "+ ", (long long)close->unaccounted,
        (long long)close->inside_after, (long long)close->shifts, (long long)close->last_no);
    if (close->note[0] && used > 0 && used < ACCOUNT_TEXT_SIZE)
        snprintf(out + used, ACCOUNT_TEXT_SIZE - (size_t)used, _(" Note: %s"), close->note);
}

const struct account_page account_closes = {
    .name = "closes",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .cell = cell,
    .read = read_rows,
    .explain = explain,
};

/* ---- closing a day ---- */

enum { FIELD_DAY, FIELD_DEPOSIT, FIELD_NOTE };

/* The day number of "2026-01-12". */
static enum pk_status read_day(int64_t *out, const struct app *app, const char *text)
{
    char noon[PK_TIME_SIZE];
    struct pk_local local;
    int64_t at_noon;

    snprintf(noon, sizeof noon, "%.16sT12:00", text);
    enum pk_status status = pk_time_parse(&at_noon, noon, pk_lot_zone(app->lot));
    if (status)
        return status;
    pk_zone_local(&local, pk_lot_zone(app->lot), at_noon);
    *out = local.day_number;
    return PK_OK;
}

static enum pk_status try_close(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    const char *note = form_text(&prompt->form, FIELD_NOTE);
    struct pk_day_closing closing = {.note = note[0] ? note : NULL};
    struct pk_day_close out;
    enum pk_status status = read_day(&closing.day, app, form_text(&prompt->form, FIELD_DAY));

    if (status == PK_OK)
        status = pk_money_parse(&closing.deposit, form_text(&prompt->form, FIELD_DEPOSIT),
                                pk_lot_currency(app->lot));
    return status == PK_OK ? pk_day_close(&out, app->lot, &prompt->act, &closing) : status;
}

/* The result is the first line of the closes. */
static void closed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    int64_t day;

    if (read_day(&day, app, form_text(&prompt->form, FIELD_DAY)) == PK_OK)
        account_go((struct account_screen *)owner, ACCOUNT_PAGE_CLOSES, day);
}

/* The one after the last close; the first may be any: the one in view. */
static void propose_day(char out[static PK_TIME_SIZE], const struct account_screen *screen)
{
    struct pk_day_close last;
    bool is_any = false;
    int64_t day = screen->day;
    int year, month, mday;

    if (pk_day_close_last(&last, &is_any, screen->app->lot) == PK_OK && is_any &&
        read_day(&day, screen->app, last.business_date) == PK_OK)
        day++;
    pk_day_date(&year, &month, &mday, day);
    snprintf(out, PK_TIME_SIZE, "%04d-%02d-%02d", year, month, mday);
}

void account_ask_close(struct account_screen *screen)
{
    static const struct prompt_spec SPEC = {.title = "Close the day",
                                            .attempt = try_close,
                                            .done = closed,
                                            .said = "The day is closed.",
                                            .offer_field = -1};
    char day[PK_TIME_SIZE];
    struct prompt *prompt = prompt_make(
        screen->app, &SPEC, &screen->view,
        _("What is brought to the bank? A difference to the cash is kept, and stops nothing."));

    propose_day(day, screen);
    if (prompt) {
        form_add_text(&prompt->form, _("Day"), day);
        form_add_text(&prompt->form, _("Deposit"), "");
        form_add_text(&prompt->form, _("Note"), "");
        prompt->form.fields[FIELD_DAY].editor.is_old = true;
        prompt->form.focus = FIELD_DEPOSIT;
    }
    app_push(screen->app, prompt ? &prompt->view : NULL);
}
