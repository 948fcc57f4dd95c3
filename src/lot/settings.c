/*
 * Settings, read: one const table says what there is, of which type, in which range and what for.
 * Changing them is settings_change.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lot/settings.h"
#include "parkade/text.h"
#include "parkade/zone.h"

#define MINUTES (60LL)
#define DAYS    (86400LL)

/* In the order of enum setting_id, which is that of the names. */
const struct setting setting_table[SETTING_COUNT] = {
    [SETTING_CARD_SIMULATOR] = {"card.simulator", TYPE_CHOICE, "approve", 0, 0,
                                " approve decline doubt late slow silent dies ", false,
                                "what the simulated card terminal does: approve, decline, doubt, "
                                "late, slow, silent, dies"},
    [SETTING_CASH_DENOMINATIONS] =
        {"cash.denominations", TYPE_DENOMINATIONS, SETTING_AS_CURRENCY, 0, 0, NULL, false,
         "notes and coins that are counted, like '50 20 10 0.50'; currency: those of the lot's"},
    [SETTING_CLOSED] = {"closed", TYPE_FLAG, "0", 0, 1, NULL, false,
                        "1 while the lot takes no vehicles; those inside may leave"},
    [SETTING_CONSOLE_LOCK] = {"console.lock", TYPE_DURATION, "900", 0, 1 * DAYS, NULL, false,
                              "a console nobody touches asks for the PIN after: 0 (never) to 1d"},
    [SETTING_CONSOLE_SUSPEND] = {"console.suspend", TYPE_FLAG, "1", 0, 1, NULL, false,
                                 "0 where Ctrl-Z must not lead from the console to a shell"},
    [SETTING_CURRENCY] = {"currency", TYPE_TEXT, "EUR", 0, 0, NULL, true,
                          "the lot's currency (ISO 4217); given when the lot was made"},
    [SETTING_DAY_START] = {"day_start", TYPE_DURATION, "0", 0, 1 * DAYS - 1, NULL, false,
                           "when a business date begins, from midnight on: 0 to 23h59"},
    [SETTING_EXIT_GRACE] = {"exit_grace", TYPE_DURATION, "900", 0, 1 * DAYS, NULL, false,
                            "from paying to driving out, where the tariff does not say: 0 to 1d"},
    [SETTING_NAME] = {"name", TYPE_TEXT, "Parkade", 0, 0, NULL, false,
                      "the lot's name on screen and paper, 1 to 63 bytes"},
    [SETTING_PRINTER] = {"printer", TYPE_PRINTER, "none", 0, 0, NULL, false,
                         "where slips are printed: none, or like 'escpos 42 device:/dev/usb/lp0', "
                         "'file:/PATH', 'command:lp -d slips'; printer.STATION: of one station"},
    [SETTING_PRINTER_OF] = {SETTING_PRINTER_PREFIX, TYPE_PRINTER, SETTING_AS_LOT, 0, 0, NULL, false,
                            "where this station prints: default is what the setting printer says"},
    [SETTING_QUOTE_HOLD] = {"quote_hold", TYPE_DURATION, "120", 0, 60 * MINUTES, NULL, false,
                            "how long a quoted price holds while the driver pays: 0 to 60m"},
    [SETTING_RECEIPT_PRINT] = {"receipt.print", TYPE_CHOICE, "always", 0, 0, " always ask ", false,
                               "receipts are printed always, or where a key asks: always, ask"},
    [SETTING_RESERVE_PERMIT] = {"reserve.permit", TYPE_COUNT, "0", 0, PK_PLAN_SPOTS_MAX, NULL,
                                false,
                                "spots that are kept for vehicles with a permit: 0 to 1000000"},
    [SETTING_RETENTION_JOURNAL] = {"retention.journal", TYPE_DURATION, "220752000", 365 * DAYS,
                                   36500 * DAYS, NULL, false,
                                   "how long the journal is kept: 365d to 36500d"},
    [SETTING_RETENTION_PLATES] = {"retention.plates", TYPE_DURATION, "7776000", 1 * DAYS,
                                  36500 * DAYS, NULL, false,
                                  "how long a plate is kept after the exit: 1d to 36500d"},
    [SETTING_RETENTION_TICKETS] = {"retention.tickets", TYPE_DURATION, "34560000", 1 * DAYS,
                                   36500 * DAYS, NULL, false,
                                   "how long tickets and payments are kept: 1d to 36500d"},
    [SETTING_SCAN_PREFIX] = {"scan.prefix", TYPE_PREFIX, SETTING_NO_PREFIX, 0, 0, NULL, false,
                             "what scanners here send before a text that is no ticket, like ~: 1 "
                             "to 8 signs; none"},
    [SETTING_SLIPS] = {"slips", TYPE_FOLDER, SETTING_BUILTIN, 0, 0, NULL, false,
                       "the folder with one's own ticket.slip and receipt.slip; or builtin"},
    [SETTING_TICKET_VALIDITY] = {"ticket_validity", TYPE_DURATION, "604800", 60 * MINUTES,
                                 3650 * DAYS, NULL, false,
                                 "how long a ticket is valid without payment: 1h to 3650d"},
    [SETTING_TIMEZONE] = {"timezone", TYPE_TEXT, "UTC", 0, 0, NULL, true,
                          "the lot's IANA time zone; given when the lot was made"},
};

