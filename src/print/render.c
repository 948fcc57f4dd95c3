/*
 * Laying out a slip by its template. Calls the template's reader, the values and the paper.
 */
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "base/error.h"
#include "parkade/text.h"
#include "print/paper.h"
#include "print/render.h"
#include "print/slip.h"
#include "print/template.h"
#include "print/values.h"

struct rendering {
    struct paper paper;
    const struct pk_slip *slip;
    const struct pk_printer *printer;
};

/* ---- filling in ---- */

/* What of a line's values there is: a line that asks for some and gets none is left out. */
struct filled {
    bool asks, gets;
};

static void put_value(FILE *out, struct filled *filled, const char *name, size_t length,
                      const struct rendering *r)
{
    char text[VALUE_SIZE] = "";
    const struct value *value = value_find(name, length);
    if (value)
        value->write(text, r->slip, r->printer);
    filled->asks = true;
    filled->gets |= text[0] != '\0';
    fputs(text, out);
}

/* TEXT with its values, folded to the printer's letters. The caller frees it; NULL: no memory. */
static char *fill(struct filled *filled, const char *text, const struct rendering *r)
{
    char *whole = NULL, *folded = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&whole, &size);
    if (!out)
        return NULL;
    while (*text) {
        size_t plain = strcspn(text, "{");
        fwrite(text, 1, plain, out);
        text += plain;
        const char *end = strchr(text, '}');
        if (!end)
            break; /* the reader of templates lets none through */
        put_value(out, filled, text + 1, (size_t)(end - text - 1), r);
        text = end + 1;
    }
    if (fclose(out) == 0)
        folded = charset_fold(&r->paper.charset, whole);
    free(whole);
    return folded;
}

/* ---- lines ---- */

/* As large as was wished, if it goes into one line. */
static int find_scale(const struct rendering *r, const struct template_line *line, size_t width)
{
    int scale = line->scale < r->paper.ops->scale_max ? line->scale : r->paper.ops->scale_max;
    while (scale > 1 && width * (size_t)scale > (size_t)r->paper.columns)
        scale /= 2;
    return scale;
}

static void put_one(struct rendering *r, const struct template_line *line, const char *text,
                    int scale)
{
    size_t columns = (size_t)(r->paper.columns / scale), width = slip_width(text);
    size_t indent = line->is_centred && width < columns ? (columns - width) / 2 : 0;
    char blanks[PK_COLUMNS_MAX + 1];
    char *whole = NULL;
    memset(blanks, ' ', sizeof blanks);
    if (asprintf(&whole, "%.*s%s", (int)indent, blanks, text) < 0)
        return;
    r->paper.ops->line(&r->paper, whole, scale, line->is_bold);
    free(whole);
}

/* Each line of TEXT, which ends with a newline or does not. */
static void put_each(struct rendering *r, const struct template_line *line, char *text, int scale)
{
    while (text && *text) {
        char *next = strchr(text, '\n');
        if (next)
            *next++ = '\0';
        put_one(r, line, text, scale);
        text = next;
    }
}

static bool put_text(struct rendering *r, const struct template_line *line, const char *left,
                     const char *right)
{
    struct slip slip;
    size_t between = right[0] != '\0';
    int scale = find_scale(r, line, slip_width(left) + between + slip_width(right));
    if (!slip_begin(&slip, (size_t)(r->paper.columns / scale)))
        return false;
    slip_edges(&slip, left, right);
    char *text = slip_end(&slip);
    if (text)
        put_each(r, line, text, scale);
    free(text);
    return text != NULL;
}

static bool put_filled(struct rendering *r, const struct template_line *line)
{
    struct filled filled = {false, false};
    char *left = fill(&filled, line->left, r), *right = fill(&filled, line->right, r);
    bool is_whole = left && right;
    if (is_whole && (filled.gets || !filled.asks)) {
        if (line->kind == TEMPLATE_QR)
            r->paper.ops->qr(&r->paper, left, line->is_centred);
        else
            is_whole = put_text(r, line, left, right);
    }
    free(left);
    free(right);
    return is_whole;
}

static void put_rule(struct rendering *r)
{
    char rule[PK_COLUMNS_MAX + 1];
    memset(rule, '-', sizeof rule);
    rule[r->paper.columns] = '\0';
    r->paper.ops->line(&r->paper, rule, 1, false);
}

static bool put_line(struct rendering *r, const struct template_line *line)
{
    switch (line->kind) {
    case TEMPLATE_TEXT:
    case TEMPLATE_QR:
        return put_filled(r, line);
    case TEMPLATE_RULE:
        put_rule(r);
        break;
    case TEMPLATE_FEED:
        r->paper.ops->feed(&r->paper, line->feed);
        break;
    case TEMPLATE_CUT:
        r->paper.ops->cut(&r->paper);
        break;
    }
    return true;
}

/* ---- slips ---- */

static bool put_template(struct rendering *r, const struct template *template)
{
    bool is_whole = true;
    r->paper.ops->begin(&r->paper);
    for (size_t i = 0; i < template->count && is_whole; i++)
        is_whole = put_line(r, &template->lines[i]);
    return is_whole;
}

static bool put_report(struct rendering *r)
{
    static const struct template_line plain = {.scale = 1};
    size_t columns = (size_t)r->paper.columns;
    char *text = shift_report_text(r->slip->report, r->printer->zone, columns);
    if (!text)
        return false;
    r->paper.ops->begin(&r->paper);
    char *next = NULL;
    bool is_whole = true;
    for (char *line = text; is_whole && *line; line = next) {
        next = line + strcspn(line, "\n");
        if (*next)
            *next++ = '\0';
        char *folded = charset_fold(&r->paper.charset, line);
        is_whole = folded != NULL;
        if (is_whole)
            put_one(r, &plain, folded, 1);
        free(folded);
    }
    r->paper.ops->cut(&r->paper);
    free(text);
    return is_whole;
}

static bool put_slip(struct rendering *r, const struct template *template)
{
    if (r->slip->kind == PK_SLIP_REPORT)
        return put_report(r);
    if (r->slip->kind == PK_SLIP_DRAWER) {
        r->paper.ops->drawer(&r->paper);
        return true;
    }
    return put_template(r, template);
}

enum pk_status render_slip(char **bytes, size_t *length, const struct pk_slip *slip,
                           const struct pk_printer *printer, const struct template *template)
{
    struct rendering r = {.slip = slip, .printer = printer};
    bool is_escpos = printer->format == PK_SLIP_ESCPOS;
    *bytes = NULL;
    r.paper.ops = is_escpos ? &paper_escpos : &paper_plain;
    r.paper.columns = printer->columns < PK_COLUMNS_MIN   ? PK_COLUMNS_MIN
                      : printer->columns > PK_COLUMNS_MAX ? PK_COLUMNS_MAX
                                                          : printer->columns;
    r.paper.out = open_memstream(bytes, length);
    if (!r.paper.out)
        return pk_fail(PK_INTERNAL, _("There is not enough memory to print."));
    charset_open(&r.paper.charset, printer->page); /* what it lacks becomes plainer */
    bool is_whole = put_slip(&r, template) && !ferror(r.paper.out);
    charset_close(&r.paper.charset);
    if (fclose(r.paper.out) == 0 && is_whole)
        return PK_OK;
    free(*bytes);
    *bytes = NULL;
    return pk_fail(PK_INTERNAL, _("There is not enough memory to print."));
}
