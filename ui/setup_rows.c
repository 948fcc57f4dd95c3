/*
 * The rows of a page of Setup: read, found, chosen. Calls the page.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "setup_screen.h"

static bool grow(struct setup *setup)
{
    size_t capacity = setup->capacity ? 2 * setup->capacity : 64;
    unsigned char *larger = realloc(setup->rows, capacity * setup->page->row_size);

    if (!larger)
        return false;
    setup->rows = larger;
    setup->capacity = capacity;
    return true;
}

bool setup_add(struct setup *setup, const void *row)
{
    size_t size = setup->page->row_size;

    if (setup->row_count == setup->capacity && !grow(setup))
        return false;
    memcpy(setup->rows + setup->row_count++ * size, row, size);
    return true;
}

/* They are all there once there is room for more. */
enum pk_status setup_read_list(struct setup *setup, struct app *app, setup_list list)
{
    enum pk_status status = PK_OK;
    size_t count = 0;

    do {
        if (count >= setup->capacity && !grow(setup))
            break; /* the rows that fit are better than none */
        status = list(setup->rows, setup->capacity, &count, app->lot);
    } while (status == PK_OK && count >= setup->capacity);
    setup->row_count = count < setup->capacity ? count : setup->capacity;
    return status;
}

static const void *row_at(const struct setup *setup, size_t number)
{
    return setup->rows + number * setup->page->row_size;
}

const void *setup_row(const struct setup *setup, int line)
{
    return row_at(setup, (size_t)setup->shown[line]);
}

const void *setup_chosen(const struct setup *setup)
{
    const struct list *list = &setup->table.list;

    return list->count > 0 ? setup_row(setup, list->chosen) : NULL;
}

void setup_name(char out[static TABLE_CELL_SIZE], const struct setup *setup)
{
    const void *row = setup_chosen(setup);

    out[0] = '\0';
    if (row)
        setup->page->cell(out, setup, row, 0);
}

void setup_choose(struct setup *setup, const char *name)
{
    for (int line = 0; line < setup->table.list.count; line++) {
        char text[TABLE_CELL_SIZE] = "";
        setup->page->cell(text, setup, setup_row(setup, line), 0);
        if (strcmp(text, name) == 0) {
            setup->table.list.chosen = line;
            return;
        }
    }
}

/* ---- finding ---- */

/* The next character that counts: "AB 12-CD" is found as ab12cd too. */
static const char *skip(const char *text)
{
    while (*text == ' ' || *text == '-')
        text++;
    return text;
}

static bool begins_with(const char *text, const char *sought)
{
    for (sought = skip(sought); *sought; sought = skip(sought + 1)) {
        text = skip(text);
        if (tolower((unsigned char)*text) != tolower((unsigned char)*sought))
            return false;
        text++;
    }
    return true;
}

static bool has(const char *text, const char *sought)
{
    for (; *text; text++)
        if (begins_with(text, sought))
            return true;
    return false;
}

static bool is_found(const struct setup *setup, const void *row)
{
    if (!*skip(setup->sought.text))
        return true;
    for (int column = 0; column < setup->page->column_count; column++) {
        char text[TABLE_CELL_SIZE] = "";
        setup->page->cell(text, setup, row, column);
        if (has(text, setup->sought.text))
            return true;
    }
    return false;
}

void setup_find(struct setup *setup)
{
    int count = 0;
    int *shown = realloc(setup->shown, (setup->row_count + 1) * sizeof *shown);

    if (shown)
        setup->shown = shown;
    for (size_t i = 0; shown && i < setup->row_count; i++)
        if (is_found(setup, row_at(setup, i)))
            shown[count++] = (int)i;
    list_resize(&setup->table.list, count);
}

/* ---- reading ---- */

void setup_read(struct setup *setup, struct app *app)
{
    char name[TABLE_CELL_SIZE];

    setup->app = app;
    setup_name(name, setup);
    setup->row_count = 0;
    if (setup->page->read(setup, app))
        app_complain(app);
    setup_find(setup);
    setup_choose(setup, name);
}
