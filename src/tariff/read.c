/*
 * Reading a tariff: text, sections, rules, checks, examples, in this order; and letting it go.
 * May call: all files of the reader.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "tariff/build.h"

/* Room for all that the source can hold, so that nothing moves while it is read. */
static bool make_room(struct builder *b)
{
    struct pk_tariff *t = b->tariff;
    size_t sections = b->source.section_count + 1;
    size_t lines = b->source.line_count + 1;

    t->versions = calloc(TARIFF_VERSIONS_MAX, sizeof *t->versions);
    t->products = calloc(sections, sizeof *t->products);
    t->windows = calloc(2 * sections, sizeof *t->windows);
    t->steps = calloc(lines, sizeof *t->steps);
    t->caps = calloc(lines + (size_t)TARIFF_VERSIONS_MAX * TARIFF_CAPS_MAX, sizeof *t->caps);
    t->validations = calloc(TARIFF_VALIDATIONS_MAX, sizeof *t->validations);
    t->surcharges = calloc(TARIFF_SURCHARGES_MAX, sizeof *t->surcharges);
    b->caps = calloc(lines, sizeof *b->caps);
    return t->versions != NULL && t->products != NULL && t->windows != NULL && t->steps != NULL &&
           t->caps != NULL && t->validations != NULL && t->surcharges != NULL && b->caps != NULL;
}

/* What holds unless the file says otherwise. */
static bool begin(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    t->exit_grace = PK_NONE;
    b->eve_days = TARIFF_MON_TO_SAT;
    b->head = (struct tariff_version){.from = INT64_MIN,
                                      .wall_from = INT64_MIN,
                                      .to = TARIFF_FOREVER,
                                      .wall_to = TARIFF_FOREVER,
                                      .free_stay = -1};
    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++) {
        b->head.share[i] = TARIFF_WHOLE;
    }
    b->exponent = pk_currency_exponent(b->home->currency);
    return b->exponent >= 0 && pk_copy(t->currency, PK_CURRENCY_SIZE, b->home->currency) &&
           pk_zone_open(&t->zone, b->home->timezone) == PK_OK;
}

static void read_all(struct builder *b)
{
    tariff_build_sections(b);
    if (b->faults.errors > 0) {
        return;
    }
    if (tariff_finish(b)) {
        tariff_check(b);
    }
    if (b->faults.errors == 0) {
        tariff_example_check(b);
    }
}

static enum pk_status read_into(struct builder *b, const char *text, size_t length)
{
    if (!begin(b)) {
        return pk_fail(PK_USAGE, _("A tariff needs the currency and the time zone of the lot."));
    }
    if (!tariff_source_read(&b->source, text, length, &b->faults) || !make_room(b)) {
        return pk_fail(PK_INTERNAL, _("There is not enough memory to read the tariff."));
    }
    read_all(b);
    if (b->faults.all != NULL) {
        tariff_fault_sort(b->faults.all);
    }
    if (b->faults.errors > 0) {
        return pk_fail(PK_TARIFF_INVALID, "%s", b->faults.first);
    }
    return PK_OK;
}

static enum pk_status read_tariff(struct pk_tariff **out, struct builder *b, const char *text,
                                  size_t length)
{
    struct pk_faults *faults = b->faults.all;

    *out = NULL;
    if (faults != NULL) {
        faults->count = 0;
        faults->errors = 0;
    }
    b->tariff = calloc(1, sizeof *b->tariff);
    if (b->tariff == NULL) {
        return pk_fail(PK_INTERNAL, _("There is not enough memory to read the tariff."));
    }
    enum pk_status status = read_into(b, text, length);
    tariff_source_free(&b->source);
    free(b->caps);
    if (status != PK_OK) {
        pk_tariff_free(b->tariff);
        return status;
    }
    *out = b->tariff;
    return PK_OK;
}

enum pk_status pk_tariff_read(struct pk_tariff **out, const char *text, size_t length,
                              const struct pk_tariff_home *home, struct pk_faults *faults)
{
    struct builder b = {.home = home, .faults = {.all = faults}};

    return read_tariff(out, &b, text, length);
}

enum pk_status pk_tariff_read_unproven(struct pk_tariff **out, const char *text, size_t length,
                                       const struct pk_tariff_home *home, struct pk_faults *faults)
{
    struct builder b = {.home = home, .faults = {.all = faults}, .examples_warn = true};

    return read_tariff(out, &b, text, length);
}

void pk_tariff_free(struct pk_tariff *tariff)
{
    if (tariff == NULL) {
        return;
    }
    pk_zone_close(tariff->zone);
    free(tariff->days);
    free(tariff->versions);
    free(tariff->products);
    free(tariff->windows);
    free(tariff->steps);
    free(tariff->caps);
    free(tariff->validations);
    free(tariff->surcharges);
    free(tariff);
}

const char *pk_tariff_name(const struct pk_tariff *tariff)
{
    return tariff->name;
}

const char *pk_tariff_currency(const struct pk_tariff *tariff)
{
    return tariff->currency;
}

const struct pk_zone *pk_tariff_zone(const struct pk_tariff *tariff)
{
    return tariff->zone;
}

int64_t pk_tariff_exit_grace(const struct pk_tariff *tariff)
{
    return tariff->exit_grace;
}

bool pk_tariff_has_lost_price(const struct pk_tariff *tariff)
{
    for (int i = 0; i < tariff->version_count; i++) {
        if (tariff->versions[i].lost != TARIFF_LOST_NONE) {
            return true;
        }
    }
    return false;
}
