/*
 * The lot: one car park, one SQLite file, one time zone, one currency. A handle belongs to one
 * thread at a time; any number of processes may hold handles on one file.
 */
#ifndef PARKADE_LOT_H
#define PARKADE_LOT_H

#include "parkade/act.h"
#include "parkade/plan.h"
#include "parkade/tariff.h"
#include "parkade/types.h"
#include "parkade/zone.h"

struct pk_lot;

enum pk_lot_mode { PK_LOT_READ_WRITE, PK_LOT_READ_ONLY };

/* What a new lot is. NULL or "" takes the default in brackets. */
struct pk_lot_birth {
    const char *name;        /* ["Parkade"] */
    const char *timezone;    /* ["UTC"] IANA */
    const char *currency;    /* ["EUR"] ISO 4217 */
    const char *tariff_text; /* [the built-in data/tariffs/hourly.tariff] */
    const struct pk_plan *plan;
};

/*
 * Makes the lot's file at PATH and closes it again. Refuses to overwrite one (PK_USAGE). On
 * failure nothing is left at PATH. CLOCK may be NULL.
 */
enum pk_status pk_lot_create(const char *path, const struct pk_lot_birth *birth,
                             const struct pk_act *act, const struct pk_clock *clock);

/*
 * Opens the lot at PATH; an older schema is migrated (by one of all that start at once).
 * Returns PK_OK, PK_NOT_A_LOT, PK_NEWER_VERSION, PK_CORRUPT, PK_READ_ONLY, PK_BUSY, PK_INTERNAL.
 * CLOCK may be NULL; what it points to must outlive the handle. Release with pk_lot_close().
 */
enum pk_status pk_lot_open(struct pk_lot **out, const char *path, enum pk_lot_mode mode,
                           const struct pk_clock *clock);
void pk_lot_close(struct pk_lot *lot);

/* Whether it was opened to be looked at only: every change is refused. */
bool pk_lot_is_read_only(const struct pk_lot *lot);

const char *pk_lot_path(const struct pk_lot *lot);
const char *pk_lot_name(const struct pk_lot *lot);
const char *pk_lot_currency(const struct pk_lot *lot);
const struct pk_zone *pk_lot_zone(const struct pk_lot *lot);

/* The handle's clock: seconds since the epoch, UTC. */
int64_t pk_lot_now(const struct pk_lot *lot);

/* How long a change may wait for other writers before it is PK_BUSY (milliseconds, 5000 at
 * first). The console cuts its waits into short tries. */
void pk_lot_set_patience(struct pk_lot *lot, int milliseconds);

/*
 * Runs WORK as one transaction: every change it makes through this handle stands or falls
 * together. Inside another one it is a savepoint. WORK returns PK_OK to keep its changes.
 */
typedef enum pk_status (*pk_work)(struct pk_lot *lot, void *context);
enum pk_status pk_lot_together(struct pk_lot *lot, pk_work work, void *context);

/* Whether the request of ACT was answered before: the same call gives that answer again. */
bool pk_request_is_answered(struct pk_lot *lot, const struct pk_act *act);

/* Who holds the write lock just now: "station exit-1" or "process 4711". False when nobody does or
 * it cannot be known. */
enum { PK_HOLDER_SIZE = PK_NAME_SIZE + 16 };
bool pk_lot_busy_holder(char out[static PK_HOLDER_SIZE], const struct pk_lot *lot);

/* Whether the lot's file is still there. PK_OK, or PK_INTERNAL with a sentence: it was deleted,
 * moved or replaced, and every change would be refused. */
enum pk_status pk_lot_look(struct pk_lot *lot);

/* ---- settings ---- */

enum { PK_SETTING_SIZE = 256 };

struct pk_setting {
    char name[PK_NAME_SIZE];
    char value[PK_SETTING_SIZE];
    char text[160]; /* what it is for, with its range */
};

/* Reads the setting NAME, its default when it was never set. PK_OK or PK_USAGE. */
enum pk_status pk_setting_get(struct pk_setting *out, struct pk_lot *lot, const char *name);

/* Whether the setting NAME is a length of time, in seconds. */
bool pk_setting_is_duration(const char *name);

/* All settings in the order of their names; at most CAPACITY are written, COUNT is of all. */
enum pk_status pk_setting_list(struct pk_setting *out, size_t capacity, size_t *count,
                               struct pk_lot *lot);

/* Sets NAME. PK_OK, PK_USAGE (unknown name, value out of range), PK_AMOUNT_INVALID (no notes and
 * coins). */
enum pk_status pk_setting_set(struct pk_setting *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *name, const char *value);

/* ---- tariffs of the lot ---- */

struct pk_tariff_version {
    int64_t version_id;
    char name[PK_NAME_SIZE];
    int64_t valid_from; /* PK_NONE for the first: it has no beginning */
    int64_t installed_at;
};

/*
 * Installs a tariff from VALID_FROM on (PK_NONE: now; never in the past). WARNINGS may be NULL.
 * PK_OK; PK_TARIFF_INVALID (faults, or another currency than the lot's); PK_USAGE (the past).
 */
enum pk_status pk_tariff_install(struct pk_tariff_version *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *text, size_t length,
                                 int64_t valid_from, struct pk_faults *warnings);

/* The lot's tariff versions in the order in which they take effect; at most CAPACITY are written,
 * COUNT is how many were. */
enum pk_status pk_tariff_version_list(struct pk_tariff_version *out, size_t capacity, size_t *count,
                                      struct pk_lot *lot);

/* The version VERSION_ID (0: the one that holds now) and its text as it was installed, which the
 * caller frees. PK_OK or PK_TARIFF_UNKNOWN. */
enum pk_status pk_tariff_version_text(struct pk_tariff_version *out, char **text,
                                      struct pk_lot *lot, int64_t version_id);

/* The tariff that holds at the moment AT. It belongs to LOT and lives until the handle closes. */
enum pk_status pk_lot_tariff(const struct pk_tariff **out, struct pk_lot *lot, int64_t at);

/* ---- what the others do ---- */

/*
 * The bell: a descriptor that polls readable when somebody changed the lot, or -1 when there is
 * none (then ask once a second). Belongs to LOT. pk_lot_bell_clear() makes it quiet again.
 */
int pk_lot_bell(struct pk_lot *lot);
void pk_lot_bell_clear(struct pk_lot *lot);

/*
 * Whether the file has changed by another handle since this was last asked: cheap (no query),
 * for the once-a-second look that finds what a writer did who died before ringing.
 */
bool pk_lot_has_changed(struct pk_lot *lot);

#endif