/* "printer.exit-1", and not "printer." alone. */
static bool is_of_station(const char *name)
{
    size_t length = sizeof SETTING_PRINTER_PREFIX - 1;
    return strncmp(name, SETTING_PRINTER_PREFIX, length) == 0 && name[length] != '\0' &&
           strlen(name) < PK_NAME_SIZE;
}

const struct setting *setting_find(enum setting_id *id, const char *name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        bool is_it = i == SETTING_PRINTER_OF ? is_of_station(name)
                                             : strcmp(setting_table[i].name, name) == 0;
        if (!is_it)
            continue;
        *id = (enum setting_id)i;
        return &setting_table[i];
    }
    return NULL;
}

enum pk_status setting_text_named(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                                  enum setting_id id, const char *name)
{
    struct query *q = query_on(lot->store, "SELECT value FROM setting WHERE name = ?");
    query_text(q, name);
    if (query_next(q))
        column_text(q, 0, out, PK_SETTING_SIZE);
    else
        pk_copy(out, PK_SETTING_SIZE, setting_table[id].fallback);
    return query_end(q);
}

enum pk_status setting_text(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                            enum setting_id id)
{
    return setting_text_named(out, lot, id, setting_table[id].name);
}

enum pk_status setting_number(int64_t *out, struct pk_lot *lot, enum setting_id id)
{
    char text[PK_SETTING_SIZE];
    enum pk_status status = setting_text(text, lot, id);
    if (status == PK_OK)
        *out = strtoll(text, NULL, 10);
    return status;
}

enum pk_status setting_store_named(struct store *store, const char *name, const char *value)
{
    struct query *q = query_on(store, "INSERT INTO setting (name, value) VALUES (?, ?) "
                                      "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    query_text(q, name);
    query_text(q, value);
    return query_run(q);
}

enum pk_status setting_store(struct store *store, enum setting_id id, const char *value)
{
    return setting_store_named(store, setting_table[id].name, value);
}

enum pk_status setting_describe(struct pk_setting *out, struct pk_lot *lot, enum setting_id id,
                                const char *name)
{
    pk_copy(out->name, sizeof out->name, name);
    pk_copy(out->text, sizeof out->text, setting_table[id].text);
    return setting_text_named(out->value, lot, id, name);
}

enum pk_status pk_setting_get(struct pk_setting *out, struct pk_lot *lot, const char *name)
{
    enum setting_id id;
    if (!setting_find(&id, name))
        return pk_fail(PK_USAGE, _("There is no setting %s; see parkade config list."), name);
    return setting_describe(out, lot, id, name);
}

bool pk_setting_is_duration(const char *name)
{
    enum setting_id id;
    const struct setting *setting = setting_find(&id, name);
    return setting && setting->type == TYPE_DURATION;
}

/* ---- all of them ---- */

struct listing {
    struct pk_setting *out;
    size_t capacity, count;
    struct pk_lot *lot;
};

static enum pk_status list_one(struct listing *listing, enum setting_id id, const char *name)
{
    size_t at = listing->count++;
    return at < listing->capacity ? setting_describe(&listing->out[at], listing->lot, id, name)
                                  : PK_OK;
}

/* The stations that were given one of their own. */
static enum pk_status list_stations(struct listing *listing)
{
    char name[PK_NAME_SIZE];
    enum pk_status status = PK_OK;
    struct query *q = query_on(listing->lot->store, "SELECT name FROM setting WHERE name > ? "
                                                    "AND name < 'printer/' ORDER BY name");
    query_text(q, SETTING_PRINTER_PREFIX);
    while (status == PK_OK && query_next(q)) {
        column_text(q, 0, name, sizeof name);
        status = list_one(listing, SETTING_PRINTER_OF, name);
    }
    enum pk_status ended = query_end(q);
    return status == PK_OK ? ended : status;
}

enum pk_status pk_setting_list(struct pk_setting *out, size_t capacity, size_t *count,
                               struct pk_lot *lot)
{
    struct listing listing = {out, capacity, 0, lot};
    enum pk_status status = PK_OK;
    for (int i = 0; i < SETTING_COUNT && status == PK_OK; i++)
        status = i == SETTING_PRINTER_OF
                     ? list_stations(&listing)
                     : list_one(&listing, (enum setting_id)i, setting_table[i].name);
    *count = listing.count;
    return status;
}
