/*
 * What is done with the sum of a stay: share and extra of the class, surcharges, validation, tax,
 * rounding. May call: choose.c, fare.c, record.c.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "tariff/evaluate.h"

void tariff_take_share(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record)
{
    enum pk_vehicle_class vehicle_class = c->request->stay.vehicle_class;
    int64_t share = c->version->share[vehicle_class];
    tariff_wide extra = *sum > 0 ? c->version->extra[vehicle_class] : 0;

    if (share != TARIFF_WHOLE) {
        tariff_wide part = *sum * share / TARIFF_WHOLE;
        tariff_record_sum(record, pk_vehicle_class_name(vehicle_class), c->version->share,
                          part - *sum);
        *sum = part;
    }
    if (extra > 0) {
        tariff_record_sum(record, pk_vehicle_class_name(vehicle_class), c->version->extra, extra);
        *sum += extra;
    }
}

void tariff_take_surcharges(tariff_wide *sum, struct tariff_case *c, struct tariff_meters *meters,
                            struct tariff_record *record)
{
    tariff_wide base = *sum;

    /* Of the cheapest of all, the exit is not looked at: a surcharge may not come. */
    for (int i = 0; base > 0 && !c->request->any_product && i < c->tariff->surcharge_count; i++) {
        const struct tariff_surcharge *surcharge = &c->tariff->surcharges[i];
        if (tariff_choose_fits(c, &surcharge->when)) {
            tariff_wide more =
                surcharge->is_share ? base * surcharge->value / TARIFF_WHOLE : surcharge->amount;
            if (surcharge->value > 0) {
                tariff_record_sum(record, surcharge->when.name, surcharge, more);
            }
            *sum += more + tariff_fare_surcharge(c, surcharge, meters, record);
        }
    }
}

void tariff_take_validation(tariff_wide *sum, const struct tariff_case *c,
                            struct tariff_record *record)
{
    const struct tariff_validation *validation = tariff_case_validation(c->request);
    tariff_wide left = *sum;

    if (validation == NULL) {
        return;
    }
    switch (validation->kind) {
    case TARIFF_OFF_AMOUNT:
        left = *sum > validation->amount ? *sum - validation->amount : 0;
        break;
    case TARIFF_OFF_SHARE:
        left = *sum - *sum * validation->value / TARIFF_WHOLE;
        break;
    case TARIFF_OFF_TO:
        left = *sum > validation->amount ? validation->amount : *sum;
        break;
    case TARIFF_OFF_TIME:
    default:
        break;
    }
    tariff_record_sum(record, validation->what, validation, left - *sum);
    *sum = left;
}

void tariff_add_tax(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record)
{
    if (c->tariff->tax_added) {
        tariff_wide tax = *sum * c->tariff->tax / TARIFF_WHOLE;
        tariff_record_sum(record, _("tax"), &c->tariff->tax, tax / c->scale);
        *sum += tax;
    }
}

enum pk_status tariff_round(int64_t *total, tariff_wide sum, const struct tariff_case *c)
{
    const struct pk_tariff *t = c->tariff;
    tariff_wide step = t->rounding_step * c->scale;
    tariff_wide units = sum / step;
    tariff_wide rest = sum % step;

    if ((t->rounding == TARIFF_UP && rest > 0) ||
        (t->rounding == TARIFF_NEAREST && 2 * rest >= step)) {
        units++;
    }
    tariff_wide minors = units * (t->rounding_step / t->minor);
    if (minors > INT64_MAX / 4) {
        return pk_fail(PK_TARIFF_INVALID, _("The price of this stay is too large to be true."));
    }
    *total = (int64_t)minors;
    return PK_OK;
}
