/*
 * Each kind of act while the lot's file is held for ten seconds, gone, or on a full disk: the
 * screen lives on and says so, with the age of what it shows; Esc gives up and nothing has
 * happened; and when the fault is over the same key does it, without a restart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../support/holder.h"
#include "../support/screen.h"
#include "parkade/journal.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

enum { READY_MAX = 4 };

/* What is typed until one key is left, and that key. */
struct deed {
    const char *name;
    const char *ready[READY_MAX];
    const char *key;
};

static const struct deed DEEDS[] = {
    {"park", {"slow1\r"}, "\r"},
    {"pay", {"ab12gh\r", "c"}, "\r"},
    {"let go", {"ab12cd\r"}, "\r"},
    {"close a spot", {"@A09\r", "x", "lamp broken"}, "\r"},
    {"open a spot", {"@A07\r"}, "o"},
    {"amend", {"ab12gh\r", "ta", "\025zz99"}, "\r"},
    {"move", {"ab12gh\r", "tm", "\025C02"}, "\r"},
    {"renew", {"old1\r", "r", "driver ill"}, "\r"},
    {"void", {"ab12gh\r", "tv", "typed twice"}, "\r"},
    {"replace a lost ticket", {"ab12gh\r", "l"}, "\r"},
};

enum { DEED_COUNT = sizeof DEEDS / sizeof DEEDS[0] };

static int64_t journal_head(void)
{
    int64_t head;

    assert_int_equal(pk_journal_head(&head, screen.t.lot), PK_OK);
    return head;
}

static void get_ready(const struct deed *deed)
{
    screen_open(&screen, &USUAL);
    pk_lot_set_patience(screen.t.lot, 2);
    for (size_t i = 0; i < READY_MAX && deed->ready[i]; i++)
        screen_type(&screen, deed->ready[i]);
}

static void must_show(const struct deed *deed, const char *text)
{
    if (!strstr(screen_text(&screen), text))
        fail_msg("%s: '%s' is not on the screen:\n%s", deed->name, text, screen.text);
}

/* Now it goes well, once. */
static void must_do_it(const struct deed *deed, int64_t before)
{
    assert_int_equal(journal_head(), before);
    screen_type(&screen, deed->key);
    if (journal_head() <= before)
        fail_msg("%s: nothing was done:\n%s", deed->name, screen_text(&screen));
}

/* ---- busy ---- */

static void press_key_in_vain(const struct deed *deed)
{
    assert_int_equal(write(screen.keys, deed->key, 1), 1);
    for (int i = 0; i < 100 && !work_is_waiting(&screen.app); i++)
        app_step(&screen.app, 5);
    assert_true(work_is_waiting(&screen.app));
}

/* Ten seconds and the end of a minute pass; the clocks are turned. */
static void let_it_wait(void)
{
    screen.app.work.since_ms -= 10000;
    screen.t.now += 60;
    screen.app.timers.left_ms[TIMER_LOOK] = 0;
    for (int i = 0; i < 3; i++)
        app_step(&screen.app, 0);
    app_draw(&screen.app);
}

static void be_busy(const struct deed *deed, bool has_patience)
{
    struct holder holder;

    get_ready(deed);
    int64_t before = journal_head();
    holder_start(&holder, screen.t.path, HOLDER_OUTSIDER);
    press_key_in_vain(deed);
    let_it_wait();
    must_show(deed, "busy 10 s");
    must_show(deed, "Esc gives up");
    must_show(deed, "16:42");
    assert_int_equal(journal_head(), before);
    if (!has_patience) {
        assert_int_equal(write(screen.keys, "\033", 1), 1);
        for (int i = 0; i < 100 && work_is_waiting(&screen.app); i++)
            app_step(&screen.app, 5);
        app_draw(&screen.app);
        must_show(deed, "nothing has happened");
    }
    assert_int_equal(holder_end(&holder), 0);
    screen_settle(&screen);
    if (!has_patience)
        must_do_it(deed, before);
    else if (journal_head() <= before)
        fail_msg("%s: nothing was done:\n%s", deed->name, screen_text(&screen));
    screen_close(&screen);
}

static void test_busy_for_ten_seconds_and_given_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEED_COUNT; i++)
        be_busy(&DEEDS[i], false);
}

static void test_busy_for_ten_seconds_and_then_done(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEED_COUNT; i++)
        be_busy(&DEEDS[i], true);
}

/* Who holds it is named. */
static void test_the_holder_is_named(void **state)
{
    struct holder holder;
    char name[32];

    (void)state;
    get_ready(&DEEDS[0]);
    holder_start(&holder, screen.t.path, HOLDER_UNIT);
    press_key_in_vain(&DEEDS[0]);
    let_it_wait();
    snprintf(name, sizeof name, "busy 10 s, process %d", (int)holder.pid);
    screen_must_show(&screen, name);
    holder_kill(&holder);
    screen_settle(&screen);
    screen_must_show(&screen, "Ticket number");
    screen_close(&screen);
}

/* ---- gone ---- */

