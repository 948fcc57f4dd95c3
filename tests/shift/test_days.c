/*
 * Eight attendants at once on one file, for days: each works at random at a drawer of its own and
 * reckons for itself what must be in it. In the end every drawer, every sum and every report agrees
 * with the reckoning to the last cent.
 *
 * Each is a process with a clock of its own, which goes on as it works.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/crowd.h"
#include "../support/till.h"
#include "base/error.h"

enum { ATTENDANTS = 8, DAYS = 3, ACTS = 24, FIGURES = 6 };

static struct stays s;
static struct told told[ATTENDANTS];

/* ---- the reckoning ---- */

/* What one shift must come to. */
struct model {
    int64_t opening_float, cash, card, drops, paid_outs, tenders;
};

static int64_t expected(const struct model *model)
{
    return model->opening_float + model->cash - model->drops - model->paid_outs;
}

/* The built-in tariff, in the test's own words: a quarter is free, then 2.00 for each hour begun,
 * at most 20.00 (nobody stays for a day). */
static int64_t price(int64_t seconds)
{
    if (seconds <= 15 * MINUTE)
        return 0;
    int64_t hours = (seconds + HOUR - 1) / HOUR;
    return hours * 200 < 2000 ? hours * 200 : 2000;
}

/* ---- one attendant ---- */

struct attendant {
    struct pk_lot *lot;
    char name[PK_NAME_SIZE], station[PK_NAME_SIZE];
    uint64_t dice;
    int cars;
    struct model model;
};

static int64_t roll(struct attendant *a, int64_t sides)
{
    a->dice ^= a->dice << 13;
    a->dice ^= a->dice >> 7;
    a->dice ^= a->dice << 17;
    return (int64_t)(a->dice % (uint64_t)sides);
}

/* A request of its own each time: what failed for lack of an answer would be another's. */
static struct pk_act act_of(const struct attendant *a)
{
    return people_act_at(&s.t, a->name, a->station);
}

static enum pk_status park(struct pk_ticket *out, struct attendant *a, int64_t stays)
{
    char plate[PK_TYPED_SIZE];
    struct pk_act act = act_of(a);
    snprintf(plate, sizeof plate, "%sX%d", a->name, a->cars++);
    struct pk_park how = stay_how(plate);
    enum pk_status status = pk_park(out, a->lot, &act, &how);
    s.t.now += stays;
    return status;
}

static enum pk_status take_cash(struct attendant *a, const struct pk_ticket *ticket, int64_t amount)
{
    struct pk_tender tender;
    struct pk_act act = act_of(a);
    struct pk_pay how = stay_cash(ticket, amount, amount + roll(a, 3000));
    enum pk_status status = pk_pay(&tender, NULL, a->lot, &act, &how);
    if (status == PK_OK && tender.amount != amount)
        return pk_fail(PK_INTERNAL, "cash of %lld", (long long)tender.amount);
    a->model.cash += amount;
    a->model.tenders++;
    return status;
}

static enum pk_status take_card(struct attendant *a, const struct pk_ticket *ticket, int64_t due)
{
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    struct pk_act act = act_of(a);
    bool is_lucky = roll(a, 6) > 0;
    pk_card_simulator(&terminal, is_lucky ? "approve" : "doubt");
    enum pk_status status =
        pk_pay_card(&tender, a->lot, &act, &terminal, ticket->ticket_id, PK_NONE, PK_NONE);
    if (!is_lucky)
        return status == PK_PAYMENT_REQUIRED ? PK_OK : PK_INTERNAL;
    if (status == PK_OK && tender.amount != due)
        return pk_fail(PK_INTERNAL, "a card of %lld", (long long)tender.amount);
    a->model.card += due;
    a->model.tenders++;
    return status;
}

/* In cash, by card, or some of it in cash and the rest by card; then it leaves or stays. */
static enum pk_status sell(struct attendant *a)
{
    struct pk_ticket ticket;
    int64_t stays = 60 * (1 + roll(a, 900)) + 30;
    enum pk_status status = park(&ticket, a, stays);
    int64_t due = price(stays), part = due > 0 ? roll(a, due) : 0;
    int64_t how = roll(a, 4);
    if (status != PK_OK || due == 0)
        return status;
    if (how < 2)
        return take_cash(a, &ticket, due);
    if (how == 3 && part > 0) {
        status = take_cash(a, &ticket, part);
        due -= part;
    }
    return status == PK_OK ? take_card(a, &ticket, due) : status;
}

