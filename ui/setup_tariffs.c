/*
 * Setup, tariffs: the versions the lot charges by, and the text of each. Calls parkade/lot.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "parkade/text.h"
#include "screens.h"
#include "setup_screen.h"
#include "when.h"

enum { VERSION, FROM, NAME, STATE, INSTALLED };

static const struct table_column COLUMNS[] = {
    [VERSION] = {"Version", 7, 0, false},
    [FROM] = {"From", 18, 0, false},
    [NAME] = {"Name", 18, 0, false},
    [STATE] = {"State", 9, 0, false},
    [INSTALLED] = {"Installed", 12, 76, false},
};

static enum pk_status list(void *out, size_t capacity, size_t *count, struct pk_lot *lot)
{
    return pk_tariff_version_list(out, capacity, count, lot);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return setup_read_list(setup, app, list);
}

static bool has_begun(const struct setup *setup, const struct pk_tariff_version *version)
{
    return version->valid_from == PK_NONE || version->valid_from <= pk_lot_now(setup->app->lot);
}

/* The last that has begun is the one that holds: they stand in the order in which they begin. */
static enum role say_state(char out[static TABLE_CELL_SIZE], const struct setup *setup,
                           const struct pk_tariff_version *version)
{
    const struct pk_tariff_version *last =
        (const struct pk_tariff_version *)(const void *)setup->rows + setup->row_count - 1;

    if (!has_begun(setup, version)) {
        pk_copy(out, TABLE_CELL_SIZE, _("to come"));
        return ROLE_WARNING;
    }
    if (version == last || !has_begun(setup, version + 1)) {
        pk_copy(out, TABLE_CELL_SIZE, _("holds now"));
        return ROLE_GOOD;
    }
    pk_copy(out, TABLE_CELL_SIZE, _("past"));
    return ROLE_DIM;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_tariff_version *version = row;

    switch (column) {
    case VERSION:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)version->version_id);
        return ROLE_STRONG;
    case FROM:
        when_short(out, setup->app->lot, version->valid_from);
        if (version->valid_from == PK_NONE)
            pk_copy(out, TABLE_CELL_SIZE, _("the beginning"));
        return ROLE_TEXT;
    case NAME:
        pk_copy(out, TABLE_CELL_SIZE, version->name);
        return ROLE_TEXT;
    case STATE:
        return say_state(out, setup, version);
    default:
        when_short(out, setup->app->lot, version->installed_at);
        return ROLE_TEXT;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_tariff_version *version = row;

    if (version && !has_begun(setup, version))
        snprintf(out, size, "%s",
                 _("Vehicles that come from then on are charged by it; those inside keep theirs."));
}

/* ---- its text ---- */

static void show_text(struct setup *setup, struct app *app)
{
    const struct pk_tariff_version *chosen = setup_chosen(setup);
    struct pk_tariff_version version;
    char about[PK_NAME_SIZE + 24];
    char *text = NULL;

    if (pk_tariff_version_text(&version, &text, app->lot, chosen->version_id)) {
        app_complain(app);
        return;
    }
    snprintf(about, sizeof about, "%lld  %s", (long long)version.version_id, version.name);
    app_push(app, text_view(_("Tariff"), about, text));
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "read", true, NULL, show_text},
    {ACTION_ADD, "install", false, NULL, setup_ask_install},
    {ACTION_TRY_OUT, "try out", true, NULL, setup_ask_try_out},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_TARIFFS = {
    .title = "tariffs",
    .one = "%d version",
    .many = "%d versions",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_tariff_version),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
