/*
 * Whether a text that somebody typed may stand in the lot's file. Calls libutf8proc only.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/error.h"
#include "desk/job.h"
#include "parkade/text.h"

/* Control characters steer a terminal; format characters turn a line around or hide in it. */
static bool is_visible(utf8proc_category_t category)
{
    return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF &&
           category != UTF8PROC_CATEGORY_ZL && category != UTF8PROC_CATEGORY_ZP;
}

bool job_is_plain(const char *text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    utf8proc_int32_t point;
    while (*at != '\0') {
        utf8proc_ssize_t length = utf8proc_iterate(at, -1, &point);
        if (length <= 0 || !is_visible(utf8proc_category(point)))
            return false;
        at += length;
    }
    return true;
}

enum pk_status job_check_reason(const char *reason)
{
    if (!reason || reason[strspn(reason, " \t")] == '\0')
        return pk_fail(PK_USAGE, _("This needs a reason."));
    if (strlen(reason) >= PK_REASON_SIZE)
        return pk_fail(PK_USAGE, _("A reason has at most %d bytes."), PK_REASON_SIZE - 1);
    if (!job_is_plain(reason))
        return pk_fail(PK_USAGE, _("A reason is one line of readable text."));
    return PK_OK;
}

enum pk_status job_check_note(const char *note)
{
    if (note && strlen(note) >= PK_REASON_SIZE)
        return pk_fail(PK_USAGE, _("A note has at most %d bytes."), PK_REASON_SIZE - 1);
    if (note && !job_is_plain(note))
        return pk_fail(PK_USAGE, _("A note is one line of readable text."));
    return PK_OK;
}

/* Who acts may be nobody; a station never is. */
static enum pk_status check_name(const char name[static PK_NAME_SIZE], size_t least,
                                 const char *sentence)
{
    size_t length = strnlen(name, PK_NAME_SIZE);
    if (length < least || length >= PK_NAME_SIZE || !job_is_plain(name))
        return pk_fail(PK_USAGE, sentence, PK_NAME_SIZE - 1);
    return PK_OK;
}

enum pk_status job_check_station(const char name[static PK_NAME_SIZE])
{
    return check_name(name, 1, _("A station needs a name of 1 to %d bytes, in one line."));
}

enum pk_status job_check_who(const char name[static PK_NAME_SIZE])
{
    return check_name(name, 0, _("A name has at most %d bytes, in one line."));
}
