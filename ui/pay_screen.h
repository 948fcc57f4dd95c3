/*
 * What the files of Pay share: pay_screen.c (the view), pay_take.c (tenders), pay_book.c (booking
 * and leaving), pay_card.c (cards), pay_code.c (sponsors' codes), pay_agree.c (agreed prices, for
 * nothing), pay_print.c (receipts, the drawer), pay_news.c (other stations), pay_why.c (sentences),
 * pay_draw.c.
 */
#ifndef UI_PAY_SCREEN_H
#define UI_PAY_SCREEN_H

#include "burst.h"
#include "parkade/validation.h"
#include "stay.h"
#include "till.h"
#include "view.h"

/* How things stand: one of these, the first that holds. */
enum pay_stand {
    PAY_ASKING,    /* the card terminal is asked: nothing else until it answers, or Esc */
    PAY_ELSEWHERE, /* settled by another station while money was collected here */
    PAY_DOUBT,     /* a card of which nobody knows what became */
    PAY_EXPIRED,   /* to be renewed first */
    PAY_ENDED,     /* the vehicle has left, and nothing is owed */
    PAY_OWING,
    PAY_COVERED /* nothing is left to take */
};

enum { PAY_TAKEN_MAX = 16 };

/* Another price than the tariff's, and why. */
struct agreement {
    bool is_made;
    int64_t price;
    char reason[PK_REASON_SIZE];
};

/* The terminal is asked. */
struct card_call {
    bool is_out;      /* and has not answered yet */
    bool is_question; /* what became of an attempt */
    bool is_others;   /* that was begun elsewhere, or by a console that has died */
    int64_t amount;
    char currency[PK_CURRENCY_SIZE];
    int64_t since_ms;
};

struct pay_screen {
    struct view view;
    char ticket_id[PK_UUID_SIZE];
    enum pk_found_by found_by;
    struct stay stay;
    int64_t quoted_at; /* the moment of the price that the driver was told */
    struct editor amount;
    struct till till;
    struct agreement agreed;   /* pay_act has its approval */
    bool has_draft, is_unkept; /* what is in hand is written down; is to be written down yet */
    char drawer[160];          /* why no cash can be taken here and now, or "" */

    struct pk_act pay_act, leave_act, card_act, code_act;
    struct pk_pay pay; /* being booked */
    struct pk_tender booked[PK_TENDERS_MAX];
    struct pk_tender taken[PAY_TAKEN_MAX]; /* all that was booked here: cards too */
    size_t taken_count;
    size_t printed_count;    /* of those, what went to the printer */
    int64_t slip;            /* the last of them (printing.h), or 0 */
    int64_t waived;          /* by what was for nothing */
    int64_t change;          /* of what was booked in cash */
    int64_t seq;             /* the journal when the payment began */
    char elsewhere[160];     /* who settled it meanwhile */
    char code[PK_CODE_SIZE]; /* a sponsor's, that was given just now; what was due before it */
    int64_t due_before;
    char scanned[BURST_TEXT_MAX + 1];
    int first, room;       /* the lines of the quote in view */
    struct pk_ticket left; /* the ticket, once the vehicle has gone */

    struct app *app; /* whom it belongs to: for its end */
    struct pk_card_terminal card;
    struct card_call call;
    char attempt_id[PK_UUID_SIZE];
    enum pk_card_outcome card_outcome;
    struct pk_tender card_tender;
};

enum pay_stand pay_stand(const struct pay_screen *pay);

/* What is to be given to the driver: of the cash in the till, or of what is booked. */
int64_t pay_change(const struct pay_screen *pay);

/* What of the quote's paid was taken here. */
int64_t pay_taken(const struct pay_screen *pay);

/* Notes COUNT tenders as booked here. */
void pay_note_taken(struct pay_screen *pay, const struct pk_tender *tenders, size_t count);

/* What an agreed price takes off what is due; and what is due then. */
int64_t pay_waived(const struct pay_screen *pay);
int64_t pay_due(const struct pay_screen *pay);

/* What is still to be covered: the due, less what is in the till. */
int64_t pay_left(const struct pay_screen *pay);

/* Whether the vehicle is to leave with the payment. */
bool pay_lets_go(const struct pay_screen *pay, const struct app *app);

/* Reads the stay again. The price stays as the driver was told while it holds. */
void pay_read(struct pay_screen *pay, struct app *app);

/* pay_take.c: cash and cards by the number typed before their key. */
void pay_take_cash(struct pay_screen *pay, struct app *app);
void pay_take_card(struct pay_screen *pay, struct app *app);

/* pay_draft.c: writes down what is in hand now, or as soon as the lot is not busy. */
void pay_keep_draft(struct pay_screen *pay, struct app *app);

/* The view goes: the last try. */
void pay_keep_last(struct pay_screen *pay);

/* Books the till, lets the vehicle go, and says so in large; what the station does of it. */
void pay_finish(struct pay_screen *pay, struct app *app);

/* What was booked is not to be taken again, whatever comes next; then the vehicle leaves, where
 * this station lets it go. */
void pay_note_booked(struct pay_screen *pay);
void pay_leave(struct pay_screen *pay, struct app *app);

/* pay_print.c: prints the receipts of what was booked since, and opens the drawer for cash. */
void pay_print(struct pay_screen *pay, struct app *app);
/* Tells Done which receipts there are. */
struct done_text;
void pay_name_receipts(struct done_text *out, const struct pay_screen *pay);

/* pay_news.c: who settled the ticket meanwhile; and the view's refresh, which tells what is new. */
void pay_find_elsewhere(struct pay_screen *pay, struct app *app);
void pay_refresh(struct view *view, struct app *app);

/* pay_why.c: why an action makes no sense just now. */
bool pay_why_not(char *out, size_t size, const struct view *view, const struct app *app,
                 enum action_id action);

/* Finds out whether cash can be taken here and now. */
void pay_look_at_drawer(struct pay_screen *pay, struct app *app);

/* pay_agree.c: another price than the tariff's. */
bool pay_takes_price(const struct pay_screen *pay);
void pay_ask_price(struct pay_screen *pay, struct app *app);

/* The payment was refused with STATUS: an approval that does not hold ends the agreement; any other
 * refusal keeps it, and its act. */
void pay_end_agreement(struct pay_screen *pay, const struct app *app, enum pk_status status);

/* pay_code.c: a sponsor's code is given to the ticket: the number typed before the key, or what is
 * asked for. */
bool pay_takes_codes(const struct pay_screen *pay);
void pay_ask_code(struct pay_screen *pay, struct app *app);

/* Lets the vehicle out for nothing: asks why. */
void pay_ask_nil(struct pay_screen *pay, struct app *app);

/* Charges AMOUNT to a card, or asks what became of an attempt in doubt. */
void pay_card(struct pay_screen *pay, struct app *app, int64_t amount);

/* Stops waiting for the terminal: the attempt is in doubt. The second is for a view that goes. */
void pay_stop_card(struct pay_screen *pay, struct app *app);
void pay_abandon_card(struct pay_screen *pay);

/* "The card terminal is asked, 3 s: Esc stops waiting". */
void pay_say_call(char *out, size_t size, const struct pay_screen *pay);

void pay_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout);

/* Says something in the status line; that an act did not go through. */
void pay_say(struct app *app, enum role role, const char *text);
void pay_complain(struct app *app, enum pk_status status);

#endif
