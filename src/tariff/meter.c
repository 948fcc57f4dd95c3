/*
 * Walks through a stay and adds up units. May call: piece.c, capping.c, clock.c, record.c.
 */
#include "tariff/meter.h"
#include "tariff/piece.h"

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static const struct tariff_window *window_of(const struct tariff_meter *meter)
{
    return &meter->tariff->windows[meter->product->window_first + meter->piece.window];
}

static int64_t version_end(const struct tariff_meter *meter)
{
    return meter->tariff->is_wall_clock ? meter->version->wall_to : meter->version->to;
}

/* A product begins at AT, with ladders and caps of its own. */
static void begin_product(struct tariff_meter *meter, const struct tariff_product *product,
                          int64_t at)
{
    meter->product = product;
    meter->origin = at;
    meter->next = at;
    meter->contiguous = false;
    meter->finish = clock_until(&meter->clock, &product->covers, at);
    if (meter->finish <= at) { /* "same day" is over already: the next one is meant */
        struct tariff_until next = product->covers;
        next.kind = TARIFF_UNTIL_NEXT;
        meter->finish = clock_until(&meter->clock, &next, at);
    }
    if (meter->segments) {
        meter->finish = least(meter->finish, version_end(meter));
    }
    for (int i = 0; i < product->window_count; i++) {
        meter->ladders[i].begun = false;
    }
    for (int i = 0; i < product->cap_count; i++) {
        meter->caps[i].begun = false;
        meter->caps[i].holds = false;
        meter->caps[i].period = INT64_MIN;
    }
}

static void begin_version(struct tariff_meter *meter, const struct tariff_version *version)
{
    meter->version = version;
    for (int i = 0; i < version->cap_count; i++) {
        meter->version_caps[i].begun = false;
        meter->version_caps[i].holds = false;
        meter->version_caps[i].period = INT64_MIN;
    }
}

void meter_start(struct tariff_meter *out, const struct meter_start *start,
                 struct tariff_record *record)
{
    struct tariff_place place;

    out->tariff = start->tariff;
    out->record = record;
    out->entry = start->entry;
    out->at = start->entry;
    out->refused = false;
    out->started = false;
    out->segments = start->segments;
    out->sum = 0;
    out->piece.window = -1;
    clock_open(&out->clock, start->tariff, start->no_holidays);
    out->entry_day = 0;
    if (start->product->needs_days) {
        clock_place(&place, &out->clock, start->entry);
        out->entry_day = clock_day(&out->clock, place.day);
    }
    begin_version(out, start->version);
    begin_product(out, start->product, start->entry);
}

/* The ladder of the meter's piece, in the scope that the piece lies in. */
static void enter_ladder(struct tariff_meter *meter)
{
    const struct tariff_window *window = window_of(meter);
    const struct tariff_step *steps = &meter->tariff->steps[window->step_first];
    struct meter_ladder *ladder = &meter->ladders[meter->piece.window];
    int64_t scope = piece_scope(meter, &meter->piece, meter->at);

    if (ladder->begun && ladder->scope == scope) {
        return;
    }
    ladder->step = ladder->begun ? window->accrual.restart_step : 0;
    ladder->position = steps[ladder->step].from;
    ladder->begun = true;
    ladder->scope = scope;
    ladder->first_day = meter->piece.place.day;
    ladder->paid_day = INT64_MIN;
    ladder->sum = 0;
}

static void enter_piece(struct tariff_meter *meter, int64_t at)
{
    struct meter_piece old = meter->piece;
    int64_t before = meter->at;
    bool anew = !meter->started;

    meter->at = at;
    meter->started = true;
    if (at >= meter->finish) {
        if (meter->segments && at >= version_end(meter)) {
            begin_version(meter, meter->version + 1);
            begin_product(meter, &meter->tariff->products[meter->version->product_first], at);
        } else {
            begin_product(meter, &meter->tariff->products[meter->product->then], at);
        }
        anew = true;
    }
    piece_find(&meter->piece, meter, at);
    if (!anew && piece_clips(meter, &old, &meter->piece, before, at)) {
        meter->next = at;
        meter->contiguous = false;
    }
    meter->next = meter->next < at ? at : meter->next;
    meter->refused = meter->piece.refused;
    if (meter->piece.window >= 0) {
        enter_ladder(meter);
    }
    capping_enter(meter);
}

/* Whether the unit running at the end of the piece is cut there. */
static bool clips_ahead(struct tariff_meter *meter)
{
    struct meter_piece after;

    if (meter->piece.end >= meter->finish) {
        return true;
    }
    piece_find(&after, meter, meter->piece.end);
    return piece_clips(meter, &meter->piece, &after, meter->at, meter->piece.end);
}

/* Charges COUNT units of STEP from `next` on. */
static void charge(struct tariff_meter *meter, const struct tariff_step *step, int64_t count,
                   int64_t length, tariff_wide amount)
{
    struct meter_ladder *ladder = &meter->ladders[meter->piece.window];

    ladder->sum += amount;
    if (meter->record != NULL) {
        quote_line_add(meter->record,
                       &(struct record_line){.what = step->what,
                                             .rule = step,
                                             .period = meter->piece.occurrence,
                                             .from = meter->next,
                                             .to = length >= TARIFF_FOREVER ? TARIFF_FOREVER
                                                                            : meter->next + length,
                                             .units = count,
                                             .amount = amount});
    }
    meter->sum += capping_cut(meter, amount, meter->next);
}

