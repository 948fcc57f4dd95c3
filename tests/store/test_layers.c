/*
 * The arrows of the house: who may include what, and what our SQL
 * never says. Reads the sources; run from the top of the tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fnmatch.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

/* Files that match FILES include nothing that matches FORBIDDEN, unless it matches ALLOWED too. A
 * star stands for any characters, slashes among them; a header in angle brackets keeps the first.
 */
struct arrow {
    const char *files, *but_not; /* BUT_NOT: files that may */
    const char *forbidden, *allowed;
};

static const struct arrow arrows[] = {
    /* The database is the store's, the screen the console's. */
    {"src/*", "src/store/*", "*sqlite3*", NULL},
    {"ui/*", NULL, "*sqlite3*", NULL},
    {"include/*", NULL, "*sqlite3*", NULL},
    {"src/*", NULL, "*curses*", NULL},
    {"src/*", NULL, "*panel.h", NULL},
    {"include/*", NULL, "*curses*", NULL},
    /* Public headers stand on each other and on libraries alone. */
    {"include/parkade/*", NULL, "[!<]*/*", "parkade/*"},
    /* Tariffs and plans are pure: no database, no desk, no lot. */
    {"src/tariff/*", NULL, "[!<]*/*", "@(base|tariff|parkade)/*"},
    {"src/tariff/*", NULL, "parkade/@(lot|ticket|payment|spot|journal|report|check|demo).h", NULL},
    {"src/lot/plan*", NULL, "[!<]*/*", "@(base|parkade)/*|lot/plan*"},
    {"src/lot/plan*", NULL, "parkade/@(lot|ticket|payment|journal|report|check|demo).h", NULL},
    /* Who reads the books changes no stay, and nobody but the front ends starts a walk. */
    {"src/report/*", NULL, "@(ticket|card|walk|check|demo)/*", NULL},
    {"src/*", "src/walk/*", "walk/*", NULL},
    {"ui/*", NULL, "walk/*", NULL},
    /* The floor under everything. */
    {"src/base/*", NULL, "[!<]*/*", "@(base|parkade)/*"},
    {"src/store/*", NULL, "[!<]*/*", "@(base|store|parkade)/*"},
    {"src/store/*", NULL, "parkade/@(lot|ticket|payment|spot|journal|report|demo).h", NULL},
    {"src/customer/*", NULL, "@(ticket|card|shift|cli|ui|demo|check|report|tariff)/*", NULL},
    {"src/journal/*", NULL, "@(ticket|card|customer|desk|cli|ui|demo|check|report)/*", NULL},
    /* Which drawer takes a tender is the desk's; what becomes of a shift is asked by nobody who
     * books one. Slips are laid out without a lot. */
    {"src/@(ticket|card|desk|lot|journal)/*", NULL, "shift/*", NULL},
    {"src/shift/*", NULL, "@(ticket|card|customer|check|report)/*", NULL},
    {"src/print/*", NULL, "[!<]*/*", "@(base|print|parkade)/*"},
    /* Front ends see the public headers only; nothing below sees a front end. */
    {"src/*", "src/cli/*", "cli/*", NULL},
    {"src/*", "src/@(cli|gateway)/*", "*ui/*", NULL},
    {"ui/*", NULL,
     "@(store|lot|ticket|customer|desk|journal|card|shift|walk|check|report|print|tariff|cli)/*",
     NULL},
    {"ui/*", NULL, "../*src/*", NULL},
    {"src/cli/*", NULL,
     "@(store|lot|ticket|customer|desk|journal|card|shift|walk|check|report|print|tariff)/*", NULL},
};

/* ---- patterns ---- */

/* PATTERN may be several, with | between those that are not inside brackets. */
static bool matches(const char *pattern, const char *text)
{
    char one[256];
    size_t length = 0;
    int depth = 0;
    for (const char *at = pattern;; at++) {
        depth += (*at == '(') - (*at == ')');
        if (*at != '\0' && (*at != '|' || depth > 0)) {
            assert_true(length + 1 < sizeof one);
            one[length++] = *at;
            continue;
        }
        one[length] = '\0';
        length = 0;
        if (fnmatch(one, text, FNM_EXTMATCH) == 0)
            return true;
        if (*at == '\0')
            return false;
    }
}

