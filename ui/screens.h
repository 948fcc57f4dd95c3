/*
 * The screens: how each is opened. Each has a file of its own.
 */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include <jansson.h>

#include "parkade/payment.h"
#include "view.h"

/* Opens the screen of ACTION; false: it has none. */
bool screen_open_for(struct app *app, enum action_id action);

/* Each makes a view to be pushed; NULL: no memory. */
struct view *lot_view(const struct app *app);
struct view *spot_view(const char *label);
struct view *park_view(struct app *app, const char *plate, const char *spot);
struct view *ticket_view(const char *ticket_id);
const char *ticket_view_id(const struct view *view); /* of a view that ticket_view() made */
struct view *tickets_view(enum action_id list);
struct view *journal_view(void);
struct view *figures_view(struct app *app);
struct view *walk_view(void);
struct view *shift_view(void);
struct view *exceptions_view(void);
struct view *account_view(struct app *app);
struct view *help_view(unsigned context);
struct view *commands_view(void);
struct view *setup_view(void);
struct view *pay_view(struct app *app, const struct pk_ticket *ticket, enum pk_found_by found_by);

/* Shows TEXT, lines that end with '\n', which it takes over and frees; NULL is no memory. TITLE and
 * ABOUT stand in the header. */
struct view *text_view(const char *title, const char *about, char *text);

/* The text is that of REPORT, which can be printed under the name REPORT_NAME. */
void text_view_prints(struct view *view, const char *report_name, json_t *report);

/* LEFT is called when the reader of a text goes on, with Enter or Esc; the text is closed then.
 * NAME says in the hint line what that does. */
void text_view_then(struct view *view, const char *name, void (*left)(struct app *app));

/* Says in large what is to be done now: the number to write down, the change, the gate. */
struct done_text {
    char title[80];
    char alert[PK_ALERT_SIZE + 40]; /* what is to be known first, or "" */
    char big[32];                   /* large figures, or "" */
    char big_label[40];             /* what they are: "Change" */
    char lines[3][240];             /* the second may be long */
    char next[80];                  /* what waits, or "" */
    bool is_gate_open;
    char scan[PK_UUID_SIZE]; /* shown as a QR code, or "" */
    /* on paper */
    int64_t slip;                 /* the last that was printed with it, or 0 (printing.h) */
    char ticket_id[PK_UUID_SIZE]; /* the ticket that can be printed, or "" */
    struct pk_tender tenders[PK_TENDERS_MAX]; /* whose receipts can be */
    size_t tender_count;
};
struct view *done_view(const struct done_text *text);

/* Opens a ticket for what is to be done with it: to pay or leave while it is inside, else to look
 * at, with an alarm where one is due. */
void ticket_open(struct app *app, const struct pk_ticket *ticket, enum pk_found_by found_by);

/* Opens the ticket of a scan. */
void ticket_open_scan(struct app *app, const char *scan);

/* Whether a payment on the stack above the lot holds cash that is not booked. */
bool pay_holds_money(const struct view *top);

/* Goes on with a payment that was left with money in hand. */
void pay_resume(struct app *app, const struct pk_draft *draft);

/* Once a second: what could not be written down of the money in hand; and all of it was given back.
 */
void pay_keep_again(struct app *app);
void pay_give_all_back(struct app *app);

/* Whether one waits for its card terminal. */
bool pay_asks_card(struct view *top);

/* The payment on the stack, or NULL; and it takes a scan that is no ticket as a sponsor's code. */
struct view *pay_on_stack(struct view *top);
void pay_scan_code(struct view *pay, struct app *app, const char *scan);

/* The acts on one ticket that Pay and Ticket share (ticket_acts.c): opens the prompt of ACTION.
 * False: it has none. */
struct stay;
bool ticket_act(struct app *app, struct view *owner, const struct stay *stay,
                enum action_id action);

/* Whether ACTION makes sense on a ticket as it stands. */
bool ticket_act_is_offered(const struct stay *stay, enum action_id action);

/* Why it does not. */
bool ticket_act_why_not(char *out, size_t size, const struct app *app, const struct stay *stay,
                        enum action_id action);

#endif
