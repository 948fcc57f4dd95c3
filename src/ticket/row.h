/*
 * Tickets from inside: reading rows, and what several acts do alike.
 */
#ifndef TICKET_ROW_H
#define TICKET_ROW_H

#include "desk/job.h"
#include "parkade/payment.h"
#include "parkade/ticket.h"

/* The columns that ticket_read() reads, with the joins they need; a WHERE follows. */
#define TICKET_COLUMNS                                                                             \
    "SELECT t.ticket_id, t.ticket_no, t.vehicle_id, v.registration_number, "                       \
    "v.registration_typed, t.vehicle_class, t.spot_id, s.label, t.entry_time, t.exit_time, "       \
    "t.expires_at, t.is_paid, p.amount, t.owed, t.ended_as, t.exit_station, t.found_by, "          \
    "t.replaces, t.reason, t.is_late_entry, t.is_lost FROM parking_ticket t "                      \
    "JOIN vehicle v ON v.vehicle_id = t.vehicle_id "                                               \
    "JOIN parking_spot s ON s.spot_id = t.spot_id "                                                \
    "LEFT JOIN payment p ON p.ticket_id = t.ticket_id "

/* Reads the row Q stands on, with its state as of NOW. */
void ticket_read(struct query *q, struct pk_ticket *ticket, int64_t now);

/* Reads the first row of Q and ends it. False when there is none or it failed (STATUS). */
bool ticket_take(struct pk_ticket *out, struct pk_lot *lot, struct query *q,
                 enum pk_status *status);

/* Reads all rows of Q and ends it; those past CAPACITY are not counted. */
enum pk_status ticket_take_all(struct pk_ticket *out, size_t capacity, size_t *count,
                               struct pk_lot *lot, struct query *q);

/* The ticket, if it is open: else PK_TICKET_CLOSED or PK_TICKET_VOID, as its end was. */
enum pk_status ticket_get_open(struct pk_ticket *out, struct pk_lot *lot, const char *ticket_id);

/* Adds what a program needs to know about the ticket that stands in the way to the failure that was
 * just made. */
void ticket_name_in_error(const struct pk_ticket *ticket);

/* The failure that fits an ended ticket, with its companions. */
enum pk_status ticket_fail_ended(const struct pk_ticket *ticket, const struct pk_lot *lot);

/* Ends an open ticket: AS is "exited", "void", "replaced" or "released". FOUND_BY and REASON may
 * be NULL. Its exit is never before its entry, whatever the clock says. */
enum pk_status ticket_end(struct job *job, const struct pk_ticket *ticket, const char *as,
                          const char *found_by, const char *reason, int64_t owed);

/* Ends an open ticket without its vehicle's driver, and keeps what was due as owed; journalled. */
enum pk_status ticket_release(struct job *job, struct pk_ticket *ticket, const char *reason);

/* A dead ticket turned up: writes an alarm, unless one from here is still open. The failure that is
 * being told stays as it is. */
void ticket_alarm(struct pk_lot *lot, const struct pk_act *act, const char *ticket_id);

/* A journal entry about TICKET; DETAIL is taken. */
enum pk_status ticket_note(struct job *job, const struct pk_ticket *ticket, int64_t amount,
                           json_t *detail);

/* The vehicle with this plate, made if it is new. TYPED and the class are the latest known. */
enum pk_status vehicle_link(int64_t *vehicle_id, struct store *store, const char *canonical,
                            const char *typed, enum pk_vehicle_class vehicle_class);

/* Whether TYPED, which may be NULL, is a plate at all. PK_OK or PK_REGISTRATION_INVALID. */
enum pk_status vehicle_check_typed(const char *typed);

/* The open ticket of the vehicle with this plate. PK_OK, or PK_TICKET_UNKNOWN without a sentence.
 */
enum pk_status ticket_of_plate(struct pk_ticket *out, struct pk_lot *lot, const char *canonical);

/* PK_ALREADY_PARKED with where, since when and under which ticket. */
enum pk_status ticket_fail_parked(const struct pk_ticket *ticket, const struct pk_lot *lot);

/* PK_TICKET_EXPIRED: since when, and what to do. */
enum pk_status ticket_fail_expired(const struct pk_ticket *ticket, const struct pk_lot *lot);

/* A new ticket of NEXT's vehicle, class, spot, times and flags; its id and number are given. */
enum pk_status ticket_issue(struct job *job, struct pk_ticket *next);

/* ---- money ---- */

/* What a ticket costs at AT, from its row: the rule behind pk_quote(). */
enum pk_status quote_ticket(struct pk_quote *out, struct pk_lot *lot,
                            const struct pk_ticket *ticket, int64_t at);

/* The moment that counts for a payment now: QUOTED_AT while the quote holds, else NOW. */
enum pk_status quote_moment(int64_t *out, struct pk_lot *lot, int64_t quoted_at, int64_t now);

/* The tender that was booked for a request, if it was. */
enum pk_status tender_of_request(struct pk_tender *out, bool *is_found, struct pk_lot *lot,
                                 const char *request_id);

/* What a ticket is covered with from a moment on, and the moment it was priced at. */
struct cover {
    int64_t paid_at, quoted_at;
    int64_t paid; /* what was waived included */
};

/* Until when a ticket with this cover is valid. */
enum pk_status quote_valid_until(int64_t *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                                 const struct cover *cover);

/* Paid and waived so far, for a ticket and those that it replaces. */
struct account {
    int64_t paid, waived;
};
enum pk_status account_read(struct account *out, struct pk_lot *lot, const char *ticket_id);

#endif
