/*
 * Setup, printers: where each station prints, and whether paper comes out. Calls parkade/print.h;
 * a test is printed by an errand, so that a printer that hangs holds nobody up.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/print.h"
#include "parkade/text.h"
#include "setup_screen.h"

enum { STATION, PRINTER };
enum { TEST_MS = 8000, ERRAND_MS = 12000 };

/* The setting of all stations, and what those of one station begin with. */
static const char LOT_PRINTER[] = "printer", PREFIX[] = "printer.";

static const struct table_column COLUMNS[] = {
    [STATION] = {"Station", 20, 0, false},
    [PRINTER] = {"Printer", 30, 0, false},
};

/* ---- the rows: settings ---- */

static enum pk_status list(void *out, size_t capacity, size_t *count, struct pk_lot *lot)
{
    return pk_setting_list(out, capacity, count, lot);
}

static bool is_printer(const char *name)
{
    return strcmp(name, LOT_PRINTER) == 0 || strncmp(name, PREFIX, sizeof PREFIX - 1) == 0;
}

static void keep_printers(struct setup *setup)
{
    struct pk_setting *settings = (struct pk_setting *)(void *)setup->rows;
    size_t kept = 0;

    for (size_t i = 0; i < setup->row_count; i++)
        if (is_printer(settings[i].name))
            settings[kept++] = settings[i];
    setup->row_count = kept;
}

/* This station is there, whether it has a printer of its own or not. */
static void add_own(struct setup *setup, struct app *app)
{
    const struct pk_setting *settings = (const struct pk_setting *)(const void *)setup->rows;
    struct pk_setting own;
    char name[sizeof PREFIX + PK_NAME_SIZE];

    snprintf(name, sizeof name, "%s%s", PREFIX, app->station);
    for (size_t i = 0; i < setup->row_count; i++)
        if (strcmp(settings[i].name, name) == 0)
            return;
    if (pk_setting_get(&own, app->lot, name) == PK_OK)
        setup_add(setup, &own);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    enum pk_status status = setup_read_list(setup, app, list);

    keep_printers(setup);
    if (status == PK_OK)
        add_own(setup, app);
    return status;
}

/* "" is every station's. */
static const char *station_of(const struct pk_setting *setting)
{
    return strcmp(setting->name, LOT_PRINTER) == 0 ? "" : setting->name + sizeof PREFIX - 1;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_setting *setting = row;
    const char *station = station_of(setting);

    (void)setup;
    if (column == PRINTER) {
        pk_copy(out, TABLE_CELL_SIZE, setting->value);
        return ROLE_TEXT;
    }
    pk_copy(out, TABLE_CELL_SIZE, station[0] ? station : _("every station"));
    return ROLE_STRONG;
}

/* What its words mean. */
static void say_printer(char *out, size_t size, const struct pk_printer *printer)
{
    if (printer->kind == PK_PRINTER_NONE)
        snprintf(out, size, "%s", _("Nothing is printed."));
    else
        snprintf(out, size, _("%s, %d columns, %s, to %s"),
                 printer->format == PK_SLIP_ESCPOS ? _("A receipt printer") : _("Plain text"),
                 printer->columns, printer->page, printer->target);
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_setting *setting = row;
    struct pk_printer printer;

    (void)setup;
    if (!setting)
        return;
    if (strcmp(setting->value, "default") == 0)
        snprintf(out, size, "%s", _("It prints where every station does."));
    else if (pk_printer_parse(&printer, setting->value) == PK_OK)
        say_printer(out, size, &printer);
    else
        snprintf(out, size, "%s", pk_error()->message);
}

/* ---- changing ---- */

static const char *words_text(void)
{
    return _("none, default, or like: escpos 42 device:/dev/usb/lp0, file:/var/slips, command:lp "
             "-d slips.");
}

static enum pk_status try_change(struct app *app, struct view *view)
{
    struct pk_setting out;

    return pk_setting_set(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view),
                          setup_text(view, 0));
}

static void ask_change(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Printer",
                                            .attempt = try_change,
                                            .said = "The printer is another one.",
                                            .offer_field = -1,
                                            .needs_all = true};
    const struct pk_setting *setting = setup_chosen(setup);
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, words_text());

    if (prompt) {
        pk_copy(prompt->subject, sizeof prompt->subject, setting->name);
        form_add_text(&prompt->form, _("Printer"), setting->value);
    }
    setup_open(app, prompt);
}

static enum pk_status try_add(struct app *app, struct view *view)
{
    char name[sizeof PREFIX + EDITOR_SIZE];
    struct pk_setting out;

    snprintf(name, sizeof name, "%s%s", PREFIX, setup_text(view, 0));
    return pk_setting_set(&out, app->lot, &((struct prompt *)view)->act, name, setup_text(view, 1));
}

static void added(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const char *station = form_text(&prompt->form, 0);

    setup_choose(setup_of(owner), station);
    toast_show(&app->toast, ROLE_GOOD, _("%s has a printer of its own."), station);
}

static void ask_add(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "A station's own printer",
                                            .attempt = try_add,
                                            .done = added,
                                            .offer_field = -1,
                                            .needs_all = true};
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, words_text());

    if (prompt) {
        form_add_text(&prompt->form, _("Station"), "");
        form_add_text(&prompt->form, _("Printer"), "");
    }
    setup_open(app, prompt);
}

/* ---- trying ---- */

struct test {
    struct pk_slip slip;
    struct pk_printer printer;
};

/* In the child. The answer is + or -, for printed or not, and what is to be said. */
static void print_test(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    const struct test *test = context;
    bool is_printed;
    enum pk_status status = pk_slip_print(&is_printed, &test->slip, &test->printer, TEST_MS);

    snprintf(answer, ERRAND_ANSWER_SIZE, "%c%.480s", is_printed ? '+' : '-',
             status ? pk_error()->message : "");
}

static void tested(struct app *app, void *owner, enum errand_end end, const char *answer)
{
    (void)owner;
    if (end != ERRAND_ANSWERED)
        toast_show(&app->toast, ROLE_ERROR, "%s", _("The printer does not answer."));
    else if (answer[0] == '-')
        toast_show(&app->toast, ROLE_ERROR, "%s", answer + 1);
    else
        toast_show(&app->toast, ROLE_GOOD, "%s",
                   _("The printer took the test: look at what came out."));
}

/* The printer of the chosen line, reached from here. */
static void test_printer(struct setup *setup, struct app *app)
{
    const struct pk_setting *setting = setup_chosen(setup);
    struct test test = {.slip = {.kind = PK_SLIP_TEST}};
    struct errand_order order = {print_test, &test, ERRAND_MS, tested, setup};

    pk_copy(test.slip.station, sizeof test.slip.station, app->station);
    if (pk_printer_of(&test.printer, app->lot, station_of(setting))) {
        app_complain(app);
        return;
    }
    if (test.printer.kind == PK_PRINTER_NONE)
        toast_show(&app->toast, ROLE_WARNING, "%s", _("There is no printer to be tried."));
    else if (errand_start(app, &order))
        toast_show(&app->toast, ROLE_DIM, "%s", _("The test is on its way."));
    else
        toast_show(&app->toast, ROLE_WARNING, "%s", _("Too much is under way: try again."));
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "change", true, NULL, ask_change},
    {ACTION_ADD, "add", false, NULL, ask_add},
    {ACTION_TRY_OUT, "test print", true, NULL, test_printer},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_PRINTERS = {
    .title = "printers",
    .one = "%d printer",
    .many = "%d printers",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_setting),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
