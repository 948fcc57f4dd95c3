/*
 * Answers as they are kept in the table of requests: plain structs as JSON, by tables of their
 * members. (What front ends print is another matter: see parkade/json.h.)
 */
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "parkade/audit.h"
#include "parkade/dayclose.h"
#include "parkade/payment.h"
#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/spot.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "parkade/walk.h"
#include "parkade/watch.h"

#define NUMBER(type, member)                                                                       \
    {                                                                                              \
        FIELD_NUMBER, #member, offsetof(struct type, member), 0                                    \
    }
#define CODE(type, member)                                                                         \
    {                                                                                              \
        FIELD_CODE, #member, offsetof(struct type, member), 0                                      \
    }
#define FLAG(type, member)                                                                         \
    {                                                                                              \
        FIELD_FLAG, #member, offsetof(struct type, member), 0                                      \
    }
#define TEXT(type, member)                                                                         \
    {                                                                                              \
        FIELD_TEXT, #member, offsetof(struct type, member), sizeof(((struct type *)0)->member)     \
    }
#define END                                                                                        \
    {                                                                                              \
        FIELD_END, NULL, 0, 0                                                                      \
    }

const struct field job_ticket_fields[] = {
    TEXT(pk_ticket, ticket_id),
    NUMBER(pk_ticket, ticket_no),
    NUMBER(pk_ticket, vehicle_id),
    TEXT(pk_ticket, registration_number),
    TEXT(pk_ticket, registration_typed),
    CODE(pk_ticket, vehicle_class),
    NUMBER(pk_ticket, spot_id),
    TEXT(pk_ticket, spot),
    NUMBER(pk_ticket, entry_time),
    NUMBER(pk_ticket, exit_time),
    NUMBER(pk_ticket, expires_at),
    FLAG(pk_ticket, is_paid),
    NUMBER(pk_ticket, paid),
    NUMBER(pk_ticket, owed),
    CODE(pk_ticket, state),
    TEXT(pk_ticket, ended_station),
    CODE(pk_ticket, found_by),
    TEXT(pk_ticket, replaces),
    TEXT(pk_ticket, reason),
    FLAG(pk_ticket, is_late_entry),
    FLAG(pk_ticket, is_lost),
    NUMBER(pk_ticket, permit_id),
    NUMBER(pk_ticket, permit_to),
    TEXT(pk_ticket, alert),
    END,
};

const struct field job_tender_fields[] = {
    TEXT(pk_tender, payment_id), TEXT(pk_tender, ticket_id),
    TEXT(pk_tender, currency),   CODE(pk_tender, method),
    NUMBER(pk_tender, amount),   NUMBER(pk_tender, tendered),
    NUMBER(pk_tender, change),   NUMBER(pk_tender, payment_time),
    TEXT(pk_tender, station),    NUMBER(pk_tender, receipt_no),
    FLAG(pk_tender, is_paid),    NUMBER(pk_tender, expires_at),
    NUMBER(pk_tender, due),      END,
};

const struct field job_spot_fields[] = {
    NUMBER(pk_spot, spot_id),
    TEXT(pk_spot, label),
    TEXT(pk_spot, level),
    TEXT(pk_spot, zone),
    CODE(pk_spot, kind),
    CODE(pk_spot, rank),
    CODE(pk_spot, row),
    CODE(pk_spot, column),
    FLAG(pk_spot, is_available),
    FLAG(pk_spot, in_service),
    TEXT(pk_spot, closed_reason),
    NUMBER(pk_spot, ticket_no),
    NUMBER(pk_spot, entry_time),
    CODE(pk_spot, state),
    TEXT(pk_spot, registration_number),
    END,
};

const struct field job_setting_fields[] = {
    TEXT(pk_setting, name),
    TEXT(pk_setting, value),
    TEXT(pk_setting, text),
    END,
};

const struct field job_tariff_fields[] = {
    NUMBER(pk_tariff_version, version_id),
    TEXT(pk_tariff_version, name),
    NUMBER(pk_tariff_version, valid_from),
    NUMBER(pk_tariff_version, installed_at),
    END,
};

