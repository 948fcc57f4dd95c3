/*
 * Setup, settings: what each is, what it is for, changed in place. Calls parkade/lot.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "parkade/text.h"
#include "parkade/zone.h"
#include "setup_screen.h"

enum { NAME, VALUE, TEXT };

static const struct table_column COLUMNS[] = {
    [NAME] = {"Setting", 18, 0, false},
    [VALUE] = {"Value", 18, 0, false},
    [TEXT] = {"What it is for", 30, 110, false},
};

static enum pk_status list(void *out, size_t capacity, size_t *count, struct pk_lot *lot)
{
    return pk_setting_list(out, capacity, count, lot);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return setup_read_list(setup, app, list);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_setting *setting = row;

    (void)setup;
    switch (column) {
    case NAME:
        pk_copy(out, TABLE_CELL_SIZE, setting->name);
        return ROLE_STRONG;
    case VALUE:
        if (pk_setting_is_duration(setting->name))
            pk_duration_format(out, strtoll(setting->value, NULL, 10));
        else
            pk_copy(out, TABLE_CELL_SIZE, setting->value);
        return ROLE_TEXT;
    default:
        pk_copy(out, TABLE_CELL_SIZE, setting->text);
        return ROLE_DIM;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_setting *setting = row;

    (void)setup;
    if (setting)
        snprintf(out, size, "%s.", setting->text);
}

/* A length of time as it is typed: "15m" for 900. */
static void as_typed(char out[static PK_SETTING_SIZE], const struct pk_setting *setting)
{
    static const struct {
        int seconds;
        char letter;
    } UNITS[] = {{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    long long seconds = strtoll(setting->value, NULL, 10);

    pk_copy(out, PK_SETTING_SIZE, setting->value);
    if (!pk_setting_is_duration(setting->name) || seconds == 0)
        return;
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (seconds % UNITS[i].seconds != 0)
            continue;
        snprintf(out, PK_SETTING_SIZE, "%lld%c", seconds / UNITS[i].seconds, UNITS[i].letter);
        return;
    }
}

static enum pk_status try_set(struct app *app, struct view *view)
{
    struct pk_setting out;

    return pk_setting_set(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view),
                          setup_text(view, 0));
}

static void set(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("%s is %s now."), prompt->subject,
               form_text(&prompt->form, 0));
}

static void ask_value(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Setting", .attempt = try_set, .done = set, .offer_field = -1};
    const struct pk_setting *setting = setup_chosen(setup);
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, setting->text);
    char value[PK_SETTING_SIZE];

    as_typed(value, setting);
    if (prompt)
        form_add_text(&prompt->form, prompt->subject, value);
    setup_open(app, prompt);
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "change", true, NULL, ask_value},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_SETTINGS = {
    .title = "settings",
    .one = "%d setting",
    .many = "%d settings",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_setting),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
