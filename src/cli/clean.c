/*
 * Text that cannot steer a terminal. What the lot's file holds was typed by somebody, and another
 * program may have put anything into it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"

/* How many bytes a character that begins with FIRST has; 0: none begins so. */
static size_t length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return 2;
    if (first >= 0xe0 && first < 0xf0)
        return 3;
    return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

static bool decode(unsigned long *point, const char *text, size_t length)
{
    static const unsigned char first_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    *point = (unsigned char)text[0] & first_bits[length];
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80)
            return false;
        *point = *point << 6 | (next & 0x3f);
    }
    return *point >= least[length] && *point <= 0x10ffff && (*point < 0xd800 || *point > 0xdfff);
}

/* Control characters, line and paragraph ends, and what turns the direction of a line. */
static bool is_safe(unsigned long point)
{
    static const struct {
        unsigned long from, to;
    } bad[] = {{0, 0x1f},        {0x7f, 0x9f},     {0x200e, 0x200f},
               {0x2028, 0x202e}, {0x2066, 0x2069}, {0x61c, 0x61c}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (point >= bad[i].from && point <= bad[i].to)
            return false;
    return true;
}

struct cli_letter cli_letter(const char *text)
{
    struct cli_letter letter = {.length = length_of((unsigned char)text[0])};
    letter.is_utf8 = letter.length > 0 && decode(&letter.point, text, letter.length);
    if (!letter.is_utf8)
        return (struct cli_letter){.length = 1, .point = (unsigned char)text[0]};
    letter.is_safe = is_safe(letter.point);
    return letter;
}

/* Whether what stands at TEXT ends a line or is a tab, which a text of several lines may hold. */
static bool is_layout(const char *text)
{
    return text[0] == '\n' || text[0] == '\t' || (text[0] == '\r' && text[1] == '\n');
}

static void clean(char *text, bool has_lines)
{
    while (*text) {
        struct cli_letter letter = cli_letter(text);
        bool stays = letter.is_safe || (has_lines && is_layout(text));
        if (!stays)
            memset(text, letter.is_utf8 ? ' ' : '?', letter.length);
        text += letter.length;
    }
}

static void put(const char *text, bool has_lines)
{
    char *copy = strdup(text);
    if (!copy)
        return;
    clean(copy, has_lines);
    fputs(copy, stdout);
    free(copy);
}

void cli_clean(char *text)
{
    clean(text, false);
}

void cli_put(const char *text)
{
    put(text, false);
}

void cli_put_lines(const char *text)
{
    put(text, true);
}
