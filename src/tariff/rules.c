/*
 * The keys that a version may have for itself: which product is chosen, what is free, fees, and
 * what a class pays. May call: words.c, build.c.
 */
#include "parkade/text.h"
#include "tariff/build.h"

static void take_amount(struct builder *b, const struct source_line *line, int64_t *out)
{
    const char *at = line->value;

    if (tariff_build_amount(b, line, &at, false, out) && !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("an amount such as 2.00"));
    }
}

void tariff_rules_choose(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"first", "cheapest", NULL};

    tariff_build_version(b)->chooses_cheapest = tariff_build_choice(b, line, words) == 1;
}

void tariff_rules_otherwise(struct builder *b, const struct source_line *line)
{
    static const char *const words[] = {"refused", NULL};

    tariff_build_version(b)->otherwise_refused = tariff_build_choice(b, line, words) == 0;
}

void tariff_rules_free_stay(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;
    bool under = tariff_words_take(&at, "under");
    int64_t length;

    if (!tariff_words_length(&at, &length) || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("a length such as 15m, or under 10m"));
        return;
    }
    int64_t *seconds = &tariff_build_version(b)->free_stay;
    bool *edge = &tariff_build_version(b)->free_edge;
    if (b->kind == SOURCE_PRODUCT) {
        seconds = &b->tariff->products[b->product].free_stay;
        edge = &b->tariff->products[b->product].free_edge;
    }
    *seconds = under ? length - 1 : length;
    *edge = !under;
}

void tariff_rules_fee(struct builder *b, const struct source_line *line)
{
    take_amount(b, line,
                b->kind == SOURCE_PRODUCT ? &b->tariff->products[b->product].fee8
                                          : &tariff_build_version(b)->fee8);
}

void tariff_rules_minimum(struct builder *b, const struct source_line *line)
{
    take_amount(b, line,
                b->kind == SOURCE_PRODUCT ? &b->tariff->products[b->product].minimum8
                                          : &tariff_build_version(b)->minimum8);
}

void tariff_rules_share(struct builder *b, const struct source_line *line)
{
    enum pk_vehicle_class vehicle_class;
    struct tariff_version *version = tariff_build_version(b);
    const char *at = line->value;
    int64_t share = 0, extra = 0;

    if (!pk_vehicle_class_from_name(&vehicle_class, line->key)) {
        return;
    }
    if (!tariff_words_take(&at, "free") && !tariff_words_percent(&at, &share)) {
        share = TARIFF_WHOLE;
        at = *at == '+' ? at : "?";
    }
    if (tariff_words_take_mark(&at, '+') && !tariff_build_amount(b, line, &at, false, &extra)) {
        return;
    }
    if (!tariff_words_at_end(at)) {
        tariff_build_misread(b, line,
                             _("a share of the price such as 50%, an extra such as + "
                               "10.00, both (150% + 2.00), or free"));
        return;
    }
    version->share[vehicle_class] = share;
    version->extra8[vehicle_class] = extra;
}
