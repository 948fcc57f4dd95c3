/*
 * Setup: the frame around its pages. Calls setup_rows.c and the pages.
 */
#include "setup_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "columns.h"
#include "frame.h"
#include "parkade/text.h"
#include "screens.h"

static const struct setup_page *const PAGES[] = {
    &SETUP_STAFF,   &SETUP_TARIFFS, &SETUP_SPOTS, &SETUP_SETTINGS,
    &SETUP_PERMITS, &SETUP_CODES,   &SETUP_WATCH, &SETUP_PRINTERS,
};

enum { PAGE_COUNT = sizeof PAGES / sizeof PAGES[0], EXPLAIN_LINES = 2 };

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct setup *setup = rows;

    return setup->page->cell(out, setup, setup_row(setup, line), column);
}

static void turn_to(struct setup *setup, int number)
{
    setup->number = number;
    setup->page = PAGES[number];
    setup->table = (struct table){
        .columns = setup->page->columns, .column_count = setup->page->column_count, .cell = cell};
    free(setup->rows); /* those of another page have another size */
    setup->rows = NULL;
    setup->row_count = setup->capacity = 0;
    setup->is_finding = false;
    editor_clear(&setup->sought);
}

static void refresh(struct view *view, struct app *app)
{
    setup_read(setup_of(view), app);
}

static void turn(struct setup *setup, struct app *app, int step)
{
    turn_to(setup, (setup->number + step + PAGE_COUNT) % PAGE_COUNT);
    setup_read(setup, app);
}

/* ---- acts ---- */

static const struct setup_act *act_of(const struct setup *setup, enum action_id action)
{
    for (const struct setup_act *act = setup->page->acts; act->action != ACTION_NONE; act++)
        if (act->action == action)
            return act;
    return NULL;
}

/* Esc first takes back what is sought. */
static bool step_back(struct setup *setup)
{
    if (!setup->is_finding && !setup->sought.text[0])
        return false;
    setup->is_finding = false;
    editor_clear(&setup->sought);
    setup_find(setup);
    return true;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct setup *setup = setup_of(view);
    const struct setup_act *own = act_of(setup, action);

    switch (action) {
    case ACTION_CHOOSE:
        return table_key(&setup->table, key);
    case ACTION_NEXT_PAGE:
        turn(setup, app, 1);
        return true;
    case ACTION_PREVIOUS_PAGE:
        turn(setup, app, -1);
        return true;
    case ACTION_FIND:
        setup->is_finding = true;
        return true;
    case ACTION_BACK:
        return step_back(setup);
    default:
        if (!own)
            return false;
        setup->is_finding = false;
        own->begin(setup, app);
        return true;
    }
}

static bool is_of_a_page(enum action_id action)
{
    for (int i = 0; i < PAGE_COUNT; i++)
        for (const struct setup_act *at = PAGES[i]->acts; at->action != ACTION_NONE; at++)
            if (at->action == action)
                return true;
    return false;
}

/* WHY is "" where there is nothing better to say. */
static bool makes_sense(char *why, size_t size, const struct setup *setup, enum action_id action)
{
    const struct setup_act *own = act_of(setup, action);
    const void *row = setup_chosen(setup);

    why[0] = '\0';
    if (setup->is_finding && (action == ACTION_FIND || action == ACTION_HELP))
        return false;
    if (action == ACTION_CHOOSE)
        return setup->table.list.count > 1;
    if (!own)
        return !is_of_a_page(action);
    if (setup->is_finding && action != ACTION_OPEN_LINE)
        return false;
    if (own->needs_row && !row)
        return false;
    return !own->fits || !row || own->fits(why, size, setup, row);
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    char why[200];

    (void)app;
    return makes_sense(why, sizeof why, (const struct setup *)view, action);
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    (void)app;
    return !makes_sense(out, size, (const struct setup *)view, action) && out[0];
}

static const char *name(const struct view *view, enum action_id action)
{
    const struct setup_act *own = act_of((const struct setup *)view, action);

    return own ? _(own->name) : NULL;
}