static enum pk_status sell_and_give_back(struct attendant *a)
{
    struct pk_ticket ticket;
    struct pk_tender tender;
    enum pk_status status = park(&ticket, a, 2 * HOUR);
    if (status == PK_OK)
        status = take_cash(a, &ticket, 400);
    int64_t back = 1 + roll(a, 400);
    enum pk_method method = roll(a, 2) ? PK_CASH : PK_CARD;
    struct pk_act act = act_of(a);
    if (status == PK_OK)
        status = pk_refund(&tender, a->lot, &act, ticket.ticket_id, back, method, "overcharged");
    *(method == PK_CASH ? &a->model.cash : &a->model.card) -= back;
    a->model.tenders++;
    return status;
}

static enum pk_status drop(struct attendant *a)
{
    struct pk_cash_movement movement;
    int64_t held = expected(&a->model);
    if (held < 2)
        return PK_OK;
    int64_t amount = 1 + roll(a, held - 1);
    struct pk_act act = act_of(a);
    a->model.drops += amount;
    return pk_shift_drop(&movement, a->lot, &act, amount, "a bag");
}

static enum pk_status pay_out(struct attendant *a)
{
    struct pk_cash_movement movement;
    int64_t held = expected(&a->model);
    struct pk_act act = act_of(a);
    if (held < 2)
        return pk_shift_no_sale(&movement, a->lot, &act, "looking for coins");
    int64_t amount = 1 + roll(a, held / 2);
    a->model.paid_outs += amount;
    return pk_shift_paid_out(&movement, a->lot, &act, amount, "coffee");
}

static enum pk_status work(struct attendant *a)
{
    s.t.now += 60 * roll(a, 20);
    switch (roll(a, 10)) {
    case 0:
        return sell_and_give_back(a);
    case 1:
        return drop(a);
    case 2:
        return pay_out(a);
    default:
        return sell(a);
    }
}

/* ---- a shift ---- */

static enum pk_status begin(struct attendant *a)
{
    struct pk_shift shift;
    struct pk_cash cash = till_total(roll(a, 20000));
    struct pk_act act = act_of(a);
    a->model = (struct model){.opening_float = cash.total};
    return pk_shift_open(&shift, a->lot, &act, &cash);
}

static int64_t at(const json_t *report, const char *section, const char *key)
{
    return json_integer_value(json_object_get(json_object_get(report, section), key));
}

/* The report of the shift against the reckoning. */
static enum pk_status compare(const struct attendant *a, const struct pk_shift *shift)
{
    json_t *report;
    const struct model *model = &a->model;
    enum pk_status status = pk_shift_report(&report, a->lot, "", shift->shift_id);
    if (status != PK_OK)
        return status;
    const json_t *methods = json_object_get(report, "methods");
    int64_t cash = json_integer_value(json_object_get(json_array_get(methods, 0), "net"));
    int64_t card = json_integer_value(json_object_get(json_array_get(methods, 1), "net"));
    bool agrees = shift->expected == expected(model) && cash == model->cash &&
                  card == model->card && at(report, "cash", "drops") == model->drops &&
                  at(report, "cash", "paid_outs") == model->paid_outs &&
                  at(report, "cash", "expected") == expected(model);
    json_decref(report);
    return agrees ? PK_OK
                  : pk_fail(PK_INTERNAL,
                            "shift %lld: %lld, reckoned %lld; cash %lld, %lld; card "
                            "%lld, %lld",
                            (long long)shift->shift_id, (long long)shift->expected,
                            (long long)expected(model), (long long)cash, (long long)model->cash,
                            (long long)card, (long long)model->card);
}

static enum pk_status end(struct attendant *a, int64_t figures[FIGURES])
{
    struct pk_shift shift;
    struct pk_cash cash = till_total(expected(&a->model) + roll(a, 50));
    struct pk_act act = act_of(a);
    enum pk_status status = pk_shift_close(&shift, a->lot, &act, NULL, &cash);
    if (status == PK_OK && shift.over_short != cash.total - expected(&a->model))
        return pk_fail(PK_INTERNAL, "over by %lld", (long long)shift.over_short);
    const int64_t sums[FIGURES] = {a->model.cash,      a->model.card,    a->model.drops,
                                   a->model.paid_outs, a->model.tenders, cash.total};
    for (int i = 0; i < FIGURES; i++)
        figures[i] += sums[i];
    return status == PK_OK ? compare(a, &shift) : status;
}

