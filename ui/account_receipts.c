/*
 * Receipts by station: whether one is missing. Calls parkade/audit.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "account_screen.h"
#include "app.h"
#include "parkade/text.h"

enum { STATION, RECEIPTS, FIRST, LAST, MISSING, COPIES, COUNTER };

static const struct table_column COLUMNS[] = {
    [STATION] = {"Station", 16, 0, false}, [RECEIPTS] = {"Receipts", 8, 0, true},
    [FIRST] = {"First", 8, 76, true},      [LAST] = {"Last", 8, 76, true},
    [MISSING] = {"Missing", 8, 0, true},   [COPIES] = {"Copies", 7, 0, true},
    [COUNTER] = {"Counter", 8, 76, true},
};

static const struct pk_receipts *at(const struct account_screen *screen, int line)
{
    return (const struct pk_receipts *)screen->rows + line;
}

static enum pk_status read_rows(struct account_screen *screen, size_t *count)
{
    struct pk_receipts *rows = account_room(screen, ACCOUNT_ROWS_MAX, sizeof *rows);

    if (!rows)
        return PK_OK;
    enum pk_status status =
        pk_receipts(rows, ACCOUNT_ROWS_MAX, count, screen->app->lot, screen->from, screen->to);
    screen->is_cut = *count == ACCOUNT_ROWS_MAX;
    return status;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct pk_receipts *receipts = at(rows, line);
    const int64_t values[] = {[RECEIPTS] = receipts->receipts, [FIRST] = receipts->first_no,
                              [LAST] = receipts->last_no,      [MISSING] = receipts->missing,
                              [COPIES] = receipts->copies,     [COUNTER] = receipts->counter};

    if (column == STATION) {
        pk_copy(out, TABLE_CELL_SIZE, receipts->station);
        return ROLE_STRONG;
    }
    snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)values[column]);
    return column == MISSING && receipts->missing != 0 ? ROLE_ERROR : ROLE_TEXT;
}

enum { GAPS_MAX = 1000 };

static void explain_missing(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                            const char *station)
{
    struct pk_gap *gaps = calloc(GAPS_MAX, sizeof *gaps);
    char list[ACCOUNT_TEXT_SIZE / 2] = "";
    size_t count = 0;

    if (gaps && pk_receipt_gaps(gaps, GAPS_MAX, &count, screen->app->lot, station, screen->from,
                                screen->to) == PK_OK)
        account_say_gaps(list, sizeof list, gaps, count);
    free(gaps);
    snprintf(out, ACCOUNT_TEXT_SIZE,
             _("%s: these receipts are missing: %s. Somebody changed the lot's file; run parkade "
               "check."),
             station, list);
}

static void explain(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line)
{
    const struct pk_receipts *receipts = at(screen, line);

    if (receipts->missing != 0) {
        explain_missing(out, screen, receipts->station);
        return;
    }
    snprintf(out, ACCOUNT_TEXT_SIZE,
             _("%s: receipts %lld to %lld of these days are all there; the last number given out "
               "so far is %lld. Printed again: %lld."),
             receipts->station, (long long)receipts->first_no, (long long)receipts->last_no,
             (long long)receipts->counter, (long long)receipts->copies);
}

const struct account_page account_receipts = {
    .name = "receipts",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .cell = cell,
    .read = read_rows,
    .explain = explain,
};
