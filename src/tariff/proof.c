/*
 * What a driver can prove: the names of validations, and those that products ask for.
 * May call: words.c.
 */
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"
#include "tariff/words.h"

enum { NAMES_MAX = 64 };

/* The names that TARIFF knows, the first NAMES_MAX of them. */
static size_t list_names(const char *names[static NAMES_MAX], const struct pk_tariff *tariff)
{
    size_t count = 0;

    for (int i = 0; i < tariff->validation_count && count < NAMES_MAX; i++) {
        names[count++] = tariff->validations[i].name;
    }
    for (int i = 0; i < tariff->product_count && count < NAMES_MAX; i++) {
        if (tariff->products[i].with[0] != '\0') {
            names[count++] = tariff->products[i].with;
        }
    }
    return count;
}

static bool is_known(const struct pk_tariff *tariff, const char *proof)
{
    for (int i = 0; i < tariff->validation_count; i++) {
        if (strcasecmp(tariff->validations[i].name, proof) == 0) {
            return true;
        }
    }
    for (int i = 0; i < tariff->product_count; i++) {
        if (strcasecmp(tariff->products[i].with, proof) == 0) {
            return true;
        }
    }
    return false;
}

enum pk_status pk_tariff_check_proof(const struct pk_tariff *tariff, const char *proof)
{
    const char *names[NAMES_MAX];

    if (proof == NULL || (proof[0] != '\0' && is_known(tariff, proof))) {
        return PK_OK;
    }
    size_t count = list_names(names, tariff);
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
