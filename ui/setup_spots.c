/*
 * Setup, spots: all of them, to be found by any word; out of service and back, many in one act.
 * Calls parkade/spot.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app.h"
#include "grid.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "screens.h"
#include "setup_screen.h"
#include "when.h"
#include "words.h"

enum { LABEL, LEVEL, KIND, STATE, REASON };

static const struct table_column COLUMNS[] = {
    [LABEL] = {"Spot", 8, 0, false},     [LEVEL] = {"Level", 12, 70, false},
    [KIND] = {"Kind", 13, 0, false},     [STATE] = {"State", 14, 0, false},
    [REASON] = {"Reason", 16, 0, false},
};

static bool keep(const struct pk_spot *spot, void *context)
{
    return setup_add(context, spot);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return pk_spot_each(app->lot, keep, setup);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_spot *spot = row;

    (void)setup;
    switch (column) {
    case LABEL:
        pk_copy(out, TABLE_CELL_SIZE, spot->label);
        return ROLE_STRONG;
    case LEVEL:
        pk_copy(out, TABLE_CELL_SIZE, spot->level);
        return ROLE_TEXT;
    case KIND:
        pk_copy(out, TABLE_CELL_SIZE, words_kind(spot->kind));
        return ROLE_TEXT;
    case STATE:
        pk_copy(out, TABLE_CELL_SIZE, grid_word(model_look(spot)));
        return spot->in_service ? ROLE_TEXT : ROLE_CLOSED;
    default:
        pk_copy(out, TABLE_CELL_SIZE, spot->in_service ? "" : spot->closed_reason);
        return ROLE_CLOSED;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_spot *spot = row;
    char since[WHEN_SIZE];

    if (!spot)
        return;
    snprintf(out, size, "%s%s%s%s%s. ", spot->level, spot->zone[0] ? ", " : "", spot->zone,
             spot->in_service ? "" : _(", out of service: "),
             spot->in_service ? "" : spot->closed_reason);
    if (spot->ticket_no == 0)
        return;
    when_short(since, setup->app->lot, spot->entry_time);
    size_t used = strlen(out);
    snprintf(out + used, size - used, _("%s is on it, #%lld, since %s."), spot->registration_number,
             (long long)spot->ticket_no, since);
}

/* ---- several at once ---- */

/* The row of the spot whose label is the LENGTH bytes at TEXT, or -1. */
static long find(const struct setup *setup, const char *text, size_t length)
{
    const struct pk_spot *spots = (const struct pk_spot *)(const void *)setup->rows;

    for (size_t i = 0; i < setup->row_count; i++)
        if (strncasecmp(spots[i].label, text, length) == 0 && !spots[i].label[length])
            return (long)i;
    return -1;
}

/* "A01-A12" is all between them in the order of the list; a label may have a hyphen itself. */
static bool find_range(long *first, long *last, const struct setup *setup, const char *text,
                       size_t length)
{
    *first = *last = find(setup, text, length);
    for (size_t at = 1; *first < 0 && at + 1 < length; at++) {
        if (text[at] != '-')
            continue;
        *first = find(setup, text, at);
        *last = find(setup, text + at + 1, length - at - 1);
        if (*last < 0)
            *first = -1;
    }
    if (*first > *last) {
        long swapped = *first;
        *first = *last;
        *last = swapped;
    }
    return *first >= 0;
}

struct service {
    const struct setup *setup;
    struct prompt *prompt;
    struct pk_act act;
    const char *reason; /* NULL: back into service */
    int count;
};

static enum pk_status change(struct service *service, const char *label)
{
    struct pk_lot *lot = service->setup->app->lot;
    struct pk_spot out;
    enum pk_status status = service->reason
                                ? pk_spot_close(&out, lot, &service->act, label, service->reason)
                                : pk_spot_open(&out, lot, &service->act, label);

    service->count += status == PK_OK;
    service->act.request_id[0] = '\0'; /* each further spot is a request of its own */
    return status;
}

/* A label that is not in the list: the lot says so. */
static enum pk_status change_unknown(struct service *service, const char *text, size_t length)
{
    char label[PK_SPOT_LABEL_SIZE];

    snprintf(label, sizeof label, "%.*s", (int)length, text);
    return change(service, label);
}

static enum pk_status change_range(struct service *service, const char *text, size_t length)
{
    const struct pk_spot *spots = (const struct pk_spot *)(const void *)service->setup->rows;
    enum pk_status status = PK_OK;
    long first, last;

    if (!find_range(&first, &last, service->setup, text, length))
        return change_unknown(service, text, length);
    for (long i = first; i <= last && status == PK_OK; i++)
        status = change(service, spots[i].label);
    return status;
}

static enum pk_status change_all(struct pk_lot *lot, void *context)
{
    static const char BETWEEN[] = " ,;";
    struct service *service = context;
    const char *text = form_text(&service->prompt->form, 0);
    enum pk_status status = PK_OK;

    (void)lot;
    for (text += strspn(text, BETWEEN); *text && status == PK_OK; text += strspn(text, BETWEEN)) {
        size_t length = strcspn(text, BETWEEN);
        status = change_range(service, text, length);
        text += length;
    }
    return status;
}

/* All of them or none. */
static enum pk_status try_service(struct app *app, struct prompt *prompt, const char *reason)
{
    struct service service = {
        .setup = setup_of(prompt->owner), .prompt = prompt, .act = prompt->act, .reason = reason};
    enum pk_status status = pk_lot_together(app->lot, change_all, &service);

    if (status == PK_OK)
        snprintf(prompt->subject, sizeof prompt->subject, "%d", service.count);
    return status;
}

static enum pk_status try_close(struct app *app, struct view *view)
{
    return try_service(app, (struct prompt *)view, setup_text(view, 1));
}

static enum pk_status try_open(struct app *app, struct view *view)
{
    return try_service(app, (struct prompt *)view, NULL);
}

static void closed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("Out of service: %s."), prompt->subject);
}

static void opened(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("Back in service: %s."), prompt->subject);
}

static void ask(struct setup *setup, struct app *app, const struct prompt_spec *spec)
{
    char label[TABLE_CELL_SIZE];
    struct prompt *prompt =
        setup_prompt(setup, app, spec, _("One spot, several like A01 A07, or all from A01-A12."));

    setup_name(label, setup);
    if (prompt)
        form_add_text(&prompt->form, _("Spots"), label);
    if (prompt && spec->attempt == try_close) {
        form_add_text(&prompt->form, _("Reason"), "");
        prompt->form.focus = 1;
    }
    setup_open(app, prompt);
}

static void ask_close(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Out of service",
                                            .attempt = try_close,
                                            .done = closed,
                                            .offer_field = -1,
                                            .needs_all = true};

    ask(setup, app, &SPEC);
}

static void ask_open(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Back into service",
                                            .attempt = try_open,
                                            .done = opened,
                                            .offer_field = -1,
                                            .needs_all = true};

    ask(setup, app, &SPEC);
}

static void open_spot(struct setup *setup, struct app *app)
{
    app_push(app, spot_view(((const struct pk_spot *)setup_chosen(setup))->label));
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "open", true, NULL, open_spot},
    {ACTION_END_LINE, "out of service", true, NULL, ask_close},
    {ACTION_BRING_BACK, "back into service", true, NULL, ask_open},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_SPOTS = {
    .title = "spots",
    .one = "%d spot",
    .many = "%d spots",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_spot),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
