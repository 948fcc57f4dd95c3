/*
 * Turns the sections of a source into a tariff, one after the other, and hands each line to its
 * reader. May call: all files of the reader.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

void tariff_build_misread(struct builder *b, const struct source_line *line, const char *right)
{
    char near[GUESS_SIZE];
    const char *at = tariff_guess_length(near, line->value);
    int64_t length;

    if (strcmp(near, line->value) != 0 && tariff_words_length(&at, &length) &&
        tariff_words_at_end(at)) {
        right = near;
    }
    /* The longest keys are those of examples. */
    tariff_fault_error(&b->faults, line->number,
                       _("`%.90s = %.60s` is not understood; right would be %s."), line->key,
                       line->value, right);
}

int tariff_build_choice(struct builder *b, const struct source_line *line, const char *const *words)
{
    char right[120] = "";
    size_t used = 0;

    for (int i = 0; words[i] != NULL; i++) {
        const char *at = line->value;
        if (tariff_words_take(&at, words[i]) && tariff_words_at_end(at)) {
            return i;
        }
        int more =
            snprintf(right + used, sizeof right - used, "%s%s", i == 0 ? "" : _(" or "), words[i]);
        used += more > 0 && used + (size_t)more < sizeof right ? (size_t)more : 0;
    }
    tariff_build_misread(b, line, right);
    return -1;
}

/* "1,500" can be one and a half or more than a thousand. True when a number with a comma stands at
 * AT, and the fault is told. */
static bool report_comma(struct builder *b, const struct source_line *line, const char *at)
{
    char point[24], whole[24];
    size_t length = strspn(at, "0123456789.,");
    size_t used = 0;

    if (memchr(at, ',', length) == NULL || length >= sizeof point || at[0] == ',' ||
        at[length - 1] == ',') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        point[i] = at[i];
        if (at[i] == ',') {
            point[i] = '.';
        }
        if (at[i] >= '0' && at[i] <= '9') {
            whole[used++] = at[i];
        }
    }
    point[length] = whole[used] = '\0';
    bool is_one = strchr(point, '.') == strrchr(point, '.');
    tariff_fault_error(
        &b->faults, line->number,
        _("`%.30s = %.40s`: a comma can part decimals or thousands. Write a point for decimals "
          "and nothing for thousands: %s%s%s."),
        line->key, line->value, is_one ? point : "2.50", _(" or "), is_one ? whole : "1500");
    return true;
}

bool tariff_build_amount(struct builder *b, const struct source_line *line, const char **at,
                         bool fine, int64_t *out)
{
    int decimals;

    if (report_comma(b, line, *at)) {
        *out = 0;
        return false;
    }
    if (!tariff_words_amount(at, out, &decimals)) {
        *out = 0;
        tariff_fault_error(
            &b->faults, line->number,
            _("`%.30s = %.60s`: here belongs an amount such as 2.00, up to 9999999, with "
              "at most 8 decimals and no currency sign."),
            line->key, line->value);
        return false;
    }
    if (!fine && decimals > b->exponent) {
        tariff_fault_error(
            &b->faults, line->number,
            _("`%.30s = %.30s` is finer than %s has coins; only a price for each unit may "
              "be."),
            line->key, line->value, b->tariff->currency);
        return false;
    }
    return true;
}

struct tariff_version *tariff_build_version(struct builder *b)
{
    return b->kind == SOURCE_HEAD ? &b->head : &b->tariff->versions[b->version];
}

struct tariff_accrual *tariff_build_accrual(struct builder *b)
{
    if (b->kind == SOURCE_PRODUCT) {
        return &b->tariff->products[b->product].accrual;
    }
    return b->kind == SOURCE_WINDOW ? &b->tariff->windows[b->window].accrual
                                    : &tariff_build_version(b)->accrual;
}

struct tariff_product tariff_product_any(int line)
{
    return (struct tariff_product){
        .line = line,
        .length_to = TARIFF_FOREVER,
        .then = -1,
        .free_stay = -1,
        .fee8 = -1,
        .minimum8 = -1,
    };
}

static struct tariff_product *add_product(struct builder *b, int line)
{
    struct pk_tariff *t = b->tariff;
    struct tariff_version *version = &t->versions[b->version];

