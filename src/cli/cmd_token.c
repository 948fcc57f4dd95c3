/*
 * token add, list, revoke: what machines are known by at the gateway.
 */
#include <sodium.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/token.h"

enum { TOKENS_MAX = 512 };

static void add_token(struct cli_table *table, const struct cli *cli, const struct pk_token *token)
{
    char scopes[PK_SCOPES_SIZE], made[CLI_TEXT_SIZE], revoked[CLI_TEXT_SIZE];
    pk_scopes_text(scopes, token->scopes);
    cli_local(made, pk_lot_zone(cli->lot), token->created_at);
    cli_local(revoked, pk_lot_zone(cli->lot), token->revoked_at);
    cli_cell(table, "%s", token->name);
    cli_cell(table, "%s", scopes);
    cli_cell(table, "%s", made);
    cli_cell(table, "%s%s", revoked[0] ? _("revoked ") : "", revoked);
}

static enum pk_status list(struct cli *cli)
{
    static struct pk_token tokens[TOKENS_MAX];
    size_t count;
    enum pk_status status = pk_token_list(tokens, TOKENS_MAX, &count, cli->lot);
    if (status != PK_OK)
        return status;
    struct cli_list out = cli_list(cli, "llll");
    for (size_t i = 0; out.status == PK_OK && i < count; i++) {
        if (cli->json)
            cli_list_json(&out, pk_json_token(&tokens[i]));
        else
            add_token(&out.table, cli, &tokens[i]);
    }
    return cli_list_end(&out, PK_OK);
}

const struct cli_command cli_token_list = {
    .name = "token list",
    .usage = "",
    .summary = "list the tokens of machines; never their secrets",
    .lot = CLI_LOOK,
    .run = list,
};

static const struct cli_option add_options[] = {
    {"scope", "SCOPES", "what it may do: park,retrieve,pay,look", true},
    {NULL, NULL, NULL, false},
};

/* The secret stands alone on its line, so that a script can keep it. */
static enum pk_status print_secret(struct cli *cli, const struct pk_token *token,
                                   const char *secret)
{
    cli->has_acted = true;
    if (!cli->json) {
        if (secret[0])
            printf("%s\n", secret);
        else
            cli_put_lines(_("This token was made before; its secret was shown then.\n"));
        return PK_OK;
    }
    json_t *answer = pk_json_token(token);
    if (answer)
        json_object_set_new(answer, "token", secret[0] ? json_string(secret) : json_null());
    return cli_json(cli, answer);
}

static enum pk_status add(struct cli *cli)
{
    unsigned scopes;
    struct pk_token token;
    char secret[PK_SECRET_SIZE];
    if (!pk_scopes_from_text(&scopes, cli_value(cli, "scope")))
        return cli_usage(cli, _("--scope wants some of park,retrieve,pay,look, not '%.40s'."),
                         cli_value(cli, "scope"));
    enum pk_status status =
        pk_token_add(&token, secret, cli->lot, &cli->act, cli->arguments[0], scopes);
    if (status == PK_OK)
        status = print_secret(cli, &token, secret);
    sodium_memzero(secret, sizeof secret);
    return status;
}

const struct cli_command cli_token_add = {
    .name = "token add",
    .usage = "NAME --scope park,retrieve,pay,look",
    .summary = "make a token for a machine; its secret is printed once",
    .help = "The machine sends the secret with each request to the gateway, as\n"
            "'Authorization: Bearer SECRET'. NAME stands in the journal as who did it.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = add_options,
    .run = add,
};

static enum pk_status revoke(struct cli *cli)
{
    struct pk_token token;
    enum pk_status status = pk_token_revoke(&token, cli->lot, &cli->act, cli->arguments[0]);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_token(&token));
    struct cli_table table = cli_table("llll");
    add_token(&table, cli, &token);
    return cli_table_end(cli, &table);
}

const struct cli_command cli_token_revoke = {
    .name = "token revoke",
    .usage = "NAME",
    .summary = "end a token: it opens nothing any more",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = revoke,
};
