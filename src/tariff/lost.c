/*
 * The price of a lost ticket: "lost ticket = 20.00", "= last band or the stay if more".
 * May call: words.c, build.c.
 */
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

static bool take_kind(struct builder *b, const struct source_line *line, const char **at,
                      struct tariff_version *version)
{
    int64_t number;

    version->lost_band = 0;
    if (tariff_words_take(at, "last band")) {
        version->lost = TARIFF_LOST_BAND;
    } else if (tariff_words_take(at, "band")) {
        version->lost = TARIFF_LOST_BAND;
        if (!tariff_words_number(at, &number) || number < 1) {
            return false;
        }
        version->lost_band = (int)number;
    } else if (tariff_words_take(at, "day cap")) {
        version->lost = TARIFF_LOST_CAP;
    } else if (tariff_words_take(at, "from opening")) {
        version->lost = TARIFF_LOST_OPENING;
    } else if (tariff_words_take(at, "the stay")) {
        version->lost = TARIFF_LOST_STAY;
    } else {
        version->lost = TARIFF_LOST_FIXED;
        return tariff_build_amount(b, line, at, false, &version->lost_amount8);
    }
    return !tariff_words_take_mark(at, '+') ||
           tariff_build_amount(b, line, at, false, &version->lost_amount8);
}

void tariff_lost_take(struct builder *b, const struct source_line *line)
{
    struct tariff_version *version = tariff_build_version(b);
    const char *at = line->value;
    size_t before = b->faults.errors;

    version->lost_amount8 = 0;
    version->lost_line = line->number;
    bool known = take_kind(b, line, &at, version);
    version->lost_or_stay = tariff_words_take(&at, "or the stay if more");
    if ((!known || !tariff_words_at_end(at)) && b->faults.errors == before) {
        tariff_build_misread(
            b, line,
            _("20.00, day cap, last band, band 3, from opening or the stay, each with + "
              "5.00 or with \"or the stay if more\" behind"));
    }
}

/* ---- when all is read -------------------------------------------------------------------------*/

/* The total of band NUMBER (0: the last) of the ladder of WINDOW; -1: it has none. */
static int64_t band_of(const struct pk_tariff *t, const struct tariff_window *window, int number)
{
    tariff_wide sum = 0;
    int bands = 0;

    for (int i = 0; i < window->step_count && (number == 0 || i < number); i++) {
        const struct tariff_step *step = &t->steps[window->step_first + i];
        bool ends = tariff_step_is_single(step) || step->to < TARIFF_FOREVER;
        if (!ends || step->is_pro_rata || step->is_per_day || step->is_refused) {
            break;
        }
        sum += tariff_step_total8(step);
        bands++;
    }
    return bands == 0 || bands < number || sum > INT64_MAX ? -1 : (int64_t)sum;
}

/* The dearest such band of all ladders of VERSION. */
static int64_t find_band(const struct pk_tariff *t, const struct tariff_version *version)
{
    int64_t best = -1;

    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        for (int w = 0; w < product->window_count; w++) {
            int64_t band = band_of(t, &t->windows[product->window_first + w], version->lost_band);
            best = band > best ? band : best;
        }
    }
    return best;
}

static int64_t dearest_day(const struct pk_tariff *t, int first, int count)
{
    int64_t best = -1;

    for (int i = 0; i < count; i++) {
        const struct tariff_cap *cap = &t->caps[first + i];
        if ((cap->scope == TARIFF_EACH_DAY ||
             (cap->scope == TARIFF_EACH_LENGTH && cap->length == TARIFF_DAY)) &&
            cap->amount8 > best) {
            best = cap->amount8;
        }
    }
    return best;
}

static int64_t find_cap(const struct pk_tariff *t, const struct tariff_version *version)
{
    int64_t best = dearest_day(t, version->cap_first, version->cap_count);

    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        int64_t cap = dearest_day(t, product->cap_first, product->cap_count);
        best = cap > best ? cap : best;
    }
    return best;
}

void tariff_lost_finish(struct builder *b, struct tariff_version *version)
{
    struct pk_tariff *t = b->tariff;
    int64_t base = 0;

    if (version->lost == TARIFF_LOST_BAND) {
        base = find_band(t, version);
        if (base < 0) {
            tariff_fault_error(
                &b->faults, version->lost_line,
                _("`lost ticket`: there is no such band; a band is a line `up to 6h = "
                  "7.20` or `over 6h = 8.80`."));
        }
    } else if (version->lost == TARIFF_LOST_CAP) {
        base = find_cap(t, version);
        if (base < 0) {
            tariff_fault_error(
                &b->faults, version->lost_line,
                _("`lost ticket = day cap`: there is no `at most per day` or `at most per "
                  "24h`; write the amount."));
        }
    } else if (version->lost == TARIFF_LOST_OPENING && t->opening_count == 0) {
        tariff_fault_error(&b->faults, version->lost_line,
                           _("`lost ticket = from opening` needs the `opening hours`."));
    }
    version->lost_amount8 += base;
}
