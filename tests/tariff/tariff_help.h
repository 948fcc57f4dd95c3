/*
 * What the tests of tariffs share: reading a tariff from text, times and prices as text.
 */
#ifndef TESTS_TARIFF_HELP_H
#define TESTS_TARIFF_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/tariff.h"

static const struct pk_tariff_home help_home = {"EUR", "Europe/Berlin"};

/* The tariff in TEXT for HOME; fails the test with all faults when it is refused. */
static inline struct pk_tariff *help_read(const char *text, const struct pk_tariff_home *home)
{
    struct pk_faults faults;
    struct pk_tariff *tariff;

    if (pk_tariff_read(&tariff, text, strlen(text), home, &faults) != PK_OK) {
        for (size_t i = 0; i < faults.count; i++) {
            print_error("line %d: %s\n", faults.fault[i].line, faults.fault[i].message);
        }
        fail_msg("refused: %s\n%s", pk_error()->message, text);
    }
    return tariff;
}

static inline int64_t help_time(const struct pk_tariff *tariff, const char *text)
{
    int64_t at = 0;

    if (pk_time_parse(&at, text, pk_tariff_zone(tariff)) != PK_OK) {
        fail_msg("%s: %s", text, pk_error()->message);
    }
    return at;
}

/* The total of a car's stay; PK_NONE when the tariff refuses it. */
static inline int64_t help_total(const struct pk_tariff *tariff, int64_t entry, int64_t exit)
{
    const struct pk_stay stay = {.entry = entry, .exit = exit};
    int64_t total;
    enum pk_status status = pk_tariff_total(&total, tariff, &stay);

    if (status == PK_TARIFF_INVALID) {
        return PK_NONE;
    }
    assert_int_equal(status, PK_OK);
    return total;
}

/* The whole of a file, with a zero behind it; the caller frees it. */
static inline char *help_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(1 << 20);

    *length = 0;

    if (file == NULL || text == NULL) {
        free(text);
        fail_msg("cannot read %s", path);
        return NULL;
    }
    *length = fread(text, 1, (1 << 20) - 1, file);
    text[*length] = '\0';
    fclose(file);
    return text;
}

#endif
