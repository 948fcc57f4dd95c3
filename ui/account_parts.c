/*
 * The accountability in parts: by date, by station, by who issued the tickets, in blocks of a
 * thousand numbers. Calls parkade/audit.h.
 */
#include <stdio.h>

#include "account_screen.h"
#include "app.h"
#include "parkade/text.h"
#include "screens.h"

enum { NAME, ISSUED, EXITED, VOID, REPLACED, RELEASED, INSIDE, MISSING, COUNT };

/* Which numbers are missing is asked of the numbers only. */
static const struct table_column COLUMNS[COUNT] = {
    [NAME] = {"", 16, 0, false},
    [ISSUED] = {"Issued", 7, 0, true},
    [EXITED] = {"Exited", 7, 0, true},
    [VOID] = {"Void", 5, 76, true},
    [REPLACED] = {"Replaced", 8, 76, true},
    [RELEASED] = {"Released", 8, 76, true},
    [INSIDE] = {"Inside", 6, 0, true},
    [MISSING] = {"Missing", 7, 0, true},
};

static const struct pk_tally *at(const struct account_screen *screen, int line)
{
    return (const struct pk_tally *)screen->rows + line;
}

static enum pk_status read_by(struct account_screen *screen, size_t *count, enum pk_tally_by by)
{
    struct pk_tally *rows = account_room(screen, ACCOUNT_ROWS_MAX, sizeof *rows);

    if (!rows)
        return PK_OK;
    enum pk_status status = pk_accountability_by(rows, ACCOUNT_ROWS_MAX, count, screen->app->lot,
                                                 screen->from, screen->to, by);
    screen->is_cut = *count == ACCOUNT_ROWS_MAX;
    return status;
}

static enum pk_status read_dates(struct account_screen *screen, size_t *count)
{
    return read_by(screen, count, PK_BY_DATE);
}

static enum pk_status read_stations(struct account_screen *screen, size_t *count)
{
    return read_by(screen, count, PK_BY_STATION);
}

static enum pk_status read_people(struct account_screen *screen, size_t *count)
{
    return read_by(screen, count, PK_BY_STAFF);
}

static enum pk_status read_numbers(struct account_screen *screen, size_t *count)
{
    return read_by(screen, count, PK_BY_NUMBER);
}

static const char *name_of(const struct pk_tally *tally)
{
    return tally->name[0] ? tally->name : _("nobody by name");
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct pk_tally *tally = at(rows, line);
    const int64_t values[] = {
        [ISSUED] = tally->issued,     [EXITED] = tally->exited,     [VOID] = tally->voided,
        [REPLACED] = tally->replaced, [RELEASED] = tally->released, [INSIDE] = tally->inside,
        [MISSING] = tally->missing};

    if (column == NAME) {
        pk_copy(out, TABLE_CELL_SIZE, name_of(tally));
        return ROLE_STRONG;
    }
    snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)values[column]);
    return column == MISSING && tally->missing != 0 ? ROLE_ERROR : ROLE_TEXT;
}

static void explain(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line)
{
    const struct pk_tally *tally = at(screen, line);

    snprintf(out, ACCOUNT_TEXT_SIZE,
             _("%s: %lld issued = %lld exited + %lld void + %lld replaced + %lld released + %lld "
               "inside. Numbers #%lld to #%lld."),
             name_of(tally), (long long)tally->issued, (long long)tally->exited,
             (long long)tally->voided, (long long)tally->replaced, (long long)tally->released,
             (long long)tally->inside, (long long)tally->first_no, (long long)tally->last_no);
}

/* ---- what stands behind a line ---- */

static void open_list(struct account_screen *screen, int line, struct pk_accounted_filter filter)
{
    const struct pk_tally *tally = at(screen, line);

    filter.from = screen->from;
    filter.to = screen->to;
    app_push(screen->app, account_tickets_view(name_of(tally), &filter, tally->issued));
}

static void open_station(struct account_screen *screen, int line)
{
    open_list(screen, line, (struct pk_accounted_filter){.station = at(screen, line)->name});
}

static void open_person(struct account_screen *screen, int line)
{
    open_list(screen, line, (struct pk_accounted_filter){.who = at(screen, line)->name});
}

static void open_numbers(struct account_screen *screen, int line)
{
    const struct pk_tally *tally = at(screen, line);

    open_list(screen, line,
              (struct pk_accounted_filter){.first_no = tally->first_no, .last_no = tally->last_no});
}

/* A date is looked at as a day of its own. */
static void open_date(struct account_screen *screen, int line)
{
    int year, month, day;

    if (sscanf(at(screen, line)->name, "%d-%d-%d", &year, &month, &day) == 3)
        account_go(screen, ACCOUNT_PAGE_FIGURES, pk_day_number(year, month, day));
}

#define PAGE(title, count, reads, opens)                                                           \
    {                                                                                              \
        .name = (title), .columns = COLUMNS, .column_count = (count), .cell = cell,                \
        .read = (reads), .explain = explain, .open = (opens),                                      \
    }

const struct account_page account_dates = PAGE("dates", MISSING, read_dates, open_date);
const struct account_page account_stations = PAGE("stations", MISSING, read_stations, open_station);
const struct account_page account_people = PAGE("people", MISSING, read_people, open_person);
const struct account_page account_numbers = PAGE("numbers", COUNT, read_numbers, open_numbers);
