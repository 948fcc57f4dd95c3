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
    if (tariff_words_take(at, "at step")) {
        if (!tariff_words_number(at, &number) || number < 1 || number > TARIFF_STEPS_MAX) {
            return false;
        }
        *step = (int)number - 1;
    }
    return tariff_words_at_end(*at);
}

void tariff_accrual_restart(struct builder *b, const struct source_line *line)
{
    struct tariff_accrual *accrual = tariff_build_accrual(b);
    const char *at = line->value;
    bool known = true;

    accrual->restart_said = true;

    if (tariff_words_take(&at, "never")) {
        accrual->restart = TARIFF_NEVER;
    } else if (!tariff_words_take(&at, "each")) {
        known = false;
    } else if (tariff_words_take(&at, "day")) {
        accrual->restart = TARIFF_EACH_DAY;
    } else if (tariff_words_take(&at, "window")) {
        accrual->restart = TARIFF_EACH_WINDOW;
    } else {
        accrual->restart = TARIFF_EACH_LENGTH;
        known = tariff_words_length(&at, &accrual->restart_length);
    }
    if (!known || !take_step(&at, &accrual->restart_step)) {
        tariff_build_misread(b, line,
                             _("never, each 24h, each day, each window, or each day at step 2"));
    }
}

void tariff_accrual_edge(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"clip", "straddle", "pro rata", "pause", NULL};
    int word = tariff_build_choice(b, line, words);

    if (word >= 0) {
        tariff_build_accrual(b)->edge = (enum tariff_edge)word;
    }
}

void tariff_accrual_overrun(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_words_length(&at, &tariff_build_accrual(b)->overrun) || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("a length such as 5m"));
    }
}

void tariff_accrual_overlap(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"first", "refused", NULL};
    int word = tariff_build_choice(b, line, words);

    tariff_build_accrual(b)->overlap_first = word == 0;
}

void tariff_accrual_others(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"free", "refused", NULL};
    int word = tariff_build_choice(b, line, words);

    tariff_build_accrual(b)->others_free = word == 0;
    tariff_build_accrual(b)->others_refused = word == 1;
}

void tariff_accrual_decides(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"each day", "day of entry", NULL};
    int word = tariff_build_choice(b, line, words);

    tariff_build_accrual(b)->by_entry = word == 1;
}
