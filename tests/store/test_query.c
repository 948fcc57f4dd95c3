/*
 * Statements: binding and reading each type, failures that stick, use again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/scratch.h"
#include "store/internal.h"

static int setup(void **state)
{
    struct scratch *s = calloc(1, sizeof *s);
    scratch_open(s);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    scratch_close(*state);
    free(*state);
    return 0;
}

static struct store *store_of(void **state)
{
    return ((struct scratch *)*state)->store;
}

static void numbers_come_back(void **state)
{
    static const int64_t numbers[] = {0, 1, -1, INT64_MAX, INT64_MIN + 1, 4294967296};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct query *q = query_on(store_of(state), "SELECT ?, typeof(?1), ? IS NULL");
        query_int(q, numbers[i]);
        query_maybe_int(q, numbers[i]);
        assert_true(query_next(q));
        assert_true(column_int(q, 0) == numbers[i]);
        assert_true(column_maybe_int(q, 0) == numbers[i]);
        assert_true(column_bool(q, 0) == (numbers[i] != 0));
        assert_string_equal(column_peek(q, 1), "integer");
        assert_false(column_bool(q, 2));
        assert_false(query_next(q));
        assert_int_equal(query_end(q), PK_OK);
    }
}

static void none_is_null(void **state)
{
    char text[8] = "before";
    struct query *q = query_on(store_of(state), "SELECT ?, ?, ?, ?, 1");
    query_maybe_int(q, PK_NONE);
    query_text(q, NULL);
    query_maybe_text(q, "");
    query_maybe_text(q, NULL);
    assert_true(query_next(q));
    for (int i = 0; i < 4; i++)
        assert_true(column_is_null(q, i));
    assert_false(column_is_null(q, 4));
    assert_true(column_maybe_int(q, 0) == PK_NONE);
    assert_int_equal(column_int(q, 0), 0);
    assert_null(column_peek(q, 1));
    column_text(q, 1, text, sizeof text);
    assert_string_equal(text, "");
    assert_int_equal(query_end(q), PK_OK);
}

static void texts_come_back(void **state)
{
    static const char *const texts[] = {"", "a", "'; DROP TABLE setting; --", "Ä€𝄞", "a\nb"};
    char text[64];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct query *q = query_on(store_of(state), "SELECT ?, typeof(?1)");
        query_text(q, texts[i]);
        assert_true(query_next(q));
        column_text(q, 0, text, sizeof text);
        assert_string_equal(text, texts[i]);
        assert_string_equal(column_peek(q, 1), "text");
        assert_int_equal(query_end(q), PK_OK);
    }
}

static void blobs_come_back(void **state)
{
    const unsigned char bytes[4] = {0, 1, 0, 255};
    unsigned char read[4] = {9, 9, 9, 9};
    struct query *q = query_on(store_of(state), "SELECT ?, typeof(?1)");
    query_blob(q, bytes, sizeof bytes);
    assert_true(query_next(q));
    column_blob(q, 0, read, sizeof read);
    assert_memory_equal(read, bytes, sizeof bytes);
    assert_string_equal(column_peek(q, 1), "blob");
    assert_int_equal(query_end(q), PK_OK);
}

/* What the caller bound may go before the statement runs. */
static void what_was_bound_is_copied(void **state)
{
    char text[] = "kept", bytes[] = "kept";
    struct query *q = query_on(store_of(state), "SELECT ? = 'kept' AND ? = x'6b65707400'");
    query_text(q, text);
    query_blob(q, bytes, sizeof bytes);
    memset(text, 'x', sizeof text - 1);
    memset(bytes, 'x', sizeof bytes);
    assert_true(query_next(q));
    assert_true(column_bool(q, 0));
    assert_int_equal(query_end(q), PK_OK);
}

static void a_text_that_does_not_fit_is_a_failure(void **state)
{
    char text[4] = "abc", fits[5];
    struct query *q = query_on(store_of(state), "SELECT 'abcd', 'x'");
    assert_true(query_next(q));
    column_text(q, 0, fits, sizeof fits);
    assert_string_equal(fits, "abcd");
    column_text(q, 0, text, sizeof text);
    assert_string_equal(text, "");
    assert_false(query_next(q));
    assert_int_equal(query_end(q), PK_CORRUPT);
    assert_non_null(strstr(pk_error()->message, "abcd"));
}

static void a_blob_of_another_size_is_a_failure(void **state)
{
    static const char *const queries[] = {"SELECT x'0102'", "SELECT x'01020304'", "SELECT NULL",
                                          "SELECT x''"};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        unsigned char read[3] = {7, 7, 7};
        struct query *q = query_on(store_of(state), queries[i]);
        assert_true(query_next(q));
        column_blob(q, 0, read, sizeof read);
        assert_int_equal(read[0], 7);
        assert_int_equal(query_end(q), PK_CORRUPT);
    }
}

/* After the first failure nothing more is done, and it is the one that is told. */
static void the_first_failure_sticks(void **state)
{
    struct store *store = store_of(state);
    char text[2];
    struct query *q = query_on(store, "INSERT INTO setting VALUES (?, ?) RETURNING 'long', 1 / 0");
    query_text(q, "a");
    query_text(q, "b");
    query_text(q, "one too many");
    enum pk_status first = pk_error()->status;
    assert_int_equal(first, PK_INTERNAL);
    query_int(q, 1);
    query_blob(q, "x", 1);
    query_maybe_int(q, PK_NONE);
    assert_false(query_next(q));
    column_text(q, 0, text, sizeof text);
    assert_int_equal(query_end(q), first);
    assert_int_equal(scratch_count(store), 0);
}

