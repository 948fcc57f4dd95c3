/*
 * The toast. Pure.
 */
#include "toast.h"

#include <stdarg.h>
#include <stdio.h>

void toast_show(struct toast *toast, enum role role, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(toast->text, sizeof toast->text, format, arguments);
    va_end(arguments);
    toast->role = role;
}

void toast_clear(struct toast *toast)
{
    toast->text[0] = '\0';
}
