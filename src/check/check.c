/*
 * parkade check: SQLite's own checks, the table of rules, the journal's chain; and the repair of
 * what is derived. Calls the store, the journal, the desk's frame and the reports of shifts.
 */
#include "parkade/check.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "check/rules.h"
#include "desk/job.h"
#include "parkade/journal.h"
#include "parkade/text.h"
#include "shift/shift.h"

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

enum { WORD_MAX = 120 }; /* bytes of a word in a finding */

/* Appends TEXT to MESSAGE, which ends at AT; a long one is shortened by "...", between characters.
 * Returns where MESSAGE ends then. */
static size_t put(struct pk_finding *finding, size_t at, const char *text)
{
    static const char dots[] = "...";
    if (at + sizeof dots >= sizeof finding->message)
        return at;
    size_t room = sizeof finding->message - sizeof dots - at, length = strlen(text);
    size_t most = room < WORD_MAX ? room : WORD_MAX;
    if (length <= most) {
        memcpy(finding->message + at, text, length + 1);
        return at + length;
    }
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    memcpy(finding->message + at, text, most);
    memcpy(finding->message + at + most, dots, sizeof dots);
    return at + most + sizeof dots - 1;
}

/* Fills the %s of SENTENCE, at most three. */
static void say(struct pk_finding *finding, const char *sentence, const char *const words[3])
{
    size_t at = 0, word = 0;
    for (const char *c = sentence; *c; c++) {
        if (c[0] == '%' && c[1] == 's' && word < 3) {
            at = put(finding, at, words[word] ? words[word] : "-");
            word++;
            c++;
        } else if (at + 1 < sizeof finding->message) {
            finding->message[at++] = *c;
        }
    }
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

static void tell_wall(void *context, const char *sentence, const char *name)
{
    struct checking *checking = context;
    struct pk_finding *finding = add(checking->out, "walls", false);
    if (finding)
        say(finding, sentence, (const char *[3]){name, NULL, NULL});
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

/* A Z report is as the journal saw it at the close. */
static enum pk_status ask_reports(struct checking *checking)
{
    char hash[REPORT_HASH_SIZE];
    struct query *q =
        query_on(checking->lot->store, "SELECT s.shift_id, s.z_report, d.detail->>'z_report' "
                                       "FROM journal j JOIN journal_detail d ON d.seq = j.seq "
                                       "JOIN shift s ON s.shift_id = d.detail->>'shift' "
                                       "WHERE j.kind = 'shift_close' AND json_valid(d.detail)");
    while (query_next(q)) {
        const char *report = column_peek(q, 1), *kept = column_peek(q, 2);
        report_hash(hash, report ? report : "");
        if (kept && strcmp(hash, kept) == 0)
            continue;
        struct pk_finding *finding = add(checking->out, "z_report", false);
        if (finding)
            say(finding, _("The Z report of shift %s is not the one that the journal knows."),
                (const char *[3]){column_peek(q, 0), NULL, NULL});
    }
    return query_end(q);
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
        status = store_walls(checking->lot->store, tell_wall, checking);
    if (status == PK_OK)
        status = ask_chain(checking);
    if (status == PK_OK)
        status = ask_reports(checking);
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

static enum pk_status run_all(struct store *store, const char *const statements[])
{
    for (; *statements; statements++) {
        enum pk_status status = query_run(query_on(store, *statements));
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

/* Asks the rule anew, inside the transaction. */
static enum pk_status has_finding(bool *out, struct store *store, const struct check_rule *rule)
{
    struct query *q = query_on(store, rule->query);
    *out = query_next(q);
    return query_end(q);
}

/* What mends one rule may mend the next ones too; MENDED names those that had a finding. */
static enum pk_status mend_all(struct job *job, json_t *mended)
{
    for (const struct check_rule *rule = check_rules; rule->name; rule++) {
        bool is_broken = false;
        enum pk_status status = rule->repair ? has_finding(&is_broken, job->store, rule) : PK_OK;
        if (status == PK_OK && is_broken) {
            status = run_all(job->store, rule->repair);
            json_array_append_new(mended, json_string(rule->name));
        }
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

static enum pk_status repair(struct job *job, const void *in, void *out)
{
    (void)in, (void)out;
    json_t *mended = json_array();
    enum pk_status status = mend_all(job, mended);
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
    status = job_run(lot, act, &repair_rule, json_object(), NULL, NULL);
    return status == PK_OK ? pk_check(out, lot) : status;
}