const struct field job_attempt_fields[] = {
    TEXT(pk_card_attempt, attempt_id),
    TEXT(pk_card_attempt, ticket_id),
    NUMBER(pk_card_attempt, amount),
    NUMBER(pk_card_attempt, started_at),
    CODE(pk_card_attempt, state),
    TEXT(pk_card_attempt, station),
    END,
};

const struct field job_staff_fields[] = {
    TEXT(pk_staff, name),           CODE(pk_staff, role),         FLAG(pk_staff, is_active),
    NUMBER(pk_staff, locked_until), NUMBER(pk_staff, created_at), END,
};

const struct field job_shift_fields[] = {
    NUMBER(pk_shift, shift_id),      TEXT(pk_shift, staff),
    TEXT(pk_shift, station),         TEXT(pk_shift, currency),
    TEXT(pk_shift, business_date),   NUMBER(pk_shift, opened_at),
    NUMBER(pk_shift, opening_float), NUMBER(pk_shift, closed_at),
    TEXT(pk_shift, closed_by),       NUMBER(pk_shift, expected),
    NUMBER(pk_shift, counted),       NUMBER(pk_shift, over_short),
    FLAG(pk_shift, is_reconciled),   END,
};

const struct field job_movement_fields[] = {
    NUMBER(pk_cash_movement, movement_id),
    NUMBER(pk_cash_movement, shift_id),
    TEXT(pk_cash_movement, kind),
    TEXT(pk_cash_movement, currency),
    NUMBER(pk_cash_movement, amount),
    TEXT(pk_cash_movement, bag_no),
    TEXT(pk_cash_movement, reason),
    NUMBER(pk_cash_movement, time),
    END,
};

const struct field job_count_fields[] = {
    NUMBER(pk_cash_count, count_id), NUMBER(pk_cash_count, shift_id),
    TEXT(pk_cash_count, kind),       TEXT(pk_cash_count, currency),
    NUMBER(pk_cash_count, total),    NUMBER(pk_cash_count, time),
    TEXT(pk_cash_count, staff),      END,
};

const struct field job_permit_fields[] = {
    NUMBER(pk_permit, permit_id), TEXT(pk_permit, holder),       NUMBER(pk_permit, valid_from),
    NUMBER(pk_permit, valid_to),  NUMBER(pk_permit, max_inside), FLAG(pk_permit, is_active),
    NUMBER(pk_permit, inside),    TEXT(pk_permit, plates),       END,
};

const struct field job_validation_fields[] = {
    TEXT(pk_validation, code),       TEXT(pk_validation, sponsor),
    FLAG(pk_validation, by_tariff),  CODE(pk_validation, kind),
    NUMBER(pk_validation, value),    NUMBER(pk_validation, valid_from),
    NUMBER(pk_validation, valid_to), NUMBER(pk_validation, per_day),
    NUMBER(pk_validation, most),     NUMBER(pk_validation, given),
    FLAG(pk_validation, is_active),  END,
};

const struct field job_given_fields[] = {
    TEXT(pk_given, ticket_id),
    NUMBER(pk_given, ticket_no),
    TEXT(pk_given, code),
    TEXT(pk_given, sponsor),
    NUMBER(pk_given, time),
    NUMBER(pk_given, due),
    END,
};

const struct field job_watch_fields[] = {
    TEXT(pk_watch, registration_number), CODE(pk_watch, mark),  TEXT(pk_watch, reason),
    NUMBER(pk_watch, added_at),          TEXT(pk_watch, staff), END,
};

const struct field job_exception_fields[] = {
    NUMBER(pk_exception, entry.seq),
    END,
};

const struct field job_receipt_fields[] = {
    TEXT(pk_receipt, station),
    NUMBER(pk_receipt, receipt_no),
    NUMBER(pk_receipt, copy_no),
    TEXT(pk_receipt, ticket_id),
    NUMBER(pk_receipt, ticket_no),
    TEXT(pk_receipt, registration_number),
    TEXT(pk_receipt, currency),
    CODE(pk_receipt, method),
    NUMBER(pk_receipt, amount),
    NUMBER(pk_receipt, tendered),
    NUMBER(pk_receipt, change),
    NUMBER(pk_receipt, payment_time),
    TEXT(pk_receipt, who),
    TEXT(pk_receipt, reason),
    END,
};

