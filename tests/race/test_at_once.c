/*
 * Real processes that want the same thing at the same moment, on one file: exactly one gets it, and
 * everybody else is told so by a rule of the lot.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mman.h>

#include "../support/child.h"
#include "../support/stay.h"
#include "parkade/text.h"

enum { CROWD_MAX = 32 };

/* What all processes know, and what each leaves behind. */
struct crowd {
    char path[FOLDER_PATH_SIZE];
    struct pk_clock clock;
    char ticket_id[PK_UUID_SIZE];
    char request_id[PK_UUID_SIZE]; /* one for all, or "": each has its own */
    const char *spot;
    enum pk_method method;
    struct pk_tender tenders[CROWD_MAX];
    char offers[CROWD_MAX][PK_SPOT_LABEL_SIZE];
};

struct scene {
    struct stays s;
    struct crowd *crowd;
    int statuses[CROWD_MAX];
};

static void begin(struct scene *scene, size_t spots)
{
    scene->crowd =
        mmap(NULL, sizeof *scene->crowd, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(scene->crowd != MAP_FAILED);
    stay_open(&scene->s, spots);
    pk_copy(scene->crowd->path, sizeof scene->crowd->path, scene->s.t.path);
    scene->crowd->clock = scene->s.t.clock;
}

static void end(struct scene *scene)
{
    stay_must_agree(&scene->s);
    stay_close(&scene->s);
    munmap(scene->crowd, sizeof *scene->crowd);
}

/* Runs COUNT processes that BODY the same thing; their answers are statuses. */
static void race(struct scene *scene, int count, child_body body)
{
    struct children children;
    children_start(&children, count, body, scene->crowd);
    children_go(&children);
    children_wait(&children, scene->statuses);
}

static int count_of(const struct scene *scene, int count, enum pk_status status)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found += scene->statuses[i] == (int)status;
    return found;
}

/* Each process opens the file for itself, at a station of its own. */
static struct pk_lot *enter(const struct crowd *crowd, int number, struct pk_act *act)
{
    struct pk_lot *lot = NULL;
    *act = (struct pk_act){.who = ""};
    snprintf(act->station, sizeof act->station, "booth-%d", number);
    pk_copy(act->request_id, sizeof act->request_id, crowd->request_id);
    if (pk_lot_open(&lot, crowd->path, PK_LOT_READ_WRITE, &crowd->clock) != PK_OK)
        return NULL;
    return lot;
}

/* ---- parking ---- */

static int park(struct crowd *crowd, int number, const char *plate)
{
    struct pk_act act;
    struct pk_ticket ticket;
    struct pk_lot *lot = enter(crowd, number, &act);
    struct pk_park how = {.registration = plate, .spot = crowd->spot, .entered = PK_NONE};
    if (!lot)
        return PK_INTERNAL;
    int status = (int)pk_park(&ticket, lot, &act, &how);
    if (status == PK_SPOT_TAKEN)
        pk_copy(crowd->offers[number], PK_SPOT_LABEL_SIZE, pk_error()->offer);
    pk_lot_close(lot);
    return status;
}

static int park_the_same(int number, void *context)
{
    return park(context, number, number % 2 ? "ab-12 cd" : "AB12CD");
}

static int park_one_of_many(int number, void *context)
{
    char plate[16];
    snprintf(plate, sizeof plate, "CAR%d", number);
    return park(context, number, plate);
}

static void one_of_16_parks_the_same_plate(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, 20);
    race(&scene, 16, park_the_same);
    assert_int_equal(count_of(&scene, 16, PK_OK), 1);
    assert_int_equal(count_of(&scene, 16, PK_ALREADY_PARKED), 15);
    assert_int_equal(stay_count(&scene.s, "SELECT count(*) FROM parking_ticket"), 1);
    end(&scene);
}

static void one_of_32_gets_the_last_spot(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, 3);
    stay_park(&scene.s, "FIRST1");
    stay_park(&scene.s, "SECOND2");
    race(&scene, 32, park_one_of_many);
    assert_int_equal(count_of(&scene, 32, PK_OK), 1);
    assert_int_equal(count_of(&scene, 32, PK_LOT_FULL), 31);
    assert_int_equal(stay_count(&scene.s, "SELECT max(ticket_no) FROM parking_ticket"), 3);
    end(&scene);
}

static void one_of_32_gets_the_wanted_spot(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, 40);
    scene.crowd->spot = "A07";
    race(&scene, 32, park_one_of_many);
    assert_int_equal(count_of(&scene, 32, PK_OK), 1);
    assert_int_equal(count_of(&scene, 32, PK_SPOT_TAKEN), 31);
    for (int i = 0; i < 32; i++)
        if (scene.statuses[i] == PK_SPOT_TAKEN)
            assert_string_equal(scene.crowd->offers[i], "A01");
    end(&scene);
}

/* ---- paying ---- */

static enum pk_status pay_by(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct crowd *crowd)
{
    struct pk_card_terminal terminal;
    struct pk_pay cash = {.ticket_id = crowd->ticket_id,
                          .tender_count = 1,
                          .tenders = {{PK_CASH, PK_NONE, 2000}},
                          .quoted_at = PK_NONE,
                          .override_price = PK_NONE};
    if (crowd->method == PK_CASH)
        return pk_pay(out, NULL, lot, act, &cash);
    pk_card_simulator(&terminal, "approve");
    return pk_pay_card(out, lot, act, &terminal, crowd->ticket_id, PK_NONE, PK_NONE);
}

