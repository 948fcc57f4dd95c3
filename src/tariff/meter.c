/*
 * Walks through a stay, piece by piece: which product, which ladder and where on it.
 * May call: piece.c, units.c, capping.c, clock.c.
 */
#include "tariff/meter.h"

#include <string.h>

#include "tariff/piece.h"

/* A cap that has not met its first period. */
static const struct meter_cap no_cap = {.used = {.period = INT64_MIN},
                                        .before = {.period = INT64_MIN}};

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
        meter->finish = tariff_least(meter->finish, version_end(meter));
    }
    meter->running = 0;
    meter->paused = 0;
    meter->step = 0;
    for (int i = 0; i < product->window_count; i++) {
        meter->ladders[i].begun = false;
        meter->ladders[i].position = 0;
        meter->ladders_before[i].begun = false;
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
    out->refused_by = NULL;
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

/* The step of the piece's window in which the ladder stands when `next` comes. */
static void find_step(struct tariff_meter *meter, const struct meter_ladder *ladder)
{
    const struct tariff_window *window = tariff_meter_window(meter);
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

/*
 * Nobody pays twice for the same step of one price. One with an end, such as the first hour, was
 * paid up to there in whichever window it began; one for all the rest holds for its own window.
 */
static void skip_paid(struct tariff_meter *meter, struct meter_ladder *ladder)
{
    const struct tariff_window *window = tariff_meter_window(meter);
    const struct tariff_step *step = &meter->tariff->steps[window->step_first + meter->step];
    int64_t to = ladder->paid_to;

    if (meter->step == window->step_count || !tariff_step_is_single(step)) {
        return;
    }
    if ((ladder->paid_rest >> meter->piece.window & 1U) != 0) {
        to = TARIFF_FOREVER;
    }
    to = tariff_least(to, step->to);
    if (to > ladder->position) {
        meter->next += to - ladder->position;
        ladder->position = to;
        find_step(meter, ladder);
    }
}

/* The ladder of the meter's piece, in the scope that the piece lies in. */
static void enter_ladder(struct tariff_meter *meter)
{
    const struct tariff_window *window = tariff_meter_window(meter);
    struct meter_ladder *ladder = &meter->ladders[window->ladder];
    int64_t scope = tariff_piece_scope(meter, &meter->piece, meter->at);

    if (!ladder->begun || ladder->scope != scope) {
        change_scope(meter, window, scope);
    }
    find_step(meter, ladder);
    skip_paid(meter, ladder);
}

/* No line of the quote goes on after AT. */
static void clip_lines(struct tariff_meter *meter, int64_t at)
{
    if (meter->record != NULL) {
        tariff_record_clip(meter->record, at);
    }
}

/* Ends the running unit at AT: its ladder counts the time that was used. */
static void clip_unit(struct tariff_meter *meter, int64_t at)
{
    int64_t left = meter->paused + (meter->next > at ? meter->next - at : 0);

    if (left > 0) {
        meter->ladders[meter->running].position -= left;
    }
    clip_lines(meter, at);
    meter->next = at;
    meter->paused = 0;
    meter->contiguous = false;
}

/* With `window edge = pause` the running unit stands still over free time and then goes on. */
static void pause_unit(struct tariff_meter *meter, int64_t at)
{
    if (meter->product->accrual.edge != TARIFF_PAUSE) {
        return;
    }
    if (meter->next > at) {
        meter->paused += meter->next - at;
    }
    if (meter->paused == 0) {
        return;
    }
    meter->next = at;
    if (meter->piece.window >= 0) {
        meter->next += meter->paused;
        meter->paused = 0;
    } else {
        clip_lines(meter, at);
    }
}

/* Where the piece ends that the meter is in, another product may go on. True if one does. */
static bool change_product(struct tariff_meter *meter, int64_t at)
{
    if (at < meter->finish) {
        return false;
    }
    clip_lines(meter, at);
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
    } else {
        pause_unit(meter, at);
    }
    if (meter->next < at) { /* nothing was charged in between */
        meter->next = at;
        meter->contiguous = false;
    }
    meter->refused = meter->refused || meter->piece.refused;
    if (meter->piece.window >= 0 && (anew || meter->piece.window != old.window)) {
        enter_ladder(meter);
    }
    tariff_capping_enter(meter);
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
        if (!tariff_units_charge(meter, limit) || meter->piece.end >= limit) {
            return;
        }
        enter_piece(meter, meter->piece.end);
    }
}
