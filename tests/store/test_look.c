/*
 * Files that are taken away or exchanged under a running program, and names that are not what they
 * seem: nothing is acknowledged that nobody would see again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "../support/stay.h"
#include "parkade/plan.h"

static struct stays s;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 3);
    stay_park(&s, "A1");
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

static enum pk_status try_park(const char *plate)
{
    struct pk_ticket ticket;
    struct pk_park how = stay_how(plate);
    return pk_park(&ticket, s.t.lot, &s.t.act, &how);
}

static void path_of(char out[static FOLDER_PATH_SIZE + 8], const char *ending)
{
    snprintf(out, FOLDER_PATH_SIZE + 8, "%s%s", s.t.path, ending);
}

static void a_file_that_is_gone(void **state)
{
    (void)state;
    assert_int_equal(pk_lot_look(s.t.lot), PK_OK);
    assert_int_equal(unlink(s.t.path), 0);
    assert_int_equal(pk_lot_look(s.t.lot), PK_INTERNAL);
    assert_int_equal(try_park("B2"), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "gone"));
}

static void a_file_that_was_exchanged(void **state)
{
    (void)state;
    char copy[FOLDER_PATH_SIZE + 8];
    path_of(copy, ".copy");
    OK(pk_backup(s.t.lot, &s.t.act, copy));
    assert_int_equal(rename(copy, s.t.path), 0);
    assert_int_equal(try_park("B2"), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "replaced"));
}

static void a_wal_that_is_gone(void **state)
{
    (void)state;
    char wal[FOLDER_PATH_SIZE + 8], away[FOLDER_PATH_SIZE + 8];
    path_of(wal, "-wal");
    path_of(away, "-away");
    assert_int_equal(rename(wal, away), 0);
    assert_int_equal(try_park("B2"), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "-wal"));
    assert_int_equal(rename(away, wal), 0);
    assert_int_equal(try_park("B2"), PK_OK);
}

static void a_second_name(void **state)
{
    (void)state;
    char other[FOLDER_PATH_SIZE + 8];
    struct pk_lot *lot = NULL;
    path_of(other, ".other");
    assert_int_equal(link(s.t.path, other), 0);
    assert_int_equal(pk_lot_open(&lot, other, PK_LOT_READ_WRITE, NULL), PK_NOT_A_LOT);
    assert_non_null(strstr(pk_error()->message, "hard link"));
    assert_int_equal(unlink(other), 0);
    OK(pk_lot_open(&lot, s.t.path, PK_LOT_READ_WRITE, NULL));
    pk_lot_close(lot);
}

/* By a symbolic link it is the same lot, with the same bell. */
static void a_symbolic_link(void **state)
{
    (void)state;
    char other[FOLDER_PATH_SIZE + 8];
    struct pk_lot *lot = NULL;
    path_of(other, ".link");
    assert_int_equal(symlink(s.t.path, other), 0);
    OK(pk_lot_open(&lot, other, PK_LOT_READ_WRITE, &s.t.clock));
    char bell[FOLDER_PATH_SIZE + 16];
    snprintf(bell, sizeof bell, "%s-bell", other);
    assert_int_not_equal(access(bell, F_OK), 0);
    pk_lot_close(lot);
}

/* Names that SQLite takes for something else are names of files like any other. */
static void strange_names(void **state)
{
    (void)state;
    static const char *const names[] = {"file:x.db", "file:x.db?mode=memory",
                                        ":memory:", "%41 #?.db"};
    struct pk_plan plan;
    char here[4096];
    OK(pk_plan_plain(&plan, 2));
    struct pk_lot_birth birth = {.plan = &plan};
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(s.t.folder), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct pk_lot *lot = NULL;
        OK(pk_lot_create(names[i], &birth, &s.t.act, &s.t.clock));
        assert_int_equal(access(names[i], F_OK), 0);
        OK(pk_lot_open(&lot, names[i], PK_LOT_READ_WRITE, &s.t.clock));
        pk_lot_close(lot);
    }
    assert_int_equal(chdir(here), 0);
    pk_plan_free(&plan);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_is_gone), TEST(a_file_that_was_exchanged), TEST(a_wal_that_is_gone),
        TEST(a_second_name),       TEST(a_symbolic_link),           TEST(strange_names),
    };
    return cmocka_run_group_tests_name("store: look", tests, NULL, NULL);
}