/* A price for each day: at first for all since the ladder began, less what it took already. */
static void charge_day(struct tariff_meter *meter, const struct tariff_step *step)
{
    struct meter_ladder *ladder = &meter->ladders[meter->piece.window];
    int64_t day = meter->piece.place.day;

    if (ladder->paid_day == INT64_MIN) {
        int64_t days = day - ladder->first_day + 1;
        charge(meter, step, days, meter->piece.end - meter->next, step->price * days - ladder->sum);
    } else if (ladder->paid_day != day) {
        charge(meter, step, 1, meter->piece.end - meter->next, step->price);
    }
    ladder->paid_day = day;
    meter->next = meter->piece.end;
}

/* Where the window ends in which the unit from `next` to END began, before END; or END. */
static int64_t window_edge(struct tariff_meter *meter, int64_t end)
{
    struct meter_piece piece = meter->piece;

    while (piece.end < end) {
        struct meter_piece after;
        int64_t at = piece.end;
        piece_find(&after, meter, at);
        if (after.window != meter->piece.window) {
            return at;
        }
        piece = after;
    }
    return end;
}

/* With `window edge = pro rata`: a unit that the window's edge cuts costs its part. */
static bool charge_part(struct tariff_meter *meter, const struct tariff_step *step)
{
    if (meter->product->accrual.edge != TARIFF_PRO_RATA || step->unit >= TARIFF_FOREVER ||
        meter->next + step->unit <= meter->piece.end) {
        return false;
    }
    int64_t edge = window_edge(meter, meter->next + step->unit);
    if (edge == meter->next + step->unit) {
        return false;
    }
    charge(meter, step, 1, edge - meter->next, step->price / step->unit * (edge - meter->next));
    return true;
}

/* How many units of STEP begin before END in one go. */
static int64_t count_units(const struct tariff_meter *meter, const struct tariff_step *step,
                           const struct meter_ladder *ladder, int64_t end)
{
    if (step->unit >= TARIFF_FOREVER) {
        return 1;
    }
    bool one_by_one = !meter->contiguous && window_of(meter)->accrual.overrun > 0;
    int64_t count = (end - meter->next + step->unit - 1) / step->unit;
    if (meter->product->accrual.edge == TARIFF_PRO_RATA && count > 1 &&
        meter->next + count * step->unit > meter->piece.end) {
        count--; /* the last one may be cut */
    }
    int64_t in_step = (step->to - ladder->position) / step->unit;
    return one_by_one ? 1 : least(count, in_step);
}

static void move_on(struct tariff_meter *meter, const struct tariff_window *window,
                    const struct tariff_step *step, int64_t count)
{
    struct meter_ladder *ladder = &meter->ladders[meter->piece.window];

    if (step->unit >= TARIFF_FOREVER) {
        ladder->position = TARIFF_FOREVER;
        ladder->step = window->step_count;
        meter->next = TARIFF_FOREVER;
        return;
    }
    ladder->position += count * step->unit;
    meter->next += count * step->unit;
    meter->contiguous = step->price > 0;
    if (ladder->position >= step->to) {
        ladder->step++;
    }
}

/* Adds the units that begin in the meter's piece before LIMIT. */
static void charge_piece(struct tariff_meter *meter, int64_t limit)
{
    if (meter->piece.window < 0) {
        return;
    }
    const struct tariff_window *window = window_of(meter);
    struct meter_ladder *ladder = &meter->ladders[meter->piece.window];
    bool clips = window->accrual.overrun > 0 && clips_ahead(meter);

    while (meter->next < meter->piece.end && ladder->step < window->step_count) {
        const struct tariff_step *step = &meter->tariff->steps[window->step_first + ladder->step];
        int64_t grace = meter->contiguous && !step->is_pro_rata ? window->accrual.overrun : 0;
        int64_t open = step->is_pro_rata && meter->tariff->is_half_open ? 1 : 0;
        int64_t end = least(meter->piece.end - (clips ? grace : 0), limit - grace - open);
        if (meter->next >= end) {
            return;
        }
        if (step->is_per_day) {
            charge_day(meter, step);
            continue;
        }
        int64_t count = count_units(meter, step, ladder, end);
        if (count > 1 || !charge_part(meter, step)) {
            charge(meter, step, count,
                   step->unit >= TARIFF_FOREVER ? TARIFF_FOREVER : count * step->unit,
                   step->price * count);
        }
        move_on(meter, window, step, count);
    }
}

void meter_walk(struct tariff_meter *meter, int64_t limit)
{
    if (limit <= meter->entry || meter->refused) {
        return;
    }
    if (!meter->started) {
        enter_piece(meter, meter->entry);
    }
    while (!meter->refused) {
        charge_piece(meter, limit);
        if (meter->piece.end >= limit) {
            return;
        }
        enter_piece(meter, meter->piece.end);
    }
}
