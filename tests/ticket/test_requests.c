/*
 * Requests: the same id with the same content gives the first answer and changes nothing, with
 * other content it is refused; for every act there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "desk/job.h"
#include "parkade/uuid.h"

static struct stays s;
static struct pk_ticket unpaid, paid, fresh; /* 4.00 are due on the first */
static struct pk_card_terminal terminal;
static char attempt_id[PK_UUID_SIZE], copy_path[FOLDER_PATH_SIZE];

static void make_lot(void)
{
    struct pk_card_attempt attempt;
    struct pk_ticket carded;
    stay_open(&s, 8);
    unpaid = stay_park(&s, "UNPAID");
    paid = stay_park(&s, "PAID");
    carded = stay_park(&s, "CARDED");
    s.t.now += 90 * MINUTE;
    stay_pay(&s, &paid);
    fresh = stay_park(&s, "FRESH");
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_card_begin(&attempt, s.t.lot, &s.t.act, carded.ticket_id, PK_NONE, PK_NONE));
    memcpy(attempt_id, attempt.attempt_id, sizeof attempt_id);
    folder_path(copy_path, s.t.folder, "copy.db");
}

/* An act, with one content or (IS_OTHER) another; ANSWER is what it said. */
typedef enum pk_status deed(json_t **answer, const struct pk_act *act, bool is_other);

static enum pk_status told(json_t **answer, enum pk_status status, const struct field *fields,
                           const void *out)
{
    *answer = status == PK_OK ? answer_encode(fields, out) : NULL;
    return status;
}

static enum pk_status park(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    struct pk_park how = stay_how(is_other ? "OTHER" : "NEW");
    return told(answer, pk_park(&out, s.t.lot, act, &how), job_ticket_fields, &out);
}

static enum pk_status park_late(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    struct pk_park how = stay_how("NEW");
    how.entered = TEST_LOT_START + is_other;
    how.reason = "outage";
    return told(answer, pk_park(&out, s.t.lot, act, &how), job_ticket_fields, &out);
}

/* Every tender is asked for: a repeated answer must give each. */
static enum pk_status pay_as(json_t **answer, const struct pk_act *act, const struct pk_pay *how)
{
    struct pk_tender out, all[PK_TENDERS_MAX] = {0};
    enum pk_status status = pk_pay(&out, all, s.t.lot, act, how);
    *answer = NULL;
    if (status != PK_OK)
        return status;
    *answer = json_array();
    json_array_append_new(*answer, answer_encode(job_tender_fields, &out));
    for (size_t i = 0; i < how->tender_count; i++)
        json_array_append_new(*answer, answer_encode(job_tender_fields, &all[i]));
    return status;
}

static enum pk_status pay(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_pay how = stay_cash(&unpaid, PK_NONE, is_other ? 1000 : 2000);
    return pay_as(answer, act, &how);
}

static enum pk_status pay_in_three(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_pay how = stay_cash(&unpaid, 100, 200);
    how.tender_count = is_other ? 2 : 3;
    how.tenders[1] = (struct pk_tender_in){PK_CASH, 50, PK_NONE};
    how.tenders[2] = (struct pk_tender_in){PK_CASH, 30, 40};
    return pay_as(answer, act, &how);
}

static enum pk_status pay_nothing(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_pay how = stay_nil(&unpaid, is_other ? "another reason" : "queue");
    return pay_as(answer, act, &how);
}

static enum pk_status pay_agreed(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_pay how = stay_cash(&unpaid, PK_NONE, PK_NONE);
    how.override_price = is_other ? 200 : 300;
    how.reason = "agreed";
    return pay_as(answer, act, &how);
}

static enum pk_status refund(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_tender out;
    return told(answer,
                pk_refund(&out, s.t.lot, act, paid.ticket_id, is_other ? 100 : 200, PK_CASH, "why"),
                job_tender_fields, &out);
}

