/*
 * The public face of pricing. May call: evaluate.c, search.c, record.c.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "tariff/price.h"
#include "tariff/search.h"

/* A moment of the clock that the stay was priced on, as a real one. */
static int64_t to_utc(const struct pk_tariff *tariff, int64_t at, int64_t exit)
{
    if (at == PK_NONE) {
        return at;
    }
    if (tariff->is_wall_clock && at < TARIFF_FOREVER) {
        at = pk_zone_moment(tariff->zone, at / TARIFF_DAY, (int32_t)(at % TARIFF_DAY));
    }
    return at < exit ? at : exit;
}

/* What tax is in the total, as a line that adds nothing. */
static void show_tax(struct pk_price *out, const struct pk_tariff *tariff)
{
    char amount[PK_MONEY_SIZE];
    struct pk_line *line = &out->lines[out->line_count];

    if (tariff->tax == 0 || tariff->tax_added || out->line_count == PK_LINES_MAX) {
        return;
    }
    tariff_wide doubled = (tariff_wide)out->total * 2 * tariff->tax;
    tariff_wide whole = TARIFF_WHOLE + tariff->tax;
    pk_money_format(amount, (int64_t)((doubled + whole) / (2 * whole)), out->currency);
    *line = (struct pk_line){.from = PK_NONE, .to = PK_NONE};
    snprintf(line->what, sizeof line->what, _("tax included: %s"), amount);
    out->line_count++;
}

enum pk_status tariff_price_request(struct pk_price *out, const struct tariff_request *request)
{
    const struct pk_tariff *tariff = request->tariff;
    struct tariff_record record = {.count = 0};
    struct search_goal goal = {.wants_rise = true, .wants_fall = true};
    enum pk_status status = tariff_evaluate(&out->total, &record, NULL, request);

    if (status != PK_OK) {
        return status;
    }
    if (record.count == 0) {
        tariff_record_add(&record, &(struct record_line){.what = _("no charge"),
                                                         .from = request->stay.entry,
                                                         .to = request->stay.exit});
    }
    memcpy(out->currency, tariff->currency, sizeof out->currency);
    tariff_record_write(out, &record, tariff, out->total);
    for (size_t i = 0; i < out->line_count; i++) {
        out->lines[i].from = to_utc(tariff, out->lines[i].from, request->stay.exit);
        out->lines[i].to = to_utc(tariff, out->lines[i].to, request->stay.exit);
    }
    show_tax(out, tariff);
    goal.above = goal.below = out->total;
    tariff_search_run(&goal, request);
    out->rises_at = goal.rises_at;
    out->falls_at = goal.falls_at;
    return PK_OK;
}

enum pk_status pk_tariff_price(struct pk_price *out, const struct pk_tariff *tariff,
                               const struct pk_stay *stay)
{
    return tariff_price_request(out, &(struct tariff_request){.tariff = tariff, .stay = *stay});
}

enum pk_status pk_tariff_total(int64_t *out, const struct pk_tariff *tariff,
                               const struct pk_stay *stay)
{
    const struct tariff_request request = {.tariff = tariff, .stay = *stay};

    return tariff_evaluate(out, NULL, NULL, &request);
}

enum pk_status pk_tariff_rises_above(int64_t *out, const struct pk_tariff *tariff,
                                     const struct pk_stay *stay, int64_t amount)
{
    const struct tariff_request request = {.tariff = tariff, .stay = *stay};
    struct search_goal goal = {.wants_rise = true, .above = amount};
    int64_t total;
    enum pk_status status = tariff_evaluate(&total, NULL, NULL, &request);

    if (status == PK_OK) {
        tariff_search_run(&goal, &request);
        *out = goal.rises_at;
    }
    return status;
}
