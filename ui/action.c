/*
 * The table of actions. The order is that of the hint line and the help. Pure.
 */
#include "action.h"

#include <stdio.h>
#include <string.h>

#include "parkade/text.h"

#define DESK                                                                                       \
    (CONTEXT_SHIFT | CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT | CONTEXT_WALK | CONTEXT_FIGURES |       \
     CONTEXT_SETUP | CONTEXT_FINDINGS)
#define EVERYWHERE                                                                                 \
    (CONTEXT_LOT | CONTEXT_SPOT | CONTEXT_PARK | CONTEXT_PAY | CONTEXT_TICKET | CONTEXT_DONE |     \
     CONTEXT_TICKETS | CONTEXT_JOURNAL | DESK | CONTEXT_TEXT)

enum { DANGER = ACTION_IS_DANGER, HIDDEN = ACTION_IS_HIDDEN };

/* A row is to be read at a glance: clang-format would give each word a line. */
/* clang-format off */
const struct action ACTIONS[] = {
    /* the lot */
    {ACTION_OPEN, "open",
     "Open what is typed: a plate, a number, a scan, a spot; with nothing typed, the spot "
     "under the cursor.",
     CONTEXT_LOT, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_MOVE, "choose",
     "Choose one of the vehicles found; with nothing typed, move over the lot.",
     CONTEXT_LOT, {K_UP, K_DOWN, K_LEFT, K_RIGHT, K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END}, 0, BY_ANYBODY, 0},
    {ACTION_NUMBER, "ticket", "Begin a ticket number.",
     CONTEXT_LOT, {'#'}, 0, BY_ANYBODY, 0},
    {ACTION_LABEL, "spot", "Begin the label of a spot.",
     CONTEXT_LOT, {'@'}, 0, BY_ANYBODY, 0},
    {ACTION_NEXT_LEVEL, "level", "Show the next level.",
     CONTEXT_LOT, {K_TAB}, 0, BY_ANYBODY, 0},
    {ACTION_PREVIOUS_LEVEL, "previous level", "Show the level before.",
     CONTEXT_LOT, {K_BACK_TAB}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_ZOOM_IN, "larger", "Show the spots larger.",
     CONTEXT_LOT, {'+'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_ZOOM_OUT, "smaller", "Show more spots, smaller.",
     CONTEXT_LOT, {'-'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_POINT, "point", "Go to the spot that the mouse points at; again, open it.",
     CONTEXT_LOT, {K_MOUSE}, 0, BY_ANYBODY, HIDDEN},

    /* one spot */
    {ACTION_USE_SPOT, "go on",
     "Open the ticket of the vehicle that stands there, or park one there.",
     CONTEXT_SPOT, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_CLOSE_SPOT, "close the spot", "Take the spot out of service, with a reason.",
     CONTEXT_SPOT, {'x'}, 0, BY_ATTENDANT, 0},
    {ACTION_OPEN_SPOT, "back into service", "Put the spot back into service.",
     CONTEXT_SPOT, {'o'}, 0, BY_ATTENDANT, 0},

    /* park */
    {ACTION_PARK, "park", "Park the vehicle: this makes its ticket.",
     CONTEXT_PARK, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_CAR, "car", "The vehicle is a car.",
     CONTEXT_PARK, {'c'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_MOTORCYCLE, "motorcycle", "The vehicle is a motorcycle.",
     CONTEXT_PARK, {'m'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_VAN, "van", "The vehicle is a van.",
     CONTEXT_PARK, {'v'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_TRUCK, "truck", "The vehicle is a truck.",
     CONTEXT_PARK, {'t'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_NEEDS_ACCESSIBLE, "accessible", "The driver needs an accessible spot, or not.",
     CONTEXT_PARK, {'a'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_NEEDS_EV, "charging", "The vehicle needs to be charged, or not.",
     CONTEXT_PARK, {'e'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_CHOOSE_SPOT, "spot", "Name another spot.",
     CONTEXT_PARK, {'s'}, 0, BY_ATTENDANT, 0},
    {ACTION_CHANGE_PLATE, "plate", "Mend the plate.",
     CONTEXT_PARK, {'p'}, 0, BY_ATTENDANT, 0},
    {ACTION_OPEN_LIKE, "open the other", "Open the ticket of the vehicle that looks like this one.",
     CONTEXT_PARK, {'o'}, 0, BY_ATTENDANT, 0},
    {ACTION_LATE_ENTRY, "late entry",
     "Enter the paper ticket of an outage: the vehicle came earlier.",
     CONTEXT_PARK, {'l'}, 0, BY_SUPERVISOR, 0},

    /* the walk */
    {ACTION_NOTE, "note",
     "Note the plate that is typed for this spot, or with nothing typed that it is empty; while "
     "no walk goes on, begin one.",
     CONTEXT_WALK, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_FINDINGS, "findings",
     "List what does not agree with the tickets, to settle it and to end the walk.",
     CONTEXT_WALK, {K_TAB}, 0, BY_ANYBODY, 0},
    {ACTION_SAME, "the same",
     "The plate that only looks like that of the ticket is the same: note it as the ticket has it.",
     CONTEXT_WALK, {'='}, 0, BY_ATTENDANT, 0},
    {ACTION_STEP, "step",
     "Go to the spot before or the next one, by pages to another row, and note nothing.",
     CONTEXT_WALK, {K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN}, 0, BY_ANYBODY, 0},
    {ACTION_GO_TO, "go to", "Begin the label of a spot, to go there.",
     CONTEXT_WALK, {'@'}, 0, BY_ANYBODY, 0},
    {ACTION_SETTLE_FINDING, "settle",
     "Release the ghost, park the stranger, move the ticket, or leave it as it is: each with a "
     "reason.",
     CONTEXT_FINDINGS, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_END_WALK, "end the walk",
     "End the walk; while something is not settled, with a reason.",
     CONTEXT_FINDINGS, {'e'}, 0, BY_ATTENDANT, 0},
    {ACTION_LOOK_AGAIN, "look again", "Go back to the spot on the walk, to look again.",
     CONTEXT_FINDINGS, {'g'}, 0, BY_ATTENDANT, 0},

    /* pay */
    {ACTION_FINISH, "finish",
     "Book what was taken and let the vehicle go, once nothing is due.",
     CONTEXT_PAY, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_CASH, "cash",
     "Take cash: the number typed before it is what was handed over; none means exactly what "
     "is due.",
     CONTEXT_PAY, {'c'}, 0, BY_ATTENDANT, 0},
    {ACTION_CARD, "card", "Charge a card: the number typed before it, or all that is due.",
     CONTEXT_PAY, {'k'}, 0, BY_ATTENDANT, 0},
    {ACTION_VALIDATE, "code",
     "Give the ticket a sponsor's code: the one typed before it, or it asks.",
     CONTEXT_PAY, {'v'}, 0, BY_ATTENDANT, 0},
    {ACTION_TAKE_BACK, "take back", "Give the last cash back: it is not booked yet.",
     CONTEXT_PAY, {K_BACKSPACE}, 0, BY_ATTENDANT, 0},
    {ACTION_NIL, "free", "Let the vehicle out for nothing, with a reason.",
     CONTEXT_PAY, {'n'}, 0, BY_SUPERVISOR, 0},

    /* one ticket */
    {ACTION_SETTLE, "pay or let go", "Take what is due, or let the vehicle go.",
     CONTEXT_TICKET, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_RENEW, "renew", "Make an expired ticket valid again, with a reason.",
     CONTEXT_PAY | CONTEXT_TICKET, {'r'}, 0, BY_ATTENDANT, 0},
    {ACTION_LOST, "lost", "The driver has lost the ticket: make another one for it.",
     CONTEXT_PAY | CONTEXT_TICKET, {'l'}, 0, BY_ATTENDANT, 0},
    {ACTION_SHOW_TICKET, "ticket", "Show all about this stay, and what can be mended in it.",
     CONTEXT_PAY | CONTEXT_FINDINGS, {'t'}, 0, BY_ANYBODY, 0},
    {ACTION_AGREE, "agreed price", "Agree on another price than the tariff's, with a reason.",
     CONTEXT_PAY, {'a'}, 0, BY_SUPERVISOR, 0},
    {ACTION_AMEND, "amend", "Mend the plate or the class.",
     CONTEXT_TICKET, {'a'}, 0, BY_ATTENDANT, 0},
    {ACTION_MOVE_VEHICLE, "move", "Move the vehicle to another spot.",
     CONTEXT_TICKET, {'m'}, 0, BY_ATTENDANT, 0},
    {ACTION_REPRINT, "print", "Print the ticket or its receipts once more, as copies.",
     CONTEXT_TICKET, {'p'}, 0, BY_ATTENDANT, 0},
    {ACTION_REFUND, "refund", "Give money back, with a reason.",
     CONTEXT_TICKET, {'f'}, 0, BY_SUPERVISOR, DANGER},
    {ACTION_LEFT_UNSEEN, "left unseen",
     "The vehicle is at the entry again: end the old stay and park it anew, in one act.",
     CONTEXT_TICKET, {'u'}, 0, BY_SUPERVISOR, DANGER},
    {ACTION_RELEASE, "release",
     "End the stay without its ticket: left unseen, towed, owing.",
     CONTEXT_TICKET, {'x'}, 0, BY_SUPERVISOR, DANGER},
    {ACTION_VOID, "void", "Cancel a ticket that was made by mistake.",
     CONTEXT_TICKET, {'v'}, 0, BY_SUPERVISOR, DANGER},

    /* shifts and cash */
    {ACTION_SHIFT_LINE, "read",
     "On the first line, open a shift; else read the report of the chosen one: X while it is "
     "open, Z once it has ended.",
     CONTEXT_SHIFT, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_DROP, "drop", "Move cash from the drawer to the safe, in a numbered bag.",
     CONTEXT_SHIFT, {'d'}, 0, BY_ATTENDANT, 0},
    {ACTION_PAID_OUT, "paid out", "Pay an expense of the lot out of the drawer.",
     CONTEXT_SHIFT, {'p'}, 0, BY_ATTENDANT, 0},
    {ACTION_NO_SALE, "no sale", "Open the drawer without a sale, with a reason.",
     CONTEXT_SHIFT, {'n'}, 0, BY_ATTENDANT, 0},
    {ACTION_X_REPORT, "X report",
     "Read how your shift stands, without its cash: the drawer is counted blind.",
     CONTEXT_SHIFT, {'x'}, 0, BY_ATTENDANT, HIDDEN},
    {ACTION_COUNT, "count", "Count the drawer; every count is kept.",
     CONTEXT_SHIFT, {'c'}, 0, BY_ATTENDANT, 0},
    {ACTION_END_SHIFT, "end the shift",
     "Count the drawer, end the shift and read its Z report.",
     CONTEXT_SHIFT, {'e'}, 0, BY_ATTENDANT, 0},
    {ACTION_RECOUNT, "recount", "Count the cash of a shift that has ended once more.",
     CONTEXT_SHIFT, {'r'}, 0, BY_SUPERVISOR, 0},
    {ACTION_COUNT_LINE, "next line",
     "Go to the next line; on the total and on the last line, accept what was counted.",
     CONTEXT_CASH, {K_ENTER}, 0, BY_ATTENDANT, 0},
    {ACTION_COUNTED, "done", "Accept what was counted, from any line.",
     CONTEXT_CASH, {'d'}, 0, BY_ATTENDANT, 0},

    /* lists */
    {ACTION_OPEN_LINE, "open", "Open what the chosen line is about.",
     CONTEXT_TICKETS | CONTEXT_JOURNAL | CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT | CONTEXT_SETUP, {K_ENTER}, 0, BY_ANYBODY, 0},
    {ACTION_CHOOSE, "choose", "Choose a line.",
     CONTEXT_TICKETS | CONTEXT_JOURNAL | CONTEXT_COMMANDS | CONTEXT_CHOICE | CONTEXT_SHIFT | CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT | CONTEXT_SETUP | CONTEXT_FINDINGS, {K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END}, 0, BY_ANYBODY, 0},
    {ACTION_NEXT_LIST, "next list",
     "Show the next list: inside, expired, overstayed, owing, card in doubt.",
     CONTEXT_TICKETS, {K_TAB}, 0, BY_ANYBODY, 0},
    {ACTION_ACKNOWLEDGE, "acknowledge",
     "Note that you have looked at what somebody else did; a note says what was found.",
     CONTEXT_EXCEPTIONS, {'a'}, 0, BY_SUPERVISOR, 0},
    {ACTION_NEXT_PAGE, "next page", "Show the next page of this screen.",
     CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT | CONTEXT_SETUP, {K_TAB}, 0, BY_ANYBODY, 0},
    {ACTION_PREVIOUS_PAGE, "previous page", "Show the page before.",
     CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT | CONTEXT_SETUP, {K_BACK_TAB}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_AUDIT_DAY, "other day", "Show the day before, or the next one.",
     CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT, {K_LEFT, K_RIGHT}, 0, BY_ANYBODY, 0},
    {ACTION_AUDIT_TODAY, "today", "Back to today.",
     CONTEXT_EXCEPTIONS | CONTEXT_ACCOUNT, {'t'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_AUDIT_PERIOD, "period", "Count a day, a week or a month.",
     CONTEXT_ACCOUNT, {'p'}, 0, BY_ANYBODY, 0},
    {ACTION_CLOSE_DAY, "close the day",
     "Close a day when its shifts are closed: who is inside, the cash, the deposit.",
     CONTEXT_ACCOUNT, {'c'}, 0, BY_SUPERVISOR, 0},
    {ACTION_SCROLL, "scroll", "Scroll the text.",
     CONTEXT_HELP | CONTEXT_PAY | CONTEXT_TEXT, {K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END}, 0, BY_ANYBODY, 0},
    {ACTION_RUN, "do it", "Do the chosen command.",
     CONTEXT_COMMANDS, {K_ENTER}, 0, BY_ANYBODY, 0},
    {ACTION_SEARCH, "search", "Search the commands by a word of theirs.",
     CONTEXT_COMMANDS, {'/'}, 0, BY_ANYBODY, 0},

    /* figures */
    {ACTION_NEXT_FIGURE, "next figure", "Show the next figure.",
     CONTEXT_FIGURES, {K_TAB}, 0, BY_ANYBODY, 0},
    {ACTION_PREVIOUS_FIGURE, "figure before", "Show the figure before.",
     CONTEXT_FIGURES, {K_BACK_TAB}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_FIGURE_REVENUE, "revenue", "Show what was taken, day by day.",
     CONTEXT_FIGURES, {'r'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_FIGURE_OCCUPANCY, "occupancy",
     "Show how full the lot was over the day, against the usual.",
     CONTEXT_FIGURES, {'o'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_FIGURE_ARRIVALS, "arrivals", "Show who came and who left, by hour.",
     CONTEXT_FIGURES, {'a'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_FIGURE_STAYS, "lengths of stay", "Show how long vehicles stayed.",
     CONTEXT_FIGURES, {'s'}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_OTHER_DAY, "day",
     "Show the day before or after; the page keys go by a week.",
     CONTEXT_FIGURES, {K_LEFT, K_RIGHT, K_PAGE_UP, K_PAGE_DOWN}, 0, BY_ANYBODY, 0},
    {ACTION_TODAY, "today", "Show today, as it happens.",
     CONTEXT_FIGURES, {K_HOME}, 0, BY_ANYBODY, 0},
    {ACTION_PERIOD, "period",
     "Show revenue and stays of another span: two weeks, a month, a year.",
     CONTEXT_FIGURES, {'p'}, 0, BY_ANYBODY, 0},

    /* setup */
    {ACTION_ADD, "add",
     "Add one: take somebody on, install a tariff, sell a permit, make a code, watch a plate, "
     "give a station a printer.",
     CONTEXT_SETUP, {'a'}, 0, BY_SUPERVISOR, 0},
    {ACTION_NEW_PIN, "new PIN", "Give a member of staff a new PIN; it unlocks the name too.",
     CONTEXT_SETUP, {'p'}, 0, BY_ATTENDANT, 0},
    {ACTION_TRY_OUT, "try out", "Try the chosen line out: price a stay by a tariff, print a test at a printer.",
     CONTEXT_SETUP, {'t'}, 0, BY_ANYBODY, 0},
    {ACTION_END_LINE, "end",
     "End it: let somebody go, take spots out of service, end a permit or a code, watch a plate "
     "no more.",
     CONTEXT_SETUP, {'x'}, 0, BY_ATTENDANT, 0},
    {ACTION_BRING_BACK, "bring back",
     "Take that back: somebody works here again, spots are in service again.",
     CONTEXT_SETUP, {'o'}, 0, BY_ATTENDANT, 0},
    {ACTION_FIND, "find", "Show only the lines in which what is typed stands.",
     CONTEXT_SETUP, {'f', '@'}, 0, BY_ANYBODY, 0},

    /* fields and questions */
    {ACTION_ACCEPT, "accept", "Accept what the fields say.",
     CONTEXT_FORM, {K_ENTER}, 0, BY_ANYBODY, 0},
    {ACTION_NEXT_FIELD, "next field", "Go to the next field.",
     CONTEXT_FORM | CONTEXT_CASH, {K_TAB, K_DOWN}, 0, BY_ANYBODY, 0},
    {ACTION_PREVIOUS_FIELD, "previous field", "Go to the field before.",
     CONTEXT_FORM | CONTEXT_CASH, {K_BACK_TAB, K_UP}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_OTHER_VALUE, "other value",
     "Take the next or the previous value of a field that offers some.",
     CONTEXT_FORM, {K_RIGHT, K_LEFT, ' '}, 0, BY_ANYBODY, 0},
    {ACTION_YES, "the marked answer",
     "Take the marked answer; its letter takes any of them.",
     CONTEXT_CHOICE, {K_ENTER}, 0, BY_ANYBODY, 0},
    {ACTION_CONTINUE, "go on", "Go on; so does the next plate, number or scan.",
     CONTEXT_DONE | CONTEXT_TEXT, {K_ENTER}, 0, BY_ANYBODY, 0},
    {ACTION_PRINT, "print", "Print the ticket, the receipts (once more as a copy), the report.",
     CONTEXT_DONE | CONTEXT_TEXT, {K_CTRL('p')}, 0, BY_ATTENDANT, 0},

    /* screens */
    {ACTION_TICKETS, "tickets inside", "Vehicles inside, longest first.",
     0, {K_NONE}, 't', BY_ANYBODY, HIDDEN},
    {ACTION_EXPIRED, "expired", "Tickets that expired unpaid.",
     0, {K_NONE}, 'e', BY_ANYBODY, HIDDEN},
    {ACTION_OVERSTAYED, "overstayed", "Paid tickets past their time to leave.",
     0, {K_NONE}, 'o', BY_ANYBODY, HIDDEN},
    {ACTION_OWING, "owing", "Released tickets on which money is owed.",
     0, {K_NONE}, 'd', BY_ANYBODY, HIDDEN},
    {ACTION_DOUBTS, "cards in doubt", "Tickets with a card of which nobody knows what became.",
     0, {K_NONE}, 'k', BY_ANYBODY, HIDDEN},
    {ACTION_JOURNAL, "journal", "What was done, by whom, where, as it happens.",
     0, {K_NONE}, 'l', BY_ANYBODY, HIDDEN},
    {ACTION_SHIFT, "shift", "Open your shift, count the drawer, end it.",
     0, {K_NONE}, 's', BY_ATTENDANT, HIDDEN},
    {ACTION_EXCEPTIONS, "exceptions", "What was out of the ordinary, and who saw it.",
     0, {K_NONE}, 'x', BY_ANYBODY, HIDDEN},
    {ACTION_ACCOUNT, "accountability", "Whether every ticket of a day is accounted for.",
     0, {K_NONE}, 'a', BY_ANYBODY, HIDDEN},
    {ACTION_WALK, "walk", "Compare what stands on the spots with tickets.",
     0, {K_NONE}, 'w', BY_ATTENDANT, HIDDEN},
    {ACTION_FIGURES, "figures", "Occupancy, arrivals, stays, revenue, drawn.",
     0, {K_NONE}, 'f', BY_ANYBODY, HIDDEN},
    {ACTION_SETUP, "setup", "Staff, tariffs, spots, settings and printers.",
     0, {K_NONE}, 'u', BY_ANYBODY, HIDDEN},
    {ACTION_PRINT_MISSING, "print", "Print what the printer has not taken yet.",
     0, {K_NONE}, 'p', BY_ANYBODY, HIDDEN},

    {ACTION_SIGN_IN, "sign in", "Sign in, or let somebody else sign in.",
     0, {K_NONE}, 'i', BY_ANYBODY, HIDDEN},
    {ACTION_LOCK, "lock", "Lock the console until the PIN is given.",
     0, {K_NONE}, 'z', BY_ATTENDANT, HIDDEN},

    /* everywhere */
    {ACTION_COMMANDS, "commands", "List the commands, each with its letter.",
     EVERYWHERE, {'/'}, 0, BY_ANYBODY, 0},
    {ACTION_HELP, "help", "The keys of this screen and of the others.",
     EVERYWHERE | CONTEXT_COMMANDS | CONTEXT_CASH, {'?', K_F0 + 1}, 'h', BY_ANYBODY, 0},
    {ACTION_BACK, "back", "Go one step back; it never ends the console.",
     EVERYWHERE | CONTEXT_HELP | CONTEXT_COMMANDS | CONTEXT_FORM | CONTEXT_CHOICE | CONTEXT_CASH, {K_ESC}, 0, BY_ANYBODY, 0},
    {ACTION_REDRAW, "draw anew", "Draw the whole screen anew.",
     ~0U, {K_CTRL('l')}, 0, BY_ANYBODY, HIDDEN},
    {ACTION_QUIT, "quit", "End the console.",
     ~0U, {K_CTRL('q')}, 'q', BY_ANYBODY, HIDDEN},
    {ACTION_NONE, NULL, NULL,
     0, {K_NONE}, 0, BY_ANYBODY, 0},
};
/* clang-format on */

static bool has_key(const struct action *action, ui_key key)
{
    for (size_t i = 0; i < ACTION_KEYS_MAX && action->keys[i] != K_NONE; i++)
        if (action->keys[i] == key)
            return true;
    return false;
}

const struct action *action_for_key(unsigned context, ui_key key)
{
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        if ((action->contexts & context) && has_key(action, key))
            return action;
    return NULL;
}

const struct action *action_by_id(enum action_id id)
{
    const struct action *action = ACTIONS;

    while (action->id != ACTION_NONE && action->id != id)
        action++;
    return action;
}
