/*
 * Deeds on stays, spots, settings and staff. See deeds.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "deeds.h"
#include "people.h"

/* ---- what is there before the act ---- */

struct stays deeds_lot;
struct pk_ticket deeds_ticket;
struct pk_tender deeds_tender;
static struct pk_ticket out;

struct pk_act deeds_by_manager(void)
{
    return people_act(&deeds_lot.t, "Max");
}

/* A car that came two hours ago: 4.00 are due. */
void deeds_a_stay(void)
{
    static int count;
    char plate[16];
    snprintf(plate, sizeof plate, "CAR%d", ++count);
    struct pk_park how = stay_how(plate);
    struct pk_act act = deeds_by_manager();
    OK(pk_park(&deeds_ticket, deeds_lot.t.lot, &act, &how));
    deeds_lot.t.now += 2 * HOUR;
}

void deeds_a_paid_stay(void)
{
    deeds_a_stay();
    struct pk_act act = deeds_by_manager();
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_pay_card(&deeds_tender, deeds_lot.t.lot, &act, &terminal, deeds_ticket.ticket_id, PK_NONE,
                   PK_NONE));
}

/* A truck pays no less here than a car; a van that becomes a car does. */
static void a_dear_stay(void)
{
    deeds_a_stay();
    stay_write(&deeds_lot,
               "INSERT INTO tariff_version (name, text, valid_from, installed_at) SELECT 'dear', "
               "'[product vans]' || char(10) || 'class = van' || char(10) || 'price = 9' || "
               "char(10) || '[product others]' || char(10) || 'price = 1' || char(10), 1, 1 "
               "WHERE NOT EXISTS (SELECT 1 FROM tariff_version WHERE name = 'dear')");
    enum pk_vehicle_class van = PK_VAN;
    struct pk_act act = deeds_by_manager();
    OK(pk_amend(&deeds_ticket, deeds_lot.t.lot, &act, deeds_ticket.ticket_id, NULL, &van));
}

/* ---- the acts ---- */

static enum pk_status park(const struct pk_act *act)
{
    struct pk_park how = stay_how("NEW 1");
    enum pk_status status = pk_park(&out, deeds_lot.t.lot, act, &how);
    if (status == PK_OK) { /* it must not be there the next time */
        struct pk_act after = deeds_by_manager();
        OK(pk_void(&out, deeds_lot.t.lot, &after, out.ticket_id, "test"));
    }
    return status;
}

static enum pk_status late_entry(const struct pk_act *act)
{
    struct pk_park how = stay_how("NEW 2");
    how.entered = deeds_lot.t.now - HOUR;
    how.reason = "outage";
    enum pk_status status = pk_park(&out, deeds_lot.t.lot, act, &how);
    if (status == PK_OK) {
        struct pk_act after = deeds_by_manager();
        OK(pk_void(&out, deeds_lot.t.lot, &after, out.ticket_id, "test"));
    }
    return status;
}

static enum pk_status left_unseen(const struct pk_act *act)
{
    struct pk_park how = stay_how(deeds_ticket.registration_typed);
    how.left_unseen = true;
    how.reason = "left unseen";
    return pk_park(&out, deeds_lot.t.lot, act, &how);
}

static enum pk_status pay_by_card(const struct pk_act *act)
{
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    return pk_pay_card(&deeds_tender, deeds_lot.t.lot, act, &terminal, deeds_ticket.ticket_id,
                       PK_NONE, PK_NONE);
}

static enum pk_status nil(const struct pk_act *act)
{
    struct pk_pay how = stay_nil(&deeds_ticket, "a friend");
    return pk_pay(&deeds_tender, NULL, deeds_lot.t.lot, act, &how);
}

static enum pk_status retrieve(const struct pk_act *act)
{
    return pk_retrieve(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, PK_FOUND_BY_SCAN);
}

static enum pk_status renew(const struct pk_act *act)
{
    return pk_renew(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, "was ill");
}

static enum pk_status amend_plate(const struct pk_act *act)
{
    char plate[PK_REGISTRATION_SIZE + 2];
    snprintf(plate, sizeof plate, "X%s", deeds_ticket.registration_number);
    return pk_amend(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, plate, NULL);
}

