/*
 * The lines of a ladder: first, next, then, each, up to, over; and `price`.
 * May call: words.c, build.c.
 *
 * `up to` lines are totals so far, but for those with `each`; all others are added. Both end up as
 * steps that are added.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

/* What a key of a ladder says, before the price is read. */
struct rung {
    bool is_band;   /* up to, over: a total so far */
    bool is_rest;   /* then, each, over: to the end */
    int64_t length; /* of `first`, `next`; the end of `up to`; the beginning of `over` */
    int64_t span;   /* of the step, where it has an end */
    int64_t unit;   /* 0: one price for the whole step */
    bool has_length;
};

static struct tariff_window *window_of(struct builder *b)
{
    return &b->tariff->windows[b->window];
}

static int64_t end_of(const struct builder *b, const struct tariff_window *window)
{
    return window->step_count == 0
               ? 0
               : b->tariff->steps[window->step_first + window->step_count - 1].to;
}

/* The sum of all steps so far, in price8: what a band is more than. */
static tariff_wide sum_of(const struct builder *b, const struct tariff_window *window)
{
    tariff_wide sum = 0;

    for (int i = 0; i < window->step_count; i++) {
        sum += tariff_step_total8(&b->tariff->steps[window->step_first + i]);
    }
    return sum;
}

/* "each 30m" after what has been read of the key, or nothing. */
static bool take_each(const char **at, struct rung *out)
{
    if (tariff_words_at_end(*at)) {
        return true;
    }
    return tariff_words_take(at, "each") && tariff_words_length(at, &out->unit) &&
           tariff_words_at_end(*at);
}

static bool read_rung(const char *key, struct rung *out)
{
    const char *at = key;

    *out = (struct rung){0};
    if (tariff_words_take(&at, "up to")) {
        out->is_band = true;
        out->has_length = tariff_words_length(&at, &out->length);
        return out->has_length && take_each(&at, out);
    }
    if (tariff_words_take(&at, "over")) {
        out->is_band = true;
        out->is_rest = true;
        out->has_length = tariff_words_length(&at, &out->length);
        return out->has_length && take_each(&at, out);
    }
    if (tariff_words_take(&at, "first") || tariff_words_take(&at, "next")) {
        out->has_length = tariff_words_length(&at, &out->length);
        return out->has_length && take_each(&at, out);
    }
    out->is_rest = true;
    if (tariff_words_take(&at, "then") || strncmp(key, "each", 4) == 0) {
        return take_each(&at, out);
    }
    return false;
}

static bool is_ladder_key(const char *key)
{
    static const char *const words[] = {"up to", "over", "first", "next", "then", "each"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);
        if (strncmp(key, words[i], length) == 0 && (key[length] == ' ' || key[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* The window whose ladder the lines being read belong to; NULL after a fault. */
static struct tariff_window *open_ladder(struct builder *b, int line)
{
    struct pk_tariff *t = b->tariff;

    if (b->kind == SOURCE_SURCHARGE) {
        return tariff_surcharge_window(b);
    }
    if (b->kind == SOURCE_WINDOW) {
        return b->window < 0 ? NULL : window_of(b);
    }
    struct tariff_product *product = tariff_build_product(b, line);
    if (product == NULL) {
        return NULL;
    }
    if (product->window_count == 0) {
        b->window = t->window_count++;
        *window_of(b) = (struct tariff_window){.days = TARIFF_ALL_DAYS,
                                               .is_always = true,
                                               .step_first = t->step_count,
                                               .accrual = product->accrual,
                                               .line = line};
        product->window_first = b->window;
        product->window_count = 1;
    }
    b->window = product->window_first;
    return window_of(b);
}

static bool check_order(struct builder *b, const struct source_line *line, const struct rung *rung,
                        const struct tariff_window *window)
{
    int64_t end = end_of(b, window);
    char length[24];

    tariff_words_format_length(length, end);
    if (window->step_count == TARIFF_STEPS_MAX) {
        tariff_fault_error(&b->faults, line->number, _("A ladder has at most %d steps."),
                           TARIFF_STEPS_MAX);
    } else if (b->has_rest) {
        tariff_fault_error(
            &b->faults, line->number,
            _("`%s` can never be reached: the line before it holds for all the rest."), line->key);
    } else if (strncmp(line->key, "first", 5) == 0 && window->step_count > 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("`first` begins a ladder; write `next` for the step after %s."),
                           length);
    } else if ((strncmp(line->key, "next", 4) == 0 || strncmp(line->key, "then", 4) == 0) &&
               window->step_count == 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("A ladder begins with `first`, `each` or `up to`, not with `%s`."),
                           line->key);
    } else if (strncmp(line->key, "each", 4) == 0 && window->step_count > 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s` begins a ladder; after other steps write `then %s`."), line->key,
                           line->key);
    } else if (rung->is_band && b->has_steps) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s` is a total so far and cannot follow prices that are added; use "
                             "`next` and `then`, or `up to` from the beginning."),
                           line->key);
    } else if (!rung->is_band && b->has_bands && !rung->is_rest) {
        tariff_fault_error(
            &b->faults, line->number,
            _("`%s` is added and cannot follow `up to`, which is a total; go on with "
              "`up to` or `over`."),
            line->key);
    } else if (rung->is_band && !rung->is_rest && rung->length <= end) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s` can never be reached: the line before it ends at %s."),
                           line->key, length);
    } else if (rung->is_band && rung->is_rest && rung->length != end) {
        tariff_fault_error(
            &b->faults, line->number,
            _("The ladder ends at %s so far: write `over %s`, or add the step between."),
            end == 0 ? _("its beginning") : length, end == 0 ? "..." : length);
    } else {
        return true;
    }
    return false;
}

static bool check_unit(struct builder *b, const struct source_line *line, const struct rung *rung)
{
    if (rung->unit == 0 || rung->is_rest) {
        return true;
    }
    if (rung->span % rung->unit != 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s`: the length is not a whole number of the units."), line->key);
        return false;
    }
    return true;
}

