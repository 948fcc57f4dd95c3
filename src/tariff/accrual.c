/*
 * The keys that say how time accrues: restart, window edge, overrun, overlap, other times, day
 * decides. May call: words.c, build.c.
 */
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

/* " at step 3" */
static bool take_step(const char **at, int *step)
{
    int64_t number;

    *step = 0;
    if (words_take(at, "at step")) {
        if (!words_number(at, &number) || number < 1 || number > TARIFF_STEPS_MAX) {
            return false;
        }
        *step = (int)number - 1;
    }
    return words_at_end(*at);
}

void accrual_restart(struct builder *b, const struct source_line *line)
{
    struct tariff_accrual *accrual = build_accrual(b);
    const char *at = line->value;
    bool known = true;

    if (words_take(&at, "never")) {
        accrual->restart = TARIFF_NEVER;
    } else if (!words_take(&at, "each")) {
        known = false;
    } else if (words_take(&at, "day")) {
        accrual->restart = TARIFF_EACH_DAY;
    } else if (words_take(&at, "window")) {
        accrual->restart = TARIFF_EACH_WINDOW;
    } else {
        accrual->restart = TARIFF_EACH_LENGTH;
        known = words_length(&at, &accrual->restart_length);
    }
    if (!known || !take_step(&at, &accrual->restart_step)) {
        build_misread(b, line, _("never, each 24h, each day, each window, or each day at step 2"));
    }
}

void accrual_edge(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"clip", "straddle", "pro rata", NULL};
    int word = build_choice(b, line, words);

    if (word >= 0) {
        build_accrual(b)->edge = (enum tariff_edge)word;
    }
}

void accrual_overrun(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!words_length(&at, &build_accrual(b)->overrun) || !words_at_end(at)) {
        build_misread(b, line, _("a length such as 5m"));
    }
}

void accrual_overlap(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"first", "refused", NULL};
    int word = build_choice(b, line, words);

    build_accrual(b)->overlap_first = word == 0;
}

void accrual_others(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"free", "refused", NULL};
    int word = build_choice(b, line, words);

    build_accrual(b)->others_free = word == 0;
    build_accrual(b)->others_refused = word == 1;
}

void accrual_decides(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"each day", "day of entry", NULL};
    int word = build_choice(b, line, words);

    build_accrual(b)->by_entry = word == 1;
}
