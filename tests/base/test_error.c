/*
 * The error record: one per thread, made whole by each failure, never cut without a sign.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <string.h>

#include "base/error.h"
#include "base/excerpt.h"

static void a_thread_begins_without_a_failure(void **state)
{
    const struct pk_error *error = pk_error();

    (void)state;
    assert_int_equal(error->status, PK_OK);
    assert_string_equal(error->message, "");
    assert_true(error->due == PK_NONE);
    assert_true(error->entry_time == PK_NONE);
    assert_true(error->exit_time == PK_NONE);
    assert_int_equal(error->ticket_no, 0);
}

static void a_failure_has_its_status_and_sentence(void **state)
{
    (void)state;
    assert_int_equal(pk_fail(PK_TICKET_UNKNOWN, "There is no ticket #%d.", 7), PK_TICKET_UNKNOWN);
    assert_int_equal(pk_error()->status, PK_TICKET_UNKNOWN);
    assert_string_equal(pk_error()->message, "There is no ticket #7.");
}

static void a_new_failure_forgets_the_companions_of_the_last(void **state)
{
    (void)state;
    (void)pk_fail(PK_SPOT_TAKEN, "taken");
    struct pk_error *record = pk_error_record();
    record->due = 750;
    record->ticket_no = 9;
    record->entry_time = 1;
    record->exit_time = 2;
    record->expires_at = 3;
    memcpy(record->spot, "A04", sizeof "A04");
    assert_string_equal(pk_error()->spot, "A04");
    (void)pk_fail(PK_LOT_FULL, "full");
    assert_true(pk_error()->due == PK_NONE);
    assert_true(pk_error()->entry_time == PK_NONE);
    assert_true(pk_error()->exit_time == PK_NONE);
    assert_true(pk_error()->expires_at == PK_NONE);
    assert_int_equal(pk_error()->ticket_no, 0);
    assert_string_equal(pk_error()->spot, "");
}

static void a_sentence_has_one_stop(void **state)
{
    static const struct {
        const char *end, *sentence;
    } rows[] = {{"oil", "Closed: oil."},
                {"The sign is broken.", "Closed: The sign is broken."},
                {"why?", "Closed: why?"},
                {"", "Closed: ."}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)pk_fail(PK_SPOT_CLOSED, "Closed: %s.", rows[i].end);
        assert_string_equal(pk_error()->message, rows[i].sentence);
    }
}

static void a_sentence_may_quote_the_last_one(void **state)
{
    (void)state;
    (void)pk_fail(PK_BUSY, "inner");
    (void)pk_fail(PK_BUSY, "outer: %s", pk_error()->message);
    assert_string_equal(pk_error()->message, "outer: inner");
}

/* Whatever the length of the last character, the cut falls before it. */
static void a_sentence_too_long_ends_in_an_ellipsis(void **state)
{
    const char *const letters[] = {"x", "é", "€", "🚗"};
    char text[4 * PK_MESSAGE_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        size_t size = strlen(letters[i]);
        for (size_t lead = 0; lead < size; lead++) {
            memset(text, '.', lead);
            for (size_t used = lead; used + size < sizeof text; used += size)
                memcpy(text + used, letters[i], size + 1);
            (void)pk_fail(PK_USAGE, "%s", text);
            const char *message = pk_error()->message;
            size_t length = strlen(message);
            assert_true(length < PK_MESSAGE_SIZE && length > PK_MESSAGE_SIZE - 8);
            assert_string_equal(message + length - strlen("…"), "…");
            assert_int_equal((length - strlen("…") - lead) % size, 0);
        }
    }
}

static void a_sentence_that_just_fits_is_whole(void **state)
{
    char text[PK_MESSAGE_SIZE];

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    (void)pk_fail(PK_USAGE, "%s", text);
    assert_string_equal(pk_error()->message, text);
}

static void *fail_elsewhere(void *result)
{
    *(enum pk_status *)result = pk_error()->status;
    (void)pk_fail(PK_BUSY, "theirs");
    return NULL;
}

static void threads_fail_apart(void **state)
{
    enum pk_status seen = PK_BUSY;
    pthread_t thread;

    (void)state;
    (void)pk_fail(PK_USAGE, "ours");
    assert_int_equal(pthread_create(&thread, NULL, fail_elsewhere, &seen), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(seen, PK_OK);
    assert_string_equal(pk_error()->message, "ours");
}

static void an_excerpt_can_be_shown(void **state)
{
    static const struct {
        const char *typed, *shown;
    } cases[] = {
        {"", ""},
        {"AB 12", "AB 12"},
        {"a\x1b[2Jb\n", "a?[2Jb?"},
        {"a\xff\xc3", "a??"},
        {"\u202Eab", "?ab"},
        {"ключ", "ключ"},
        {"1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"},
        {"12345678901234567890123456789012345678901", "1234567890123456789012345678901234567890…"},
        {"🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗",
         "🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗…"},
    };
    char shown[BASE_EXCERPT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        base_excerpt(shown, cases[i].typed);
        assert_string_equal(shown, cases[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_begins_without_a_failure),
        cmocka_unit_test(a_failure_has_its_status_and_sentence),
        cmocka_unit_test(a_new_failure_forgets_the_companions_of_the_last),
        cmocka_unit_test(a_sentence_has_one_stop),
        cmocka_unit_test(a_sentence_may_quote_the_last_one),
        cmocka_unit_test(a_sentence_too_long_ends_in_an_ellipsis),
        cmocka_unit_test(a_sentence_that_just_fits_is_whole),
        cmocka_unit_test(threads_fail_apart),
        cmocka_unit_test(an_excerpt_can_be_shown),
    };

    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
