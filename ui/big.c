/*
 * The font of large figures and letters: five lines, two columns a pixel. Pure.
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
    {'A', {"###", "# #", "###", "# #", "# #"}},
    {'B', {"## ", "# #", "## ", "# #", "## "}},
    {'C', {"###", "#  ", "#  ", "#  ", "###"}},
    {'D', {"## ", "# #", "# #", "# #", "## "}},
    {'E', {"###", "#  ", "## ", "#  ", "###"}},
    {'F', {"###", "#  ", "## ", "#  ", "#  "}},
    {'G', {"####", "#   ", "# ##", "#  #", "####"}},
    {'H', {"# #", "# #", "###", "# #", "# #"}},
    {'I', {"###", " # ", " # ", " # ", "###"}},
    {'J', {"  #", "  #", "  #", "# #", "###"}},
    {'K', {"#  #", "# # ", "##  ", "# # ", "#  #"}},
    {'L', {"#  ", "#  ", "#  ", "#  ", "###"}},
    {'M', {"#   #", "## ##", "# # #", "#   #", "#   #"}},
    {'N', {"#  #", "## #", "# ##", "#  #", "#  #"}},
    {'O', {" ## ", "#  #", "#  #", "#  #", " ## "}},
    {'P', {"###", "# #", "###", "#  ", "#  "}},
    {'Q', {" ## ", "#  #", "#  #", "# # ", " # #"}},
    {'R', {"## ", "# #", "## ", "# #", "# #"}},
    {'S', {" ##", "#  ", " # ", "  #", "## "}},
    {'T', {"###", " # ", " # ", " # ", " # "}},
    {'U', {"# #", "# #", "# #", "# #", "###"}},
    {'V', {"#   #", "#   #", " # # ", " # # ", "  #  "}},
    {'W', {"#   #", "#   #", "# # #", "## ##", "#   #"}},
    {'X', {"#   #", " # # ", "  #  ", " # # ", "#   #"}},
    {'Y', {"# #", "# #", " # ", " # ", " # "}},
    {'Z', {"####", "   #", " ## ", "#   ", "####"}},
    {'.', {" ", " ", " ", " ", "#"}},
    {'-', {"  ", "  ", "##", "  ", "  "}},
    {'#', {" # # ", "#####", " # # ", "#####", " # # "}},
    {' ', {" ", " ", " ", " ", " "}},
};

enum { COUNT = sizeof FIGURES / sizeof FIGURES[0] };

static const struct figure *look_up(char character)
{
    for (size_t i = 0; i < COUNT; i++)
        if (FIGURES[i].character == character)
            return &FIGURES[i];
    return NULL;
}

/* What is not in the font leaves a gap. */
static const struct figure *find(char character)
{
    const struct figure *figure = look_up(character);

    return figure ? figure : &FIGURES[COUNT - 1];
}

bool big_has(const char *text)
{
    while (*text && look_up(*text))
        text++;
    return *text == '\0';
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
