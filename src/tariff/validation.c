/*
 * [validation NAME]: what a sponsor gives on a stay. May call: words.c, build.c.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

void tariff_validation_begin(struct builder *b, const struct source_section *section)
{
    struct pk_tariff *t = b->tariff;

    if (t->validation_count == TARIFF_VALIDATIONS_MAX) {
        tariff_fault_error(&b->faults, section->number, _("A tariff has at most %d validations."),
                           TARIFF_VALIDATIONS_MAX);
        return;
    }
    struct tariff_validation *validation = &t->validations[t->validation_count++];
    *validation = (struct tariff_validation){.kind = TARIFF_OFF_TIME, .line = section->number};
    if (section->name[0] == '\0' || !pk_copy(validation->name, TARIFF_NAME_SIZE, section->name)) {
        tariff_fault_error(
            &b->faults, section->number,
            _("A validation has a name of up to %d characters: [validation cinema]."),
            TARIFF_NAME_SIZE - 1);
    }
    snprintf(validation->what, sizeof validation->what, "%s", validation->name);
}

/* "free = 2h", "off = 2.00", "off = 50%", "price = 3.00" */
void tariff_validation_take(struct builder *b, const struct source_line *line)
{
    struct tariff_validation *validation = &b->tariff->validations[b->tariff->validation_count - 1];
    const char *at = line->value;
    bool known = false;

    if (strcmp(line->key, "free") == 0) {
        validation->kind = TARIFF_OFF_TIME;
        known = tariff_words_length(&at, &validation->value);
    } else if (strcmp(line->key, "off") == 0 && tariff_words_percent(&at, &validation->value)) {
        validation->kind = TARIFF_OFF_SHARE;
        known = validation->value <= TARIFF_WHOLE;
    } else if (strcmp(line->key, "off") == 0 || strcmp(line->key, "price") == 0) {
        validation->kind = line->key[0] == 'o' ? TARIFF_OFF_AMOUNT : TARIFF_OFF_TO;
        known = tariff_build_amount(b, line, &at, false, &validation->value);
        if (!known) {
            return;
        }
    }
    if (!known || !tariff_words_at_end(at)) {
        tariff_fault_error(
            &b->faults, line->number,
            _("A validation says one of `free = 2h`, `off = 2.00`, `off = 50%%` or `price "
              "= 3.00`, not `%s = %.40s`."),
            line->key, line->value);
    }
}
