/*
 * Splits a stay in local time. May call: clock.c, visit.c.
 */
#include "tariff/piece.h"

#include "tariff/visit.h"

/* What kind of day decides about the windows of DAY. */
static tariff_day day_of(const struct tariff_meter *meter, int64_t day)
{
    return meter->product->accrual.by_entry ? meter->entry_day
                                            : tariff_clock_day(&meter->clock, day);
}

/* With `overlap = first`: until a window that stands before WINDOW in the file begins. */
static int32_t until_earlier(const struct tariff_meter *meter, int window, int32_t second,
                             tariff_day today)
{
    const struct tariff_window *windows = &meter->tariff->windows[meter->product->window_first];
    int32_t left = TARIFF_DAY;

    for (int w = 0; w < window; w++) {
        for (int r = 0; r < windows[w].range_count; r++) {
            if (!tariff_day_is(today, windows[w].range_days[r], windows[w].seasons)) {
                continue;
            }
            int32_t wait = windows[w].range[r].start - second;
            left = wait > 0 && wait < left ? wait : left;
        }
    }
    return left;
}

/* The window at the meter's place; -1 and the time until the next one may begin otherwise. */
static int find_window(const struct tariff_meter *meter, const struct tariff_place *place,
                       int64_t *occurrence, int32_t *left)
{
    const struct tariff_product *product = meter->product;
    const struct tariff_window *windows = &meter->tariff->windows[product->window_first];
    tariff_day today = day_of(meter, place->day);
    tariff_day yesterday = day_of(meter, place->day - 1);

    *left = TARIFF_DAY - place->second;
    for (int w = 0; w < product->window_count; w++) {
        for (int r = 0; r < windows[w].range_count; r++) {
            bool now = tariff_day_is(today, windows[w].range_days[r], windows[w].seasons);
            bool before = tariff_day_is(yesterday, windows[w].range_days[r], windows[w].seasons);
            int32_t wait = windows[w].range[r].start - place->second;
            int64_t day;
            int32_t rest;
            if (tariff_clock_in_range(&windows[w].range[r], place, now, before, &day, &rest)) {
                struct tariff_visit visit = {day, r};
                tariff_visit_find_begin(&visit, &windows[w], &meter->clock);
                *occurrence = visit.day * TARIFF_RANGES_MAX + visit.range;
                *left = rest;
                if (product->accrual.overlap_first) {
                    int32_t earlier = until_earlier(meter, w, place->second, today);
                    *left = earlier < rest ? earlier : rest;
                }
                return w;
            }
            if (now && wait > 0 && wait < *left) {
                *left = wait;
            }
        }
    }
    return -1;
}

/* With `window edge = pause` a window that costs nothing is free time like that between windows. */
static bool is_free_time(const struct tariff_meter *meter, const struct tariff_window *window)
{
    const struct tariff_step *step = &meter->tariff->steps[window->step_first];

    return meter->product->accrual.edge == TARIFF_PAUSE && step->price == 0 && !step->is_refused &&
           step->to == TARIFF_FOREVER;
}

void tariff_piece_find(struct meter_piece *out, struct tariff_meter *meter, int64_t at)
{
    const struct tariff_product *product = meter->product;
    const struct tariff_window *windows = &meter->tariff->windows[product->window_first];
    int32_t left;

    out->end = meter->finish;
    out->window = 0;
    out->occurrence = 0;
    out->refused = false;
    if (product->needs_days) {
        tariff_clock_place(&out->place, &meter->clock, at);
        out->end = tariff_least(out->end, out->place.until);
        if (product->cuts_days) {
            out->end = tariff_least(out->end, at + TARIFF_DAY - out->place.second);
        }
    } else {
        out->place = (struct tariff_place){0};
    }
    if (!windows[0].is_always) {
        out->window = find_window(meter, &out->place, &out->occurrence, &left);
        out->end = tariff_least(out->end, at + left);
        out->refused = out->window < 0 && !product->accrual.others_free;
        out->window =
            out->window >= 0 && is_free_time(meter, &windows[out->window]) ? -1 : out->window;
    }
    const struct tariff_accrual *accrual = tariff_piece_accrual(meter, out);
    if (accrual->restart == TARIFF_EACH_LENGTH) {
        int64_t scope = tariff_piece_scope(meter, out, at);
        out->end = tariff_least(out->end, meter->origin + (scope + 1) * accrual->restart_length);
    }
}

const struct tariff_accrual *tariff_piece_accrual(const struct tariff_meter *meter,
                                                  const struct meter_piece *piece)
{
    return piece->window < 0
               ? &meter->product->accrual
               : &meter->tariff->windows[meter->product->window_first + piece->window].accrual;
}

int64_t tariff_piece_scope(const struct tariff_meter *meter, const struct meter_piece *piece,
                           int64_t at)
{
    const struct tariff_accrual *accrual = tariff_piece_accrual(meter, piece);

    switch (accrual->restart) {
    case TARIFF_EACH_WINDOW:
        return piece->occurrence;
    case TARIFF_EACH_LENGTH:
        return (at - meter->origin) / accrual->restart_length;
    case TARIFF_EACH_DAY:
        return piece->place.day;
    default:
        return 0;
    }
}

/* Whether a scope of ACCRUAL ends where OLD ends. */
static bool scope_ends(const struct tariff_meter *meter, const struct tariff_accrual *accrual,
                       const struct meter_piece *old, const struct meter_piece *new, int64_t before,
                       int64_t at)
{
    int64_t length = accrual->restart_length;

    switch (accrual->restart) {
    case TARIFF_EACH_WINDOW:
        return old->window != new->window || old->occurrence != new->occurrence;
    case TARIFF_EACH_LENGTH:
        return (at - meter->origin) / length != (before - meter->origin) / length;
    case TARIFF_EACH_DAY:
        return old->place.day != new->place.day;
    default:
        return false;
    }
}

bool tariff_piece_clips(const struct tariff_meter *meter, const struct meter_piece *old,
                        const struct meter_piece *new, int64_t before, int64_t at)
{
    if (at >= meter->finish ||
        scope_ends(meter, tariff_piece_accrual(meter, old), old, new, before, at) ||
        scope_ends(meter, tariff_piece_accrual(meter, new), old, new, before, at)) {
        return true;
    }
    if (old->window == new->window) {
        return false;
    }
    /* One price for all the rest of a window does not reach into another. */
    bool runs_on = meter->product->accrual.edge == TARIFF_STRADDLE ||
                   meter->product->accrual.edge == TARIFF_PAUSE;
    return !runs_on || meter->next >= TARIFF_FOREVER / 2;
}
