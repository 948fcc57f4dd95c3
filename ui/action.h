/*
 * Everything that can be done in the console, as data. The keymap, the hint line, the help, the
 * list of commands and the manual's key tables all come from the one table in action.c. Pure.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include <stdio.h>

#include "key.h"

/* Where an action applies: a set of bits. Every view has one of them. */
enum context {
    CONTEXT_LOT = 1,
    CONTEXT_SPOT = 2,
    CONTEXT_PARK = 4,
    CONTEXT_PAY = 8,
    CONTEXT_TICKET = 16,
    CONTEXT_DONE = 32,
    CONTEXT_TICKETS = 64,
    CONTEXT_JOURNAL = 128,
    CONTEXT_HELP = 256,
    CONTEXT_COMMANDS = 512,
    CONTEXT_FORM = 1024,
    CONTEXT_CHOICE = 2048,
    CONTEXT_SHIFT = 4096,
    CONTEXT_CASH = 8192, /* counting notes and coins */
    CONTEXT_EXCEPTIONS = 16384,
    CONTEXT_ACCOUNT = 32768,
    CONTEXT_WALK = 65536,
    CONTEXT_FIGURES = 131072,
    CONTEXT_SETUP = 262144,
    CONTEXT_TEXT = 524288,      /* a text to be read: a report, a tariff */
    CONTEXT_FINDINGS = 1048576, /* what a walk found */
    CONTEXT_LAST = CONTEXT_FINDINGS
};

enum action_id {
    ACTION_NONE,
    /* the lot */
    ACTION_OPEN,
    ACTION_MOVE,
    ACTION_NUMBER,
    ACTION_LABEL,
    ACTION_NEXT_LEVEL,
    ACTION_PREVIOUS_LEVEL,
    ACTION_ZOOM_IN,
    ACTION_ZOOM_OUT,
    ACTION_POINT,
    /* one spot */
    ACTION_USE_SPOT,
    ACTION_CLOSE_SPOT,
    ACTION_OPEN_SPOT,
    /* park */
    ACTION_PARK,
    ACTION_CAR,
    ACTION_MOTORCYCLE,
    ACTION_VAN,
    ACTION_TRUCK,
    ACTION_NEEDS_ACCESSIBLE,
    ACTION_NEEDS_EV,
    ACTION_CHOOSE_SPOT,
    ACTION_CHANGE_PLATE,
    ACTION_OPEN_LIKE,
    ACTION_LATE_ENTRY,
    /* the walk */
    ACTION_NOTE,
    ACTION_FINDINGS,
    ACTION_SAME,
    ACTION_STEP,
    ACTION_GO_TO,
    ACTION_SETTLE_FINDING,
    ACTION_LOOK_AGAIN,
    ACTION_END_WALK,
    /* pay */
    ACTION_FINISH,
    ACTION_CASH,
    ACTION_CARD,
    ACTION_VALIDATE,
    ACTION_AGREE,
    ACTION_TAKE_BACK,
    ACTION_NIL,
    ACTION_SHOW_TICKET,
    /* one ticket */
    ACTION_SETTLE,
    ACTION_RENEW,
    ACTION_LOST,
    ACTION_AMEND,
    ACTION_MOVE_VEHICLE,
    ACTION_REFUND,
    ACTION_REPRINT,
    ACTION_LEFT_UNSEEN,
    ACTION_RELEASE,
    ACTION_VOID,
    /* shifts and cash */
    ACTION_SHIFT_LINE,
    ACTION_DROP,
    ACTION_PAID_OUT,
    ACTION_NO_SALE,
    ACTION_X_REPORT,
    ACTION_COUNT,
    ACTION_END_SHIFT,
    ACTION_RECOUNT,
    ACTION_COUNT_LINE,
    ACTION_COUNTED,
    /* lists */
    ACTION_CHOOSE,
    ACTION_OPEN_LINE,
    ACTION_NEXT_LIST,
    ACTION_NEXT_PAGE,
    ACTION_PREVIOUS_PAGE,
    ACTION_AUDIT_DAY,
    ACTION_AUDIT_TODAY,
    ACTION_AUDIT_PERIOD,
    ACTION_ACKNOWLEDGE,
    ACTION_CLOSE_DAY,
    ACTION_SCROLL,
    ACTION_SEARCH,
    ACTION_RUN,
    /* figures */
    ACTION_OTHER_DAY,
    ACTION_TODAY,
    ACTION_NEXT_FIGURE,
    ACTION_PREVIOUS_FIGURE,
    ACTION_PERIOD,
    ACTION_FIGURE_REVENUE,
    ACTION_FIGURE_OCCUPANCY,
    ACTION_FIGURE_ARRIVALS,
    ACTION_FIGURE_STAYS,
    /* setup */
    ACTION_ADD,
    ACTION_NEW_PIN,
    ACTION_TRY_OUT,
    ACTION_END_LINE,
    ACTION_BRING_BACK,
    ACTION_FIND,
    /* fields and questions */
    ACTION_ACCEPT,
    ACTION_NEXT_FIELD,
    ACTION_PREVIOUS_FIELD,
    ACTION_OTHER_VALUE,
    ACTION_YES,
    ACTION_CONTINUE,
    ACTION_PRINT,
    /* screens */
    ACTION_TICKETS,
    ACTION_EXPIRED,
    ACTION_OVERSTAYED,
    ACTION_OWING,
    ACTION_DOUBTS,
    ACTION_JOURNAL,
    ACTION_SHIFT,
    ACTION_EXCEPTIONS,
    ACTION_ACCOUNT,
    ACTION_WALK,
    ACTION_FIGURES,
    ACTION_SETUP,
    ACTION_PRINT_MISSING,
    ACTION_SIGN_IN,
    ACTION_LOCK,
    /* everywhere */
    ACTION_COMMANDS,
    ACTION_HELP,
    ACTION_BACK,
    ACTION_REDRAW,
    ACTION_QUIT
};

/* Who may, once the lot has staff. */
enum action_role { BY_ANYBODY, BY_ATTENDANT, BY_SUPERVISOR };

enum {
    ACTION_IS_DANGER = 1, /* destroys something: asks for a reason, stands last in its hint line */
    ACTION_IS_HIDDEN = 2  /* not in the hint line */
};

enum { ACTION_KEYS_MAX = 8 };

struct action {
    enum action_id id;
    const char *name; /* a word or two: in the hint line and the lists */
    const char *help; /* a sentence */
    unsigned contexts;
    ui_key keys[ACTION_KEYS_MAX]; /* the first is the one that is shown; K_NONE ends them */
    char letter;                  /* in the list of commands; 0: not in it */
    enum action_role role;
    unsigned flags; /* a set of the following */
};

/* The table; its end has ACTION_NONE. */
extern const struct action ACTIONS[];

/* The action of KEY in a context; NULL: none. */
const struct action *action_for_key(unsigned context, ui_key key);

/* The action ID; never NULL for one of the enum. */
const struct action *action_by_id(enum action_id id);

/* "Lot", "Pay": what the help calls a context. */
const char *context_name(unsigned context);

/* The keys of an action as people read them: "Enter", "+", "↑↓←→". */
void action_keys(char *out, size_t size, const struct action *action, bool is_utf8);

#endif
