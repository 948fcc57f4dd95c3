/*
 * Members of staff and tokens as JSON. No hash of a PIN or secret is part of it.
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_staff(const struct pk_staff *member)
{
    struct record r = record_begin();
    record_text(&r, "name", member->name);
    record_text(&r, "role", pk_role_name(member->role));
    record_flag(&r, "is_active", member->is_active);
    record_time(&r, "locked_until", member->locked_until);
    record_time(&r, "created_at", member->created_at);
    return record_end(&r);
}

json_t *pk_json_token(const struct pk_token *token)
{
    char scopes[PK_SCOPES_SIZE];
    struct record r = record_begin();
    pk_scopes_text(scopes, token->scopes);
    record_text(&r, "name", token->name);
    record_text(&r, "scope", scopes);
    record_time(&r, "created_at", token->created_at);
    record_text(&r, "created_by", token->created_by);
    record_time(&r, "revoked_at", token->revoked_at);
    return record_end(&r);
}
