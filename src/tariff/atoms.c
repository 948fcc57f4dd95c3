/*
 * Makes atoms of all amounts of a tariff: the largest unit in which each price, each pro rata
 * second and each percentage is a whole number. May call: words.c.
 */
#include "parkade/text.h"
#include "tariff/build.h"

/* Below this, 230 years of seconds at the dearest price fit in 128 bits with room for shares. */
#define FINEST  INT64_C(1000000000000)
#define DEAREST ((tariff_wide)1000000000000 * 10000000000)

static int64_t gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Makes *FINENESS a multiple of FACTOR; false when that is too fine. */
static bool include(int64_t *fineness, int64_t factor)
{
    int64_t more = factor / gcd(*fineness, factor);

    if (more < 1 || *fineness > FINEST / more) {
        return false;
    }
    *fineness *= more;
    return true;
}

static bool include_steps(struct builder *b, int64_t *fineness)
{
    struct pk_tariff *t = b->tariff;

    for (int w = 0; w < t->window_count; w++) {
        for (int i = 0; i < t->windows[w].step_count; i++) {
            struct tariff_step *step = &t->steps[t->windows[w].step_first + i];
            bool cut = t->windows[w].accrual.edge == TARIFF_PRO_RATA && step->unit < TARIFF_FOREVER;
            if ((step->is_pro_rata || cut) && !include(fineness, step->written_unit)) {
                tariff_fault_error(
                    &b->faults, step->line,
                    _("The units of this tariff are too odd to share a price exactly; "
                      "use units such as 10m, 15m, 1h."));
                return false;
            }
        }
    }
    return true;
}

/* The least whole number that makes SHARE of 100000 whole. */
static int64_t share_factor(int64_t share)
{
    return TARIFF_WHOLE / gcd(TARIFF_WHOLE, share);
}

/* Shares, surcharges, validations and tax work on what the others made: their factors multiply. */
static bool include_shares(const struct pk_tariff *t, int64_t *fineness)
{
    int64_t factors[] = {1, 1, 1, 1};

    for (int v = 0; v < t->version_count; v++) {
        for (int c = 0; c < PK_VEHICLE_CLASS_COUNT; c++) {
            if (!include(&factors[0], share_factor(t->versions[v].share[c]))) {
                return false;
            }
        }
    }
    for (int i = 0; i < t->validation_count; i++) {
        const struct tariff_validation *validation = &t->validations[i];
        if (validation->kind == TARIFF_OFF_SHARE &&
            !include(&factors[1], share_factor(validation->value))) {
            return false;
        }
    }
    for (int i = 0; i < t->surcharge_count; i++) {
        if (t->surcharges[i].is_share &&
            !include(&factors[2], share_factor(t->surcharges[i].value))) {
            return false;
        }
    }
    factors[3] = t->tax_added ? share_factor(t->tax) : 1;
    for (int i = 0; i < 4; i++) {
        if (*fineness > FINEST / factors[i]) {
            return false;
        }
        *fineness *= factors[i];
    }
    return true;
}

/* VALUE8 in atoms; values below 0 mean that nothing is said and stay. */
static tariff_wide atoms(struct builder *b, int64_t value8, int64_t fineness, int line)
{
    if ((tariff_wide)value8 > DEAREST / fineness) {
        tariff_fault_error(&b->faults, line,
                           _("The amount is too large for this tariff; the largest is "
                             "%lld."),
                           (long long)(DEAREST / fineness / 100000000));
        return 0;
    }
    return value8 < 0 ? -1 : (tariff_wide)value8 * fineness;
}

static void finish_products(struct builder *b, int64_t fineness)
{
    struct pk_tariff *t = b->tariff;

    for (int i = 0; i < t->version_count; i++) {
        struct tariff_version *version = &t->versions[i];
        version->fee = atoms(b, version->fee8, fineness, version->line);
        version->minimum = atoms(b, version->minimum8, fineness, version->line);
        for (int c = 0; c < PK_VEHICLE_CLASS_COUNT; c++) {
            version->extra[c] = atoms(b, version->extra8[c], fineness, version->line);
        }
        version->lost_amount = atoms(b, version->lost_amount8, fineness, version->line);
    }
    for (int i = 0; i < t->product_count; i++) {
        struct tariff_product *product = &t->products[i];
        product->fee = atoms(b, product->fee8, fineness, product->line);
        product->minimum = atoms(b, product->minimum8, fineness, product->line);
    }
    for (int i = 0; i < t->validation_count; i++) {
        struct tariff_validation *validation = &t->validations[i];
        if (validation->kind == TARIFF_OFF_AMOUNT || validation->kind == TARIFF_OFF_TO) {
            validation->amount = atoms(b, validation->value, fineness, validation->line);
        }
    }
}

static void finish_surcharges(struct builder *b, int64_t fineness)
{
    for (int i = 0; i < b->tariff->surcharge_count; i++) {
        struct tariff_surcharge *surcharge = &b->tariff->surcharges[i];
        if (!surcharge->is_share) {
            surcharge->amount = atoms(b, surcharge->value, fineness, surcharge->when.line);
        }
    }
}

void tariff_atoms_finish(struct builder *b)
{
    struct pk_tariff *t = b->tariff;
    int64_t fineness = 1;
    int64_t minor8 = 1;

    if (!include_steps(b, &fineness)) {
        return;
    }
    if (!include_shares(t, &fineness)) {
        tariff_fault_error(&b->faults, 0,
                           _("The percentages of this tariff are too fine together; use "
                             "fewer decimals."));
        return;
    }
    for (int place = b->exponent; place < TARIFF_DECIMALS; place++) {
        minor8 *= 10;
    }
    t->minor = (tariff_wide)minor8 * fineness;
    t->rounding_step = t->rounding8 == 0 ? t->minor : (tariff_wide)t->rounding8 * fineness;
    for (int i = 0; i < t->step_count; i++) {
        struct tariff_step *step = &t->steps[i];
        step->price = atoms(b, step->price8, fineness, step->line);
        if (step->is_pro_rata) {
            step->price = step->price / step->written_unit * step->unit;
        }
    }
    for (int i = 0; i < t->cap_count; i++) {
        t->caps[i].amount = atoms(b, t->caps[i].amount8, fineness, t->caps[i].line);
    }
    finish_products(b, fineness);
    finish_surcharges(b, fineness);
}
