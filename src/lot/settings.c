/*
 * Settings: one const table says what there is, of which type, in which range and what for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "lot/handle.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum setting_type { TYPE_TEXT, TYPE_DURATION, TYPE_FLAG, TYPE_CHOICE };

struct setting {
    const char *name;
    enum setting_type type;
    const char *fallback;
    int64_t least, most; /* of a duration, in seconds */
    const char *choices; /* of a choice: " a b c " */
    bool is_fixed;       /* given when the lot was made */
    const char *text;
};

#define MINUTES (60LL)
#define DAYS    (86400LL)

/* In the order of enum setting_id, which is that of the names. */
static const struct setting settings[SETTING_COUNT] = {
    [SETTING_CARD_SIMULATOR] =
        {"card.simulator", TYPE_CHOICE, "approve", 0, 0, " approve decline doubt late ", false,
         "what the simulated card terminal does: approve, decline, doubt, late"},
    [SETTING_CLOSED] = {"closed", TYPE_FLAG, "0", 0, 1, NULL, false,
                        "1 while the lot takes no vehicles; those inside may leave"},
    [SETTING_CURRENCY] = {"currency", TYPE_TEXT, "EUR", 0, 0, NULL, true,
                          "the lot's currency (ISO 4217); given when the lot was made"},
    [SETTING_EXIT_GRACE] = {"exit_grace", TYPE_DURATION, "900", 0, 1 * DAYS, NULL, false,
                            "from paying to driving out, where the tariff does not say: 0 to 1d"},
    [SETTING_NAME] = {"name", TYPE_TEXT, "Parkade", 0, 0, NULL, false,
                      "the lot's name on screen and paper, 1 to 63 bytes"},
    [SETTING_QUOTE_HOLD] = {"quote_hold", TYPE_DURATION, "120", 0, 60 * MINUTES, NULL, false,
                            "how long a quoted price holds while the driver pays: 0 to 60m"},
    [SETTING_RETENTION_JOURNAL] = {"retention.journal", TYPE_DURATION, "220752000", 365 * DAYS,
                                   36500 * DAYS, NULL, false,
                                   "how long the journal is kept: 365d to 36500d"},
    [SETTING_RETENTION_PLATES] = {"retention.plates", TYPE_DURATION, "7776000", 1 * DAYS,
                                  36500 * DAYS, NULL, false,
                                  "how long a plate is kept after the exit: 1d to 36500d"},
    [SETTING_RETENTION_TICKETS] = {"retention.tickets", TYPE_DURATION, "34560000", 1 * DAYS,
                                   36500 * DAYS, NULL, false,
                                   "how long tickets and payments are kept: 1d to 36500d"},
    [SETTING_TICKET_VALIDITY] = {"ticket_validity", TYPE_DURATION, "604800", 60 * MINUTES,
                                 3650 * DAYS, NULL, false,
                                 "how long a ticket is valid without payment: 1h to 3650d"},
    [SETTING_TIMEZONE] = {"timezone", TYPE_TEXT, "UTC", 0, 0, NULL, true,
                          "the lot's IANA time zone; given when the lot was made"},
};

static const struct setting *find_setting(enum setting_id *id, const char *name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(settings[i].name, name) != 0)
            continue;
        *id = (enum setting_id)i;
        return &settings[i];
    }
    return NULL;
}

enum pk_status setting_text(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                            enum setting_id id)
{
    struct query *q = query_on(lot->store, "SELECT value FROM setting WHERE name = ?");
    query_text(q, settings[id].name);
    if (query_next(q))
        column_text(q, 0, out, PK_SETTING_SIZE);
    else
        pk_copy(out, PK_SETTING_SIZE, settings[id].fallback);
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
    query_text(q, settings[id].name);
    query_text(q, value);
    return query_run(q);
}

static enum pk_status describe(struct pk_setting *out, struct pk_lot *lot, enum setting_id id)
{
    pk_copy(out->name, sizeof out->name, settings[id].name);
    pk_copy(out->text, sizeof out->text, settings[id].text);
    return setting_text(out->value, lot, id);
}

