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
#include "week.h"

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
static uint64_t chance(struct week *w, uint64_t below)
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

static int64_t due_of(const struct week *w, const struct week_car *car)
{
    int64_t price = price_of(w, car);
    return w->s.t.now > car->covered && price > car->paid ? price - car->paid : 0;
}

/* All is paid: until the price rises, and for a quarter of an hour at least. From the tenth hour of
 * a day on it rises with the next day only. */
static void cover(const struct week *w, struct week_car *car)
{
    int64_t length = w->s.t.now - car->entry, day = length / DAY * DAY;
    int64_t hours = (length % DAY + HOUR - 1) / HOUR;
    int64_t rises = car->entry + day + (hours < 10 ? hours * HOUR : DAY);
    int64_t grace = w->s.t.now + 15 * MINUTE;
    car->covered = rises > grace ? rises : grace;
}

static struct drawer *drawer(struct week *w)
{
    return w->drawer[w->booth];
}

static void take_cash(struct week *w, int64_t amount)
{
    drawer(w)->cash += amount;
    w->taken += amount;
}

static void take_card(struct week *w, int64_t amount)
{
    drawer(w)->card += amount;
    w->taken += amount;
}

static struct week_car *some_car(struct week *w)
{
    assert_true(w->car_count > 0);
    return &w->cars[chance(w, (uint64_t)w->car_count)];
}

static void forget_car(struct week *w, struct week_car *car)
{
    *car = w->cars[--w->car_count];
}

/* ---- who acts ---- */

static struct pk_act own(struct week *w)
{
    return people_act_at(&w->s.t, drawer(w)->who, drawer(w)->station);
}

/* With the supervisor's PIN. */
static struct pk_act approved(struct week *w)
{
    struct pk_act act = own(w);
    OK(pk_approve(&act, w->s.t.lot, "Sue", PEOPLE_PIN));
    return act;
}

/* ---- the ordinary ---- */

static void park(struct week *w, const char *plate, bool has_permit, int64_t entered)
{
    struct pk_park how = stay_how(plate);
    how.entered = entered;
    how.vehicle_class = !has_permit && chance(w, 6) == 0 ? PK_VAN : PK_CAR;
    how.reason = entered == PK_NONE ? NULL : "outage";
    struct pk_act act = entered == PK_NONE ? own(w) : approved(w);
    OK(pk_park(&ticket, w->s.t.lot, &act, &how));
    struct week_car *car = &w->cars[w->car_count++];
    *car = (struct week_car){.entry = ticket.entry_time,
                             .has_permit = has_permit,
                             .is_van = how.vehicle_class == PK_VAN};
    pk_copy(car->ticket_id, sizeof car->ticket_id, ticket.ticket_id);
    w->issued++;
}

static void park_one(struct week *w)
{
    char plate[16];
    snprintf(plate, sizeof plate, "W %d", w->issued + 1);
    if (w->car_count < WEEK_SPOTS - 4)
        park(w, plate, false, PK_NONE);
}

static void pay_cash(struct week *w, struct week_car *car, int64_t amount)
{
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, amount, (amount + 999) / 1000 * 1000}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    struct pk_act act = own(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    assert_int_equal(tender.amount, amount);
    take_cash(w, amount);
    car->paid += amount;
    if (tender.due == 0)
        cover(w, car);
}

static void pay_card(struct week *w, struct week_car *car)
{
    struct pk_card_terminal terminal;
    struct pk_act act = own(w);
    int64_t due = due_of(w, car);
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_pay_card(&tender, w->s.t.lot, &act, &terminal, car->ticket_id, PK_NONE, PK_NONE));
    assert_int_equal(tender.amount, due);
    take_card(w, due);
    car->paid += due;
    cover(w, car);
}

static void let_go(struct week *w, struct week_car *car)
{
    struct pk_act act = own(w);
    OK(pk_retrieve(&ticket, w->s.t.lot, &act, car->ticket_id, PK_FOUND_BY_SCAN));
    forget_car(w, car);
    w->exited++;
}

static void serve_one(struct week *w)
{
    struct week_car *car = some_car(w);
    int64_t due = due_of(w, car);
    if (due > 0 && chance(w, 10) == 0) { /* some in cash, the rest by card */
        pay_cash(w, car, due / 2);
        pay_card(w, car);
    } else if (due > 0 && chance(w, 3) == 0) {
        pay_card(w, car);
    } else if (due > 0) {
        pay_cash(w, car, due);
    }
    let_go(w, car);
}

/* ---- the exceptional: each once a shift ---- */

static void void_one(struct week *w)
{
    park_one(w);
    struct week_car *car = &w->cars[w->car_count - 1];
    struct pk_act act = approved(w);
    OK(pk_void(&ticket, w->s.t.lot, &act, car->ticket_id, "wrong plate"));
    w->voided++;
    w->exceptions++;
    act = own(w); /* and it turns up */
    assert_int_equal(pk_retrieve(&ticket, w->s.t.lot, &act, car->ticket_id, PK_FOUND_BY_SCAN),
                     PK_TICKET_VOID);
    w->alarms++;
    forget_car(w, car);
}

static void nil_one(struct week *w)
{
    struct week_car *car = some_car(w);
    int64_t due = due_of(w, car);
    if (due == 0)
        return;
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_NIL, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE,
                         .reason = "the plumber"};
    struct pk_act act = approved(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    car->paid += due;
    cover(w, car);
    drawer(w)->nils++;
    w->exceptions++;
}

