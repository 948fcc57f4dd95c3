/*
 * Rows of comma-separated text. Calls nothing of the project.
 */
#include "tariff/csv.h"

#include <string.h>

void tariff_csv_open(struct csv *out, const char *text, size_t length)
{
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    out->at = text;
    out->end = text + length;
    out->line = 0;
    out->next_line = 1;
    out->count = 0;
}

static bool put(struct csv *csv, size_t *used, char c)
{
    if (*used + 1 >= sizeof csv->text) {
        return false;
    }
    csv->text[(*used)++] = c;
    return true;
}

/* Reads one field up to its comma or line end. */
static bool read_field(struct csv *csv, size_t *used)
{
    bool quoted = csv->at < csv->end && *csv->at == '"';

    if (csv->count == CSV_FIELDS_MAX) {
        return false;
    }
    csv->field[csv->count++] = &csv->text[*used];
    csv->at += quoted ? 1 : 0;
    for (;; csv->at++) {
        if (csv->at == csv->end) {
            return !quoted && put(csv, used, '\0');
        }
        char c = *csv->at;
        if (quoted && c == '"') {
            if (csv->at + 1 == csv->end || csv->at[1] != '"') {
                quoted = false;
                continue;
            }
            csv->at++;
        } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
            return put(csv, used, '\0');
        }
        csv->next_line += c == '\n' ? 1 : 0;
        if (!put(csv, used, c)) {
            return false;
        }
    }
}

static void skip_empty_lines(struct csv *csv)
{
    while (csv->at < csv->end && (*csv->at == '\n' || *csv->at == '\r')) {
        csv->next_line += *csv->at == '\n' ? 1 : 0;
        csv->at++;
    }
}

bool tariff_csv_next(struct csv *csv, bool *broken)
{
    size_t used = 0;

    *broken = false;
    skip_empty_lines(csv);
    if (csv->at == csv->end) {
        return false;
    }
    csv->line = csv->next_line;
    csv->count = 0;
    for (;;) {
        if (!read_field(csv, &used)) {
            *broken = true;
            return false;
        }
        if (csv->at == csv->end || *csv->at != ',') {
            return true;
        }
        csv->at++;
    }
}
