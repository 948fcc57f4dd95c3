/*
 * The count. Pure arithmetic on what is in the fields.
 */
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/text.h"

enum { PIECES_DIGITS = 7 }; /* nobody counts more; so no number here is too large to be read */

static bool is_digit(ui_key key)
{
    return key >= '0' && key <= '9';
}

static bool is_amount(ui_key key)
{
    return is_digit(key) || key == '.' || key == ',';
}

void tally_begin(struct tally *tally, const char *currency, const int64_t *denominations,
                 size_t count)
{
    memset(tally, 0, sizeof *tally);
    pk_copy(tally->currency, sizeof tally->currency, currency);
    tally->count = (int)(count < PK_DENOMINATIONS_MAX ? count : PK_DENOMINATIONS_MAX);
    tally->lines[0].accepts = is_amount;
    for (int line = 1; line <= tally->count; line++) {
        tally->denominations[line - 1] = denominations[line - 1];
        tally->lines[line].accepts = is_digit;
    }
}

int tally_last_line(const struct tally *tally)
{
    return tally->count;
}

struct editor *tally_editor(struct tally *tally)
{
    return &tally->lines[tally->focus];
}

void tally_move(struct tally *tally, int step)
{
    int lines = tally->count + 1;

    tally->focus = (tally->focus + step % lines + lines) % lines;
}

bool tally_is_empty(const struct tally *tally)
{
    for (int line = 0; line <= tally->count; line++)
        if (tally->lines[line].length > 0)
            return false;
    return true;
}

int64_t tally_value(const struct tally *tally, int line)
{
    const struct editor *editor = &tally->lines[line];
    int64_t value;

    if (editor->length == 0 || editor->length > PIECES_DIGITS ||
        __builtin_mul_overflow(tally->denominations[line - 1],
                               (int64_t)strtol(editor->text, NULL, 10), &value))
        return PK_NONE;
    return value;
}

/* The sum of all pieces. False: too many somewhere. HAS_PIECES: any are typed. */
static bool add_up(int64_t *sum, bool *has_pieces, const struct tally *tally)
{
    *sum = 0;
    *has_pieces = false;
    for (int line = 1; line <= tally->count; line++) {
        int64_t value = tally_value(tally, line);
        if (tally->lines[line].length == 0)
            continue;
        *has_pieces = true;
        if (value == PK_NONE || __builtin_add_overflow(*sum, value, sum))
            return false;
    }
    return true;
}

static bool read_total(int64_t *out, const struct tally *tally)
{
    return tally->lines[0].length > 0 &&
           pk_money_parse(out, tally->lines[0].text, tally->currency) == PK_OK;
}

int64_t tally_sum(const struct tally *tally)
{
    int64_t sum, total;
    bool has_pieces, is_sum = add_up(&sum, &has_pieces, tally);

    if (has_pieces)
        return is_sum ? sum : PK_NONE;
    return read_total(&total, tally) ? total : PK_NONE;
}

static bool refuse(char *why, size_t size, const char *sentence)
{
    snprintf(why, size, "%s", sentence);
    return false;
}

/* Two answers to one question: somebody has to look again. */
static bool refuse_both(char *why, size_t size, const struct tally *tally, int64_t sum,
                        int64_t total)
{
    char pieces[PK_MONEY_SIZE], typed[PK_MONEY_SIZE];

    pk_money_format(pieces, sum, tally->currency);
    pk_money_format(typed, total, tally->currency);
    snprintf(why, size,
             _("The notes and coins make %s, and the total says %s: mend one, or empty it."),
             pieces, typed);
    return false;
}

static void take_pieces(struct pk_cash *out, const struct tally *tally, int64_t sum)
{
    *out = (struct pk_cash){.total = sum};
    for (int line = 1; line <= tally->count; line++) {
        int64_t value = tally_value(tally, line), each = tally->denominations[line - 1];
        if (value > 0)
            out->pieces[out->piece_count++] = (struct pk_piece){each, value / each};
    }
}

bool tally_read(struct pk_cash *out, char *why, size_t why_size, const struct tally *tally)
{
    int64_t sum, total = 0;
    bool has_pieces, is_sum = add_up(&sum, &has_pieces, tally);
    bool has_total = tally->lines[0].length > 0;

    if (!is_sum)
        return refuse(why, why_size, _("Nobody counts that many pieces."));
    if (has_total && !read_total(&total, tally))
        return refuse(why, why_size, pk_error()->message);
    if (!has_total && !has_pieces)
        return refuse(why, why_size,
                      _("Type what is in the drawer: 0 when it is empty, or its notes and coins."));
    if (has_total && has_pieces && sum != total)
        return refuse_both(why, why_size, tally, sum, total);
    if (has_pieces)
        take_pieces(out, tally, sum);
    else
        *out = (struct pk_cash){.total = total};
    return true;
}
