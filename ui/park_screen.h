/*
 * What the files of Park share: park_screen.c (the view and parking), park_ask.c (its prompts),
 * park_draw.c.
 */
#ifndef UI_PARK_SCREEN_H
#define UI_PARK_SCREEN_H

#include "app.h"
#include "parkade/permit.h"
#include "parkade/ticket.h"
#include "parkade/watch.h"

enum { PARK_LOOKALIKES_MAX = 4 };

struct park_screen {
    struct view view;
    char plate[PK_TYPED_SIZE]; /* as typed */
    enum pk_vehicle_class vehicle_class;
    unsigned needs;
    char wanted[PK_SPOT_LABEL_SIZE]; /* "": the lot chooses */
    bool is_offer;                   /* it is what the lot offered instead */
    struct pk_spot spot;             /* where it would stand; label "" when nothing is free */
    char message[APP_SENTENCE_SIZE];

    /* What is known of the plate. */
    struct pk_permit permit; /* permit_id 0: none */
    struct pk_watch_seen watch;
    struct pk_ticket lookalikes[PARK_LOOKALIKES_MAX];
    size_t lookalike_count;

    struct pk_act act;
    struct pk_ticket ticket; /* what came of it */
};

/* Where the vehicle would stand, as class, needs and wanted spot are now. */
void park_find_spot(struct park_screen *park, struct app *app);

/* What permits, watchlist and the vehicles inside say of the plate. */
void park_look_up_plate(struct park_screen *park, struct app *app);

/* What is asked of the lot; a late entry adds when and why. */
struct pk_park park_how(const struct park_screen *park);

/* The ticket is there: its number in large. */
void park_show_ticket(struct app *app, const struct pk_ticket *ticket);

/* The lot refused (pk_error() says how): another spot that it offers is wanted from now on. */
void park_take_offer(struct park_screen *park);

/* park_ask.c: another spot, a mended plate, an entry that is made late. */
void park_ask_spot(struct park_screen *park, struct app *app);
void park_ask_plate(struct park_screen *park, struct app *app);
void park_ask_late(struct park_screen *park, struct app *app);

void park_draw(struct view *view, struct app *app, struct paint *paint,
               const struct layout *layout);

#endif
