/*
 * Prices the rows of a file of cases. May call: csv.c, evaluate.c, pk_tariff_read().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "tariff/csv.h"
#include "tariff/evaluate.h"

enum column { ID, TARIFF, ZONE, ENTRY, EXIT, EXPECTED, CURRENCY, NOTES, COLUMN_COUNT };

static const char *const column_names[] = {
    [ID] = "case_id",        [TARIFF] = "tariff_id", [ZONE] = "tz",
    [ENTRY] = "entry",       [EXIT] = "exit",        [EXPECTED] = "expected_minor_units",
    [CURRENCY] = "currency", [NOTES] = "notes",
};

/* The tariff as it is in the zone and currency of the last row. */
struct cases {
    const char *text;
    size_t length;
    struct pk_faults *faults;
    size_t columns[COLUMN_COUNT]; /* SIZE_MAX: there is none */
    char currency[PK_CURRENCY_SIZE];
    char timezone[PK_NAME_SIZE];
    struct pk_tariff *tariff;
    struct pk_zone *zone;
};

static const char *field(const struct cases *cases, const struct csv *csv, enum column column)
{
    size_t index = cases->columns[column];

    return index < csv->count ? csv->field[index] : "";
}

static enum pk_status read_columns(struct cases *cases, struct csv *csv)
{
    bool broken;

    if (!tariff_csv_next(csv, &broken)) {
        return pk_fail(PK_USAGE, _("The file of cases is empty or not comma-separated text."));
    }
    for (int c = 0; c < COLUMN_COUNT; c++) {
        cases->columns[c] = SIZE_MAX;
        for (size_t i = 0; i < csv->count; i++) {
            if (strcmp(csv->field[i], column_names[c]) == 0) {
                cases->columns[c] = i;
            }
        }
    }
    for (int c = ENTRY; c <= EXPECTED; c++) {
        if (cases->columns[c] == SIZE_MAX) {
            return pk_fail(PK_USAGE, _("The file of cases has no column \"%s\"."), column_names[c]);
        }
    }
    return PK_OK;
}

/* Reads the tariff anew where the row's currency or zone is another than the last one's. */
static enum pk_status open_tariff(struct cases *cases, const struct csv *csv)
{
    const char *currency = field(cases, csv, CURRENCY);
    const char *timezone = field(cases, csv, ZONE);

    currency = currency[0] == '\0' ? "EUR" : currency;
    timezone = timezone[0] == '\0' ? "UTC" : timezone;
    if (cases->tariff != NULL && strcmp(currency, cases->currency) == 0 &&
        strcmp(timezone, cases->timezone) == 0) {
        return PK_OK;
    }
    if (!pk_copy(cases->currency, sizeof cases->currency, currency) ||
        !pk_copy(cases->timezone, sizeof cases->timezone, timezone)) {
        return pk_fail(PK_USAGE, _("Line %d: \"%.20s %.60s\" is no currency and time zone."),
                       csv->line, currency, timezone);
    }
    pk_tariff_free(cases->tariff);
    pk_zone_close(cases->zone);
    cases->tariff = NULL;
    cases->zone = NULL;
    enum pk_status status = pk_zone_open(&cases->zone, timezone);
    const struct pk_tariff_home home = {.currency = currency, .timezone = timezone};
    return status != PK_OK
               ? status
               : pk_tariff_read(&cases->tariff, cases->text, cases->length, &home, cases->faults);
}

/* "WITH=cinema" among the notes: what stands behind the sign, up to a semicolon. */
static bool note_value(const char *notes, const char *sign, char *out, size_t size)
{
    const char *from = strstr(notes, sign);

    if (from == NULL) {
        return false;
    }
    from += strlen(sign);
    size_t length = strcspn(from, ";");
    while (length > 0 && from[length - 1] == ' ') {
        length--;
    }
    if (length >= size) {
        return false;
    }
    memcpy(out, from, length);
    out[length] = '\0';
    return true;
}

static enum pk_status price_row(int64_t *total, const struct cases *cases, const struct csv *csv)
{
    const char *notes = field(cases, csv, NOTES);
    struct tariff_request request = {.tariff = cases->tariff};
    char name[TARIFF_NAME_SIZE], proof[TARIFF_NAME_SIZE];
    enum pk_status status =
        pk_time_parse(&request.stay.entry, field(cases, csv, ENTRY), cases->zone);

