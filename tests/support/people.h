/*
 * People for a test: a staff whose PINs the test knows. For tests.
 *
 *     people_hire(&s.t, "Max", PK_MANAGER);             (the first one is a manager)
 *     people_hire(&s.t, "Ana", PK_ATTENDANT);
 *     struct pk_act act = people_act(&s.t, "Ana");      (a fresh request at desk-1)
 */
#ifndef SUPPORT_PEOPLE_H
#define SUPPORT_PEOPLE_H

#include "lot.h"
#include "parkade/staff.h"

#define PEOPLE_PIN "2468" /* everybody's */

/* Takes NAME on, by the first manager once there is one, and signs NAME in on the handle of T. */
void people_hire(struct test_lot *t, const char *name, enum pk_role role);

/* Signs NAME in on LOT, another handle. */
void people_sign_in(struct pk_lot *lot, const char *name);

/* An act of NAME at the station "desk-1" (or STATION) with a fresh request id. */
struct pk_act people_act(const struct test_lot *t, const char *name);
struct pk_act people_act_at(const struct test_lot *t, const char *name, const char *station);

/* The same, approved by APPROVER. */
struct pk_act people_approved(const struct test_lot *t, const char *name, const char *approver);

/* A file descriptor that a program inherits, from which it reads LINES ("2468\n"); to be closed. */
int people_pin_fd(const char *lines);

#endif
