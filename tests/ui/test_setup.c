/*
 * Setup at the console: tariffs, spots, settings, permits, codes, the watchlist: each act by keys
 * against the lot, what is refused keeps what was typed, and finding among many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/permit.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "parkade/watch.h"

#define TARIFFS   "/u\t"
#define SPOTS     "/u\t\t"
#define SETTINGS  "/u\t\t\t"
#define PERMITS   "/u\t\t\t\t"
#define CODES     "/u\t\t\t\t\t"
#define WATCHLIST "/u\t\t\t\t\t\t"
#define PRINTERS  "/u\t\t\t\t\t\t\t"
#define CLEAR     "\025"
#define BACK_TAB  "\033[Z"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

/* ---- the frame ---- */

static void test_pages_go_round(void **state)
{
    (void)state;
    screen_type(&screen, "/u");
    screen_must_show(&screen, "›staff");
    screen_type(&screen, "\033[Z");
    screen_must_show(&screen, "›printers");
    screen_type(&screen, "\t\t");
    screen_must_show(&screen, "›tariffs");
    screen_type(&screen, BACK_TAB);
    screen_must_show(&screen, "›staff");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "48 of 54 free");
}

/* The present page is named, however narrow the screen is. */
static void test_pages_on_a_narrow_screen(void **state)
{
    static const char *const NAMES[] = {"staff",   "tariffs", "spots",     "settings",
                                        "permits", "codes",   "watchlist", "printers"};

    (void)state;
    screen_resize(&screen, 20, 60);
    screen_type(&screen, "/u");
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        char marked[40];
        snprintf(marked, sizeof marked, "›%s", NAMES[i]);
        screen_must_show(&screen, marked);
        screen_type(&screen, "\t");
    }
}

static void test_an_act_of_another_page_says_so(void **state)
{
    (void)state;
    screen_type(&screen, SETTINGS "p");
    screen_must_show(&screen, "new PIN: not just now.");
}

/* Esc takes back what is sought, then leaves. */
static void test_finding(void **state)
{
    (void)state;
    screen_type(&screen, SPOTS "f");
    screen_type(&screen, "lamp");
    screen_must_show(&screen, "1 found");
    screen_must_show(&screen, "A07");
    screen_must_not_show(&screen, "A08");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "A08");
    screen_type(&screen, "@b-0");
    screen_must_show(&screen, "B07");
    screen_must_not_show(&screen, "A01");
    screen_type(&screen, "7\r");
    screen_must_show(&screen, "AB 12 GH"); /* the spot's screen */
    screen_type(&screen, "\033");
    screen_must_show(&screen, "1 found");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "A01");
    screen_must_show(&screen, "Setup");
}

static void test_what_nobody_has_is_not_found(void **state)
{
    (void)state;
    screen_type(&screen, SPOTS "fnowhere");
    screen_must_show(&screen, "0 found");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "open: not just now.");
}

/* ---- tariffs ---- */

static size_t version_count(void)
{
    struct pk_tariff_version versions[8];
    size_t count = 0;

    assert_int_equal(pk_tariff_version_list(versions, 8, &count, screen.t.lot), PK_OK);
    return count;
}

