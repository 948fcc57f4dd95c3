/*
 * Every act by every role: alone, and with the approval of each other role. What is refused changes
 * nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/audit.h"
#include "parkade/check.h"
#include "parkade/dayclose.h"
#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/validation.h"
#include "parkade/walk.h"
#include "parkade/watch.h"

static struct stays s;

static const char *const names[PK_ROLE_COUNT] = {
    [PK_ATTENDANT] = "Ana",
    [PK_SUPERVISOR] = "Sue",
    [PK_MANAGER] = "Max",
    [PK_AUDITOR] = "Eve",
};

/* One more of each kind: who approves is somebody else. */
static const char *const seconds[PK_ROLE_COUNT] = {
    [PK_ATTENDANT] = "Bob",
    [PK_SUPERVISOR] = "Sam",
    [PK_MANAGER] = "Mia",
    [PK_AUDITOR] = "Eli",
};

static int open_lot(void **state)
{
    (void)state;
    static const enum pk_role order[] = {PK_MANAGER, PK_SUPERVISOR, PK_ATTENDANT, PK_AUDITOR};
    stay_open(&s, 400);
    for (int i = 0; i < PK_ROLE_COUNT; i++) {
        people_hire(&s.t, names[order[i]], order[i]);
        people_hire(&s.t, seconds[order[i]], order[i]);
    }
    struct pk_staff zoe;
    struct pk_act act = people_act(&s.t, "Max");
    OK(pk_staff_add(&zoe, s.t.lot, &act, "Zoe", PK_MANAGER, PEOPLE_PIN));
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

/* ---- what is there before the act ---- */

static struct pk_ticket ticket, out;
static struct pk_tender tender;

static struct pk_act by_manager(void)
{
    return people_act(&s.t, "Max");
}

/* A car that came two hours ago: 4.00 are due. */
static void a_stay(void)
{
    static int count;
    char plate[16];
    snprintf(plate, sizeof plate, "CAR%d", ++count);
    struct pk_park how = stay_how(plate);
    struct pk_act act = by_manager();
    OK(pk_park(&ticket, s.t.lot, &act, &how));
    s.t.now += 2 * HOUR;
}

static void a_paid_stay(void)
{
    a_stay();
    struct pk_act act = by_manager();
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_pay_card(&tender, s.t.lot, &act, &terminal, ticket.ticket_id, PK_NONE, PK_NONE));
}

/* A truck pays no less here than a car; a van that becomes a car does. */
static void a_dear_stay(void)
{
    a_stay();
    stay_write(&s,
               "INSERT INTO tariff_version (name, text, valid_from, installed_at) SELECT 'dear', "
               "'[product vans]' || char(10) || 'class = van' || char(10) || 'price = 9' || "
               "char(10) || '[product others]' || char(10) || 'price = 1' || char(10), 1, 1 "
               "WHERE NOT EXISTS (SELECT 1 FROM tariff_version WHERE name = 'dear')");
    enum pk_vehicle_class van = PK_VAN;
    struct pk_act act = by_manager();
    OK(pk_amend(&ticket, s.t.lot, &act, ticket.ticket_id, NULL, &van));
}

/* ---- the acts ---- */

static enum pk_status park(const struct pk_act *act)
{
    struct pk_park how = stay_how("NEW 1");
    enum pk_status status = pk_park(&out, s.t.lot, act, &how);
    if (status == PK_OK) { /* it must not be there the next time */
        struct pk_act after = by_manager();
        OK(pk_void(&out, s.t.lot, &after, out.ticket_id, "test"));
    }
    return status;
}

static enum pk_status late_entry(const struct pk_act *act)
{
    struct pk_park how = stay_how("NEW 2");
    how.entered = s.t.now - HOUR;
    how.reason = "outage";
    enum pk_status status = pk_park(&out, s.t.lot, act, &how);
    if (status == PK_OK) {
        struct pk_act after = by_manager();
        OK(pk_void(&out, s.t.lot, &after, out.ticket_id, "test"));
    }
    return status;
}

static enum pk_status left_unseen(const struct pk_act *act)
{
    struct pk_park how = stay_how(ticket.registration_typed);
    how.left_unseen = true;
    how.reason = "left unseen";
    return pk_park(&out, s.t.lot, act, &how);
}

static enum pk_status pay_by_card(const struct pk_act *act)
{
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    return pk_pay_card(&tender, s.t.lot, act, &terminal, ticket.ticket_id, PK_NONE, PK_NONE);
}

static enum pk_status nil(const struct pk_act *act)
{
    struct pk_pay how = stay_nil(&ticket, "a friend");
    return pk_pay(&tender, NULL, s.t.lot, act, &how);
}

