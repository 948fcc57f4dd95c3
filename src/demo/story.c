/*
 * The demo's story: one row for each thing that does not happen every day, from four weeks ago to
 * this minute. It sees to it that every state a ticket or a spot can have is there to be looked at.
 */
#include "demo/story.h"

enum { M = DEMO_MINUTE, H = DEMO_HOUR, D = DEMO_DAY };

/* The vehicles of the story. */
enum guest {
    NOBODY,
    TYPO, /* a plate that was mistyped */
    MOVER,
    MISTAKE,  /* a ticket that should not have been issued */
    GOODWILL, /* gets money back */
    DOCTOR,   /* goes for nothing */
    PAPER_1,  /* come during a power cut */
    PAPER_2,
    PAPER_3,
    LOSER,  /* of a ticket */
    AGREED, /* pays what was agreed */
    DECLINED,
    DOUBTFUL,
    CAMPER,   /* renewed, and still here */
    FORGOT_1, /* expired, and still here */
    FORGOT_2,
    UNSEEN,    /* left unseen */
    TAILGATER, /* drove out behind another car and owes */
    TURNED,    /* round at once */
    OVERSTAYS_1,
    OVERSTAYS_2,
    OVERSTAYS_3,
    RAIN, /* made the ticket unreadable */
    ALIKE_1,
    ALIKE_2,
    ALIKE_3,
    ALIKE_4,
    TAILGATER_TODAY,
    MISTAKE_TODAY,
    REFUND_TODAY,
    HALF_PAID,
    PAID_1,
    PAID_2,
    FRESH_1,
    FRESH_2,
    FRESH_3,
    GUESTS
};
_Static_assert((int)GUESTS <= (int)DEMO_GUESTS_MAX, "the world keeps the tickets of all guests");