static enum pk_status cheaper_class(const struct pk_act *act)
{
    enum pk_vehicle_class car = PK_CAR;
    return pk_amend(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, NULL, &car);
}

static enum pk_status dearer_class(const struct pk_act *act)
{
    enum pk_vehicle_class van = PK_VAN;
    return pk_amend(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, NULL, &van);
}

static enum pk_status move(const struct pk_act *act)
{
    struct pk_spot spot;
    OK(pk_spot_suggest(&spot, deeds_lot.t.lot, PK_CAR, PK_NEED_NONE));
    return pk_move(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, spot.label);
}

static enum pk_status void_it(const struct pk_act *act)
{
    return pk_void(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, "mistake");
}

static enum pk_status release(const struct pk_act *act)
{
    return pk_release(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, "towed");
}

static enum pk_status replace_proven(const struct pk_act *act)
{
    return pk_replace(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, "lost",
                      "registration paper", false);
}

static enum pk_status replace_unproven(const struct pk_act *act)
{
    return pk_replace(&out, deeds_lot.t.lot, act, deeds_ticket.ticket_id, "lost", NULL, true);
}

static enum pk_status close_spot(const struct pk_act *act)
{
    struct pk_spot spot;
    return pk_spot_close(&spot, deeds_lot.t.lot, act, "T20", "oil");
}

static enum pk_status open_spot(const struct pk_act *act)
{
    struct pk_spot spot;
    return pk_spot_open(&spot, deeds_lot.t.lot, act, "T20");
}

static enum pk_status configure(const struct pk_act *act)
{
    struct pk_setting setting;
    return pk_setting_set(&setting, deeds_lot.t.lot, act, "exit_grace", "16m");
}

static enum pk_status install_tariff(const struct pk_act *act)
{
    struct pk_tariff_version version;
    static const char text[] = "each 1h = 1\n";
    return pk_tariff_install(&version, deeds_lot.t.lot, act, text, sizeof text - 1,
                             deeds_lot.t.now + DAY, NULL);
}

static enum pk_status hire(const struct pk_act *act)
{
    struct pk_staff member;
    return pk_staff_set_role(&member, deeds_lot.t.lot, act, "Eli", PK_AUDITOR);
}

static enum pk_status pin_of_another(const struct pk_act *act)
{
    struct pk_staff member;
    return pk_staff_set_pin(&member, deeds_lot.t.lot, act, "Eli", PEOPLE_PIN);
}

const struct deed deeds_of_stays[] = {
    {"park", PK_ATTENDANT, NULL, park},
    {"late entry", PK_SUPERVISOR, NULL, late_entry},
    {"left unseen", PK_SUPERVISOR, deeds_a_stay, left_unseen},
    {"pay by card", PK_ATTENDANT, deeds_a_stay, pay_by_card},
    {"nil", PK_SUPERVISOR, deeds_a_stay, nil},
    {"retrieve", PK_ATTENDANT, deeds_a_paid_stay, retrieve},
    {"renew", PK_ATTENDANT, deeds_a_stay, renew},
    {"amend the plate", PK_ATTENDANT, deeds_a_stay, amend_plate},
    {"dearer class", PK_ATTENDANT, deeds_a_stay, dearer_class},
    {"cheaper class", PK_SUPERVISOR, a_dear_stay, cheaper_class},
    {"move", PK_ATTENDANT, deeds_a_stay, move},
    {"void", PK_SUPERVISOR, deeds_a_stay, void_it},
    {"release", PK_SUPERVISOR, deeds_a_stay, release},
    {"replace, proven", PK_ATTENDANT, deeds_a_stay, replace_proven},
    {"replace, unproven", PK_SUPERVISOR, deeds_a_stay, replace_unproven},
    {"close a spot", PK_ATTENDANT, NULL, close_spot},
    {"open a spot", PK_ATTENDANT, NULL, open_spot},
    {"configure", PK_MANAGER, NULL, configure},
    {"install a tariff", PK_MANAGER, NULL, install_tariff},
    {"staff", PK_MANAGER, NULL, hire},
    {"the PIN of another", PK_MANAGER, NULL, pin_of_another},
    {NULL, PK_MANAGER, NULL, NULL},
};
