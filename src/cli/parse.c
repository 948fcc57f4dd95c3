/*
 * From the arguments to struct cli: which command, its arguments, its options.
 *
 * getopt_long(3) reads the options; words are taken out between them here, because which options
 * there are depends on the command's words.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "parkade/text.h"

/* The options that hold for COMMAND (NULL: before one is known), as one list. */
struct choice {
    const struct cli_option *options[CLI_OPTIONS_MAX];
    size_t count;
};

static void choose(struct choice *choice, const struct cli_option *list)
{
    for (; list && list->name && choice->count < CLI_OPTIONS_MAX; list++)
        choice->options[choice->count++] = list;
}

static struct choice choices_of(const struct cli_command *command)
{
    struct choice choice = {.count = 0};
    if (command) {
        choose(&choice, command->options);
        if (command->lot == CLI_CHANGE || command->lot == CLI_MAKE)
            choose(&choice, cli_request_option);
    }
    choose(&choice, cli_globals);
    return choice;
}

const char *cli_value(const struct cli *cli, const char *name)
{
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0)
            return cli->given[i].value;
    return NULL;
}

bool cli_has(const struct cli *cli, const char *name)
{
    return cli_value(cli, name) != NULL;
}

/* Everything but the name of a file is text, and text is UTF-8. */
static bool is_text(const struct cli_option *option, const char *value)
{
    if (option->value && strcmp(option->value, "FILE") == 0)
        return true;
    json_t *string = json_string(value);
    bool is_utf8 = string != NULL;
    json_decref(string);
    return is_utf8;
}

static enum pk_status give(struct cli *cli, const struct cli_option *option, const char *value)
{
    if (cli_has(cli, option->name))
        return cli_usage(cli, _("--%s is given twice."), option->name);
    if (!is_text(option, value))
        return cli_usage(cli, _("What follows --%s is not UTF-8 text."), option->name);
    if (option->value && !*value)
        return cli_usage(cli, _("--%s wants %s, not an empty text."), option->name, option->value);
    cli->given[cli->given_count++] = (struct cli_given){option, value};
    return PK_OK;
}

static enum pk_status refuse_option(struct cli *cli, const struct choice *choice, const char *typed)
{
    const char *names[CLI_OPTIONS_MAX];
    for (size_t i = 0; i < choice->count; i++)
        names[i] = choice->options[i]->name;
    char name[64];
    const char *bare = typed + strspn(typed, "-");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(bare, "="), bare);
    const char *nearest = cli_nearest(name, names, choice->count);
    if (nearest)
        return cli_usage(cli, _("There is no option %.60s; --%s?"), typed, nearest);
    if (!cli->command)
        return cli_usage(cli, _("There is no option %.60s before a command."), typed);
    return cli_usage(cli, _("%s has no option %.60s."), cli->command->name, typed);
}

static enum pk_status give_help(struct cli *cli)
{
    const struct cli_option *option = cli_globals;
    while (option->name && strcmp(option->name, "help") != 0)
        option++;
    return give(cli, option, "");
}

/* Which option of CHOICE the token TYPED is, as getopt_long answered FOUND. */
static enum pk_status take_option(struct cli *cli, const struct choice *choice, int found,
                                  const char *typed)
{
    if (found == 'h')
        return give_help(cli);
    int number = found == '?' || found == ':' ? optopt : found;
    if (number <= 0 || (size_t)number > choice->count)
        return refuse_option(cli, choice, typed);
    const struct cli_option *option = choice->options[number - 1];
    if (found == ':')
        return cli_usage(cli, _("--%s wants %s."), option->name, option->value);
    if (found == '?')
        return cli_usage(cli, _("--%s takes no value."), option->name);
    /* getopt_long would take --re for --reason; a script that says so breaks with the next option
     * that begins alike. */
    if (strlen(option->name) != strcspn(typed + 2, "="))
        return refuse_option(cli, choice, typed);
    return give(cli, option, option->value ? optarg : "");
}

/* Takes the first word of a command, or the second of one of two words. False: it is neither. */
static bool take_command_word(struct cli *cli, const char *word)
{
    if (!cli->word) {
        cli->word = word;
        cli->command = cli_find(word);
        return true;
    }
    if (cli->argument_count > 0 || !cli_is_prefix(cli->word))
        return false;
    if (cli->command && strchr(cli->command->name, ' '))
        return false; /* it has its second word already */
    char name[64];
    int length = snprintf(name, sizeof name, "%s %s", cli->word, word);
    const struct cli_command *command = cli_find(name);
    if (length >= (int)sizeof name || !command)
        return false;
    cli->command = command;
    return true;
}

static enum pk_status take_word(struct cli *cli, const char *word)
{
    if (take_command_word(cli, word))
        return PK_OK;
    if (cli->argument_count == CLI_ARGUMENTS_MAX)
        return cli_usage(cli, _("'%.60s' is one argument too many."), word);
    cli->arguments[cli->argument_count++] = word;
    return PK_OK;
}