static struct editor *editor(struct view *view)
{
    return setup_of(view)->is_finding ? &setup_of(view)->sought : NULL;
}

static void edited(struct view *view, struct app *app)
{
    struct setup *setup = setup_of(view);

    (void)app;
    setup->table.list.chosen = 0;
    setup_find(setup);
}

/* ---- drawing ---- */

/* The first of the pages that are named, so that the present one is among them. */
static int first_named(const struct setup *setup, int columns)
{
    int first = setup->number, used = columns_text(_(setup->page->title)) + 2;

    while (first > 0) {
        used += columns_text(_(PAGES[first - 1]->title)) + 2;
        if (used > columns)
            break;
        first--;
    }
    return first;
}

static void draw_pages(const struct setup *setup, struct paint *paint, const struct rect *line)
{
    int first = first_named(setup, line->columns - 2), x = line->x;

    if (first > 0)
        paint_text(paint, line->y, x, 1, ROLE_DIM, paint->glyphs->ellipsis);
    x++;
    for (int i = first; i < PAGE_COUNT && x < line->columns; i++) {
        bool is_here = i == setup->number;
        x += paint_text(paint, line->y, x, 1, ROLE_STRONG, is_here ? paint->glyphs->here : " ");
        x += 1 + paint_text(paint, line->y, x, line->columns - x, is_here ? ROLE_STRONG : ROLE_DIM,
                            _(PAGES[i]->title));
    }
}

/* What is sought, and how many have it; else how many there are. */
static void draw_count(const struct setup *setup, struct paint *paint, const struct rect *line)
{
    const struct setup_page *page = setup->page;
    bool is_sought = setup->is_finding || setup->sought.text[0];
    int count = setup->table.list.count, x = 0;

    if (is_sought)
        x = 2 + frame_entry(paint, line, &setup->sought, line->columns / 2, setup->is_finding);
    if (is_sought || count > 0)
        paint_format(paint, line->y, x, line->columns - x, ROLE_DIM,
                     is_sought    ? _("%d found")
                     : count == 1 ? _(page->one)
                                  : _(page->many),
                     count);
}

static void draw_explanation(const struct setup *setup, struct paint *paint,
                             const struct rect *area)
{
    char text[TABLE_CELL_SIZE + PK_MESSAGE_SIZE] = "";

    if (setup->page->explain)
        setup->page->explain(text, sizeof text, setup, setup_chosen(setup));
    paint_wrapped(paint, area, ROLE_TEXT, text);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct setup *setup = setup_of(view);
    struct rect table = layout->body, below = layout->body, pages = layout->body;

    setup->app = app;
    frame_title(paint, layout, _("Setup"), pk_lot_name(app->lot));
    pages = (struct rect){layout->body.y - 1, 0, 1, layout->body.columns};
    draw_pages(setup, paint, &pages);
    table.lines -= EXPLAIN_LINES + 2;
    table_draw(&setup->table, paint, &table, setup);
    below = (struct rect){table.y + table.lines + 1, 2, EXPLAIN_LINES, table.columns - 4};
    draw_explanation(setup, paint, &below);
    below = (struct rect){below.y + EXPLAIN_LINES, 0, 1, table.columns};
    draw_count(setup, paint, &below);
}

static void forget(struct view *view)
{
    struct setup *setup = setup_of(view);

    if (setup->app)
        errand_forget(setup->app, setup);
    free(setup->rows);
    free(setup->shown);
    free(setup->file);
    free(setup->report);
}

static const struct view_ops OPS = {
    .context = CONTEXT_SETUP,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .name = name,
    .editor = editor,
    .edited = edited,
    .refresh = refresh,
    .draw = draw,
    .close = forget,
};

struct view *setup_view(void)
{
    struct setup *setup = calloc(1, sizeof *setup);

    if (!setup)
        return NULL;
    setup->view.ops = &OPS;
    turn_to(setup, 0);
    return &setup->view;
}
