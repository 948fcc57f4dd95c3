/*
 * Tokens of machines. A secret has 256 random bits, so that a plain fast hash of it is enough; the
 * look-up is by that hash, and the hash that was found is compared once more in constant time.
 * Calls libsodium; may call: the desk's frame, store.
 */
#include "desk/token.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "desk/staff.h"
#include "parkade/text.h"

enum { SECRET_BYTES = 32, HASH_BYTES = 32 };

/* So that a secret in a log or a repository is known for what it is. */
static const char PREFIX[] = "pk_";

/* ---- scopes ---- */

static const struct {
    enum pk_scope scope;
    const char *name;
} scopes_by_name[] = {
    {PK_SCOPE_PARK, "park"},
    {PK_SCOPE_RETRIEVE, "retrieve"},
    {PK_SCOPE_PAY, "pay"},
    {PK_SCOPE_LOOK, "look"},
};

enum { SCOPES = sizeof scopes_by_name / sizeof scopes_by_name[0] };

static unsigned scope_of(const char *name, size_t length)
{
    for (size_t i = 0; i < SCOPES; i++)
        if (strlen(scopes_by_name[i].name) == length &&
            strncmp(scopes_by_name[i].name, name, length) == 0)
            return scopes_by_name[i].scope;
    return 0;
}

bool pk_scopes_from_text(unsigned *out, const char *text)
{
    unsigned scopes = 0;
    for (const char *word = text; word;) {
        size_t length = strcspn(word, ",");
        unsigned scope = scope_of(word, length);
        if (scope == 0)
            return false;
        scopes |= scope;
        word = word[length] ? word + length + 1 : NULL;
    }
    *out = scopes;
    return scopes != 0;
}

void pk_scopes_text(char out[static PK_SCOPES_SIZE], unsigned scopes)
{
    out[0] = '\0';
    for (size_t i = 0; i < SCOPES; i++) {
        size_t used = strlen(out);
        if (scopes & scopes_by_name[i].scope)
            snprintf(out + used, PK_SCOPES_SIZE - used, "%s%s", used > 0 ? "," : "",
                     scopes_by_name[i].name);
    }
}

/* ---- secrets ---- */

static void make_secret(char out[static PK_SECRET_SIZE])
{
    unsigned char random[SECRET_BYTES];
    memcpy(out, PREFIX, sizeof PREFIX);
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(out + sizeof PREFIX - 1, PK_SECRET_SIZE - (sizeof PREFIX - 1), random,
                      sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, sizeof random);
}

static void hash_secret(unsigned char out[static HASH_BYTES], const char *secret)
{
    crypto_generichash(out, HASH_BYTES, (const unsigned char *)secret, strlen(secret), NULL, 0);
}

/* ---- look ---- */

#define TOKEN_COLUMNS "SELECT name, scope, created_at, created_by, revoked_at, hash FROM token "

static void read_token(struct query *q, struct pk_token *token)
{
    *token = (struct pk_token){0};
    column_text(q, 0, token->name, sizeof token->name);
    if (!pk_scopes_from_text(&token->scopes, column_peek(q, 1)))
        token->scopes = 0;
    token->created_at = column_int(q, 2);
    column_text(q, 3, token->created_by, sizeof token->created_by);
    token->revoked_at = column_maybe_int(q, 4);
}

static enum pk_status find(struct pk_token *out, bool *is_found, struct pk_lot *lot,
                           const char *name)
{
    struct query *q = query_on(lot->store, TOKEN_COLUMNS "WHERE name = ? COLLATE NOCASE");
    query_text(q, name);
    *is_found = query_next(q);
    if (*is_found)
        read_token(q, out);
    return query_end(q);
}

enum pk_status token_is_named(bool *out, struct pk_lot *lot, const char *name)
{
    struct pk_token token;
    return find(&token, out, lot, name);
}

