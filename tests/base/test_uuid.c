/*
 * UUIDs: version 7 to the bit, in order within a process, and read in any of their forms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/uuid.h"

enum { AT = 1790000000, THREADS = 4, PER_THREAD = 2000 };

/* The milliseconds in the first 48 bits. */
static uint64_t milliseconds(const char *uuid)
{
    char digits[13];

    memcpy(digits, uuid, 8);
    memcpy(digits + 8, uuid + 9, 4);
    digits[12] = '\0';
    return strtoull(digits, NULL, 16);
}

static void a_uuid_has_version_7_and_its_time(void **state)
{
    char uuid[PK_UUID_SIZE], again[PK_UUID_SIZE];

    (void)state;
    for (int i = 0; i < 1000; i++) {
        pk_uuid_make(uuid, AT + i);
        assert_int_equal(strlen(uuid), 36);
        assert_int_equal(strspn(uuid, "0123456789abcdef-"), 36);
        assert_int_equal(uuid[14], '7');
        assert_non_null(strchr("89ab", uuid[19]));
        assert_int_equal(milliseconds(uuid) / 1000, AT + i);
        assert_true(pk_uuid_parse(again, uuid));
        assert_string_equal(again, uuid);
    }
}

static void a_time_that_has_no_place_counts_as_the_nearest(void **state)
{
    const int64_t early[] = {-1, PK_NONE, 0};
    char uuid[PK_UUID_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof early / sizeof early[0]; i++) {
        pk_uuid_make(uuid, early[i]);
        /* A count may have been carried into the time, but never far. */
        assert_true(milliseconds(uuid) < 60000);
    }
}

static void ids_of_one_second_sort_in_their_order(void **state)
{
    char last[PK_UUID_SIZE], next[PK_UUID_SIZE];

    (void)state;
    pk_uuid_make(last, AT + 5000);
    for (int i = 0; i < 20000; i++) { /* more than the 4096 of one millisecond */
        pk_uuid_make(next, AT + 5000);
        assert_true(strcmp(last, next) < 0);
        memcpy(last, next, sizeof last);
    }
    assert_int_equal(milliseconds(last) / 1000, AT + 5000);
}

/* Ids made at A, then at an earlier B, then at A again: in order within A and within B. */
static void order_holds_when_the_clock_goes_back(void **state)
{
    char last[2][PK_UUID_SIZE] = {"", ""}, next[PK_UUID_SIZE];

    (void)state;
    for (int i = 0; i < 5000; i++) {
        pk_uuid_make(next, AT + 6000 - i % 2 * 3600);
        assert_int_equal(milliseconds(next) / 1000, AT + 6000 - i % 2 * 3600);
        assert_true(strcmp(last[i % 2], next) < 0);
        memcpy(last[i % 2], next, sizeof next);
    }
}

static void the_last_part_is_random(void **state)
{
    char one[PK_UUID_SIZE], other[PK_UUID_SIZE];
    unsigned seen[16] = {0};

    (void)state;
    pk_uuid_make(one, AT);
    for (int i = 0; i < 500; i++) {
        pk_uuid_make(other, AT);
        assert_string_not_equal(one + 19, other + 19);
        memcpy(one, other, sizeof one);
        for (const char *at = other + 24; *at != '\0'; at++)
            seen[strchr("0123456789abcdef", *at) - "0123456789abcdef"]++;
    }
    for (int digit = 0; digit < 16; digit++)
        assert_true(seen[digit] > 0);
}

static void *make_many(void *out)
{
    char(*ids)[PK_UUID_SIZE] = out;

    for (int i = 0; i < PER_THREAD; i++)
        pk_uuid_make(ids[i], AT + 9000);
    return NULL;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(one, other);
}

/* Without the random part they still differ: no count is given out twice. */
static void threads_never_share_a_count(void **state)
{
    static char ids[THREADS][PER_THREAD][PK_UUID_SIZE];
    pthread_t threads[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_many, ids[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    char *all = ids[0][0];
    qsort(all, (size_t)THREADS * PER_THREAD, PK_UUID_SIZE, by_text);
    for (size_t i = 1; i < (size_t)THREADS * PER_THREAD; i++)
        assert_true(memcmp(all + (i - 1) * PK_UUID_SIZE, all + i * PK_UUID_SIZE, 18) < 0);
}

static void a_uuid_is_read_in_all_its_forms(void **state)
{
    static const struct {
        const char *text, *uuid; /* NULL: refused */
    } cases[] = {
        {"019a0f4e-5c3b-7000-8abc-0123456789ab", "019a0f4e-5c3b-7000-8abc-0123456789ab"},
        {"019A0F4E-5C3B-7000-8ABC-0123456789AB", "019a0f4e-5c3b-7000-8abc-0123456789ab"},
        {"019a0f4e5c3b70008abc0123456789ab", "019a0f4e-5c3b-7000-8abc-0123456789ab"},
        {"019A0F4E5C3B70008ABC0123456789AB", "019a0f4e-5c3b-7000-8abc-0123456789ab"},
        {"f47ac10b-58cc-4372-a567-0e02b2c3d479", "f47ac10b-58cc-4372-a567-0e02b2c3d479"},
        {"", NULL},
        {"1042", NULL},
        {"019a0f4e-5c3b-7000-8abc-0123456789a", NULL},
        {"019a0f4e-5c3b-7000-8abc-0123456789abc", NULL},
        {"019a0f4e-5c3b-7000-8abc-0123456789ag", NULL},
        {"019a0f4e5c3b70008abc0123456789a", NULL},
        {"019a0f4e5c3b70008abc0123456789abc", NULL},
        {"019a0f4e5c3b70008abc0123456789ax", NULL},
        {"019a0f4e5c3b-7000-8abc-0123456789ab", NULL},
        {"019a0f4-e5c3b-7000-8abc-0123456789ab", NULL},
        {"019a0f4e-5c3b-7000-8abc-012345678-ab", NULL},
        {" 019a0f4e-5c3b-7000-8abc-0123456789ab", NULL},
        {"019a0f4e-5c3b-7000-8abc-0123456789ab ", NULL},
        {"{019a0f4e-5c3b-7000-8abc-0123456789ab}", NULL},
        {"-19a0f4e5c3b70008abc0123456789ab", NULL},
    };
    char out[PK_UUID_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(pk_uuid_parse(out, cases[i].text), cases[i].uuid != NULL);
        if (cases[i].uuid != NULL)
            assert_string_equal(out, cases[i].uuid);
    }
}

static void the_printed_form_has_no_hyphens(void **state)
{
    char out[PK_UUID_SIZE], back[PK_UUID_SIZE];

    (void)state;
    pk_uuid_printed(out, "019a0f4e-5c3b-7000-8abc-0123456789ab");
    assert_string_equal(out, "019A0F4E5C3B70008ABC0123456789AB");
    assert_true(pk_uuid_parse(back, out));
    assert_string_equal(back, "019a0f4e-5c3b-7000-8abc-0123456789ab");
    pk_uuid_printed(out, "not a ticket");
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_that_has_no_place_counts_as_the_nearest),
        cmocka_unit_test(a_uuid_has_version_7_and_its_time),
        cmocka_unit_test(ids_of_one_second_sort_in_their_order),
        cmocka_unit_test(order_holds_when_the_clock_goes_back),
        cmocka_unit_test(the_last_part_is_random),
        cmocka_unit_test(threads_never_share_a_count),
        cmocka_unit_test(a_uuid_is_read_in_all_its_forms),
        cmocka_unit_test(the_printed_form_has_no_hyphens),
    };

    return cmocka_run_group_tests_name("uuid", tests, NULL, NULL);
}
