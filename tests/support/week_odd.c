/*
 * A week of work: what is exceptional, each kind in its turn. See week.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "week_in.h"

static struct pk_ticket ticket;
static struct pk_tender tender;

static void void_one(struct week *w)
{
    week_park_one(w);
    struct week_car *car = &w->cars[w->car_count - 1];
    struct pk_act act = week_approved(w);
    OK(pk_void(&ticket, w->s.t.lot, &act, car->ticket_id, "wrong plate"));
    w->voided++;
    w->exceptions++;
    act = week_own(w); /* and it turns up */
    assert_int_equal(pk_retrieve(&ticket, w->s.t.lot, &act, car->ticket_id, PK_FOUND_BY_SCAN),
                     PK_TICKET_VOID);
    w->alarms++;
    week_forget(w, car);
}

static void nil_one(struct week *w)
{
    struct week_car *car = week_some_car(w);
    int64_t due = week_due(w, car);
    if (due == 0)
        return;
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_NIL, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE,
                         .reason = "the plumber"};
    struct pk_act act = week_approved(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    car->paid += due;
    week_cover(w, car);
    week_drawer(w)->nils++;
    w->exceptions++;
}

static void override_one(struct week *w)
{
    struct week_car *car = week_some_car(w);
    int64_t due = week_due(w, car);
    if (due <= 100 || car->paid > 0)
        return;
    struct pk_pay how = {.ticket_id = car->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = 100,
                         .reason = "complaint"};
    struct pk_act act = week_approved(w);
    OK(pk_pay(&tender, NULL, w->s.t.lot, &act, &how));
    assert_int_equal(tender.amount, 100);
    week_take_cash(w, 100);
    car->paid = due;
    week_cover(w, car);
    w->exceptions++;
}

static void replace_one(struct week *w)
{
    struct week_car *car = week_some_car(w);
    struct pk_act act = week_own(w);
    OK(pk_replace(&ticket, w->s.t.lot, &act, car->ticket_id, "lost", "registration paper", false));
    pk_copy(car->ticket_id, sizeof car->ticket_id, ticket.ticket_id);
    w->issued++;
    w->replaced++;
    w->exceptions++;
}

/* It leaves owing, and pays half an hour later. */
static void release_one(struct week *w)
{
    struct week_car *car = week_some_car(w), gone = *car;
    int64_t owed = week_due(w, car);
    struct pk_act act = week_approved(w);
    OK(pk_release(&ticket, w->s.t.lot, &act, car->ticket_id, "barrier was broken"));
    assert_int_equal(ticket.owed, owed);
    week_forget(w, car);
    w->released++;
    w->exceptions++;
    if (owed > 0 && week_chance(w, 2) == 0)
        week_pay_cash(w, &gone, owed);
    else
        w->owed_in_all += owed;
}

static void refund_own(struct week *w)
{
    struct week_car *car = week_some_car(w);
    int64_t due = week_due(w, car);
    if (due < 200)
        return;
    week_pay_cash(w, car, due);
    struct pk_act act = week_own(w);
    OK(pk_refund(&tender, w->s.t.lot, &act, car->ticket_id, 50, PK_CASH, "took too much"));
    week_take_cash(w, -50);
    car->paid -= 50;
    car->covered = 0;
    w->exceptions++;
    week_pay_cash(w, car, 50); /* the driver sees that it was right */
}

static void refund_late(struct week *w)
{
    struct week_car *car = week_some_car(w), gone;
    if (week_due(w, car) < 200)
        return;
    week_pay_card(w, car);
    gone = *car;
    week_let_go(w, car);
    struct pk_act act = week_approved(w);
    OK(pk_refund(&tender, w->s.t.lot, &act, gone.ticket_id, 100, PK_CARD, "complaint"));
    week_take_card(w, -100);
    w->exceptions++;
}

static void cash_moves(struct week *w)
{
    struct pk_cash_movement movement;
    struct drawer *d = week_drawer(w);
    char bag[16];
    struct pk_act act = week_own(w);
    OK(pk_shift_no_sale(&movement, w->s.t.lot, &act, "change for the machine"));
    d->no_sales++;
    w->exceptions++;
    act = week_own(w);
    OK(pk_shift_paid_out(&movement, w->s.t.lot, &act, 250, "light bulb"));
    d->paid_outs += 250;
    int64_t inside = d->opening_float + d->cash - d->drops - d->paid_outs;
    if (inside <= 12000)
        return;
    snprintf(bag, sizeof bag, "B%lld", (long long)w->s.t.now);
    act = week_own(w);
    OK(pk_shift_drop(&movement, w->s.t.lot, &act, inside - 10000, bag));
    d->drops += inside - 10000;
}

static void a_late_entry(struct week *w)
{
    char plate[16];
    snprintf(plate, sizeof plate, "W %d", w->issued + 1);
    week_park(w, plate, false, w->s.t.now - 20 * MINUTE);
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
        struct pk_act act = week_approved(w);
        OK(pk_amend(&ticket, w->s.t.lot, &act, car->ticket_id, NULL, &right));
        car->is_van = false;
        w->exceptions++;
        return;
    }
}

static void renew_one(struct week *w)
{
    struct week_car *car = week_some_car(w);
    if (car->paid > 0)
        return;
    struct pk_act act = week_own(w);
    OK(pk_renew(&ticket, w->s.t.lot, &act, car->ticket_id, "stays until Sunday"));
    w->exceptions++;
}

/* A guest of the cinema, and a season pass. */
static void customers(struct week *w)
{
    struct pk_given given;
    week_park_one(w);
    struct week_car *guest = &w->cars[w->car_count - 1];
    struct pk_act act = week_own(w);
    OK(pk_validation_give(&given, w->s.t.lot, &act, guest->ticket_id, "cinema"));
    guest->is_half = true;
    for (int i = 0; i < w->car_count; i++)
        if (w->cars[i].has_permit)
            return;
    week_park(w, "SEASON 1", true, PK_NONE);
}

static void (*const exceptional[])(struct week *) = {
    void_one,    nil_one,    override_one, replace_one, release_one,       refund_own,
    refund_late, cash_moves, a_late_entry, customers,   cheaper_class_one, renew_one,
};

void week_exceptional(struct week *w, int number)
{
    exceptional[(size_t)number % (sizeof exceptional / sizeof *exceptional)](w);
}
