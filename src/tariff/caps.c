/*
 * Caps: "at most per 24h = 20.00". May call: words.c, times.c, dates.c.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

/* "24h", "day", "stay", "week", "month", "window", "22:00-06:00" */
static bool take_scope(struct builder *b, const char **at, struct tariff_cap *cap)
{
    static const struct {
        const char *word;
        enum tariff_scope scope;
    } words[] = {{"stay", TARIFF_NEVER},
                 {"day", TARIFF_EACH_DAY},
                 {"calendar week", TARIFF_EACH_WEEK},
                 {"calendar month", TARIFF_EACH_MONTH},
                 {"window", TARIFF_EACH_WINDOW}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (tariff_words_take(at, words[i].word)) {
            cap->scope = words[i].scope;
            return true;
        }
    }
    if (tariff_times_take_range(b, at, &cap->range)) {
        cap->scope = TARIFF_EACH_RANGE;
        return true;
    }
    cap->scope = TARIFF_EACH_LENGTH;
    return tariff_words_length(at, &cap->length);
}

/* "first", "2nd", "later", or nothing */
static void take_which(const char **at, struct tariff_cap *cap)
{
    if (tariff_words_take(at, "first")) {
        cap->last = 1;
    } else if (tariff_words_ordinal(at, &cap->first)) {
        cap->last = cap->first;
    } else if (tariff_words_take(at, "later")) {
        cap->first = 2;
        cap->is_later = true;
    }
}

/* "at most [per [first|2nd|later] SCOPE] [on DAYS]" */
static bool read_cap(struct builder *b, const char *key, struct tariff_cap *cap)
{
    const char *at = key;

    tariff_words_take(&at, "at most");
    cap->on_days = TARIFF_ALL_DAYS;
    cap->first = 1;
    cap->last = INT_MAX;
    if (tariff_words_at_end(at)) {
        cap->scope = TARIFF_EACH_WINDOW;
        return b->kind == SOURCE_WINDOW;
    }
    if (!tariff_words_take(&at, "per")) {
        return false;
    }
    take_which(&at, cap);
    if (!take_scope(b, &at, cap)) {
        return false;
    }
    return (!tariff_words_take(&at, "on") || tariff_days_take(b, &at, &cap->on_days)) &&
           tariff_words_at_end(at);
}

static bool fits_here(struct builder *b, const struct source_line *line,
                      const struct tariff_cap *cap)
{
    if (cap->scope == TARIFF_EACH_WINDOW && b->kind != SOURCE_WINDOW) {
        tariff_fault_error(&b->faults, line->number,
                           _("`%s` belongs into a [window]; for a time of day write `at most per "
                             "22:00-06:00`."),
                           line->key);
        return false;
    }
    if (cap->scope == TARIFF_NEVER && (cap->first > 1 || cap->last < INT_MAX)) {
        tariff_fault_error(&b->faults, line->number,
                           _("There is only one stay: write `at most per "
                             "stay`."));
        return false;
    }
    return true;
}

/* What was meant by "at most per night", or NULL. */
static const char *guess_cap(char out[static GUESS_SIZE], struct builder *b, const char *key)
{
    static const struct {
        const char *word, *right;
    } others[] = {{"at most per night", "at most per 22:00-06:00"},
                  {"at most per week", "at most per 7d` or `at most per calendar week"},
                  {"at most per month", "at most per calendar month"},
                  {"at most each day", "at most per day"},
                  {"at most a day", "at most per day"},
                  {"at most per visit", "at most per stay"},
                  {"at most in all", "at most per stay"}};
    struct tariff_cap cap = {0};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(key, others[i].word) == 0) {
            return others[i].right;
        }
    }
    return read_cap(b, tariff_guess_length(out, key), &cap) ? out : NULL;
}

static void report_cap(struct builder *b, const struct source_line *line)
{
    char right[GUESS_SIZE];
    const char *near = guess_cap(right, b, line->key);

    if (near != NULL) {
        tariff_fault_error(&b->faults, line->number, _("`%s` is not a cap; did you mean `%s`?"),
                           line->key, near);
        return;
    }
    tariff_fault_error(
        &b->faults, line->number,
        _("`%s` is not a cap; caps are `at most per 24h`, `per day`, `per stay`, `per "
          "7d`, `per 22:00-06:00`, `per calendar month`, `per first day`, `per 2nd "
          "24h`, `per later 24h`, `per day on Sat, Sun`, and `at most` in a [window]."),
        line->key);
}

