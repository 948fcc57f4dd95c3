/*
 * UUIDs of version 7: a time that sorts, then bits nobody can guess. Calls libuuid.
 *
 * The 48 bits of milliseconds and the 12 bits after them are read as one number: the second, then
 * a count of the ids that this process made in it. So ids of one process sort in the order they
 * were made, and the 62 random bits behind are all libuuid's.
 */
#include "parkade/uuid.h"

#include <ctype.h>
#include <pthread.h>
#include <string.h>
#include <uuid/uuid.h>

/* The last second of which the milliseconds still fit 48 bits. */
#define LAST_SECOND ((INT64_C(1) << 48) / 1000 - 1)

/*
 * The count belongs to the process, not to a lot: two lots in one process share it. It starts
 * anew with a second that is later than all before, and runs on when a clock goes back, so that
 * order holds then too.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t latest_second = -1;
static uint64_t made;

static uint64_t next_count(int64_t second)
{
    pthread_mutex_lock(&lock);
    if (second > latest_second) {
        latest_second = second;
        made = 0;
    }
    uint64_t count = made++;
    pthread_mutex_unlock(&lock);
    return count;
}

void pk_uuid_make(char out[static PK_UUID_SIZE], int64_t at)
{
    int64_t second = at < 0 ? 0 : at > LAST_SECOND ? LAST_SECOND : at;
    uint64_t stamp = ((uint64_t)second * 1000 << 12) + next_count(second);
    uuid_t id;

    uuid_generate_random(id); /* version 4: its last 8 bytes are what version 7 wants there */
    for (int i = 0; i < 6; i++)
        id[i] = (unsigned char)(stamp >> (52 - 8 * i));
    id[6] = (unsigned char)(0x70 | (stamp >> 8 & 0x0F));
    id[7] = (unsigned char)stamp;
    uuid_unparse_lower(id, out);
}

/* 32 digits with hyphens put between them, for libuuid; false when TEXT is not that long. */
static bool with_hyphens(char out[static PK_UUID_SIZE], const char *text)
{
    static const size_t groups[] = {8, 4, 4, 4, 12};
    size_t used = 0;

    if (strlen(text) != 32)
        return false;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (i > 0)
            out[used++] = '-';
        memcpy(out + used, text, groups[i]);
        used += groups[i];
        text += groups[i];
    }
    out[used] = '\0';
    return true;
}

bool pk_uuid_parse(char out[static PK_UUID_SIZE], const char *text)
{
    char hyphened[PK_UUID_SIZE];
    uuid_t id;

    if (with_hyphens(hyphened, text))
        text = hyphened;
    if (strlen(text) != PK_UUID_SIZE - 1 || uuid_parse(text, id) != 0)
        return false;
    uuid_unparse_lower(id, out);
    return true;
}

void pk_uuid_printed(char out[static PK_UUID_SIZE], const char *uuid)
{
    char digits[PK_UUID_SIZE];
    size_t used = 0;

    if (!pk_uuid_parse(digits, uuid))
        digits[0] = '\0';
    for (const char *at = digits; *at != '\0'; at++)
        if (*at != '-')
            out[used++] = (char)toupper((unsigned char)*at);
    out[used] = '\0';
}
