/*
 * The list. Pure.
 */
#include "list.h"

static int within(int value, int low, int high)
{
    if (value > high)
        value = high;
    return value < low ? low : value;
}

void list_resize(struct list *list, int count)
{
    list->count = count;
    list->chosen = within(list->chosen, 0, count - 1);
}

bool list_key(struct list *list, ui_key key, int lines)
{
    int step;

    switch (key) {
    case K_UP:
        step = -1;
        break;
    case K_DOWN:
        step = 1;
        break;
    case K_PAGE_UP:
        step = -lines;
        break;
    case K_PAGE_DOWN:
        step = lines;
        break;
    case K_HOME:
        step = -list->count;
        break;
    case K_END:
        step = list->count;
        break;
    default:
        return false;
    }
    list->chosen = within(list->chosen + step, 0, list->count - 1);
    return true;
}

void list_show(struct list *list, int lines)
{
    int last = list->count > lines ? list->count - lines : 0;

    if (list->chosen < list->top)
        list->top = list->chosen;
    if (list->chosen >= list->top + lines)
        list->top = list->chosen - lines + 1;
    list->top = within(list->top, 0, last);
}
