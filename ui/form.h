/*
 * A form: a few labelled fields, one of them with the focus. A field is a line of text, or one of
 * some values. Any field can be left at any time, whatever is in it. Pure but for form_draw().
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "editor.h"
#include "paint.h"

enum { FORM_FIELDS_MAX = 8, FORM_VALUES_MAX = 8, FORM_VALUE_SIZE = 64 };

struct field {
    const char *label;
    struct editor editor;
    bool is_secret;         /* shown as stars */
    int value_count, value; /* of a field with values; else 0 */
    char values[FORM_VALUES_MAX][FORM_VALUE_SIZE];
};

struct form {
    struct field fields[FORM_FIELDS_MAX];
    size_t count, focus;
};

/* Adds a line of text that begins as TEXT. */
void form_add_text(struct form *form, const char *label, const char *text);

/* Adds a line that nobody reads along: digits, shown as stars. */
void form_add_secret(struct form *form, const char *label);

/* Moves the focus to the first line of text that is empty; false: all are filled in. */
bool form_seek_empty(struct form *form);

/* Moves the focus on to the next line of text; false: there is none. */
bool form_seek_text(struct form *form);

/* Forgets what was typed into secret fields. */
void form_forget(struct form *form);

/* Adds a field with COUNT values, the one with the number CHOSEN first. */
void form_add_values(struct form *form, const char *label, const char *const *values, int count,
                     int chosen);

/* Moves the focus, or the value of a field that has some. False: not a key of a form. */
bool form_key(struct form *form, ui_key key);

/* The line of text with the focus; NULL on a field with values, and where there are no fields. */
struct editor *form_editor(struct form *form);

/* What is in field NUMBER. */
const char *form_text(const struct form *form, size_t number);
int form_value(const struct form *form, size_t number);

/* Draws the fields, a line each, and puts the cursor. */
void form_draw(const struct form *form, struct paint *paint, const struct rect *area);

#endif
