/*
 * What the files of Pay share: pay_screen.c (the view), pay_book.c (booking and leaving),
 * pay_card.c (cards), pay_draw.c.
 */
#ifndef UI_PAY_SCREEN_H
#define UI_PAY_SCREEN_H

#include "stay.h"
#include "till.h"
#include "view.h"

struct pay_screen {
    struct view view;
    char ticket_id[PK_UUID_SIZE];
    enum pk_found_by found_by;
    struct stay stay;
    int64_t quoted_at; /* the moment of the price that the driver was told */
    struct editor amount;
    struct till till;

    struct pk_act pay_act, leave_act, card_act;
    struct pk_pay pay; /* being booked */
    struct pk_tender booked;
    struct pk_ticket left; /* the ticket, once the vehicle has gone */

    struct pk_card_terminal card;
    int64_t card_amount;
    char attempt_id[PK_UUID_SIZE];
    enum pk_card_outcome card_outcome;
};

/* What is still to be covered: the due, less what is in the till. */
int64_t pay_left(const struct pay_screen *pay);

/* Whether the vehicle is to leave with the payment. */
bool pay_lets_go(const struct pay_screen *pay, const struct app *app);

/* Reads the stay again. The price stays as the driver was told while it holds. */
void pay_read(struct pay_screen *pay, struct app *app);

/* Books the till, lets the vehicle go, and says so in large; what the station does of it. */
void pay_finish(struct pay_screen *pay, struct app *app);

/* Lets the vehicle out for nothing: asks why. */
void pay_ask_nil(struct pay_screen *pay, struct app *app);

/* Charges AMOUNT to a card, or asks what became of an attempt in doubt. */
void pay_card(struct pay_screen *pay, struct app *app, int64_t amount);

void pay_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout);

/* Says something in the status line; that an act did not go through. */
void pay_say(struct app *app, enum role role, const char *text);
void pay_complain(struct app *app, enum pk_status status);

#endif
