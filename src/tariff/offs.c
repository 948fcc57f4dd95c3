/*
 * What sponsors give on a stay beside the tariff: minutes (the stay begins later: measure.c), then
 * percentages, amounts and flat prices, in that order. May call: record.c.
 *
 * The tariff's atoms know nothing of their percentages. Each makes the sums a hundred times finer
 * instead, so that still nothing is rounded before the end.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "tariff/evaluate.h"

enum { HUNDRED = 100 };

/* A sum below this stays right when it is made finer once more and taxed. */
#define LARGEST ((((tariff_wide)1 << 126) - 1) / HUNDRED / TARIFF_WHOLE)

static bool is_in_range(const struct pk_off *off)
{
    static const int64_t most[PK_OFF_KIND_COUNT] = {
        [PK_OFF_MINUTES] = PK_OFF_MINUTES_MAX,
        [PK_OFF_PERCENT] = HUNDRED,
        [PK_OFF_AMOUNT] = INT64_MAX,
        [PK_OFF_FLAT] = INT64_MAX,
    };

    return (unsigned)off->kind < PK_OFF_KIND_COUNT && off->value >= 0 &&
           off->value <= most[off->kind];
}

enum pk_status tariff_offs_check(const struct pk_stay *stay)
{
    bool is_right = stay->off_count <= PK_OFFS_MAX;

    for (size_t i = 0; is_right && i < stay->off_count; i++) {
        is_right = is_in_range(&stay->offs[i]);
    }
    return is_right ? PK_OK : pk_fail(PK_USAGE, _("A sponsor cannot take that off a stay."));
}

/* Minutes are a line that says which time they cover: what they save is not charged at all. */
static void show_minutes(const struct pk_off *off, const struct tariff_case *c, int64_t *from,
                         struct tariff_record *record)
{
    int64_t to = *from + off->value * 60;

    to = to < c->exit ? to : c->exit;
    if (record != NULL) {
        tariff_record_add(record, &(struct record_line){.what = off->what,
                                                        .rule = off,
                                                        .from = *from,
                                                        .to = to,
                                                        .units = (to - *from) / 60});
    }
    *from = to;
}

/* What is left of SUM; amounts beyond it are compared, never multiplied. */
static tariff_wide left_of(tariff_wide sum, const struct pk_off *off, const struct tariff_case *c)
{
    tariff_wide unit = c->tariff->minor * c->scale;
    bool is_more = off->value > sum / unit;

    if (off->kind == PK_OFF_AMOUNT) {
        return is_more ? 0 : sum - off->value * unit;
    }
    return is_more ? sum : off->value * unit;
}

static enum pk_status take(tariff_wide *sum, const struct pk_off *off, struct tariff_case *c,
                           struct tariff_record *record)
{
    tariff_wide left;

    if (off->kind == PK_OFF_PERCENT) {
        if (*sum > LARGEST) {
            return pk_fail(PK_TARIFF_INVALID, _("The price of this stay is too large to be true."));
        }
        left = *sum * (HUNDRED - off->value);
        *sum *= HUNDRED;
        c->scale *= HUNDRED;
    } else {
        left = left_of(*sum, off, c);
    }
    tariff_record_sum(record, off->what, off, (left - *sum) / c->scale);
    *sum = left;
    return PK_OK;
}

enum pk_status tariff_take_offs(tariff_wide *sum, struct tariff_case *c,
                                struct tariff_record *record)
{
    const struct pk_stay *stay = &c->request->stay;
    enum pk_status status = PK_OK;
    int64_t from = c->entry;

    for (int kind = 0; kind < PK_OFF_KIND_COUNT; kind++) {
        for (size_t i = 0; status == PK_OK && i < stay->off_count; i++) {
            if ((int)stay->offs[i].kind != kind) {
                continue;
            }
            if (kind == PK_OFF_MINUTES) {
                show_minutes(&stay->offs[i], c, &from, record);
            } else {
                status = take(sum, &stay->offs[i], c, record);
            }
        }
    }
    return status;
}