/* clang-format off */
static const struct demo_incident incidents[] = {
    {.before = 26*D + 3*H, .deed = deed_closes, .text = "C05", .why = "Oil on the floor."},
    {.before = 25*D + 9*H, .deed = deed_opens,  .text = "C05"},

    {22*D + 5*H,        TYPO, deed_arrives, .text = "B-OX 1820"},
    {22*D + 5*H -  3*M, TYPO, deed_is_amended, .text = "B-OX 1802"},
    {22*D + 3*H,        TYPO, .deed = deed_pays_cash},
    {22*D + 3*H -  4*M, TYPO, .deed = deed_leaves},

    {20*D + 6*H,        MOVER, deed_arrives, .text = "K-LN 5521"},
    {20*D + 6*H -  6*M, MOVER, .deed = deed_is_moved},
    {20*D + 4*H,        MOVER, .deed = deed_pays_card},
    {20*D + 4*H -  5*M, MOVER, .deed = deed_leaves},

    {19*D + 2*H,        MISTAKE, deed_arrives, .text = "M-KR 4471"},
    {19*D + 2*H -  2*M, MISTAKE, deed_is_void, .text = "The car drove on to the hotel."},

    {17*D + 7*H,        GOODWILL, deed_arrives, .text = "DD-AH 309"},
    {17*D + 4*H,        GOODWILL, .deed = deed_pays_cash},
    {17*D + 4*H -  7*M, GOODWILL, .deed = deed_leaves},
    {17*D + 3*H,        GOODWILL, deed_gets_refund, .text = "Lift out of order; had to carry."},

    {16*D + 3*H,        DOCTOR, deed_arrives, .text = "B-MD 112"},
    {16*D + 1*H,        DOCTOR, deed_pays_nothing, .text = "Doctor on call."},
    {16*D + 1*H -  1*M, DOCTOR, .deed = deed_leaves},

    {15*D + 2*H,        PAPER_1, deed_comes_late, .text = "OHV-T 905", .why = "Power cut."},
    {15*D + 2*H -  1*M, PAPER_2, deed_comes_late, .text = "F-CE 6150", .why = "Power cut."},
    {15*D + 2*H -  2*M, PAPER_3, deed_comes_late, .text = "PL/WN 7730K", .why = "Power cut."},
    {15*D + 1*H,        PAPER_1, .deed = deed_pays_cash},
    {15*D + 1*H -  3*M, PAPER_1, .deed = deed_leaves},
    {15*D + 20*M,       PAPER_2, .deed = deed_pays_card},
    {15*D + 12*M,       PAPER_2, .deed = deed_leaves},
    {14*D + 22*H,       PAPER_3, .deed = deed_pays_cash},
    {14*D + 22*H - 8*M, PAPER_3, .deed = deed_leaves},

    {13*D + 8*H,        LOSER, deed_arrives, .text = "HB-WE 2840"},
    {13*D + 3*H,        LOSER, deed_loses, .text = "Ticket lost; papers of the car shown."},
    {13*D + 3*H -  1*M, LOSER, .deed = deed_pays_card},
    {13*D + 3*H -  5*M, LOSER, .deed = deed_leaves},

    {12*D + 6*H,        AGREED, deed_arrives, .text = "S-VA 7007"},
    {12*D + 2*H,        AGREED, deed_pays_agreed, .text = "The sign showed last year's price."},
    {12*D + 2*H -  3*M, AGREED, .deed = deed_leaves},

    {11*D + 4*H,        DECLINED, deed_arrives, .text = "NL/71-GKX-8"},
    {11*D + 2*H,        DECLINED, .deed = deed_is_declined},
    {11*D + 2*H -  1*M, DECLINED, .deed = deed_pays_cash},
    {11*D + 2*H -  6*M, DECLINED, .deed = deed_leaves},

    {10*D + 5*H,        DOUBTFUL, deed_arrives, .text = "A/W-60213R"},
    {10*D + 3*H,        DOUBTFUL, .deed = deed_is_in_doubt},
    {10*D + 3*H -  4*M, DOUBTFUL, .deed = deed_leaves},

    {9*D + 4*H,         CAMPER, deed_arrives, .text = "DK/CT 41 908", .vehicle_class = PK_TRUCK},
    {1*D + 2*H,         CAMPER, deed_is_renewed, .text = "Camper; the owner telephoned."},

    {8*D + 6*H,         FORGOT_1, deed_arrives, .text = "HRO-ES 333"},
    {7*D + 9*H,         FORGOT_2, deed_arrives, .text = "CZ/4A3 9917"},

    {8*D + 1*H,         UNSEEN, deed_arrives, .text = "WÜ-GU 518"},
    {5*D + 20*H,        UNSEEN, deed_is_released, .text = "Left unseen: the spot is empty."},

    {6*D + 5*H,         TAILGATER, deed_arrives, .text = "BAR-XZ 44"},
    {6*D + 2*H,         TAILGATER, deed_is_released, .text = "Drove out behind another car; owes."},

    {4*D + 3*H,         TURNED, deed_arrives, .text = "GB/KX19 ZPD"},
    {4*D + 3*H -  7*M,  TURNED, deed_is_released, .text = "Turned round at once, barrier was up."},

    {3*D + 2*H,         OVERSTAYS_1, deed_arrives, .text = "LÖS-FE 76"},
    {2*D + 5*H,         OVERSTAYS_1, .deed = deed_pays_card},
    {7*H,               OVERSTAYS_2, deed_arrives, .text = "P-RC 1290"},
    {5*H,               OVERSTAYS_2, .deed = deed_pays_cash},
    {5*H,               OVERSTAYS_3, deed_arrives, .text = "F/GA-562-VN"},
    {3*H + 30*M,        OVERSTAYS_3, .deed = deed_pays_card},

    {.before = 2*D + 1*H, .deed = deed_closes, .text = "B09", .why = "The light above is broken."},
    {.before = 5*H + 9*M, .deed = deed_closes, .text = "G12", .why = "Water on the floor."},

    {4*H + 20*M, RAIN, deed_arrives, .text = "B-EA 6601"},
    {35*M,       RAIN, deed_is_reissued, .text = "The ticket got wet and cannot be read."},

    {3*H + 10*M, ALIKE_1, deed_arrives, .text = "HH-QO 158"},
    {2*H + 25*M, ALIKE_2, deed_arrives, .text = "HH-OO 158"},
    {2*H + 50*M, ALIKE_3, deed_arrives, .text = "M-IL 1151"},
    {1*H +  5*M, ALIKE_4, deed_arrives, .text = "M-LI 1151"},

    {3*H + 30*M, TAILGATER_TODAY, deed_arrives, .text = "TF-K 2208"},
    {1*H + 10*M, TAILGATER_TODAY, deed_is_released, .text = "Drove out behind a van; owes."},

    {3*H,        MISTAKE_TODAY, deed_arrives, .text = "N-AN 8142"},
    {2*H + 58*M, MISTAKE_TODAY, deed_is_void, .text = "Issued twice."},

    {2*H + 40*M, REFUND_TODAY, deed_arrives, .text = "CH/ZH 318826"},
    {58*M,       REFUND_TODAY, .deed = deed_pays_cash},
    {52*M,       REFUND_TODAY, .deed = deed_leaves},
    {48*M,       REFUND_TODAY, deed_gets_refund, .text = "A van stood across two spots."},

    {2*H + 35*M, HALF_PAID, deed_arrives, .text = "L-PZ 9090"},
    {21*M,       HALF_PAID, .deed = deed_pays_half},

    {1*H + 50*M, PAID_1, deed_arrives, .text = "B-LU 7345"},
    {7*M,        PAID_1, .deed = deed_pays_cash},
    {3*H + 12*M, PAID_2, deed_arrives, .text = "GÖ-DE 12"},
    {2*M,        PAID_2, .deed = deed_pays_card},

    {11*M,       FRESH_1, deed_arrives, .text = "UM-A 3E", .needs = PK_NEED_EV},
    {6*M,        FRESH_2, deed_arrives, .text = "KI-TE 59", .vehicle_class = PK_MOTORCYCLE},
    {1*M + 20,   FRESH_3, deed_arrives, .text = "D-KU 4404"},
};
/* clang-format on */

enum { INCIDENTS = sizeof incidents / sizeof incidents[0] };
_Static_assert((int)INCIDENTS <= (int)DEMO_INCIDENTS_MAX, "the agenda has room for the story");

void demo_plan_story(struct demo_world *world)
{
    for (int i = 0; i < INCIDENTS; i++)
        demo_plan(world, world->end - incidents[i].before, DEMO_INCIDENT, i);
}

enum pk_status demo_incident(struct demo_world *world, int incident)
{
    return incidents[incident].deed(world, &incidents[incident]);
}

static bool does_leave(int guest)
{
    for (int i = 0; i < INCIDENTS; i++) {
        demo_deed *deed = incidents[i].deed;
        if (incidents[i].guest == guest &&
            (deed == deed_leaves || deed == deed_is_void || deed == deed_is_released))
            return true;
    }
    return false;
}

int demo_story_guests(const struct demo_world *world, int64_t after)
{
    int guests = 0;
    for (int i = 0; i < INCIDENTS; i++) {
        if (incidents[i].deed == deed_arrives && world->end - incidents[i].before >= after &&
            !does_leave(incidents[i].guest))
            guests++;
    }
    return guests;
}
