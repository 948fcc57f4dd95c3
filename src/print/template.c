/*
 * Reading a template: see template.h. Calls base.
 */
#include "print/template.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "print/values.h"

struct reader {
    struct template *out;
    enum pk_slip_kind kind;
    struct pk_faults *faults;
    int line;
};

static void fault(struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(struct reader *reader, const char *format, ...)
{
    struct pk_faults *faults = reader->faults;
    size_t at = faults->count++;
    va_list arguments;
    faults->errors++;
    if (at >= PK_FAULTS_MAX)
        return;
    faults->fault[at] = (struct pk_fault){.line = reader->line};
    va_start(arguments, format);
    vsnprintf(faults->fault[at].message, sizeof faults->fault[at].message, format, arguments);
    va_end(arguments);
}

/* ---- names in braces ---- */

static void check_name(struct reader *reader, const char *name, size_t length)
{
    const struct value *value = value_find(name, length);
    int shown = length < 40 ? (int)length : 40;
    if (!value)
        fault(reader, _("There is no {%.*s}."), shown, name);
    else if (!value_is_on(value, reader->kind))
        fault(reader,
              reader->kind == PK_SLIP_TICKET ? _("{%s} stands on receipts only.")
                                             : _("{%s} stands on tickets only."),
              value->name);
}

static void check_names(struct reader *reader, const char *text)
{
    for (const char *at = strchr(text, '{'); at; at = strchr(at, '{')) {
        const char *end = strchr(at, '}');
        if (!end) {
            fault(reader, _("A { has no }."));
            return;
        }
        check_name(reader, at + 1, (size_t)(end - at - 1));
        at = end;
    }
}

/* ---- what a line begins with ---- */

/* The words before the colon; false: one is none of ours. */
static bool take_mark(struct template_line *line, const char *word)
{
    if (strcmp(word, "centre") == 0 || strcmp(word, "center") == 0)
        line->is_centred = true;
    else if (strcmp(word, "bold") == 0)
        line->is_bold = true;
    else if (strcmp(word, "large") == 0)
        line->scale = 2;
    else if (strcmp(word, "huge") == 0)
        line->scale = 4;
    else if (strcmp(word, "qr") == 0)
        line->kind = TEMPLATE_QR;
    else
        return strcmp(word, "text") == 0;
    return true;
}

static void read_marks(struct reader *reader, struct template_line *line, char *words)
{
    char *rest = NULL;
    for (char *word = strtok_r(words, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest))
        if (!take_mark(line, word))
            fault(reader, _("%.40s is no mark: text, centre, bold, large, huge, qr."), word);
}

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r", text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* "Plate | {plate}": for the left and the right edge. */
static void read_text(struct reader *reader, struct template_line *line, char *text)
{
    char *bar = strchr(text, '|');
    if (bar)
        *bar++ = '\0';
    if (bar && strchr(bar, '|'))
        fault(reader, _("A line has at most one |: what stands behind it goes to the right edge."));
    if (bar && (line->is_centred || line->kind == TEMPLATE_QR))
        fault(reader, _("What is centred has no right edge."));
    line->left = trim(text);
    line->right = bar ? trim(bar) : "";
    if (!line->left[0] && !line->right[0])
        fault(reader, _("Nothing stands behind the colon; feed makes an empty line."));
    check_names(reader, line->left);
    check_names(reader, line->right);
}

/* "rule", "cut", "feed", "feed 3". */
static void read_word(struct reader *reader, struct template_line *line, const char *text)
{
    char *end = NULL;
    if (strcmp(text, "rule") == 0) {
        line->kind = TEMPLATE_RULE;
    } else if (strcmp(text, "cut") == 0) {
        line->kind = TEMPLATE_CUT;
    } else if (strcmp(text, "feed") == 0) {
        line->kind = TEMPLATE_FEED;
        line->feed = 1;
    } else if (strncmp(text, "feed ", 5) == 0) {
        long count = strtol(text + 5, &end, 10);
        line->kind = TEMPLATE_FEED;
        line->feed = (int)count;
        if (*end || count < 1 || count > TEMPLATE_FEED_MAX)
            fault(reader, _("feed makes 1 to %d empty lines."), TEMPLATE_FEED_MAX);
    } else {
        fault(reader,
              _("A line is rule, cut, feed, or a mark with a colon: 'text: Plate | {plate}'."));
    }
}

static void read_line(struct reader *reader, char *text)
{
    struct template_line line = {.scale = 1, .left = "", .right = ""};
    text = trim(text);
    if (text[0] == '\0' || text[0] == '#')
        return;
    char *colon = strchr(text, ':');
    if (colon) {
        *colon = '\0';
        read_marks(reader, &line, text);
        read_text(reader, &line, colon + 1);
    } else {
        read_word(reader, &line, text);
    }
    if (reader->out->count < TEMPLATE_LINES_MAX)
        reader->out->lines[reader->out->count++] = line;
    else
        fault(reader, _("A template has at most %d lines."), TEMPLATE_LINES_MAX);
}

/* ---- the whole ---- */

static void read_lines(struct reader *reader)
{
    char *next = NULL;
    for (char *line = reader->out->text; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        reader->line++;
        read_line(reader, line);
    }
    reader->line = 0;
    if (reader->out->count == 0 && reader->faults->errors == 0)
        fault(reader, _("Nothing stands in it."));
}

static enum pk_status verdict(const struct pk_faults *faults)
{
    if (faults->errors == 0)
        return PK_OK;
    if (faults->fault[0].line == 0)
        return pk_fail(PK_USAGE, "%s", faults->fault[0].message);
    return pk_fail(PK_USAGE, _("line %d: %s"), faults->fault[0].line, faults->fault[0].message);
}

enum pk_status template_read(struct template *out, const char *text, size_t length,
                             enum pk_slip_kind kind, struct pk_faults *faults)
{
    struct pk_faults own = {.count = 0};
    struct reader reader = {.out = out, .kind = kind, .faults = faults ? faults : &own};
    out->count = 0;
    reader.faults->count = reader.faults->errors = 0;
    out->text = malloc(length + 1);
    if (!out->text)
        return pk_fail(PK_INTERNAL, _("There is not enough memory to print."));
    memcpy(out->text, text, length);
    out->text[length] = '\0';
    if (length > TEMPLATE_LENGTH_MAX || strlen(out->text) < length)
        fault(&reader, _("A template is a text of at most %d bytes."), TEMPLATE_LENGTH_MAX);
    else
        read_lines(&reader);
    return verdict(reader.faults);
}

void template_free(struct template *out)
{
    free(out->text);
    out->text = NULL;
    out->count = 0;
}
