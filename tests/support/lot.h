/*
 * A small lot for one test, in a folder and with a clock of its own. For tests.
 *
 *     struct test_lot t;
 *     test_lot_open(&t, 3, "EUR");
 *     t.now += 3600;                        (the lot's clock moves when the test says so)
 *     pk_park(&ticket, t.lot, &t.act, &how);
 *     test_lot_close(&t);
 */
#ifndef SUPPORT_LOT_H
#define SUPPORT_LOT_H

#include "parkade/lot.h"

#include "folder.h"

enum { TEST_LOT_START = 1767607200 }; /* Monday 2026-01-05 10:00 UTC, 11:00 in Berlin */

struct test_lot {
    char folder[FOLDER_PATH_SIZE];
    char path[FOLDER_PATH_SIZE]; /* of the file, in the folder */
    struct pk_lot *lot;
    int64_t now;
    struct pk_clock clock; /* gives `now`: so this struct stays where it was opened */
    struct pk_act act;     /* nobody at the station "desk-1", each time a fresh request */
};

/* Makes a plain lot of SPOTS spots (A01 ...) in Europe/Berlin with the built-in tariff in CURRENCY,
 * at TEST_LOT_START, and opens it. Fails the test if it cannot. */
void test_lot_open(struct test_lot *t, size_t spots, const char *currency);

/* The same for any birth: a plan, a tariff, another time zone. */
void test_lot_open_with(struct test_lot *t, const struct pk_lot_birth *birth);

/* The demo lot as of the moment NOW. */
void test_lot_open_demo(struct test_lot *t, int64_t now);

/* Closes the handle and opens the file again. */
void test_lot_reopen(struct test_lot *t);

/* Opens one more handle on the file, as another console would. Release with pk_lot_close(). */
struct pk_lot *test_lot_another(const struct test_lot *t);

/* The writers' gate of a file outlives all processes: a thousand tests must not leave a thousand.
 * test_lot_close() does it for its own. */
void test_lot_forget_gate(const char *path);

/* Closes the handle and removes the folder. */
void test_lot_close(struct test_lot *t);

#endif
