/*
 * Stays for a test: a lot, the ordinary acts in one call each, and an outsider who looks at the
 * file (or tampers with it) through a connection of its own. For tests.
 *
 *     struct pk_ticket ticket = stay_park(&s, "AB 12");
 *     s.t.now += 3600;
 *     REFUSED(&s, PK_PAYMENT_REQUIRED, pk_retrieve(&out, s.t.lot, &s.t.act, ...));
 */
#ifndef SUPPORT_STAY_H
#define SUPPORT_STAY_H

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "lot.h"
#include "parkade/check.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/spot.h"
#include "parkade/ticket.h"

struct stays {
    struct test_lot t;
    sqlite3 *outside; /* sees and writes the file as any program would */
};

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* A plain lot of SPOTS spots in EUR with the built-in tariff: 15 minutes free, 2.00 for each
 * started hour, 20.00 for 24 hours. */
void stay_open(struct stays *s, size_t spots);
void stay_open_with(struct stays *s, const struct pk_lot_birth *birth);
/* The same with a plan's and a tariff's text; NULL is the usual one. */
void stay_open_as(struct stays *s, const char *plan, const char *tariff);
void stay_close(struct stays *s);

/* Fails the test unless CALL is PK_OK; says what it was. */
#define OK(call) stay_must_be(PK_OK, (call), #call, __FILE__, __LINE__)
/* CALL must give STATUS with a sentence, and leave every row of the file as it was. */
#define REFUSED(s, status, call)                                                                   \
    do {                                                                                           \
        uint64_t before_ = stay_picture(s);                                                        \
        stay_must_be((status), (call), #call, __FILE__, __LINE__);                                 \
        stay_must_be_same(before_, stay_picture(s), #call, __FILE__, __LINE__);                    \
    } while (0)

void stay_must_be(enum pk_status want, enum pk_status got, const char *call, const char *file,
                  int line);
void stay_must_be_same(uint64_t before, uint64_t after, const char *call, const char *file,
                       int line);

/* A number that all rows of all tables make together. */
uint64_t stay_picture(struct stays *s);

/* ---- acts, which must succeed ---- */

struct pk_ticket stay_park(struct stays *s, const char *plate);
struct pk_ticket stay_park_at(struct stays *s, const char *plate, const char *spot);
struct pk_tender stay_pay(struct stays *s, const struct pk_ticket *ticket); /* exactly, in cash */
struct pk_tender stay_pay_part(struct stays *s, const struct pk_ticket *ticket, int64_t amount);
struct pk_ticket stay_leave(struct stays *s, const struct pk_ticket *ticket);
/* As it is now. */
struct pk_ticket stay_see(struct stays *s, const struct pk_ticket *ticket);
struct pk_quote stay_quote(struct stays *s, const struct pk_ticket *ticket);
void stay_set(struct stays *s, const char *setting, const char *value);

/* Parking PLATE, paying TICKET, as their structs say when nothing special is wanted. */
struct pk_park stay_how(const char *plate);
struct pk_pay stay_cash(const struct pk_ticket *ticket, int64_t amount, int64_t tendered);
struct pk_pay stay_nil(const struct pk_ticket *ticket, const char *reason);

/* An act of its own at desk-1 with a fresh request id. */
struct pk_act stay_act(const struct stays *s);

/* Letting TICKET out, as a scan finds it. */
enum pk_status stay_try_leave(struct stays *s, const struct pk_ticket *ticket);

/* ---- the outsider ---- */

/* The number that the query SQL answers, INT64_MIN for NULL or no row. */
int64_t stay_count(struct stays *s, const char *sql);
/* Runs SQL as an honest outsider; fails the test if the file refuses. */
void stay_write(struct stays *s, const char *sql);
/* Drops all triggers, ignores constraints, runs SQL, and puts the triggers back. */
void stay_tamper(struct stays *s, const char *sql);

/* The lot agrees with itself and its journal verifies. */
void stay_must_agree(struct stays *s);

#endif
