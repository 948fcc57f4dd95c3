/*
 * Setup, watchlist: plates that get no ticket, or whose coming is told. Calls parkade/watch.h.
 */
#include <stdio.h>

#include "app.h"
#include "parkade/text.h"
#include "parkade/watch.h"
#include "setup_screen.h"
#include "when.h"

enum { PLATE, MARK, SINCE, BY, REASON };

static const struct table_column COLUMNS[] = {
    [PLATE] = {"Plate", 15, 0, false},   [MARK] = {"Mark", 6, 0, false},
    [SINCE] = {"Since", 12, 70, false},  [BY] = {"By", 10, 70, false},
    [REASON] = {"Reason", 20, 0, false},
};

static bool keep(const struct pk_watch *watch, void *context)
{
    return setup_add(context, watch);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return pk_watch_each(app->lot, keep, setup);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_watch *watch = row;

    switch (column) {
    case PLATE:
        pk_copy(out, TABLE_CELL_SIZE, watch->registration_number);
        return ROLE_STRONG;
    case MARK:
        pk_copy(out, TABLE_CELL_SIZE, _(pk_watch_mark_name(watch->mark)));
        return watch->mark == PK_WATCH_REFUSE ? ROLE_ALERT : ROLE_WARNING;
    case SINCE:
        when_short(out, setup->app->lot, watch->added_at);
        return ROLE_TEXT;
    case BY:
        pk_copy(out, TABLE_CELL_SIZE, watch->staff);
        return ROLE_TEXT;
    default:
        pk_copy(out, TABLE_CELL_SIZE, watch->reason);
        return ROLE_TEXT;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_watch *watch = row;

    (void)setup;
    if (watch)
        snprintf(out, size, "%s: %s",
                 watch->mark == PK_WATCH_REFUSE ? _("It gets no ticket")
                                                : _("It parks, and the attendant is told"),
                 watch->reason);
}

/* ---- putting on ---- */

/* The milder mark is the first: it stops nobody. */
static const enum pk_watch_mark MARKS[] = {PK_WATCH_ALERT, PK_WATCH_REFUSE};

static enum pk_status try_add(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pk_watch out;
    enum pk_status status = pk_watch_add(&out, app->lot, &prompt->act, setup_text(view, 0),
                                         MARKS[setup_value(view, 1)], setup_text(view, 2));

    if (status == PK_OK)
        pk_copy(prompt->subject, sizeof prompt->subject, out.registration_number);
    return status;
}

static void added(struct app *app, struct view *owner, const struct prompt *prompt)
{
    setup_choose(setup_of(owner), prompt->subject);
    toast_show(&app->toast, ROLE_GOOD, _("%s is watched."), prompt->subject);
}

static void ask_add(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Watch a plate",
                                            .attempt = try_add,
                                            .done = added,
                                            .offer_field = -1,
                                            .needs_all = true};
    const char *marks[] = {_("alert"), _("refuse")};
    struct prompt *prompt =
        setup_prompt(setup, app, &SPEC,
                     _("Alert: it parks, and the attendant is told. Refuse: it gets no ticket."));

    if (prompt) {
        form_add_text(&prompt->form, _("Plate"), "");
        form_add_values(&prompt->form, _("Mark"), marks, 2, 0);
        form_add_text(&prompt->form, _("Reason"), "");
    }
    setup_open(app, prompt);
}

/* ---- taking off ---- */

static enum pk_status try_remove(struct app *app, struct view *view)
{
    struct pk_watch out;

    return pk_watch_remove(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view));
}

static void removed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("%s is watched no more."), prompt->subject);
}

static void ask_remove(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Watch no more", .attempt = try_remove, .done = removed, .offer_field = -1};
    static const struct answer ANSWERS[] = {
        {'n', "No, leave it as it is"}, {'y', "Yes, take it off the list"}, {0, NULL}};
    const struct pk_watch *watch = setup_chosen(setup);
    char text[PK_REGISTRATION_SIZE + 80];

    snprintf(text, sizeof text, _("%s parks like any other from then on."),
             watch->registration_number);
    setup_confirm(setup, app, &SPEC, text, ANSWERS);
}

static const struct setup_act ACTS[] = {
    {ACTION_ADD, "add", false, NULL, ask_add},
    {ACTION_END_LINE, "take off", true, NULL, ask_remove},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_WATCH = {
    .title = "watchlist",
    .one = "%d plate",
    .many = "%d plates",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_watch),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
