/*
 * The README's commands do what the README says: its shell blocks, but for those that build, run
 * line by line beside the built program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/run.h"

enum { README_MOST = 1 << 16 };

/* A command whose comment says "refused" must end with status 3, any other with 0. */
static void add_command(FILE *script, const char *line, int length)
{
    const char *comment = memchr(line, '#', (size_t)length);
    bool is_refused = comment && strncmp(comment, "# refused", 9) == 0;
    fprintf(script, "%.*s\n", length, line);
    fprintf(script, "test $? -eq %d || { echo 'line %.*s' | tr -d '\\n' >&2; exit 1; }\n",
            is_refused ? 3 : 0, (int)strcspn(line, "'\"\n"), line);
}

/* Writes the commands of one block; false for one that builds. */
static bool add_block(FILE *script, const char *block, const char *end)
{
    char *text = strndup(block, (size_t)(end - block));
    assert_non_null(text);
    bool builds = strncmp(text, "make", 4) == 0 || strstr(text, "\nmake");
    for (char *line = text; !builds && *line; line += strcspn(line, "\n") + 1)
        add_command(script, line, (int)strcspn(line, "\n"));
    free(text);
    return !builds;
}

static size_t write_script(FILE *script, const char *readme)
{
    static const char begin[] = "```sh\n";
    size_t blocks = 0;
    for (const char *at = readme; (at = strstr(at, begin)); at++) {
        const char *end = strstr(at + sizeof begin - 1, "```");
        assert_non_null(end);
        blocks += add_block(script, at + sizeof begin - 1, end);
    }
    return blocks;
}

/* A folder as it is after make: build/parkade is there, no lot is. */
static void run_script(const char *readme)
{
    char command[3 * PATH_MAX + 512], program[PATH_MAX], path[RUN_PATH_SIZE];
    struct place place = place_make();
    assert_non_null(realpath(run_path(), program));
    place_write(&place, path, "script", "");
    FILE *script = fopen(path, "w");
    assert_non_null(script);
    assert_true(write_script(script, readme) >= 2);
    assert_int_equal(fclose(script), 0);
    int length =
        snprintf(command, sizeof command,
                 "cd %s && mkdir build && ln -s %s build/parkade && ln -s %sd build/parkaded && "
                 "sh ./script",
                 place.folder, program, program);
    assert_true(length < (int)sizeof command);
    struct run run = run_program(NULL, -1, (const char *[]){"sh", "-c", command, NULL});
    if (run.status != 0)
        fail_msg("%s%s", run.out, run.err);
    run_free(&run);
    place_remove(&place);
}

static void the_commands_of_the_readme_work(void **state)
{
    (void)state;
    char *readme = malloc(README_MOST);
    FILE *file = fopen("README.md", "r");
    assert_non_null(file);
    assert_non_null(readme);
    readme[fread(readme, 1, README_MOST - 1, file)] = '\0';
    fclose(file);
    run_script(readme);
    free(readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_commands_of_the_readme_work),
    };
    return cmocka_run_group_tests_name("cli readme", tests, NULL, NULL) != 0;
}
