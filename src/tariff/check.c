/*
 * What can be misread is refused: missing prices, caps below the first step, products that are
 * never chosen. Ladders: check_ladder.c; times of day: check_times.c; what is only doubtful:
 * warn.c.
 */
#include <stdio.h>

#include "parkade/text.h"
#include "tariff/build.h"
#include "tariff/check.h"

/* The price of the first paid unit of WINDOW that is charged in one go, or -1. */
static int64_t first_price(const struct pk_tariff *t, const struct tariff_window *window)
{
    for (int i = 0; i < window->step_count; i++) {
        const struct tariff_step *step = &t->steps[window->step_first + i];
        if (step->price8 > 0) {
            return step->is_pro_rata ? -1 : step->price8;
        }
    }
    return -1;
}

/* The lowest first price that CAP cuts. */
static int64_t lowest_first(const struct pk_tariff *t, const struct tariff_product *product,
                            const struct tariff_cap *cap)
{
    int64_t lowest = INT64_MAX;

    for (int w = 0; w < product->window_count; w++) {
        int index = product->window_first + w;
        if (cap->window < 0 || cap->window == index) {
            int64_t price = first_price(t, &t->windows[index]);
            lowest = price < lowest ? price : lowest;
        }
    }
    return lowest == INT64_MAX ? -1 : lowest;
}

/* Whether CAP holds always and everywhere, so that it can be set beside another. */
static bool is_plain(const struct tariff_cap *cap)
{
    return cap->first == 1 && cap->last == INT_MAX && cap->on_days == TARIFF_ALL_DAYS &&
           cap->scope != TARIFF_EACH_RANGE;
}

static void check_cap(struct builder *b, const struct tariff_cap *cap, int64_t first)
{
    if (is_plain(cap) && cap->amount8 > 0 && cap->amount8 < first) {
        tariff_fault_error(
            &b->faults, cap->line,
            _("`%s` is less than the first price that it caps: nobody would ever pay that "
              "price."),
            cap->what);
    }
}

/* Whether every period of IS lies within one of WITHIN. */
static bool lies_within(const struct tariff_cap *is, const struct tariff_cap *within)
{
    if (within->scope == TARIFF_NEVER || is->scope == within->scope) {
        return is->scope != TARIFF_EACH_LENGTH || within->scope == TARIFF_NEVER ||
               within->length % is->length == 0;
    }
    return is->scope == TARIFF_EACH_DAY &&
           (within->scope == TARIFF_EACH_WEEK || within->scope == TARIFF_EACH_MONTH);
}

/* A cap over a long time that is below one over a short time leaves that one without use. */
static void check_cap_order(struct builder *b, int first, int count)
{
    const struct tariff_cap *caps = &b->tariff->caps[first];

    for (int i = 0; i < count; i++) {
        for (int j = i + 1; j < count; j++) {
            if (!is_plain(&caps[i]) || !is_plain(&caps[j]) || caps[i].window != caps[j].window ||
                !lies_within(&caps[i], &caps[j])) {
                continue;
            }
            if (caps[j].amount8 < caps[i].amount8) {
                tariff_fault_error(&b->faults, caps[i].line,
                                   _("`%s` can never be reached: `%s` is lower and holds longer."),
                                   caps[i].what, caps[j].what);
            } else if (caps[i].scope == caps[j].scope && caps[i].length == caps[j].length) {
                tariff_fault_error(&b->faults, caps[j].line,
                                   _("`%s` stands twice; one of them must go."), caps[j].what);
            }
        }
    }
}

static void check_caps(struct builder *b, const struct tariff_version *version)
{
    const struct pk_tariff *t = b->tariff;

    check_cap_order(b, version->cap_first, version->cap_count);
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        check_cap_order(b, product->cap_first, product->cap_count);
        for (int c = 0; c < product->cap_count; c++) {
            const struct tariff_cap *cap = &t->caps[product->cap_first + c];
            check_cap(b, cap, lowest_first(t, product, cap));
        }
    }
    for (int c = 0; c < version->cap_count; c++) {
        const struct tariff_cap *cap = &t->caps[version->cap_first + c];
        int64_t lowest = INT64_MAX;
        for (int p = 0; p < version->product_count; p++) {
            int64_t first = lowest_first(t, &t->products[version->product_first + p], cap);
            lowest = first < lowest ? first : lowest;
        }
        check_cap(b, cap, lowest == INT64_MAX ? -1 : lowest);
    }
}