static enum pk_status retrieve(const struct pk_act *act)
{
    return pk_retrieve(&out, s.t.lot, act, ticket.ticket_id, PK_FOUND_BY_SCAN);
}

static enum pk_status renew(const struct pk_act *act)
{
    return pk_renew(&out, s.t.lot, act, ticket.ticket_id, "was ill");
}

static enum pk_status amend_plate(const struct pk_act *act)
{
    char plate[PK_REGISTRATION_SIZE + 2];
    snprintf(plate, sizeof plate, "X%s", ticket.registration_number);
    return pk_amend(&out, s.t.lot, act, ticket.ticket_id, plate, NULL);
}

static enum pk_status cheaper_class(const struct pk_act *act)
{
    enum pk_vehicle_class car = PK_CAR;
    return pk_amend(&out, s.t.lot, act, ticket.ticket_id, NULL, &car);
}

static enum pk_status dearer_class(const struct pk_act *act)
{
    enum pk_vehicle_class van = PK_VAN;
    return pk_amend(&out, s.t.lot, act, ticket.ticket_id, NULL, &van);
}

static enum pk_status move(const struct pk_act *act)
{
    struct pk_spot spot;
    OK(pk_spot_suggest(&spot, s.t.lot, PK_CAR, PK_NEED_NONE));
    return pk_move(&out, s.t.lot, act, ticket.ticket_id, spot.label);
}

static enum pk_status void_it(const struct pk_act *act)
{
    return pk_void(&out, s.t.lot, act, ticket.ticket_id, "mistake");
}

static enum pk_status release(const struct pk_act *act)
{
    return pk_release(&out, s.t.lot, act, ticket.ticket_id, "towed");
}

static enum pk_status replace_proven(const struct pk_act *act)
{
    return pk_replace(&out, s.t.lot, act, ticket.ticket_id, "lost", "registration paper", false);
}

static enum pk_status replace_unproven(const struct pk_act *act)
{
    return pk_replace(&out, s.t.lot, act, ticket.ticket_id, "lost", NULL, true);
}

static enum pk_status close_spot(const struct pk_act *act)
{
    struct pk_spot spot;
    return pk_spot_close(&spot, s.t.lot, act, "T20", "oil");
}

static enum pk_status open_spot(const struct pk_act *act)
{
    struct pk_spot spot;
    return pk_spot_open(&spot, s.t.lot, act, "T20");
}

static enum pk_status configure(const struct pk_act *act)
{
    struct pk_setting setting;
    return pk_setting_set(&setting, s.t.lot, act, "exit_grace", "16m");
}

static enum pk_status install_tariff(const struct pk_act *act)
{
    struct pk_tariff_version version;
    static const char text[] = "each 1h = 1\n";
    return pk_tariff_install(&version, s.t.lot, act, text, sizeof text - 1, s.t.now + DAY, NULL);
}

static enum pk_status hire(const struct pk_act *act)
{
    struct pk_staff member;
    return pk_staff_set_role(&member, s.t.lot, act, "Eli", PK_AUDITOR);
}

static enum pk_status own_pin(const struct pk_act *act)
{
    struct pk_staff member;
    return pk_staff_set_pin(&member, s.t.lot, act, act->who, PEOPLE_PIN);
}

static enum pk_status pin_of_another(const struct pk_act *act)
{
    struct pk_staff member;
    return pk_staff_set_pin(&member, s.t.lot, act, "Eli", PEOPLE_PIN);
}

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
                                .valid_from = s.t.now - DAY,
                                .valid_to = s.t.now + DAY,
                                .max_inside = 1,
                                .plate_count = 1,
                                .plates = plates};
    return pk_permit_add(&permit, s.t.lot, act, &how);
}

static void a_stay_and_a_permit(void)
{
    a_stay();
    struct pk_act act = by_manager();
    OK(sell_permit(&act));
}

static enum pk_status end_permit(const struct pk_act *act)
{
    return pk_permit_end(&permit, s.t.lot, act, permit.permit_id);
}

static enum pk_status amend_to_a_permit(const struct pk_act *act)
{
    return pk_amend(&out, s.t.lot, act, ticket.ticket_id, permit.plates, NULL);
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
    return pk_validation_add(&code, s.t.lot, act, &code);
}

static char a_code[PK_CODE_SIZE];

static void a_stay_and_a_code(void)
{
    a_stay();
    struct pk_act act = by_manager();
    OK(make_code(&act));
    struct pk_validation codes[100];
    size_t count;
    OK(pk_validation_list(codes, 100, &count, s.t.lot));
    snprintf(a_code, sizeof a_code, "%s", codes[count - 1].code);
}

static enum pk_status give_code(const struct pk_act *act)
{
    struct pk_given given;
    return pk_validation_give(&given, s.t.lot, act, ticket.ticket_id, a_code);
}

