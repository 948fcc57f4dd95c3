/*
 * The command line: what its files share. A command is a const struct in a file of its own, listed
 * once in commands.c; parsing, help and the manual's test all walk that list.
 *
 * Commands call include/parkade only.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <jansson.h>

#include "parkade/lot.h"
#include "parkade/payment.h"

enum { CLI_OPTIONS_MAX = 32, CLI_ARGUMENTS_MAX = 4 };

struct cli_option {
    const char *name;  /* "tendered"; NULL ends a list */
    const char *value; /* "AMOUNT"; NULL for a flag */
    const char *help;
    bool is_required;
};

/* What a command needs before it can run. */
enum cli_lot {
    CLI_NO_LOT,
    CLI_LOOK,   /* an open lot; changes nothing */
    CLI_CHANGE, /* an open lot and an act; takes --request-id */
    CLI_MAKE    /* an act for a lot that is yet to be made; takes --request-id */
};

struct cli;

struct cli_command {
    const char *name;    /* "park", "tariff price" */
    const char *usage;   /* "REGISTRATION [--class CLASS]" */
    const char *summary; /* one line */
    const char *help;    /* the rest of `parkade help NAME`; may be NULL */
    int least, most;     /* how many arguments it takes */
    enum cli_lot lot;
    const struct cli_option *options; /* its own; may be NULL */
    enum pk_status (*run)(struct cli *cli);
};

struct cli_group {
    const char *title;
    const struct cli_command *const *commands; /* ends with NULL */
};

extern const struct cli_group cli_groups[]; /* ends with a NULL title */
extern const struct cli_option cli_globals[];
extern const struct cli_option cli_request_option[];

struct cli_given {
    const struct cli_option *option;
    const char *value;
};

/* One run of the program. */
struct cli {
    const char *word; /* the first word of the command, as typed */
    const struct cli_command *command;
    const char *arguments[CLI_ARGUMENTS_MAX];
    int argument_count;
    struct cli_given given[CLI_OPTIONS_MAX];
    size_t given_count;
    bool json;
    struct pk_lot *lot;
    struct pk_act act;
    int exit_status;         /* of the console, which tells its own failures */
    bool has_acted;          /* the act was acknowledged: a failure to print it is no refusal */
    struct pk_error failure; /* made here; PK_OK: the domain's record holds */
    json_t *companions;      /* what goes into the JSON error beside it; may be NULL */
};

/* Runs the program with these arguments; returns its exit status. */
int cli_main(int argc, char *argv[]);

/* ---- parse.c: arguments to struct cli ---- */

enum pk_status cli_parse(struct cli *cli, int argc, char *argv[]);

/* The usage failure for a command NAME that does not exist. */
enum pk_status cli_unknown(struct cli *cli, const char *name);

/* The value of the option NAME, "" for a flag, or NULL when it was not given. */
const char *cli_value(const struct cli *cli, const char *name);
bool cli_has(const struct cli *cli, const char *name);

/* ---- sign_in.c ---- */

enum { CLI_PIN_SIZE = 64 };

/* Reads a PIN: a line of the file descriptor that OPTION names, else unseen from the terminal. */
enum pk_status cli_read_pin(struct cli *cli, char pin[static CLI_PIN_SIZE], const char *option,
                            const char *prompt);

/* Reads a new PIN; at the terminal twice. */
enum pk_status cli_read_new_pin(struct cli *cli, char pin[static CLI_PIN_SIZE]);

/* Signs in whoever acts, where the lot has staff, and hears who approves. */
enum pk_status cli_sign_in(struct cli *cli);

/* ---- commands.c ---- */

/* The command NAME ("park", "tariff price"), or NULL. */
const struct cli_command *cli_find(const char *name);

/* Whether commands of two words begin with WORD. */
bool cli_is_prefix(const char *word);

/* ---- fail.c: failures of the command line itself ---- */

enum pk_status cli_fail(struct cli *cli, enum pk_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A usage failure: the sentence, then where the usage is explained. */
enum pk_status cli_usage(struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts VALUE, whose reference is taken, beside the code of the JSON error. */
void cli_companion(struct cli *cli, const char *key, json_t *value);

/* A line on standard error beside an answer for people. */
void cli_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints the failure STATUS: a line on standard error and, with --json, an object on stdout. */
void cli_report(struct cli *cli, enum pk_status status);

/* ---- value.c: what stands in options ---- */

int64_t cli_now(void); /* the system's clock, before a lot is open */
enum pk_status cli_amount(struct cli *cli, int64_t *out, const char *name); /* PK_NONE: not given */
enum pk_status cli_moment(struct cli *cli, int64_t *out, const char *name, const struct pk_zone *);
enum pk_status cli_class(struct cli *cli, enum pk_vehicle_class *out); /* a car: not given */
enum pk_status cli_method(struct cli *cli, enum pk_method *out, enum pk_method otherwise);
/* The day number of a date; OTHERWISE (PK_NONE: today) when it was not given. */
enum pk_status cli_date(struct cli *cli, int64_t *out, const char *name, int64_t otherwise);
/* *OUT stays as it is when the option was not given. */
enum pk_status cli_number(struct cli *cli, int64_t *out, const char *name, int64_t lowest,
                          int64_t highest);
/* The argument NUMBER (0, 1 ...), from 1 on. */
enum pk_status cli_argument_number(struct cli *cli, int64_t *out, int number);

/* ---- file.c ---- */

enum { CLI_TARIFF_MOST = 64 << 10 }; /* the longest tariff file, in bytes */

/* Reads the file PATH ("-" is standard input) whole; *OUT is to be freed. */
enum pk_status cli_read_file(struct cli *cli, char **out, size_t *length, const char *path,
                             size_t most);

/* Where the lot is: --lot, $PARKADE_LOT, the system's, the user's. *OUT is to be freed. */
enum pk_status cli_lot_path(struct cli *cli, char **out);

/* NAME below the user's data folder. *OUT is to be freed. */
enum pk_status cli_data_path(struct cli *cli, char **out, const char *name);

/* Makes the folders above PATH that are missing. */
enum pk_status cli_make_parents(struct cli *cli, const char *path);

/* ---- suggest.c ---- */

/* The one of COUNT NAMES that TYPED was probably meant to be, or NULL. */
const char *cli_nearest(const char *typed, const char *const names[], size_t count);

/* ---- help.c ---- */

enum pk_status cli_help_command(struct cli *cli, const struct cli_command *command);
enum pk_status cli_help_list(struct cli *cli);
enum pk_status cli_help_prefix(struct cli *cli, const char *word); /* "tariff": its commands */
enum pk_status cli_version(struct cli *cli);

#endif
