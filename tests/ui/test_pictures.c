/*
 * The README's pictures are what the console draws: each stands behind a mark that says what was
 * typed on the demo lot to reach it. `make pictures` draws them anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/screen.h"

enum { README_MOST = 1 << 17, KEYS_SIZE = 64 };

/* Monday 23 November 2026, 18:42 in Berlin. */
enum { MOMENT = 1795455720 };

static const char MARK[] = "<!-- screen: ", MARK_END[] = " -->\n```\n", BLOCK_END[] = "```\n";

static struct screen screen;

static char *read_readme(void)
{
    char *text = calloc(1, README_MOST);
    FILE *file = fopen("README.md", "r");

    assert_non_null(text);
    assert_non_null(file);
    assert_true(fread(text, 1, README_MOST - 1, file) < README_MOST - 1);
    fclose(file);
    return text;
}

/* Types KEYS as the mark has them, a part at a time: "Enter" and "Tab" stand for those keys. */
static void type(const char *keys)
{
    char copy[KEYS_SIZE], *rest = copy, *part;

    snprintf(copy, sizeof copy, "%s", keys);
    while ((part = strsep(&rest, " ")))
        screen_type(&screen, strcmp(part, "Enter") == 0 ? "\r"
                             : strcmp(part, "Tab") == 0 ? "\t"
                             : strcmp(part, "-") == 0   ? ""
                                                        : part);
}

static void draw(FILE *out, const char *keys)
{
    static const struct screen_kind KIND = {
        .lines = 20, .columns = 80, .is_utf8 = true, .station = "booth-1"};

    screen_open_demo(&screen, &KIND, MOMENT);
    type(keys);
    fputs(screen_text(&screen), out);
    screen_close(&screen);
}

/* Copies README to OUT with each picture as it is drawn now; returns how many there are. */
static int draw_all(FILE *out, const char *readme)
{
    int count = 0;

    for (const char *mark; (mark = strstr(readme, MARK)); count++) {
        char keys[KEYS_SIZE];
        const char *typed = mark + sizeof MARK - 1, *end = strstr(typed, MARK_END);
        assert_non_null(end);
        snprintf(keys, sizeof keys, "%.*s", (int)(end - typed), typed);
        end += sizeof MARK_END - 1;
        fwrite(readme, 1, (size_t)(end - readme), out);
        draw(out, keys);
        readme = strstr(end, BLOCK_END);
        assert_non_null(readme);
    }
    fputs(readme, out);
    return count;
}

static void keep(const char *text)
{
    FILE *file = fopen("README.md", "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void test_the_readme_shows_what_the_console_draws(void **state)
{
    char *readme = read_readme(), *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    (void)state;
    assert_true(draw_all(out, readme) >= 3);
    fclose(out);
    if (getenv("UPDATE_PICTURES"))
        keep(text);
    else if (strcmp(readme, text) != 0)
        fail_msg("the README's pictures are old: make pictures\n%s", text);
    free(text);
    free(readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_readme_shows_what_the_console_draws),
    };

    return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
