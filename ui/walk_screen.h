/*
 * What the files of the Walk screen share. walk_screen.c is the view, walk_note.c the acts,
 * walk_draw.c the picture.
 */
#ifndef UI_WALK_SCREEN_H
#define UI_WALK_SCREEN_H

#include "editor.h"
#include "findings.h"
#include "parkade/spot.h"
#include "round.h"
#include "view.h"

/* What was noted here lately, for the walker to glance at. */
enum { NOTES_MAX = 6 };

struct walk_note {
    char spot[PK_SPOT_LABEL_SIZE];
    char plate[PK_REGISTRATION_SIZE];
    char alike[PK_REGISTRATION_SIZE]; /* the ticket's plate, if it only looks like it; else "" */
    char remark[FINDINGS_TEXT_SIZE];
};

struct walk_screen {
    struct view view;
    bool has_walk; /* one goes on, or there was one */
    struct pk_walk walk;
    struct findings_count found; /* by a walk that has ended */
    struct round round;
    struct pk_spot spot;        /* where the walker stands; its ticket is shown to nobody */
    struct pk_walk_sight sight; /* of that spot, as the lot has it */
    int64_t known_at;           /* the moment of the sight that the walker has seen */
    struct editor entry;
    struct pk_act act;
    char plate[PK_REGISTRATION_SIZE]; /* what is being noted; "": the spot is empty */
    char target[PK_SPOT_LABEL_SIZE];  /* ... and where */
    struct walk_note notes[NOTES_MAX];
    int note_count; /* the latest is the first */
};

/* The spot where the walker stands was seen, and the plate only looks like its ticket's. */
bool walk_is_alike(const struct walk_screen *screen);

/* Whether there is a walk that has not ended. */
bool walk_goes_on(const struct walk_screen *screen);

/* Whether all spots were seen. */
bool walk_is_complete(const struct walk_screen *screen, const struct app *app);

/* Whether something is typed that is not noted. */
bool walk_is_typing(const struct walk_screen *screen);

/* Goes to the spot with the index in the model; the line begins afresh. */
void walk_stand(struct walk_screen *screen, struct app *app, size_t index);

/* Goes to the spot LABEL of the walk shown by VIEW. */
void walk_go(struct view *view, struct app *app, const char *label);

/* Reads the lot anew. */
void walk_read(struct walk_screen *screen, struct app *app);

/* walk_note.c: does what Enter means. */
void walk_enter(struct walk_screen *screen, struct app *app);

/* The plate that only looks like the ticket's is the same: of the spot where the walker stands,
 * else of the last one noted. */
void walk_take_alike(struct walk_screen *screen, struct app *app);
bool walk_has_alike(const struct walk_screen *screen);

/* walk_draw.c */
void walk_draw(struct view *view, struct app *app, struct paint *paint,
               const struct layout *layout);

/* findings_screen.c: the findings of the walk shown by WALK. NULL: no memory. */
struct view *findings_view(struct view *walk);

#endif