enum pk_status pk_token_list(struct pk_token *out, size_t capacity, size_t *count,
                             struct pk_lot *lot)
{
    *count = 0;
    struct query *q = query_on(lot->store, TOKEN_COLUMNS "ORDER BY name");
    while (*count < capacity && query_next(q))
        read_token(q, &out[(*count)++]);
    return query_end(q);
}

enum pk_status pk_lot_has_tokens(bool *out, struct pk_lot *lot)
{
    struct query *q = query_on(lot->store, "SELECT 1 FROM token WHERE revoked_at IS NULL LIMIT 1");
    *out = query_next(q);
    return query_end(q);
}

/* ---- change ---- */

struct change {
    const char *name;
    unsigned scopes;
    const char *secret;
};

static const struct field token_fields[] = {
    {FIELD_TEXT, "name", offsetof(struct pk_token, name), PK_NAME_SIZE},
    {FIELD_CODE, "scopes", offsetof(struct pk_token, scopes), 0},
    {FIELD_NUMBER, "created_at", offsetof(struct pk_token, created_at), 0},
    {FIELD_TEXT, "created_by", offsetof(struct pk_token, created_by), PK_NAME_SIZE},
    {FIELD_NUMBER, "revoked_at", offsetof(struct pk_token, revoked_at), 0},
    {FIELD_END, NULL, 0, 0},
};

static enum pk_status note(struct job *job, const struct pk_token *token)
{
    char scopes[PK_SCOPES_SIZE];
    pk_scopes_text(scopes, token->scopes);
    return job_note(job, &(struct job_event){
                             .amount = PK_NONE,
                             .detail = json_pack("{s:s, s:s, s:b}", "name", token->name, "scopes",
                                                 scopes, "revoked", token->revoked_at != PK_NONE),
                         });
}

/* Names are never used again: the journal has them. */
static enum pk_status check_name_is_free(struct job *job, const char *name)
{
    struct pk_staff member;
    bool is_taken;
    enum pk_status status = token_is_named(&is_taken, job->lot, name);
    if (status == PK_OK && is_taken)
        return pk_fail(PK_USAGE, _("There is or was a token %s: choose another name."), name);
    if (status == PK_OK && staff_get(&member, job->lot, name) == PK_OK)
        return pk_fail(PK_USAGE, _("Somebody on the staff is called %s: choose another name."),
                       member.name);
    return status;
}

static enum pk_status insert(struct job *job, const struct change *change)
{
    unsigned char hash[HASH_BYTES];
    char scopes[PK_SCOPES_SIZE];
    hash_secret(hash, change->secret);
    pk_scopes_text(scopes, change->scopes);
    struct query *q = query_on(job->store, "INSERT INTO token (name, hash, scope, created_at, "
                                           "created_by) VALUES (?, ?, ?, ?, ?)");
    query_text(q, change->name);
    query_blob(q, hash, sizeof hash);
    query_text(q, scopes);
    query_int(q, job->now);
    query_text(q, job->act->who);
    return query_run(q);
}

static enum pk_status add(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_token *token = out;
    bool is_found;
    enum pk_status status = check_name_is_free(job, change->name);
    if (status == PK_OK)
        status = insert(job, change);
    if (status == PK_OK)
        status = find(token, &is_found, job->lot, change->name);
    return status == PK_OK ? note(job, token) : status;
}

static const struct job_rule add_rule = {PK_ACT_TOKEN, add, token_fields};

static enum pk_status check_change(const char *name, unsigned scopes)
{
    if (!name || !name[0] || strlen(name) >= PK_NAME_SIZE || !job_is_plain(name))
        return pk_fail(PK_USAGE, _("A token's name is 1 to %d bytes of plain text."),
                       PK_NAME_SIZE - 1);
    if (scopes == 0)
        return pk_fail(PK_USAGE, _("A token needs a scope: park, retrieve, pay or look."));
    return PK_OK;
}