/* Whether nothing but the vehicle's class decides about PRODUCT. */
static bool is_open(const struct tariff_product *product)
{
    return product->in.count == 0 && product->in_seasons == 0 &&
           product->out_kind == TARIFF_OUT_ANY && product->deadline.kind == TARIFF_UNTIL_NONE &&
           product->within == 0 && product->length_from == 0 &&
           product->length_to == TARIFF_FOREVER && product->with[0] == '\0';
}

static bool is_afterwards(const struct pk_tariff *t, const struct tariff_version *version,
                          int product)
{
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *other = &t->products[version->product_first + p];
        if (other->then == product && version->product_first + p != product) {
            return true;
        }
    }
    return false;
}

static void check_reachable(struct builder *b, const struct tariff_version *version)
{
    const struct pk_tariff *t = b->tariff;

    for (int i = 0; !version->chooses_cheapest && i < version->product_count; i++) {
        const struct tariff_product *first = &t->products[version->product_first + i];
        for (int j = i + 1; is_open(first) && j < version->product_count; j++) {
            const struct tariff_product *product = &t->products[version->product_first + j];
            bool classes = first->classes == 0 ||
                           (product->classes != 0 && (product->classes & ~first->classes) == 0);
            if (classes && !is_afterwards(t, version, version->product_first + j)) {
                tariff_fault_error(
                    &b->faults, product->line,
                    _("[product %s] is never chosen: \"%s\" before it always fits. Put it "
                      "before that one, or say `choose = cheapest`."),
                    product->name, first->name);
            }
        }
    }
}

static void check_version(struct builder *b, const struct tariff_version *version)
{
    const struct pk_tariff *t = b->tariff;

    if (version->product_count == 0) {
        tariff_fault_error(&b->faults, version->line,
                           _("There is no price: add for example `each 1h = 2.00`."));
        return;
    }
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        if (product->window_count == 0) {
            tariff_fault_error(&b->faults, product->line,
                               _("[product %s] has no price: add for example "
                                 "`price = 5.00` or `each 1h = 2.00`."),
                               product->name);
            return;
        }
        for (int w = 0; w < product->window_count; w++) {
            tariff_check_ladder(b, product, &t->windows[product->window_first + w]);
        }
    }
    if (t->applies == TARIFF_PER_SEGMENT &&
        (version->product_count > 1 || !is_open(&t->products[version->product_first]) ||
         t->products[version->product_first].covers.kind != TARIFF_UNTIL_NONE)) {
        tariff_fault_error(
            &b->faults, version->line,
            _("`version by = segment` goes with prices and windows only, not with products "
              "to choose from."));
    }
    check_caps(b, version);
    check_reachable(b, version);
    tariff_check_times(b, version);
    tariff_warn(b, version);
}

void tariff_check(struct builder *b)
{
    const struct pk_tariff *t = b->tariff;

    for (int i = 0; i < t->version_count; i++) {
        check_version(b, &t->versions[i]);
    }
    for (int i = 0; i < t->surcharge_count; i++) {
        const struct tariff_product *when = &t->surcharges[i].when;
        if (when->window_count > 0) {
            tariff_check_ladder(b, when, &t->windows[when->window_first]);
        }
    }
    for (int i = 0; i < t->validation_count; i++) {
        if (t->validations[i].kind == TARIFF_OFF_TIME && t->validations[i].value == 0) {
            tariff_fault_error(
                &b->faults, t->validations[i].line,
                _("[validation %s] gives nothing: add `free = 2h`, `off = 2.00`, `off = "
                  "50%%` or `price = 3.00`."),
                t->validations[i].name);
        }
    }
}