bool tariff_caps_take(struct builder *b, const struct source_line *line)
{
    struct build_cap found = {.version = -1, .product = -1, .cap = {.window = -1}};
    const char *at = line->value;

    if (strncmp(line->key, "at most", 7) != 0) {
        return false;
    }
    if (!read_cap(b, line->key, &found.cap)) {
        report_cap(b, line);
        return true;
    }
    if (!fits_here(b, line, &found.cap) ||
        !tariff_build_amount(b, line, &at, false, &found.cap.amount8)) {
        return true;
    }
    if (!tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("an amount such as 20.00"));
        return true;
    }
    found.cap.line = line->number;
    found.cap.by_entry = tariff_build_accrual(b)->by_entry;
    snprintf(found.cap.what, sizeof found.cap.what, "%.30s", line->key);
    found.version = b->kind == SOURCE_HEAD ? -1 : b->version;
    if (b->kind == SOURCE_PRODUCT || b->kind == SOURCE_WINDOW) {
        found.product = b->product;
        found.cap.window = b->kind == SOURCE_WINDOW ? b->window : -1;
    }
    b->caps[b->cap_count++] = found;
    return true;
}

/* From the inside out: a window before its product, and by scope. */
static int64_t rank(const struct tariff_cap *cap)
{
    static const int64_t scopes[] = {
        [TARIFF_EACH_WINDOW] = 0,
        [TARIFF_EACH_RANGE] = 1,
        [TARIFF_EACH_LENGTH] = 2,
        [TARIFF_EACH_DAY] = TARIFF_DAY,
        [TARIFF_EACH_WEEK] = INT64_C(7) * TARIFF_DAY,
        [TARIFF_EACH_MONTH] = INT64_C(30) * TARIFF_DAY,
        [TARIFF_NEVER] = TARIFF_FOREVER / 4,
    };
    int64_t scope = cap->scope == TARIFF_EACH_LENGTH ? cap->length : scopes[cap->scope];

    return cap->window >= 0 ? scope : TARIFF_FOREVER / 2 + scope;
}

/* Puts CAP where it belongs among the COUNT caps from FIRST on; equal ones stay in file order. */
static void insert(struct pk_tariff *t, int first, int count, const struct tariff_cap *cap)
{
    int at = first + count;

    for (; at > first && rank(&t->caps[at - 1]) > rank(cap); at--) {
        t->caps[at] = t->caps[at - 1];
    }
    t->caps[at] = *cap;
    t->cap_count++;
}

static bool has_room(struct builder *b, int count, int line)
{
    if (count < TARIFF_CAPS_MAX) {
        return true;
    }
    tariff_fault_error(&b->faults, line, _("There are more than %d caps here."), TARIFF_CAPS_MAX);
    return false;
}

/* `later` begins after the last of the caps of the same times that are counted: first, 2nd, 3rd. */
static void find_later(struct pk_tariff *t, int first, int count)
{
    for (int i = first; i < first + count; i++) {
        struct tariff_cap *later = &t->caps[i];
        for (int j = first; later->is_later && j < first + count; j++) {
            const struct tariff_cap *cap = &t->caps[j];
            if (cap->scope == later->scope && cap->length == later->length &&
                cap->range.start == later->range.start &&
                cap->range.length == later->range.length && cap->window == later->window &&
                cap->last < INT_MAX && cap->last >= later->first) {
                later->first = cap->last + 1;
            }
        }
    }
}

static void finish_version(struct builder *b, int index)
{
    struct pk_tariff *t = b->tariff;
    struct tariff_version *version = &t->versions[index];

    version->cap_first = t->cap_count;
    for (int i = 0; i < b->cap_count; i++) {
        const struct build_cap *from = &b->caps[i];
        if (from->product < 0 && (from->version < 0 || from->version == index) &&
            has_room(b, version->cap_count, from->cap.line)) {
            insert(t, version->cap_first, version->cap_count++, &from->cap);
        }
    }
    find_later(t, version->cap_first, version->cap_count);
}

static void finish_product(struct builder *b, int index)
{
    struct pk_tariff *t = b->tariff;
    struct tariff_product *product = &t->products[index];

    product->cap_first = t->cap_count;
    for (int i = 0; i < b->cap_count; i++) {
        const struct build_cap *from = &b->caps[i];
        if (from->product == index && has_room(b, product->cap_count, from->cap.line)) {
            insert(t, product->cap_first, product->cap_count++, &from->cap);
        }
    }
    find_later(t, product->cap_first, product->cap_count);
}

bool tariff_caps_finish(struct builder *b)
{
    for (int i = 0; i < b->tariff->version_count; i++) {
        finish_version(b, i);
    }
    for (int i = 0; i < b->tariff->product_count; i++) {
        finish_product(b, i);
    }
    return b->faults.errors == 0;
}
