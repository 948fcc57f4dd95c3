/*
 * Failures of the command line itself, and how any failure is told.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static char *start_failure(struct cli *cli, enum pk_status status)
{
    cli->failure = (struct pk_error){.status = status,
                                     .due = PK_NONE,
                                     .entry_time = PK_NONE,
                                     .exit_time = PK_NONE,
                                     .expires_at = PK_NONE};
    return cli->failure.message;
}

/* A sentence that was too long shows that it was cut. */
static void mark_cut(char *message, size_t size, int length)
{
    static const char mark[] = "...";
    if (length >= (int)size)
        memcpy(message + size - sizeof mark, mark, sizeof mark);
}

enum pk_status cli_fail(struct cli *cli, enum pk_status status, const char *format, ...)
{
    char *message = start_failure(cli, status);
    va_list list;
    va_start(list, format);
    mark_cut(message, PK_MESSAGE_SIZE, vsnprintf(message, PK_MESSAGE_SIZE, format, list));
    va_end(list);
    return status;
}

enum pk_status cli_usage(struct cli *cli, const char *format, ...)
{
    enum { SENTENCE = PK_MESSAGE_SIZE - 64 }; /* what follows always fits */
    char *message = start_failure(cli, PK_USAGE);
    va_list list;
    va_start(list, format);
    mark_cut(message, SENTENCE, vsnprintf(message, SENTENCE, format, list));
    va_end(list);
    size_t length = strlen(message);
    const char *name = cli->command ? cli->command->name : "";
    snprintf(message + length, PK_MESSAGE_SIZE - length, _(" See `parkade help%s%s`."),
             *name ? " " : "", name);
    return PK_USAGE;
}

void cli_companion(struct cli *cli, const char *key, json_t *value)
{
    if (!cli->companions)
        cli->companions = json_object();
    json_object_set_new(cli->companions, key, value);
}

void cli_warn(const char *format, ...)
{
    char line[PK_MESSAGE_SIZE];
    va_list list;
    va_start(list, format);
    mark_cut(line, sizeof line, vsnprintf(line, sizeof line, format, list));
    va_end(list);
    cli_clean(line);
    fprintf(stderr, _("parkade: warning: %s\n"), line);
}

static void report_json(struct cli *cli, const struct pk_error *error)
{
    json_t *whole = pk_json_error(error, cli->lot ? pk_lot_currency(cli->lot) : NULL);
    json_t *inner = json_object_get(whole, "error");
    if (cli->act.request_id[0])
        json_object_set_new(inner, "request_id", json_string(cli->act.request_id));
    if (cli->companions)
        json_object_update(inner, cli->companions);
    cli_put_json(whole);
    putchar('\n');
    json_decref(whole);
}

void cli_report(struct cli *cli, enum pk_status status)
{
    const struct pk_error *error = cli->failure.status == status ? &cli->failure : pk_error();
    char line[PK_MESSAGE_SIZE];
    pk_copy(line, sizeof line, error->message);
    cli_clean(line); /* one line, whatever was typed */
    if (cli->json)
        report_json(cli, error);
    fprintf(stderr, "parkade: %s: %s\n", pk_status_code(status), line);
}
