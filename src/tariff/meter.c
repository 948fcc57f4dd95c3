/*
 * Walks through a stay and adds up units. May call: piece.c, capping.c, clock.c, record.c.
 */
#include "tariff/meter.h"

#include <string.h>

#include "tariff/piece.h"

/* A cap that has not met its first period. */
static const struct meter_cap no_cap = {.used = {.period = INT64_MIN},
                                        .before = {.period = INT64_MIN}};

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
    meter->finish = tariff_clock_until(&meter->clock, &product->covers, at);
    if (meter->finish <= at) { /* "same day" is over already: the next one is meant */
        struct tariff_until next = product->covers;
        next.kind = TARIFF_UNTIL_NEXT;
        meter->finish = tariff_clock_until(&meter->clock, &next, at);
    }
    if (meter->segments) {
        meter->finish = least(meter->finish, version_end(meter));
    }
    meter->running = 0;
    meter->step = 0;
    for (int i = 0; i < product->window_count; i++) {
        meter->ladders[i].begun = false;
        meter->ladders[i].position = 0;
        meter->ladders_before[i].begun = false;
        meter->paid[i] = meter->paid_before[i] = (struct meter_paid){.step = -1};
    }
    for (int i = 0; i < product->cap_count; i++) {
        meter->caps[i] = no_cap;
    }
}

static void begin_version(struct tariff_meter *meter, const struct tariff_version *version)
{
    meter->version = version;
    for (int i = 0; i < version->cap_count; i++) {
        meter->version_caps[i] = no_cap;
    }
}

void tariff_meter_start(struct tariff_meter *out, const struct tariff_meter_start *start,
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
    tariff_clock_open(&out->clock, start->tariff, start->no_holidays);
    out->entry_day = 0;
    if (start->product->needs_days) {
        tariff_clock_place(&place, &out->clock, start->entry);
        out->entry_day = tariff_clock_day(&out->clock, place.day);
    }
    begin_version(out, start->version);
    begin_product(out, start->product, start->entry);
}

/* One price for the whole step, not for each unit of it. */
static bool is_single(const struct tariff_step *step)
{
    return step->unit >= step->to - step->from;
}

/* A price that flows by the second has no units that could begin a moment early. */
static bool is_flowing(const struct tariff_step *step)
{
    return step->is_pro_rata && step->unit == 1;
}

/* The step of the piece's window in which the ladder stands when `next` comes. */
static void find_step(struct tariff_meter *meter, const struct meter_ladder *ladder)
{
    const struct tariff_window *window = window_of(meter);
    const struct tariff_step *steps = &meter->tariff->steps[window->step_first];

    meter->step = 0;
    while (meter->step < window->step_count && steps[meter->step].to <= ladder->position) {
        meter->step++;
    }
}

void tariff_meter_copy(struct tariff_meter *to, const struct tariff_meter *from)
{
    /* Most tariffs use little of the room that there is. */
    memcpy(to, from, offsetof(struct tariff_meter, ladders));
    for (int i = 0; i < from->product->window_count; i++) {
        to->ladders[i] = from->ladders[i];
        to->ladders_before[i] = from->ladders_before[i];
        to->paid[i] = from->paid[i];
        to->paid_before[i] = from->paid_before[i];
    }
    for (int i = 0; i < from->product->cap_count; i++) {
        to->caps[i] = from->caps[i];
    }
    for (int i = 0; i < from->version->cap_count; i++) {
        to->version_caps[i] = from->version_caps[i];
    }
}

/* Begins the ladder of WINDOW anew in SCOPE, or goes on with that where it was left. */
static void change_scope(struct tariff_meter *meter, const struct tariff_window *window,
                         int64_t scope)
{
    const struct tariff_step *steps = &meter->tariff->steps[window->step_first];
    struct meter_ladder *ladder = &meter->ladders[window->ladder];
    struct meter_ladder *before = &meter->ladders_before[window->ladder];
    struct meter_ladder left = *ladder;

    if (before->begun && before->scope == scope) {
        *ladder = *before;
    } else {
        *ladder = (struct meter_ladder){
            .scope = scope,
            .position = left.begun ? steps[window->accrual.restart_step].from : 0,
            .first_day = meter->piece.place.day,
            .paid_day = INT64_MIN,
            .begun = true};
    }
    *before = left;
}

/* The ladder of the meter's piece, in the scope that the piece lies in. */
static void enter_ladder(struct tariff_meter *meter)
{
    const struct tariff_window *window = window_of(meter);
    const struct tariff_step *steps = &meter->tariff->steps[window->step_first];
    struct meter_ladder *ladder = &meter->ladders[window->ladder];
    struct meter_paid *paid = &meter->paid[meter->piece.window];
    int64_t scope = tariff_piece_scope(meter, &meter->piece, meter->at);

    if (!ladder->begun || ladder->scope != scope) {
        change_scope(meter, window, scope);
    }
    if (paid->scope != scope) {
        struct meter_paid left = *paid;
        *paid = meter->paid_before[meter->piece.window];
        meter->paid_before[meter->piece.window] = left;
    }
    find_step(meter, ladder);
    if (meter->step < window->step_count && paid->step == meter->step && paid->scope == scope &&
        is_single(&steps[meter->step])) {
        meter->next += steps[meter->step].to - ladder->position;
        ladder->position = steps[meter->step].to;
        meter->step++;
    }
}

/* Ends the running unit at AT: its ladder counts the time that was used. */
static void clip_unit(struct tariff_meter *meter, int64_t at)
{
    if (meter->next > at) {
        meter->ladders[meter->running].position -= meter->next - at;
    }
    meter->next = at;
    meter->contiguous = false;
}

