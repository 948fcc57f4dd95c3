/*
 * Golden screens of Setup: each page and its prompts, at three sizes, in UTF-8 and ASCII, in
 * colour and without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/people.h"
#include "../support/shots.h"
#include "parkade/permit.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "parkade/validation.h"
#include "parkade/watch.h"

enum { DAY = 86400 };

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

static void add_staff(struct screen *s)
{
    struct pk_staff out;

    people_hire(&s->t, "Max", PK_MANAGER);
    people_hire(&s->t, "Ana", PK_ATTENDANT);
    people_hire(&s->t, "Renée", PK_SUPERVISOR);
    people_hire(&s->t, "Old Tom", PK_ATTENDANT);
    struct pk_act act = people_act(&s->t, "Max");
    must(pk_staff_set_active(&out, s->t.lot, &act, "Old Tom", false));
    for (int i = 0; i < 5; i++)
        pk_sign_in(&out, s->t.lot, "Ana", "0000", "desk-1");
    assert_true(pk_copy(s->app.who, sizeof s->app.who, "Max"));
}

static void add_tariff(struct screen *s)
{
    static char text[64 * 1024];
    FILE *file = fopen("data/tariffs/riverside.tariff", "r");
    struct pk_tariff_version out;
    struct pk_act act = people_act(&s->t, "Max");

    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    must(pk_tariff_install(&out, s->t.lot, &act, text, length, s->t.now + 20 * DAY, NULL));
}

static void add_customers(struct screen *s)
{
    static const char *const PLATES[] = {"RI 1", "RI 2", "RI 3"};
    struct pk_permit_new how = {.holder = "Rivera & Sons",
                                .valid_from = PK_NONE,
                                .valid_to = s->t.now + 300 * DAY,
                                .max_inside = 2,
                                .plate_count = 3,
                                .plates = PLATES};
    struct pk_validation code = {.code = "CINE",
                                 .sponsor = "Cinema",
                                 .kind = PK_OFF_MINUTES,
                                 .value = 120,
                                 .valid_from = PK_NONE,
                                 .valid_to = PK_NONE,
                                 .per_day = 50,
                                 .most = PK_NONE};
    static struct pk_permit permit;
    struct pk_validation made;
    struct pk_watch watch;
    struct pk_act acts[3];

    for (int i = 0; i < 3; i++)
        acts[i] = people_act(&s->t, "Max");
    must(pk_permit_add(&permit, s->t.lot, &acts[0], &how));
    must(pk_validation_add(&made, s->t.lot, &acts[1], &code));
    must(
        pk_watch_add(&watch, s->t.lot, &acts[2], "BAD 1", PK_WATCH_REFUSE, "owes for three stays"));
}

static void add_printer(struct screen *s)
{
    struct pk_act act = people_act(&s->t, "Max");
    struct pk_setting out;

    must(pk_setting_set(&out, s->t.lot, &act, "printer", "escpos 42 device:/dev/usb/lp0"));
}

static void prepare(struct screen *s)
{
    add_staff(s);
    add_tariff(s);
    add_customers(s);
    add_printer(s);
}

static const struct shot SHOTS[] = {
    {"setup-staff", {"/u"}},
    {"setup-staff-add", {"/ua", "Eva\r4711"}},
    {"setup-staff-let-go", {"/u", "x"}},
    {"setup-tariffs", {"/u\t\033[B"}},
    {"setup-tariff", {"/u\t", "\r"}},
    {"setup-install", {"/u\t", "a", "/nowhere\r"}},
    {"setup-try-out", {"/u\t", "t"}},
    {"setup-price", {"/u\t", "t", "\r"}},
    {"setup-spots", {"/u\t\t", "\033[B\033[B\033[B\033[B\033[B\033[B"}},
    {"setup-spots-find", {"/u\t\t", "froof"}},
    {"setup-spots-close", {"/u\t\t", "x"}},
    {"setup-settings", {"/u\t\t\t", "fretention", "\033[B"}},
    {"setup-setting", {"/u\t\t\t", "fgrace\r", "\0259d\r"}},
    {"setup-permits", {"/u\t\t\t\t"}},
    {"setup-permit-sell", {"/u\t\t\t\t", "a"}},
    {"setup-codes", {"/u\t\t\t\t\t"}},
    {"setup-code-make", {"/u\t\t\t\t\t", "a", "x\tX\t\tmany\r"}},
    {"setup-watch", {"/u\t\t\t\t\t\t"}},
    {"setup-printers", {"/u\t\t\t\t\t\t\t"}},
    {"setup-printer", {"/u\t\t\t\t\t\t\t", "\r", "\025paper\r"}},
};

static const struct shot OPEN_LOT[] = {{"setup-nobody", {"/u"}}, {"setup-first", {"/u", "a"}}};

static void test_pages(void **state)
{
    (void)state;
    shots_must_hold(SHOTS, sizeof SHOTS / sizeof SHOTS[0], prepare);
}

static void test_a_lot_without_staff(void **state)
{
    (void)state;
    shots_must_hold(OPEN_LOT, sizeof OPEN_LOT / sizeof OPEN_LOT[0], NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_a_lot_without_staff),
    };

    return cmocka_run_group_tests_name("setup, screens", tests, NULL, NULL);
}
