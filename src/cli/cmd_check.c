/*
 * check and backup: proving the lot's file, copying it.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/check.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct cli_option check_options[] = {
    {"repair", NULL, "mend what is derived from other rows: flags and counts", false},
    {"request-id", "UUID", "names the repair: asked again, it is not done twice", false},
    {NULL, NULL, NULL, false},
};

static void print_findings(const struct pk_check *check)
{
    for (size_t i = 0; i < check->count && i < PK_FINDINGS_MAX; i++) {
        const struct pk_finding *finding = &check->findings[i];
        printf("%s: ", finding->rule);
        cli_put(finding->message);
        puts(finding->is_repairable ? _(" (--repair mends it)") : "");
    }
    if (check->count > PK_FINDINGS_MAX)
        printf(_("and %zu more\n"), check->count - PK_FINDINGS_MAX);
}

static void __attribute__((format(printf, 1, 0))) print_count(const char *format, int64_t count)
{
    printf(format, (long long)count);
}

static void print_text(const struct pk_check *check)
{
    print_findings(check);
    print_count(ngettext("%lld ticket, ", "%lld tickets, ", (unsigned long)check->tickets),
                check->tickets);
    print_count(_("%lld inside, "), check->inside);
    print_count(ngettext("%lld payment, ", "%lld payments, ", (unsigned long)check->payments),
                check->payments);
    print_count(ngettext("%lld journal entry looked at\n", "%lld journal entries looked at\n",
                         (unsigned long)check->entries),
                check->entries);
    printf("SQLite %s, %s\n", check->sqlite_version,
           check->has_wal_reset_fix ? _("with the WAL-reset fix")
                                    : _("without the WAL-reset fix: checkpoints are guarded"));
    if (check->count == 0)
        puts(_("all agrees"));
}

static enum pk_status check(struct cli *cli)
{
    struct pk_check answer = {.count = 0};
    bool repairs = cli_has(cli, "repair");
    enum pk_status status =
        repairs ? pk_check_repair(&answer, cli->lot, &cli->act) : pk_check(&answer, cli->lot);
    cli->has_acted = repairs && status == PK_OK;
    if (status != PK_OK && answer.count == 0)
        return status; /* it could not even look */
    if (!cli->json)
        print_text(&answer);
    else if (status == PK_OK)
        status = cli_json(cli, pk_json_check(&answer));
    else
        cli_companion(cli, "check", pk_json_check(&answer));
    return status;
}

const struct cli_command cli_check = {
    .name = "check",
    .usage = "[--repair]",
    .summary = "prove that the lot's file agrees with itself",
    .help =
        "Looks at everything: SQLite's own checks, flags, counts, sums, numbers, the journal's\n"
        "chain. Exit status 1 with `corrupt` when something disagrees.",
    .lot = CLI_LOOK,
    .options = check_options,
    .run = check,
};

static enum pk_status backup(struct cli *cli)
{
    const char *path = cli->arguments[0];
    enum pk_status status = pk_backup(cli->lot, &cli->act, path);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    if (cli->json) {
        json_t *name = json_string(path);
        return cli_json(cli, json_pack("{s:o}", "backup", name ? name : json_null()));
    }
    cli_put(path);
    putchar('\n');
    return PK_OK;
}

const struct cli_command cli_backup = {
    .name = "backup",
    .usage = "FILE",
    .summary = "copy the lot to a file while it is at work",
    .help = "The copy is verified and complete before it gets its name. Never overwrites a file.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = backup,
};
