/*
 * The manual and the README know every command; the manual also every option, setting, exit
 * status and code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/run.h"
#include "cli/cli.h"

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s is missing", path);
    enum { MOST = 1 << 20 };
    char *text = malloc(MOST);
    assert_non_null(text);
    size_t length = fread(text, 1, MOST - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

/* The manual's entry for COMMAND: from its .It or .Xo line to the next entry. */
static char *entry_of(const char *manual, const char *command)
{
    static const char *const starts[] = {".It Cm ", "\n.Cm "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        char line[96];
        int length = snprintf(line, sizeof line, "%s%s", starts[i], command);
        for (const char *at = manual; (at = strstr(at, line)); at++) {
            char after = at[length];
            bool is_whole =
                after == '\n' || (after == ' ' && (at[length + 1] < 'a' || at[length + 1] > 'z'));
            if (!is_whole)
                continue;
            const char *end = strstr(at + 1, "\n.It ");
            return strndup(at, end ? (size_t)(end - at) : strlen(at));
        }
    }
    fail_msg("man/parkade.1 has no entry for %s", command);
    return NULL;
}

static void check_options(const char *entry, const char *command, const struct cli_option *options)
{
    for (; options && options->name; options++) {
        char mention[64];
        snprintf(mention, sizeof mention, "Fl Fl %s", options->name);
        if (strcmp(options->name, "request-id") != 0 && !strstr(entry, mention))
            fail_msg("the manual's entry for %s lacks --%s", command, options->name);
    }
}

static void the_manual_has_every_command(void **state)
{
    (void)state;
    char *manual = read_whole("man/parkade.1");
    for (const struct cli_group *group = cli_groups; group->title; group++) {
        for (size_t i = 0; group->commands[i]; i++) {
            char *entry = entry_of(manual, group->commands[i]->name);
            check_options(entry, group->commands[i]->name, group->commands[i]->options);
            free(entry);
        }
    }
    for (const struct cli_option *o = cli_globals; o->name; o++) {
        char mention[64];
        snprintf(mention, sizeof mention, ".It Fl Fl %s", o->name);
        assert_non_null(strstr(manual, mention));
    }
    assert_non_null(strstr(manual, ".It Fl Fl request-id"));
    free(manual);
}

static void the_readme_has_every_command(void **state)
{
    (void)state;
    char *readme = read_whole("README.md");
    for (const struct cli_group *group = cli_groups; group->title; group++) {
        for (size_t i = 0; group->commands[i]; i++) {
            char mention[64];
            snprintf(mention, sizeof mention, "`%s", group->commands[i]->name);
            if (!strstr(readme, mention))
                fail_msg("README.md lacks %s`", mention);
        }
    }
    free(readme);
}

static void the_manual_has_every_code(void **state)
{
    (void)state;
    char *manual = read_whole("man/parkade.1");
    for (int status = PK_INTERNAL; status < PK_STATUS_COUNT; status++) {
        char mention[64];
        snprintf(mention, sizeof mention, ".Li %s", pk_status_code((enum pk_status)status));
        if (!strstr(manual, mention))
            fail_msg("the manual lacks %s", mention);
    }
    free(manual);
}

static void the_manual_has_every_setting(void **state)
{
    (void)state;
    char *manual = read_whole("man/parkade.1");
    struct place place = place_make();
    struct run run = run_json(&place, "init", "--spots", "1", NULL);
    run_free(&run);
    run = run_json(&place, "config", "list", NULL);
    assert_true(json_array_size(run.json) > 5);
    for (size_t i = 0; i < json_array_size(run.json); i++) {
        const char *name = json_string_value(json_object_get(json_array_get(run.json, i), "name"));
        char mention[96];
        snprintf(mention, sizeof mention, ".It Li %s\n", name);
        if (!strstr(manual, mention))
            fail_msg("the manual lacks the setting %s", name);
    }
    run_free(&run);
    place_remove(&place);
    free(manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_has_every_command),
        cmocka_unit_test(the_readme_has_every_command),
        cmocka_unit_test(the_manual_has_every_code),
        cmocka_unit_test(the_manual_has_every_setting),
    };
    return cmocka_run_group_tests_name("cli manual", tests, NULL, NULL) != 0;
}
