/*
 * The lines that many screens share: the title, a line of label and value, the entry line.
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "editor.h"
#include "paint.h"

/* "Pay  #1042  AB 12 CD" in the header. */
void frame_title(struct paint *paint, const struct layout *layout, const char *name,
                 const char *about);

/* The names of pages, and which of them is in view. */
struct tabs {
    const char *const *names; /* to be translated */
    int count, here;
};

/* Draws the names in ROOM of the header, the one in view marked; where there is no room for all,
 * those from that one on, and which of how many it is. */
void frame_tabs(struct paint *paint, const struct rect *room, const struct tabs *tabs);

/* A dim label, and the value beside it. Returns the next line. */
int frame_fact(struct paint *paint, int y, int x, int width, const char *label, const char *value);

/* The entry line with the cursor in it; returns the column after it. */
int frame_entry(struct paint *paint, const struct rect *line, const struct editor *editor,
                int width, bool is_focus);

/* The part of a field that fits, underlined to its whole WIDTH; returns its cursor's column. */
int frame_field(struct paint *paint, int y, int x, int width, const struct editor *editor);

#endif
