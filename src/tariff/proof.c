/*
 * What a driver can prove: the names of validations, and those that products and surcharges ask
 * for.
 * May call: words.c.
 */
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"
#include "tariff/words.h"

enum { NAMES_MAX = 64 };

/* The next name that TARIFF knows; *AT counts up from 0. NULL: there are no more. */
static const char *next_name(const struct pk_tariff *tariff, int *at)
{
    int first = tariff->validation_count, second = first + tariff->product_count;

    while (*at < second + tariff->surcharge_count) {
        int i = (*at)++;
        const char *name = i < first    ? tariff->validations[i].name
                           : i < second ? tariff->products[i - first].with
                                        : tariff->surcharges[i - second].when.with;
        if (name[0] != '\0') {
            return name;
        }
    }
    return NULL;
}

const char *pk_tariff_proof(const struct pk_tariff *tariff, const char *name)
{
    const char *known;

    for (int at = 0; (known = next_name(tariff, &at)) != NULL;) {
        if (strcasecmp(known, name) == 0) {
            return known;
        }
    }
    return NULL;
}

enum pk_status pk_tariff_check_proof(const struct pk_tariff *tariff, const char *proof)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    int at = 0;

    if (proof == NULL || pk_tariff_proof(tariff, proof) != NULL) {
        return PK_OK;
    }
    while (count < NAMES_MAX && (names[count] = next_name(tariff, &at)) != NULL) {
        count++;
    }
    if (count == 0) {
        return pk_fail(PK_USAGE,
                       _("The tariff asks for no \"%.31s\": it has no [validation], and no product "
                         "says `with`."),
                       proof);
    }
    const char *near = tariff_words_nearest(proof, names, count);
    return pk_fail(PK_USAGE, _("The tariff knows no \"%.31s\"; did you mean \"%s\"?"), proof,
                   near != NULL ? near : names[0]);
}
