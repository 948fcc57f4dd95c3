/*
 * The slips that wait for the station's printer: one after the other, each by an errand, so that a
 * printer that hangs holds nobody up. What the printer does not take is tried again, later and
 * later, and told in the status line; no slip is lost while the console lives. Calls
 * parkade/print.h, errand.c.
 *
 * Whoever books something says so here once the lot has said yes, never before.
 */
#ifndef UI_PRINTING_H
#define UI_PRINTING_H

#include "parkade/payment.h"
#include "parkade/print.h"

struct app;

enum { PRINTING_NAME_SIZE = 96, PRINTING_WHY_SIZE = 400 };

struct waiting_slip {
    struct waiting_slip *next;
    int64_t serial;
    char name[PRINTING_NAME_SIZE]; /* "ticket 1042" */
    struct pk_slip slip;
};

struct printing {
    struct waiting_slip *first;  /* the one that is printed or tried next */
    int64_t last_serial;         /* of the newest slip; 0: none so far */
    bool has_printer;            /* the station has one, as was last looked */
    bool is_underway;            /* an errand prints the first one */
    int failures;                /* in a row */
    bool is_asked;               /* somebody waits to hear whether it works now */
    char why[PRINTING_WHY_SIZE]; /* the last failure; "": the printer is well */
    struct pk_printer printer;   /* of the errand */
};

/* Where a slip is: of no printer (serial 0), not printed yet, tried in vain, printed. */
enum printing_state { PRINTING_NOWHERE, PRINTING_WAITS, PRINTING_FAILED, PRINTING_DONE };

/* Looks whether the station has a printer. */
void printing_look(struct app *app);

/* Each puts a slip behind the others and gives it a serial; 0 where the station has no printer.
 * COPY_NO is 0 for the first print. */
int64_t printing_ticket(struct app *app, const struct pk_ticket *ticket, int64_t copy_no);
int64_t printing_receipt(struct app *app, const struct pk_receipt *receipt);
int64_t printing_report(struct app *app, const char *name, json_t *report);

/* The receipt of a tender that was just booked. */
int64_t printing_tender(struct app *app, const struct pk_tender *tender);

/* Opens the cash drawer, now or not at all. */
void printing_drawer(struct app *app);

enum printing_state printing_state(const struct app *app, int64_t serial);

/* How many slips wait, and which: "ticket 1042, receipt 311 of exit-1". */
int printing_count(const struct app *app);
void printing_names(char *out, size_t size, const struct app *app);

/* The command: tries at once. */
void printing_now(struct app *app);

/* That the station has none. */
void printing_say_none(char *out, size_t size, const struct app *app);

/* What is to be said of the printer in a line while something waits for it, or "". */
void printing_sentence(char *out, size_t size, const struct app *app);

/* TIMER_PRINT is due. The console ends. */
void printing_again(struct app *app);
void printing_close(struct app *app);

#endif
