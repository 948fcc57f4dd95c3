/*
 * parkade check: SQLite's own checks, the table of rules, the journal's chain; and the repair of
 * what is derived. Calls the store, the journal and the desk's frame.
 */
#include "parkade/check.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "check/rules.h"
#include "desk/job.h"
#include "parkade/journal.h"
#include "parkade/text.h"

struct checking {
    struct pk_lot *lot;
    struct pk_check *out;
};

/* Every finding counts; the first PK_FINDINGS_MAX are told. */
static struct pk_finding *add(struct pk_check *out, const char *rule, bool is_repairable)
{
    out->count++;
    if (out->count > PK_FINDINGS_MAX)
        return NULL;
    struct pk_finding *finding = &out->findings[out->count - 1];
    *finding = (struct pk_finding){.is_repairable = is_repairable};
    snprintf(finding->rule, sizeof finding->rule, "%s", rule);
    return finding;
}

/* Fills the three %s of SENTENCE; a text that is too long for a finding is shortened by "...". */
static void say(struct pk_finding *finding, const char *sentence, const char *const words[3])
{
    size_t at = 0, word = 0;
    for (const char *c = sentence; *c && at + 1 < sizeof finding->message; c++) {
        if (c[0] != '%' || c[1] != 's') {
            finding->message[at++] = *c;
            continue;
        }
        const char *text = words[word] ? words[word] : "-";
        int length = snprintf(finding->message + at, sizeof finding->message - at, "%.60s%s", text,
                              strlen(text) > 60 ? "..." : "");
        at += length < 0 ? 0 : (size_t)length;
        word += word < 2;
        c++;
    }
    finding->message[at < sizeof finding->message ? at : sizeof finding->message - 1] = '\0';
}

/* SQLite's integrity and foreign keys. Their first column says what is wrong. */
static enum pk_status ask_sqlite(struct checking *checking, const char *rule, const char *pragma,
                                 const char *sentence)
{
    struct query *q = query_on(checking->lot->store, pragma);
    while (query_next(q)) {
        const char *text = column_peek(q, 0);
        if (text && strcmp(text, "ok") == 0)
            continue;
        struct pk_finding *finding = add(checking->out, rule, false);
        if (finding)
            say(finding, sentence, (const char *[3]){text, NULL, NULL});
    }
    return query_end(q);
}

static enum pk_status ask_rule(struct checking *checking, const struct check_rule *rule)
{
    struct query *q = query_on(checking->lot->store, rule->query);
    while (query_next(q)) {
        struct pk_finding *finding = add(checking->out, rule->name, rule->repair != NULL);
        if (finding)
            say(finding, _(rule->sentence),
                (const char *[3]){column_peek(q, 0), column_peek(q, 1), column_peek(q, 2)});
    }
    return query_end(q);
}

static enum pk_status ask_chain(struct checking *checking)
{
    struct pk_verdict verdict;
    enum pk_status status = pk_journal_verify(&verdict, checking->lot);
    checking->out->entries = verdict.entries;
    if (status != PK_CORRUPT)
        return status;
    struct pk_finding *finding = add(checking->out, "chain", false);
    if (finding)
        say(finding, "%s", (const char *[3]){pk_error()->message, NULL, NULL});
    return PK_OK;
}

static enum pk_status count_rows(struct checking *checking)
{
    struct query *q = query_on(checking->lot->store,
                               "SELECT (SELECT count(*) FROM parking_ticket), "
                               "(SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL), "
                               "(SELECT count(*) FROM payment)");
    if (query_next(q)) {
        checking->out->tickets = column_int(q, 0);
        checking->out->inside = column_int(q, 1);
        checking->out->payments = column_int(q, 2);
    }
    return query_end(q);
}

static enum pk_status look_at_all(void *context)
{
    struct checking *checking = context;
    enum pk_status status = ask_sqlite(checking, "integrity", "PRAGMA integrity_check(20)",
                                       _("SQLite finds the file damaged: %s."));
    if (status == PK_OK)
        status = ask_sqlite(checking, "foreign_key", "PRAGMA foreign_key_check",
                            _("A row of %s points to one that is not there."));
    for (const struct check_rule *rule = check_rules; status == PK_OK && rule->name; rule++)
        status = ask_rule(checking, rule);
    if (status == PK_OK)
        status = ask_chain(checking);
    return status == PK_OK ? count_rows(checking) : status;
}

enum pk_status pk_check(struct pk_check *out, struct pk_lot *lot)
{
    *out = (struct pk_check){.has_wal_reset_fix = pk_sqlite_has_wal_reset_fix()};
    snprintf(out->sqlite_version, sizeof out->sqlite_version, "%s", pk_sqlite_version());
    enum pk_status status = store_read(lot->store, look_at_all, &(struct checking){lot, out});
    if (status == PK_OK && out->count > 0)
        return pk_fail(PK_CORRUPT, _("The lot's file disagrees with itself in %zu places."),
                       out->count);
    return status;
}

/* ---- repair ---- */

static enum pk_status mend(struct job *job, const struct check_rule *rule)
{
    bool is_count = strcmp(rule->name, "counts") == 0;
    enum pk_status status = PK_OK;
    /* Counts let nobody through but the triggers of the spots. */
    if (is_count)
        status = query_run(query_on(job->store, "INSERT INTO count_door VALUES (1)"));
    if (status == PK_OK)
        status = query_run(query_on(job->store, rule->repair));
    if (status == PK_OK && is_count)
        status = query_run(query_on(job->store, "DELETE FROM count_door"));
    return status;
}

static bool is_found(const struct pk_check *found, const char *rule)
{
    for (size_t i = 0; i < found->count && i < PK_FINDINGS_MAX; i++)
        if (strcmp(found->findings[i].rule, rule) == 0)
            return true;
    return false;
}

static enum pk_status repair(struct job *job, const void *in, void *out)
{
    (void)out;
    json_t *mended = json_array();
    enum pk_status status = PK_OK;
    for (const struct check_rule *rule = check_rules; status == PK_OK && rule->name; rule++) {
        if (!rule->repair || !is_found(in, rule->name))
            continue;
        status = mend(job, rule);
        json_array_append_new(mended, json_string(rule->name));
    }
    if (status != PK_OK) {
        json_decref(mended);
        return status;
    }
    return job_note(job, &(struct job_event){.amount = PK_NONE,
                                             .detail = json_pack("{s:o}", "mended", mended)});
}

static const struct job_rule repair_rule = {PK_ACT_REPAIR, repair, job_nothing_fields};

enum pk_status pk_check_repair(struct pk_check *out, struct pk_lot *lot, const struct pk_act *act)
{
    enum pk_status status = pk_check(out, lot);
    if (status != PK_CORRUPT)
        return status;
    bool is_mendable = false;
    for (size_t i = 0; i < out->count && i < PK_FINDINGS_MAX; i++)
        is_mendable |= out->findings[i].is_repairable;
    if (!is_mendable)
        return status;
    struct pk_check found = *out;
    status = job_run(lot, act, &repair_rule, json_object(), &found, NULL);
    return status == PK_OK ? pk_check(out, lot) : status;
}
