/*
 * Plan files: a row and its spots, "row A near 2 = 01-09, gap, 10-11 ev in Charging".
 */
#include "lot/plan_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/text.h"

/* A row while it is read. */
struct row {
    char name[PLAN_ROW_MAX + 1];
    struct plan_span span;
    int column;    /* the next cell */
    bool is_wrong; /* its name or nearness: then its spots would be wrong too */
};

/* Spots of one item: "01-09 standard". */
struct item {
    int first, last, digits;
    enum pk_spot_kind kind;
    char zone[PK_LEVEL_SIZE];
};

/* ---- the head ---- */

static bool is_row_name(struct plan_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    return text.length > 0 && text.length <= PLAN_ROW_MAX;
}

static void read_name(struct plan_reader *reader, struct row *row, struct plan_text word)
{
    if (!is_row_name(word)) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line,
                   _("A row is called by a letter A-Z and up to %d more letters and digits, not "
                     "\"%s\"."),
                   PLAN_ROW_MAX - 1, plan_quote(quote, word));
        row->is_wrong = true;
        return;
    }
    plan_copy_capitals(row->name, word);
}

static void read_head(struct plan_reader *reader, struct row *row, struct plan_text head)
{
    char quote[BASE_EXCERPT_SIZE];
    struct plan_text rest = head, word = plan_next_word(&rest);
    if (word.length > 0 && !plan_is(word, "near")) {
        read_name(reader, row, word);
        word = plan_next_word(&rest);
    }
    if (word.length == 0)
        return;
    if (!plan_is(word, "near")) {
        plan_fault(reader, reader->line, _("\"%s\" does not belong here: row NAME near 2 = ..."),
                   plan_quote(quote, word));
        row->is_wrong = true;
    } else if (!plan_number(&row->span.near, rest, 1, PLAN_NEAR_MAX)) {
        plan_fault(reader, reader->line,
                   _("\"near\" is a number from 1, filled first, to %d, not \"%s\"."),
                   PLAN_NEAR_MAX, plan_quote(quote, rest));
        row->is_wrong = true;
    }
}

/* ---- adding spots ---- */

static bool make_room(struct plan_reader *reader, size_t count)
{
    struct pk_plan *plan = reader->plan;
    size_t capacity = reader->spot_capacity;
    if (count <= capacity - plan->spot_count)
        return true;
    while (capacity - plan->spot_count < count)
        capacity = capacity == 0 ? 256 : capacity * 2;
    struct pk_plan_spot *spots = realloc(plan->spots, capacity * sizeof *spots);
    if (spots == NULL) {
        reader->is_out_of_memory = true;
        return false;
    }
    plan->spots = spots;
    reader->spot_capacity = capacity;
    return true;
}

static void add_spot(struct plan_reader *reader, struct row *row, const struct item *item,
                     int number)
{
    struct pk_plan_spot *spot = &reader->plan->spots[reader->plan->spot_count];
    memset(spot, 0, sizeof *spot);
    snprintf(spot->label, sizeof spot->label, "%s%s%0*d", reader->here.prefix, row->name,
             item->digits, number);
    memcpy(spot->level, reader->here.level, sizeof spot->level);
    memcpy(spot->zone, item->zone, sizeof spot->zone);
    spot->kind = item->kind;
    spot->row = reader->here.row;
    spot->column = row->column;
    reader->plan->spot_count++;
    row->span.count++;
    row->column++;
}

static void add_spots(struct plan_reader *reader, struct row *row, const struct item *item)
{
    int step = item->first <= item->last ? 1 : -1;
    int count = (item->last - item->first) * step + 1;
    reader->here.has_spots = true;
    if (count > PLAN_CELLS_MAX - row->column) {
        plan_fault(reader, reader->line, _("A row has at most %d cells: divide it."),
                   PLAN_CELLS_MAX);
        return;
    }
    if (!reader->is_full && (size_t)count > PK_PLAN_SPOTS_MAX - reader->plan->spot_count) {
        plan_fault(reader, reader->line, _("A lot has at most %d spots."), PK_PLAN_SPOTS_MAX);
        reader->is_full = true;
    }
    if (reader->is_full || row->is_wrong || !make_room(reader, (size_t)count))
        return;
    for (int i = 0; i < count; i++)
        add_spot(reader, row, item, item->first + i * step);
}

/* ---- the items ---- */

static void read_gap(struct plan_reader *reader, struct row *row, struct plan_text width)
{
    int cells = 1;
    if (width.length > 0 && !plan_number(&cells, width, 1, PLAN_CELLS_MAX)) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line, _("A gap is 1 to %d cells wide, not \"%s\"."),
                   PLAN_CELLS_MAX, plan_quote(quote, width));
    } else if (cells > PLAN_CELLS_MAX - row->column) {
        plan_fault(reader, reader->line, _("A row has at most %d cells: divide it."),
                   PLAN_CELLS_MAX);
    } else {
        row->column += cells;
    }
}