static int pay(int number, void *context)
{
    struct crowd *crowd = context;
    struct pk_act act;
    struct pk_lot *lot = enter(crowd, number, &act);
    if (!lot)
        return PK_INTERNAL;
    int status = (int)pay_by(&crowd->tenders[number], lot, &act, crowd);
    pk_lot_close(lot);
    return status;
}

static void begin_paying(struct scene *scene, enum pk_method method)
{
    begin(scene, 3);
    struct pk_ticket ticket = stay_park(&scene->s, "AB12CD");
    scene->s.t.now += 3 * HOUR;
    scene->crowd->method = method;
    pk_copy(scene->crowd->ticket_id, PK_UUID_SIZE, ticket.ticket_id);
}

static void must_be_one_tender(struct scene *scene)
{
    assert_int_equal(stay_count(&scene->s, "SELECT count(*) FROM tender"), 1);
    assert_int_equal(stay_count(&scene->s, "SELECT sum(amount) FROM tender"), 600);
    end(scene);
}

static void one_of_8_pays_in_cash(void **state)
{
    (void)state;
    struct scene scene;
    begin_paying(&scene, PK_CASH);
    race(&scene, 8, pay);
    assert_int_equal(count_of(&scene, 8, PK_OK), 1);
    assert_int_equal(count_of(&scene, 8, PK_ALREADY_PAID), 7);
    must_be_one_tender(&scene);
}

/* Seven are told that it is paid, or that a card is under way: never is a card charged twice. */
static void one_of_8_pays_by_card(void **state)
{
    (void)state;
    struct scene scene;
    begin_paying(&scene, PK_CARD);
    race(&scene, 8, pay);
    assert_int_equal(count_of(&scene, 8, PK_OK), 1);
    assert_int_equal(count_of(&scene, 8, PK_ALREADY_PAID) + count_of(&scene, 8, PK_BUSY), 7);
    assert_int_equal(stay_count(&scene.s, "SELECT count(*) FROM card_attempt"), 1);
    must_be_one_tender(&scene);
}

static void answers_must_be_equal(struct scene *scene, int count)
{
    assert_int_equal(count_of(scene, count, PK_OK), count);
    const struct pk_tender *first = &scene->crowd->tenders[0];
    for (int i = 1; i < count; i++) {
        const struct pk_tender *other = &scene->crowd->tenders[i];
        assert_string_equal(other->payment_id, first->payment_id);
        assert_int_equal(other->amount, first->amount);
        assert_int_equal(other->change, first->change);
        assert_int_equal(other->receipt_no, first->receipt_no);
        assert_int_equal(other->payment_time, first->payment_time);
        assert_int_equal(other->expires_at, first->expires_at);
        assert_true(other->is_paid);
    }
}

static void pay_with_one_request(enum pk_method method)
{
    struct scene scene;
    begin_paying(&scene, method);
    pk_copy(scene.crowd->request_id, PK_UUID_SIZE, "11111111-1111-4111-8111-111111111111");
    race(&scene, 8, pay);
    answers_must_be_equal(&scene, 8);
    must_be_one_tender(&scene);
}

static void eight_with_one_request_get_one_answer(void **state)
{
    (void)state;
    pay_with_one_request(PK_CASH);
}

static void eight_with_one_request_charge_one_card(void **state)
{
    (void)state;
    pay_with_one_request(PK_CARD);
}

/* ---- leaving ---- */

static int retrieve(int number, void *context)
{
    struct crowd *crowd = context;
    struct pk_act act;
    struct pk_ticket ticket;
    struct pk_lot *lot = enter(crowd, number, &act);
    if (!lot)
        return PK_INTERNAL;
    int status = (int)pk_retrieve(&ticket, lot, &act, crowd->ticket_id, PK_FOUND_BY_SCAN);
    pk_lot_close(lot);
    return status;
}

static void one_of_8_leaves(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, 3);
    struct pk_ticket ticket = stay_park(&scene.s, "AB12CD");
    pk_copy(scene.crowd->ticket_id, PK_UUID_SIZE, ticket.ticket_id);
    race(&scene, 8, retrieve);
    assert_int_equal(count_of(&scene, 8, PK_OK), 1);
    assert_int_equal(count_of(&scene, 8, PK_TICKET_CLOSED), 7);
    assert_int_equal(stay_count(&scene.s, "SELECT count(*) FROM journal WHERE kind = 'retrieve'"),
                     1);
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_of_16_parks_the_same_plate),
        cmocka_unit_test(one_of_32_gets_the_last_spot),
        cmocka_unit_test(one_of_32_gets_the_wanted_spot),
        cmocka_unit_test(one_of_8_pays_in_cash),
        cmocka_unit_test(one_of_8_pays_by_card),
        cmocka_unit_test(eight_with_one_request_get_one_answer),
        cmocka_unit_test(eight_with_one_request_charge_one_card),
        cmocka_unit_test(one_of_8_leaves),
    };
    return cmocka_run_group_tests_name("race: at once", tests, NULL, NULL);
}
