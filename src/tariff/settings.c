/*
 * The table of keys: which key may stand in which section, and who reads it.
 * May call: all readers of values.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "tariff/build.h"

enum { HEAD = 1, VERSION = 2, PRODUCT = 4, WINDOW = 8, SURCHARGE = 16, RULES = HEAD | VERSION };

static void take_length(struct builder *b, const struct source_line *line, int64_t *out)
{
    const char *at = line->value;

    if (!tariff_words_length(&at, out) || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("a length such as 15m, 1h30m, 24h or 7d"));
    }
}

static void set_name(struct builder *b, const struct source_line *line)
{
    if (!pk_copy(b->tariff->name, sizeof b->tariff->name, line->value)) {
        tariff_fault_error(&b->faults, line->number, _("A name has at most %d characters."),
                           PK_NAME_SIZE - 1);
    }
}

static void set_currency(struct builder *b, const struct source_line *line)
{
    int exponent = pk_currency_exponent(line->value);

    if (exponent < 0 || !pk_copy(b->tariff->currency, PK_CURRENCY_SIZE, line->value)) {
        tariff_build_misread(b, line, _("a currency of ISO 4217 such as EUR"));
        return;
    }
    b->exponent = exponent;
}

static void set_zone(struct builder *b, const struct source_line *line)
{
    struct pk_zone *zone;

    if (pk_zone_open(&zone, line->value) != PK_OK) {
        tariff_build_misread(b, line, _("a time zone such as Europe/Berlin"));
        return;
    }
    pk_zone_close(b->tariff->zone);
    b->tariff->zone = zone;
}

static void set_edge(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"inclusive", "half-open", NULL};

    b->tariff->is_half_open = tariff_build_choice(b, line, words) == 1;
}

static void set_measure(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"seconds", "minutes down", "minutes up", NULL};
    int word = tariff_build_choice(b, line, words);

    b->tariff->measure = word < 0 ? TARIFF_SECONDS : (enum tariff_measure)word;
}

static void set_clock(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"elapsed", "wall", NULL};

    b->tariff->is_wall_clock = tariff_build_choice(b, line, words) == 1;
}

static void set_empty(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"free", "charged", NULL};
    int word = tariff_build_choice(b, line, words);

    b->tariff->empty = word == 1 ? TARIFF_EMPTY_CHARGED : TARIFF_EMPTY_FREE;
}

static void set_day_start(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_words_clock(&at, &b->tariff->day_start) || !tariff_words_at_end(at) ||
        b->tariff->day_start == TARIFF_DAY) {
        b->tariff->day_start = 0;
        tariff_build_misread(b, line, _("a time such as 06:00"));
    }
}

static void set_applies(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"entry", "exit", "segment", NULL};
    int word = tariff_build_choice(b, line, words);

    b->tariff->applies = word < 0 ? TARIFF_AT_ENTRY : (enum tariff_applies)word;
}

static void set_exit_grace(struct builder *b, const struct source_line *line)
{
    take_length(b, line, &b->tariff->exit_grace);
}

static void set_longest(struct builder *b, const struct source_line *line)
{
    take_length(b, line, &b->tariff->longest);
}

/* "down", "nearest to 0.05", "up to 0.10"; boards leave the "to" out */
static void set_rounding(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"nearest", "down", "up"};
    const char *at = line->value;
    bool known = false;

    for (int i = 0; i < 3 && !known; i++) {
        if (tariff_words_take(&at, words[i])) {
            b->tariff->rounding = (enum tariff_rounding)i;
            known = true;
        }
    }
    if (known && (tariff_words_take(&at, "to") || !tariff_words_at_end(at))) {
        known = tariff_build_amount(b, line, &at, false, &b->tariff->rounding8);
        if (!known || b->tariff->rounding8 == 0) {
            b->tariff->rounding8 = 0;
            known = false;
        }
    }
    if (!known || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line,
                             _("nearest, down or up, or with a coin behind: up to 0.10, down to "
                               "0.10, nearest to 0.05"));
    }
}

static void set_tax(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;
    bool known = tariff_words_percent(&at, &b->tariff->tax);

    if (known && tariff_words_take(&at, "added")) {
        b->tariff->tax_added = true;
    } else if (known) {
        known = tariff_words_take(&at, "included");
    }
    if (!known || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("19% included or 8.875% added"));
    }
}

/* "Mon-Sat 07:00-20:00, Sun 10:00-18:00" */
static void set_opening(struct builder *b, const struct source_line *line)
{
    struct pk_tariff *t = b->tariff;
    const char *at = line->value;
    uint32_t days = TARIFF_ALL_DAYS;

    do {
        if (t->opening_count == TARIFF_OPENINGS_MAX) {
            tariff_fault_error(&b->faults, line->number, _("There are at most %d opening hours."),
                               TARIFF_OPENINGS_MAX);
            return;
        }
        struct tariff_opening *opening = &t->opening[t->opening_count];
        if (!tariff_days_take_range(b, &at, &days, &opening->range)) {
            break;
        }
        opening->days = days;
        t->opening_count++;
        if (tariff_words_at_end(at)) {
            return;
        }
    } while (tariff_words_take_mark(&at, ','));
    tariff_build_misread(b, line, _("opening hours such as Mon-Sat 07:00-20:00, Sun 10:00-18:00"));
}

