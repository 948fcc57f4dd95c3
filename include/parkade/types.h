/*
 * The words of the domain as C values, shared by every other header.
 *
 * Money is int64_t in minor units of the lot's currency. Time is int64_t in seconds since the
 * epoch, UTC. A value that may be absent is PK_NONE. Strings have a fixed size and always end.
 * Each enum has a _name() and a _from_name(); the names are those of the database and of JSON.
 */
#ifndef PARKADE_TYPES_H
#define PARKADE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parkade/status.h"

enum {
    PK_REGISTRATION_SIZE = 80, /* canonical: 15 characters of up to 4 bytes, and a country */
    PK_TYPED_SIZE = 128,       /* a registration number as typed */
    PK_CURRENCY_SIZE = 4,      /* an ISO 4217 code */
    PK_REASON_SIZE = 200,
    PK_LEVEL_SIZE = 32,
    PK_ALERT_SIZE = 320, /* "looks like", a registration number and a reason */
};

enum pk_vehicle_class { PK_CAR, PK_MOTORCYCLE, PK_VAN, PK_TRUCK, PK_VEHICLE_CLASS_COUNT };

enum pk_spot_kind {
    PK_STANDARD,
    PK_COMPACT,
    PK_ACCESSIBLE,
    PK_EV,
    PK_MOTORCYCLE_SPOT,
    PK_OVERSIZE,
    PK_SPOT_KIND_COUNT
};

/* What a driver needs of a spot: a set of bits. */
enum pk_need { PK_NEED_NONE = 0, PK_NEED_ACCESSIBLE = 1, PK_NEED_EV = 2 };

enum pk_ticket_state {
    PK_PARKED,
    PK_PAID,
    PK_OVERSTAYED, /* paid, and past expires_at */
    PK_EXPIRED,    /* not paid, and past expires_at */
    PK_EXITED,
    PK_VOID,
    PK_REPLACED,
    PK_RELEASED,
    PK_TICKET_STATE_COUNT
};

enum pk_method { PK_CASH, PK_CARD, PK_NIL, PK_METHOD_COUNT };

/* How a ticket was found at the exit. */
enum pk_found_by {
    PK_FOUND_BY_SCAN,
    PK_FOUND_BY_NUMBER,
    PK_FOUND_BY_PLATE,
    PK_FOUND_BY_SPOT,
    PK_FOUND_BY_COUNT
};

/* Each may also what those before it may; but an auditor reads everything and changes nothing. */
enum pk_role { PK_ATTENDANT, PK_SUPERVISOR, PK_MANAGER, PK_AUDITOR, PK_ROLE_COUNT };

/* NAME "car" to PK_CAR and so on; false when there is no such name. */
bool pk_vehicle_class_from_name(enum pk_vehicle_class *out, const char *name);
bool pk_spot_kind_from_name(enum pk_spot_kind *out, const char *name);
bool pk_ticket_state_from_name(enum pk_ticket_state *out, const char *name);
bool pk_method_from_name(enum pk_method *out, const char *name);
bool pk_found_by_from_name(enum pk_found_by *out, const char *name);
bool pk_role_from_name(enum pk_role *out, const char *name);

/* The name of a value; "" for a value out of range. */
const char *pk_vehicle_class_name(enum pk_vehicle_class value);
const char *pk_spot_kind_name(enum pk_spot_kind value);
const char *pk_ticket_state_name(enum pk_ticket_state value);
const char *pk_method_name(enum pk_method value);
const char *pk_found_by_name(enum pk_found_by value);
const char *pk_role_name(enum pk_role value);

/* "accessible,ev" (or "") to a set of enum pk_need; false when a word is unknown. */
bool pk_needs_from_text(unsigned *out, const char *text);

/*
 * Where "now" comes from. The lot handle carries one; a test or the demo lot gives it another.
 * NULL as `now` means the system's clock. No production program lets a user choose.
 */
struct pk_clock {
    int64_t (*now)(void *context);
    void *context;
};

#endif
