/*
 * People and drawers before a console: see drawers.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "drawers.h"
#include "parkade/payment.h"
#include "parkade/text.h"

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

void drawers_staff(struct screen *s)
{
    people_hire(&s->t, "Max", PK_MANAGER);
    people_hire(&s->t, "Sue", PK_SUPERVISOR);
    people_hire(&s->t, "Ana", PK_ATTENDANT);
    people_hire(&s->t, "Ben", PK_ATTENDANT);
    people_hire(&s->t, "Eve", PK_AUDITOR);
}

void drawers_sit_down(struct screen *s, const char *name)
{
    pk_copy(s->app.who, sizeof s->app.who, name);
    own_shift_follow(&s->app);
    s->app.is_dirty = true;
    screen_settle(s);
}

void drawers_sign_in(struct screen *s, const char *name)
{
    screen_type(s, "/i");
    screen_type(s, name);
    screen_type(s, "\t" PEOPLE_PIN "\r");
}

struct pk_shift drawers_open(struct screen *s, const char *who, const char *station, int64_t total)
{
    struct pk_shift shift;
    struct pk_cash cash = {.total = total};
    struct pk_act act = people_act_at(&s->t, who, station);

    must(pk_shift_open(&shift, s->t.lot, &act, &cash));
    screen_settle(s);
    return shift;
}

struct pk_shift drawers_close(struct screen *s, const char *who, int64_t total)
{
    struct pk_shift shift;
    struct pk_cash cash = {.total = total};
    struct pk_act act = people_act_at(&s->t, who, "office");

    must(pk_shift_close(&shift, s->t.lot, &act, NULL, &cash));
    screen_settle(s);
    return shift;
}

int64_t drawers_sell(struct screen *s, const char *who, const char *station, const char *plate)
{
    struct pk_ticket ticket = screen_ticket(s, plate);
    struct pk_tender out;
    struct pk_act act = people_act_at(&s->t, who, station);
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    must(pk_pay(&out, NULL, s->t.lot, &act, &pay));
    screen_settle(s);
    return out.amount;
}

bool drawers_has(struct screen *s, struct pk_shift *out, const char *who)
{
    enum pk_status status = pk_shift_of(out, s->t.lot, who);

    if (status != PK_SHIFT_REQUIRED)
        must(status);
    return status == PK_OK;
}

struct pk_shift drawers_see(struct screen *s, int64_t shift_id)
{
    struct pk_shift shift;

    must(pk_shift_get(&shift, s->t.lot, shift_id));
    return shift;
}

struct tallying {
    const char *kind;
    int count;
};

static bool tally(const struct pk_cash_count *count, void *context)
{
    struct tallying *tallying = context;

    tallying->count += strcmp(count->kind, tallying->kind) == 0;
    return true;
}

int drawers_counts(struct screen *s, int64_t shift_id, const char *kind)
{
    struct tallying tallying = {kind, 0};

    must(pk_shift_counts(s->t.lot, shift_id, tally, &tallying));
    return tallying.count;
}