    if (version->product_count == TARIFF_PRODUCTS_MAX) {
        tariff_fault_error(&b->faults, line, _("There are at most %d products."),
                           TARIFF_PRODUCTS_MAX);
        return NULL;
    }
    if (version->product_count++ == 0) {
        version->product_first = t->product_count;
    }
    b->product = t->product_count++;
    t->products[b->product] = tariff_product_any(line);
    t->products[b->product].accrual = version->accrual;
    return &t->products[b->product];
}

struct tariff_product *tariff_build_product(struct builder *b, int line)
{
    if (b->version < 0) {
        tariff_fault_error(&b->faults, line,
                           _("The file has [version] sections: prices stand inside them."));
        return NULL;
    }
    if (b->product < 0) {
        return add_product(b, line);
    }
    return &b->tariff->products[b->product];
}

/* An implicit product and named ones do not go together: which holds could not be told. */
static void begin_product(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;

    if (b->version < 0) {
        tariff_build_product(b, section->number);
        return;
    }
    struct tariff_version *version = &t->versions[b->version];
    if (b->product >= 0 && t->products[b->product].name[0] == '\0') {
        tariff_fault_error(
            &b->faults, section->number,
            _("Prices stand before the first [product] too; put those into a [product] of "
              "their own."));
    }
    for (int i = 0; i < version->product_count; i++) {
        if (strcmp(t->products[version->product_first + i].name, section->name) == 0) {
            tariff_fault_error(&b->faults, section->number, _("There are two products \"%.30s\"."),
                               section->name);
        }
    }
    struct tariff_product *product = add_product(b, section->number);
    if (product != NULL &&
        (section->name[0] == '\0' || !pk_copy(product->name, TARIFF_NAME_SIZE, section->name))) {
        tariff_fault_error(&b->faults, section->number,
                           _("A product has a name of up to %d characters: [product early bird]."),
                           TARIFF_NAME_SIZE - 1);
        pk_copy(product->name, TARIFF_NAME_SIZE, "?");
    }
}

static void begin_window(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;
    struct tariff_product *product = tariff_build_product(b, section->number);

    b->window = -1;
    if (product == NULL) {
        return;
    }
    if (product->window_count > 0 && t->windows[product->window_first].is_always) {
        tariff_fault_error(
            &b->faults, section->number,
            _("Prices stand before the first [window] too; put those into a [window] of "
              "their own."));
        return;
    }
    if (product->window_count == TARIFF_WINDOWS_MAX) {
        tariff_fault_error(&b->faults, section->number, _("A product has at most %d windows."),
                           TARIFF_WINDOWS_MAX);
        return;
    }
    b->window = t->window_count++;
    if (product->window_count++ == 0) {
        product->window_first = b->window;
    }
    struct tariff_window *window = &t->windows[b->window];
    *window = (struct tariff_window){.days = TARIFF_ALL_DAYS,
                                     .range_count = 1,
                                     .range = {{0, TARIFF_DAY}},
                                     .step_first = t->step_count,
                                     .accrual = product->accrual,
                                     .line = section->number};
    if (section->name[0] == '\0' || !pk_copy(window->name, TARIFF_NAME_SIZE, section->name)) {
        tariff_fault_error(&b->faults, section->number,
                           _("A window has a name of up to %d characters: [window day]."),
                           TARIFF_NAME_SIZE - 1);
    }
}

/* "2026-01-12" or "2026-01-12 06:00": the moment, or with LAST the moment after it. */
static bool take_moment(const struct builder *b, const char **at, bool last, int64_t *moment,
                        int64_t *wall)
{
    int64_t day;
    int32_t clock;
    int64_t wide = last ? TARIFF_DAY : 0;

    if (!tariff_dates_take(at, &day)) {
        return false;
    }
    *wall = day * TARIFF_DAY;
    if (tariff_words_clock(at, &clock)) {
        *wall += clock;
        wide = last ? 60 : 0;
    }
    *wall += wide;
    day = *wall / TARIFF_DAY;
    *moment = pk_zone_moment(b->tariff->zone, day, (int32_t)(*wall - day * TARIFF_DAY));
    return true;
}