/* A file beside the lot; its path is in OUT. */
static void write_file(char out[static FOLDER_PATH_SIZE], const char *name, const char *text)
{
    folder_path(out, screen.t.folder, name);
    FILE *file = fopen(out, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void test_a_tariff_is_read(void **state)
{
    (void)state;
    screen_type(&screen, TARIFFS);
    screen_must_show(&screen, "holds now");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Tariff  1");
    screen_must_show(&screen, "  zone:"); /* long lines go on in the next */
    screen_must_show(&screen, "[example]");
}

static void test_a_tariff_is_installed_from_a_day_on(void **state)
{
    struct pk_tariff_version versions[8];
    size_t count;

    (void)state;
    screen_type(&screen, TARIFFS "a");
    screen_type(&screen, "data/tariffs/riverside.tariff\t2026-02-01 00:00\r");
    screen_must_show(&screen, "Version 2 is installed.");
    screen_must_show(&screen, "to come");
    screen_must_show(&screen, "1 Feb 00:00");
    assert_int_equal(pk_tariff_version_list(versions, 8, &count, screen.t.lot), PK_OK);
    assert_int_equal(count, 2);
    assert_int_equal(versions[1].valid_from, 1769900400); /* midnight in Berlin */
}

static void test_the_past_is_no_time_for_a_tariff(void **state)
{
    (void)state;
    screen_type(&screen, TARIFFS "a");
    screen_type(&screen, "data/tariffs/riverside.tariff\t2026-01-01 00:00\r");
    screen_must_show(&screen, "2026-01-01 00:00"); /* what was typed is kept */
    screen_must_show(&screen, "past");
    assert_int_equal(version_count(), 1);
}

static void test_faults_are_told_whole(void **state)
{
    char path[FOLDER_PATH_SIZE];

    (void)state;
    write_file(path, "bad.tariff", "name = Bad\neach 1h = much\nfree stay = soon\n");
    screen_type(&screen, TARIFFS "a");
    screen_type(&screen, path);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Faults  nothing is installed");
    screen_must_show(&screen, "bad.tariff, line 2: ");
    screen_must_show(&screen, "bad.tariff, line 3: ");
    assert_int_equal(version_count(), 1);
    screen_type(&screen, "\033");
    screen_must_show(&screen, "Install a tariff"); /* with what was typed */
    screen_must_show(&screen, "bad.tariff");
}

static void test_only_a_text_file_is_read(void **state)
{
    (void)state;
    screen_type(&screen, TARIFFS "a");
    screen_type(&screen, "/nowhere\r");
    screen_must_show(&screen, "/nowhere cannot be opened");
    screen_type(&screen, CLEAR "/dev/tty\r");
    screen_must_not_show(&screen, "Faults");
    screen_type(&screen, CLEAR "data\r");
    screen_must_show(&screen, "data is not a file.");
    screen_type(&screen, CLEAR "build/parkade\r");
    screen_must_show(&screen, "is longer than 64 KiB");
    assert_int_equal(version_count(), 1);
}

/* The built-in tariff: 15 minutes free, then 2.00 for each hour begun. */
static void test_a_tariff_is_tried_out(void **state)
{
    (void)state;
    screen_type(&screen, TARIFFS "t");
    screen_must_show(&screen, "2026-01-12 16:41");
    screen_type(&screen, CLEAR "3h\r");
    screen_must_show(&screen, "Price  by version 1");
    screen_must_show(&screen, "6.00   EUR  total");
    screen_type(&screen, "\033");
    screen_type(&screen, CLEAR "2026-01-12 17:00\r"); /* the form is still there */
    screen_must_show(&screen, "2.00   EUR  total");
    screen_type(&screen, "\033");
    screen_type(&screen, CLEAR "yesterday\r");
    screen_must_show(&screen, "yesterday");
    screen_must_show(&screen, "Try out");
}

/* ---- spots ---- */

static struct pk_spot spot(const char *label)
{
    struct pk_spot out;

    assert_int_equal(pk_spot_find(&out, screen.t.lot, label), PK_OK);
    return out;
}

static void test_the_chosen_spot_goes_out_of_service_and_back(void **state)
{
    (void)state;
    screen_type(&screen, SPOTS "\033[B");
    screen_type(&screen, "x");
    screen_type(&screen, "oil\r");
    screen_must_show(&screen, "Out of service: 1.");
    assert_false(spot("A02").in_service);
    assert_string_equal(spot("A02").closed_reason, "oil");
    screen_must_show(&screen, "oil");
    screen_type(&screen, "o");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Back in service: 1.");
    assert_true(spot("A02").in_service);
}

static void test_many_spots_at_once(void **state)
{
    (void)state;
    screen_type(&screen, SPOTS "x");
    screen_type(&screen, "snow" BACK_TAB CLEAR "a02-a05, D12\r");
    screen_must_show(&screen, "Out of service: 5.");
    assert_false(spot("A02").in_service);
    assert_false(spot("A05").in_service);
    assert_false(spot("D12").in_service);
    assert_true(spot("A08").in_service);
    screen_type(&screen, "o");
    screen_type(&screen, CLEAR "A05-A02 D12\r");
    screen_must_show(&screen, "Back in service: 5.");
    assert_true(spot("A03").in_service);
}

static void test_all_of_them_or_none(void **state)
{
    (void)state;
    screen_type(&screen, SPOTS "x");
    screen_type(&screen, "snow" BACK_TAB CLEAR "A02-A05 Z99\r");
    screen_must_show(&screen, "There is no spot Z99");
    screen_must_show(&screen, "A02-A05 Z99");
    assert_true(spot("A02").in_service);
    assert_true(spot("A05").in_service);
}

/* ---- settings ---- */

static void must_be_set(const char *name, const char *value)
{
    struct pk_setting setting;

    assert_int_equal(pk_setting_get(&setting, screen.t.lot, name), PK_OK);
    assert_string_equal(setting.value, value);
}

static void test_a_setting_is_changed_in_place(void **state)
{
    (void)state;
    screen_type(&screen, SETTINGS "fexit_gr");
    screen_must_show(&screen, "15 min");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "15m");
    screen_must_show(&screen, "0 to 1d");
    screen_type(&screen, CLEAR "9d\r");
    screen_must_show(&screen, "out of range");
    screen_must_show(&screen, "9d"); /* is kept */
    must_be_set("exit_grace", "900");
    screen_type(&screen, CLEAR "20m\r");
    screen_must_show(&screen, "exit_grace is 20m now.");
    screen_must_show(&screen, "20 min");
    must_be_set("exit_grace", "1200");
}

static void test_what_is_given_once_does_not_change(void **state)
{
    (void)state;
    screen_type(&screen, SETTINGS "fcurrency");
    screen_type(&screen, "\033[B\033[B\033[B\r");
    screen_type(&screen, CLEAR "USD\r");
    screen_must_show(&screen, "given once");
    must_be_set("currency", "EUR");
}

static void test_a_manager_approves_a_setting(void **state)
{
    (void)state;
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    assert_true(pk_copy(screen.app.who, sizeof screen.app.who, "Ana"));
    screen_type(&screen, SETTINGS "fname");
    screen_type(&screen, "\r");
    screen_type(&screen, CLEAR "Lakeside\r");
    screen_must_show(&screen, "takes a manager");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    must_be_set("name", "Lakeside");
    screen_must_show(&screen, "Setup  Lakeside");
}

/* ---- permits ---- */

static struct pk_permit permit(int64_t number)
{
    static struct pk_permit out;

    assert_int_equal(pk_permit_get(&out, screen.t.lot, number), PK_OK);
    return out;
}

static void test_a_permit_from_sale_to_end(void **state)
{
    (void)state;
    screen_type(&screen, PERMITS "a");
    screen_type(&screen, "Rivera\tRI 1, ri-2\t\t2026-12-31 23:00\t\025x\r");
    screen_must_show(&screen, "is a number");
    screen_must_show(&screen, "RI 1, ri-2");
    screen_type(&screen, CLEAR "2\r");
    screen_must_show(&screen, "Permit 1 is sold.");
    screen_must_show(&screen, "RI1 RI2");
    screen_must_show(&screen, "0 of 2");
    assert_int_equal(permit(1).max_inside, 2);
    screen_type(&screen, "\r");
    screen_type(&screen, "ri 3\r");
    assert_string_equal(permit(1).plates, "RI1 RI2 RI3");
    screen_type(&screen, "\r");
    screen_type(&screen, "ri 1\t\033[C\r");
    assert_string_equal(permit(1).plates, "RI2 RI3");
    screen_type(&screen, "x");
    screen_type(&screen, "\r"); /* no */
    assert_true(permit(1).is_active);
    screen_type(&screen, "xy");
    screen_must_show(&screen, "Permit 1 has ended.");
    assert_false(permit(1).is_active);
}

static void test_a_permit_needs_its_end(void **state)
{
    (void)state;
    screen_type(&screen, PERMITS "a");
    screen_type(&screen, "Rivera\tRI 1\r");
    screen_must_show(&screen, "Sell a permit");
    screen_must_show(&screen, "Rivera");
    screen_must_not_show(&screen, "is sold");
}

/* ---- codes ---- */

static size_t codes(struct pk_validation out[static 8])
{
    size_t count = 0;

    assert_int_equal(pk_validation_list(out, 8, &count, screen.t.lot), PK_OK);
    return count;
}

static void test_a_code_from_making_to_end(void **state)
{
    struct pk_validation all[8];

    (void)state;
    screen_type(&screen, CODES "a");
    screen_type(&screen, "cine\tCinema\t\tone\r");
    screen_must_show(&screen, "How many minutes are free is a number.");
    screen_must_show(&screen, "Cinema");
    screen_type(&screen, CLEAR "60\t\t\t100\r");
    screen_must_show(&screen, "The code CINE can be given.");
    screen_must_show(&screen, "60 minutes free");
    assert_int_equal(codes(all), 1);
    assert_int_equal(all[0].value, 60);
    assert_int_equal(all[0].per_day, 100);
    assert_int_equal(all[0].most, PK_NONE);
    screen_type(&screen, "xy");
    screen_must_show(&screen, "The code CINE is given no more.");
    codes(all);
    assert_false(all[0].is_active);
    screen_type(&screen, "x");
    screen_must_show(&screen, "CINE has ended.");
}

/* Money is typed in major units, as everywhere. */
static void test_a_code_for_money(void **state)
{
    struct pk_validation all[8];

    (void)state;
    screen_type(&screen, CODES "a");
    screen_type(&screen, "SHOP\tShop\t\033[C\033[C\t1.50\r");
    screen_must_show(&screen, "1.50 off");
    assert_int_equal(codes(all), 1);
    assert_int_equal(all[0].kind, PK_OFF_AMOUNT);
    assert_int_equal(all[0].value, 150);
}

/* ---- the watchlist ---- */

static bool count_one(const struct pk_watch *watch, void *context)
{
    (void)watch;
    ++*(int *)context;
    return true;
}

static int watched(void)
{
    int count = 0;

    assert_int_equal(pk_watch_each(screen.t.lot, count_one, &count), PK_OK);
    return count;
}

static void test_a_plate_is_watched_and_no_more(void **state)
{
    (void)state;
    screen_type(&screen, WATCHLIST "a");
    screen_type(&screen, "bad 1\t\033[C\r"); /* Enter goes to the reason */
    screen_type(&screen, "owes for a week\r");
    screen_must_show(&screen, "BAD1 is watched.");
    screen_must_show(&screen, "refuse");
    assert_int_equal(watched(), 1);
    screen_type(&screen, "x");
    screen_type(&screen, "\033");
    assert_int_equal(watched(), 1);
    screen_type(&screen, "xy");
    screen_must_show(&screen, "BAD1 is watched no more.");
    assert_int_equal(watched(), 0);
}

/* What stood below the choice when another console adds a line above it. */
static void test_the_choice_stays_on_its_line(void **state)
{
    enum { MANY = 90 };
    struct pk_watch out;
    char plate[16];

    (void)state;
    for (int i = 10; i < MANY; i++) {
        snprintf(plate, sizeof plate, "W%d", i);
        assert_int_equal(
            pk_watch_add(&out, screen.t.lot, &screen.t.act, plate, PK_WATCH_ALERT, "x"), PK_OK);
    }
    screen_type(&screen, WATCHLIST "\033[F");
    screen_must_show(&screen, "W89");
    screen_must_show(&screen, "80 plates");
    assert_int_equal(pk_watch_add(&out, screen.t.lot, &screen.t.act, "A1", PK_WATCH_ALERT, "x"),
                     PK_OK);
    app_follow(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "81 plates");
    screen_type(&screen, "x");
    screen_must_show(&screen, "W89 parks like any other");
    screen_resize(&screen, 20, 60);
    screen_must_show(&screen, "W89 parks like any other");
}

/* ---- printers ---- */

/* Until the errand has said something; for five seconds at most. */
static void wait_for(const char *text)
{
    int64_t end = app_milliseconds() + 5000;

    while (!strstr(screen_text(&screen), text) && app_milliseconds() < end)
        app_step(&screen.app, 50);
    screen_must_show(&screen, text);
}

static void read_whole(char *out, size_t size, const char *path)
{
    FILE *file = fopen(path, "r");

    out[0] = '\0';
    if (!file)
        return;
    out[fread(out, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void test_a_printer_is_named_and_tried(void **state)
{
    char path[FOLDER_PATH_SIZE], text[4096];

    (void)state;
    folder_path(path, screen.t.folder, "slips");
    screen_type(&screen, PRINTERS "\033[B");
    screen_must_show(&screen, "It prints where every station does.");
    screen_type(&screen, "t");
    screen_must_show(&screen, "There is no printer to be tried.");
    screen_type(&screen, "\r");
    screen_type(&screen, CLEAR "text 20 file:/x\r");
    screen_must_show(&screen, "24 to 96 columns");
    screen_must_show(&screen, "text 20 file:/x"); /* is kept */
    screen_type(&screen, CLEAR "text 32 file:");
    screen_type(&screen, path);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Plain text, 32 columns, utf-8, to ");
    screen_type(&screen, "t");
    wait_for("The printer took the test");
    read_whole(text, sizeof text, path);
    assert_non_null(strstr(text, "Test of the printer"));
    assert_non_null(strstr(text, "exit-1"));
}

static void test_a_printer_that_is_not_there(void **state)
{
    (void)state;
    screen_type(&screen, PRINTERS "a");
    screen_type(&screen, "exit-9\rdevice:/nowhere/lp0\r");
    screen_must_show(&screen, "exit-9 has a printer of its own.");
    must_be_set("printer.exit-9", "device:/nowhere/lp0");
    screen_type(&screen, "t");
    wait_for("/nowhere/lp0");
    screen_type(&screen, "\033"); /* a test that is under way holds nobody up */
    screen_must_show(&screen, "48 of 54 free");
}

/* Every station's printer is tried as such, also where this one has its own. */
static void test_the_printer_of_every_station(void **state)
{
    char path[FOLDER_PATH_SIZE], words[FOLDER_PATH_SIZE + 8], text[4096];
    struct pk_setting out;

    (void)state;
    folder_path(path, screen.t.folder, "all");
    snprintf(words, sizeof words, "file:%s", path);
    assert_int_equal(
        pk_setting_set(&out, screen.t.lot, &screen.t.act, "printer.exit-1", "device:/nowhere"),
        PK_OK);
    assert_int_equal(pk_setting_set(&out, screen.t.lot, &screen.t.act, "printer", words), PK_OK);
    screen_type(&screen, PRINTERS "\033[A");
    screen_type(&screen, "t");
    wait_for("The printer took the test");
    read_whole(text, sizeof text, path);
    assert_non_null(strstr(text, "Test of the printer"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pages_go_round),
        TEST(test_pages_on_a_narrow_screen),
        TEST(test_an_act_of_another_page_says_so),
        TEST(test_finding),
        TEST(test_what_nobody_has_is_not_found),
        TEST(test_a_tariff_is_read),
        TEST(test_a_tariff_is_installed_from_a_day_on),
        TEST(test_the_past_is_no_time_for_a_tariff),
        TEST(test_faults_are_told_whole),
        TEST(test_only_a_text_file_is_read),
        TEST(test_a_tariff_is_tried_out),
        TEST(test_the_chosen_spot_goes_out_of_service_and_back),
        TEST(test_many_spots_at_once),
        TEST(test_all_of_them_or_none),
        TEST(test_a_setting_is_changed_in_place),
        TEST(test_what_is_given_once_does_not_change),
        TEST(test_a_manager_approves_a_setting),
        TEST(test_a_permit_from_sale_to_end),
        TEST(test_a_permit_needs_its_end),
        TEST(test_a_code_from_making_to_end),
        TEST(test_a_code_for_money),
        TEST(test_a_plate_is_watched_and_no_more),
        TEST(test_the_choice_stays_on_its_line),
        TEST(test_a_printer_is_named_and_tried),
        TEST(test_a_printer_that_is_not_there),
        TEST(test_the_printer_of_every_station),
    };

    return cmocka_run_group_tests_name("setup", tests, NULL, NULL);
}
