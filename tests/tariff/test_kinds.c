/*
 * Whole tariffs: those that come with Parkade, and boards of many kinds and countries that were
 * made up, with their prices, before they were written down. Each prices its own examples.
 */
#include "tariff_help.h"

#include <dirent.h>

enum { PATH_SIZE = 300 };

/* The tariff in the file at PATH for HOME; there must not be a word of complaint about it. */
static struct pk_tariff *read_clean(const char *path, const struct pk_tariff_home *home)
{
    struct pk_faults faults;
    struct pk_tariff *tariff;
    size_t length;
    char *text = help_file(path, &length);

    if (pk_tariff_read(&tariff, text, length, home, &faults) != PK_OK) {
        fail_msg("%s: %s", path, pk_error()->message);
    }
    if (faults.count > 0) {
        fail_msg("%s:%d: %s", path, faults.fault[0].line, faults.fault[0].message);
    }
    free(text);
    return tariff;
}

/* Calls CHECK for each tariff of FOLDER and says how many there are. */
static size_t for_each_tariff(const char *folder, void (*check)(const char *path))
{
    DIR *open = opendir(folder);
    size_t count = 0;

    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        char path[PATH_SIZE];
        if (strstr(entry->d_name, ".tariff") != NULL) {
            snprintf(path, sizeof path, "%s/%.200s", folder, entry->d_name);
            check(path);
            count++;
        }
    }
    closedir(open);
    return count;
}

static void check_sample(const char *path)
{
    static const struct pk_tariff_home homes[] = {{"EUR", "Europe/Berlin"},
                                                  {"USD", "America/New_York"}};

    for (size_t i = 0; i < 2; i++) {
        struct pk_tariff *tariff = read_clean(path, &homes[i]);
        assert_string_not_equal(pk_tariff_name(tariff), "");
        pk_tariff_free(tariff);
    }
}

static void the_tariffs_that_come_with_parkade(void **state)
{
    (void)state;
    assert_true(for_each_tariff("data/tariffs", check_sample) >= 12);
}

static void check_kind(const char *path)
{
    pk_tariff_free(read_clean(path, &help_home));
}

static void boards_of_many_kinds(void **state)
{
    (void)state;
    assert_true(for_each_tariff("tests/tariff/kinds", check_kind) >= 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tariffs_that_come_with_parkade),
        cmocka_unit_test(boards_of_many_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