static void begin_version(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;
    const char *at = section->name;
    bool known = true;

    if (t->version_count == TARIFF_VERSIONS_MAX) {
        tariff_fault_error(&b->faults, section->number, _("A tariff has at most %d versions."),
                           TARIFF_VERSIONS_MAX);
        return;
    }
    b->version = t->version_count++;
    b->product = -1;
    struct tariff_version *version = &t->versions[b->version];
    *version = b->head;
    version->line = section->number;
    bool from = tariff_words_take(&at, "from");
    if (from) {
        known = take_moment(b, &at, false, &version->from, &version->wall_from);
    }
    bool to = known && tariff_words_take(&at, "to");
    if (to) {
        known = take_moment(b, &at, true, &version->to, &version->wall_to);
    }
    if (!known || (!from && !to) || !tariff_words_at_end(at) || version->from >= version->to) {
        tariff_fault_error(&b->faults, section->number,
                           _("A version says when it holds: [version to 2026-01-11], [version from "
                             "2026-01-12], [version from 2026-01-12 to 2026-12-31]."));
    }
}

static void read_lines(struct builder *b, const struct source_section *section, bool early)
{
    for (size_t i = 0; i < section->count; i++) {
        tariff_settings_take(b, &b->source.lines[section->first + i], early);
    }
}

/* Prices and caps come after the settings of their section, whatever their order. */
static void read_prices(struct builder *b, const struct source_section *section)
{
    size_t last = section->first + section->count;

    tariff_ladder_begin(b);
    for (size_t i = section->first; i < last; i++) {
        const struct source_line *line = &b->source.lines[i];
        if (!tariff_settings_is_key(line->key) && !tariff_caps_take(b, line) &&
            !tariff_ladder_take(b, line)) {
            tariff_settings_unknown(b, line);
            b->is_broken = true;
        }
    }
}

static void read_section(struct builder *b, const struct source_section *section)
{
    b->kind = section->kind;
    b->keys_seen = 0;
    switch (section->kind) {
    case SOURCE_VERSION:
        begin_version(b, section);
        break;
    case SOURCE_PRODUCT:
        begin_product(b, section);
        break;
    case SOURCE_WINDOW:
        begin_window(b, section);
        break;
    case SOURCE_VALIDATION:
        tariff_validation_begin(b, section);
        for (size_t i = 0; i < section->count; i++) {
            tariff_validation_take(b, &b->source.lines[section->first + i]);
        }
        return;
    case SOURCE_SURCHARGE:
        if (tariff_surcharge_begin(b, section)) {
            read_lines(b, section, false);
            tariff_surcharge_end(b, section);
        }
        return;
    default:
        return;
    }
    bool open = b->version >= 0 && (section->kind == SOURCE_VERSION || b->product >= 0) &&
                (section->kind != SOURCE_WINDOW || b->window >= 0);
    if (open) {
        read_lines(b, section, false);
        read_prices(b, section);
    }
}

static void read_head(struct builder *b, bool has_versions)
{
    const struct source_section *head = &b->source.sections[0];
    struct pk_tariff *t = b->tariff;

    b->kind = SOURCE_HEAD;
    b->version = b->product = b->window = -1;
    read_lines(b, head, true);
    read_lines(b, head, false);
    if (!has_versions) {
        b->version = 0;
        t->version_count = 1;
        t->versions[0] = b->head;
    }
    read_prices(b, head);
}

static void read_sections(struct builder *b, bool surcharges)
{
    for (size_t i = 1; i < b->source.section_count; i++) {
        if ((b->source.sections[i].kind == SOURCE_SURCHARGE) == surcharges) {
            read_section(b, &b->source.sections[i]);
        }
    }
}

void tariff_build_sections(struct builder *b)
{
    bool has_versions = false;

    for (size_t i = 0; i < b->source.section_count; i++) {
        has_versions = has_versions || b->source.sections[i].kind == SOURCE_VERSION;
    }
    read_head(b, has_versions);
    /* Surcharges come last, so that the windows of a product stand together. */
    read_sections(b, false);
    read_sections(b, true);
}
