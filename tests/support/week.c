/*
 * A week of work: see week.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "parkade/dayclose.h"
#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "week_in.h"

static const char *const stations[2] = {"booth-1", "booth-2"};
static const char *const early[2] = {"Ana", "Bob"}, *const late[2] = {"Cem", "Dia"};

static const char plan[] = "[level Deck]\n"
                           "row A = 01-20 standard\n"
                           "row B = 01-20 standard\n"
                           "row C = 01-20 standard\n";

static const char tariff[] = "free stay = 15m\n"
                             "[product vans]\n"
                             "class = van\n"
                             "each 1h = 4.00\n"
                             "at most per 24h = 40.00\n"
                             "[product others]\n"
                             "each 1h = 2.00\n"
                             "at most per 24h = 20.00\n";

static struct pk_ticket ticket;
static struct pk_tender tender;

/* Numbers that look random and are the same each time (splitmix64). */
uint64_t week_chance(struct week *w, uint64_t below)
{
    uint64_t z = (w->chance += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (z ^ (z >> 31)) % below;
}

/* ---- the model ---- */

static int64_t price_of(const struct week *w, const struct week_car *car)
{
    int64_t length = w->s.t.now - car->entry;
    if (car->has_permit || length <= 15 * MINUTE)
        return 0;
    int64_t hours = (length % DAY + HOUR - 1) / HOUR;
    int64_t rest = hours * 200 < 2000 ? hours * 200 : 2000;
    int64_t price = (length / DAY * 2000 + rest) * (car->is_van ? 2 : 1);
    return car->is_half ? price / 2 : price;
}

int64_t week_due(const struct week *w, const struct week_car *car)
{
    int64_t price = price_of(w, car);
    return w->s.t.now > car->covered && price > car->paid ? price - car->paid : 0;
}

/* All is paid: until the price rises, and for a quarter of an hour at least. From the tenth hour of
 * a day on it rises with the next day only. */
void week_cover(const struct week *w, struct week_car *car)
{
    int64_t length = w->s.t.now - car->entry, day = length / DAY * DAY;
    int64_t hours = (length % DAY + HOUR - 1) / HOUR;
    int64_t rises = car->entry + day + (hours < 10 ? hours * HOUR : DAY);
    int64_t grace = w->s.t.now + 15 * MINUTE;
    car->covered = rises > grace ? rises : grace;
}

struct drawer *week_drawer(struct week *w)
{
    return w->drawer[w->booth];
}

void week_take_cash(struct week *w, int64_t amount)
{
    week_drawer(w)->cash += amount;
    w->taken += amount;
}

void week_take_card(struct week *w, int64_t amount)
{
    week_drawer(w)->card += amount;
    w->taken += amount;
}

struct week_car *week_some_car(struct week *w)
{
    assert_true(w->car_count > 0);
    return &w->cars[week_chance(w, (uint64_t)w->car_count)];
}

void week_forget(struct week *w, struct week_car *car)
{
    *car = w->cars[--w->car_count];
}

/* ---- who acts ---- */

struct pk_act week_own(struct week *w)
{
    return people_act_at(&w->s.t, week_drawer(w)->who, week_drawer(w)->station);
}

/* With the supervisor's PIN. */
struct pk_act week_approved(struct week *w)
{
    struct pk_act act = week_own(w);
    OK(pk_approve(&act, w->s.t.lot, "Sue", PEOPLE_PIN));
    return act;
}

/* ---- the ordinary ---- */

void week_park(struct week *w, const char *plate, bool has_permit, int64_t entered)
{
    struct pk_park how = stay_how(plate);
    how.entered = entered;
    how.vehicle_class = !has_permit && week_chance(w, 6) == 0 ? PK_VAN : PK_CAR;
    how.reason = entered == PK_NONE ? NULL : "outage";
    struct pk_act act = entered == PK_NONE ? week_own(w) : week_approved(w);
    OK(pk_park(&ticket, w->s.t.lot, &act, &how));
    struct week_car *car = &w->cars[w->car_count++];
    *car = (struct week_car){.entry = ticket.entry_time,
                             .has_permit = has_permit,
                             .is_van = how.vehicle_class == PK_VAN};
    pk_copy(car->ticket_id, sizeof car->ticket_id, ticket.ticket_id);
    w->issued++;
}

void week_park_one(struct week *w)
{
    char plate[16];
    snprintf(plate, sizeof plate, "W %d", w->issued + 1);
    if (w->car_count < WEEK_SPOTS - 4)
        week_park(w, plate, false, PK_NONE);
}

void week_pay_cash(struct week *w, struct week_car *car, int64_t amount)
{
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, amount, (amount + 999) / 1000 * 1000}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    struct pk_act act = week_own(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    assert_int_equal(tender.amount, amount);
    week_take_cash(w, amount);
    car->paid += amount;
    if (tender.due == 0)
        week_cover(w, car);
}

void week_pay_card(struct week *w, struct week_car *car)
{
    struct pk_card_terminal terminal;
    struct pk_act act = week_own(w);
    int64_t due = week_due(w, car);
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_pay_card(&tender, w->s.t.lot, &act, &terminal, car->ticket_id, PK_NONE, PK_NONE));
    assert_int_equal(tender.amount, due);
    week_take_card(w, due);
    car->paid += due;
    week_cover(w, car);
}