    if (status == PK_OK) {
        status = pk_time_parse(&request.stay.exit, field(cases, csv, EXIT), cases->zone);
    }
    if (status != PK_OK) {
        return status;
    }
    if (strcmp(cases->currency, pk_tariff_currency(cases->tariff)) != 0 &&
        cases->columns[CURRENCY] != SIZE_MAX) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff is in %s, not in %s."),
                       pk_tariff_currency(cases->tariff), cases->currency);
    }
    request.stay.is_lost = strstr(notes, "FLAG=lost_ticket") != NULL;
    request.no_holidays = strstr(notes, "FLAG=no_holiday_calendar") != NULL;
    if (note_value(notes, "CLASS=", name, sizeof name) &&
        !pk_vehicle_class_from_name(&request.stay.vehicle_class, name)) {
        return pk_fail(PK_USAGE, _("There is no vehicle class \"%s\"."), name);
    }
    if (note_value(notes, "WITH=", proof, sizeof proof)) {
        request.stay.proof = proof;
    }
    status = pk_tariff_check_proof(cases->tariff, request.stay.proof);
    return status != PK_OK ? status : tariff_evaluate(total, NULL, NULL, &request);
}

/* Whether ROW is right; if not, ROW says what differs. */
static bool judge(struct pk_case *row, const struct cases *cases, const struct csv *csv)
{
    const char *expected = field(cases, csv, EXPECTED);
    char *end;
    int64_t total = PK_NONE;
    enum pk_status status = price_row(&total, cases, csv);

    row->line = csv->line;
    snprintf(row->id, sizeof row->id, "%s", field(cases, csv, ID));
    row->expected = strtoll(expected, &end, 10);
    if (expected[0] == '\0') {
        row->expected = PK_NONE;
    }
    row->price = status == PK_OK ? total : PK_NONE;
    snprintf(row->message, sizeof row->message, "%.239s",
             status == PK_OK ? "" : pk_error()->message);
    if (*end != '\0') {
        row->price = PK_NONE;
        snprintf(row->message, sizeof row->message, _("\"%.40s\" is not a price in minor units."),
                 expected);
        return false;
    }
    return row->price == row->expected && (status == PK_OK || status == PK_TARIFF_INVALID);
}

/* Whether some row is of the tariff ONLY. */
static bool has_rows_of(const struct cases *cases, struct csv csv, const char *only)
{
    bool broken;

    while (only != NULL && tariff_csv_next(&csv, &broken)) {
        if (strcmp(field(cases, &csv, TARIFF), only) == 0) {
            return true;
        }
    }
    return false;
}

static enum pk_status run_rows(struct cases *cases, struct csv *csv, const char *only,
                               size_t counts[2], pk_case_heard *heard, void *context)
{
    bool filtered = has_rows_of(cases, *csv, only);
    bool broken;
    struct pk_case row;

    while (tariff_csv_next(csv, &broken)) {
        if (filtered && strcmp(field(cases, csv, TARIFF), only) != 0) {
            continue;
        }
        enum pk_status status = open_tariff(cases, csv);
        if (status != PK_OK) {
            return status;
        }
        bool is_right = judge(&row, cases, csv);
        counts[is_right ? 0 : 1]++;
        if (!is_right) {
            heard(context, &row);
        }
    }
    return broken ? pk_fail(PK_USAGE,
                            _("The file of cases cannot be read after line %d: a row is too long, "
                              "or a quotation mark is missing."),
                            csv->line)
                  : PK_OK;
}

enum pk_status pk_tariff_cases(size_t *right, size_t *wrong, const char *text, size_t length,
                               const char *csv, size_t csv_length, const char *only,
                               pk_case_heard *heard, void *context, struct pk_faults *faults)
{
    struct cases cases = {.text = text, .length = length, .faults = faults};
    size_t counts[2] = {0, 0};
    struct csv rows;

    tariff_csv_open(&rows, csv, csv_length);
    enum pk_status status = read_columns(&cases, &rows);
    if (status == PK_OK) {
        status = run_rows(&cases, &rows, only, counts, heard, context);
    }
    pk_tariff_free(cases.tariff);
    pk_zone_close(cases.zone);
    *right = counts[0];
    *wrong = counts[1];
    return status;
}
