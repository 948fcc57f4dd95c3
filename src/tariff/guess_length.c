/*
 * Lengths as people write them, "30 min" or "hour", made those of the language: "30m", "1h".
 * May call: nothing.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tariff/build.h"

static const struct {
    const char *word;
    const char *unit;
    int times; /* a week is 7d */
} units[] = {
    {"s", "s", 1},   {"sec", "s", 1},  {"secs", "s", 1}, {"second", "s", 1}, {"seconds", "s", 1},
    {"m", "m", 1},   {"min", "m", 1},  {"mins", "m", 1}, {"minute", "m", 1}, {"minutes", "m", 1},
    {"h", "h", 1},   {"hr", "h", 1},   {"hrs", "h", 1},  {"hour", "h", 1},   {"hours", "h", 1},
    {"day", "d", 1}, {"days", "d", 1}, {"week", "d", 7}, {"weeks", "d", 7},
};
enum { UNIT_COUNT = sizeof units / sizeof units[0] };

static int find_unit(const char *word, size_t length)
{
    for (int i = 0; i < UNIT_COUNT; i++) {
        if (strlen(units[i].word) == length && strncasecmp(word, units[i].word, length) == 0) {
            return i;
        }
    }
    return -1;
}

/* Writes the word or length at *AT to OUT, of which USED bytes are in use, and moves on. */
static size_t rewrite_word(char *out, size_t used, size_t room, const char **at)
{
    size_t digits = strspn(*at, "0123456789");
    size_t blanks = digits > 0 ? strspn(*at + digits, " ") : 0;
    size_t letters = strcspn(*at + digits + blanks, " 0123456789");
    int unit = digits <= 4 ? find_unit(*at + digits + blanks, letters) : -1;
    int number = 1, written;

    if (unit < 0) {
        size_t length = digits > 0 ? digits : letters;
        written = snprintf(out + used, room - used, "%.*s", (int)length, *at);
        *at += length;
    } else {
        sscanf(*at, "%d", &number);
        written =
            snprintf(out + used, room - used, "%d%s", number * units[unit].times, units[unit].unit);
        *at += digits + blanks + letters;
    }
    return written > 0 && used + (size_t)written < room ? used + (size_t)written : room - 1;
}

const char *tariff_guess_length(char out[static GUESS_SIZE], const char *text)
{
    size_t used = 0;

    while (*text != '\0' && used < GUESS_SIZE - 2) {
        if (*text == ' ') {
            out[used++] = *text++;
            continue;
        }
        const char *before = text;
        used = rewrite_word(out, used, GUESS_SIZE, &text);
        if (text == before) {
            out[used++] = *text++;
        }
    }
    out[used] = '\0';
    return out;
}
