/*
 * Deeds of the desk: customers, shifts, proof. See deeds.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "deeds.h"
#include "parkade/audit.h"
#include "parkade/check.h"
#include "parkade/dayclose.h"
#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/validation.h"
#include "parkade/walk.h"
#include "parkade/watch.h"
#include "people.h"

static struct pk_ticket out;

/* ---- customers ---- */

static struct pk_permit permit;

/* A permit for a plate that was never here; each has its own. */
static enum pk_status sell_permit(const struct pk_act *act)
{
    static int count;
    char plate[16];
    const char *plates[] = {plate};
    snprintf(plate, sizeof plate, "SOLD%d", ++count);
    struct pk_permit_new how = {.holder = "ACME",
                                .valid_from = deeds_lot.t.now - DAY,
                                .valid_to = deeds_lot.t.now + DAY,
                                .max_inside = 1,
                                .plate_count = 1,
                                .plates = plates};
    return pk_permit_add(&permit, deeds_lot.t.lot, act, &how);
}

static void a_stay_and_a_permit(void)
{
    deeds_a_stay();
    struct pk_act act = deeds_by_manager();
    OK(sell_permit(&act));
}

static enum pk_status end_permit(const struct pk_act *act)
{
    return pk_permit_end(&permit, deeds_lot.t.lot, act, permit.permit_id);
}

static enum pk_status amend_to_a_permit(const struct pk_act *act)
{
    return pk_amend(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, permit.plates, NULL);
}

static enum pk_status make_code(const struct pk_act *act)
{
    static int count;
    struct pk_validation code = {.sponsor = "Gym",
                                 .kind = PK_OFF_PERCENT,
                                 .value = 50,
                                 .valid_from = PK_NONE,
                                 .valid_to = PK_NONE,
                                 .per_day = PK_NONE,
                                 .most = PK_NONE};
    snprintf(code.code, sizeof code.code, "CODE%d", ++count);
    return pk_validation_add(&code, deeds_lot.t.lot, act, &code);
}

static char a_code[PK_CODE_SIZE];

static void a_stay_and_a_code(void)
{
    deeds_a_stay();
    struct pk_act act = deeds_by_manager();
    OK(make_code(&act));
    struct pk_validation codes[100];
    size_t count;
    OK(pk_validation_list(codes, 100, &count, deeds_lot.t.lot));
    snprintf(a_code, sizeof a_code, "%s", codes[count - 1].code);
}

static enum pk_status give_code(const struct pk_act *act)
{
    struct pk_given given;
    return pk_validation_give(&given, deeds_lot.t.lot, act, deeds_ticket.ticket_id, a_code);
}

static enum pk_status watch_for(const struct pk_act *act)
{
    static int count;
    char plate[24];
    struct pk_watch watch;
    snprintf(plate, sizeof plate, "WATCH%d", ++count);
    return pk_watch_add(&watch, deeds_lot.t.lot, act, plate, PK_WATCH_ALERT, "police");
}

/* ---- shifts: Bob's is another's for everybody who acts ---- */

static const struct pk_cash some_cash = {.total = 1000};

static void his_shift(void)
{
    struct pk_shift shift;
    struct pk_act act = people_act_at(&deeds_lot.t, "Bob", "booth-9");
    if (pk_shift_of(&shift, deeds_lot.t.lot, "Bob") != PK_OK)
        OK(pk_shift_open(&shift, deeds_lot.t.lot, &act, &some_cash));
}

static void his_closed_shift(void)
{
    struct pk_shift shift;
    struct pk_act act = people_act_at(&deeds_lot.t, "Bob", "booth-9");
    his_shift();
    OK(pk_shift_close(&shift, deeds_lot.t.lot, &act, NULL, &some_cash));
}

static enum pk_status open_shift(const struct pk_act *act)
{
    struct pk_shift shift;
    enum pk_status status = pk_shift_open(&shift, deeds_lot.t.lot, act, &some_cash);
    if (status == PK_OK) {
        struct pk_act after = people_act(&deeds_lot.t, act->who);
        OK(pk_shift_close(&shift, deeds_lot.t.lot, &after, NULL, &some_cash));
    }
    return status;
}

static enum pk_status count_his(const struct pk_act *act)
{
    struct pk_cash_count counted;
    return pk_shift_count(&counted, deeds_lot.t.lot, act, "Bob", &some_cash);
}

static enum pk_status close_his(const struct pk_act *act)
{
    struct pk_shift shift;
    return pk_shift_close(&shift, deeds_lot.t.lot, act, "Bob", &some_cash);
}

