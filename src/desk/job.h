/*
 * A job: one act of somebody at a station, carried out as one unit of work.
 *
 * Every public function that changes the lot comes through job_run(): it knows the station, asks
 * whether this one may do that, answers a request that was answered before, carries the rule out,
 * and writes the answer down, all in one transaction. May call: the lot's handle, store,
 * journal, base.
 */
#ifndef DESK_JOB_H
#define DESK_JOB_H

#include <jansson.h>

#include "lot/handle.h"
#include "parkade/act.h"

struct job {
    struct pk_lot *lot;
    struct store *store;
    const struct pk_act *act;
    enum pk_act_kind kind; /* a rule may turn it into a graver one: a payment into an override */
    int64_t now;           /* one moment for the whole act */
    char request_id[PK_UUID_SIZE];
    const char *approver; /* who approved it, once that was needed; else "" */
};

/* How a member of an answer is kept in the table of requests. */
enum field_type { FIELD_END, FIELD_NUMBER, FIELD_CODE, FIELD_FLAG, FIELD_TEXT };

struct field {
    enum field_type type; /* int64_t, an int or enum, bool, char[] */
    const char *name;
    size_t offset, size;
};

struct job_rule {
    enum pk_act_kind kind;
    /* Inside the transaction: checks, changes, writes the journal, fills OUT. */
    enum pk_status (*carry_out)(struct job *job, const void *in, void *out);
    const struct field *answer; /* the members of OUT, so that it can be given again */
};

/*
 * Carries out RULE. CONTENT, a new reference that is taken, says what was asked: the same request
 * id with other content is PK_REQUEST_REUSED. Returns what the rule returns, and PK_USAGE (a bad
 * request id or station), PK_SIGN_IN_REQUIRED, PK_NOT_PERMITTED and the store's.
 */
enum pk_status job_run(struct pk_lot *lot, const struct pk_act *act, const struct job_rule *rule,
                       json_t *content, const void *in, void *out);

/* Whether the act's request was answered before: for what cannot be done inside a transaction. */
bool job_is_answered(struct pk_lot *lot, const struct pk_act *act);

/* What happened, for the journal. DETAIL, a new reference or NULL, is taken. */
struct job_event {
    const char *ticket_id; /* NULL: none */
    int64_t ticket_no, spot_id;
    int64_t amount; /* PK_NONE: none */
    json_t *detail;
};

enum pk_status job_note(struct job *job, const struct job_event *event);

/* Whether the one who acts may do KIND: alone, or with the approval that came with the act. Asked
 * by job_run(), and again by a rule that finds that the act is a graver one, which it then is. */
enum pk_status job_may(struct job *job, enum pk_act_kind kind);

/* The same for an act that keeps its name. */
enum pk_status job_may_also(struct job *job, enum pk_act_kind kind);

/* sign_in.c: whether the one who acts has signed in on this handle, where the lot has staff. */
enum pk_status job_is_signed_in(struct job *job);

/* An approval is for one act: it ends with it. */
void job_end_approval(struct job *job);

/* words.c: UTF-8 without control characters. */
bool job_is_plain(const char *text);
/* A note may be absent (NULL or ""). PK_OK or PK_USAGE. */
enum pk_status job_check_note(const char *note);
/* PK_OK or PK_USAGE: a reason that is there, plain and not too long; names likewise. */
enum pk_status job_check_reason(const char *reason);
enum pk_status job_check_station(const char name[static PK_NAME_SIZE]);
enum pk_status job_check_who(const char name[static PK_NAME_SIZE]);

enum pk_status job_know_station(struct store *store, const char *name, int64_t now);

/* The answers that rules give (answer.c). */
extern const struct field job_ticket_fields[], job_tender_fields[], job_spot_fields[],
    job_setting_fields[], job_tariff_fields[], job_attempt_fields[], job_nothing_fields[],
    job_staff_fields[], job_shift_fields[], job_movement_fields[], job_count_fields[],
    job_permit_fields[], job_validation_fields[], job_given_fields[], job_watch_fields[],
    job_exception_fields[], job_receipt_fields[], job_day_close_fields[], job_walk_fields[],
    job_walk_finding_fields[], job_ticket_copy_fields[];

/* answer.c: a struct as JSON and back. */
json_t *answer_encode(const struct field *fields, const void *from);
enum pk_status answer_decode(const struct field *fields, void *to, const char *text);

#endif
