/*
 * journal and journal verify: reading the journal, following it, proving its chain.
 */
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/journal.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum { BATCH = 200 };

static const struct cli_option journal_options[] = {
    {"after", "N", "only the entries after number N", false},
    {"follow", NULL, "go on as entries come; with --json one object a line", false},
    {NULL, NULL, NULL, false},
};

/* Some entries, held here while they are printed: a slow reader must not hold the lot's file. */
struct batch {
    size_t count;
    struct pk_entry entries[BATCH];
};

static bool keep_entry(const struct pk_entry *entry, void *context)
{
    struct batch *batch = context;
    batch->entries[batch->count++] = *entry;
    return batch->count < BATCH;
}

static void put_padded(const char *text, int width)
{
    char padded[CLI_TEXT_SIZE + 2];
    snprintf(padded, sizeof padded, "%-*s ", width, text);
    cli_put(padded);
}

static void print_entry(struct cli *cli, const struct pk_entry *entry)
{
    char when[PK_TIME_SIZE], money[CLI_TEXT_SIZE];
    pk_time_format_local(when, pk_lot_zone(cli->lot), entry->time, "%Y-%m-%d %H:%M:%S");
    cli_money(money, entry->amount, pk_lot_currency(cli->lot));
    printf("%6lld  %s  ", (long long)entry->seq, when);
    put_padded(entry->kind, 14);
    put_padded(entry->station, 10);
    if (entry->ticket_no != 0)
        printf(" #%lld", (long long)entry->ticket_no);
    char who[2 * PK_NAME_SIZE + 4]; /* "Ana (Sue)": who approved it */
    bool has_second = entry->approver[0] != '\0';
    snprintf(who, sizeof who, "%s%s%s%s", entry->who, has_second ? " (" : "", entry->approver,
             has_second ? ")" : "");
    const char *const rest[] = {entry->spot, money, who, entry->detail};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        if (!*rest[i])
            continue;
        putchar(' ');
        cli_put(rest[i]);
    }
    putchar('\n');
}

/* With --follow there is no end at which an array could be closed: one object a line. */
static enum pk_status print_batch(struct cli *cli, const struct batch *batch,
                                  struct cli_array *array)
{
    enum pk_status status = PK_OK;
    for (size_t i = 0; i < batch->count && status == PK_OK; i++) {
        const struct pk_entry *entry = &batch->entries[i];
        if (!cli->json)
            print_entry(cli, entry);
        else if (!array)
            status = cli_json(cli, pk_json_entry(entry, pk_lot_currency(cli->lot)));
        else
            status = cli_array_add(cli, array, pk_json_entry(entry, pk_lot_currency(cli->lot)));
    }
    return status;
}

/* Prints what comes after *LAST, a batch at a time. */
static enum pk_status print_new(struct cli *cli, int64_t *last, struct cli_array *array)
{
    struct batch batch;
    enum pk_status status = PK_OK;
    do {
        batch.count = 0;
        status = pk_journal_each(cli->lot, *last, last, keep_entry, &batch);
        if (status == PK_OK)
            status = print_batch(cli, &batch, array);
    } while (status == PK_OK && batch.count == BATCH && !ferror(stdout));
    return status;
}

/* Waits for the bell, at most a second: a writer may have died before it rang. False when the
 * reader of standard output went away. */
static bool wait_for_news(struct pk_lot *lot)
{
    struct pollfd waits[] = {{.fd = STDOUT_FILENO}, {.fd = pk_lot_bell(lot), .events = POLLIN}};
    poll(waits, sizeof waits / sizeof *waits, 1000);
    pk_lot_bell_clear(lot);
    return !(waits[0].revents & (POLLERR | POLLHUP));
}

static enum pk_status follow(struct cli *cli, int64_t *last)
{
    enum pk_status status = PK_OK;
    do {
        status = print_new(cli, last, NULL);
        if (status == PK_BUSY)
            status = PK_OK; /* there will be another look */
    } while (status == PK_OK && fflush(stdout) == 0 && wait_for_news(cli->lot));
    return status;
}

static enum pk_status journal(struct cli *cli)
{
    int64_t last = 0;
    enum pk_status status = cli_number(cli, &last, "after", 0, INT64_MAX);
    if (status != PK_OK)
        return status;
    if (cli_has(cli, "follow"))
        return follow(cli, &last);
    struct cli_array array = {.is_open = false};
    status = print_new(cli, &last, &array);
    if (status == PK_OK && cli->json)
        cli_array_end(&array);
    return status;
}

const struct cli_command cli_journal = {
    .name = "journal",
    .usage = "[--after N] [--follow]",
    .summary = "print the journal of everything that changed",
    .lot = CLI_LOOK,
    .options = journal_options,
    .run = journal,
};

static json_t *verdict_json(const struct pk_verdict *verdict)
{
    return json_pack("{s:I, s:I, s:o, s:s}", "entries", (json_int_t)verdict->entries, "blanked",
                     (json_int_t)verdict->blanked, "broken_seq",
                     verdict->broken_seq ? json_integer(verdict->broken_seq) : json_null(), "head",
                     verdict->head);
}

static enum pk_status verify(struct cli *cli)
{
    struct pk_verdict verdict = {.entries = 0};
    enum pk_status status = pk_journal_verify(&verdict, cli->lot);
    if (status == PK_CORRUPT && cli->json)
        cli_companion(cli, "verdict", verdict_json(&verdict));
    if (status != PK_OK)
        return status;
    if (cli->json)
        return cli_json(cli, verdict_json(&verdict));
    printf(ngettext("the chain of %lld entry holds; its head is\n",
                    "the chain of %lld entries holds; its head is\n",
                    (unsigned long)verdict.entries),
           (long long)verdict.entries);
    cli_put(verdict.head);
    putchar('\n');
    return PK_OK;
}

const struct cli_command cli_journal_verify = {
    .name = "journal verify",
    .usage = "",
    .summary = "prove that no entry of the journal was changed, lost or slipped in",
    .help =
        "The head that is printed stands for the whole journal: kept elsewhere, it proves later\n"
        "that nothing before it was touched.",
    .lot = CLI_LOOK,
    .run = verify,
};
