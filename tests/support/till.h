/*
 * Shifts for a test: a lot with staff, and what they do at their drawers, which must succeed. For
 * tests.
 *
 *     till_staff(&s);                                  (Max, Sue, Ana, Ben, Eve)
 *     till_open(&s, "Ana", "booth-1", 10000);
 *     till_sell(&s, "Ana", "booth-1", "AB 12", 400);   (parks for two hours; pays 4.00 in cash)
 *     till_close(&s, "Ana", 10400);
 */
#ifndef SUPPORT_TILL_H
#define SUPPORT_TILL_H

#include "parkade/shift.h"
#include "people.h"
#include "stay.h"

/* Hires Max (manager), Sue and Sam (supervisors), Ana and Ben (attendants), Eve (auditor). */
void till_staff(struct stays *s);

/* TOTAL without denominations. */
struct pk_cash till_total(int64_t total);

struct pk_shift till_open(struct stays *s, const char *who, const char *station, int64_t total);
/* Counts TOTAL and closes, at the station "office". */
struct pk_shift till_close(struct stays *s, const char *who, int64_t total);

/* WHO at STATION parks PLATE, and two hours later (4.00) the stay is to be paid. */
struct pk_ticket till_park(struct stays *s, const char *who, const char *station,
                           const char *plate);
enum pk_status till_try_pay(struct stays *s, const char *who, const char *station,
                            const struct pk_ticket *ticket);
/* Both of them, in cash. */
struct pk_ticket till_sell(struct stays *s, const char *who, const char *station,
                           const char *plate);
/* By card, whose terminal behaves as the simulator's BEHAVIOUR. */
enum pk_status till_try_card(struct stays *s, const char *who, const char *station,
                             const struct pk_ticket *ticket, const char *behaviour);

/* The member of the report of SHIFT_ID, as WHO reads it, at PATH ("cash.expected"); PK_NONE for
 * null. Fails the test if there is no such member. */
int64_t till_report(struct stays *s, const char *who, int64_t shift_id, const char *path);

#endif
