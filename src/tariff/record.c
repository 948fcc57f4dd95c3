/*
 * Lines of a quote. Calls nothing of the project.
 */
#include "tariff/record.h"

#include <stdio.h>
#include <string.h>

#include "parkade/text.h"

/* Up to here each period of a rule has a line of its own; then rules are drawn together. Two lines
 * are kept for the rounding and the tax. */
enum { APART_MAX = 40, LINES_MAX = PK_LINES_MAX - 2 };

static void join(struct record_line *into, const struct record_line *line)
{
    if (line->from != PK_NONE && (into->from == PK_NONE || line->from < into->from)) {
        into->from = line->from;
    }
    if (line->to != PK_NONE && (into->to == PK_NONE || line->to > into->to)) {
        into->to = line->to;
    }
    into->units += line->units;
    into->amount += line->amount;
}

void tariff_record_add(struct tariff_record *record, const struct record_line *line)
{
    bool apart = record->count < APART_MAX;

    /* The newest first: a batch mostly goes on with the line before. */
    for (size_t i = record->count; i > 0; i--) {
        struct record_line *known = &record->lines[i - 1];
        if (known->rule == line->rule && (known->period == line->period || !apart)) {
            join(known, line);
            return;
        }
    }
    if (record->count < LINES_MAX) {
        record->lines[record->count++] = *line;
        return;
    }
    struct record_line *last = &record->lines[record->count - 1];
    last->what = _("more charges and caps");
    last->rule = NULL;
    join(last, line);
}

void tariff_record_clip(struct tariff_record *record, int64_t at)
{
    for (size_t i = 0; i < record->count; i++) {
        struct record_line *line = &record->lines[i];
        line->to = line->to > at ? at : line->to;
    }
}

void tariff_record_sum(struct tariff_record *record, const char *what, const void *rule,
                       tariff_wide amount)
{
    if (record != NULL) {
        tariff_record_add(
            record,
            &(struct record_line){
                .what = what, .rule = rule, .from = PK_NONE, .to = PK_NONE, .amount = amount});
    }
}

static int64_t round_nearest(tariff_wide amount, tariff_wide minor)
{
    tariff_wide doubled = 2 * amount + (amount < 0 ? -minor : minor);

    return (int64_t)(doubled / (2 * minor));
}

void tariff_record_write(struct pk_price *out, const struct tariff_record *record,
                         const struct pk_tariff *tariff, int64_t total)
{
    int64_t sum = 0;

    out->line_count = 0;
    for (size_t i = 0; i < record->count; i++) {
        const struct record_line *from = &record->lines[i];
        struct pk_line *line = &out->lines[out->line_count++];
        snprintf(line->what, sizeof line->what, "%s", from->what);
        line->from = from->from;
        line->to = from->to;
        line->units = from->units;
        line->amount = round_nearest(from->amount, tariff->minor);
        sum += line->amount;
    }
    if (sum != total) {
        out->lines[out->line_count++] =
            (struct pk_line){.from = PK_NONE, .to = PK_NONE, .units = 0, .amount = total - sum};
        snprintf(out->lines[out->line_count - 1].what, PK_WHAT_SIZE, "%s", _("rounding"));
    }
}
