/*
 * One message in the status line. The next key takes it away, and still does what it does. Pure.
 */
#ifndef UI_TOAST_H
#define UI_TOAST_H

#include "theme.h"

enum { TOAST_SIZE = 512 };

struct toast {
    char text[TOAST_SIZE]; /* "": none */
    enum role role;
};

void toast_show(struct toast *toast, enum role role, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void toast_clear(struct toast *toast);

#endif