static const struct setting {
    const char *key;
    unsigned where;
    bool early; /* others of the head rely on it */
    bool repeats;
    void (*take)(struct builder *b, const struct source_line *line);
} settings[] = {
    {"name", HEAD, true, false, set_name},
    {"currency", HEAD, true, false, set_currency},
    {"time zone", HEAD, true, false, set_zone},
    {"day starts", HEAD, true, false, set_day_start},
    {"holidays", HEAD, true, true, tariff_dates_holidays},
    {"eves", HEAD, true, false, tariff_dates_eves},
    {"edge", HEAD, false, false, set_edge},
    {"measure", HEAD, false, false, set_measure},
    {"clock", HEAD, false, false, set_clock},
    {"empty stay", HEAD, false, false, set_empty},
    {"version by", HEAD, false, false, set_applies},
    {"exit grace", HEAD, false, false, set_exit_grace},
    {"longest stay", HEAD, false, false, set_longest},
    {"rounding", HEAD, false, false, set_rounding},
    {"tax", HEAD, false, false, set_tax},
    {"opening hours", HEAD, false, true, set_opening},
    {"choose", RULES, false, false, tariff_rules_choose},
    {"otherwise", RULES, false, false, tariff_rules_otherwise},
    {"lost ticket", RULES, false, false, tariff_lost_take},
    {"car", RULES, false, false, tariff_rules_share},
    {"motorcycle", RULES, false, false, tariff_rules_share},
    {"van", RULES, false, false, tariff_rules_share},
    {"truck", RULES, false, false, tariff_rules_share},
    {"free stay", RULES | PRODUCT, false, false, tariff_rules_free_stay},
    {"entry fee", RULES | PRODUCT, false, false, tariff_rules_fee},
    {"minimum", RULES | PRODUCT, false, false, tariff_rules_minimum},
    {"window edge", RULES | PRODUCT, false, false, tariff_accrual_edge},
    {"overlap", RULES | PRODUCT, false, false, tariff_accrual_overlap},
    {"other times", RULES | PRODUCT, false, false, tariff_accrual_others},
    {"day decides", RULES | PRODUCT, false, false, tariff_accrual_decides},
    {"restart", RULES | PRODUCT | WINDOW, false, false, tariff_accrual_restart},
    {"overrun", RULES | PRODUCT | WINDOW, false, false, tariff_accrual_overrun},
    {"in", PRODUCT | SURCHARGE, false, false, tariff_product_in},
    {"out", PRODUCT | SURCHARGE, false, false, tariff_product_out},
    {"deadline", PRODUCT | SURCHARGE, false, false, tariff_product_deadline},
    {"within", PRODUCT | SURCHARGE, false, false, tariff_product_within},
    {"length", PRODUCT | SURCHARGE, false, false, tariff_product_length},
    {"class", PRODUCT | SURCHARGE, false, false, tariff_product_class},
    {"with", PRODUCT | SURCHARGE, false, false, tariff_product_with},
    {"covers", PRODUCT, false, false, tariff_product_covers},
    {"afterwards", PRODUCT, false, false, tariff_product_afterwards},
    {"dates", PRODUCT | WINDOW | SURCHARGE, false, false, tariff_product_dates},
    {"add", SURCHARGE, false, false, tariff_surcharge_add},
    {"days", WINDOW, false, false, tariff_window_days},
    {"after", SURCHARGE, false, false, tariff_surcharge_after},
    {"hours", WINDOW | SURCHARGE, false, false, tariff_window_hours},
};
enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

static unsigned where_is(enum source_kind kind)
{
    switch (kind) {
    case SOURCE_HEAD:
        return HEAD;
    case SOURCE_VERSION:
        return VERSION;
    case SOURCE_PRODUCT:
        return PRODUCT;
    case SOURCE_WINDOW:
        return WINDOW;
    case SOURCE_SURCHARGE:
        return SURCHARGE;
    default:
        return 0;
    }
}

static const char *where_name(unsigned where)
{
    if ((where & HEAD) != 0) {
        return _("at the top of the file, before all sections");
    }
    if ((where & ~(unsigned)SURCHARGE) == WINDOW) {
        return _("in a [window]");
    }
    if (where == SURCHARGE) {
        return _("in a [surcharge]");
    }
    return (where & WINDOW) == 0 ? _("in a [product]") : _("in a [product] or [window]");
}

static bool is_named_day(const char *key)
{
    return strncmp(key, "day ", 4) == 0 && strcmp(key, "day starts") != 0 &&
           strcmp(key, "day decides") != 0 && !tariff_guess_is_price(key);
}

bool tariff_settings_is_key(const char *key)
{
    if (is_named_day(key)) {
        return true;
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(key, settings[i].key) == 0) {
            return true;
        }
    }
    return false;
}

void tariff_settings_take(struct builder *b, const struct source_line *line, bool early)
{
    if (is_named_day(line->key)) {
        if (b->kind != SOURCE_HEAD) {
            tariff_fault_error(&b->faults, line->number, _("`%.40s` belongs %s."), line->key,
                               where_name(HEAD));
        } else if (early) {
            tariff_dates_named(b, line);
        }
        return;
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &settings[i];
        if (strcmp(line->key, setting->key) != 0) {
            continue;
        }
        if (setting->early != early && b->kind == SOURCE_HEAD) {
            return; /* its turn is before, or comes */
        }
        if ((setting->where & where_is(b->kind)) == 0) {
            tariff_fault_error(&b->faults, line->number, _("`%s` belongs %s."), line->key,
                               where_name(setting->where));
        } else if (!setting->repeats && (b->keys_seen >> i & 1U) != 0) {
            tariff_fault_error(&b->faults, line->number,
                               _("`%s` stands twice here; one of them must "
                                 "go."),
                               line->key);
        } else {
            b->keys_seen |= UINT64_C(1) << i;
            setting->take(b, line);
        }
        return;
    }
}

size_t tariff_settings_names(const struct builder *b, const char **out, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < SETTING_COUNT && count < room; i++) {
        if ((settings[i].where & where_is(b->kind)) != 0) {
            out[count++] = settings[i].key;
        }
    }
    return count;
}
