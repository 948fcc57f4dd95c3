/*
 * QR codes. Calls libqrencode and paint.c.
 */
#include "qr.h"

#include <qrencode.h>

enum { QUIET = 2 }; /* modules left white around it; scanners of screens need no more */

static QRcode *encode(const char *text)
{
    return QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
}

int qr_columns(const char *text)
{
    QRcode *code = encode(text);
    int columns = code ? code->width + 2 * QUIET : 0;

    QRcode_free(code);
    return columns;
}

int qr_lines(const char *text)
{
    return (qr_columns(text) + 1) / 2;
}

static bool is_dark(const QRcode *code, int row, int column)
{
    row -= QUIET;
    column -= QUIET;
    return row >= 0 && row < code->width && column >= 0 && column < code->width &&
           (code->data[row * code->width + column] & 1);
}

void qr_draw(struct paint *paint, int y, int x, const char *text)
{
    const struct glyphs *glyphs = paint->glyphs;
    QRcode *code = encode(text);

    if (!code)
        return;
    for (int row = 0; row < code->width + 2 * QUIET; row += 2) {
        for (int column = 0; column < code->width + 2 * QUIET; column++) {
            bool top = is_dark(code, row, column), low = is_dark(code, row + 1, column);
            const char *cell = top && low ? glyphs->full
                               : top      ? glyphs->half_top
                               : low      ? glyphs->half_low
                                          : " ";
            paint_text(paint, y + row / 2, x + column, 1, ROLE_QR, cell);
        }
    }
    QRcode_free(code);
}
