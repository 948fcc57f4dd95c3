/*
 * Quoting typed text in sentences. Calls utf8proc.
 */
#include "base/excerpt.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* Controls, and the invisible marks that turn the direction of a line. */
static bool can_be_shown(utf8proc_int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

void base_excerpt(char out[static BASE_EXCERPT_SIZE], const char *text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    size_t used = 0;

    for (int shown = 0; *at != '\0'; shown++) {
        if (shown == BASE_EXCERPT_LENGTH) {
            memcpy(out + used, "…", strlen("…"));
            used += strlen("…");
            break;
        }
        utf8proc_int32_t point;
        utf8proc_ssize_t length = utf8proc_iterate(at, -1, &point);
        if (length <= 0) {
            out[used++] = '?';
            at++;
            continue;
        }
        if (can_be_shown(point)) {
            memcpy(out + used, at, (size_t)length);
            used += (size_t)length;
        } else {
            out[used++] = '?';
        }
        at += length;
    }
    out[used] = '\0';
}
