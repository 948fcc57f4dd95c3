/*
 * Drawing on curses' standard screen. The whole picture is drawn afresh each time; curses sends
 * only what differs. Calls curses, columns.c, big.c.
 */
#include "paint.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "big.h"
#include "columns.h"

enum { TEXT_MAX = 1024 };

static attr_t attributes(const struct style *style)
{
    attr_t result = A_NORMAL;

    if (style->attributes & THEME_BOLD)
        result |= A_BOLD;
    if (style->attributes & THEME_DIM)
        result |= A_DIM;
    if (style->attributes & THEME_REVERSE)
        result |= A_REVERSE;
    if (style->attributes & THEME_UNDERLINE)
        result |= A_UNDERLINE;
    return result;
}

/* Colour pair n + 1 is role n (terminal.c made them). */
static void use(const struct paint *paint, enum role role)
{
    if (paint->is_chosen)
        role = ROLE_CHOSEN;
    short pair = 0;
    if (paint->theme->has_colours)
        pair = (short)(role + 1);
    attr_set(attributes(&paint->theme->styles[role]), pair, NULL);
}

void paint_begin(struct paint *paint)
{
    getmaxyx(stdscr, paint->lines, paint->columns);
    paint->cursor_y = paint->lines - 1;
    paint->cursor_x = paint->columns - 1;
    paint->is_chosen = false;
    erase();
}

void paint_end(struct paint *paint)
{
    move(paint->cursor_y, paint->cursor_x);
    wnoutrefresh(stdscr);
    doupdate();
}

/* What stands on the screen for CHARACTER: nothing that moves the terminal's cursor. */
static wchar_t shown(const struct paint *paint, uint32_t character)
{
    if (character < ' ' || character == 0x7f || character == 0xfffd)
        return L'?';
    if (character > 0x7f && (!paint->glyphs->is_utf8 || wcwidth((wchar_t)character) < 0))
        return L'?';
    return (wchar_t)character;
}

/* Draws the first BYTES of TEXT; all of it is known to fit. */
static void put(const struct paint *paint, int y, int x, const char *text, size_t bytes)
{
    wchar_t wide[TEXT_MAX];
    size_t at = 0, count = 0, step;
    uint32_t character;

    while (at < bytes && count < TEXT_MAX - 1 && (step = columns_next(&character, text + at)) > 0) {
        wide[count++] = shown(paint, character);
        at += step;
    }
    mvaddnwstr(y, x, wide, (int)count);
}

int paint_text(struct paint *paint, int y, int x, int width, enum role role, const char *text)
{
    int used;

    if (y < 0 || y >= paint->lines || x < 0)
        return 0;
    if (width > paint->columns - x)
        width = paint->columns - x;
    if (width <= 0)
        return 0;
    size_t bytes = columns_fit(text, width, &used);
    use(paint, role);
    if (text[bytes] == '\0') {
        put(paint, y, x, text, bytes);
        return used;
    }
    bytes = columns_fit(text, width - 1, &used);
    put(paint, y, x, text, bytes);
    put(paint, y, x + used, paint->glyphs->ellipsis, strlen(paint->glyphs->ellipsis));
    return used + 1;
}

int paint_format(struct paint *paint, int y, int x, int width, enum role role, const char *format,
                 ...)
{
    char text[TEXT_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return paint_text(paint, y, x, width, role, text);
}

int paint_right(struct paint *paint, int y, int right, enum role role, const char *text)
{
    int x = right - columns_text(text);

    if (x < 0)
        x = 0;
    paint_text(paint, y, x, right - x, role, text);
    return x;
}

int paint_wrapped_lines(const char *text, int width)
{
    int lines = 0;
    size_t bytes;

    for (; *text && (bytes = columns_line(text, width)) > 0; lines++) {
        text += bytes;
        while (*text == ' ')
            text++;
    }
    return lines;
}

int paint_wrapped(struct paint *paint, const struct rect *area, enum role role, const char *text)
{
    int line = 0;

    for (; *text && line < area->lines; line++) {
        size_t bytes = columns_line(text, area->columns);
        if (bytes == 0)
            break;
        if (line == area->lines - 1) {
            paint_text(paint, area->y + line, area->x, area->columns, role, text);
            return area->lines;
        }
        use(paint, role);
        put(paint, area->y + line, area->x, text, bytes);
        text += bytes;
        while (*text == ' ')
            text++;
    }
    return line;
}

void paint_blank(struct paint *paint, const struct rect *area, enum role role)
{
    use(paint, role);
    for (int y = area->y; y < area->y + area->lines; y++)
        mvhline(y, area->x, ' ', area->columns);
}

void paint_rule(struct paint *paint, int y, int x, int width)
{
    for (int i = 0; i < width; i++)
        paint_text(paint, y, x + i, 1, ROLE_DIM, paint->glyphs->rule);
}

void paint_frame(struct paint *paint, const struct rect *area, const char *title)
{
    int last = area->y + area->lines - 1, right = area->x + area->columns - 1;
    const char *const *corners = paint->glyphs->corners;

    paint_blank(paint, area, ROLE_TEXT);
    paint_rule(paint, area->y, area->x, area->columns);
    paint_rule(paint, last, area->x, area->columns);
    for (int y = area->y + 1; y < last; y++) {
        paint_text(paint, y, area->x, 1, ROLE_DIM, paint->glyphs->side);
        paint_text(paint, y, right, 1, ROLE_DIM, paint->glyphs->side);
    }
    for (int i = 0; i < 4; i++)
        paint_text(paint, i < 2 ? area->y : last, i % 2 ? right : area->x, 1, ROLE_DIM, corners[i]);
    paint_format(paint, area->y, area->x + 2, area->columns - 4, ROLE_TITLE, " %s ", title);
}

void paint_big(struct paint *paint, int y, int x, enum role role, const char *text)
{
    int columns = big_columns(text);

    for (int line = 0; line < BIG_LINES; line++)
        for (int column = 0; column < columns; column++)
            if (big_pixel(text, line, column))
                paint_text(paint, y + line, x + column, 1, role, paint->glyphs->block);
}

void paint_cursor(struct paint *paint, int y, int x)
{
    paint->cursor_y = y;
    paint->cursor_x = x < paint->columns ? x : paint->columns - 1;
}
