/*
 * What must not be opened is refused, with a status and a sentence that says what to do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void check_refused(const char *path, enum pk_status expected, const char *word)
{
    for (int mode = STORE_READ_WRITE; mode <= STORE_READ_ONLY; mode++) {
        struct store *store = (struct store *)path; /* to see that it is set */
        enum pk_status status = store_open(&store, path, (enum store_mode)mode);
        assert_null(store);
        if (status != expected || !strstr(pk_error()->message, word))
            fail_msg("%s: %s: %s", path, pk_status_code(status), pk_error()->message);
        assert_int_equal(pk_error()->status, expected);
    }
}

static void what_is_not_there_is_no_lot(void **state)
{
    struct scratch *s = *state;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, s->folder, "none.db");
    check_refused(path, PK_NOT_A_LOT, "no lot at");
    folder_path(path, s->folder, "none/none.db");
    check_refused(path, PK_NOT_A_LOT, "no lot at");
    folder_path(path, s->folder, "t.db/under.db");
    check_refused(path, PK_NOT_A_LOT, "no lot at");
    assert_int_equal(folder_count(s->folder, "none"), 0); /* looking makes nothing */
}

static void a_folder_or_device_is_no_lot(void **state)
{
    struct scratch *s = *state;
    check_refused(s->folder, PK_NOT_A_LOT, "is not a file");
    check_refused("/dev/null", PK_NOT_A_LOT, "is not a file");
}

static void other_files_are_no_lots(void **state)
{
    struct scratch *s = *state;
    char path[FOLDER_PATH_SIZE], noise[8192];
    folder_path(path, s->folder, "other");
    write_file(path, "", 0);
    check_refused(path, PK_NOT_A_LOT, "is empty");
    write_file(path, "just a text, nothing else", 25);
    check_refused(path, PK_NOT_A_LOT, "is not a lot");
    memset(noise, 0xa5, sizeof noise);
    write_file(path, noise, sizeof noise);
    check_refused(path, PK_NOT_A_LOT, "is not a lot");
    assert_int_equal(folder_count(s->folder, "other"), 1); /* nothing is left beside it */
}

static void other_applications_are_no_lots(void **state)
{
    struct scratch *s = *state;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, s->folder, "other");
    write_file(path, "", 0);
    outside_run(path, "CREATE TABLE parking_ticket (x); PRAGMA user_version = 4");
    check_refused(path, PK_NOT_A_LOT, "belongs to another program");
    outside_run(path, "PRAGMA application_id = 1349675875");
    check_refused(path, PK_NOT_A_LOT, "belongs to another program");
    assert_int_equal(outside_number(path, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void a_path_too_long_is_refused(void **state)
{
    char path[PATH_MAX + 10];
    (void)state;
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    check_refused(path, PK_USAGE, "too long");
}

static void a_newer_version_is_refused(void **state)
{
    struct scratch *s = *state;
    outside_run(s->path, "PRAGMA user_version = 99");
    check_refused(s->path, PK_NEWER_VERSION, "newer Parkade (schema 99");
}

/* A program that is running when a newer one migrates the file stops writing; it may still look. */
static void a_version_raised_meanwhile_stops_writing(void **state)
{
    struct scratch *s = *state;
    char back[64];
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    outside_run(s->path, "PRAGMA user_version = 99");
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_NEWER_VERSION);
    assert_non_null(strstr(pk_error()->message, "newer Parkade"));
    assert_int_equal(scratch_count(s->store), 1);
    snprintf(back, sizeof back, "PRAGMA user_version = %d", store_schema_version());
    outside_run(s->path, back);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK);
}

/* The whole file in one piece, closed. */
static void close_whole(struct scratch *s)
{
    store_close(s->store);
    s->store = NULL;
    outside_run(s->path, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
}

static void a_truncated_file_is_corrupt(void **state)
{
    struct scratch *s = *state;
    struct stat found;
    close_whole(s);
    assert_int_equal(stat(s->path, &found), 0);
    assert_int_equal(truncate(s->path, found.st_size / 2), 0);
    check_refused(s->path, PK_CORRUPT, "restore the last backup");
}

static void damage_page(const char *path, long page)
{
    char noise[4096];
    memset(noise, 0x5a, sizeof noise);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, noise, sizeof noise, (page - 1) * 4096), sizeof noise);
    close(file);
}

/* A damaged page is found by whoever reads it; nothing of it is taken for data. */
static void a_damaged_page_is_corrupt(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    int64_t page = outside_number(s->path, "SELECT rootpage FROM sqlite_schema "
                                           "WHERE name = 'setting'");
    close_whole(s);
    damage_page(s->path, (long)page);
    enum pk_status status = store_open(&s->store, s->path, STORE_READ_WRITE);
    if (status == PK_OK)
        status = scratch_set(s->store, "c", "d");
    assert_int_equal(status, PK_CORRUPT);
    assert_non_null(strstr(pk_error()->message, "restore the last backup"));
}

static void a_damaged_schema_is_corrupt(void **state)
{
    struct scratch *s = *state;
    close_whole(s);
    int file = open(s->path, O_WRONLY | O_CLOEXEC);
    char noise[2000];
    memset(noise, 0x5a, sizeof noise);
    assert_int_equal(pwrite(file, noise, sizeof noise, 100), sizeof noise); /* behind the header */
    close(file);
    check_refused(s->path, PK_CORRUPT, "restore the last backup");
}

/* Deleted or replaced under a program that runs: what it would write now nobody would see again. */
static void a_file_that_went_away_takes_nothing(void **state)
{
    struct scratch *s = *state;
    char aside[FOLDER_PATH_SIZE];
    folder_path(aside, s->folder, "aside.db");
    assert_int_equal(store_look(s->store), PK_OK);
    assert_int_equal(rename(s->path, aside), 0);
    assert_int_equal(store_look(s->store), PK_INTERNAL);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "is gone"));
    write_file(s->path, "another", 7);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_INTERNAL);
    assert_non_null(strstr(pk_error()->message, "was replaced"));
    assert_int_equal(rename(aside, s->path), 0);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK);
    assert_int_equal(scratch_count(s->store), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_not_there_is_no_lot, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_or_device_is_no_lot, setup, teardown),
        cmocka_unit_test_setup_teardown(other_files_are_no_lots, setup, teardown),
        cmocka_unit_test_setup_teardown(other_applications_are_no_lots, setup, teardown),
        cmocka_unit_test_setup_teardown(a_path_too_long_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_newer_version_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_version_raised_meanwhile_stops_writing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_truncated_file_is_corrupt, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_page_is_corrupt, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_schema_is_corrupt, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_went_away_takes_nothing, setup, teardown),
    };
    return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
