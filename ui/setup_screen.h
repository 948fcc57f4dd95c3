/*
 * Setup: what a manager looks after, a page for each kind of thing. A page is data: columns, how
 * its rows are read, what stands in a cell, and its acts, each an action of the table with a
 * function that asks what it needs and starts it. setup_screen.c is the frame around them, a file
 * setup_NAME.c each page. The text in the first column names a row: no two have the same.
 */
#ifndef UI_SETUP_SCREEN_H
#define UI_SETUP_SCREEN_H

#include "choice.h"
#include "editor.h"
#include "prompt.h"
#include "table.h"

struct setup;

struct setup_act {
    enum action_id action; /* ACTION_NONE ends a list of them */
    const char *name;      /* what the action is called on this page */
    bool needs_row;        /* it is about the chosen one */
    /* Whether it makes sense on ROW; else WHY says why not. NULL: on every one. */
    bool (*fits)(char *why, size_t size, const struct setup *setup, const void *row);
    void (*begin)(struct setup *setup, struct app *app);
};

struct setup_page {
    const char *title;
    const char *one, *many; /* "%d spot", "%d spots" */
    const struct table_column *columns;
    int column_count;
    size_t row_size;
    const struct setup_act *acts;
    /* Hands each row to setup_add(). */
    enum pk_status (*read)(struct setup *setup, struct app *app);
    /* As table_cell. */
    enum role (*cell)(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column);
    /* What else there is to say about ROW, the chosen one; NULL: there is none. */
    void (*explain)(char *out, size_t size, const struct setup *setup, const void *row);
};

struct setup {
    struct view view;
    struct app *app; /* whose clock and currency the cells are told in */
    int number;      /* of the page */
    const struct setup_page *page;

    unsigned char *rows; /* row_size bytes each */
    size_t row_count, capacity;
    int *shown; /* which of them stand in the table */
    struct table table;
    bool is_finding; /* what is sought is being typed */
    struct editor sought;

    /* Of the question that is open. */
    const struct prompt_spec *asked;
    char subject[PROMPT_SUBJECT_SIZE];
    char *file;   /* a text that an act needs, owned */
    char *report; /* what an act has to tell at length, owned */
};

/* ---- rows (setup_rows.c) ---- */

/* Copies a row of the page into the screen; false: no memory. */
bool setup_add(struct setup *setup, const void *row);

/* Reads all that LIST has straight into the rows: OUT takes CAPACITY of them. For a page's read().
 */
typedef enum pk_status (*setup_list)(void *out, size_t capacity, size_t *count, struct pk_lot *lot);
enum pk_status setup_read_list(struct setup *setup, struct app *app, setup_list list);

/* Reads the rows anew; the choice stays on the one that it is on. */
void setup_read(struct setup *setup, struct app *app);

/* Shows the rows that have what is sought. */
void setup_find(struct setup *setup);

/* The row in a line of the table; the chosen one, NULL where there is none. */
const void *setup_row(const struct setup *setup, int line);
const void *setup_chosen(const struct setup *setup);

/* What the chosen one is called, "" where there is none; chooses the one called NAME. */
void setup_name(char out[static TABLE_CELL_SIZE], const struct setup *setup);
void setup_choose(struct setup *setup, const char *name);

/* ---- acts (setup_ask.c) ---- */

static inline struct setup *setup_of(struct view *view)
{
    return (struct setup *)view;
}

/* A prompt whose subject is the name of the chosen one. The caller adds its fields and opens it
 * with setup_open(). NULL: no memory. */
struct prompt *setup_prompt(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                            const char *text);
void setup_open(struct app *app, struct prompt *prompt);

/* Does SPEC, which asks for nothing, with the chosen one; setup_confirm() first asks TEXT, and
 * does it on the second of the ANSWERS. */
void setup_do(struct setup *setup, struct app *app, const struct prompt_spec *spec);
void setup_confirm(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                   const char *text, const struct answer *answers);

/* Shows the report, where there is one. */
void setup_tell(struct setup *setup, struct app *app, const char *title, const char *about);

/* What a prompt over Setup was told, for its attempt. */
const char *setup_text(const struct view *view, size_t field);
int setup_value(const struct view *view, size_t field);
const char *setup_subject(const struct view *view);

/* Reads the moment in a field; an empty one is PK_NONE. */
enum pk_status setup_moment(int64_t *out, struct app *app, const struct view *view, size_t field);

/* Reads a number of 0 and up in the text of a field; an empty one is PK_NONE. False: it is none. */
bool setup_number(int64_t *out, const char *text);

/* "ended", "to come", "valid": of what is valid from FROM up to TO, each perhaps PK_NONE. */
enum setup_span { SETUP_ENDED, SETUP_TO_COME, SETUP_VALID };
enum setup_span setup_span(const struct setup *setup, bool is_active, int64_t from, int64_t to);
const char *setup_span_word(enum setup_span span);

/* ---- the pages ---- */

extern const struct setup_page SETUP_STAFF, SETUP_TARIFFS, SETUP_SPOTS, SETUP_SETTINGS,
    SETUP_PERMITS, SETUP_CODES, SETUP_WATCH, SETUP_PRINTERS;

/* Acts of the tariffs that have files of their own. */
void setup_ask_install(struct setup *setup, struct app *app);
void setup_ask_try_out(struct setup *setup, struct app *app);

#endif