/* ---- files ---- */

typedef void (*each_line)(const char *path, int number, const char *line, void *context);

static void read_lines(const char *path, each_line look, void *context)
{
    char line[LINE_SIZE];
    int number = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        look(path, ++number, line, context);
    fclose(file);
}

/* All C files of the tree; returns how many. */
static size_t read_tree(each_line look, void *context)
{
    static const char *const places[] = {"src/*/*.[ch]", "ui/*.[ch]", "ui/*/*.[ch]",
                                         "include/*/*.h"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        glob_t found;
        if (glob(places[i], 0, NULL, &found) != 0)
            continue;
        for (size_t j = 0; j < found.gl_pathc; j++)
            read_lines(found.gl_pathv[j], look, context);
        count += found.gl_pathc;
        globfree(&found);
    }
    return count;
}

/* ---- what is included ---- */

static void check_arrow(const struct arrow *arrow, const char *path, int line, const char *header)
{
    if (!matches(arrow->files, path) || (arrow->but_not && matches(arrow->but_not, path)))
        return;
    if (matches(arrow->forbidden, header) && !(arrow->allowed && matches(arrow->allowed, header)))
        fail_msg("%s:%d includes %s", path, line, header);
}

static void check_include(const char *path, int number, const char *line, void *context)
{
    char header[256];
    size_t *count = context;
    if (sscanf(line, " # include %255[^>\n]", header) != 1)
        return;
    ++*count;
    if (header[0] == '"') { /* "base/error.h" is base/error.h, <glob.h> is <glob.h */
        memmove(header, header + 1, strlen(header));
        header[strcspn(header, "\"")] = '\0';
    }
    for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
        check_arrow(&arrows[i], path, number, header);
}

static void arrows_run_one_way(void **state)
{
    size_t includes = 0;
    (void)state;
    assert_true(read_tree(check_include, &includes) > 100);
    assert_true(includes > 500);
}

/* The patterns themselves: what each arrow is there for. */
static void patterns_match_what_they_mean(void **state)
{
    (void)state;
    assert_true(matches("src/*", "src/lot/plan.c"));
    assert_true(matches("[!<]*/*", "store/query.h"));
    assert_false(matches("[!<]*/*", "<sys/stat.h"));
    assert_true(matches("@(base|parkade)/*|lot/plan*", "lot/plan_read.h"));
    assert_true(matches("@(base|parkade)/*|lot/plan*", "base/error.h"));
    assert_false(matches("@(base|parkade)/*|lot/plan*", "lot/handle.h"));
    assert_true(matches("*curses*", "<ncursesw/curses.h"));
    assert_true(matches("*sqlite3*", "<sqlite3.h"));
}

/* ---- what SQL never says ---- */

static void check_words(const char *path, int number, const char *line, void *context)
{
    static const char *const never[] = {"OR REPLACE", "REPLACE INTO", "ON CONFLICT REPLACE",
                                        "writable_schema", "DROP TRIGGER"};
    (void)context;
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        if (strcasestr(line, never[i]) && strchr(line, '"'))
            fail_msg("%s:%d says %s", path, number, never[i]);
}

static void nothing_goes_around_the_guards(void **state)
{
    glob_t found;
    (void)state;
    read_tree(check_words, NULL);
    assert_int_equal(glob("data/migrations/*.sql", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 4);
    globfree(&found);
}

/* Statements stand where the rules are: a front end has none. */
static void check_no_sql(const char *path, int number, const char *line, void *context)
{
    static const char *const verbs[] = {"\"SELECT ", "\"INSERT INTO", "\"UPDATE ", "\"DELETE FROM",
                                        "\"PRAGMA "};
    (void)context;
    if (!matches("ui/*|src/cli/*|src/tariff/*|src/base/*|src/record/*", path))
        return;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strstr(line, verbs[i]))
            fail_msg("%s:%d has SQL", path, number);
}

static void front_ends_have_no_sql(void **state)
{
    (void)state;
    read_tree(check_no_sql, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_what_they_mean),
        cmocka_unit_test(arrows_run_one_way),
        cmocka_unit_test(nothing_goes_around_the_guards),
        cmocka_unit_test(front_ends_have_no_sql),
    };
    return cmocka_run_group_tests_name("layers", tests, NULL, NULL);
}