void week_let_go(struct week *w, struct week_car *car)
{
    struct pk_act act = week_own(w);
    OK(pk_retrieve(&ticket, w->s.t.lot, &act, car->ticket_id, PK_FOUND_BY_SCAN));
    week_forget(w, car);
    w->exited++;
}

static void serve_one(struct week *w)
{
    struct week_car *car = week_some_car(w);
    int64_t due = week_due(w, car);
    if (due > 0 && week_chance(w, 10) == 0) { /* some in cash, the rest by card */
        week_pay_cash(w, car, due / 2);
        week_pay_card(w, car);
    } else if (due > 0 && week_chance(w, 3) == 0) {
        week_pay_card(w, car);
    } else if (due > 0) {
        week_pay_cash(w, car, due);
    }
    week_let_go(w, car);
}

/* ---- shifts and days ---- */

static void open_shift(struct week *w, int booth, const char *who)
{
    struct pk_shift shift;
    struct pk_cash cash;
    struct drawer *d = &w->drawers[w->drawer_count++];
    *d = (struct drawer){.who = who, .station = stations[booth], .opening_float = 10000};
    w->drawer[booth] = d;
    struct pk_act act = people_act_at(&w->s.t, who, d->station);
    OK(pk_cash_parse(&cash, "20x3 10x3 1x10", "EUR"));
    OK(pk_shift_open(&shift, w->s.t.lot, &act, &cash));
    d->shift_id = shift.shift_id;
}

/* Every third drawer is a euro short. */
static void close_shift(struct week *w, int booth)
{
    struct pk_shift shift;
    struct drawer *d = w->drawer[booth];
    int64_t expected = d->opening_float + d->cash - d->drops - d->paid_outs;
    d->over_short = w->drawer_count % 3 == 0 ? -100 : 0;
    struct pk_cash cash = {.total = expected + d->over_short};
    struct pk_act act = people_act_at(&w->s.t, d->who, d->station);
    OK(pk_shift_close(&shift, w->s.t.lot, &act, NULL, &cash));
    assert_int_equal(shift.expected, expected);
    assert_int_equal(shift.over_short, d->over_short);
    w->to_hand_in += cash.total - d->opening_float + d->drops;
    w->drawer[booth] = NULL;
}

static void work_shift(struct week *w, const char *const who[2])
{
    for (int booth = 0; booth < 2; booth++)
        open_shift(w, booth, who[booth]);
    for (int step = 0; step < 96; step++) { /* eight hours, five minutes each */
        w->s.t.now += 5 * MINUTE;
        w->booth = (int)week_chance(w, 2);
        week_park_one(w);
        if (w->car_count > 12 && week_chance(w, 5) > 0)
            serve_one(w);
        if (w->car_count > 8 && step % 8 == 7)
            week_exceptional(w, step / 8);
    }
    for (int booth = 0; booth < 2; booth++)
        close_shift(w, booth);
}

static void close_day(struct week *w)
{
    struct pk_local local;
    struct pk_day_close close;
    pk_zone_local(&local, pk_lot_zone(w->s.t.lot), w->s.t.now);
    struct pk_act act = people_act_at(&w->s.t, "Max", "office");
    struct pk_day_closing in = {.day = local.day_number, .deposit = w->to_hand_in};
    OK(pk_day_close(&close, w->s.t.lot, &act, &in));
    assert_int_equal(close.difference, 0);
    assert_int_equal(close.unaccounted, 0);
    assert_int_equal(close.inside_after, w->car_count);
    w->to_hand_in = 0;
}

static void hire_all(struct week *w)
{
    struct pk_permit permit;
    struct pk_validation made;
    people_hire(&w->s.t, "Max", PK_MANAGER);
    people_hire(&w->s.t, "Sue", PK_SUPERVISOR);
    for (int i = 0; i < 2; i++) {
        people_hire(&w->s.t, early[i], PK_ATTENDANT);
        people_hire(&w->s.t, late[i], PK_ATTENDANT);
    }
    static const char *const plates[] = {"SEASON 1"};
    struct pk_permit_new sold = {.holder = "Clinic",
                                 .valid_from = PK_NONE,
                                 .valid_to = w->s.t.now + 300 * DAY,
                                 .max_inside = 1,
                                 .plate_count = 1,
                                 .plates = plates};
    struct pk_act act = people_act(&w->s.t, "Max");
    OK(pk_permit_add(&permit, w->s.t.lot, &act, &sold));
    struct pk_validation half = {.code = "CINEMA",
                                 .sponsor = "Lux",
                                 .kind = PK_OFF_PERCENT,
                                 .value = 50,
                                 .valid_from = PK_NONE,
                                 .valid_to = PK_NONE,
                                 .per_day = PK_NONE,
                                 .most = PK_NONE};
    act = people_act(&w->s.t, "Max");
    OK(pk_validation_add(&made, w->s.t.lot, &act, &half));
}

void week_work(struct week *w, int days, uint64_t seed)
{
    *w = (struct week){.chance = seed};
    stay_open_as(&w->s, plan, tariff);
    hire_all(w);
    int64_t midnight = TEST_LOT_START - 11 * HOUR; /* of Berlin */
    for (int day = 0; day < days; day++) {
        w->s.t.now = day == 0 ? TEST_LOT_START : midnight + day * DAY + 6 * HOUR;
        work_shift(w, early);
        if (day > 0) /* the first day began at eleven */
            work_shift(w, late);
        close_day(w);
    }
}

void week_end(struct week *w)
{
    stay_close(&w->s);
}
