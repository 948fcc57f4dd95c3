/*
 * The units and steps of a ladder that begin in a piece of the stay, one after the other.
 * May call: piece.c, capping.c, record.c.
 */
#include "tariff/piece.h"

/* A price that flows by the second has no units that could begin a moment early. */
static bool is_flowing(const struct tariff_step *step)
{
    return step->is_pro_rata && step->unit == 1;
}

/* Where a unit that begins at the end of the piece at the latest is cut within its overrun;
 * TARIFF_FOREVER: nowhere. */
static int64_t next_clip(struct tariff_meter *meter, int64_t overrun)
{
    struct meter_piece piece = meter->piece;
    int64_t before = meter->at;

    while (piece.end < meter->finish && piece.end <= meter->piece.end + overrun) {
        struct meter_piece after;
        int64_t at = piece.end;
        tariff_piece_find(&after, meter, at);
        if (tariff_piece_clips(meter, &piece, &after, before, at)) {
            return at;
        }
        piece = after;
        before = at;
    }
    return piece.end >= meter->finish ? meter->finish : TARIFF_FOREVER;
}

/* Charges COUNT units of STEP from `next` on. */
static void charge(struct tariff_meter *meter, const struct tariff_step *step, int64_t count,
                   int64_t length, tariff_wide amount)
{
    int64_t to = length >= TARIFF_FOREVER ? TARIFF_FOREVER : meter->next + length;

    meter->ladders[tariff_meter_window(meter)->ladder].sum += amount;
    if (meter->record != NULL) {
        tariff_record_add(meter->record, &(struct record_line){.what = step->what,
                                                               .rule = step,
                                                               .period = meter->piece.occurrence,
                                                               .from = meter->next,
                                                               .to = to,
                                                               .units = count,
                                                               .amount = amount});
    }
    meter->sum += tariff_capping_cut(meter, amount, meter->next, to);
}

/* Marks STEP, which has one price, as paid. */
static void mark_paid(struct tariff_meter *meter, const struct tariff_step *step,
                      struct meter_ladder *ladder)
{
    if (step->to >= TARIFF_FOREVER) {
        ladder->paid_rest |= UINT32_C(1) << meter->piece.window;
    } else if (step->price > 0 && meter->product->accrual.edge != TARIFF_PRO_RATA) {
        ladder->paid_to = step->to;
    }
}

/*
 * A price for each day: at first for all since the ladder began, less what it took already. Nights
 * are the days without the first, in which no midnight was passed.
 */
static void charge_day(struct tariff_meter *meter, const struct tariff_step *step)
{
    struct meter_ladder *ladder = &meter->ladders[tariff_meter_window(meter)->ladder];
    int64_t day = meter->piece.place.day;

    if (ladder->paid_day == INT64_MIN) {
        int64_t days = day - ladder->first_day + (step->is_per_night ? 0 : 1);
        if (days > 0) { /* the first day of a price per night has no line */
            charge(meter, step, days, meter->piece.end - meter->next,
                   step->price * days - ladder->sum);
        }
    } else if (ladder->paid_day != day) {
        charge(meter, step, 1, meter->piece.end - meter->next, step->price);
    }
    ladder->paid_day = day;
    ladder->position += meter->piece.end - meter->next;
    meter->running = tariff_meter_window(meter)->ladder;
    meter->next = meter->piece.end;
}

/* Where the window ends in which the unit from `next` to END began, before END; or END. */
static int64_t window_edge(struct tariff_meter *meter, int64_t end)
{
    struct meter_piece piece = meter->piece;

    while (piece.end < end) {
        struct meter_piece after;
        int64_t at = piece.end;
        tariff_piece_find(&after, meter, at);
        if (after.window != meter->piece.window) {
            return at;
        }
        piece = after;
    }
    return end;
}

/* How long the unit of STEP is that begins now: one price reaches to the end of its step. */
static int64_t unit_length(const struct tariff_step *step, const struct meter_ladder *ladder)
{
    return tariff_step_is_single(step) ? step->to - ladder->position : step->unit;
}

/* With `window edge = pro rata`, a unit costs the part of it that the window's edge leaves. */
static tariff_wide price_of_part(struct tariff_meter *meter, const struct tariff_step *step,
                                 int64_t *length)
{
    if (meter->product->accrual.edge != TARIFF_PRO_RATA || step->unit >= TARIFF_FOREVER) {
        return step->price;
    }
    if (meter->next + *length > meter->piece.end) {
        *length = window_edge(meter, meter->next + *length) - meter->next;
    }
    return *length == step->unit ? step->price : step->price / step->unit * *length;
}

/* How many units of STEP begin before END in one go. */
static int64_t count_units(const struct tariff_meter *meter, const struct tariff_step *step,
                           const struct meter_ladder *ladder, int64_t end)
{
    if (tariff_step_is_single(step) ||
        (!meter->contiguous && tariff_meter_window(meter)->accrual.overrun > 0)) {
        return 1;
    }
    int64_t count = (end - meter->next + step->unit - 1) / step->unit;
    if (meter->product->accrual.edge == TARIFF_PRO_RATA && count > 1 &&
        meter->next + count * step->unit > meter->piece.end) {
        count--; /* the last one may be cut */
    }
    return tariff_least(count, (step->to - ladder->position + step->unit - 1) / step->unit);
}

/* Charges the units of STEP that begin before END, and moves on to where the next one begins. */
static void charge_units(struct tariff_meter *meter, const struct tariff_step *step, int64_t end)
{
    struct meter_ladder *ladder = &meter->ladders[tariff_meter_window(meter)->ladder];
    int64_t count = count_units(meter, step, ladder, end);
    int64_t length = count == 1 ? unit_length(step, ladder) : count * step->unit;
    tariff_wide amount = count == 1 ? price_of_part(meter, step, &length) : step->price * count;

    charge(meter, step, count, length, amount);
    meter->running = tariff_meter_window(meter)->ladder;
    meter->contiguous = step->price > 0;
    meter->next += length;
    ladder->position += length;
    if (tariff_step_is_single(step)) {
        mark_paid(meter, step, ladder);
    }
    if (ladder->position >= step->to) {
        meter->step++;
    }
}

bool tariff_units_charge(struct tariff_meter *meter, int64_t limit)
{
    if (meter->piece.window < 0) {
        return true;
    }
    const struct tariff_window *window = tariff_meter_window(meter);
    int64_t clip =
        window->accrual.overrun > 0 ? next_clip(meter, window->accrual.overrun) : TARIFF_FOREVER;

    while (meter->next < meter->piece.end && meter->step < window->step_count) {
        const struct tariff_step *step = &meter->tariff->steps[window->step_first + meter->step];
        int64_t grace = meter->contiguous && !step->is_pro_rata ? window->accrual.overrun : 0;
        int64_t open = is_flowing(step) && meter->tariff->is_half_open ? 1 : 0;
        int64_t last = tariff_least(meter->piece.end, clip - grace);
        int64_t end = tariff_least(last, limit - grace - open);
        if (meter->next >= end) {
            return meter->next >= last;
        }
        if (step->is_refused) {
            meter->refused = true;
            meter->refused_by = step;
            return true;
        }
        if (step->is_per_day) {
            charge_day(meter, step);
        } else {
            charge_units(meter, step, end);
        }
    }
    return true;
}
