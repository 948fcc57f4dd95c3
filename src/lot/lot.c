/*
 * The lot's handle: making, opening, closing, its clock and its bell. Calls settings, tariffs,
 * the journal and the store.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/builtin.h"
#include "base/error.h"
#include "desk/job.h"
#include "journal/write.h"
#include "lot/handle.h"
#include "parkade/money.h"
#include "parkade/text.h"

int64_t pk_lot_now(const struct pk_lot *lot)
{
    return lot->clock.now ? lot->clock.now(lot->clock.context) : (int64_t)time(NULL);
}

const char *pk_lot_path(const struct pk_lot *lot)
{
    return lot->path;
}

const char *pk_lot_name(const struct pk_lot *lot)
{
    return lot->name;
}

const char *pk_lot_currency(const struct pk_lot *lot)
{
    return lot->currency;
}

const struct pk_zone *pk_lot_zone(const struct pk_lot *lot)
{
    return lot->zone;
}

void lot_say_time(char out[static PK_TIME_SIZE], const struct pk_lot *lot, int64_t at)
{
    pk_time_format_local(out, lot->zone, at, "%Y-%m-%d %H:%M");
}

/* ---- opening ---- */

static enum pk_status read_identity(struct pk_lot *lot)
{
    char text[PK_SETTING_SIZE];
    enum pk_status status = setting_text(lot->name, lot, SETTING_NAME);
    if (status == PK_OK)
        status = setting_text(text, lot, SETTING_CURRENCY);
    if (status == PK_OK && !pk_copy(lot->currency, sizeof lot->currency, text))
        status = pk_fail(PK_CORRUPT, _("The lot's currency is damaged: %s."), text);
    if (status == PK_OK)
        status = setting_text(text, lot, SETTING_TIMEZONE);
    return status == PK_OK ? pk_zone_open(&lot->zone, text) : status;
}

enum pk_status pk_lot_open(struct pk_lot **out, const char *path, enum pk_lot_mode mode,
                           const struct pk_clock *clock)
{
    *out = NULL;
    struct pk_lot *lot = calloc(1, sizeof *lot);
    if (!lot)
        return pk_fail(PK_INTERNAL, _("There is not enough memory."));
    if (clock)
        lot->clock = *clock;
    enum pk_status status = pk_copy(lot->path, sizeof lot->path, path)
                                ? PK_OK
                                : pk_fail(PK_USAGE, _("The path of the lot is too long."));
    if (status == PK_OK)
        status = store_open(&lot->store, path,
                            mode == PK_LOT_READ_ONLY ? STORE_READ_ONLY : STORE_READ_WRITE);
    if (status == PK_OK)
        status = read_identity(lot);
    if (status != PK_OK) {
        pk_lot_close(lot);
        return status;
    }
    *out = lot;
    return PK_OK;
}

void pk_lot_close(struct pk_lot *lot)
{
    if (!lot)
        return;
    tariff_forget_all(lot);
    pk_zone_close(lot->zone);
    store_close(lot->store);
    free(lot);
}

void pk_lot_set_patience(struct pk_lot *lot, int milliseconds)
{
    store_set_patience(lot->store, milliseconds);
}

struct together {
    struct pk_lot *lot;
    pk_work work;
    void *context;
};

static enum pk_status run_together(void *context)
{
    struct together *together = context;
    return together->work(together->lot, together->context);
}

enum pk_status pk_lot_together(struct pk_lot *lot, pk_work work, void *context)
{
    return store_write(lot->store, run_together, &(struct together){lot, work, context});
}

int pk_lot_bell(struct pk_lot *lot)
{
    return store_bell(lot->store);
}

void pk_lot_bell_clear(struct pk_lot *lot)
{
    store_bell_clear(lot->store);
}

bool pk_lot_has_changed(struct pk_lot *lot)
{
    return store_has_changed(lot->store);
}

/* ---- making ---- */

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
    if (strlen(making->name) >= PK_NAME_SIZE)
        return pk_fail(PK_USAGE, _("The name of the lot is too long."));
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
