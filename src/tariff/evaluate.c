/*
 * The order of evaluation: price_stay() and tariff_evaluate() read like the list of the manual
 * page. May call: measure.c, fare.c, adjust.c, record.c.
 */
#include "tariff/evaluate.h"

#include "parkade/text.h"

/* Grace, choice of product, ladders and caps, minimum and fee, class, surcharges. */
static enum pk_status price_stay(tariff_wide *sum, struct tariff_case *c,
                                 struct tariff_meters *meters, struct tariff_record *record)
{
    const struct tariff_product *product;

    *sum = 0;
    if (c->limit == c->began) {
        tariff_record_sum(record, _("no length"), c->version, 0);
        return PK_OK;
    }
    if (tariff_case_is_free(c, c->version->free_stay, c->version->free_edge)) { /* grace */
        tariff_record_sum(record, _("free stay"), c->version, 0);
        return PK_OK;
    }
    enum pk_status status = tariff_choose(&product, c, meters); /* choice of product */
    if (status != PK_OK) {
        return status;
    }
    /* split in local time, ladder, caps inside out; minimum and fees */
    status = tariff_fare(sum, c, product, meters, record);
    tariff_take_share(sum, c, record); /* share and extra of the class */
    tariff_take_surcharges(sum, c, meters, record);
    return status;
}

/* The lost ticket's own price in place of, or on top of, the stay's. */
static enum pk_status price_lost(tariff_wide *sum, struct tariff_case *c,
                                 struct tariff_record *record)
{
    const struct tariff_version *version = c->version;
    bool on_top = version->lost == TARIFF_LOST_OPENING || version->lost == TARIFF_LOST_STAY;
    enum pk_status status = PK_OK;

    *sum = 0;
    if (on_top || version->lost_or_stay) {
        status = price_stay(sum, c, NULL, on_top ? record : NULL);
    }
    if (on_top) {
        tariff_record_sum(version->lost_amount > 0 ? record : NULL, _("lost ticket"),
                          &version->lost, version->lost_amount);
        *sum += version->lost_amount;
    } else if (status == PK_OK && version->lost_or_stay && *sum > version->lost_amount) {
        status = price_stay(sum, c, NULL, record);
    } else {
        tariff_record_sum(record, _("lost ticket"), &version->lost, version->lost_amount);
        *sum = version->lost_amount;
    }
    return status;
}

enum pk_status tariff_evaluate(int64_t *total, struct tariff_record *record,
                               struct tariff_meters *meters, const struct tariff_request *request)
{
    struct tariff_case c;
    tariff_wide sum;
    enum pk_status status = tariff_case_begin(&c, request); /* version, longest stay, opening */

    if (status != PK_OK) {
        return status;
    }
    tariff_case_measure(&c); /* precision */
    if (request->stay.is_lost && c.version->lost != TARIFF_LOST_NONE) {
        status = price_lost(&sum, &c, record);
    } else {
        status = price_stay(&sum, &c, meters, record); /* grace to surcharges */
        tariff_take_validation(&sum, &c, record);      /* validations */
        status = status == PK_OK ? tariff_take_offs(&sum, &c, record) : status;
    }
    if (status != PK_OK) {
        return status;
    }
    tariff_add_tax(&sum, &c, record);
    return tariff_round(total, sum, &c); /* one rounding at the end */
}