enum pk_status pk_setting_get(struct pk_setting *out, struct pk_lot *lot, const char *name)
{
    enum setting_id id;
    if (!find_setting(&id, name))
        return pk_fail(PK_USAGE, _("There is no setting %s; see parkade config list."), name);
    return describe(out, lot, id);
}

enum pk_status pk_setting_list(struct pk_setting *out, size_t capacity, size_t *count,
                               struct pk_lot *lot)
{
    *count = SETTING_COUNT;
    for (int i = 0; i < SETTING_COUNT && (size_t)i < capacity; i++) {
        enum pk_status status = describe(&out[i], lot, (enum setting_id)i);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

/* ---- setting one ---- */

static enum pk_status check_duration(char out[static PK_SETTING_SIZE],
                                     const struct setting *setting, const char *value)
{
    int64_t seconds;
    enum pk_status status = pk_duration_parse(&seconds, value);
    if (status != PK_OK)
        return status;
    if (seconds < setting->least || seconds > setting->most)
        return pk_fail(PK_USAGE, _("%s is out of range for %s: %s."), value, setting->name,
                       setting->text);
    snprintf(out, PK_SETTING_SIZE, "%lld", (long long)seconds);
    return PK_OK;
}

static enum pk_status check_choice(const struct setting *setting, const char *value)
{
    char word[PK_SETTING_SIZE + 2];
    snprintf(word, sizeof word, " %s ", value);
    if (strchr(value, ' ') || !strstr(setting->choices, word))
        return pk_fail(PK_USAGE, _("%s cannot be %s: %s."), setting->name, value, setting->text);
    return PK_OK;
}

/* Writes VALUE as it is to be stored into OUT. */
static enum pk_status check_value(char out[static PK_SETTING_SIZE], const struct setting *setting,
                                  const char *value)
{
    size_t most = setting->type == TYPE_TEXT ? PK_NAME_SIZE : PK_SETTING_SIZE;
    if (setting->is_fixed)
        return pk_fail(PK_USAGE, _("The %s of a lot is given once, when it is made."),
                       setting->name);
    if (value[0] == '\0' || strlen(value) >= most || !pk_copy(out, PK_SETTING_SIZE, value))
        return pk_fail(PK_USAGE, _("%s cannot be that: %s."), setting->name, setting->text);
    switch (setting->type) {
    case TYPE_DURATION:
        return check_duration(out, setting, value);
    case TYPE_CHOICE:
        return check_choice(setting, value);
    case TYPE_FLAG:
        if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0)
            return pk_fail(PK_USAGE, _("%s is 0 or 1: %s."), setting->name, setting->text);
        return PK_OK;
    case TYPE_TEXT:
        break;
    }
    return PK_OK;
}

struct change {
    enum setting_id id;
    const char *value;
};

static enum pk_status carry_out(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    char before[PK_SETTING_SIZE];
    enum pk_status status = setting_text(before, job->lot, change->id);
    if (status == PK_OK)
        status = setting_store(job->store, change->id, change->value);
    if (status == PK_OK)
        status = describe(out, job->lot, change->id);
    if (status != PK_OK)
        return status;
    return job_note(job, &(struct job_event){.amount = PK_NONE,
                                             .detail = json_pack("{s:s, s:s, s:s}", "name",
                                                                 settings[change->id].name, "from",
                                                                 before, "to", change->value)});
}

static const struct job_rule configure = {
    .kind = PK_ACT_CONFIGURE,
    .carry_out = carry_out,
    .answer = job_setting_fields,
};

enum pk_status pk_setting_set(struct pk_setting *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *name, const char *value)
{
    char stored[PK_SETTING_SIZE];
    enum setting_id id;
    const struct setting *setting = find_setting(&id, name);
    if (!setting)
        return pk_fail(PK_USAGE, _("There is no setting %s; see parkade config list."), name);
    enum pk_status status = check_value(stored, setting, value);
    if (status != PK_OK)
        return status;
    struct change change = {id, stored};
    status = job_run(lot, act, &configure, json_pack("{s:s, s:s}", "name", name, "value", stored),
                     &change, out);
    if (status == PK_OK && id == SETTING_NAME)
        status = setting_text(lot->name, lot, SETTING_NAME);
    return status;
}
