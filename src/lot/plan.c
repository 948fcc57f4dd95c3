/*
 * Plans as text files (man/parkade-plan.5). Reads a file into spots, or tells all that is wrong
 * with it. Pure: calls plan_*.c of this folder and base only.
 */
#include "parkade/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lot/plan_read.h"
#include "parkade/text.h"

static struct plan_text without_comment(struct plan_text line)
{
    const char *comment = line.length > 0 ? memchr(line.at, '#', line.length) : NULL;
    if (comment != NULL)
        line.length = (size_t)(comment - line.at);
    return plan_trim(line);
}

/* Some editors mark UTF-8 by three bytes at the front. */
static struct plan_text without_mark(struct plan_text text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t length = sizeof mark - 1;
    if (text.length >= length && memcmp(text.at, mark, length) == 0)
        return (struct plan_text){text.at + length, text.length - length};
    return text;
}

static void read_lines(struct plan_reader *reader, struct plan_text text)
{
    struct plan_text line;
    while (!reader->is_out_of_memory && plan_next_line(&line, &text)) {
        reader->line++;
        if (!plan_is_clean(line)) {
            plan_fault(reader, reader->line,
                       _("This line is not plain text: save the file as UTF-8 without invisible "
                         "characters."));
            reader->here.has_spots = true; /* a row, perhaps */
            continue;
        }
        line = without_comment(line);
        if (line.length > 0)
            plan_read_line(reader, line);
    }
    plan_end_level(reader);
}

static void finish(struct plan_reader *reader)
{
    if (reader->faults->errors == 0 && reader->plan->spot_count == 0)
        plan_fault(reader, 0,
                   _("The plan is empty: write [level NAME] and a row, row A = 01-18 standard."));
    plan_rank(reader);
    plan_find_duplicates(reader);
}

static enum pk_status read_whole(struct plan_reader *reader, struct plan_text text)
{
    if (text.length > PLAN_TEXT_MAX) {
        plan_fault(reader, 0, _("The plan is longer than %d MiB."), PLAN_TEXT_MAX / 1024 / 1024);
    } else {
        read_lines(reader, without_mark(text));
        if (!reader->is_out_of_memory)
            finish(reader);
    }
    free(reader->spans);
    if (reader->is_out_of_memory)
        return pk_fail(PK_INTERNAL, _("There is not enough memory to read the plan."));
    return plan_verdict(reader->faults);
}

enum pk_status pk_plan_read(struct pk_plan *out, const char *text, size_t length,
                            struct pk_faults *faults)
{
    struct pk_faults own = {.count = 0};
    struct plan_reader reader = {.plan = out, .faults = faults != NULL ? faults : &own};
    memset(out, 0, sizeof *out);
    memset(reader.faults, 0, sizeof *reader.faults);
    enum pk_status status = read_whole(&reader, (struct plan_text){text, length});
    if (status != PK_OK)
        pk_plan_free(out);
    return status;
}

void pk_plan_free(struct pk_plan *plan)
{
    free(plan->spots);
    memset(plan, 0, sizeof *plan);
}