static void move_file(bool is_away)
{
    char away[FOLDER_PATH_SIZE + 8];

    snprintf(away, sizeof away, "%s-away", screen.t.path);
    assert_int_equal(rename(is_away ? screen.t.path : away, is_away ? away : screen.t.path), 0);
}

static void look(void)
{
    screen.app.timers.left_ms[TIMER_LOOK] = 0;
    screen_settle(&screen);
}

static void test_a_file_that_is_gone_and_comes_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEED_COUNT; i++) {
        get_ready(&DEEDS[i]);
        int64_t before = journal_head();
        move_file(true);
        screen_type(&screen, DEEDS[i].key);
        must_show(&DEEDS[i], "is gone");
        screen.t.now += 120;
        look();
        screen_type(&screen, "\f"); /* a toast goes with the next key */
        must_show(&DEEDS[i], "As of 16:41: The lot's file");
        must_show(&DEEDS[i], "16:43"); /* the clock runs on */
        move_file(false);
        look();
        screen_must_not_show(&screen, "As of");
        must_do_it(&DEEDS[i], before);
        screen_close(&screen);
    }
}

/* What can still be read is shown, with its age; Esc leads back from everywhere. */
static void test_screens_while_the_file_is_gone(void **state)
{
    static const char *const WAYS[] = {"ab12gh\r", "new7\r", "@A09\r", "#3\r", "8O0", "/t", "/l",
                                       "?",        "/",      "\r",     "\t",   "/i",  "/e", "/d"};

    (void)state;
    screen_open(&screen, &USUAL);
    move_file(true);
    look();
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
        screen_type(&screen, WAYS[i]);
        for (int step = 0; step < 4; step++)
            screen_type(&screen, "\033");
        screen_must_show(&screen, "gone");
        assert_null(screen.app.top->below);
        assert_false(screen.app.is_over);
    }
    screen_must_show(&screen, "As of 16:41");
    move_file(false);
    look();
    screen_type(&screen, "ab12gh\r");
    screen_must_show(&screen, "Still to take");
    screen_close(&screen);
}

/* A file that another took the place of is not written to: that would be seen by nobody. */
static void test_a_file_that_was_replaced(void **state)
{
    char copy[FOLDER_PATH_SIZE + 8];
    FILE *file;

    (void)state;
    get_ready(&DEEDS[0]);
    snprintf(copy, sizeof copy, "%s-copy", screen.t.path);
    file = fopen(copy, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(rename(copy, screen.t.path), 0);
    screen_type(&screen, DEEDS[0].key);
    screen_must_show(&screen, "was replaced");
    screen_must_show(&screen, "slow1");
    screen_close(&screen);
}

/* ---- not to be written ---- */

/* The console of somebody who may read the file only. */
static void test_a_lot_to_look_at(void **state)
{
    struct pk_lot *found;

    (void)state;
    screen_open(&screen, &USUAL);
    found = screen.t.lot;
    assert_int_equal(pk_lot_open(&screen.app.lot, screen.t.path, PK_LOT_READ_ONLY, &screen.t.clock),
                     PK_OK);
    screen.app.model.lot = screen.app.lot;
    screen_type(&screen, "\f");
    screen_must_show(&screen, "To look at only");
    int64_t before = journal_head();
    for (size_t i = 0; i < DEED_COUNT; i++) {
        for (size_t part = 0; part < READY_MAX && DEEDS[i].ready[part]; part++)
            screen_type(&screen, DEEDS[i].ready[part]);
        screen_type(&screen, DEEDS[i].key);
        must_show(&DEEDS[i], "reading only");
        for (int step = 0; step < 6; step++)
            screen_type(&screen, "\033");
    }
    assert_int_equal(journal_head(), before);
    struct pk_ticket ticket;
    screen_park(&screen, &ticket, "ELSE 1", "A02"); /* others go on, and it is seen */
    look();
    screen_must_show(&screen, "02■");
    pk_lot_close(screen.app.lot);
    screen.app.lot = found;
    screen_close(&screen);
}

/* ---- a full disk ---- */

static void limit_files(bool is_full)
{
    static struct rlimit found;
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    if (is_full) {
        assert_int_equal(getrlimit(RLIMIT_FSIZE, &found), 0);
        limit = (struct rlimit){1, found.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    } else {
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &found), 0);
    }
}

static void test_a_full_disk(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEED_COUNT; i++) {
        get_ready(&DEEDS[i]);
        int64_t before = journal_head();
        limit_files(true);
        screen_type(&screen, DEEDS[i].key);
        limit_files(false);
        must_show(&DEEDS[i], "The disk is full.");
        must_do_it(&DEEDS[i], before);
        screen_close(&screen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_busy_for_ten_seconds_and_given_up),
        cmocka_unit_test(test_busy_for_ten_seconds_and_then_done),
        cmocka_unit_test(test_the_holder_is_named),
        cmocka_unit_test(test_a_file_that_is_gone_and_comes_back),
        cmocka_unit_test(test_screens_while_the_file_is_gone),
        cmocka_unit_test(test_a_file_that_was_replaced),
        cmocka_unit_test(test_a_lot_to_look_at),
        cmocka_unit_test(test_a_full_disk),
    };

    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