static enum pk_status recount_his(const struct pk_act *act)
{
    struct pk_cash_count counted;
    int64_t last = stay_count(&deeds_lot, "SELECT max(shift_id) FROM shift WHERE staff = 'Bob'");
    return pk_shift_recount(&counted, deeds_lot.t.lot, act, last, &some_cash);
}

/* Of money that no shift of the own took. */
static enum pk_status refund_late(const struct pk_act *act)
{
    return pk_refund(&deeds_tender, deeds_lot.t.lot, act, deeds_ticket.ticket_id, 100, PK_CARD,
                     "overcharged");
}

/* ---- proof ---- */

/* Done by somebody who acts nowhere else, so that all may judge it. */
static void an_exception(void)
{
    deeds_a_stay();
    struct pk_lot *elsewhere = test_lot_another(&deeds_lot.t);
    people_sign_in(elsewhere, "Zoe");
    struct pk_act act = people_act(&deeds_lot.t, "Zoe");
    OK(pk_void(&out, elsewhere, &act, deeds_ticket.ticket_id, "mistake"));
    pk_lot_close(elsewhere);
}

static enum pk_status acknowledge(const struct pk_act *act)
{
    struct pk_exception exception;
    int64_t last = stay_count(&deeds_lot, "SELECT max(seq) FROM exception");
    return pk_acknowledge(&exception, deeds_lot.t.lot, act, last, NULL);
}

/* Days are closed one after the other; the first one is today'deeds_lot. */
static enum pk_status close_a_day(const struct pk_act *act)
{
    static int64_t next;
    struct pk_day_close close;
    struct pk_local local;
    pk_zone_local(&local, pk_lot_zone(deeds_lot.t.lot), deeds_lot.t.now);
    if (stay_count(&deeds_lot, "SELECT count(*) FROM day_close") == 0)
        next = local.day_number - 30;
    struct pk_day_closing closing = {.day = next, .deposit = 0};
    enum pk_status status = pk_day_close(&close, deeds_lot.t.lot, act, &closing);
    next += status == PK_OK;
    return status;
}

static enum pk_status reprint(const struct pk_act *act)
{
    struct pk_receipt receipt;
    return pk_receipt_reprint(&receipt, deeds_lot.t.lot, act, "desk-1", deeds_tender.receipt_no);
}

static enum pk_status begin_a_walk(const struct pk_act *act)
{
    struct pk_walk walk;
    enum pk_status status = pk_walk_begin(&walk, deeds_lot.t.lot, act);
    if (status == PK_OK) {
        struct pk_act after = deeds_by_manager();
        OK(pk_walk_end(&walk, deeds_lot.t.lot, &after, "test"));
    }
    return status;
}

static enum pk_status backup(const struct pk_act *act)
{
    static int count;
    char path[FOLDER_PATH_SIZE + 32];
    snprintf(path, sizeof path, "%s/copy-%d.db", deeds_lot.t.folder, ++count);
    return pk_backup(deeds_lot.t.lot, act, path);
}

const struct deed deeds_of_the_desk[] = {
    {"sell a permit", PK_SUPERVISOR, NULL, sell_permit},
    {"end a permit", PK_SUPERVISOR, a_stay_and_a_permit, end_permit},
    {"amend to a permit's plate", PK_SUPERVISOR, a_stay_and_a_permit, amend_to_a_permit},
    {"make a code", PK_MANAGER, NULL, make_code},
    {"give a code", PK_ATTENDANT, a_stay_and_a_code, give_code},
    {"watch for a plate", PK_SUPERVISOR, NULL, watch_for},
    {"acknowledge", PK_SUPERVISOR, an_exception, acknowledge},
    {"close a day", PK_SUPERVISOR, NULL, close_a_day},
    {"reprint", PK_ATTENDANT, deeds_a_paid_stay, reprint},
    {"walk", PK_ATTENDANT, NULL, begin_a_walk},
    {"back up", PK_SUPERVISOR, NULL, backup},
    {"open a shift", PK_ATTENDANT, NULL, open_shift},
    {"count another's shift", PK_SUPERVISOR, his_shift, count_his},
    {"close another's shift", PK_SUPERVISOR, his_shift, close_his},
    {"recount a shift", PK_SUPERVISOR, his_closed_shift, recount_his},
    {"refund late", PK_SUPERVISOR, deeds_a_paid_stay, refund_late},
    {NULL, PK_MANAGER, NULL, NULL},
};
