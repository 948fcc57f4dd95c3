/*
 * A desk with something to audit: see inbox.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/people.h"
#include "inbox.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/shift.h"

enum { HOUR = 3600 };

static void must(enum pk_status status)
{
    if (status != PK_OK)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

static struct pk_ticket park_by(struct screen *s, const char *who, const char *plate)
{
    struct pk_ticket out;
    struct pk_act act = people_act(&s->t, who);
    struct pk_park how = {.registration = plate, .entered = PK_NONE};
    must(pk_park(&out, s->t.lot, &act, &how));
    return out;
}

static void open_shift(struct screen *s, const char *who, const char *station)
{
    struct pk_shift shift;
    struct pk_cash cash = {.total = 10000};
    struct pk_act act = people_act_at(&s->t, who, station);
    must(pk_shift_open(&shift, s->t.lot, &act, &cash));
}

static void void_and_turn_up(struct screen *s)
{
    struct pk_ticket out, ticket = park_by(s, "Ana", "WRONG 8");
    struct pk_act act = people_approved(&s->t, "Ana", "Sue");
    must(pk_void(&out, s->t.lot, &act, ticket.ticket_id, "drove on to the hotel"));
    act = people_act(&s->t, "Ben");
    assert_int_equal(pk_retrieve(&out, s->t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN),
                     PK_TICKET_VOID);
}

static void pay_and_refund(struct screen *s)
{
    struct pk_tender out;
    struct pk_ticket ticket = park_by(s, "Ana", "BACK 9");
    s->t.now += HOUR;
    struct pk_pay how = {.ticket_id = ticket.ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    struct pk_act act = people_act(&s->t, "Ana");
    must(pk_pay(&out, NULL, s->t.lot, &act, &how));
    act = people_act(&s->t, "Ana");
    must(pk_refund(&out, s->t.lot, &act, ticket.ticket_id, 100, PK_CASH, "lift out of order"));
}

static void no_sale(struct screen *s)
{
    struct pk_cash_movement out;
    struct pk_act act = people_act_at(&s->t, "Ben", "booth-2");
    must(pk_shift_no_sale(&out, s->t.lot, &act, "change for the machine"));
}

void inbox_fill(struct screen *s)
{
    static const char *const NAMES[] = {"Max", "Sue", "Ana", "Ben", "Eve"};
    static const enum pk_role ROLES[] = {PK_MANAGER, PK_SUPERVISOR, PK_ATTENDANT, PK_ATTENDANT,
                                         PK_AUDITOR};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        people_hire(&s->t, NAMES[i], ROLES[i]);
    open_shift(s, "Ana", "desk-1");
    open_shift(s, "Ben", "booth-2");
    void_and_turn_up(s);
    pay_and_refund(s);
    no_sale(s);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        pk_sign_out(s->t.lot, NAMES[i]);
    must(model_load(&s->app.model)); /* an hour has passed, which the console sees in a second */
    s->app.is_dirty = true;
    screen_settle(s);
}

void inbox_sign_in(struct screen *s, const char *name)
{
    char keys[PK_NAME_SIZE + 16], welcome[PK_NAME_SIZE + 16];
    people_begin(&s->app);
    snprintf(keys, sizeof keys, "%s\t" PEOPLE_PIN "\r", name);
    screen_type(s, keys);
    snprintf(welcome, sizeof welcome, "Welcome, %s.", name);
    screen_must_show(s, welcome);
}

void inbox_open_as(struct screen *s, const struct screen_kind *kind, const char *name)
{
    screen_open(s, kind);
    inbox_fill(s);
    inbox_sign_in(s, name);
}

struct search {
    const char *kind;
    struct pk_entry found;
};

static bool keep(const struct pk_entry *entry, void *context)
{
    struct search *search = context;
    if (strcmp(entry->kind, search->kind) == 0)
        search->found = *entry;
    return true;
}

struct pk_entry inbox_last(struct screen *s, const char *kind)
{
    struct search search = {.kind = kind};
    must(pk_journal_each(s->t.lot, 0, NULL, keep, &search));
    if (search.found.seq == 0)
        fail_msg("nothing of the kind %s is in the journal", kind);
    return search.found;
}