static enum pk_status retrieve(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(
        answer,
        pk_retrieve(&out, s.t.lot, act, (is_other ? &fresh : &paid)->ticket_id, PK_FOUND_BY_SCAN),
        job_ticket_fields, &out);
}

static enum pk_status renew(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer, pk_renew(&out, s.t.lot, act, unpaid.ticket_id, is_other ? "b" : "a"),
                job_ticket_fields, &out);
}

static enum pk_status amend(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer,
                pk_amend(&out, s.t.lot, act, unpaid.ticket_id, is_other ? "B2" : "B1", NULL),
                job_ticket_fields, &out);
}

static enum pk_status move(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer, pk_move(&out, s.t.lot, act, unpaid.ticket_id, is_other ? "A07" : "A08"),
                job_ticket_fields, &out);
}

static enum pk_status void_it(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer, pk_void(&out, s.t.lot, act, unpaid.ticket_id, is_other ? "b" : "a"),
                job_ticket_fields, &out);
}

static enum pk_status replace(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer, pk_replace(&out, s.t.lot, act, unpaid.ticket_id, "lost", NULL, is_other),
                job_ticket_fields, &out);
}

static enum pk_status release(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_ticket out;
    return told(answer, pk_release(&out, s.t.lot, act, unpaid.ticket_id, is_other ? "b" : "a"),
                job_ticket_fields, &out);
}

static enum pk_status close_spot(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_spot out;
    return told(answer, pk_spot_close(&out, s.t.lot, act, is_other ? "A07" : "A08", "oil"),
                job_spot_fields, &out);
}

static enum pk_status open_spot(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_spot out;
    return told(answer, pk_spot_open(&out, s.t.lot, act, is_other ? "A07" : "A08"), job_spot_fields,
                &out);
}

static enum pk_status configure(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_setting out;
    return told(answer, pk_setting_set(&out, s.t.lot, act, "exit_grace", is_other ? "11m" : "12m"),
                job_setting_fields, &out);
}

static enum pk_status install(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_tariff_version out;
    const char *text = is_other ? "name = B\neach 1h = 2.00\n" : "name = A\neach 1h = 3.00\n";
    return told(answer, pk_tariff_install(&out, s.t.lot, act, text, strlen(text), PK_NONE, NULL),
                job_tariff_fields, &out);
}

static enum pk_status begin_card(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_card_attempt out;
    return told(answer,
                pk_card_begin(&out, s.t.lot, act, unpaid.ticket_id, is_other ? 100 : 200, PK_NONE),
                job_attempt_fields, &out);
}

static enum pk_status settle_card(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_tender out;
    return told(answer,
                pk_card_settle(&out, s.t.lot, act, attempt_id,
                               is_other ? PK_CARD_DECLINED : PK_CARD_APPROVED),
                job_tender_fields, &out);
}

static enum pk_status pay_card(json_t **answer, const struct pk_act *act, bool is_other)
{
    struct pk_tender out;
    return told(
        answer,
        pk_pay_card(&out, s.t.lot, act, &terminal, unpaid.ticket_id, is_other ? 100 : 200, PK_NONE),
        job_tender_fields, &out);
}

static enum pk_status back_up(json_t **answer, const struct pk_act *act, bool is_other)
{
    char other[FOLDER_PATH_SIZE];
    folder_path(other, s.t.folder, "other.db");
    return told(answer, pk_backup(s.t.lot, act, is_other ? other : copy_path), job_nothing_fields,
                NULL);
}

