/*
 * Paper that takes lines of text and nothing else: no large letters, no QR code (a ticket has its
 * digits in print too), no drawer. Where the other would be cut there is an empty line.
 */
#include "print/paper.h"

static void begin(struct paper *paper)
{
    (void)paper;
}

static void put_line(struct paper *paper, const char *text, int scale, bool is_bold)
{
    (void)scale;
    (void)is_bold;
    charset_put(&paper->charset, paper->out, text);
    fputc('\n', paper->out);
}

static void put_qr(struct paper *paper, const char *text, bool is_centred)
{
    (void)paper;
    (void)text;
    (void)is_centred;
}

static void feed(struct paper *paper, int lines)
{
    while (lines-- > 0)
        fputc('\n', paper->out);
}

static void cut(struct paper *paper)
{
    fputc('\n', paper->out);
}

const struct paper_ops paper_plain = {
    .scale_max = 1,
    .begin = begin,
    .line = put_line,
    .qr = put_qr,
    .feed = feed,
    .cut = cut,
    .drawer = begin,
};
