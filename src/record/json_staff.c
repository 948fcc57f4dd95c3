/*
 * Members of staff as JSON. A PIN's hash is no part of it.
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