/* Words after "--" are no options, whatever they look like. */
static enum pk_status take_rest(struct cli *cli, int argc, char *argv[])
{
    enum pk_status status = PK_OK;
    while (optind < argc && status == PK_OK)
        status = take_word(cli, argv[optind++]);
    return status;
}

static void describe(struct option *out, const struct choice *choice)
{
    for (size_t i = 0; i < choice->count; i++)
        out[i] =
            (struct option){.name = choice->options[i]->name,
                            .has_arg = choice->options[i]->value ? required_argument : no_argument,
                            .val = (int)i + 1};
    out[choice->count] = (struct option){0};
}

/* "-1" is a number below nothing, never an option. */
static bool is_negative(const char *word)
{
    return word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

static enum pk_status take_next(struct cli *cli, int argc, char *argv[])
{
    struct choice choice = choices_of(cli->command);
    struct option described[CLI_OPTIONS_MAX + 1];
    describe(described, &choice);
    int at = optind ? optind : 1;
    if (optind && is_negative(argv[optind]))
        return take_word(cli, argv[optind++]);
    /* '+': stop at the first word; ':': tell a missing value from an unknown option. */
    int found = getopt_long(argc, argv, "+:h", described, NULL);
    if (found != -1)
        return take_option(cli, &choice, found, argv[at]);
    if (optind > at) /* it went over a "--" */
        return take_rest(cli, argc, argv);
    return take_word(cli, argv[optind++]);
}

/* A command is chosen by its words, an option may have come between them. */
static enum pk_status check_options(struct cli *cli)
{
    struct choice choice = choices_of(cli->command);
    for (size_t i = 0; i < cli->given_count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < choice.count; j++)
            is_known = is_known || choice.options[j] == cli->given[i].option;
        if (!is_known)
            return cli_usage(cli, _("%s has no option --%s."), cli->command->name,
                             cli->given[i].option->name);
    }
    for (size_t i = 0; i < choice.count; i++)
        if (choice.options[i]->is_required && !cli_has(cli, choice.options[i]->name))
            return cli_usage(cli, _("%s wants --%s %s."), cli->command->name,
                             choice.options[i]->name, choice.options[i]->value);
    return PK_OK;
}

static enum pk_status check_arguments(struct cli *cli)
{
    const struct cli_command *command = cli->command;
    if (cli->argument_count > command->most)
        return cli_usage(cli, _("'%.60s' is one argument too many for %s."),
                         cli->arguments[command->most], command->name);
    if (cli->argument_count < command->least)
        return cli_usage(cli, _("Something is missing: it is parkade %s %s."), command->name,
                         command->usage);
    return PK_OK;
}

enum pk_status cli_unknown(struct cli *cli, const char *name)
{
    const char *names[128];
    size_t count = 0;
    for (const struct cli_group *group = cli_groups; group->title; group++)
        for (size_t i = 0; group->commands[i] && count < sizeof names / sizeof *names; i++)
            names[count++] = group->commands[i]->name;
    const char *nearest = cli_nearest(name, names, count);
    if (nearest)
        return cli_usage(cli, _("There is no command '%.80s'; '%s'?"), name, nearest);
    return cli_usage(cli, _("There is no command '%.80s'."), name);
}

static enum pk_status refuse_words(struct cli *cli)
{
    char typed[96];
    if (!cli_is_prefix(cli->word))
        return cli_unknown(cli, cli->word);
    if (cli->argument_count == 0)
        return cli_usage(cli, _("%s wants a second word: `parkade help %s` lists them."), cli->word,
                         cli->word);
    snprintf(typed, sizeof typed, "%.40s %.40s", cli->word, cli->arguments[0]);
    return cli_unknown(cli, typed);
}

static enum pk_status choose_command(struct cli *cli)
{
    if (!cli->word)
        cli->command = cli_find("console");
    bool is_help = cli_has(cli, "help") && cli->word && cli_is_prefix(cli->word);
    return cli->command || is_help ? PK_OK : refuse_words(cli);
}

/* Also of arguments that cannot be read the answer must come in the form that was asked for. */
static bool asks_for_json(int argc, char *argv[])
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--json") == 0)
            return true;
    return false;
}

enum pk_status cli_parse(struct cli *cli, int argc, char *argv[])
{
    enum pk_status status = PK_OK;
    cli->json = asks_for_json(argc, argv);
    opterr = 0;
    optind = 0; /* glibc: begin anew */
    while (status == PK_OK && (optind ? optind : 1) < argc)
        status = take_next(cli, argc, argv);
    if (status == PK_OK)
        cli->json = cli_has(cli, "json");
    bool only_help = cli_has(cli, "version") || (cli_has(cli, "help") && !cli->word);
    if (status != PK_OK || only_help)
        return status;
    status = choose_command(cli);
    if (status != PK_OK || cli_has(cli, "help"))
        return status;
    status = check_arguments(cli);
    return status == PK_OK ? check_options(cli) : status;
}
