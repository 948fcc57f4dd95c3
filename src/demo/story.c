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

    {22*D + 5*H,        deed_arrives,    TYPO, .text = "B-OX 1820"},
    {22*D + 5*H -  3*M, deed_is_amended, TYPO, .text = "B-OX 1802"},
    {22*D + 3*H,        deed_pays_cash,  .guest = TYPO},
    {22*D + 3*H -  4*M, deed_leaves,     .guest = TYPO},

    {20*D + 6*H,        deed_arrives,    MOVER, .text = "K-LN 5521"},
    {20*D + 6*H -  6*M, deed_is_moved,   .guest = MOVER},
    {20*D + 4*H,        deed_pays_card,  .guest = MOVER},
    {20*D + 4*H -  5*M, deed_leaves,     .guest = MOVER},

    {19*D + 2*H,        deed_arrives,    MISTAKE, .text = "M-KR 4471"},
    {19*D + 2*H -  2*M, deed_is_void,    MISTAKE, .text = "The car drove on to the hotel."},

    {17*D + 7*H,        deed_arrives,     GOODWILL, .text = "DD-AH 309"},
    {17*D + 4*H,        deed_pays_cash,   .guest = GOODWILL},
    {17*D + 4*H -  7*M, deed_leaves,      .guest = GOODWILL},
    {17*D + 3*H,        deed_gets_refund, GOODWILL, .text = "Lift out of order; had to carry."},

    {16*D + 3*H,        deed_arrives,      DOCTOR, .text = "B-MD 112"},
    {16*D + 1*H,        deed_pays_nothing, DOCTOR, .text = "Doctor on call."},
    {16*D + 1*H -  1*M, deed_leaves,       .guest = DOCTOR},

    {15*D + 2*H,        deed_comes_late, PAPER_1, .text = "OHV-T 905", .why = "Power cut."},
    {15*D + 2*H -  1*M, deed_comes_late, PAPER_2, .text = "F-CE 6150", .why = "Power cut."},
    {15*D + 2*H -  2*M, deed_comes_late, PAPER_3, .text = "PL/WN 7730K", .why = "Power cut."},
    {15*D + 1*H,        deed_pays_cash,  .guest = PAPER_1},
    {15*D + 1*H -  3*M, deed_leaves,     .guest = PAPER_1},
    {15*D + 20*M,       deed_pays_card,  .guest = PAPER_2},
    {15*D + 12*M,       deed_leaves,     .guest = PAPER_2},
    {14*D + 22*H,       deed_pays_cash,  .guest = PAPER_3},
    {14*D + 22*H - 8*M, deed_leaves,     .guest = PAPER_3},

    {13*D + 8*H,        deed_arrives,    LOSER, .text = "HB-WE 2840"},
    {13*D + 3*H,        deed_loses,      LOSER, .text = "Ticket lost; papers of the car shown."},
    {13*D + 3*H -  1*M, deed_pays_card,  .guest = LOSER},
    {13*D + 3*H -  5*M, deed_leaves,     .guest = LOSER},

    {12*D + 6*H,        deed_arrives,     AGREED, .text = "S-VA 7007"},
    {12*D + 2*H,        deed_pays_agreed, AGREED, .text = "The sign showed last year's price."},
    {12*D + 2*H -  3*M, deed_leaves,      .guest = AGREED},

    {11*D + 4*H,        deed_arrives,     DECLINED, .text = "NL/71-GKX-8"},
    {11*D + 2*H,        deed_is_declined, .guest = DECLINED},
    {11*D + 2*H -  1*M, deed_pays_cash,   .guest = DECLINED},
    {11*D + 2*H -  6*M, deed_leaves,      .guest = DECLINED},

    {10*D + 5*H,        deed_arrives,     DOUBTFUL, .text = "A/W-60213R"},
    {10*D + 3*H,        deed_is_in_doubt, .guest = DOUBTFUL},
    {10*D + 3*H -  4*M, deed_leaves,      .guest = DOUBTFUL},

    {9*D + 4*H,         deed_arrives,    CAMPER, .text = "DK/CT 41 908", .vehicle_class = PK_TRUCK},
    {1*D + 2*H,         deed_is_renewed, CAMPER, .text = "Camper; the owner telephoned."},

    {8*D + 6*H,         deed_arrives,     FORGOT_1, .text = "HRO-ES 333"},
    {7*D + 9*H,         deed_arrives,     FORGOT_2, .text = "CZ/4A3 9917"},

    {8*D + 1*H,         deed_arrives,     UNSEEN, .text = "WÜ-GU 518"},
    {5*D + 20*H,        deed_is_released, UNSEEN, .text = "Left unseen: the spot is empty."},

    {6*D + 5*H,         deed_arrives,     TAILGATER, .text = "BAR-XZ 44"},
    {6*D + 2*H,         deed_is_released, TAILGATER, .text = "Drove out behind another car; owes."},

    {4*D + 3*H,         deed_arrives,     TURNED, .text = "GB/KX19 ZPD"},
    {4*D + 3*H -  7*M,  deed_is_released, TURNED, .text = "Turned round at once, barrier was up."},

    {3*D + 2*H,         deed_arrives,   OVERSTAYS_1, .text = "LÖS-FE 76"},
    {2*D + 5*H,         deed_pays_card, .guest = OVERSTAYS_1},
    {7*H,               deed_arrives,   OVERSTAYS_2, .text = "P-RC 1290"},
    {5*H,               deed_pays_cash, .guest = OVERSTAYS_2},
    {5*H,               deed_arrives,   OVERSTAYS_3, .text = "F/GA-562-VN"},
    {3*H + 30*M,        deed_pays_card, .guest = OVERSTAYS_3},

    {.before = 2*D + 1*H, .deed = deed_closes, .text = "B09", .why = "The light above is broken."},
    {.before = 5*H + 9*M, .deed = deed_closes, .text = "G12", .why = "Water on the floor."},

    {4*H + 20*M, deed_arrives,     RAIN, .text = "B-EA 6601"},
    {35*M,       deed_is_reissued, RAIN, .text = "The ticket got wet and cannot be read."},

    {3*H + 10*M, deed_arrives, ALIKE_1, .text = "HH-QO 158"},
    {2*H + 25*M, deed_arrives, ALIKE_2, .text = "HH-OO 158"},
    {2*H + 50*M, deed_arrives, ALIKE_3, .text = "M-IL 1151"},
    {1*H +  5*M, deed_arrives, ALIKE_4, .text = "M-LI 1151"},

    {3*H + 30*M, deed_arrives,     TAILGATER_TODAY, .text = "TF-K 2208"},
    {1*H + 10*M, deed_is_released, TAILGATER_TODAY, .text = "Drove out behind a van; owes."},

    {3*H,        deed_arrives, MISTAKE_TODAY, .text = "N-AN 8142"},
    {2*H + 58*M, deed_is_void, MISTAKE_TODAY, .text = "Issued twice."},

    {2*H + 40*M, deed_arrives,     REFUND_TODAY, .text = "CH/ZH 318826"},
    {58*M,       deed_pays_cash,   .guest = REFUND_TODAY},
    {52*M,       deed_leaves,      .guest = REFUND_TODAY},
    {48*M,       deed_gets_refund, REFUND_TODAY, .text = "Two spots taken by one badly parked van."},

    {2*H + 35*M, deed_arrives,   HALF_PAID, .text = "L-PZ 9090"},
    {21*M,       deed_pays_half, .guest = HALF_PAID},

    {1*H + 50*M, deed_arrives,   PAID_1, .text = "B-LU 7345"},
    {7*M,        deed_pays_cash, .guest = PAID_1},
    {3*H + 12*M, deed_arrives,   PAID_2, .text = "GÖ-DE 12"},
    {2*M,        deed_pays_card, .guest = PAID_2},

    {11*M,       deed_arrives, FRESH_1, .text = "UM-A 3E", .needs = PK_NEED_EV},
    {6*M,        deed_arrives, FRESH_2, .text = "KI-TE 59", .vehicle_class = PK_MOTORCYCLE},
    {1*M + 20,   deed_arrives, FRESH_3, .text = "D-KU 4404"},
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
