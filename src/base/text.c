/*
 * Copying text whole or not at all. Calls the C library only.
 */
#include "parkade/text.h"

#include <string.h>

_Bool pk_copy(char *out, unsigned long size, const char *text)
{
    size_t length = strlen(text);

    if (size == 0)
        return 0;
    if (length >= size) {
        out[0] = '\0';
        return 0;
    }
    memmove(out, text, length + 1); /* TEXT may lie inside OUT */
    return 1;
}
