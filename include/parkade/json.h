/*
 * Records as JSON: the one place that knows the keys of the contract. Money is an integer beside
 * "currency", times are RFC 3339 UTC, absent values are null.
 *
 * Each function returns a new reference that the caller releases with json_decref(), or
 * NULL when memory is out.
 */
#ifndef PARKADE_JSON_H
#define PARKADE_JSON_H

#include <jansson.h>

#include "parkade/audit.h"
#include "parkade/check.h"
#include "parkade/dayclose.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/permit.h"
#include "parkade/report.h"
#include "parkade/shift.h"
#include "parkade/spot.h"
#include "parkade/staff.h"
#include "parkade/ticket.h"
#include "parkade/token.h"
#include "parkade/validation.h"
#include "parkade/walk.h"
#include "parkade/watch.h"

json_t *pk_json_ticket(const struct pk_ticket *ticket, const char *currency);
json_t *pk_json_quote(const struct pk_quote *quote);
json_t *pk_json_price(const struct pk_price *price); /* amount, currency, lines, rises_at ... */
json_t *pk_json_tender(const struct pk_tender *tender);
json_t *pk_json_availability(const struct pk_availability *availability);
json_t *pk_json_spot(const struct pk_spot *spot);
json_t *pk_json_entry(const struct pk_entry *entry, const char *currency);
json_t *pk_json_day(const struct pk_day *day, const char *currency);
json_t *pk_json_check(const struct pk_check *check);
json_t *pk_json_staff(const struct pk_staff *member);
json_t *pk_json_token(const struct pk_token *token);
json_t *pk_json_shift(const struct pk_shift *shift);
json_t *pk_json_cash_movement(const struct pk_cash_movement *movement);
json_t *pk_json_cash_count(const struct pk_cash_count *count);
json_t *pk_json_permit(const struct pk_permit *permit);
json_t *pk_json_validation(const struct pk_validation *validation, const char *currency);
json_t *pk_json_given(const struct pk_given *given, const char *currency);
json_t *pk_json_sponsor_day(const struct pk_sponsor_day *day, const char *currency);
json_t *pk_json_watch(const struct pk_watch *watch);
json_t *pk_json_tally(const struct pk_tally *tally);
json_t *pk_json_exception(const struct pk_exception *exception, const char *currency);
json_t *pk_json_conduct(const struct pk_conduct *conduct, const char *currency);
json_t *pk_json_receipts(const struct pk_receipts *receipts);
json_t *pk_json_ticket_copy(const struct pk_ticket_copy *copy);
json_t *pk_json_receipt(const struct pk_receipt *receipt);
json_t *pk_json_day_close(const struct pk_day_close *close, const char *currency);
json_t *pk_json_posting(const struct pk_posting *posting, const char *currency);
json_t *pk_json_occupancy_hour(const struct pk_occupancy_hour *hour, int number);
json_t *pk_json_occupancy_part(const struct pk_occupancy_part *part);
json_t *pk_json_walk(const struct pk_walk *walk);
json_t *pk_json_walk_finding(const struct pk_walk_finding *finding);
json_t *pk_json_tariff_version(const struct pk_tariff_version *version);

/* {"error":{"code":...,"message":..., and the companions that are there}}. CURRENCY, of the due,
 * may be NULL. */
json_t *pk_json_error(const struct pk_error *error, const char *currency);

/* A moment as a JSON string, null for PK_NONE. */
json_t *pk_json_time(int64_t at);

#endif
