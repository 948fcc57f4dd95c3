/*
 * What a lot's books say, as JSON: the journal, days, checks, tariff versions. See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

/* The detail is JSON already; one that is not (a damaged row) is still shown, as a string. */
static json_t *detail_of(const struct pk_entry *entry)
{
    if (!entry->detail[0])
        return json_null();
    json_t *detail = json_loads(entry->detail, JSON_REJECT_DUPLICATES, NULL);
    return detail ? detail : json_string(entry->detail);
}

json_t *pk_json_entry(const struct pk_entry *entry, const char *currency)
{
    struct record r = record_begin();
    record_number(&r, "seq", entry->seq);
    record_time(&r, "time", entry->time);
    record_text(&r, "kind", entry->kind);
    record_text(&r, "who", entry->who);
    record_text(&r, "approver", entry->approver);
    record_text(&r, "station", entry->station);
    record_text(&r, "ticket_id", entry->ticket_id);
    record_count(&r, "ticket_no", entry->ticket_no);
    record_count(&r, "spot_id", entry->spot_id);
    record_text(&r, "spot", entry->spot);
    record_text(&r, "currency", currency);
    record_number(&r, "amount", entry->amount);
    record_add(&r, "detail", detail_of(entry));
    return record_end(&r);
}

json_t *pk_json_day(const struct pk_day *day, const char *currency)
{
    struct record methods = record_begin();
    for (int method = 0; method < PK_METHOD_COUNT; method++)
        record_number(&methods, pk_method_name((enum pk_method)method), day->by_method[method]);

    struct record r = record_begin();
    record_text(&r, "date", day->date);
    record_number(&r, "inside_before", day->inside_before);
    record_number(&r, "issued", day->issued);
    record_number(&r, "exited", day->exited);
    record_number(&r, "voided", day->voided);
    record_number(&r, "replaced", day->replaced);
    record_number(&r, "released", day->released);
    record_number(&r, "inside_after", day->inside_after);
    record_text(&r, "currency", currency);
    record_number(&r, "taken", day->taken);
    record_add(&r, "by_method", record_end(&methods));
    record_number(&r, "refunds", day->refunds);
    record_number(&r, "tenders", day->tenders);
    record_count(&r, "first_no", day->first_no);
    record_count(&r, "last_no", day->last_no);
    return record_end(&r);
}

static json_t *finding_record(const struct pk_finding *finding)
{
    struct record r = record_begin();
    record_text(&r, "rule", finding->rule);
    record_text(&r, "message", finding->message);
    record_flag(&r, "is_repairable", finding->is_repairable);
    return record_end(&r);
}

json_t *pk_json_check(const struct pk_check *check)
{
    struct record r = record_begin();
    record_number(&r, "tickets", check->tickets);
    record_number(&r, "inside", check->inside);
    record_number(&r, "payments", check->payments);
    record_number(&r, "entries", check->entries);
    record_number(&r, "finding_count", (int64_t)check->count);
    json_t *findings = json_array();
    for (size_t i = 0; i < check->count && i < PK_FINDINGS_MAX; i++)
        if (json_array_append_new(findings, finding_record(&check->findings[i])) != 0)
            r.is_broken = true;
    record_add(&r, "findings", findings);
    record_text(&r, "sqlite_version", check->sqlite_version);
    record_flag(&r, "has_wal_reset_fix", check->has_wal_reset_fix);
    return record_end(&r);
}

json_t *pk_json_tariff_version(const struct pk_tariff_version *version)
{
    struct record r = record_begin();
    record_number(&r, "version_id", version->version_id);
    record_text(&r, "name", version->name);
    record_time(&r, "valid_from", version->valid_from);
    record_time(&r, "installed_at", version->installed_at);
    return record_end(&r);
}