static enum pk_status work_a_day(struct attendant *a, int64_t figures[FIGURES])
{
    enum pk_status status = begin(a);
    for (int i = 0; status == PK_OK && i < ACTS; i++)
        status = work(a);
    if (status == PK_OK)
        status = end(a, figures);
    s.t.now += 9 * HOUR;
    return status;
}

static void work_for_days(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_staff member;
    struct attendant a = {.lot = lot, .dice = 88172645463325252U + (uint64_t)number * 7919};
    snprintf(a.name, sizeof a.name, "Ann%d", number);
    snprintf(a.station, sizeof a.station, "booth-%d", number);
    out->status = pk_sign_in(&member, lot, a.name, PEOPLE_PIN, a.station);
    for (int day = 0; out->status == PK_OK && day < DAYS; day++)
        out->status = work_a_day(&a, out->figures);
}

/* ---- the tests ---- */

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, ATTENDANTS * DAYS * ACTS + 10);
    people_hire(&s.t, "Max", PK_MANAGER);
    for (int i = 0; i < ATTENDANTS; i++) {
        char name[16];
        snprintf(name, sizeof name, "Ann%d", i);
        people_hire(&s.t, name, PK_ATTENDANT);
        pk_sign_out(s.t.lot, name); /* a handle holds a few names only */
    }
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static int64_t sum_of(int figure)
{
    int64_t sum = 0;
    for (int i = 0; i < ATTENDANTS; i++)
        sum += told[i].figures[figure];
    return sum;
}

static void drawers_and_sums_agree(void **state)
{
    (void)state;
    memset(told, 0, sizeof told);
    crowd_run(told, &s, ATTENDANTS, work_for_days);
    for (int i = 0; i < ATTENDANTS; i++)
        if (told[i].status != PK_OK)
            fail_msg("%d: %s: %s", i, pk_status_code(told[i].status), told[i].error.message);
    static const char *const sums[FIGURES] = {
        "SELECT sum(amount) FROM tender WHERE method = 'cash'",
        "SELECT sum(amount) FROM tender WHERE method = 'card'",
        "SELECT sum(amount) FROM cash_movement WHERE kind = 'drop'",
        "SELECT sum(amount) FROM cash_movement WHERE kind = 'paid_out'",
        "SELECT count(*) FROM tender",
        "SELECT sum(counted) FROM shift",
    };
    for (int i = 0; i < FIGURES; i++) {
        assert_true(sum_of(i) > 0);
        assert_int_equal(stay_count(&s, sums[i]), sum_of(i));
    }
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM shift WHERE closed_at IS NOT NULL"),
                     ATTENDANTS * DAYS);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE shift_id IS NULL"), 0);
    assert_int_equal(stay_count(&s, "SELECT sum(opening_float) + (SELECT sum(amount) FROM tender "
                                    "WHERE method = 'cash') - (SELECT sum(amount) FROM "
                                    "cash_movement) - sum(expected) FROM shift"),
                     0);
    assert_true(stay_count(&s, "SELECT count(*) FROM card_attempt WHERE state = 'unknown'") > 0);
}

/* All eight want the one drawer. */
static void want_the_drawer(struct told *out, struct pk_lot *lot, int number)
{
    char name[16];
    struct pk_staff member;
    struct pk_shift shift;
    struct pk_cash cash = till_total(100);
    snprintf(name, sizeof name, "Ann%d", number);
    out->status = pk_sign_in(&member, lot, name, PEOPLE_PIN, "booth-1");
    struct pk_act act = people_act_at(&s.t, name, "booth-1");
    if (out->status == PK_OK)
        out->status = pk_shift_open(&shift, lot, &act, &cash);
}

static void one_gets_the_drawer(void **state)
{
    (void)state;
    crowd_run(told, &s, ATTENDANTS, want_the_drawer);
    assert_int_equal(crowd_count(told, ATTENDANTS, PK_OK), 1);
    assert_int_equal(crowd_count(told, ATTENDANTS, PK_USAGE), ATTENDANTS - 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM shift"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(drawers_and_sums_agree, open_lot, close_lot),
        cmocka_unit_test_setup_teardown(one_gets_the_drawer, open_lot, close_lot),
    };
    return cmocka_run_group_tests_name("shift: days", tests, NULL, NULL);
}
