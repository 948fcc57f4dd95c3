/*
 * Counted cash: so many of each note and coin. Calls the lot's settings; what is kept is count.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "lot/settings.h"
#include "parkade/text.h"
#include "shift/shift.h"

enum { PIECES_MAX = 1000000 };

enum pk_status pk_denominations(int64_t out[static PK_DENOMINATIONS_MAX], size_t *count,
                                struct pk_lot *lot)
{
    char text[PK_SETTING_SIZE];
    enum pk_status status = setting_text(text, lot, SETTING_CASH_DENOMINATIONS);
    if (status != PK_OK)
        return status;
    if (strcmp(text, SETTING_AS_CURRENCY) != 0)
        return pk_denominations_parse(out, count, text, lot->currency);
    *count = pk_currency_denominations(out, lot->currency);
    return PK_OK;
}

/* ---- reading ---- */

static enum pk_status refuse(const char *word)
{
    char quoted[BASE_EXCERPT_SIZE];
    base_excerpt(quoted, word);
    return pk_fail(PK_AMOUNT_INVALID,
                   _("\"%s\" is no count of a note or coin: type it like 50x2 20x3 0.50x4."),
                   quoted);
}

/* "0.50x4" */
static enum pk_status read_piece(struct pk_piece *out, const char *word, const char *currency)
{
    char denomination[PK_MONEY_SIZE];
    size_t length = strcspn(word, "x");
    const char *number = word + length + (word[length] == 'x');
    size_t digits = strspn(number, "0123456789");
    if (word[length] != 'x' || length >= sizeof denomination || digits == 0 || digits > 9 ||
        number[digits] != '\0')
        return refuse(word);
    memcpy(denomination, word, length);
    denomination[length] = '\0';
    out->pieces = strtol(number, NULL, 10);
    if (out->pieces > PIECES_MAX)
        return refuse(word);
    return pk_money_parse(&out->denomination, denomination, currency);
}

static bool is_named(const struct pk_cash *cash, int64_t denomination)
{
    for (size_t i = 0; i < cash->piece_count; i++)
        if (cash->pieces[i].denomination == denomination)
            return true;
    return false;
}

static enum pk_status add_piece(struct pk_cash *cash, const char *word, const char *currency)
{
    struct pk_piece piece = {0};
    int64_t sum;
    enum pk_status status = read_piece(&piece, word, currency);
    if (status != PK_OK)
        return status;
    if (is_named(cash, piece.denomination) || cash->piece_count == PK_DENOMINATIONS_MAX)
        return pk_fail(PK_AMOUNT_INVALID, _("%s: each note and coin is counted once."), word);
    if (__builtin_mul_overflow(piece.denomination, piece.pieces, &sum) ||
        __builtin_add_overflow(cash->total, sum, &cash->total))
        return refuse(word);
    cash->pieces[cash->piece_count++] = piece;
    return PK_OK;
}

enum pk_status pk_cash_parse(struct pk_cash *out, const char *text, const char *currency)
{
    char word[2 * PK_MONEY_SIZE];
    *out = (struct pk_cash){.total = 0};
    for (const char *at = text; *(at += strspn(at, " ")) != '\0'; at += strcspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length >= sizeof word)
            return refuse(at);
        memcpy(word, at, length);
        word[length] = '\0';
        enum pk_status status = add_piece(out, word, currency);
        if (status != PK_OK)
            return status;
    }
    return out->piece_count > 0 ? PK_OK : refuse(text);
}

/* ---- checking ---- */

static bool is_known(int64_t denomination, const int64_t known[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (known[i] == denomination)
            return true;
    return false;
}

static enum pk_status fail_unknown(const struct pk_lot *lot, int64_t denomination)
{
    char text[PK_MONEY_SIZE];
    pk_money_format(text, denomination, lot->currency);
    return pk_fail(PK_AMOUNT_INVALID,
                   _("There is no note or coin of %s %s here; see the setting "
                     "cash.denominations."),
                   text, lot->currency);
}

static enum pk_status check_pieces(struct pk_lot *lot, const struct pk_cash *cash)
{
    int64_t known[PK_DENOMINATIONS_MAX], sum = 0;
    size_t count;
    enum pk_status status = pk_denominations(known, &count, lot);
    for (size_t i = 0; status == PK_OK && i < cash->piece_count; i++) {
        const struct pk_piece *piece = &cash->pieces[i];
        if (!is_known(piece->denomination, known, count))
            return fail_unknown(lot, piece->denomination);
        if (piece->pieces < 0 || piece->pieces > PIECES_MAX)
            return pk_fail(PK_AMOUNT_INVALID, _("Nobody counts that many pieces."));
        int64_t value;
        if (__builtin_mul_overflow(piece->denomination, piece->pieces, &value) ||
            __builtin_add_overflow(sum, value, &sum))
            return pk_fail(PK_AMOUNT_INVALID, _("No drawer holds that much."));
    }
    if (status == PK_OK && sum != cash->total)
        return pk_fail(PK_AMOUNT_INVALID, _("The pieces do not add up to the total."));
    return status;
}

enum pk_status cash_check(struct pk_lot *lot, const struct pk_cash *cash)
{
    if (cash->total < 0 || cash->total > PK_CASH_MAX)
        return pk_fail(PK_AMOUNT_INVALID, _("No drawer holds less than nothing, or that much."));
    if (cash->piece_count == 0)
        return PK_OK;
    return cash->piece_count <= PK_DENOMINATIONS_MAX
               ? check_pieces(lot, cash)
               : pk_fail(PK_AMOUNT_INVALID, _("There are not that many notes and coins."));
}

/* ---- as JSON ---- */

json_t *cash_pieces(const struct pk_cash *cash)
{
    json_t *pieces = json_array();
    for (size_t i = 0; i < cash->piece_count; i++)
        json_array_append_new(pieces, json_pack("[I, I]", (json_int_t)cash->pieces[i].denomination,
                                                (json_int_t)cash->pieces[i].pieces));
    return pieces;
}

json_t *cash_content(const struct pk_cash *cash)
{
    if (!cash)
        return json_null();
    return json_pack("{s:I, s:o}", "total", (json_int_t)cash->total, "pieces", cash_pieces(cash));
}
