/*
 * Making a lot: its identity, first tariff, levels and spots, and the first entry of its journal,
 * all in one file that appears whole or not at all.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/builtin.h"
#include "base/error.h"
#include "desk/job.h"
#include "journal/write.h"
#include "lot/handle.h"
#include "parkade/money.h"
#include "parkade/text.h"

struct making {
    const struct pk_lot_birth *birth;
    const struct pk_act *act;
    const char *name, *timezone, *currency, *tariff;
    char tariff_name[PK_NAME_SIZE];
    int64_t now;
    struct store *store;
};

static enum pk_status store_levels(struct making *making)
{
    const struct pk_plan *plan = making->birth->plan;
    int64_t position = 0;
    for (size_t i = 0; i < plan->spot_count; i++) {
        if (i > 0 && strcmp(plan->spots[i].level, plan->spots[i - 1].level) == 0)
            continue;
        struct query *q = query_on(making->store, "INSERT INTO level (name, position) "
                                                  "VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
        query_text(q, plan->spots[i].level);
        query_int(q, ++position);
        enum pk_status status = query_run(q);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

static enum pk_status store_spots(struct making *making)
{
    const struct pk_plan *plan = making->birth->plan;
    for (size_t i = 0; i < plan->spot_count; i++) {
        const struct pk_plan_spot *spot = &plan->spots[i];
        struct query *q =
            query_on(making->store, "INSERT INTO parking_spot (label, level, zone, kind, rank, "
                                    "grid_row, grid_column) VALUES (?, ?, ?, ?, ?, ?, ?)");
        query_text(q, spot->label);
        query_text(q, spot->level);
        query_text(q, spot->zone);
        query_text(q, pk_spot_kind_name(spot->kind));
        query_int(q, spot->rank);
        query_int(q, spot->row);
        query_int(q, spot->column);
        enum pk_status status = query_run(q);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

static enum pk_status store_identity(struct making *making)
{
    enum pk_status status = setting_store(making->store, SETTING_NAME, making->name);
    if (status == PK_OK)
        status = setting_store(making->store, SETTING_TIMEZONE, making->timezone);
    if (status == PK_OK)
        status = setting_store(making->store, SETTING_CURRENCY, making->currency);
    if (status == PK_OK)
        status = query_run(query_on(making->store, "INSERT INTO counter (name, value) "
                                                   "VALUES ('ticket_no', 0)"));
    if (status == PK_OK)
        status =
            tariff_store_first(making->store, making->tariff_name, making->tariff, making->now);
    return status;
}

static enum pk_status store_all(void *context)
{
    struct making *making = context;
    enum pk_status status = store_identity(making);
    if (status == PK_OK)
        status = store_levels(making);
    if (status == PK_OK)
        status = store_spots(making);
    if (status == PK_OK)
        status = job_know_station(making->store, making->act->station, making->now);
    if (status != PK_OK)
        return status;
    return journal_write(making->store, &(struct journal_note){.time = making->now,
                                                               .kind = "init",
                                                               .staff = making->act->who,
                                                               .station = making->act->station,
                                                               .amount = PK_NONE});
}

static enum pk_status fill(struct store *store, void *context)
{
    struct making *making = context;
    making->store = store;
    return store_write(store, store_all, making);
}

/* The tariff must be readable in this lot before anything is made. */
static enum pk_status try_tariff(struct making *making)
{
    struct pk_tariff *tariff = NULL;
    struct pk_tariff_home home = {making->currency, making->timezone};
    enum pk_status status =
        pk_tariff_read(&tariff, making->tariff, strlen(making->tariff), &home, NULL);
    if (status != PK_OK)
        return status;
    if (strcmp(pk_tariff_currency(tariff), making->currency) != 0)
        status = pk_fail(PK_TARIFF_INVALID, _("The tariff is in %s, the lot in %s."),
                         pk_tariff_currency(tariff), making->currency);
    if (!pk_copy(making->tariff_name, sizeof making->tariff_name, pk_tariff_name(tariff)) ||
        making->tariff_name[0] == '\0')
        snprintf(making->tariff_name, sizeof making->tariff_name, "tariff");
    pk_tariff_free(tariff);
    return status;
}

static enum pk_status check_birth(struct making *making)
{
    struct pk_zone *zone = NULL;
    if (!making->birth->plan || making->birth->plan->spot_count == 0)
        return pk_fail(PK_USAGE, _("A lot needs spots: give their number or a plan."));
    if (strlen(making->name) >= PK_NAME_SIZE || !job_is_plain(making->name))
        return pk_fail(PK_USAGE, _("The name of a lot is one line of at most %d bytes."),
                       PK_NAME_SIZE - 1);
    if (pk_currency_exponent(making->currency) < 0)
        return pk_fail(PK_USAGE, _("There is no currency %s; it is a code like EUR."),
                       making->currency);
    enum pk_status status = pk_zone_open(&zone, making->timezone);
    pk_zone_close(zone);
    if (status == PK_OK)
        status = job_check_station(making->act->station);
    return status == PK_OK ? try_tariff(making) : status;
}

static const char *or_default(const char *given, const char *otherwise)
{
    return given && given[0] != '\0' ? given : otherwise;
}

enum pk_status pk_lot_create(const char *path, const struct pk_lot_birth *birth,
                             const struct pk_act *act, const struct pk_clock *clock)
{
    struct making making = {
        .birth = birth,
        .act = act,
        .name = or_default(birth->name, "Parkade"),
        .timezone = or_default(birth->timezone, "UTC"),
        .currency = or_default(birth->currency, "EUR"),
        .tariff = or_default(birth->tariff_text, builtin_find("tariffs/hourly.tariff")->text),
        .now = clock && clock->now ? clock->now(clock->context) : (int64_t)time(NULL),
    };
    enum pk_status status = check_birth(&making);
    return status == PK_OK ? store_create(path, fill, &making) : status;
}
