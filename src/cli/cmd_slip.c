/*
 * ticket reprint, slip check: what is printed beside receipts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/faults.h"
#include "cli/print.h"
#include "cli/slips.h"
#include "parkade/json.h"
#include "parkade/text.h"

/* ---- ticket reprint ---- */

static enum pk_status print_copy(struct cli *cli, const struct pk_ticket_copy *copy)
{
    if (cli->json)
        return cli_json(cli, pk_json_ticket_copy(copy));
    printf(_("copy %lld of ticket #%lld\n"), (long long)copy->copy_no, (long long)copy->ticket_no);
    return PK_OK;
}

static enum pk_status reprint(struct cli *cli)
{
    struct pk_ticket_copy copy;
    struct pk_slip slip = {.kind = PK_SLIP_TICKET};
    enum pk_status status = cli_slip_check(cli);
    if (status == PK_OK)
        status = pk_ticket_resolve_again(&slip.ticket, NULL, cli->lot, cli->arguments[0],
                                         cli->act.request_id);
    if (status == PK_OK)
        status = pk_ticket_reprint(&copy, cli->lot, &cli->act, slip.ticket.ticket_id);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    slip.copy_no = copy.copy_no;
    pk_copy(slip.station, sizeof slip.station, cli->act.station);
    if (!cli_slip_replaces(cli))
        status = print_copy(cli, &copy);
    return status == PK_OK ? cli_slip(cli, &slip) : status;
}

const struct cli_command cli_ticket_reprint = {
    .name = "ticket reprint",
    .usage = "TICKET [--slip] [--print]",
    .summary = "print a ticket once more, as a numbered copy",
    .help = "Who holds a copy may take the vehicle: each is counted and stands in the journal.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = cli_slip_options,
    .run = reprint,
};

/* ---- slip check ---- */

static enum pk_status find_kind(struct cli *cli, enum pk_slip_kind *kind, const char *word)
{
    *kind = strcmp(word, "ticket") == 0 ? PK_SLIP_TICKET : PK_SLIP_RECEIPT;
    if (*kind == PK_SLIP_RECEIPT && strcmp(word, "receipt") != 0)
        return cli_usage(cli, _("A template is for a ticket or a receipt, not for a %s."), word);
    return PK_OK;
}

static enum pk_status print_good(struct cli *cli)
{
    if (cli->json)
        return cli_json(cli, json_pack("{s:s}", "slip", cli->arguments[0]));
    cli_put(cli->arguments[1]);
    fputs(_(": a good template\n"), stdout);
    return PK_OK;
}

static enum pk_status check(struct cli *cli)
{
    enum { MOST = 1 << 20 };
    struct pk_faults faults = {.count = 0};
    enum pk_slip_kind kind;
    char *text = NULL;
    size_t length = 0;
    enum pk_status status = find_kind(cli, &kind, cli->arguments[0]);
    if (status == PK_OK)
        status = cli_read_file(cli, &text, &length, cli->arguments[1], MOST);
    if (status == PK_OK) {
        status = pk_slip_check(text, length, kind, &faults);
        if (status == PK_OK)
            status = print_good(cli);
        else
            cli_faults(cli, cli->arguments[1], &faults);
    }
    free(text);
    return status;
}

const struct cli_command cli_slip_check_file = {
    .name = "slip check",
    .usage = "ticket|receipt FILE",
    .summary = "read a template of tickets or receipts, tell all its faults",
    .help = "The setting slips names the folder of ticket.slip and receipt.slip.",
    .least = 2,
    .most = 2,
    .lot = CLI_NO_LOT,
    .run = check,
};
