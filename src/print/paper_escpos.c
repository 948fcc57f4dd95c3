/*
 * Paper of a receipt printer that understands ESC/POS. The commands are those that all of them
 * share; each slip begins with a reset, so that one that broke off does not disturb the next.
 */
#include <string.h>

#include "print/paper.h"

enum { ESC = 0x1B, GS = 0x1D };

/* Dots for a module of a QR code, on paper of 80 and of 58 mm: 25 and 19 mm for a ticket's. */
enum { MODULE = 8, MODULE_NARROW = 6, NARROW = 40 };

static void put_bytes(struct paper *paper, const unsigned char *bytes, size_t count)
{
    fwrite(bytes, 1, count, paper->out);
}

#define PUT(paper, ...)                                                                            \
    put_bytes((paper), (const unsigned char[]){__VA_ARGS__},                                       \
              sizeof(const unsigned char[]){__VA_ARGS__})

static void begin(struct paper *paper)
{
    PUT(paper, ESC, '@');                                       /* reset */
    PUT(paper, ESC, 't', (unsigned char)paper->charset.number); /* code page */
}

static void set_style(struct paper *paper, int scale, bool is_bold)
{
    unsigned times = (unsigned)(scale - 1);
    PUT(paper, GS, '!', (unsigned char)(times << 4 | times)); /* width, height */
    PUT(paper, ESC, 'E', is_bold);
}

static void put_line(struct paper *paper, const char *text, int scale, bool is_bold)
{
    bool has_style = scale > 1 || is_bold;
    if (has_style)
        set_style(paper, scale, is_bold);
    charset_put(&paper->charset, paper->out, text);
    fputc('\n', paper->out);
    if (has_style)
        set_style(paper, 1, false);
}

/* One function of the QR group: its length, the group (1), the function and what it takes. */
static void put_qr_function(struct paper *paper, char function, char how, const char *data)
{
    size_t all = strlen(data) + 3;
    PUT(paper, GS, '(', 'k', (unsigned char)(all & 0xFF), (unsigned char)(all >> 8), '1',
        (unsigned char)function, (unsigned char)how);
    fputs(data, paper->out);
}

static void put_qr(struct paper *paper, const char *text, bool is_centred)
{
    enum { LONGEST = 2048 };
    size_t length = strlen(text);
    if (length == 0 || length > LONGEST)
        return;
    PUT(paper, ESC, 'a', is_centred);
    PUT(paper, GS, '(', 'k', 4, 0, '1', 'A', '2', 0); /* model 2 */
    put_qr_function(paper, 'C', paper->columns < NARROW ? MODULE_NARROW : MODULE, "");
    put_qr_function(paper, 'E', '1', "");   /* some of it may be dirty: level M */
    put_qr_function(paper, 'P', '0', text); /* what it says */
    put_qr_function(paper, 'Q', '0', "");   /* draw it */
    PUT(paper, ESC, 'a', 0);
}

static void feed(struct paper *paper, int lines)
{
    PUT(paper, ESC, 'd', (unsigned char)lines);
}

/* Feeds to the knife; a corner stays. */
static void cut(struct paper *paper)
{
    PUT(paper, GS, 'V', 'B', 0);
}

/* A pulse of 50 ms on the first drawer, and half a second of rest. */
static void open_drawer(struct paper *paper)
{
    PUT(paper, ESC, 'p', 0, 25, 250);
}

const struct paper_ops paper_escpos = {
    .scale_max = 8,
    .begin = begin,
    .line = put_line,
    .qr = put_qr,
    .feed = feed,
    .cut = cut,
    .drawer = open_drawer,
};
