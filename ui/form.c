/*
 * The form. Calls editor.c and, to draw, paint.c and frame.c.
 */
#include "form.h"

#include <stdio.h>
#include <string.h>

#include "columns.h"
#include "frame.h"

static struct field *add(struct form *form, const char *label)
{
    struct field *field =
        &form->fields[form->count < FORM_FIELDS_MAX ? form->count++ : FORM_FIELDS_MAX - 1];

    memset(field, 0, sizeof *field);
    field->label = label;
    return field;
}

void form_add_text(struct form *form, const char *label, const char *text)
{
    editor_set(&add(form, label)->editor, text);
}

static bool is_digit(ui_key key)
{
    return key >= '0' && key <= '9';
}

void form_add_secret(struct form *form, const char *label)
{
    struct field *field = add(form, label);

    field->is_secret = true;
    field->editor.accepts = is_digit;
}

bool form_seek_empty(struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->fields[i].value_count == 0 && !form->fields[i].editor.text[0]) {
            form->focus = i;
            return true;
        }
    return false;
}

bool form_seek_text(struct form *form)
{
    for (size_t i = 1; i <= form->count; i++) {
        size_t next = (form->focus + i) % form->count;
        if (form->fields[next].value_count == 0) {
            form->focus = next;
            return true;
        }
    }
    return false;
}

void form_forget(struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        struct field *field = &form->fields[i];
        if (!field->is_secret)
            continue;
        explicit_bzero(field->editor.text, sizeof field->editor.text);
        editor_clear(&field->editor);
    }
}

void form_add_values(struct form *form, const char *label, const char *const *values, int count,
                     int chosen)
{
    struct field *field = add(form, label);

    field->value_count = count < FORM_VALUES_MAX ? count : FORM_VALUES_MAX;
    for (int i = 0; i < field->value_count; i++)
        snprintf(field->values[i], FORM_VALUE_SIZE, "%s", values[i]);
    field->value = chosen;
}

static bool turn(struct field *field, int step)
{
    if (field->value_count == 0)
        return false;
    field->value = (field->value + step + field->value_count) % field->value_count;
    return true;
}

bool form_key(struct form *form, ui_key key)
{
    if (form->count == 0)
        return false;
    switch (key) {
    case K_TAB:
    case K_DOWN:
        form->focus = (form->focus + 1) % form->count;
        return true;
    case K_BACK_TAB:
    case K_UP:
        form->focus = (form->focus + form->count - 1) % form->count;
        return true;
    case K_RIGHT:
    case ' ':
        return turn(&form->fields[form->focus], 1);
    case K_LEFT:
        return turn(&form->fields[form->focus], -1);
    default:
        return false;
    }
}

struct editor *form_editor(struct form *form)
{
    struct field *field = &form->fields[form->focus];

    return form->count == 0 || field->value_count ? NULL : &field->editor;
}

const char *form_text(const struct form *form, size_t number)
{
    return form->fields[number].editor.text;
}

int form_value(const struct form *form, size_t number)
{
    return form->fields[number].value;
}

/* As many stars as digits. */
static int draw_secret(const struct editor *editor, struct paint *paint, int y, int x, int width)
{
    struct editor stars = *editor;

    memset(stars.text, '*', stars.length);
    return frame_field(paint, y, x, width, &stars);
}

/* All the values in a row, the chosen one marked. */
static int draw_values(const struct field *field, struct paint *paint, int y, int x, int width)
{
    int at = 0, cursor = x;

    for (int i = 0; i < field->value_count; i++) {
        bool is_chosen = i == field->value;
        if (is_chosen)
            cursor = x + at;
        at += paint_format(paint, y, x + at, width - at, is_chosen ? ROLE_STRONG : ROLE_DIM,
                           is_chosen ? "[%s]" : " %s ", field->values[i]);
    }
    return cursor;
}

void form_draw(const struct form *form, struct paint *paint, const struct rect *area)
{
    int label_width = 0;

    for (size_t i = 0; i < form->count; i++)
        if (columns_text(form->fields[i].label) > label_width)
            label_width = columns_text(form->fields[i].label);
    int x = area->x + label_width + 2, width = area->columns - label_width - 2;
    for (size_t i = 0; i < form->count; i++) {
        const struct field *field = &form->fields[i];
        int y = area->y + (int)i, cursor;
        paint_text(paint, y, area->x, label_width, i == form->focus ? ROLE_STRONG : ROLE_DIM,
                   field->label);
        cursor = field->value_count ? draw_values(field, paint, y, x, width)
                 : field->is_secret ? draw_secret(&field->editor, paint, y, x, width)
                                    : frame_field(paint, y, x, width, &field->editor);
        if (i == form->focus)
            paint_cursor(paint, y, cursor);
    }
}
