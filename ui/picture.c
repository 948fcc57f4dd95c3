/*
 * Reading the screen back. Calls curses.
 */
#include "picture.h"

#include <curses.h>
#include <string.h>

#include "key.h"

enum { COLUMNS_MAX = 512 };

static void write_line(FILE *out, const wchar_t *line)
{
    size_t length = wcslen(line);
    char bytes[5] = "";

    while (length > 0 && line[length - 1] == L' ')
        length--;
    for (size_t i = 0; i < length; i++) {
        key_utf8(bytes, (ui_key)line[i]);
        fputs(bytes, out);
    }
    fputc('\n', out);
}

void picture_text(FILE *out)
{
    wchar_t line[COLUMNS_MAX + 1] = {0};

    for (int y = 0; y < LINES; y++) {
        mvwinnwstr(curscr, y, 0, line, COLUMNS_MAX);
        write_line(out, line);
    }
}

static char letter_of(attr_t attributes, short pair, const struct theme *theme)
{
    if (theme->has_colours && pair > 0)
        return theme_letter((enum role)(pair - 1));
    if (theme->has_colours)
        return '.';
    if ((attributes & A_REVERSE) && (attributes & A_BOLD))
        return 'R';
    if (attributes & A_REVERSE)
        return 'r';
    if (attributes & A_UNDERLINE)
        return 'u';
    if (attributes & A_BOLD)
        return 'b';
    if (attributes & A_DIM)
        return 'd';
    return '.';
}

static char cell_letter(int y, int x, const struct theme *theme)
{
    cchar_t cell;
    wchar_t text[CCHARW_MAX + 1];
    attr_t attributes = 0;
    short pair = 0;

    if (mvwin_wch(curscr, y, x, &cell) == ERR)
        return '.';
    getcchar(&cell, text, &attributes, &pair, NULL);
    return letter_of(attributes, pair, theme);
}

void picture_roles(FILE *out, const struct theme *theme)
{
    char line[COLUMNS_MAX + 1];
    int y, x;

    for (y = 0; y < LINES; y++) {
        int columns = COLS < COLUMNS_MAX ? COLS : COLUMNS_MAX;
        for (x = 0; x < columns; x++)
            line[x] = cell_letter(y, x, theme);
        while (columns > 0 && line[columns - 1] == '.')
            columns--;
        fprintf(out, "%.*s\n", columns, line);
    }
    getyx(stdscr, y, x);
    fprintf(out, "cursor %d,%d\n", y, x);
}
