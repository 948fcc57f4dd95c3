/*
 * Thousands of random keys, scans, pastes, resizes, odd bytes and deeds of other stations: the
 * console never crashes, never ends by Esc, always comes back to the lot by Esc, and the lot agrees
 * with itself afterwards. MONKEY_SEED and MONKEY_KEYS play another game, MONKEY_LOUD tells what is
 * typed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ui/people.h"
#include "../support/people.h"
#include "../support/run.h"
#include "../support/screen.h"
#include "parkade/check.h"
#include "parkade/shift.h"
#include "parkade/uuid.h"

enum { BURST_MOST = 24, BYTES_SIZE = 1024 };

static struct screen screen;
static uint64_t dice;

/* xorshift64*: the same game for the same seed, everywhere. */
static unsigned roll(unsigned sides)
{
    dice ^= dice >> 12;
    dice ^= dice << 25;
    dice ^= dice >> 27;
    return (unsigned)((dice * UINT64_C(2685821657736338717)) >> 33) % sides;
}

static unsigned number_from(const char *name, unsigned otherwise)
{
    const char *text = getenv(name);

    return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

/* Timers are turned instead of waiting for them. */
static void let_time_pass(void)
{
    screen.app.deaf_until_ms = 0;
    if (screen.app.timers.is_set[TIMER_BURST])
        screen.app.timers.left_ms[TIMER_BURST] = 0;
    if (screen.app.timers.is_set[TIMER_PASTE])
        screen.app.timers.left_ms[TIMER_PASTE] = 0;
    screen.app.burst.last_ms -= 2 * BURST_GAP_MS;
}

/* ---- what is typed ---- */

struct typed {
    char bytes[BYTES_SIZE];
    size_t length;
};

static void add(struct typed *typed, const char *bytes)
{
    size_t length = strlen(bytes);

    if (typed->length + length >= BYTES_SIZE)
        return;
    memcpy(typed->bytes + typed->length, bytes, length + 1);
    typed->length += length;
}

static void add_byte(struct typed *typed, unsigned byte)
{
    char text[2] = {(char)byte, '\0'};

    if (byte != 0 && byte != ('q' & 0x1f)) /* it would end the console, as it should */
        add(typed, text);
}

static const char *const NAMED[] = {"\r",     "\r",     "\033",   "\t",     "\033[Z",  "\033[A",
                                    "\033[B", "\033[C", "\033[D", "\033[H", "\033[F",  "\033[5~",
                                    "\177",   "\033OP", "\033OQ", "\033Ox", "\033[3~", "\033[1;5C"};
/* What makes sense somewhere. */
static const char *const WORDS[] = {
    "ab12gh\r",   "AB12CD\r", "new7\r\r",   "@A09\r", "#3\r",  "8O0",    "20c", "5c", "c",  "k",
    "/t",         "/l",       "/s",         "/f",     "/x",    "/w",     "/u",  "/a", "/p", "/e",
    "/o",         "/d",       "reason",     "2468\r", "max\t", "ana\t",  "/i",  "/z", "?",  "y",
    "n",          "x",        "+-",         "12.50",  "v",     "lost\r", "a",   "m",  "u",  "r",
    "ü中e\u0301", "\xff\xc3", "\033[99;9u", "0",      "1000",  "100\r",  "o",   "l",  "t",  "s"};

static void add_scan(struct typed *typed)
{
    static const char *const PLATES[] = {"AB12GH", "AB12CD", "LATE7", "B800XY", "OLD1"};
    char digits[PK_UUID_SIZE];
    struct pk_ticket ticket;

    if (pk_ticket_resolve(&ticket, NULL, screen.t.lot, PLATES[roll(5)]) == PK_OK)
        pk_uuid_printed(digits, ticket.ticket_id);
    else
        strcpy(digits, "0123456789abcdef0123456789abcdef");
    add(typed, digits);
    add(typed, roll(4) ? "\r" : "\t");
}

static void add_paste(struct typed *typed)
{
    add(typed, "\033[200~");
    for (unsigned i = roll(60); i > 0; i--)
        add_byte(typed, 1 + roll(255));
    if (roll(8))
        add(typed, "\033[201~");
}

/* Whole tasks, so that much is inside and much is taken. */
static void add_task(struct typed *typed)
{
    static const char *const TASKS[] = {"\033\033m%u\r\r",    "\033\033m%u\r\r\033m%u\rc\r",
                                        "\033\033m%u\r50c\r", "\033\033m%u\r1cv",
                                        "\033\033m%u\rtx",    "\033\033m%u\rk\r"};
    char text[64];
    unsigned number = roll(40);

    snprintf(text, sizeof text, TASKS[roll(6)], number, number);
    add(typed, text);
}

static void add_something(struct typed *typed)
{
    unsigned kind = roll(120);

    if (kind >= 100)
        add_task(typed);
    else if (kind < 30)
        add(typed, WORDS[roll(sizeof WORDS / sizeof WORDS[0])]);
    else if (kind < 60)
        add(typed, NAMED[roll(sizeof NAMED / sizeof NAMED[0])]);
    else if (kind < 90)
        add_byte(typed, ' ' + roll(95));
    else if (kind < 95)
        add_byte(typed, 1 + roll(255));
    else if (kind < 98)
        add_scan(typed);
    else
        add_paste(typed);
}

/* Ana's shift at this station; whether she has one already is all the same. */
static void open_shift(void)
{
    struct pk_act act = people_act_at(&screen.t, "Ana", screen.app.station);
    const struct pk_cash none = {.total = 0};
    struct pk_shift shift;

    people_sign_in(screen.t.lot, "Ana");
    pk_shift_open(&shift, screen.t.lot, &act, &none);
}

/* Whoever works here has gone, or never came. */
static void sign_in(void)
{
    if (strcmp(screen.app.who, "Ana") == 0)
        return;
    screen_type(&screen, "/i");
    let_time_pass();
    screen_type(&screen, "ana\t" PEOPLE_PIN "\r");
    let_time_pass();
    open_shift();
}

/* ---- what else happens ---- */

static void resize(void)
{
    static const int LINES_COLUMNS[][2] = {{24, 80}, {20, 60}, {60, 200}, {19, 59}, {1, 1},
                                           {2, 200}, {30, 3},  {24, 132}, {25, 110}};
    size_t which = roll(sizeof LINES_COLUMNS / sizeof LINES_COLUMNS[0]);

    screen_resize(&screen, LINES_COLUMNS[which][0], LINES_COLUMNS[which][1]);
}

/* Another station parks, or lets somebody go, whatever comes of it. */
static void other_acts(struct pk_lot *other)
{
    struct pk_act act = {.station = "entry-2"};
    struct pk_ticket ticket;
    char plate[16];

    snprintf(plate, sizeof plate, "M%u", roll(40));
    struct pk_park how = {.registration = plate, .entered = PK_NONE};
    if (pk_ticket_resolve(&ticket, NULL, other, plate) == PK_OK)
        pk_retrieve(&ticket, other, &act, ticket.ticket_id, PK_FOUND_BY_PLATE);
    else
        pk_park(&ticket, other, &act, &how);
}

static void something_happens(struct pk_lot *other)
{
    switch (roll(20)) {
    case 0:
    case 1:
        resize();
        return;
    case 2:
    case 3:
        other_acts(other);
        return;
    case 4:
        screen.t.now += 60 * roll(300);
        screen.app.timers.left_ms[TIMER_LOOK] = 0;
        return;
    case 5:
        if (screen.app.timers.is_set[TIMER_LOCK] && roll(4) == 0)
            screen.app.timers.left_ms[TIMER_LOCK] = 0;
        return;
    default:
        return;
    }
}

/* The one way out that the monkey finds: "quit" among the commands. */
static void must_not_be_over(const struct typed *typed)
{
    if (!screen.app.is_over)
        return;
    if (!strpbrk(typed->bytes, "q\ry\003"))
        fail_msg("it ended after '%s'", typed->bytes);
    screen.app.is_over = false;
}

static void play(struct pk_lot *other)
{
    struct typed typed = {.length = 0};

    for (unsigned i = 1 + roll(BURST_MOST); i > 0; i--)
        add_something(&typed);
    if (getenv("MONKEY_LOUD"))
        fprintf(stderr, "type '%s'\n", typed.bytes);
    assert_int_equal(write(screen.keys, typed.bytes, typed.length), (ssize_t)typed.length);
    let_time_pass();
    screen_settle(&screen);
    let_time_pass();
    screen_settle(&screen);
    must_not_be_over(&typed);
    something_happens(other);
}

/* Esc, and an answer where it asks, leads back to the lot from everywhere. */
static void must_come_back(void)
{
    screen_resize(&screen, 24, 80);
    for (int i = 0; i < 40 && (screen.app.top->below || screen.app.lock); i++) {
        let_time_pass();
        screen_settle(&screen);
        screen_type(&screen, screen.app.lock ? "\033" PEOPLE_PIN "\r" : "\033");
        let_time_pass();
        assert_false(screen.app.is_over);
    }
    if (screen.app.top->below)
        fail_msg("Esc does not lead back:\n%s", screen_text(&screen));
}

static void must_agree(void)
{
    struct pk_check check;

    if (pk_check(&check, screen.t.lot))
        fail_msg("%s: %s", check.findings[0].rule, check.findings[0].message);
    print_message("%lld tickets, %lld payments, %lld entries\n", (long long)check.tickets,
                  (long long)check.payments, (long long)check.entries);
}

static void run(const struct screen_kind *kind, bool has_staff, unsigned number)
{
    unsigned seed = number_from("MONKEY_SEED", 20260112) + number;
    unsigned rounds =
        number_from("MONKEY_KEYS", run_can_set_clock() ? 20000 : 5000) / (BURST_MOST / 2) / 4;

    print_message("MONKEY_SEED=%u\n", seed - number);
    dice = seed * UINT64_C(2654435761) + 1;
    screen_open(&screen, kind);
    if (has_staff) {
        people_hire(&screen.t, "Max", PK_MANAGER);
        people_hire(&screen.t, "Ana", PK_ATTENDANT);
        people_begin(&screen.app);
        screen_settle(&screen);
    }
    struct pk_lot *other = test_lot_another(&screen.t);
    for (unsigned i = 0; i < rounds; i++) {
        play(other);
        if (i % 20 != 19)
            continue;
        must_come_back();
        if (has_staff)
            sign_in();
    }
    must_come_back();
    must_agree();
    pk_lot_close(other);
    screen_close(&screen);
}

static void test_an_open_lot(void **state)
{
    static const struct screen_kind KIND = {.lines = 24, .columns = 80, .is_utf8 = true};

    (void)state;
    run(&KIND, false, 0);
}

static void test_a_desk_in_ascii(void **state)
{
    static const struct screen_kind KIND = {
        .lines = 20, .columns = 60, .is_mono = true, .station = "desk-1", .terminal = "vt100"};

    (void)state;
    run(&KIND, false, 1);
}

static void test_with_staff(void **state)
{
    static const struct screen_kind KIND = {.lines = 60, .columns = 200, .is_utf8 = true};

    (void)state;
    run(&KIND, true, 2);
}

static void test_with_staff_at_the_entry(void **state)
{
    static const struct screen_kind KIND = {
        .lines = 24, .columns = 80, .is_utf8 = true, .station = "entry-1"};

    (void)state;
    run(&KIND, true, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_open_lot),
        cmocka_unit_test(test_a_desk_in_ascii),
        cmocka_unit_test(test_with_staff),
        cmocka_unit_test(test_with_staff_at_the_entry),
    };

    return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
