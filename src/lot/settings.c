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
    [SETTING_CARD_SIMULATOR] =
        {"card.simulator", TYPE_CHOICE, "approve", 0, 0, " approve decline doubt late ", false,
         "what the simulated card terminal does: approve, decline, doubt, late"},
    [SETTING_CASH_DENOMINATIONS] =
        {"cash.denominations", TYPE_DENOMINATIONS, SETTING_AS_CURRENCY, 0, 0, NULL, false,
         "notes and coins that are counted, like '50 20 10 0.50'; currency: those of the lot's"},
    [SETTING_CLOSED] = {"closed", TYPE_FLAG, "0", 0, 1, NULL, false,
                        "1 while the lot takes no vehicles; those inside may leave"},
    [SETTING_CURRENCY] = {"currency", TYPE_TEXT, "EUR", 0, 0, NULL, true,
                          "the lot's currency (ISO 4217); given when the lot was made"},
    [SETTING_DAY_START] = {"day_start", TYPE_DURATION, "0", 0, 1 * DAYS - 1, NULL, false,
                           "when a business date begins, from midnight on: 0 to 23h59"},
    [SETTING_EXIT_GRACE] = {"exit_grace", TYPE_DURATION, "900", 0, 1 * DAYS, NULL, false,
                            "from paying to driving out, where the tariff does not say: 0 to 1d"},
    [SETTING_NAME] = {"name", TYPE_TEXT, "Parkade", 0, 0, NULL, false,
                      "the lot's name on screen and paper, 1 to 63 bytes"},
    [SETTING_QUOTE_HOLD] = {"quote_hold", TYPE_DURATION, "120", 0, 60 * MINUTES, NULL, false,
                            "how long a quoted price holds while the driver pays: 0 to 60m"},
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
    [SETTING_TICKET_VALIDITY] = {"ticket_validity", TYPE_DURATION, "604800", 60 * MINUTES,
                                 3650 * DAYS, NULL, false,
                                 "how long a ticket is valid without payment: 1h to 3650d"},
    [SETTING_TIMEZONE] = {"timezone", TYPE_TEXT, "UTC", 0, 0, NULL, true,
                          "the lot's IANA time zone; given when the lot was made"},
};

const struct setting *setting_find(enum setting_id *id, const char *name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(setting_table[i].name, name) != 0)
            continue;
        *id = (enum setting_id)i;
        return &setting_table[i];
    }
    return NULL;
}

enum pk_status setting_text(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                            enum setting_id id)
{
    struct query *q = query_on(lot->store, "SELECT value FROM setting WHERE name = ?");
    query_text(q, setting_table[id].name);
    if (query_next(q))
        column_text(q, 0, out, PK_SETTING_SIZE);
    else
        pk_copy(out, PK_SETTING_SIZE, setting_table[id].fallback);
    return query_end(q);
}

enum pk_status setting_number(int64_t *out, struct pk_lot *lot, enum setting_id id)
{
    char text[PK_SETTING_SIZE];
    enum pk_status status = setting_text(text, lot, id);
    if (status == PK_OK)
        *out = strtoll(text, NULL, 10);
    return status;
}

enum pk_status setting_store(struct store *store, enum setting_id id, const char *value)
{
    struct query *q = query_on(store, "INSERT INTO setting (name, value) VALUES (?, ?) "
                                      "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    query_text(q, setting_table[id].name);
    query_text(q, value);
    return query_run(q);
}

enum pk_status setting_describe(struct pk_setting *out, struct pk_lot *lot, enum setting_id id)
{
    pk_copy(out->name, sizeof out->name, setting_table[id].name);
    pk_copy(out->text, sizeof out->text, setting_table[id].text);
    return setting_text(out->value, lot, id);
}

enum pk_status pk_setting_get(struct pk_setting *out, struct pk_lot *lot, const char *name)
{
    enum setting_id id;
    if (!setting_find(&id, name))
        return pk_fail(PK_USAGE, _("There is no setting %s; see parkade config list."), name);
    return setting_describe(out, lot, id);
}

bool pk_setting_is_duration(const char *name)
{
    enum setting_id id;
    const struct setting *setting = setting_find(&id, name);
    return setting && setting->type == TYPE_DURATION;
}

enum pk_status pk_setting_list(struct pk_setting *out, size_t capacity, size_t *count,
                               struct pk_lot *lot)
{
    *count = SETTING_COUNT;
    for (int i = 0; i < SETTING_COUNT && (size_t)i < capacity; i++) {
        enum pk_status status = setting_describe(&out[i], lot, (enum setting_id)i);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}
