/*
 * Printing something once more, as a numbered copy: an act each, then a slip for the printer.
 */
#ifndef UI_REPRINT_H
#define UI_REPRINT_H

#include "parkade/audit.h"
#include "parkade/payment.h"

struct app;
struct view;

enum { REPRINT_MAX = 16 };

/* The copies that are being made. */
struct reprint {
    struct pk_act act;
    char ticket_id[PK_UUID_SIZE]; /* of a ticket's copy, or "" */
    struct pk_tender tenders[REPRINT_MAX];
    size_t count, at;
    struct pk_ticket_copy copy;
    struct pk_receipt receipt;
};

/* Makes a copy of a ticket; of each of COUNT receipts, those for nothing left out. VIEW stays on
 * the stack meanwhile. */
void reprint_ticket(struct app *app, struct view *view, const char *ticket_id);
void reprint_receipts(struct app *app, struct view *view, const struct pk_tender *tenders,
                      size_t count);

#endif