/* Cuts the digits off REST that it begins with. */
static struct plan_text next_digits(struct plan_text *rest)
{
    struct plan_text digits = {rest->at, 0};
    while (digits.length < rest->length && rest->at[digits.length] >= '0' &&
           rest->at[digits.length] <= '9')
        digits.length++;
    rest->at += digits.length;
    rest->length -= digits.length;
    *rest = plan_trim(*rest);
    return digits;
}

/* "01-18", "18-01" or "7": numbers are written with as many digits as the smaller one has. */
static bool read_range(struct item *item, struct plan_text *rest)
{
    struct plan_text first = next_digits(rest), last = first;
    if (rest->length > 0 && rest->at[0] == '-') {
        *rest = plan_trim((struct plan_text){rest->at + 1, rest->length - 1});
        last = next_digits(rest);
    }
    if (!plan_number(&item->first, first, 0, INT32_MAX) ||
        !plan_number(&item->last, last, 0, INT32_MAX))
        return false;
    item->digits = (int)(item->first <= item->last ? first.length : last.length);
    return true;
}

static bool read_kind(enum pk_spot_kind *out, struct plan_text word)
{
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++) {
        if (plan_is(word, pk_spot_kind_name((enum pk_spot_kind)kind))) {
            *out = (enum pk_spot_kind)kind;
            return true;
        }
    }
    return false;
}

/* What may stand behind the numbers: a kind, "in" and a zone. */
static bool read_kind_and_zone(struct plan_reader *reader, struct item *item, struct plan_text rest)
{
    char quote[BASE_EXCERPT_SIZE];
    struct plan_text word = plan_next_word(&rest);
    if (word.length > 0 && !plan_is(word, "in")) {
        if (!read_kind(&item->kind, word)) {
            plan_fault(reader, reader->line,
                       _("\"%s\" is no kind of spot: use standard, compact, accessible, ev, "
                         "motorcycle or oversize."),
                       plan_quote(quote, word));
            return false;
        }
        word = plan_next_word(&rest);
    }
    if (word.length == 0)
        return true;
    if (!plan_is(word, "in") || rest.length == 0) {
        plan_fault(reader, reader->line,
                   _("\"%s\" does not belong here: behind the kind comes a comma, or \"in\" and a "
                     "zone."),
                   plan_quote(quote, word));
        return false;
    }
    if (!plan_copy(item->zone, sizeof item->zone, rest)) {
        plan_fault(reader, reader->line, _("The zone's name is too long: at most %d bytes."),
                   PK_LEVEL_SIZE - 1);
        return false;
    }
    return true;
}

static void read_item(struct plan_reader *reader, struct row *row, struct plan_text text)
{
    struct plan_text rest = text;
    struct item item = {.kind = PK_STANDARD};
    if (plan_is(plan_next_word(&rest), "gap")) {
        read_gap(reader, row, rest);
        return;
    }
    memcpy(item.zone, reader->here.zone, sizeof item.zone);
    rest = text;
    if (!read_range(&item, &rest)) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line,
                   _("\"%s\" is not understood: write numbers of up to %d digits and a kind, "
                     "\"01-09 standard\", or \"gap\"."),
                   plan_quote(quote, text), PLAN_DIGITS_MAX);
        reader->here.has_spots = true;
        return;
    }
    if (read_kind_and_zone(reader, &item, rest))
        add_spots(reader, row, &item);
    reader->here.has_spots = true;
}

static void read_items(struct plan_reader *reader, struct row *row, struct plan_text items)
{
    struct plan_text item;
    while (plan_next_part(&item, &items, ',')) {
        if (item.length > 0) {
            read_item(reader, row, item);
            continue;
        }
        plan_fault(reader, reader->line,
                   _("Numbers are missing: row A = 01-09 standard, gap, 10-18 standard."));
        reader->here.has_spots = true;
    }
}

static void keep_span(struct plan_reader *reader, const struct plan_span *span)
{
    if (span->count == 0)
        return;
    if (reader->span_count == reader->span_capacity) {
        size_t capacity = reader->span_capacity == 0 ? 64 : reader->span_capacity * 2;
        struct plan_span *spans = realloc(reader->spans, capacity * sizeof *spans);
        if (spans == NULL) {
            reader->is_out_of_memory = true;
            return;
        }
        reader->spans = spans;
        reader->span_capacity = capacity;
    }
    reader->spans[reader->span_count++] = *span;
}

void plan_read_row(struct plan_reader *reader, struct plan_text head, struct plan_text items)
{
    struct row row = {.span = {.first = reader->plan->spot_count,
                               .near = reader->here.near,
                               .line = reader->line,
                               .from_right = reader->here.from_right}};
    if (reader->here.row >= PLAN_CELLS_MAX) {
        reader->here.has_spots = true; /* they were meant to be there */
        plan_fault(reader, reader->line, _("A level has at most %d rows and aisles."),
                   PLAN_CELLS_MAX);
        return;
    }
    read_head(reader, &row, head);
    read_items(reader, &row, items);
    keep_span(reader, &row.span);
    reader->here.row++;
}
