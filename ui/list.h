/*
 * Choosing one of many lines: which is chosen, and which are in view. What the lines are is the
 * owner's business. Pure.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "key.h"

struct list {
    int count, chosen, top;
};

/* There are COUNT lines now; the choice stays where it can. */
void list_resize(struct list *list, int count);

/* Moves by KEY (arrows, pages, Home, End) on LINES lines in view. False: not a key of a list. */
bool list_key(struct list *list, ui_key key, int lines);

/* Puts the choice in view of LINES lines. To be called before drawing from list->top on. */
void list_show(struct list *list, int lines);

#endif
