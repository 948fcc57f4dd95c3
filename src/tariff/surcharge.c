/*
 * [surcharge NAME]: what some stays pay on top: an amount, a share, or by a second meter.
 * May call: words.c, ladder.c, build.c.
 */
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

static struct tariff_surcharge *surcharge_of(const struct builder *b)
{
    return &b->tariff->surcharges[b->tariff->surcharge_count - 1];
}

bool tariff_surcharge_begin(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;

    if (t->surcharge_count == TARIFF_SURCHARGES_MAX) {
        tariff_fault_error(&b->faults, section->number, _("A tariff has at most %d surcharges."),
                           TARIFF_SURCHARGES_MAX);
        return false;
    }
    struct tariff_surcharge *surcharge = &t->surcharges[t->surcharge_count++];
    surcharge->when = tariff_product_any(section->number);
    if (section->name[0] == '\0' ||
        !pk_copy(surcharge->when.name, TARIFF_NAME_SIZE, section->name)) {
        tariff_fault_error(&b->faults, section->number,
                           _("A surcharge has a name of up to %d characters: [surcharge late "
                             "exit]."),
                           TARIFF_NAME_SIZE - 1);
    }
    return true;
}

/* "add = 3.00", "add = 10%" */
void tariff_surcharge_add(struct builder *b, const struct source_line *line)
{
    struct tariff_surcharge *surcharge = surcharge_of(b);
    const char *at = line->value;

    surcharge->is_share = tariff_words_percent(&at, &surcharge->value);
    if (!surcharge->is_share && !tariff_build_amount(b, line, &at, false, &surcharge->value)) {
        surcharge->value = 1; /* the fault is told */
        return;
    }
    if (!tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line,
            _("an amount such as 3.00, or a share of the price: 10%; a price by time "
              "is a line of its own: each 1m = 0.10"));
    }
}

/* "after = 4h" */
void tariff_surcharge_after(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_words_length(&at, &surcharge_of(b)->after) || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("a length such as 4h"));
    }
}

struct tariff_window *tariff_surcharge_window(struct builder *b)
{
    struct pk_tariff *t = b->tariff;
    struct tariff_product *when = &surcharge_of(b)->when;

    if (when->window_count == 0) {
        struct tariff_window window = {.days = TARIFF_ALL_DAYS,
                                       .is_always = true,
                                       .step_first = t->step_count,
                                       .line = when->line};
        pk_copy(window.name, sizeof window.name, when->name);
        when->accrual.others_free = true;
        when->window_first = t->window_count++;
        when->window_count = 1;
        t->windows[when->window_first] = window;
    }
    b->window = when->window_first;
    return &t->windows[b->window];
}

/* What a surcharge cannot say: the stay has its price from elsewhere. */
static void check_steps(struct builder *b, const struct tariff_window *window)
{
    for (int i = 0; i < window->step_count; i++) {
        const struct tariff_step *step = &b->tariff->steps[window->step_first + i];
        if (step->is_refused || step->is_per_day) {
            tariff_fault_error(&b->faults, step->line,
                               _("A surcharge neither refuses a stay nor counts its days."));
        }
    }
}

/* Whether LINE is one of a ladder, and is read. `price` is what `add` says here. */
static bool take_step(struct builder *b, const struct source_line *line)
{
    return strcmp(line->key, "price") != 0 && tariff_ladder_take(b, line);
}

void tariff_surcharge_end(struct builder *b, const struct source_section *section)
{
    const struct tariff_surcharge *surcharge = surcharge_of(b);

    tariff_ladder_begin(b);
    for (size_t i = 0; i < section->count; i++) {
        const struct source_line *line = &b->source.lines[section->first + i];
        if (!tariff_settings_is_key(line->key) && !take_step(b, line)) {
            tariff_settings_unknown(b, line);
        }
    }
    if (surcharge->when.window_count > 0) {
        check_steps(b, &b->tariff->windows[surcharge->when.window_first]);
    } else if (surcharge->value == 0 || surcharge->after > 0) {
        tariff_fault_error(&b->faults, section->number,
                           _("[surcharge %s] adds nothing%s: say `add = 3.00`, `add = 10%%` or "
                             "`each 1m = 0.10`."),
                           surcharge->when.name, surcharge->after > 0 ? _(" after a time") : "");
    }
}
