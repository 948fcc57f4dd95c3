/*
 * Plan files: what a line says. Levels, settings and aisles are read here, rows in plan_row.c.
 */
#include "lot/plan_read.h"

#include <string.h>

#include "parkade/text.h"

/* ---- levels ---- */

static bool is_level_known(struct plan_reader *reader, struct plan_text name)
{
    for (size_t i = 0; i < reader->level_count; i++) {
        if (plan_is(name, reader->levels[i].name)) {
            plan_fault(reader, reader->line,
                       _("The level \"%s\" has begun on line %d: keep its rows together there."),
                       reader->levels[i].name, reader->levels[i].line);
            return true;
        }
    }
    return false;
}

void plan_end_level(struct plan_reader *reader)
{
    const struct plan_here *here = &reader->here;
    if (here->line > 0 && !here->has_spots)
        plan_fault(reader, here->line,
                   _("The level \"%s\" has no spots: give it a row, or leave it out."),
                   here->level);
}

/* A level that cannot be told by its name: its rows are looked at all the same, without more words
 * about the level. */
static void begin_unknown_level(struct plan_reader *reader)
{
    plan_end_level(reader);
    reader->here = (struct plan_here){.line = reader->line, .near = 1, .has_spots = true};
}

/* A level that was refused is begun all the same, so that its rows are looked at too. */
static void begin_level(struct plan_reader *reader, struct plan_text name)
{
    struct plan_here *here = &reader->here;
    bool is_known = is_level_known(reader, name);
    plan_end_level(reader);
    memset(here, 0, sizeof *here);
    here->line = reader->line;
    here->has_spots = is_known; /* one fault is enough */
    if (!plan_copy(here->level, sizeof here->level, name))
        plan_fault(reader, reader->line, _("The level's name is too long: at most %d bytes."),
                   PK_LEVEL_SIZE - 1);
    if (is_known)
        return;
    here->near = 1;
    if (reader->level_count == PK_LEVELS_MAX) {
        plan_fault(reader, reader->line, _("A lot has at most %d levels."), PK_LEVELS_MAX);
        return;
    }
    memcpy(reader->levels[reader->level_count].name, here->level, sizeof here->level);
    reader->levels[reader->level_count].line = reader->line;
    here->near = (int)++reader->level_count;
}

static void read_heading(struct plan_reader *reader, struct plan_text line)
{
    if (line.at[line.length - 1] != ']') {
        plan_fault(reader, reader->line, _("The \"]\" at the end is missing: [level NAME]."));
        begin_unknown_level(reader);
        return;
    }
    struct plan_text name = {line.at + 1, line.length - 2};
    struct plan_text word = plan_next_word(&name);
    if (!plan_is(word, "level") || name.length == 0 || memchr(name.at, ']', name.length) != NULL) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line, _("\"%s\" is no heading: write [level NAME]."),
                   plan_quote(quote, line));
        begin_unknown_level(reader);
        return;
    }
    begin_level(reader, name);
}

/* ---- settings ---- */

static void set_near(struct plan_reader *reader, struct plan_text value)
{
    if (!plan_number(&reader->here.near, value, 1, PLAN_NEAR_MAX)) {
        char quote[BASE_EXCERPT_SIZE];
        reader->here.near = 1;
        plan_fault(reader, reader->line,
                   _("\"near\" is a number from 1, filled first, to %d, not \"%s\"."),
                   PLAN_NEAR_MAX, plan_quote(quote, value));
    }
}

static void set_entry(struct plan_reader *reader, struct plan_text value)
{
    reader->here.from_right = plan_is(value, "right");
    if (!reader->here.from_right && !plan_is(value, "left")) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line, _("\"entry\" is left or right, not \"%s\"."),
                   plan_quote(quote, value));
    }
}

static void set_zone(struct plan_reader *reader, struct plan_text value)
{
    if (plan_is(value, "none")) {
        reader->here.zone[0] = '\0';
    } else if (value.length == 0) {
        plan_fault(reader, reader->line,
                   _("\"zone\" needs a name, or \"none\" for rows that are in no zone."));
    } else if (!plan_copy(reader->here.zone, sizeof reader->here.zone, value)) {
        plan_fault(reader, reader->line, _("The zone's name is too long: at most %d bytes."),
                   PK_LEVEL_SIZE - 1);
    }
}

static bool is_prefix(struct plan_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-')
            return false;
    }
    return text.length > 0 && text.length <= PLAN_PREFIX_MAX;
}

static void set_prefix(struct plan_reader *reader, struct plan_text value)
{
    char *prefix = reader->here.prefix;
    if (plan_is(value, "none")) {
        prefix[0] = '\0';
        return;
    }
    if (!is_prefix(value)) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line,
                   _("\"%s\" cannot begin a label: write 1 to %d of A-Z, 0-9 and \"-\", or none."),
                   plan_quote(quote, value), PLAN_PREFIX_MAX);
        return;
    }
    plan_copy_capitals(prefix, value);
}

static const struct {
    const char *name;
    void (*set)(struct plan_reader *reader, struct plan_text value);
} settings[] = {
    {"near", set_near},
    {"entry", set_entry},
    {"zone", set_zone},
    {"prefix", set_prefix},
};

/* ---- lines ---- */

static void say_unknown(struct plan_reader *reader, struct plan_text line)
{
    char quote[BASE_EXCERPT_SIZE];
    plan_fault(reader, reader->line,
               _("\"%s\" is not known: a line is [level NAME], row, aisle, near, entry, zone or "
                 "prefix."),
               plan_quote(quote, line));
}

static void read_aisle(struct plan_reader *reader, struct plan_text width)
{
    int rows = 1;
    if (width.length > 0 && !plan_number(&rows, width, 1, PLAN_CELLS_MAX)) {
        char quote[BASE_EXCERPT_SIZE];
        plan_fault(reader, reader->line, _("An aisle is as wide as 1 to %d rows, not \"%s\"."),
                   PLAN_CELLS_MAX, plan_quote(quote, width));
        return;
    }
    if (rows > PLAN_CELLS_MAX - reader->here.row) {
        plan_fault(reader, reader->line, _("A level has at most %d rows and aisles."),
                   PLAN_CELLS_MAX);
        return;
    }
    reader->here.row += rows;
}

static void read_setting(struct plan_reader *reader, struct plan_text line, struct plan_text key,
                         struct plan_text value)
{
    struct plan_text rest = key;
    if (plan_is(plan_next_word(&rest), "row")) {
        plan_read_row(reader, rest, value);
        return;
    }
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (plan_is(key, settings[i].name)) {
            settings[i].set(reader, value);
            return;
        }
    }
    say_unknown(reader, line);
}

static void read_statement(struct plan_reader *reader, struct plan_text line)
{
    struct plan_text key, value = line, rest = line;
    struct plan_text word = plan_next_word(&rest);
    if (memchr(line.at, '=', line.length) != NULL) {
        plan_next_part(&key, &value, '=');
        read_setting(reader, line, key, plan_trim(value));
    } else if (plan_is(word, "aisle")) {
        read_aisle(reader, rest);
    } else if (plan_is(word, "row")) {
        plan_fault(reader, reader->line, _("The row's spots are missing: row A = 01-18 standard."));
    } else {
        say_unknown(reader, line);
    }
}

void plan_read_line(struct plan_reader *reader, struct plan_text line)
{
    if (line.at[0] == '[') {
        read_heading(reader, line);
        return;
    }
    if (reader->here.line == 0) {
        plan_fault(reader, reader->line,
                   _("This stands before the first level: begin with [level NAME]."));
        begin_unknown_level(reader);
    }
    read_statement(reader, line);
}
