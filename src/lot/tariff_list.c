/*
 * Looking at the lot's tariff versions. Changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lot/handle.h"
#include "parkade/text.h"

static void read_version(struct query *q, struct pk_tariff_version *version)
{
    *version = (struct pk_tariff_version){0};
    version->version_id = column_int(q, 0);
    column_text(q, 1, version->name, sizeof version->name);
    version->valid_from = column_maybe_int(q, 2);
    version->installed_at = column_int(q, 3);
}

enum pk_status pk_tariff_version_list(struct pk_tariff_version *out, size_t capacity, size_t *count,
                                      struct pk_lot *lot)
{
    *count = 0;
    /* NULL, the first one's beginning, sorts before every moment. */
    struct query *q = query_on(lot->store, "SELECT version_id, name, valid_from, installed_at "
                                           "FROM tariff_version ORDER BY valid_from");
    while (*count < capacity && query_next(q))
        read_version(q, &out[(*count)++]);
    return query_end(q);
}

enum pk_status pk_tariff_version_text(struct pk_tariff_version *out, char **text,
                                      struct pk_lot *lot, int64_t version_id)
{
    const struct pk_tariff *tariff;
    *text = NULL;
    if (version_id == 0) {
        enum pk_status status = tariff_at(&tariff, &version_id, lot, pk_lot_now(lot));
        if (status != PK_OK)
            return status;
    }
    struct query *q = query_on(lot->store, "SELECT version_id, name, valid_from, installed_at, "
                                           "text FROM tariff_version WHERE version_id = ?");
    query_int(q, version_id);
    bool is_found = query_next(q);
    if (is_found) {
        read_version(q, out);
        *text = strdup(column_peek(q, 4));
    }
    enum pk_status status = query_end(q);
    if (status != PK_OK || (is_found && *text))
        return status;
    return is_found ? pk_fail(PK_INTERNAL, _("There is not enough memory."))
                    : pk_fail(PK_TARIFF_UNKNOWN, _("The lot has no tariff version %lld."),
                              (long long)version_id);
}
