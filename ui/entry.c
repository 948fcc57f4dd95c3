/*
 * The meaning of the entry line. Pure.
 */
#include "entry.h"

#include <string.h>
#include <strings.h>

#include "parkade/uuid.h"

static const char PLATE[] = "plate:";

enum entry_kind entry_kind(const char **rest, const char *text)
{
    char uuid[PK_UUID_SIZE];

    while (*text == ' ')
        text++;
    *rest = text;
    if (*text == '\0')
        return ENTRY_NOTHING;
    if (pk_uuid_parse(uuid, text))
        return ENTRY_SCAN;
    if (*text == '@' || *text == '#') {
        *rest = text + 1;
        return *text == '@' ? ENTRY_SPOT : ENTRY_NUMBER;
    }
    if (strncasecmp(text, PLATE, sizeof PLATE - 1) == 0) {
        *rest = text + sizeof PLATE - 1;
        return ENTRY_PLATE;
    }
    return text[strspn(text, "0123456789 ")] == '\0' ? ENTRY_NUMBER : ENTRY_PLATE;
}
