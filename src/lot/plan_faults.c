/*
 * Plan files: collecting all that is wrong. Calls base.
 */
#include "lot/plan_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"

/* Duplicates are found last, so a fault may belong before others. Where there is no room for all,
 * those of the last lines give way. NULL: no room for this one. */
static struct pk_fault *make_room(struct pk_faults *faults, int line)
{
    bool is_full = faults->count >= PK_FAULTS_MAX;
    size_t kept = is_full ? PK_FAULTS_MAX : faults->count, place = kept;
    while (place > 0 && faults->fault[place - 1].line > line)
        place--;
    if (is_full && place == kept)
        return NULL;
    size_t behind = kept - place - (is_full ? 1 : 0);
    memmove(&faults->fault[place + 1], &faults->fault[place], behind * sizeof faults->fault[0]);
    return &faults->fault[place];
}

void plan_fault(struct plan_reader *reader, int line, const char *format, ...)
{
    static const char dots[] = "...";
    struct pk_fault *fault = make_room(reader->faults, line);
    reader->faults->count++;
    reader->faults->errors++;
    if (fault == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(fault->message, sizeof fault->message, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof fault->message) /* a long quotation; what is cut are plain words */
        memcpy(fault->message + sizeof fault->message - sizeof dots, dots, sizeof dots);
    fault->line = line;
    fault->is_warning = false;
}

enum pk_status plan_verdict(const struct pk_faults *faults)
{
    const struct pk_fault *first = &faults->fault[0];
    if (faults->errors == 0)
        return PK_OK;
    if (first->line == 0)
        return pk_fail(PK_USAGE, "%s", first->message);
    if (faults->errors == 1)
        return pk_fail(PK_USAGE, _("Line %d of the plan: %s"), first->line, first->message);
    return pk_fail(PK_USAGE,
                   ngettext("Line %d of the plan: %s (%zu more fault.)",
                            "Line %d of the plan: %s (%zu more faults.)", faults->errors - 1),
                   first->line, first->message, faults->errors - 1);
}
