/*
 * A week of work from inside: what the ordinary and the exceptional share.
 */
#ifndef SUPPORT_WEEK_IN_H
#define SUPPORT_WEEK_IN_H

#include "week.h"

uint64_t week_chance(struct week *w, uint64_t below);

/* The model: what is due on a car now; that all is paid; money that came (or went back). */
int64_t week_due(const struct week *w, const struct week_car *car);
void week_cover(const struct week *w, struct week_car *car);
struct drawer *week_drawer(struct week *w);
void week_take_cash(struct week *w, int64_t amount);
void week_take_card(struct week *w, int64_t amount);
struct week_car *week_some_car(struct week *w);
void week_forget(struct week *w, struct week_car *car);

/* An act of whoever works at the booth whose turn it is; with the supervisor's PIN. */
struct pk_act week_own(struct week *w);
struct pk_act week_approved(struct week *w);

/* The ordinary. */
void week_park(struct week *w, const char *plate, bool has_permit, int64_t entered);
void week_park_one(struct week *w);
void week_pay_cash(struct week *w, struct week_car *car, int64_t amount);
void week_pay_card(struct week *w, struct week_car *car);
void week_let_go(struct week *w, struct week_car *car);

/* The exceptional deed NUMBER; they come around again. */
void week_exceptional(struct week *w, int number);

#endif
