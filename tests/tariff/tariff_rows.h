/*
 * Tables of tests: tariffs with a stay and its price, and files that are wrong.
 */
#ifndef TESTS_TARIFF_ROWS_H
#define TESTS_TARIFF_ROWS_H

#include "tariff_help.h"

struct row {
    const char *text, *entry, *exit;
    int64_t total; /* PK_NONE: refused */
};

/* Prices each of the COUNT rows. */
static inline void check_rows(const struct row *rows, size_t count)
{
    size_t failed = 0;

    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct pk_tariff *tariff;
        int64_t total = PK_NONE;
        if (pk_tariff_read(&tariff, row->text, strlen(row->text), &help_home, NULL) == PK_OK) {
            total = help_total(tariff, help_time(tariff, row->entry), help_time(tariff, row->exit));
            pk_tariff_free(tariff);
        } else if (row->total != PK_NONE) {
            print_error("%s\n", pk_error()->message);
        }
        if (total != row->total) {
            failed++;
            print_error("%s to %s: %lld instead of %lld\n%s\n", row->entry, row->exit,
                        (long long)total, (long long)row->total, row->text);
        }
    }
    assert_int_equal(failed, 0);
}

struct wrong {
    const char *text;
    int line;
    const char *message; /* a part of it */
};

static inline bool has_fault(const struct pk_faults *faults, const struct wrong *wrong)
{
    for (size_t i = 0; i < faults->count; i++) {
        if (faults->fault[i].line == wrong->line && !faults->fault[i].is_warning &&
            strstr(faults->fault[i].message, wrong->message) != NULL) {
            return true;
        }
    }
    return false;
}

/* Reads each of the COUNT texts, which is refused for the reason given. */
static inline void check_faults(const struct wrong *wrongs, size_t count)
{
    size_t failed = 0;

    for (size_t i = 0; i < count; i++) {
        struct pk_faults faults;
        struct pk_tariff *tariff = NULL;
        enum pk_status status =
            pk_tariff_read(&tariff, wrongs[i].text, strlen(wrongs[i].text), &help_home, &faults);
        if (status == PK_TARIFF_INVALID && tariff == NULL && has_fault(&faults, &wrongs[i])) {
            continue;
        }
        failed++;
        print_error("--- %s", wrongs[i].text);
        print_error("not said in line %d: %s\n", wrongs[i].line, wrongs[i].message);
        for (size_t f = 0; f < faults.count; f++) {
            print_error("but in line %d: %s\n", faults.fault[f].line, faults.fault[f].message);
        }
        pk_tariff_free(tariff);
    }
    assert_int_equal(failed, 0);
}

#endif
