/*
 * A long past and a day of work on a lot: every act, search, list and report once. For tests that
 * look at what all of it does.
 */
#ifndef SUPPORT_DAY_H
#define SUPPORT_DAY_H

#include "lot.h"

enum { DAY_SPOTS = 40, DAY_STAYS = 2000 };

/* Puts DAY_STAYS stays that are over, each with all it leaves behind, into the new lot of
 * DAY_SPOTS spots: by an outsider, quickly. Its journal does not verify. */
void day_past(const struct test_lot *t);

/* Does everything once; fails the test if something fails. */
void day_work(struct test_lot *t);

/* The reports of the last two days, once each: they read what happened in them. */
void day_reports(struct test_lot *t);

/* The check, the proof of the journal and a backup, which read everything. */
void day_proofs(struct test_lot *t);

#endif