static const struct {
    const char *name;
    deed *run;
} deeds[] = {
    {"park", park},
    {"late entry", park_late},
    {"pay", pay},
    {"pay in three tenders", pay_in_three},
    {"nil", pay_nothing},
    {"override", pay_agreed},
    {"refund", refund},
    {"retrieve", retrieve},
    {"renew", renew},
    {"amend", amend},
    {"move", move},
    {"void", void_it},
    {"replace", replace},
    {"release", release},
    {"spot close", close_spot},
    {"spot open", open_spot},
    {"configure", configure},
    {"tariff install", install},
    {"card begin", begin_card},
    {"card settle", settle_card},
    {"pay by card", pay_card},
    {"backup", back_up},
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* Asked again an hour later, from another station, with the id written as it is printed. */
static void the_first_answer_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEEDS; i++) {
        json_t *first, *again;
        make_lot();
        struct pk_act act = stay_act(&s), same = act;
        if (deeds[i].run(&first, &act, false) != PK_OK)
            fail_msg("%s: %s", deeds[i].name, pk_error()->message);
        uint64_t picture = stay_picture(&s);
        s.t.now += HOUR;
        pk_uuid_printed(same.request_id, act.request_id);
        snprintf(same.station, sizeof same.station, "desk-2");
        for (int times = 0; times < 2; times++) {
            if (deeds[i].run(&again, &same, false) != PK_OK)
                fail_msg("%s again: %s", deeds[i].name, pk_error()->message);
            if (!json_equal(first, again))
                fail_msg("%s: another answer", deeds[i].name);
            json_decref(again);
        }
        if (stay_picture(&s) != picture)
            fail_msg("%s again changed something", deeds[i].name);
        json_decref(first);
        stay_must_agree(&s);
        stay_close(&s);
    }
}

static void other_content_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEEDS; i++) {
        json_t *answer, *other;
        make_lot();
        struct pk_act act = stay_act(&s);
        OK(deeds[i].run(&answer, &act, false));
        json_decref(answer);
        REFUSED(&s, PK_REQUEST_REUSED, deeds[i].run(&other, &act, true));
        assert_false(folder_has(s.t.folder, "other.db"));
        struct pk_act somebody = act;
        snprintf(somebody.who, sizeof somebody.who, "ann");
        REFUSED(&s, PK_REQUEST_REUSED, deeds[i].run(&other, &somebody, false));
        stay_close(&s);
    }
}

/* An id that one act used is no other act's. */
static void across_acts(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEEDS; i++) {
        json_t *answer;
        make_lot();
        struct pk_act act = stay_act(&s);
        OK(deeds[i].run(&answer, &act, false));
        json_decref(answer);
        for (size_t j = 0; j < DEEDS; j++) {
            bool is_one_act = deeds[i].run == begin_card
                                  ? deeds[j].run == pay_card
                                  : deeds[i].run == pay_card && deeds[j].run == begin_card;
            if (j == i || is_one_act)
                continue;
            enum pk_status status = deeds[j].run(&answer, &act, false);
            if (status != PK_REQUEST_REUSED)
                fail_msg("%s after %s: %s", deeds[j].name, deeds[i].name, pk_status_code(status));
        }
        stay_must_agree(&s);
        stay_close(&s);
    }
}

/* A refusal is no answer: the id is free, and the same request may succeed later. */
static void a_refusal_is_not_remembered(void **state)
{
    (void)state;
    make_lot();
    struct pk_act act = stay_act(&s);
    struct pk_ticket out;
    REFUSED(&s, PK_PAYMENT_REQUIRED,
            pk_retrieve(&out, s.t.lot, &act, unpaid.ticket_id, PK_FOUND_BY_SCAN));
    stay_pay(&s, &unpaid);
    OK(pk_retrieve(&out, s.t.lot, &act, unpaid.ticket_id, PK_FOUND_BY_SCAN));
    stay_close(&s);
}

/* Without an id nobody can ask again: each time is a new act. */
static void without_an_id(void **state)
{
    (void)state;
    json_t *answer;
    make_lot();
    struct pk_act act = {.station = "desk-1"};
    OK(pay_in_three(&answer, &act, false));
    json_decref(answer);
    OK(pay_in_three(&answer, &act, false));
    json_decref(answer);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE amount IN (100, 50, 30)"),
                     6);
    stay_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_answer_again),
        cmocka_unit_test(other_content_is_refused),
        cmocka_unit_test(across_acts),
        cmocka_unit_test(a_refusal_is_not_remembered),
        cmocka_unit_test(without_an_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
