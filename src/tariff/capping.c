/*
 * Caps: which period each is in, and what they leave of a charge. May call: clock.c.
 */
#include "tariff/piece.h"

static int64_t month_of(int64_t day)
{
    int year, month, mday;

    pk_day_date(&year, &month, &mday, day);
    return (int64_t)year * 12 + month;
}

static bool day_matches(struct tariff_meter *meter, const struct tariff_cap *cap, int64_t day)
{
    if (cap->on_days == TARIFF_ALL_DAYS) {
        return true;
    }
    return tariff_day_is(cap->by_entry ? meter->entry_day : tariff_clock_day(&meter->clock, day),
                         cap->on_days, 0);
}

/* A time of day: the period is its day, while the meter is in it. */
static bool enter_range(struct tariff_meter *meter, const struct tariff_cap *cap, int64_t *period)
{
    const struct tariff_place *place = &meter->piece.place;
    int32_t left;
    int64_t day;

    if (tariff_clock_in_range(&cap->range, place, true, true, &day, &left)) {
        meter->piece.end = tariff_least(meter->piece.end, meter->at + left);
        *period = day;
        return day_matches(meter, cap, day);
    }
    int32_t wait = cap->range.start - place->second;
    meter->piece.end =
        tariff_least(meter->piece.end, meter->at + (wait > 0 ? wait : wait + TARIFF_DAY));
    return false;
}

/* So many seconds, again and again from BASE. */
static bool enter_length(struct tariff_meter *meter, const struct tariff_cap *cap, int64_t base,
                         const struct meter_cap *state, int64_t *period)
{
    *period = (meter->at - base) / cap->length;
    int64_t begin = base + *period * cap->length;
    meter->piece.end = tariff_least(meter->piece.end, begin + cap->length);
    if (cap->on_days == TARIFF_ALL_DAYS) {
        return true;
    }
    if (state->begun && state->used.period == *period) {
        return state->holds; /* the day it began on is known */
    }
    struct tariff_place place;
    tariff_clock_place(&place, &meter->clock, begin);
    return day_matches(meter, cap, place.day);
}

/* The period of CAP at the meter's piece; false: the cap does not hold here. */
static bool find_period(struct tariff_meter *meter, const struct tariff_cap *cap, int64_t base,
                        const struct meter_cap *state, int64_t *period)
{
    int64_t day = meter->piece.place.day;

    switch (cap->scope) {
    case TARIFF_EACH_WINDOW:
        *period = meter->piece.occurrence;
        return day_matches(meter, cap, *period / TARIFF_RANGES_MAX);
    case TARIFF_EACH_RANGE:
        return enter_range(meter, cap, period);
    case TARIFF_EACH_LENGTH:
        return enter_length(meter, cap, base, state, period);
    case TARIFF_EACH_DAY:
        *period = day;
        return day_matches(meter, cap, day);
    case TARIFF_EACH_WEEK:
        *period = (day + 3) / 7;
        return true;
    case TARIFF_EACH_MONTH:
        *period = month_of(day);
        return true;
    default:
        *period = 0;
        return cap->on_days == TARIFF_ALL_DAYS || tariff_day_is(meter->entry_day, cap->on_days, 0);
    }
}

/* Begins PERIOD, or goes on with it where it was left. */
static void change_period(struct meter_cap *state, int64_t period)
{
    struct meter_used left = state->used;

    if (state->begun && period == left.period) {
        return;
    }
    if (state->begun && period == state->before.period) {
        state->used = state->before;
        state->before = left;
        return;
    }
    state->before = state->begun ? left : state->before;
    state->begun = true;
    state->used = (struct meter_used){.period = period, .number = ++state->count};
}

static void enter(struct tariff_meter *meter, const struct tariff_cap *cap, int64_t base,
                  struct meter_cap *state)
{
    int64_t period = state->used.period;
    bool holds = find_period(meter, cap, base, state, &period);

    if (cap->scope == TARIFF_EACH_RANGE && !holds && period == state->used.period) {
        state->holds = false; /* between two of its times */
        return;
    }
    change_period(state, period);
    state->holds = holds && state->used.number >= cap->first && state->used.number <= cap->last;
}

void tariff_capping_enter(struct tariff_meter *meter)
{
    const struct pk_tariff *t = meter->tariff;
    const struct tariff_product *product = meter->product;
    int window = product->window_first + meter->piece.window;

    for (int i = 0; i < product->cap_count; i++) {
        const struct tariff_cap *cap = &t->caps[product->cap_first + i];
        if (cap->window < 0 || (meter->piece.window >= 0 && cap->window == window)) {
            enter(meter, cap, meter->origin, &meter->caps[i]);
        }
    }
    for (int i = 0; i < meter->version->cap_count; i++) {
        enter(meter, &t->caps[meter->version->cap_first + i], meter->entry,
              &meter->version_caps[i]);
    }
}

static tariff_wide cut(struct tariff_meter *meter, const struct tariff_cap *cap,
                       struct meter_cap *state, tariff_wide amount, int64_t from, int64_t to)
{
    if (!state->holds) {
        return amount;
    }
    tariff_wide room = cap->amount - state->used.amount;
    tariff_wide left = amount < room ? amount : room;
    state->used.amount += left;
    if (left != amount && meter->record != NULL) {
        tariff_record_add(meter->record, &(struct record_line){.what = cap->what,
                                                               .rule = cap,
                                                               .period = state->used.period,
                                                               .from = from,
                                                               .to = to,
                                                               .amount = left - amount});
    }
    return left;
}

tariff_wide tariff_capping_cut(struct tariff_meter *meter, tariff_wide amount, int64_t from,
                               int64_t to)
{
    const struct pk_tariff *t = meter->tariff;
    const struct tariff_product *product = meter->product;
    int window = product->window_first + meter->piece.window;

    for (int i = 0; i < product->cap_count; i++) {
        const struct tariff_cap *cap = &t->caps[product->cap_first + i];
        if (cap->window < 0 || cap->window == window) {
            amount = cut(meter, cap, &meter->caps[i], amount, from, to);
        }
    }
    for (int i = 0; i < meter->version->cap_count; i++) {
        amount = cut(meter, &t->caps[meter->version->cap_first + i], &meter->version_caps[i],
                     amount, from, to);
    }
    return amount;
}
