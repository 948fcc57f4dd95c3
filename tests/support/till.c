/*
 * Shifts for a test: see till.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "till.h"

void till_staff(struct stays *s)
{
    people_hire(&s->t, "Max", PK_MANAGER);
    people_hire(&s->t, "Sue", PK_SUPERVISOR);
    people_hire(&s->t, "Sam", PK_SUPERVISOR);
    people_hire(&s->t, "Ana", PK_ATTENDANT);
    people_hire(&s->t, "Ben", PK_ATTENDANT);
    people_hire(&s->t, "Eve", PK_AUDITOR);
}

struct pk_cash till_total(int64_t total)
{
    return (struct pk_cash){.total = total};
}

struct pk_shift till_open(struct stays *s, const char *who, const char *station, int64_t total)
{
    struct pk_shift shift;
    struct pk_cash cash = till_total(total);
    struct pk_act act = people_act_at(&s->t, who, station);
    OK(pk_shift_open(&shift, s->t.lot, &act, &cash));
    return shift;
}

struct pk_shift till_close(struct stays *s, const char *who, int64_t total)
{
    struct pk_shift shift;
    struct pk_cash cash = till_total(total);
    struct pk_act act = people_act_at(&s->t, who, "office");
    OK(pk_shift_close(&shift, s->t.lot, &act, NULL, &cash));
    return shift;
}

struct pk_ticket till_park(struct stays *s, const char *who, const char *station, const char *plate)
{
    struct pk_ticket ticket;
    struct pk_park how = stay_how(plate);
    struct pk_act act = people_act_at(&s->t, who, station);
    OK(pk_park(&ticket, s->t.lot, &act, &how));
    s->t.now += 2 * HOUR;
    return ticket;
}

enum pk_status till_try_pay(struct stays *s, const char *who, const char *station,
                            const struct pk_ticket *ticket)
{
    struct pk_tender tender;
    struct pk_pay how = stay_cash(ticket, PK_NONE, PK_NONE);
    struct pk_act act = people_act_at(&s->t, who, station);
    return pk_pay(&tender, NULL, s->t.lot, &act, &how);
}

struct pk_ticket till_sell(struct stays *s, const char *who, const char *station, const char *plate)
{
    struct pk_ticket ticket = till_park(s, who, station, plate);
    OK(till_try_pay(s, who, station, &ticket));
    return ticket;
}

enum pk_status till_try_card(struct stays *s, const char *who, const char *station,
                             const struct pk_ticket *ticket, const char *behaviour)
{
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    struct pk_act act = people_act_at(&s->t, who, station);
    OK(pk_card_simulator(&terminal, behaviour));
    return pk_pay_card(&tender, s->t.lot, &act, &terminal, ticket->ticket_id, PK_NONE, PK_NONE);
}

int64_t till_report(struct stays *s, const char *who, int64_t shift_id, const char *path)
{
    char copy[64], *rest = copy;
    json_t *report;
    snprintf(copy, sizeof copy, "%s", path);
    OK(pk_shift_report(&report, s->t.lot, who, shift_id));
    const json_t *at = report;
    for (char *name; at && (name = strsep(&rest, "."));)
        at = json_is_array(at) ? json_array_get(at, strtoul(name, NULL, 10))
                               : json_object_get(at, name);
    if (!json_is_integer(at) && !json_is_null(at))
        fail_msg("the report has no number %s", path);
    int64_t value = json_is_null(at) ? PK_NONE : json_integer_value(at);
    json_decref(report);
    return value;
}