static void a_broken_constraint_is_told(void **state)
{
    struct store *store = store_of(state);
    struct query *q = query_on(store, "INSERT INTO setting VALUES ('a', NULL)");
    assert_int_equal(query_run(q), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "NOT NULL constraint failed: setting.value"));
    assert_int_equal(query_run(query_on(store, "INSERT INTO counter VALUES ('a', 1)")), PK_OK);
    assert_int_equal(query_run(query_on(store, "DELETE FROM counter")), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "a counter is never deleted"));
}

static void a_query_that_is_none_is_told(void **state)
{
    /* Twice: what was refused once must not run the second time. */
    static const char *const queries[] = {
        "SELEKT 1",
        "SELECT no_such_column FROM setting",
        "SELECT 1; DELETE FROM setting",
        "SELECT \"text\"",
        "",
    };
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++)
        for (int time = 0; time < 2; time++) {
            struct query *q = query_on(store_of(state), queries[i]);
            assert_false(query_next(q));
            assert_int_equal(query_end(q), PK_INTERNAL);
        }
}

static void a_query_is_used_again(void **state)
{
    static const char sql[] = "SELECT ? + 1";
    struct store *store = store_of(state);
    sqlite3_stmt *statement = NULL;
    for (int i = 0; i < 3; i++) {
        struct query *q = query_on(store, sql);
        assert_true(!statement || q->statement == statement);
        statement = q->statement;
        query_int(q, i);
        assert_true(query_next(q));
        assert_int_equal(column_int(q, 0), i + 1);
        assert_int_equal(query_end(q), PK_OK);
    }
    struct query *q = query_on(store, sql);
    assert_true(query_next(q));
    assert_true(column_is_null(q, 0)); /* nothing is left of what was bound */
    assert_int_equal(query_end(q), PK_OK);
}

static void a_query_recovers_from_a_failure(void **state)
{
    static const char sql[] = "INSERT INTO setting VALUES ('x', ?)";
    struct store *store = store_of(state);
    assert_int_equal(query_run(query_on(store, sql)), PK_INTERNAL);
    struct query *q = query_on(store, sql);
    query_text(q, "y");
    assert_int_equal(query_run(q), PK_OK);
    assert_int_equal(scratch_count(store), 1);
}

static void a_query_is_not_begun_twice(void **state)
{
    static const char sql[] = "SELECT 1";
    struct store *store = store_of(state);
    struct query *first = query_on(store, sql);
    assert_true(query_next(first));
    struct query *second = query_on(store, sql);
    assert_ptr_not_equal(first, second);
    assert_false(query_next(second));
    assert_int_equal(column_int(second, 0), 0);
    assert_null(column_peek(second, 0));
    assert_int_equal(query_end(second), PK_INTERNAL);
    assert_int_equal(column_int(first, 0), 1); /* the first goes on */
    assert_int_equal(query_end(first), PK_OK);
}

/* A second step after the end would run the statement anew. */
static void the_end_is_the_end(void **state)
{
    struct store *store = store_of(state);
    struct query *q = query_on(store, "INSERT INTO setting SELECT hex(randomblob(8)), 'x'");
    assert_false(query_next(q));
    assert_false(query_next(q));
    assert_int_equal(query_run(q), PK_OK);
    assert_int_equal(scratch_count(store), 1);
}

static void changes_and_ids_are_told(void **state)
{
    struct store *store = store_of(state);
    struct query *q = query_on(store, "INSERT INTO vehicle (vehicle_id, registration_number) "
                                      "VALUES (41, 'A'), (42, 'B')");
    assert_int_equal(query_run(q), PK_OK);
    assert_int_equal(store_changes(store), 2);
    assert_int_equal(store_last_id(store), 42);
    q = query_on(store, "UPDATE vehicle SET registration_typed = 'a' WHERE vehicle_id = 41");
    assert_int_equal(query_run(q), PK_OK);
    assert_int_equal(store_changes(store), 1);
}

/* Every place is taken once; then a new query is refused, and the old ones go on. */
static void the_table_of_queries_has_an_end(void **state)
{
    static char texts[STORE_QUERIES_MAX + 8][16];
    struct store *store = store_of(state);
    int refused = 0;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        snprintf(texts[i], sizeof texts[i], "SELECT %zu", i);
        struct query *q = query_on(store, texts[i]);
        if (query_next(q))
            assert_int_equal(column_int(q, 0), i);
        refused += query_end(q) == PK_INTERNAL;
    }
    assert_in_range(refused, 8, 16); /* the store has a few of its own */
    struct query *q = query_on(store, texts[0]);
    assert_true(query_next(q));
    assert_int_equal(query_end(q), PK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(none_is_null, setup, teardown),
        cmocka_unit_test_setup_teardown(texts_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(blobs_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_bound_is_copied, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_that_does_not_fit_is_a_failure, setup, teardown),
        cmocka_unit_test_setup_teardown(a_blob_of_another_size_is_a_failure, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_failure_sticks, setup, teardown),
        cmocka_unit_test_setup_teardown(a_broken_constraint_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(a_query_that_is_none_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(a_query_is_used_again, setup, teardown),
        cmocka_unit_test_setup_teardown(a_query_recovers_from_a_failure, setup, teardown),
        cmocka_unit_test_setup_teardown(a_query_is_not_begun_twice, setup, teardown),
        cmocka_unit_test_setup_teardown(the_end_is_the_end, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_and_ids_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(the_table_of_queries_has_an_end, setup, teardown),
    };
    return cmocka_run_group_tests_name("queries", tests, NULL, NULL);
}
