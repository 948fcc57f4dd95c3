/*
 * A scanner and a hand are told apart, and no letter of a scan is ever a command.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/burst.h"
#include "parkade/text.h"

static const char SCAN[] = "01A2069C9DA870019781657A8944FD21";

/* Feeds TEXT with GAP_MS between keys; PASSED takes the keys that came through, in order. */
struct run {
    struct burst burst;
    int64_t now;
    char passed[256];
    size_t count;
    int scans, starts;
    char scan[BURST_TEXT_MAX + 1];
    bool is_text; /* the last scan */
};

static void note(struct run *run, const struct burst_answer *answer)
{
    for (size_t i = 0; i < answer->count; i++)
        run->passed[run->count++] = (char)answer->keys[i];
    run->passed[run->count] = '\0';
    run->starts += answer->is_start;
    if (answer->is_scan) {
        run->scans++;
        run->is_text = answer->is_text;
        assert_true(pk_copy(run->scan, sizeof run->scan, answer->scan));
    }
}

static void feed(struct run *run, const char *text, int64_t gap_ms, bool is_text)
{
    struct burst_answer answer;

    for (; *text; text++) {
        run->now += gap_ms;
        burst_key(&answer, &run->burst, (ui_key)*text, run->now, is_text);
        note(run, &answer);
    }
}

static void test_a_scan_in_a_field(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, SCAN, 5, true);
    assert_string_equal(run.passed, SCAN); /* typing shows at once */
    assert_int_equal(run.starts, 1);
    feed(&run, "\r", 5, true);
    assert_int_equal(run.scans, 1);
    assert_string_equal(run.scan, SCAN);
    assert_string_equal(run.passed, SCAN); /* its Enter is not the field's */
}

static void test_a_scan_where_letters_are_commands(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, SCAN, 5, false);
    assert_string_equal(run.passed,
                        "01"); /* digits do no harm; from the first letter on it waits */
    assert_true(burst_is_holding(&run.burst));
    feed(&run, "\t", 5, false);
    assert_int_equal(run.scans, 1);
    assert_string_equal(run.passed, "01");
    assert_false(burst_is_holding(&run.burst));
}

static void test_a_hand_is_no_scanner(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, SCAN, 150, true);
    feed(&run, "\r", 150, true);
    assert_int_equal(run.scans, 0);
    assert_int_equal(run.count, BURST_LENGTH + 1);
}

static void test_single_letters_act_at_once(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, "c", 500, false);
    assert_string_equal(run.passed, "c");
    feed(&run, "l", 500, false);
    assert_string_equal(run.passed, "cl");
    assert_false(burst_is_holding(&run.burst));
}

static void test_a_fast_hand_waits_for_the_next_key(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, "20c", 30, false);
    assert_string_equal(run.passed, "20");
    assert_true(burst_is_holding(&run.burst));
    feed(&run, "\r", 30, false);
    assert_string_equal(run.passed, "20c\r");
}

static void test_what_is_held_comes_out_by_time(void **state)
{
    struct run run = {.now = 1000};
    struct burst_answer answer;

    (void)state;
    feed(&run, "5c", 30, false);
    burst_flush(&answer, &run.burst);
    note(&run, &answer);
    assert_string_equal(run.passed, "5c");
    feed(&run, "c", 300, false); /* the next one is a beginning again */
    assert_string_equal(run.passed, "5cc");
}

static void test_a_length_that_is_wrong_is_typing(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    feed(&run, "01A2069C", 5, false);
    feed(&run, "\r", 5, false);
    assert_int_equal(run.scans, 0);
    assert_string_equal(run.passed, "01A2069C\r");
    memset(&run, 0, sizeof run);
    run.now = 1000;
    feed(&run, SCAN, 5, true);
    feed(&run, "A\r", 5, true);
    assert_int_equal(run.scans, 0);
    assert_int_equal(run.count, BURST_LENGTH + 2);
}

static void test_two_scans_at_once(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    for (int i = 0; i < 2; i++) {
        feed(&run, SCAN, 0, false);
        feed(&run, "\r", 0, false);
    }
    assert_int_equal(run.scans, 2);
}

/* Behind the lot's prefix any text is a scan, and its letters are no commands. */
static void test_a_prefix_and_a_text(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    burst_set_prefix(&run.burst, "~C");
    feed(&run, "~CFILM-2", 5, false);
    assert_string_equal(run.passed, "");
    feed(&run, "\r", 5, false);
    assert_int_equal(run.scans, 1);
    assert_true(run.is_text);
    assert_string_equal(run.scan, "~CFILM-2");
    feed(&run, "~CFILM-2", 5, true);
    assert_string_equal(run.passed, "~CFILM-2"); /* in a field it shows, and is taken out again */
    assert_int_equal(run.starts, 2);
    feed(&run, "\t", 5, true);
    assert_int_equal(run.scans, 2);
    feed(&run, SCAN, 5, true); /* tickets need no prefix */
    feed(&run, "\r", 5, true);
    assert_int_equal(run.scans, 3);
    assert_false(run.is_text);
}

static void test_what_only_begins_like_a_prefix(void **state)
{
    static const char *const TEXTS[] = {"~x\r", "~\r", "~C\r", "C~C1 2\r"};

    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct run run = {.now = 1000};
        burst_set_prefix(&run.burst, "~C");
        feed(&run, TEXTS[i], 5, false);
        assert_int_equal(run.scans, 0);
        assert_string_equal(run.passed, TEXTS[i]); /* nothing is lost */
    }
}

static void test_a_hand_that_types_the_prefix(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    burst_set_prefix(&run.burst, "~");
    feed(&run, "~FILM\r", 150, true);
    assert_int_equal(run.scans, 0);
    assert_string_equal(run.passed, "~FILM\r");
}

static void test_a_text_that_is_too_long(void **state)
{
    struct run run = {.now = 1000};

    (void)state;
    burst_set_prefix(&run.burst, "~");
    feed(&run, "~", 5, true);
    for (int i = 0; i < 2 * BURST_TEXT_MAX; i++)
        feed(&run, "x", 5, true);
    feed(&run, "\r", 5, true);
    assert_int_equal(run.scans, 0);
    assert_int_equal(run.count, 2 * BURST_TEXT_MAX + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_scan_in_a_field),
        cmocka_unit_test(test_a_scan_where_letters_are_commands),
        cmocka_unit_test(test_a_hand_is_no_scanner),
        cmocka_unit_test(test_single_letters_act_at_once),
        cmocka_unit_test(test_a_fast_hand_waits_for_the_next_key),
        cmocka_unit_test(test_what_is_held_comes_out_by_time),
        cmocka_unit_test(test_a_length_that_is_wrong_is_typing),
        cmocka_unit_test(test_two_scans_at_once),
        cmocka_unit_test(test_a_prefix_and_a_text),
        cmocka_unit_test(test_what_only_begins_like_a_prefix),
        cmocka_unit_test(test_a_hand_that_types_the_prefix),
        cmocka_unit_test(test_a_text_that_is_too_long),
    };

    return cmocka_run_group_tests_name("burst", tests, NULL, NULL);
}