static enum pk_status watch_for(const struct pk_act *act)
{
    static int count;
    char plate[24];
    struct pk_watch watch;
    snprintf(plate, sizeof plate, "WATCH%d", ++count);
    return pk_watch_add(&watch, s.t.lot, act, plate, PK_WATCH_ALERT, "police");
}

/* ---- shifts: Bob's is another's for everybody who acts ---- */

static const struct pk_cash some_cash = {.total = 1000};

static void his_shift(void)
{
    struct pk_shift shift;
    struct pk_act act = people_act_at(&s.t, "Bob", "booth-9");
    if (pk_shift_of(&shift, s.t.lot, "Bob") != PK_OK)
        OK(pk_shift_open(&shift, s.t.lot, &act, &some_cash));
}

static void his_closed_shift(void)
{
    struct pk_shift shift;
    struct pk_act act = people_act_at(&s.t, "Bob", "booth-9");
    his_shift();
    OK(pk_shift_close(&shift, s.t.lot, &act, NULL, &some_cash));
}

static enum pk_status open_shift(const struct pk_act *act)
{
    struct pk_shift shift;
    enum pk_status status = pk_shift_open(&shift, s.t.lot, act, &some_cash);
    if (status == PK_OK) {
        struct pk_act after = people_act(&s.t, act->who);
        OK(pk_shift_close(&shift, s.t.lot, &after, NULL, &some_cash));
    }
    return status;
}

static enum pk_status count_his(const struct pk_act *act)
{
    struct pk_cash_count counted;
    return pk_shift_count(&counted, s.t.lot, act, "Bob", &some_cash);
}

static enum pk_status close_his(const struct pk_act *act)
{
    struct pk_shift shift;
    return pk_shift_close(&shift, s.t.lot, act, "Bob", &some_cash);
}

static enum pk_status recount_his(const struct pk_act *act)
{
    struct pk_cash_count counted;
    int64_t last = stay_count(&s, "SELECT max(shift_id) FROM shift WHERE staff = 'Bob'");
    return pk_shift_recount(&counted, s.t.lot, act, last, &some_cash);
}

/* Of money that no shift of the own took. */
static enum pk_status refund_late(const struct pk_act *act)
{
    return pk_refund(&tender, s.t.lot, act, ticket.ticket_id, 100, PK_CARD, "overcharged");
}

/* ---- proof ---- */

/* Done by somebody who acts nowhere else, so that all may judge it. */
static void an_exception(void)
{
    a_stay();
    struct pk_lot *elsewhere = test_lot_another(&s.t);
    people_sign_in(elsewhere, "Zoe");
    struct pk_act act = people_act(&s.t, "Zoe");
    OK(pk_void(&out, elsewhere, &act, ticket.ticket_id, "mistake"));
    pk_lot_close(elsewhere);
}

static enum pk_status acknowledge(const struct pk_act *act)
{
    struct pk_exception exception;
    int64_t last = stay_count(&s, "SELECT max(seq) FROM exception");
    return pk_acknowledge(&exception, s.t.lot, act, last, NULL);
}

/* Days are closed one after the other; the first one is today's. */
static enum pk_status close_a_day(const struct pk_act *act)
{
    static int64_t next;
    struct pk_day_close close;
    struct pk_local local;
    pk_zone_local(&local, pk_lot_zone(s.t.lot), s.t.now);
    if (stay_count(&s, "SELECT count(*) FROM day_close") == 0)
        next = local.day_number - 30;
    struct pk_day_closing closing = {.day = next, .deposit = 0};
    enum pk_status status = pk_day_close(&close, s.t.lot, act, &closing);
    next += status == PK_OK;
    return status;
}

static enum pk_status reprint(const struct pk_act *act)
{
    struct pk_receipt receipt;
    return pk_receipt_reprint(&receipt, s.t.lot, act, "desk-1", tender.receipt_no);
}

static enum pk_status begin_a_walk(const struct pk_act *act)
{
    struct pk_walk walk;
    enum pk_status status = pk_walk_begin(&walk, s.t.lot, act);
    if (status == PK_OK) {
        struct pk_act after = by_manager();
        OK(pk_walk_end(&walk, s.t.lot, &after, "test"));
    }
    return status;
}

static enum pk_status backup(const struct pk_act *act)
{
    static int count;
    char path[FOLDER_PATH_SIZE + 32];
    snprintf(path, sizeof path, "%s/copy-%d.db", s.t.folder, ++count);
    return pk_backup(s.t.lot, act, path);
}

struct deed {
    const char *name;
    enum pk_role least;
    void (*before)(void);
    enum pk_status (*act)(const struct pk_act *act);
};

