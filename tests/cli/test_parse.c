/*
 * From arguments to a command, its options and its failures; and the table of commands itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { WORDS_MAX = 12 };

/* Parses the words after "parkade". */
static enum pk_status parse(struct cli *cli, const char *const words[])
{
    const char *argv[WORDS_MAX + 2] = {"parkade"};
    char **as_main_has_them;
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = words[argc - 1];
    memcpy(&as_main_has_them, &(const char **){argv}, sizeof as_main_has_them);
    *cli = (struct cli){.word = NULL};
    return cli_parse(cli, argc, as_main_has_them);
}

struct good {
    const char *words[WORDS_MAX];
    const char *command;
    const char *argument; /* the first one, or NULL */
    const char *option;   /* or NULL */
    const char *value;
};

static const struct good goods[] = {
    {{"park", "AB12"}, "park", "AB12", NULL, NULL},
    {{"park", "--class", "van", "AB12"}, "park", "AB12", "class", "van"},
    {{"park", "AB12", "--class=van"}, "park", "AB12", "class", "van"},
    {{"--lot", "x.db", "park", "AB12"}, "park", "AB12", "lot", "x.db"},
    {{"park", "AB12", "--lot", "x.db"}, "park", "AB12", "lot", "x.db"},
    {{"park", "--lot=x.db", "AB12"}, "park", "AB12", "lot", "x.db"},
    {{"park", "--", "--json"}, "park", "--json", NULL, NULL},
    {{"park", "--", "-h"}, "park", "-h", NULL, NULL},
    {{"tariff", "check", "f"}, "tariff check", "f", NULL, NULL},
    {{"tariff", "--json", "check", "f"}, "tariff check", "f", "json", ""},
    {{"--station", "gate", "tariff", "check", "f"}, "tariff check", "f", "station", "gate"},
    {{"journal"}, "journal", NULL, NULL, NULL},
    {{"journal", "verify"}, "journal verify", NULL, NULL, NULL},
    {{"spot", "close", "A1", "--reason", "--oil"}, "spot close", "A1", "reason", "--oil"},
    {{"refund", "7", "--amount", "-2", "--reason", "r"}, "refund", "7", "amount", "-2"},
    {{"config", "set", "name", "park"}, "config set", "name", NULL, NULL},
    {{"config", "set", "-1", "-2"}, "config set", "-1", NULL, NULL},
    {{"park", "-1", "--class", "van"}, "park", "-1", "class", "van"},
    {{"help", "tariff", "price"}, "help", "tariff", NULL, NULL},
    {{"pay", "-h"}, "pay", NULL, "help", ""},
    {{"pay", "--help"}, "pay", NULL, "help", ""},
    {{NULL}, "console", NULL, NULL, NULL},
    {{"--lot", "x.db"}, "console", NULL, "lot", "x.db"},
};

static void reads_commands_and_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        const struct good *good = &goods[i];
        struct cli cli;
        enum pk_status status = parse(&cli, good->words);
        if (status != PK_OK)
            print_error("row %zu: %s\n", i, cli.failure.message);
        assert_int_equal(status, PK_OK);
        assert_string_equal(cli.command->name, good->command);
        if (good->argument)
            assert_string_equal(cli.arguments[0], good->argument);
        if (good->option)
            assert_string_equal(cli_value(&cli, good->option), good->value);
    }
}

struct bad {
    const char *words[WORDS_MAX];
    const char *says; /* part of the sentence */
};

