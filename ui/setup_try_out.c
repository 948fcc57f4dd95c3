/*
 * Setup, a tariff tried out: what a stay would cost by it, line by line. Changes nothing. Calls
 * parkade/tariff.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "setup_screen.h"
#include "when.h"
#include "words.h"

enum { ENTRY, EXIT, CLASS, TICKET, PROOF };
enum { AMOUNT_COLUMNS = 9, UNITS_COLUMNS = 6, WHAT_COLUMNS = 18 };

/* ---- the report ---- */

static void pad(FILE *out, int count)
{
    for (; count > 0; count--)
        fputc(' ', out);
}

static void write_right(FILE *out, int columns, const char *text)
{
    pad(out, columns - columns_text(text));
    fputs(text, out);
}

/* The amount comes first: a long name or a long stay must not push it out of sight. */
static void write_row(FILE *out, const char *amount, const char *units, const char *what,
                      const char *when)
{
    write_right(out, AMOUNT_COLUMNS, amount);
    write_right(out, UNITS_COLUMNS, units);
    fprintf(out, "  %s", what);
    if (when[0])
        pad(out, WHAT_COLUMNS - columns_text(what));
    fprintf(out, "%s%s\n", when[0] ? "  " : "", when);
}

static void write_line(FILE *out, struct pk_lot *lot, const struct pk_line *line,
                       const char *currency)
{
    char when[WHEN_RANGE_SIZE], units[32] = "", amount[PK_MONEY_SIZE];

    when_range(when, lot, line->from, line->to);
    if (line->units > 0)
        snprintf(units, sizeof units, "%lld x", (long long)line->units);
    pk_money_format(amount, line->amount, currency);
    write_row(out, amount, units, line->what, when);
}

static void write_change(FILE *out, struct pk_lot *lot, const char *what, int64_t at)
{
    char when[WHEN_SIZE];

    when_short(when, lot, at);
    if (at != PK_NONE)
        write_row(out, "", "", what, when);
}

static char *report_of(struct pk_lot *lot, const struct pk_price *price, const struct pk_stay *stay)
{
    char amount[PK_MONEY_SIZE], when[WHEN_RANGE_SIZE], length[WHEN_SIZE];
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return NULL;
    when_range(when, lot, stay->entry, stay->exit);
    when_length(length, stay->entry, stay->exit);
    fprintf(out, "%s, %s, %s\n\n", words_class(stay->vehicle_class), when, length);
    for (size_t i = 0; i < price->line_count; i++)
        write_line(out, lot, &price->lines[i], price->currency);
    pk_money_format(amount, price->total, price->currency);
    write_row(out, amount, price->currency, _("total"), "");
    fputc('\n', out);
    write_change(out, lot, _("rises at"), price->rises_at);
    write_change(out, lot, _("falls at"), price->falls_at);
    fclose(out);
    return text;
}

/* ---- the act ---- */

/* A moment, or a length from the entry on. */
static enum pk_status read_exit(int64_t *out, struct app *app, const struct view *view,
                                int64_t entry)
{
    int64_t length;

    if (pk_duration_parse(&length, setup_text(view, EXIT)) == PK_OK) {
        *out = entry + length;
        return PK_OK;
    }
    return pk_time_parse(out, setup_text(view, EXIT), pk_lot_zone(app->lot));
}

static enum pk_status read_stay(struct pk_stay *out, struct app *app, const struct view *view)
{
    const char *proof = setup_text(view, PROOF);
    enum pk_status status =
        pk_time_parse(&out->entry, setup_text(view, ENTRY), pk_lot_zone(app->lot));

    out->vehicle_class = (enum pk_vehicle_class)setup_value(view, CLASS);
    out->is_lost = setup_value(view, TICKET) == 1;
    out->proof = proof[0] ? proof : NULL;
    return status == PK_OK ? read_exit(&out->exit, app, view, out->entry) : status;
}

static enum pk_status read_tariff(struct pk_tariff **out, struct app *app, const char *version)
{
    struct pk_tariff_home home = {.currency = pk_lot_currency(app->lot),
                                  .timezone = pk_zone_name(pk_lot_zone(app->lot))};
    struct pk_tariff_version about;
    char *text = NULL;
    enum pk_status status =
        pk_tariff_version_text(&about, &text, app->lot, strtoll(version, NULL, 10));

    if (status == PK_OK)
        status = pk_tariff_read_unproven(out, text, strlen(text), &home, NULL);
    free(text);
    return status;
}

static enum pk_status try_price(struct app *app, struct view *view)
{
    struct setup *setup = setup_of(((struct prompt *)view)->owner);
    struct pk_tariff *tariff = NULL;
    struct pk_stay stay = {.off_count = 0};
    struct pk_price price;
    enum pk_status status = read_stay(&stay, app, view);

    if (status == PK_OK)
        status = read_tariff(&tariff, app, setup_subject(view));
    if (status == PK_OK)
        status = pk_tariff_check_proof(tariff, stay.proof);
    if (status == PK_OK)
        status = pk_tariff_price(&price, tariff, &stay);
    pk_tariff_free(tariff);
    if (status != PK_OK)
        return status;
    free(setup->report);
    setup->report = report_of(app->lot, &price, &stay);
    return PK_OK;
}

static void tried(struct app *app, struct view *owner, const struct prompt *prompt)
{
    char about[PROMPT_SUBJECT_SIZE + 32];

    snprintf(about, sizeof about, _("by version %s"), prompt->subject);
    setup_tell(setup_of(owner), app, _("Price"), about);
}

static void add_fields(struct form *form, struct app *app)
{
    const char *classes[PK_VEHICLE_CLASS_COUNT], *tickets[] = {_("at hand"), _("lost")};
    char now[PK_TIME_SIZE];

    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++)
        classes[i] = words_class((enum pk_vehicle_class)i);
    pk_time_format_local(now, pk_lot_zone(app->lot), pk_lot_now(app->lot), "%Y-%m-%d %H:%M");
    form_add_text(form, _("Entry"), now);
    form_add_text(form, _("Exit"), "2h");
    form_add_values(form, _("Class"), classes, PK_VEHICLE_CLASS_COUNT, 0);
    form_add_values(form, _("Ticket"), tickets, 2, 0);
    form_add_text(form, _("Proof"), "");
    form->focus = EXIT;
}

void setup_ask_try_out(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Try out", .attempt = try_price, .done = tried, .offer_field = -1, .stays = true};
    struct prompt *prompt =
        setup_prompt(setup, app, &SPEC,
                     _("The exit is a moment, or a length like 90m, 2h or 3d. Proof: a code "
                       "of the tariff, or nothing."));

    if (prompt)
        add_fields(&prompt->form, app);
    setup_open(app, prompt);
}
