/*
 * The piece of a long list that is in memory: the lines in view and some around them. Pure.
 */
#ifndef UI_WINDOW_H
#define UI_WINDOW_H

#include "list.h"

enum { WINDOW_LINES = 128 };

struct window {
    int first, count; /* the lines FIRST to FIRST + COUNT - 1 of the list */
};

/* Puts LIST's choice in view of PAGE lines. False: some of those lines are not in WINDOW; then it
 * is moved around them and is to be filled anew. */
bool window_follow(struct window *window, struct list *list, int page);

/* Where LINE of the list is in the window; -1: it is not there. */
int window_at(const struct window *window, int line);

#endif
