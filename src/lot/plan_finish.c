/*
 * Plan files: what can only be known when all rows are read. Ranks, and labels that occur twice.
 */
#include "lot/plan_read.h"

#include <stdlib.h>
#include <string.h>

#include "parkade/text.h"

/* ---- ranks ---- */

static int compare_nearness(const void *left, const void *right)
{
    const struct plan_span *a = left, *b = right;
    if (a->near != b->near)
        return a->near < b->near ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static int compare_place(const void *left, const void *right)
{
    const struct plan_span *a = left, *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

void plan_rank(struct plan_reader *reader)
{
    struct plan_span *spans = reader->spans;
    int rank = 0;
    if (reader->span_count == 0)
        return;
    qsort(spans, reader->span_count, sizeof *spans, compare_nearness);
    for (size_t i = 0; i < reader->span_count; i++) {
        size_t last = spans[i].first + spans[i].count - 1;
        for (size_t n = 0; n < spans[i].count; n++) {
            size_t at = spans[i].from_right ? last - n : spans[i].first + n;
            reader->plan->spots[at].rank = ++rank;
        }
    }
    qsort(spans, reader->span_count, sizeof *spans, compare_place);
}

/* ---- duplicates ---- */

/* A label, and where it stands first when it is a duplicate. */
struct mention {
    const char *label;
    size_t index;
    int line, first_line;
};

static int compare_labels(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    int order = strcmp(a->label, b->label);
    if (order != 0)
        return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int compare_indexes(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void list_mentions(struct mention *mentions, const struct plan_reader *reader)
{
    for (size_t i = 0; i < reader->span_count; i++) {
        const struct plan_span *span = &reader->spans[i];
        for (size_t at = span->first; at < span->first + span->count; at++)
            mentions[at] = (struct mention){reader->plan->spots[at].label, at, span->line, 0};
    }
}

/* Keeps only the duplicates, in the order of the file. Sorting finds them in O(n log n). */
static size_t keep_duplicates(struct mention *mentions, size_t count)
{
    size_t kept = 0;
    qsort(mentions, count, sizeof *mentions, compare_labels);
    struct mention first = mentions[0];
    for (size_t i = 1; i < count; i++) {
        struct mention next = mentions[i];
        if (strcmp(next.label, first.label) != 0) {
            first = next;
            continue;
        }
        next.first_line = first.line;
        mentions[kept++] = next; /* at most i: that place has been read */
    }
    qsort(mentions, kept, sizeof *mentions, compare_indexes);
    return kept;
}

static void tell_duplicates(struct plan_reader *reader, const struct mention *mention, size_t count)
{
    if (count == 1)
        plan_fault(reader, mention->line,
                   _("The label %s is used on line %d: each spot needs its own."), mention->label,
                   mention->first_line);
    else
        plan_fault(reader, mention->line,
                   _("The label %s and %zu more of this row are used on line %d: each spot needs "
                     "its own. Rename the row, or give the level a prefix."),
                   mention->label, count - 1, mention->first_line);
}

void plan_find_duplicates(struct plan_reader *reader)
{
    size_t count = reader->plan->spot_count;
    if (count == 0)
        return;
    struct mention *mentions = calloc(count, sizeof *mentions);
    if (mentions == NULL) {
        reader->is_out_of_memory = true;
        return;
    }
    list_mentions(mentions, reader);
    size_t kept = keep_duplicates(mentions, count);
    for (size_t i = 0, end; i < kept; i = end) {
        end = i + 1;
        while (end < kept && mentions[end].line == mentions[i].line &&
               mentions[end].first_line == mentions[i].first_line)
            end++;
        tell_duplicates(reader, &mentions[i], end - i);
    }
    free(mentions);
}