static const struct deed deeds[] = {
    {"park", PK_ATTENDANT, NULL, park},
    {"late entry", PK_SUPERVISOR, NULL, late_entry},
    {"left unseen", PK_SUPERVISOR, a_stay, left_unseen},
    {"pay by card", PK_ATTENDANT, a_stay, pay_by_card},
    {"nil", PK_SUPERVISOR, a_stay, nil},
    {"retrieve", PK_ATTENDANT, a_paid_stay, retrieve},
    {"renew", PK_ATTENDANT, a_stay, renew},
    {"amend the plate", PK_ATTENDANT, a_stay, amend_plate},
    {"dearer class", PK_ATTENDANT, a_stay, dearer_class},
    {"cheaper class", PK_SUPERVISOR, a_dear_stay, cheaper_class},
    {"move", PK_ATTENDANT, a_stay, move},
    {"void", PK_SUPERVISOR, a_stay, void_it},
    {"release", PK_SUPERVISOR, a_stay, release},
    {"replace, proven", PK_ATTENDANT, a_stay, replace_proven},
    {"replace, unproven", PK_SUPERVISOR, a_stay, replace_unproven},
    {"close a spot", PK_ATTENDANT, NULL, close_spot},
    {"open a spot", PK_ATTENDANT, NULL, open_spot},
    {"configure", PK_MANAGER, NULL, configure},
    {"install a tariff", PK_MANAGER, NULL, install_tariff},
    {"staff", PK_MANAGER, NULL, hire},
    {"one's own PIN", PK_ATTENDANT, NULL, own_pin},
    {"sell a permit", PK_SUPERVISOR, NULL, sell_permit},
    {"end a permit", PK_SUPERVISOR, a_stay_and_a_permit, end_permit},
    {"amend to a permit's plate", PK_SUPERVISOR, a_stay_and_a_permit, amend_to_a_permit},
    {"make a code", PK_MANAGER, NULL, make_code},
    {"give a code", PK_ATTENDANT, a_stay_and_a_code, give_code},
    {"watch for a plate", PK_SUPERVISOR, NULL, watch_for},
    {"the PIN of another", PK_MANAGER, NULL, pin_of_another},
    {"acknowledge", PK_SUPERVISOR, an_exception, acknowledge},
    {"close a day", PK_SUPERVISOR, NULL, close_a_day},
    {"reprint", PK_ATTENDANT, a_paid_stay, reprint},
    {"walk", PK_ATTENDANT, NULL, begin_a_walk},
    {"back up", PK_SUPERVISOR, NULL, backup},
    {"open a shift", PK_ATTENDANT, NULL, open_shift},
    {"count another's shift", PK_SUPERVISOR, his_shift, count_his},
    {"close another's shift", PK_SUPERVISOR, his_shift, close_his},
    {"recount a shift", PK_SUPERVISOR, his_closed_shift, recount_his},
    {"refund late", PK_SUPERVISOR, a_paid_stay, refund_late},
};

static bool suffices(enum pk_role role, enum pk_role least)
{
    return role != PK_AUDITOR && role >= least;
}

static void try_deed(const struct deed *deed, const struct pk_act *act, bool may)
{
    uint64_t before = stay_picture(&s);
    enum pk_status status = deed->act(act);
    if (status != (may ? PK_OK : PK_NOT_PERMITTED))
        fail_msg("%s by %s, approved by '%s': %s: %s", deed->name, act->who, act->approver,
                 pk_status_code(status), pk_error()->message);
    if (!may)
        stay_must_be_same(before, stay_picture(&s), deed->name, __FILE__, __LINE__);
}

static void alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        for (int role = 0; role < PK_ROLE_COUNT; role++) {
            s.t.now += 61;
            if (deeds[i].before)
                deeds[i].before();
            struct pk_act act = people_act(&s.t, names[role]);
            try_deed(&deeds[i], &act, suffices((enum pk_role)role, deeds[i].least));
        }
}

/* By an attendant, with the PIN of somebody of each role. */
static void approved(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        for (int role = 0; role < PK_ROLE_COUNT; role++) {
            s.t.now += 61;
            if (deeds[i].before)
                deeds[i].before();
            struct pk_act act = people_approved(&s.t, "Ana", seconds[role]);
            try_deed(&deeds[i], &act,
                     suffices(PK_ATTENDANT, deeds[i].least) ||
                         suffices((enum pk_role)role, deeds[i].least));
        }
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE approver IS NOT NULL AND "
                                    "kind IN ('retrieve', 'move', 'renew')"),
                     0);
    assert_true(stay_count(&s, "SELECT count(*) FROM exception WHERE approver IS NOT NULL") > 8);
    stay_must_agree(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(alone, open_lot, close_lot),
        cmocka_unit_test_setup_teardown(approved, open_lot, close_lot),
    };
    return cmocka_run_group_tests_name("rights", tests, NULL, NULL);
}
