/*
 * The window. Pure.
 */
#include "window.h"

int window_at(const struct window *window, int line)
{
    int at = line - window->first;

    return at >= 0 && at < window->count ? at : -1;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

bool window_follow(struct window *window, struct list *list, int page)
{
    list_show(list, page);
    int lines = least(least(page, list->count - list->top), WINDOW_LINES);
    if (lines <= 0 ||
        (window_at(window, list->top) >= 0 && window_at(window, list->top + lines - 1) >= 0))
        return true;
    int before = (WINDOW_LINES - lines) / 2;
    window->first = list->top > before ? list->top - before : 0;
    window->count = 0;
    return false;
}
