/*
 * Printing the faults of a tariff or plan file.
 */
#include "cli/faults.h"

#include <stdio.h>

#include "cli/print.h"
#include "parkade/text.h"

static size_t kept(const struct pk_faults *faults)
{
    return faults->count < PK_FAULTS_MAX ? faults->count : PK_FAULTS_MAX;
}

json_t *cli_faults_json(const struct pk_faults *faults)
{
    json_t *list = json_array();
    for (size_t i = 0; i < kept(faults); i++) {
        const struct pk_fault *fault = &faults->fault[i];
        json_array_append_new(list, json_pack("{s:i, s:b, s:s}", "line", fault->line, "is_warning",
                                              fault->is_warning, "message", fault->message));
    }
    return list;
}

static void print_fault(const char *path, const struct pk_fault *fault)
{
    cli_put(path);
    if (fault->line > 0)
        printf(":%d", fault->line);
    printf(": %s", fault->is_warning ? _("warning: ") : "");
    cli_put(fault->message);
    putchar('\n');
}

static void print_more(const char *path, size_t count)
{
    cli_put(path);
    printf(_(": %zu more\n"), count);
}

void cli_faults(struct cli *cli, const char *path, const struct pk_faults *faults)
{
    if (cli->json) {
        if (faults->count > 0)
            cli_companion(cli, "faults", cli_faults_json(faults));
        return;
    }
    for (size_t i = 0; i < kept(faults); i++)
        print_fault(path, &faults->fault[i]);
    if (faults->count > kept(faults))
        print_more(path, faults->count - kept(faults));
}
