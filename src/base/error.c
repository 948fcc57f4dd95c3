/*
 * The thread's error record: pk_fail() writes it, pk_error() reads it.
 *
 * Calls nothing but the C library and status.c. The record is per thread because threads of one
 * program fail independently of each other.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct pk_error no_error = {
    .status = PK_OK,
    .due = PK_NONE,
    .entry_time = PK_NONE,
    .exit_time = PK_NONE,
    .expires_at = PK_NONE,
};

static _Thread_local struct pk_error record = {
    .status = PK_OK,
    .due = PK_NONE,
    .entry_time = PK_NONE,
    .exit_time = PK_NONE,
    .expires_at = PK_NONE,
};

/* A sentence that was too long ends in "…", never in half a character: it must show that it was
 * cut. */
static void mark_as_cut(char message[static PK_MESSAGE_SIZE])
{
    static const char ellipsis[] = "…";
    size_t end = PK_MESSAGE_SIZE - sizeof ellipsis;

    while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80)
        end--;
    memcpy(message + end, ellipsis, sizeof ellipsis);
}

/* A sentence that ends with what somebody wrote, stop and all, still has one stop. */
static void drop_second_stop(char *message, const char *format)
{
    static const char end[] = "%s.";
    size_t length = strlen(message), format_length = strlen(format);

    if (format_length + 1 < sizeof end || strcmp(format + format_length + 1 - sizeof end, end) != 0)
        return;
    if (length >= 2 && strchr(".!?", message[length - 2]))
        message[length - 1] = '\0';
}

enum pk_status pk_fail(enum pk_status status, const char *format, ...)
{
    /* Not straight into the record: an argument may point into it. */
    char message[PK_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (length < 0)
        snprintf(message, sizeof message, "%s", pk_status_code(status));
    else if ((size_t)length >= sizeof message)
        mark_as_cut(message);
    else
        drop_second_stop(message, format);
    record = no_error;
    record.status = status;
    memcpy(record.message, message, sizeof message);
    return status;
}

struct pk_error *pk_error_record(void)
{
    return &record;
}

const struct pk_error *pk_error(void)
{
    return &record;
}
