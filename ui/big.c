/*
 * The font of large figures: five lines, two columns a pixel. Pure.
 */
#include "big.h"

#include <stddef.h>
#include <string.h>

struct figure {
    char character;
    const char *lines[BIG_LINES];
};

static const struct figure FIGURES[] = {
    {'0', {"###", "# #", "# #", "# #", "###"}},
    {'1', {" # ", "## ", " # ", " # ", "###"}},
    {'2', {"###", "  #", "###", "#  ", "###"}},
    {'3', {"###", "  #", " ##", "  #", "###"}},
    {'4', {"# #", "# #", "###", "  #", "  #"}},
    {'5', {"###", "#  ", "###", "  #", "###"}},
    {'6', {"###", "#  ", "###", "# #", "###"}},
    {'7', {"###", "  #", "  #", " # ", " # "}},
    {'8', {"###", "# #", "###", "# #", "###"}},
    {'9', {"###", "# #", "###", "  #", "###"}},
    {'.', {" ", " ", " ", " ", "#"}},
    {'-', {"  ", "  ", "##", "  ", "  "}},
    {'#', {" # # ", "#####", " # # ", "#####", " # # "}},
    {' ', {" ", " ", " ", " ", " "}},
};

static const struct figure *find(char character)
{
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++)
        if (FIGURES[i].character == character)
            return &FIGURES[i];
    return &FIGURES[sizeof FIGURES / sizeof FIGURES[0] - 1];
}

/* Two columns a pixel, one pixel between figures. */
static int width(char character)
{
    return 2 * (int)strlen(find(character)->lines[0]);
}

int big_columns(const char *text)
{
    int columns = 0;

    for (; *text; text++)
        columns += width(*text) + (text[1] ? 2 : 0);
    return columns;
}

bool big_pixel(const char *text, int line, int column)
{
    for (; *text; text++) {
        if (column < width(*text))
            return column >= 0 && find(*text)->lines[line][column / 2] == '#';
        column -= width(*text) + 2;
    }
    return false;
}
