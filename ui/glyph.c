/*
 * The two tables of signs. Pure.
 */
#include "glyph.h"

/* Which letter means which kind is the same in both: c compact, a accessible, e charging, ... */
static const struct glyphs UTF8 = {
    .is_utf8 = true,
    .free = {"·", "c", "a", "e", "m", "o"},
    .taken = "■",
    .paid = "$",
    .overstayed = "!",
    .expired = "?",
    .closed = "x",
    .ellipsis = "…",
    .rule = "─",
    .side = "│",
    .corners = {"┌", "┐", "└", "┘"},
    .here = "›",
    .warning = "!",
    .block = "█",
    .half_top = "▀",
    .half_low = "▄",
    .full = "█",
    .bars = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
    .beams = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
    .light = "▒",
    .mark = "─",
    .axis = {"┤", "└", "─"},
};

static const struct glyphs ASCII = {
    .is_utf8 = false,
    .free = {".", "c", "a", "e", "m", "o"},
    .taken = "#",
    .paid = "$",
    .overstayed = "!",
    .expired = "?",
    .closed = "x",
    .ellipsis = "~",
    .rule = "-",
    .side = "|",
    .corners = {"+", "+", "+", "+"},
    .here = ">",
    .warning = "!",
    .block = "#",
    .half_top = "",
    .half_low = "",
    .full = "",
    .bars = {" ", ".", ".", ".", ":", ":", ":", "#", "#"},
    .beams = {" ", ".", ".", ".", ":", ":", ":", "#", "#"},
    .light = "o",
    .mark = "-",
    .axis = {"|", "+", "-"},
};

const struct glyphs *glyphs_for(bool is_utf8)
{
    return is_utf8 ? &UTF8 : &ASCII;
}
