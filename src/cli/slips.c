/*
 * Slips at the command line: see slips.h.
 */
#include "cli/slips.h"

#include <stdio.h>
#include <stdlib.h>

#include "parkade/text.h"

enum { PRINT_MS = 10000 };

const struct cli_option cli_slip_options[] = {
    {"print", NULL, "print it at the station's printer", false},
    {"slip", NULL, "write what would be printed to standard output, as text", false},
    {NULL, NULL, NULL, false},
};

enum pk_status cli_slip_check(struct cli *cli)
{
    if (cli->json && cli_has(cli, "slip"))
        return cli_usage(cli, _("--slip is text: it does not go with --json."));
    return PK_OK;
}

bool cli_slip_replaces(const struct cli *cli)
{
    return cli_has(cli, "slip");
}

static enum pk_status fail(struct cli *cli, const char *why)
{
    return cli_fail(cli, PK_INTERNAL,
                    _("The copy was counted, but it is not printed: %s Ask again with "
                      "--request-id %s for the same one."),
                    why, cli->act.request_id);
}

/* A fault in one's own template stands beside the slip. */
static enum pk_status write_text(struct cli *cli, const struct pk_slip *slip,
                                 const struct pk_printer *station)
{
    struct pk_printer plain;
    char *text = NULL;
    size_t length = 0;
    pk_printer_parse(&plain, "none");
    struct pk_printer printer = *station;
    printer.format = plain.format;
    printer.columns = plain.columns;
    pk_copy(printer.page, sizeof printer.page, plain.page);
    enum pk_status status = pk_slip_render(&text, &length, slip, &printer);
    if (!text)
        return fail(cli, pk_error()->message);
    if (status != PK_OK)
        cli_warn("%s", pk_error()->message);
    fwrite(text, 1, length, stdout);
    free(text);
    return PK_OK;
}

static enum pk_status print(struct cli *cli, const struct pk_slip *slip,
                            const struct pk_printer *printer)
{
    bool is_printed;
    enum pk_status status = pk_slip_print(&is_printed, slip, printer, PRINT_MS);
    if (!is_printed)
        return fail(cli, pk_error()->message);
    if (status != PK_OK)
        cli_warn("%s", pk_error()->message);
    return PK_OK;
}

enum pk_status cli_slip(struct cli *cli, const struct pk_slip *slip)
{
    struct pk_printer printer;
    enum pk_status status = pk_printer_of(&printer, cli->lot, cli->act.station);
    if (status == PK_OK && cli_has(cli, "slip"))
        status = write_text(cli, slip, &printer);
    if (status == PK_OK && cli_has(cli, "print"))
        status = print(cli, slip, &printer);
    return status;
}
