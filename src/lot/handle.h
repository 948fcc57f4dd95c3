/*
 * The lot handle from inside: what the rules share. No rule keeps state anywhere else.
 */
#ifndef LOT_HANDLE_H
#define LOT_HANDLE_H

#include "parkade/lot.h"
#include "store/query.h"
#include "store/store.h"

struct tariff_cached;

/* Who may act through the handle, and whose approval waits for its act: src/desk/sign_in.c. */
struct signed_in {
    char names[8][PK_NAME_SIZE]; /* "": a free place */
    char approver[PK_NAME_SIZE];
    char approved[PK_UUID_SIZE]; /* the request it is for */
    char machine[PK_NAME_SIZE];  /* the token that entered last: src/desk/token.c; or "" */
};

struct pk_lot {
    struct store *store;
    enum pk_lot_mode mode;
    struct pk_clock clock;
    struct pk_zone *zone;
    char path[4096];
    char name[PK_SETTING_SIZE];
    char currency[PK_CURRENCY_SIZE];
    struct tariff_cached *tariffs; /* versions read so far; they never change */
    int together;                  /* how deep in pk_lot_together() */
    struct signed_in signed_in;
};

/* settings.c: a setting as a number, its default when it was never set. */
enum setting_id {
    SETTING_CARD_SIMULATOR,
    SETTING_CASH_DENOMINATIONS,
    SETTING_CLOSED,
    SETTING_CONSOLE_LOCK,
    SETTING_CONSOLE_SUSPEND,
    SETTING_CURRENCY,
    SETTING_DAY_START,
    SETTING_EXIT_GRACE,
    SETTING_NAME,
    SETTING_PRINTER,
    SETTING_PRINTER_OF, /* of one station */
    SETTING_QUOTE_HOLD,
    SETTING_RECEIPT_PRINT,
    SETTING_RESERVE_PERMIT,
    SETTING_RETENTION_JOURNAL,
    SETTING_RETENTION_PLATES,
    SETTING_RETENTION_TICKETS,
    SETTING_SCAN_PREFIX,
    SETTING_SLIPS,
    SETTING_TICKET_VALIDITY,
    SETTING_TIMEZONE,
    SETTING_COUNT
};

enum pk_status setting_number(int64_t *out, struct pk_lot *lot, enum setting_id id);
enum pk_status setting_text(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                            enum setting_id id);
/* Writes a setting inside an open transaction, without an act. */
enum pk_status setting_store(struct store *store, enum setting_id id, const char *value);

/* tariffs.c: the version that holds for an entry at AT, with its number. */
enum pk_status tariff_at(const struct pk_tariff **out, int64_t *version_id, struct pk_lot *lot,
                         int64_t at);
enum pk_status tariff_store_first(struct store *store, const char *name, const char *text,
                                  int64_t now);
/* What the lot gives a tariff that does not say it itself. */
struct pk_tariff_home tariff_home(const struct pk_lot *lot);
void tariff_forget_all(struct pk_lot *lot);

/* The wall clock for a sentence: "2026-11-22 18:30". */
void lot_say_time(char out[static PK_TIME_SIZE], const struct pk_lot *lot, int64_t at);

#endif