enum pk_status pk_token_add(struct pk_token *out, char secret[static PK_SECRET_SIZE],
                            struct pk_lot *lot, const struct pk_act *act, const char *name,
                            unsigned scopes)
{
    bool was_answered = job_is_answered(lot, act);
    struct change change = {name, scopes, secret};
    enum pk_status status = check_change(name, scopes);
    make_secret(secret);
    if (status == PK_OK)
        status =
            job_run(lot, act, &add_rule,
                    json_pack("{s:s, s:i}", "name", name, "scopes", (int)scopes), &change, out);
    if (status != PK_OK || was_answered)
        secret[0] = '\0';
    return status;
}

static enum pk_status revoke(struct job *job, const void *in, void *out)
{
    const char *name = in;
    struct pk_token *token = out;
    bool is_found;
    enum pk_status status = find(token, &is_found, job->lot, name);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_USAGE, _("There is no token %s; see parkade token list."), name);
    if (status == PK_OK && token->revoked_at != PK_NONE)
        return pk_fail(PK_USAGE, _("The token %s was revoked already."), token->name);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "UPDATE token SET revoked_at = ? WHERE name = ?");
    query_int(q, job->now);
    query_text(q, token->name);
    token->revoked_at = job->now;
    status = query_run(q);
    return status == PK_OK ? note(job, token) : status;
}

static const struct job_rule revoke_rule = {PK_ACT_TOKEN, revoke, token_fields};

enum pk_status pk_token_revoke(struct pk_token *out, struct pk_lot *lot, const struct pk_act *act,
                               const char *name)
{
    return job_run(lot, act, &revoke_rule, json_pack("{s:s, s:b}", "name", name, "revoke", 1), name,
                   out);
}

/* ---- a machine acts ---- */

static enum pk_status fail_unknown(void)
{
    return pk_fail(PK_SIGN_IN_REQUIRED, _("This token opens nothing: it is unknown or revoked."));
}

enum pk_status pk_token_enter(struct pk_token *out, struct pk_lot *lot, const char *secret)
{
    unsigned char hash[HASH_BYTES], kept[HASH_BYTES] = {0};
    lot->signed_in.machine[0] = '\0';
    hash_secret(hash, secret);
    struct query *q = query_on(lot->store, TOKEN_COLUMNS "WHERE hash = ?");
    query_blob(q, hash, sizeof hash);
    bool is_found = query_next(q);
    if (is_found) {
        read_token(q, out);
        column_blob(q, 5, kept, sizeof kept);
    }
    enum pk_status status = query_end(q);
    if (status != PK_OK)
        return status;
    if (!is_found || sodium_memcmp(hash, kept, sizeof hash) != 0 || out->revoked_at != PK_NONE)
        return fail_unknown();
    pk_copy(lot->signed_in.machine, PK_NAME_SIZE, out->name);
    return PK_OK;
}

bool token_is_here(const struct pk_lot *lot, const char *who)
{
    return who[0] && strcmp(lot->signed_in.machine, who) == 0;
}

static unsigned scope_for(enum pk_act_kind kind)
{
    switch (kind) {
    case PK_ACT_PARK:
        return PK_SCOPE_PARK;
    case PK_ACT_RETRIEVE:
        return PK_SCOPE_RETRIEVE;
    case PK_ACT_PAY:
    case PK_ACT_CARD:
        return PK_SCOPE_PAY;
    default:
        return 0;
    }
}

enum pk_status token_may(struct pk_lot *lot, enum pk_act_kind kind)
{
    struct pk_token token;
    bool is_found;
    enum pk_status status = find(&token, &is_found, lot, lot->signed_in.machine);
    if (status != PK_OK)
        return status;
    if (!is_found || token.revoked_at != PK_NONE)
        return fail_unknown();
    return token.scopes & scope_for(kind)
               ? PK_OK
               : pk_fail(PK_NOT_PERMITTED, _("The token %s may not do this (%s)."), token.name,
                         pk_act_name(kind));
}
