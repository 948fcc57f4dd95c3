/*
 * [surcharge NAME]: what some stays pay on top. May call: words.c, build.c.
 */
#include "parkade/text.h"
#include "tariff/build.h"

bool tariff_surcharge_begin(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;

    if (t->surcharge_count == TARIFF_SURCHARGES_MAX) {
        tariff_fault_error(&b->faults, section->number, _("A tariff has at most %d surcharges."),
                           TARIFF_SURCHARGES_MAX);
        return false;
    }
    struct tariff_surcharge *surcharge = &t->surcharges[t->surcharge_count++];
    surcharge->when = tariff_product_any(section->number);
    if (section->name[0] == '\0' ||
        !pk_copy(surcharge->when.name, TARIFF_NAME_SIZE, section->name)) {
        tariff_fault_error(&b->faults, section->number,
                           _("A surcharge has a name of up to %d characters: [surcharge late "
                             "exit]."),
                           TARIFF_NAME_SIZE - 1);
    }
    return true;
}

/* "add = 3.00", "add = 10%" */
void tariff_surcharge_add(struct builder *b, const struct source_line *line)
{
    struct tariff_surcharge *surcharge = &b->tariff->surcharges[b->tariff->surcharge_count - 1];
    const char *at = line->value;

    surcharge->is_share = tariff_words_percent(&at, &surcharge->value);
    if (!surcharge->is_share && !tariff_build_amount(b, line, &at, false, &surcharge->value)) {
        surcharge->value = 1; /* the fault is told */
        return;
    }
    if (!tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("an amount such as 3.00, or a share of the price: 10%"));
    }
}

void tariff_surcharge_end(struct builder *b, const struct source_section *section)
{
    const struct tariff_surcharge *surcharge =
        &b->tariff->surcharges[b->tariff->surcharge_count - 1];

    for (size_t i = 0; i < section->count; i++) {
        const struct source_line *line = &b->source.lines[section->first + i];
        if (!tariff_settings_is_key(line->key)) {
            tariff_settings_unknown(b, line);
        }
    }
    if (surcharge->value == 0) {
        tariff_fault_error(&b->faults, section->number,
                           _("[surcharge %s] adds nothing: say `add = 3.00` or `add = 10%%`."),
                           surcharge->when.name);
    }
}