static void override_one(struct week *w)
{
    struct week_car *car = some_car(w);
    int64_t due = due_of(w, car);
    if (due <= 100 || car->paid > 0)
        return;
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = 100,
                         .reason = "complaint"};
    struct pk_act act = approved(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    assert_int_equal(tender.amount, 100);
    take_cash(w, 100);
    car->paid = due;
    cover(w, car);
    w->exceptions++;
}

static void replace_one(struct week *w)
{
    struct week_car *car = some_car(w);
    struct pk_act act = own(w);
    OK(pk_replace(&ticket, w->s.t.lot, &act, car->ticket_id, "lost", "registration paper", false));
    pk_copy(car->ticket_id, sizeof car->ticket_id, ticket.ticket_id);
    w->issued++;
    w->replaced++;
    w->exceptions++;
}

/* It leaves owing, and pays half an hour later. */
static void release_one(struct week *w)
{
    struct week_car *car = some_car(w), gone = *car;
    int64_t owed = due_of(w, car);
    struct pk_act act = approved(w);
    OK(pk_release(&ticket, w->s.t.lot, &act, car->ticket_id, "barrier was broken"));
    assert_int_equal(ticket.owed, owed);
    forget_car(w, car);
    w->released++;
    w->exceptions++;
    if (owed > 0 && chance(w, 2) == 0)
        pay_cash(w, &gone, owed);
    else
        w->owed_in_all += owed;
}

static void refund_own(struct week *w)
{
    struct week_car *car = some_car(w);
    int64_t due = due_of(w, car);
    if (due < 200)
        return;
    pay_cash(w, car, due);
    struct pk_act act = own(w);
    OK(pk_refund(&tender, w->s.t.lot, &act, car->ticket_id, 50, PK_CASH, "took too much"));
    take_cash(w, -50);
    car->paid -= 50;
    car->covered = 0;
    w->exceptions++;
    pay_cash(w, car, 50); /* the driver sees that it was right */
}

static void refund_late(struct week *w)
{
    struct week_car *car = some_car(w), gone;
    if (due_of(w, car) < 200)
        return;
    pay_card(w, car);
    gone = *car;
    let_go(w, car);
    struct pk_act act = approved(w);
    OK(pk_refund(&tender, w->s.t.lot, &act, gone.ticket_id, 100, PK_CARD, "complaint"));
    take_card(w, -100);
    w->exceptions++;
}

static void cash_moves(struct week *w)
{
    struct pk_cash_movement movement;
    struct drawer *d = drawer(w);
    char bag[16];
    struct pk_act act = own(w);
    OK(pk_shift_no_sale(&movement, w->s.t.lot, &act, "change for the machine"));
    d->no_sales++;
    w->exceptions++;
    act = own(w);
    OK(pk_shift_paid_out(&movement, w->s.t.lot, &act, 250, "light bulb"));
    d->paid_outs += 250;
    int64_t inside = d->opening_float + d->cash - d->drops - d->paid_outs;
    if (inside <= 12000)
        return;
    snprintf(bag, sizeof bag, "B%lld", (long long)w->s.t.now);
    act = own(w);
    OK(pk_shift_drop(&movement, w->s.t.lot, &act, inside - 10000, bag));
    d->drops += inside - 10000;
}

static void a_late_entry(struct week *w)
{
    char plate[16];
    snprintf(plate, sizeof plate, "W %d", w->issued + 1);
    park(w, plate, false, w->s.t.now - 20 * MINUTE);
    w->exceptions++;
}

/* The first van that has not paid turns out to be a car. */
static void cheaper_class_one(struct week *w)
{
    static const enum pk_vehicle_class right = PK_CAR;
    for (int i = 0; i < w->car_count; i++) {
        struct week_car *car = &w->cars[i];
        if (!car->is_van || car->paid > 0)
            continue;
        struct pk_act act = approved(w);
        OK(pk_amend(&ticket, w->s.t.lot, &act, car->ticket_id, NULL, &right));
        car->is_van = false;
        w->exceptions++;
        return;
    }
}

static void renew_one(struct week *w)
{
    struct week_car *car = some_car(w);
    if (car->paid > 0)
        return;
    struct pk_act act = own(w);
    OK(pk_renew(&ticket, w->s.t.lot, &act, car->ticket_id, "stays until Sunday"));
    w->exceptions++;
}

/* A guest of the cinema, and a season pass. */
static void customers(struct week *w)
{
    struct pk_given given;
    park_one(w);
    struct week_car *guest = &w->cars[w->car_count - 1];
    struct pk_act act = own(w);
    OK(pk_validation_give(&given, w->s.t.lot, &act, guest->ticket_id, "cinema"));
    guest->is_half = true;
    for (int i = 0; i < w->car_count; i++)
        if (w->cars[i].has_permit)
            return;
    park(w, "SEASON 1", true, PK_NONE);
}

static void (*const exceptional[])(struct week *) = {
    void_one,    nil_one,    override_one, replace_one, release_one,       refund_own,
    refund_late, cash_moves, a_late_entry, customers,   cheaper_class_one, renew_one,
};

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
        w->booth = (int)chance(w, 2);
        park_one(w);
        if (w->car_count > 12 && chance(w, 5) > 0)
            serve_one(w);
        if (w->car_count > 8 && step % 8 == 7)
            exceptional[(size_t)(step / 8) % (sizeof exceptional / sizeof *exceptional)](w);
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