/* "2.00", "2.00 pro rata by 1m", "20.00 per day touched", "18.00 per night", "free", "refused" */
static bool take_price_words(struct builder *b, const struct source_line *line,
                             const struct rung *rung, struct tariff_step *step)
{
    const char *at = line->value;

    if (tariff_words_take(&at, "refused")) {
        step->is_refused = true;
    } else if (tariff_words_take(&at, "free")) {
        step->price8 = 0;
    } else if (!tariff_build_amount(b, line, &at, rung->unit != 0, &step->price8)) {
        return false;
    } else if (tariff_words_take(&at, "pro rata")) {
        step->is_pro_rata = true;
        step->unit = 1;
        if (tariff_words_take(&at, "by") && !tariff_words_length(&at, &step->unit)) {
            at = "?";
        }
    } else if (tariff_words_take(&at, "per day touched")) {
        step->is_per_day = true;
    } else if (tariff_words_take(&at, "per night")) {
        step->is_per_day = true;
        step->is_per_night = true;
    }
    if (!tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line,
            _("a price such as 2.00, 2.00 pro rata, 2.00 pro rata by 1m, 20.00 per day "
              "touched, 18.00 per night, free, refused"));
        return false;
    }
    return true;
}

static bool check_pro_rata(struct builder *b, const struct source_line *line,
                           const struct rung *rung, const struct tariff_step *step)
{
    if (!step->is_pro_rata) {
        return true;
    }
    if (rung->unit == 0) {
        tariff_fault_error(
            &b->faults, line->number,
            _("`pro rata` needs the unit of the price: `%.30s%s1h = 2.00 pro rata`."),
            rung->is_rest && !rung->is_band ? "" : line->key,
            rung->is_rest && !rung->is_band ? "each " : " each ");
        return false;
    }
    if (rung->unit % step->unit != 0 || (!rung->is_rest && rung->span % step->unit != 0)) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s`: the length is not a whole number of the units."), line->key);
        return false;
    }
    return true;
}

/* The price of a rung, if it may have such a price. */
static bool read_price(struct builder *b, const struct source_line *line, const struct rung *rung,
                       struct tariff_step *step)
{
    if (!take_price_words(b, line, rung, step) || !check_pro_rata(b, line, rung, step)) {
        return false;
    }
    if (step->is_refused && (rung->unit != 0 || !rung->is_rest)) {
        tariff_fault_error(&b->faults, line->number,
                           _("`refused` ends a ladder: write `then = refused` or `over ... = "
                             "refused` as its last line."));
        return false;
    }
    /* As a total it could be less than the line before: a stay may pass no midnight. */
    if (step->is_per_night && strcmp(line->key, "price") != 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("`per night` is a price for the whole stay and stands alone: "
                             "`price = 18.00 per night`."));
        return false;
    }
    if (step->is_per_day &&
        (rung->unit != 0 || !rung->is_rest || strncmp(line->key, "then", 4) == 0)) {
        tariff_fault_error(
            &b->faults, line->number,
            _("`per day touched` is a price for the whole stay: write it as `price = ...` "
              "or after `over`."));
        return false;
    }
    return true;
}