const struct field job_ticket_copy_fields[] = {
    TEXT(pk_ticket_copy, ticket_id),
    NUMBER(pk_ticket_copy, ticket_no),
    NUMBER(pk_ticket_copy, copy_no),
    END,
};

const struct field job_day_close_fields[] = {
    TEXT(pk_day_close, business_date),
    END,
};

const struct field job_walk_fields[] = {
    NUMBER(pk_walk, walk_id),
    NUMBER(pk_walk, begun_at),
    TEXT(pk_walk, begun_by),
    NUMBER(pk_walk, ended_at),
    TEXT(pk_walk, ended_by),
    TEXT(pk_walk, end_reason),
    NUMBER(pk_walk, spots),
    NUMBER(pk_walk, seen),
    NUMBER(pk_walk, findings[PK_GHOST]),
    NUMBER(pk_walk, findings[PK_STRANGER]),
    NUMBER(pk_walk, findings[PK_MOVED]),
    NUMBER(pk_walk, settled),
    END,
};

const struct field job_walk_finding_fields[] = {
    CODE(pk_walk_finding, kind),
    TEXT(pk_walk_finding, spot),
    TEXT(pk_walk_finding, registration_number),
    TEXT(pk_walk_finding, ticket_id),
    NUMBER(pk_walk_finding, ticket_no),
    TEXT(pk_walk_finding, ticket_spot),
    NUMBER(pk_walk_finding, seen_at),
    TEXT(pk_walk_finding, like),
    NUMBER(pk_walk_finding, like_no),
    TEXT(pk_walk_finding, like_spot),
    CODE(pk_walk_finding, how),
    TEXT(pk_walk_finding, reason),
    TEXT(pk_walk_finding, settled_by),
    END,
};

const struct field job_nothing_fields[] = {END};

static json_t *encode_member(const struct field *field, const char *at)
{
    switch (field->type) {
    case FIELD_NUMBER:
        return json_integer(*(const int64_t *)(const void *)at);
    case FIELD_CODE:
        return json_integer(*(const int *)(const void *)at);
    case FIELD_FLAG:
        return json_boolean(*(const bool *)(const void *)at);
    case FIELD_TEXT:
        return json_string(at);
    case FIELD_END:
        break;
    }
    return NULL;
}

json_t *answer_encode(const struct field *fields, const void *from)
{
    json_t *answer = json_object();
    for (const struct field *field = fields; field->type != FIELD_END; field++)
        if (json_object_set_new(answer, field->name,
                                encode_member(field, (const char *)from + field->offset)) != 0) {
            json_decref(answer);
            return NULL;
        }
    return answer;
}

/* Of a member that came with a later version an older answer says nothing. */
static bool clear_member(const struct field *field, char *at)
{
    static const size_t sizes[] = {
        [FIELD_NUMBER] = sizeof(int64_t), [FIELD_CODE] = sizeof(int), [FIELD_FLAG] = sizeof(bool)};
    memset(at, 0, field->type == FIELD_TEXT ? field->size : sizes[field->type]);
    return true;
}

static bool decode_member(const struct field *field, char *at, const json_t *value)
{
    if (!value)
        return clear_member(field, at);
    switch (field->type) {
    case FIELD_NUMBER:
        *(int64_t *)(void *)at = json_integer_value(value);
        return json_is_integer(value);
    case FIELD_CODE:
        *(int *)(void *)at = (int)json_integer_value(value);
        return json_is_integer(value);
    case FIELD_FLAG:
        *(bool *)(void *)at = json_is_true(value);
        return json_is_boolean(value);
    case FIELD_TEXT:
        return json_is_string(value) && pk_copy(at, field->size, json_string_value(value));
    case FIELD_END:
        break;
    }
    return false;
}

enum pk_status answer_decode(const struct field *fields, void *to, const char *text)
{
    json_t *answer = json_loads(text ? text : "", 0, NULL);
    bool is_whole = answer != NULL;
    for (const struct field *field = fields; is_whole && field->type != FIELD_END; field++)
        is_whole =
            decode_member(field, (char *)to + field->offset, json_object_get(answer, field->name));
    json_decref(answer);
    return is_whole ? PK_OK
                    : pk_fail(PK_CORRUPT, _("The first answer to this request cannot be read."));
}
