/*
 * Which proofs a tariff knows: the names of its validations, and what its products ask for.
 */
#include <strings.h>

#include "tariff/tariff.h"

const char *pk_tariff_proof(const struct pk_tariff *tariff, const char *name)
{
    for (int i = 0; i < tariff->validation_count; i++) {
        if (strcasecmp(tariff->validations[i].name, name) == 0) {
            return tariff->validations[i].name;
        }
    }
    for (int i = 0; name[0] != '\0' && i < tariff->product_count; i++) {
        if (strcasecmp(tariff->products[i].with, name) == 0) {
            return tariff->products[i].with;
        }
    }
    return NULL;
}
