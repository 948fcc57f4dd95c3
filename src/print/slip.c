/*
 * Lines of a slip: see slip.h.
 */
#include "print/slip.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

bool slip_begin(struct slip *slip, size_t columns)
{
    *slip = (struct slip){.columns = columns};
    slip->out = open_memstream(&slip->text, &slip->size);
    return slip->out != NULL;
}

char *slip_end(struct slip *slip)
{
    bool is_whole = !ferror(slip->out);
    if (fclose(slip->out) == 0 && is_whole)
        return slip->text;
    free(slip->text);
    return NULL;
}

/* ---- columns ---- */

/* The letter at AT: its bytes, and the columns it takes. Bytes that are no UTF-8 take one each. */
static size_t letter(const char *at, size_t *columns)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);
    *columns = length > 0 ? (size_t)utf8proc_charwidth(point) : 1;
    return length > 0 ? (size_t)length : 1;
}

size_t slip_width(const char *text)
{
    size_t sum = 0, columns;
    for (const char *at = text; *at; sum += columns)
        at += letter(at, &columns);
    return sum;
}

/* How many bytes of TEXT go into a line of MOST columns: up to a blank, if there is one. */
static size_t fitting(const char *text, size_t most)
{
    size_t used = 0, columns, blank = 0;
    const char *at = text;
    while (*at) {
        size_t length = letter(at, &columns);
        if (used + columns > most)
            return blank > 0 ? blank : (size_t)(at - text);
        used += columns;
        at += length;
        if (*at == ' ')
            blank = (size_t)(at - text);
    }
    return (size_t)(at - text);
}

/* ---- lines ---- */

/* Prints all but the last line of TEXT, which must leave ROOM columns free; returns that one. */
static const char *put_first_lines(struct slip *slip, const char *text, size_t room)
{
    while (*text && slip_width(text) + room > slip->columns) {
        size_t length = fitting(text, slip->columns);
        fprintf(slip->out, "%.*s\n", (int)length, text);
        text += length;
        text += strspn(text, " ");
    }
    return text;
}

void slip_text(struct slip *slip, const char *text)
{
    fprintf(slip->out, "%s\n", put_first_lines(slip, text, 0));
}

void slip_edges(struct slip *slip, const char *left, const char *right)
{
    if (right[0] == '\0' || slip_width(right) >= slip->columns) {
        slip_text(slip, left);
        if (right[0] != '\0')
            slip_text(slip, right);
        return;
    }
    const char *last = put_first_lines(slip, left, slip_width(right) + 1);
    int gap = (int)slip->columns - (int)slip_width(last) - (int)slip_width(right);
    fprintf(slip->out, "%s%*s%s\n", last, gap > 0 ? gap : 1, "", right);
}

void slip_line(struct slip *slip, const char *right, const char *format, ...)
{
    char left[SLIP_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(left, sizeof left, format, arguments);
    va_end(arguments);
    slip_edges(slip, left, right);
}

void slip_rule(struct slip *slip)
{
    for (size_t i = 0; i < slip->columns; i++)
        fputc('-', slip->out);
    fputc('\n', slip->out);
}

void slip_blank(struct slip *slip)
{
    fputc('\n', slip->out);
}
