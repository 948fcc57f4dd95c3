/*
 * Changing a setting, as an act. Calls the desk's frame.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "lot/settings.h"
#include "parkade/money.h"
#include "parkade/print.h"
#include "parkade/text.h"
#include "parkade/zone.h"

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

static enum pk_status check_count(char out[static PK_SETTING_SIZE], const struct setting *setting,
                                  const char *value)
{
    char *end = NULL;
    long long count = strtoll(value, &end, 10);
    bool is_number = value[strspn(value, "0123456789")] == '\0' && strlen(value) < 16;
    if (!is_number || count < setting->least || count > setting->most)
        return pk_fail(PK_USAGE, _("%s is out of range for %s: %s."), value, setting->name,
                       setting->text);
    snprintf(out, PK_SETTING_SIZE, "%lld", count);
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

static enum pk_status check_denominations(const char *value, const char *currency)
{
    int64_t denominations[PK_DENOMINATIONS_MAX];
    size_t count;
    if (strcmp(value, SETTING_AS_CURRENCY) == 0)
        return PK_OK;
    return pk_denominations_parse(denominations, &count, value, currency);
}

static enum pk_status check_prefix(const struct setting *setting, const char *value)
{
    for (const char *at = value; *at; at++)
        if (*at <= ' ' || *at > '~' || at - value == 8)
            return pk_fail(PK_USAGE, _("%s cannot be that: %s."), setting->name, setting->text);
    return PK_OK;
}

/* The words of a printer, or of a station that has none of its own. */
static enum pk_status check_printer(const struct setting *setting, const char *value)
{
    struct pk_printer printer;
    if (!job_is_plain(value))
        return pk_fail(PK_USAGE, _("%s is one line of readable text: %s."), setting->name,
                       setting->text);
    if (strcmp(value, SETTING_AS_LOT) == 0 && strcmp(setting->fallback, SETTING_AS_LOT) == 0)
        return PK_OK;
    return pk_printer_parse(&printer, value);
}

static enum pk_status check_folder(const struct setting *setting, const char *value)
{
    bool is_path = value[0] == '/' && job_is_plain(value);
    if (is_path || strcmp(value, SETTING_BUILTIN) == 0)
        return PK_OK;
    return pk_fail(PK_USAGE, _("%s is a path from the root, or builtin."), setting->name);
}

/* Writes VALUE as it is to be stored into OUT. */
static enum pk_status check_value(char out[static PK_SETTING_SIZE], const struct setting *setting,
                                  const char *value, const char *currency)
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
    case TYPE_COUNT:
        return check_count(out, setting, value);
    case TYPE_CHOICE:
        return check_choice(setting, value);
    case TYPE_DENOMINATIONS:
        return check_denominations(value, currency);
    case TYPE_PREFIX:
        return check_prefix(setting, value);
    case TYPE_PRINTER:
        return check_printer(setting, value);
    case TYPE_FOLDER:
        return check_folder(setting, value);
    case TYPE_FLAG:
        if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0)
            return pk_fail(PK_USAGE, _("%s is 0 or 1: %s."), setting->name, setting->text);
        return PK_OK;
    case TYPE_TEXT:
        if (!job_is_plain(value))
            return pk_fail(PK_USAGE, _("%s is one line of readable text: %s."), setting->name,
                           setting->text);
        return PK_OK;
    }
    return PK_OK;
}

struct change {
    enum setting_id id;
    const char *name;
    const char *value;
};

static enum pk_status carry_out(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    char before[PK_SETTING_SIZE];
    enum pk_status status = setting_text_named(before, job->lot, change->id, change->name);
    if (status == PK_OK)
        status = setting_store_named(job->store, change->name, change->value);
    if (status == PK_OK)
        status = setting_describe(out, job->lot, change->id, change->name);
    if (status != PK_OK)
        return status;
    return job_note(job,
                    &(struct job_event){.amount = PK_NONE,
                                        .detail = json_pack("{s:s, s:s, s:s}", "name", change->name,
                                                            "from", before, "to", change->value)});
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
    const struct setting *setting = setting_find(&id, name);
    if (!setting || !job_is_plain(name))
        return pk_fail(PK_USAGE, _("There is no setting %s; see parkade config list."), name);
    enum pk_status status = check_value(stored, setting, value, lot->currency);
    if (status != PK_OK)
        return status;
    struct change change = {id, name, stored};
    status = job_run(lot, act, &configure, json_pack("{s:s, s:s}", "name", name, "value", stored),
                     &change, out);
    if (status == PK_OK && id == SETTING_NAME)
        status = setting_text(lot->name, lot, SETTING_NAME);
    return status;
}