static const struct bad bads[] = {
    {{"prak", "AB12"}, "'park'?"},
    {{"nonsense"}, "no command 'nonsense'"},
    {{"tariff"}, "second word"},
    {{"tariff", "chek", "f"}, "'tariff check'?"},
    {{"spot"}, "second word"},
    {{"park"}, "it is parkade park REGISTRATION"},
    {{"park", "A", "B"}, "'B' is one argument too many for park"},
    {{"park", "A", "B", "C", "D", "E"}, "too many"},
    {{"park", "A", "--clas", "van"}, "--class?"},
    {{"park", "A", "--cla", "van"}, "--class?"},
    {{"park", "A", "--colour", "red"}, "park has no option --colour"},
    {{"park", "A", "-x"}, "no option -x"},
    {{"--class", "van", "park", "A"}, "before a command"},
    {{"park", "A", "--class"}, "--class wants CLASS"},
    {{"park", "A", "--json=yes"}, "--json takes no value"},
    {{"park", "A", "--class", "van", "--class", "car"}, "given twice"},
    {{"park", "A", "--spot", ""}, "--spot wants LABEL"},
    {{"park", "A", "--station", "\xff"}, "not UTF-8"},
    {{"pay", "A"}, "pay wants --method METHOD"},
    {{"void", "A"}, "void wants --reason TEXT"},
    {{"show", "A", "--request-id", "x"}, "show has no option --request-id"},
    {{"journal", "--follow", "verify"}, "journal verify has no option --follow"},
};

static void refuses_what_cannot_be_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        struct cli cli;
        assert_int_equal(parse(&cli, bads[i].words), PK_USAGE);
        if (!strstr(cli.failure.message, bads[i].says))
            fail_msg("row %zu: %s", i, cli.failure.message);
        assert_non_null(strstr(cli.failure.message, "`parkade help"));
    }
}

/* However early the arguments fail, the form of the answer is what was asked for. */
static void knows_the_form_of_the_answer(void **state)
{
    (void)state;
    struct cli cli;
    assert_int_equal(parse(&cli, (const char *[]){"nonsense", "--bogus", "--json", NULL}),
                     PK_USAGE);
    assert_true(cli.json);
    assert_int_equal(parse(&cli, (const char *[]){"park", "--", "--json", NULL}), PK_OK);
    assert_false(cli.json);
}

static void suggests_the_nearest_name(void **state)
{
    (void)state;
    static const char *const names[] = {"park", "pay", "retrieve", "available"};
    static const struct {
        const char *typed, *nearest;
    } rows[] = {
        {"prak", "park"}, {"par", "park"},      {"payy", "pay"}, {"retreive", "retrieve"},
        {"x", NULL},      {"unpark-all", NULL}, {"", NULL},      {"avialable", "available"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = cli_nearest(rows[i].typed, names, 4);
        if (rows[i].nearest)
            assert_string_equal(found ? found : "", rows[i].nearest);
        else
            assert_null(found);
    }
}

/* ---- the table ---- */

static void check_options(const struct cli_command *command)
{
    for (const struct cli_option *o = command->options; o && o->name; o++) {
        char mention[64];
        snprintf(mention, sizeof mention, "--%s", o->name);
        bool is_in_usage = strstr(command->usage, mention) != NULL;
        if (!is_in_usage && strcmp(o->name, "request-id") != 0)
            fail_msg("the usage of %s does not mention --%s", command->name, o->name);
        assert_true(strlen(o->help) > 2);
        for (const struct cli_option *global = cli_globals; global->name; global++)
            assert_string_not_equal(o->name, global->name);
    }
}

static void every_command_is_whole(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct cli_group *group = cli_groups; group->title; group++) {
        for (size_t i = 0; group->commands[i]; i++, count++) {
            const struct cli_command *command = group->commands[i];
            assert_ptr_equal(cli_find(command->name), command);
            assert_true(strlen(command->summary) > 5);
            assert_true(command->least <= command->most);
            assert_true(command->most <= CLI_ARGUMENTS_MAX);
            assert_non_null(command->run);
            check_options(command);
        }
    }
    assert_true(count >= 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_commands_and_options),
        cmocka_unit_test(refuses_what_cannot_be_meant),
        cmocka_unit_test(knows_the_form_of_the_answer),
        cmocka_unit_test(suggests_the_nearest_name),
        cmocka_unit_test(every_command_is_whole),
    };
    return cmocka_run_group_tests_name("cli parse", tests, NULL, NULL) != 0;
}