static void add_step(struct builder *b, const struct source_line *line, const struct rung *rung,
                     struct tariff_window *window, struct tariff_step *step)
{
    struct pk_tariff *t = b->tariff;
    tariff_wide before = sum_of(b, window);

    step->line = line->number;
    step->from = end_of(b, window);
    step->to = rung->is_rest ? TARIFF_FOREVER : step->from + rung->span;
    step->written_unit = rung->unit != 0 ? rung->unit : step->to - step->from;
    step->unit = step->is_pro_rata ? step->unit : step->written_unit;
    if (rung->is_rest && rung->unit == 0) {
        step->unit = TARIFF_FOREVER;
    }
    /* A total so far becomes what is added; per day, that is done when it is priced. */
    if (rung->is_band && rung->unit == 0 && !step->is_refused) {
        if (step->price8 < before) {
            tariff_fault_error(
                &b->faults, line->number,
                _("`%s` is cheaper than the line before it; if that is meant, make it a "
                  "[product] of its own with `length`."),
                line->key);
        }
        step->price8 -= step->is_per_day ? 0 : (int64_t)before;
    }
    snprintf(step->what, sizeof step->what, "%.30s", line->key);
    t->steps[t->step_count++] = *step;
    window->step_count++;
    b->has_rest = rung->is_rest;
    b->has_bands = b->has_bands || (rung->is_band && !rung->is_rest);
    b->has_steps = b->has_steps || (!rung->is_band && !rung->is_rest);
}

/* `price = 13.00`: one step for all of the stay, or of each visit of a window. */
static void take_price(struct builder *b, const struct source_line *line)
{
    struct tariff_window *window = open_ladder(b, line->number);
    struct rung rung = {.is_rest = true};
    struct tariff_step step = {0};

    if (window == NULL || !read_price(b, line, &rung, &step)) {
        return;
    }
    if (window->step_count > 0) {
        tariff_fault_error(&b->faults, line->number,
                           _("`price` is the whole price and stands alone; here stand other prices "
                             "too."));
        return;
    }
    add_step(b, line, &rung, window, &step);
    if (!window->is_always) {
        window->accrual.restart = TARIFF_EACH_WINDOW;
        window->accrual.restart_step = 0;
    }
}

static void report_rung(struct builder *b, const struct source_line *line)
{
    char right[GUESS_SIZE];
    struct rung rung;

    if (read_rung(tariff_guess_length(right, line->key), &rung)) {
        tariff_fault_error(&b->faults, line->number, _("`%s` is not a step; did you mean `%s`?"),
                           line->key, right);
        return;
    }
    tariff_fault_error(
        &b->faults, line->number,
        _("`%s` is not a step; steps are `first 1h`, `first 2h each 30m`, `next 1h`, "
          "`then each 30m`, `each 1h`, `up to 2h`, `up to 4h each 30m`, `over 4h`, `over 4h each "
          "1h`."),
        line->key);
}

bool tariff_ladder_take(struct builder *b, const struct source_line *line)
{
    struct rung rung;
    struct tariff_step step = {0};

    if (strcmp(line->key, "price") == 0) {
        take_price(b, line);
        return true;
    }
    if (!is_ladder_key(line->key)) {
        return false;
    }
    if (!read_rung(line->key, &rung)) {
        report_rung(b, line);
        b->is_broken = true;
        return true;
    }
    struct tariff_window *window = open_ladder(b, line->number);
    rung.span = rung.length - (rung.is_band && window != NULL ? end_of(b, window) : 0);
    if (window != NULL && !b->is_broken && check_order(b, line, &rung, window) &&
        check_unit(b, line, &rung) && read_price(b, line, &rung, &step)) {
        add_step(b, line, &rung, window, &step);
    } else {
        b->is_broken = true;
    }
    return true;
}

void tariff_ladder_begin(struct builder *b)
{
    b->has_bands = b->has_steps = b->has_rest = b->is_broken = false;
}
