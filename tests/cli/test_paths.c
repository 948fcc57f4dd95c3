/*
 * Where the lot is looked for, which station acts, and what is made on the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/story.h"

enum { WORDS_MAX = 16, SETTING_SIZE = RUN_PATH_SIZE + 32 };

/* Runs parkade with the environment of the words that have a '=', and the rest as arguments. */
static struct run run_with(const char *const words[])
{
    const char *argv[WORDS_MAX + 8] = {"env", "-u", "PARKADE_LOT", "-u", "XDG_DATA_HOME"};
    size_t count = 5;
    for (; *words && strchr(*words, '='); words++)
        argv[count++] = *words;
    argv[count++] = run_path();
    for (; *words; words++)
        argv[count++] = *words;
    return run_program(NULL, -1, argv);
}

static bool exists(const struct place *place, const char *name)
{
    char path[2 * RUN_PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return access(path, F_OK) == 0;
}

static void set(char out[static SETTING_SIZE], const char *name, const char *value)
{
    int length = snprintf(out, SETTING_SIZE, "%s=%s", name, value);
    assert_true(length < SETTING_SIZE);
}

/* The lot of the machine comes before the user's: where there is one, these cannot be tried. */
static bool has_system_lot(void)
{
    return access("/var/lib/parkade/lot.db", F_OK) == 0;
}

static void expect(const char *const words[], int status)
{
    struct run run = run_with(words);
    if (run.status != status)
        fail_msg("exit %d, not %d: %s%s", run.status, status, run.out, run.err);
    run_free(&run);
}

static void the_users_data_folder(void **state)
{
    (void)state;
    char data[SETTING_SIZE];
    if (has_system_lot())
        return;
    struct place place = place_make();
    set(data, "XDG_DATA_HOME", place.folder);
    expect((const char *[]){data, "available", NULL}, 1);
    assert_false(exists(&place, "parkade")); /* looking makes nothing */
    expect((const char *[]){data, "init", "--spots", "1", NULL}, 0);
    assert_true(exists(&place, "parkade/lot.db"));
    expect((const char *[]){data, "available", NULL}, 0);
    place_remove(&place);
}

static void the_home_folder(void **state)
{
    (void)state;
    char home[SETTING_SIZE];
    if (has_system_lot())
        return;
    struct place place = place_make();
    set(home, "HOME", place.folder);
    expect((const char *[]){home, "init", "--spots", "1", NULL}, 0);
    assert_true(exists(&place, ".local/share/parkade/lot.db"));
    /* The base directory specification: a relative folder is none. */
    expect((const char *[]){home, "XDG_DATA_HOME=relative", "available", NULL}, 0);
    expect((const char *[]){"HOME=", "available", NULL}, 2);
    place_remove(&place);
}

static void the_environment_and_the_option(void **state)
{
    (void)state;
    char named[SETTING_SIZE], other[RUN_PATH_SIZE + 16];
    struct place place = place_make();
    set(named, "PARKADE_LOT", place.lot);
    snprintf(other, sizeof other, "%s/deep/er/o.db", place.folder);
    expect((const char *[]){named, "init", "--spots", "1", NULL}, 0);
    assert_true(exists(&place, "t.db"));
    expect((const char *[]){named, "--lot", other, "available", NULL}, 1);
    assert_false(exists(&place, "deep"));
    expect((const char *[]){named, "init", "--spots", "2", "--lot", other, NULL}, 0);
    assert_true(exists(&place, "deep/er/o.db"));
    place_remove(&place);
}

/* Its group works on a lot, nobody else reads plates; a strict umask must not lock the group out.
 */
static void the_mode_of_a_lot(void **state)
{
    (void)state;
    struct place place = place_make();
    char command[3 * RUN_PATH_SIZE];
    snprintf(command, sizeof command, "umask 077; exec %s --lot %s init --spots 1", run_path(),
             place.lot);
    struct run run = run_program(NULL, -1, (const char *[]){"sh", "-c", command, NULL});
    assert_int_equal(run.status, 0);
    run_free(&run);
    struct stat file;
    assert_int_equal(stat(place.lot, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0660);
    place_remove(&place);
}

static void station_of_last(const struct place *place, const char *expected)
{
    char station[64];
    struct run run = run_json(place, "journal", NULL);
    size_t count = json_array_size(run.json);
    assert_true(count > 0);
    story_value(station, sizeof station, json_array_get(run.json, count - 1), "station");
    assert_string_equal(station, expected);
    run_free(&run);
}

static void the_station(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    station_of_last(&place, "cli");
    const char *lot = place.lot;
    expect((const char *[]){"PARKADE_STATION=gate-2", "--lot", lot, "park", "A1", NULL}, 0);
    station_of_last(&place, "gate-2");
    expect((const char *[]){"PARKADE_STATION=gate-2", "--lot", lot, "park", "A2", "--station",
                            "gate-3", NULL},
           0);
    station_of_last(&place, "gate-3");
    expect((const char *[]){"--lot", lot, "park", "A3", "--station", "a\nb", NULL}, 2);
    expect((const char *[]){"--lot", lot, "park", "A3", "--pin-fd", "3", NULL}, 2);
    expect((const char *[]){"--lot", lot, "park", "A3", "--as", "x", "--pin-fd", "three", NULL}, 2);
    place_remove(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_users_data_folder),
        cmocka_unit_test(the_home_folder),
        cmocka_unit_test(the_environment_and_the_option),
        cmocka_unit_test(the_mode_of_a_lot),
        cmocka_unit_test(the_station),
    };
    return cmocka_run_group_tests_name("cli paths", tests, NULL, NULL) != 0;
}
