/*
 * Setup, permits: season passes; selling one, its plates, its end. Calls parkade/permit.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/permit.h"
#include "parkade/text.h"
#include "setup_screen.h"
#include "when.h"

enum { NUMBER, HOLDER, STATE, UNTIL, INSIDE, PLATES };

static const struct table_column COLUMNS[] = {
    [NUMBER] = {"Permit", 6, 0, false}, [HOLDER] = {"Holder", 18, 0, false},
    [STATE] = {"State", 8, 0, false},   [UNTIL] = {"Until", 12, 70, false},
    [INSIDE] = {"Inside", 8, 0, false}, [PLATES] = {"Plates", 14, 0, false},
};

static bool keep(const struct pk_permit *permit, void *context)
{
    return setup_add(context, permit);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return pk_permit_each(app->lot, keep, setup);
}

static enum setup_span span_of(const struct setup *setup, const struct pk_permit *permit)
{
    return setup_span(setup, permit->is_active, permit->valid_from, permit->valid_to);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_permit *permit = row;
    enum setup_span span = span_of(setup, permit);

    switch (column) {
    case NUMBER:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)permit->permit_id);
        return ROLE_STRONG;
    case HOLDER:
        pk_copy(out, TABLE_CELL_SIZE, permit->holder);
        return ROLE_TEXT;
    case STATE:
        pk_copy(out, TABLE_CELL_SIZE, setup_span_word(span));
        return span == SETUP_VALID ? ROLE_TEXT : ROLE_DIM;
    case UNTIL:
        when_short(out, setup->app->lot, permit->valid_to);
        return ROLE_TEXT;
    case INSIDE:
        snprintf(out, TABLE_CELL_SIZE, _("%lld of %lld"), (long long)permit->inside,
                 (long long)permit->max_inside);
        return ROLE_TEXT;
    default: /* many plates: the first of them; below the table stand more */
        snprintf(out, TABLE_CELL_SIZE, "%.*s", TABLE_CELL_SIZE - 1, permit->plates);
        return ROLE_TEXT;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_permit *permit = row;
    char span[WHEN_RANGE_SIZE];

    if (!permit)
        return;
    when_range(span, setup->app->lot, permit->valid_from, permit->valid_to);
    snprintf(out, size, "%s: %s", span, permit->plates);
}

/* ---- selling ---- */

enum { ASK_HOLDER, ASK_PLATES, ASK_FROM, ASK_TO, ASK_INSIDE };

static bool check_add(char *why, size_t size, const struct prompt *prompt)
{
    int64_t inside;
    bool is_number = setup_number(&inside, form_text(&prompt->form, ASK_INSIDE));

    if (!is_number || inside == PK_NONE)
        snprintf(why, size, "%s", _("How many vehicles may be inside at a time is a number."));
    return is_number && inside != PK_NONE;
}

/* Cuts TEXT at its commas; returns how many plates there are. */
static size_t split(const char *plates[static PK_PERMIT_PLATES_MAX + 1], char *text)
{
    size_t count = 0;

    for (char *plate; count <= PK_PERMIT_PLATES_MAX && (plate = strsep(&text, ",;")) != NULL;)
        plates[count++] = plate;
    return count;
}

static enum pk_status try_add(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    const char *plates[PK_PERMIT_PLATES_MAX + 1];
    char text[EDITOR_SIZE];
    struct pk_permit_new how = {.holder = setup_text(view, ASK_HOLDER), .plates = plates};
    struct pk_permit out;
    enum pk_status status = setup_moment(&how.valid_from, app, view, ASK_FROM);

    if (status == PK_OK)
        status = pk_time_parse(&how.valid_to, setup_text(view, ASK_TO), pk_lot_zone(app->lot));
    pk_copy(text, sizeof text, setup_text(view, ASK_PLATES));
    how.plate_count = split(plates, text);
    setup_number(&how.max_inside, setup_text(view, ASK_INSIDE));
    if (status == PK_OK)
        status = pk_permit_add(&out, app->lot, &prompt->act, &how);
    if (status == PK_OK)
        snprintf(prompt->subject, sizeof prompt->subject, "%lld", (long long)out.permit_id);
    return status;
}

static void added(struct app *app, struct view *owner, const struct prompt *prompt)
{
    setup_choose(setup_of(owner), prompt->subject);
    toast_show(&app->toast, ROLE_GOOD, _("Permit %s is sold."), prompt->subject);
}

static void ask_add(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Sell a permit",
                                            .attempt = try_add,
                                            .check = check_add,
                                            .done = added,
                                            .offer_field = -1};
    struct prompt *prompt =
        setup_prompt(setup, app, &SPEC,
                     _("Plates with a comma between two; moments like 2027-01-01 00:00; from empty "
                       "is now."));

    if (prompt) {
        form_add_text(&prompt->form, _("Holder"), "");
        form_add_text(&prompt->form, _("Plates"), "");
        form_add_text(&prompt->form, _("From"), "");
        form_add_text(&prompt->form, _("To"), "");
        form_add_text(&prompt->form, _("At a time"), "1");
    }
    setup_open(app, prompt);
}

/* ---- its plates ---- */

static int64_t number_of(const struct view *view)
{
    return strtoll(setup_subject(view), NULL, 10);
}

static enum pk_status try_plate(struct app *app, struct view *view)
{
    const struct pk_act *act = &((struct prompt *)view)->act;
    struct pk_permit out;

    return setup_value(view, 1) == 0
               ? pk_permit_add_plate(&out, app->lot, act, number_of(view), setup_text(view, 0))
               : pk_permit_remove_plate(&out, app->lot, act, number_of(view), setup_text(view, 0));
}

static void ask_plate(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "A plate of the permit",
                                            .attempt = try_plate,
                                            .said = "The permit has other plates now.",
                                            .offer_field = -1};
    const struct pk_permit *permit = setup_chosen(setup);
    const char *ways[] = {_("put it on"), _("take it off")};
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, permit->holder);

    if (prompt) {
        form_add_text(&prompt->form, _("Plate"), "");
        form_add_values(&prompt->form, _("Then"), ways, 2, 0);
    }
    setup_open(app, prompt);
}

/* ---- its end ---- */

static enum pk_status try_end(struct app *app, struct view *view)
{
    struct pk_permit out;

    return pk_permit_end(&out, app->lot, &((struct prompt *)view)->act, number_of(view));
}

static void ended(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("Permit %s has ended."), prompt->subject);
}

static void ask_end(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "End the permit", .attempt = try_end, .done = ended, .offer_field = -1};
    static const struct answer ANSWERS[] = {
        {'n', "No, leave it as it is"}, {'y', "Yes, end it now"}, {0, NULL}};
    const struct pk_permit *permit = setup_chosen(setup);
    char text[200];

    snprintf(text, sizeof text,
             _("Permit %lld of %s ends at once; who is inside under it pays from now on."),
             (long long)permit->permit_id, permit->holder);
    setup_confirm(setup, app, &SPEC, text, ANSWERS);
}

static bool is_going_on(char *why, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_permit *permit = row;

    snprintf(why, size, _("Permit %lld has ended."), (long long)permit->permit_id);
    return span_of(setup, permit) != SETUP_ENDED;
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "plates", true, is_going_on, ask_plate},
    {ACTION_ADD, "sell", false, NULL, ask_add},
    {ACTION_END_LINE, "end", true, is_going_on, ask_end},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_PERMITS = {
    .title = "permits",
    .one = "%d permit",
    .many = "%d permits",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_permit),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