/* Where the piece ends that the meter is in, another product may go on. True if one does. */
static bool change_product(struct tariff_meter *meter, int64_t at)
{
    if (at < meter->finish) {
        return false;
    }
    if (meter->segments && at >= version_end(meter)) {
        begin_version(meter, meter->version + 1);
        begin_product(meter, &meter->tariff->products[meter->version->product_first], at);
    } else {
        begin_product(meter, &meter->tariff->products[meter->product->then], at);
    }
    return true;
}

static void enter_piece(struct tariff_meter *meter, int64_t at)
{
    struct meter_piece old = meter->piece;
    int64_t before = meter->at;
    bool anew = !meter->started;

    meter->at = at;
    meter->started = true;
    anew = change_product(meter, at) || anew;
    tariff_piece_find(&meter->piece, meter, at);
    if (!anew && tariff_piece_clips(meter, &old, &meter->piece, before, at)) {
        clip_unit(meter, at);
        anew = true;
    }
    meter->next = meter->next < at ? at : meter->next;
    meter->refused = meter->piece.refused;
    if (meter->piece.window >= 0 && (anew || meter->piece.window != old.window)) {
        enter_ladder(meter);
    }
    tariff_capping_enter(meter);
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
    struct meter_ladder *ladder = &meter->ladders[window_of(meter)->ladder];

    ladder->sum += amount;
    if (meter->record != NULL) {
        tariff_record_add(meter->record, &(struct record_line){.what = step->what,
                                                               .rule = step,
                                                               .period = meter->piece.occurrence,
                                                               .from = meter->next,
                                                               .to = length >= TARIFF_FOREVER
                                                                         ? TARIFF_FOREVER
                                                                         : meter->next + length,
                                                               .units = count,
                                                               .amount = amount});
    }
    meter->sum += tariff_capping_cut(meter, amount, meter->next);
}

/* A price for each day: at first for all since the ladder began, less what it took already. */
static void charge_day(struct tariff_meter *meter, const struct tariff_step *step)
{
    struct meter_ladder *ladder = &meter->ladders[window_of(meter)->ladder];
    int64_t day = meter->piece.place.day;

    if (ladder->paid_day == INT64_MIN) {
        int64_t days = day - ladder->first_day + 1;
        charge(meter, step, days, meter->piece.end - meter->next, step->price * days - ladder->sum);
    } else if (ladder->paid_day != day) {
        charge(meter, step, 1, meter->piece.end - meter->next, step->price);
    }
    ladder->paid_day = day;
    ladder->position += meter->piece.end - meter->next;
    meter->running = window_of(meter)->ladder;
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
    return is_single(step) ? step->to - ladder->position : step->unit;
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
    if (is_single(step) || (!meter->contiguous && window_of(meter)->accrual.overrun > 0)) {
        return 1;
    }
    int64_t count = (end - meter->next + step->unit - 1) / step->unit;
    if (meter->product->accrual.edge == TARIFF_PRO_RATA && count > 1 &&
        meter->next + count * step->unit > meter->piece.end) {
        count--; /* the last one may be cut */
    }
    return least(count, (step->to - ladder->position + step->unit - 1) / step->unit);
}

/* Charges the units of STEP that begin before END, and moves on to where the next one begins. */
static void charge_units(struct tariff_meter *meter, const struct tariff_step *step, int64_t end)
{
    struct meter_ladder *ladder = &meter->ladders[window_of(meter)->ladder];
    int64_t count = count_units(meter, step, ladder, end);
    int64_t length = count == 1 ? unit_length(step, ladder) : count * step->unit;
    tariff_wide amount = count == 1 ? price_of_part(meter, step, &length) : step->price * count;

    charge(meter, step, count, length, amount);
    meter->running = window_of(meter)->ladder;
    meter->contiguous = step->price > 0;
    meter->next += length;
    ladder->position += length;
    if (is_single(step) && meter->product->accrual.edge != TARIFF_PRO_RATA) {
        meter->paid[meter->piece.window] =
            (struct meter_paid){.scope = ladder->scope, .step = meter->step};
    }
    if (ladder->position >= step->to) {
        meter->step++;
    }
}

/*
 * Adds the units that begin in the meter's piece before LIMIT. False while one that begins in the
 * piece is not yet due: an overrun is forgiven up to LIMIT.
 */
static bool charge_piece(struct tariff_meter *meter, int64_t limit)
{
    if (meter->piece.window < 0) {
        return true;
    }
    const struct tariff_window *window = window_of(meter);
    int64_t clip =
        window->accrual.overrun > 0 ? next_clip(meter, window->accrual.overrun) : TARIFF_FOREVER;

    while (meter->next < meter->piece.end && meter->step < window->step_count) {
        const struct tariff_step *step = &meter->tariff->steps[window->step_first + meter->step];
        int64_t grace = meter->contiguous && !step->is_pro_rata ? window->accrual.overrun : 0;
        int64_t open = is_flowing(step) && meter->tariff->is_half_open ? 1 : 0;
        int64_t last = least(meter->piece.end, clip - grace);
        int64_t end = least(last, limit - grace - open);
        if (meter->next >= end) {
            return meter->next >= last;
        }
        if (step->is_per_day) {
            charge_day(meter, step);
        } else {
            charge_units(meter, step, end);
        }
    }
    return true;
}

void tariff_meter_walk(struct tariff_meter *meter, int64_t limit)
{
    if (limit <= meter->entry || meter->refused) {
        return;
    }
    if (!meter->started) {
        enter_piece(meter, meter->entry);
    }
    while (!meter->refused) {
        if (!charge_piece(meter, limit) || meter->piece.end >= limit) {
            return;
        }
        enter_piece(meter, meter->piece.end);
    }
}
