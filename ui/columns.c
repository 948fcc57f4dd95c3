/*
 * Measuring text in columns. Pure; calls utf8proc and wcwidth() only.
 */
#include "columns.h"

#include <stdbool.h>
#include <utf8proc.h>
#include <wchar.h>

/* Nearly all there is to measure: a lot of 10,000 labels is measured for every picture. */
static bool is_ascii(uint32_t character)
{
    return character < 0x80;
}

size_t columns_next(uint32_t *out, const char *text)
{
    utf8proc_int32_t character = (unsigned char)text[0];

    if (character == 0)
        return 0;
    if (is_ascii((uint32_t)character)) {
        *out = (uint32_t)character;
        return 1;
    }
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character);
    if (length <= 0) {
        *out = 0xfffd;
        return 1;
    }
    *out = (uint32_t)character;
    return (size_t)length;
}

int columns_char(uint32_t character)
{
    int width = is_ascii(character) ? 1 : wcwidth((wchar_t)character);

    return width < 0 ? 1 : width;
}

int columns_text(const char *text)
{
    int used;

    columns_fit(text, 1 << 20, &used);
    return used;
}

size_t columns_fit(const char *text, int width, int *used)
{
    size_t at = 0, step;
    uint32_t character;
    int columns = 0;

    while ((step = columns_next(&character, text + at)) > 0) {
        int needs = columns_char(character);
        if (columns + needs > width)
            break;
        columns += needs;
        at += step;
    }
    if (used)
        *used = columns;
    return at;
}

size_t columns_line(const char *text, int width)
{
    size_t fits = columns_fit(text, width, NULL), end = fits;

    if (text[fits] == '\0' || text[fits] == ' ')
        return fits;
    while (end > 0 && text[end - 1] != ' ')
        end--;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    return end > 0 ? end : fits;
}
