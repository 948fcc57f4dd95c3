/*
 * Answers as JSON, and money and moments as people read them.
 */
#include "cli/print.h"

#include <stdio.h>
#include <stdlib.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/zone.h"

static enum pk_status no_memory(struct cli *cli)
{
    return cli_fail(cli, PK_INTERNAL, _("There is not enough memory to print the answer."));
}

/* JSON escapes the first 32 characters itself. What else is unsafe can stand in strings only. */
static void put_escaped(const char *text)
{
    while (*text) {
        struct cli_letter letter = cli_letter(text);
        if (letter.is_safe)
            fwrite(text, 1, letter.length, stdout);
        else
            printf("\\u%04lx", letter.point);
        text += letter.length;
    }
}

void cli_put_json(const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text)
        put_escaped(text);
    free(text);
}

enum pk_status cli_json(struct cli *cli, json_t *value)
{
    if (!value)
        return no_memory(cli);
    cli_put_json(value);
    putchar('\n');
    json_decref(value);
    return PK_OK;
}

enum pk_status cli_array_add(struct cli *cli, struct cli_array *array, json_t *value)
{
    if (!value)
        return no_memory(cli);
    fputs(array->is_open ? ",\n" : "[", stdout);
    array->is_open = true;
    cli_put_json(value);
    json_decref(value);
    return PK_OK;
}

void cli_array_end(struct cli_array *array)
{
    puts(array->is_open ? "]" : "[]");
}

struct cli_list cli_list(struct cli *cli, const char *layout)
{
    return (struct cli_list){.cli = cli, .table = cli_table(layout), .status = PK_OK};
}

bool cli_list_json(struct cli_list *list, json_t *value)
{
    list->status = cli_array_add(list->cli, &list->array, value);
    return list->status == PK_OK;
}

enum pk_status cli_list_end(struct cli_list *list, enum pk_status status)
{
    if (status == PK_OK)
        status = list->status;
    if (status == PK_OK && !list->cli->json)
        return cli_table_end(list->cli, &list->table);
    if (status == PK_OK)
        cli_array_end(&list->array);
    cli_table_drop(&list->table);
    return status;
}

void cli_money(char text[static CLI_TEXT_SIZE], int64_t amount, const char *currency)
{
    char number[PK_MONEY_SIZE];
    text[0] = '\0';
    if (amount == PK_NONE)
        return;
    pk_money_format(number, amount, currency);
    snprintf(text, CLI_TEXT_SIZE, "%s %s", number, currency);
}

void cli_local(char text[static CLI_TEXT_SIZE], const struct pk_zone *zone, int64_t at)
{
    char local[PK_TIME_SIZE];
    pk_time_format_local(local, zone, at, "%Y-%m-%d %H:%M");
    snprintf(text, CLI_TEXT_SIZE, "%s", local);
}
