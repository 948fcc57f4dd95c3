/*
 * The lot's tariffs: versions with the moment each begins. A version never changes, so what was
 * read once stays read. Calls the tariff module and the store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lot/handle.h"
#include "parkade/text.h"

struct tariff_cached {
    int64_t version_id;
    char *text; /* a version that was undone gives its number to another text */
    struct pk_tariff *tariff;
    struct tariff_cached *next;
};

static void forget(struct tariff_cached *cached)
{
    pk_tariff_free(cached->tariff);
    free(cached->text);
    free(cached);
}

void tariff_forget_all(struct pk_lot *lot)
{
    while (lot->tariffs) {
        struct tariff_cached *first = lot->tariffs;
        lot->tariffs = first->next;
        forget(first);
    }
}

static const struct pk_tariff *find_cached(const struct pk_lot *lot, int64_t version_id,
                                           const char *text)
{
    for (const struct tariff_cached *c = lot->tariffs; c; c = c->next)
        if (c->version_id == version_id && strcmp(c->text, text) == 0)
            return c->tariff;
    return NULL;
}

struct pk_tariff_home tariff_home(const struct pk_lot *lot)
{
    return (struct pk_tariff_home){lot->currency, pk_zone_name(lot->zone)};
}

static enum pk_status cache(const struct pk_tariff **out, struct pk_lot *lot, int64_t version_id,
                            const char *text)
{
    struct pk_tariff_home home = tariff_home(lot);
    struct tariff_cached *entry = calloc(1, sizeof *entry);
    if (!entry)
        return pk_fail(PK_INTERNAL, _("There is not enough memory."));
    entry->text = strdup(text);
    enum pk_status status = entry->text
                                ? pk_tariff_read(&entry->tariff, text, strlen(text), &home, NULL)
                                : pk_fail(PK_INTERNAL, _("There is not enough memory."));
    if (status != PK_OK) {
        forget(entry);
        return status;
    }
    entry->version_id = version_id;
    entry->next = lot->tariffs;
    lot->tariffs = entry;
    *out = entry->tariff;
    return PK_OK;
}

/* The version that the row of Q names, ended with it. PK_TARIFF_UNKNOWN when there is no row. */
static enum pk_status take_row(const struct pk_tariff **out, int64_t *version_id,
                               struct pk_lot *lot, struct query *q)
{
    enum pk_status status = PK_TARIFF_UNKNOWN;
    if (query_next(q)) {
        *version_id = column_int(q, 0);
        const char *text = column_peek(q, 1);
        *out = find_cached(lot, *version_id, text);
        status = *out ? PK_OK : cache(out, lot, *version_id, text);
    }
    enum pk_status ended = query_end(q);
    return ended == PK_OK ? status : ended;
}

enum pk_status tariff_at(const struct pk_tariff **out, int64_t *version_id, struct pk_lot *lot,
                         int64_t at)
{
    struct query *q =
        query_on(lot->store, "SELECT version_id, text FROM tariff_version "
                             "WHERE valid_from <= ? ORDER BY valid_from DESC LIMIT 1");
    query_int(q, at);
    enum pk_status status = take_row(out, version_id, lot, q);
    if (status != PK_TARIFF_UNKNOWN)
        return status;
    status = take_row(out, version_id, lot,
                      query_on(lot->store, "SELECT version_id, text FROM tariff_version "
                                           "WHERE valid_from IS NULL"));
    if (status == PK_TARIFF_UNKNOWN)
        return pk_fail(PK_TARIFF_UNKNOWN, _("The lot has no tariff: install one."));
    return status;
}

enum pk_status pk_lot_tariff(const struct pk_tariff **out, struct pk_lot *lot, int64_t at)
{
    int64_t version_id;
    return tariff_at(out, &version_id, lot, at);
}

enum pk_status tariff_store_first(struct store *store, const char *name, const char *text,
                                  int64_t now)
{
    struct query *q = query_on(store, "INSERT INTO tariff_version (name, text, installed_at) "
                                      "VALUES (?, ?, ?)");
    query_text(q, name);
    query_text(q, text);
    query_int(q, now);
    return query_run(q);
}
