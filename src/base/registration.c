/*
 * Registration numbers: from what was typed to what identifies the vehicle. Calls utf8proc for
 * NFC, upper case and the categories of characters.
 *
 * NFC comes first, because upper case is a matter of composed letters, and again at the end,
 * because without a hyphen between them a letter and an accent become one.
 */
#include "parkade/registration.h"

#include <string.h>
#include <utf8proc.h>

#include "base/error.h"
#include "parkade/text.h"

enum {
    MOST_CHARACTERS = 15,
    MOST_COUNTRY = 3,
    /* One code point may become four; each takes up to four bytes. */
    POINTS_SIZE = 4 * PK_TYPED_SIZE,
    BYTES_SIZE = 4 * POINTS_SIZE + 1,
};

struct points {
    utf8proc_int32_t at[POINTS_SIZE];
    size_t count;
};

/* The letters of these scripts carry their vowels as marks, which no composition takes in. */
static const struct script {
    utf8proc_int32_t first, last;
} scripts_with_marks[] = {
    {0x0780, 0x07BF}, /* Thaana */
    {0x0900, 0x0DFF}, /* Devanagari, Bengali, ... Sinhala */
    {0x0E00, 0x0E7F}, /* Thai */
    {0x0E80, 0x0EFF}, /* Lao */
    {0x0F00, 0x0FFF}, /* Tibetan */
    {0x1000, 0x109F}, /* Myanmar */
    {0x1780, 0x17FF}, /* Khmer */
};

/* Fillers count as letters in Unicode's table, but nobody can see them. */
static bool is_letter(utf8proc_int32_t point)
{
    if (utf8proc_get_property(point)->ignorable)
        return false;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

static bool is_digit(utf8proc_int32_t point)
{
    return utf8proc_category(point) == UTF8PROC_CATEGORY_ND;
}

static bool is_mark(utf8proc_int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/* Blanks, hyphens and dots, which people put where they like. */
static bool is_separator(utf8proc_int32_t point)
{
    static const utf8proc_int32_t others[] = {
        0x00AD, /* soft hyphen */
        0x2212, /* minus sign */
        0x002E, /* full stop */
        0xFF0E, /* full-width full stop */
        0x00B7, /* middle dot */
        0x2022, /* bullet */
        0x2027, /* hyphenation point */
        0x2219, /* bullet operator */
        0x22C5, /* dot operator */
        0x30FB, /* katakana middle dot */
        0xFF65, /* half-width katakana middle dot */
    };
    utf8proc_category_t category = utf8proc_category(point);

    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (point == others[i])
            return true;
    return false;
}

/* 'ß' keeps its form, and the capital that Unicode pairs with it takes that form: one letter. */
static utf8proc_int32_t upper(utf8proc_int32_t point)
{
    return point == 0x00DF || point == 0x1E9E ? 0x00DF : utf8proc_toupper(point);
}

/* TEXT in NFC; false when it is not UTF-8. It always fits: see POINTS_SIZE. */
static bool compose(struct points *out, const char *text, size_t length)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, out->at, POINTS_SIZE, options);

    if (count < 0 || count > POINTS_SIZE)
        return false;
    count = utf8proc_normalize_utf32(out->at, count, options);
    out->count = count < 0 ? 0 : (size_t)count;
    return count >= 0;
}

static size_t encode(char out[static BYTES_SIZE], const struct points *points)
{
    size_t used = 0;

    for (size_t i = 0; i < points->count; i++)
        used += (size_t)utf8proc_encode_char(points->at[i], (utf8proc_uint8_t *)out + used);
    out[used] = '\0';
    return used;
}

static void drop_separators(struct points *points)
{
    size_t kept = 0;

    for (size_t i = 0; i < points->count; i++)
        if (!is_separator(points->at[i]))
            points->at[kept++] = upper(points->at[i]);
    points->count = kept;
}

static enum pk_status refuse_length(void)
{
    return pk_fail(PK_REGISTRATION_INVALID,
                   _("A registration number has at most %d letters and digits."), MOST_CHARACTERS);
}

static enum pk_status refuse_country(void)
{
    return pk_fail(PK_REGISTRATION_INVALID,
                   _("Before the '/' stands the country, 1 to %d Latin letters, as in PL/AB123."),
                   MOST_COUNTRY);
}

static bool is_visible(utf8proc_int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return true;
    default:
        return false;
    }
}

/* Says which character is in the way; one that cannot be seen is named by its number. */
static enum pk_status refuse_character(utf8proc_int32_t point)
{
    char shown[8] = "";

    if (is_mark(point))
        return pk_fail(PK_REGISTRATION_INVALID,
                       _("A registration number has letters and digits only: the accent U+%04X "
                         "belongs to none of them."),
                       (unsigned)point);
    if (!is_visible(point))
        return pk_fail(PK_REGISTRATION_INVALID,
                       _("A registration number has letters and digits only: here is a character "
                         "that cannot be seen, U+%04X. Type it again."),
                       (unsigned)point);
    utf8proc_encode_char(point, (utf8proc_uint8_t *)shown);
    return pk_fail(PK_REGISTRATION_INVALID,
                   _("A registration number has letters and digits only, no \"%s\"."), shown);
}

/* Whether the mark MARK may follow the character BEFORE: both of one script that writes so. */
static bool may_carry(utf8proc_int32_t before, utf8proc_int32_t mark)
{
    if (!is_letter(before) && !is_mark(before))
        return false;
    for (size_t i = 0; i < sizeof scripts_with_marks / sizeof scripts_with_marks[0]; i++) {
        const struct script *script = &scripts_with_marks[i];
        if (mark >= script->first && mark <= script->last)
            return before >= script->first && before <= script->last;
    }
    return false;
}

/* The characters from FIRST on, without the country. A mark counts as a character: the database
 * counts so. */
static enum pk_status check_body(const struct points *points, size_t first)
{
    for (size_t i = first; i < points->count; i++) {
        utf8proc_int32_t point = points->at[i];
        bool carried = is_mark(point) && i > first && may_carry(points->at[i - 1], point);
        if (point == '/')
            return refuse_country();
        if (!is_letter(point) && !is_digit(point) && !carried)
            return refuse_character(point);
    }
    if (points->count == first)
        return pk_fail(PK_REGISTRATION_INVALID,
                       _("Type a registration number: at least one letter or digit."));
    if (points->count - first > MOST_CHARACTERS)
        return refuse_length();
    return PK_OK;
}

/* Sets *FIRST to where the number begins, after the country if there is one. */
static enum pk_status check_country(size_t *first, const struct points *points)
{
    size_t letters = 0;

    while (letters < points->count && points->at[letters] >= 'A' && points->at[letters] <= 'Z')
        letters++;
    *first = 0;
    if (letters == points->count || points->at[letters] != '/')
        return PK_OK; /* a '/' further on is found with the body */
    if (letters < 1 || letters > MOST_COUNTRY)
        return refuse_country();
    *first = letters + 1;
    return PK_OK;
}

enum pk_status pk_registration_canonical(char out[static PK_REGISTRATION_SIZE], const char *typed)
{
    struct points points;
    char text[BYTES_SIZE];
    size_t first, length = strlen(typed);
    enum pk_status status;

    out[0] = '\0';
    if (length >= PK_TYPED_SIZE)
        return refuse_length();
    if (!compose(&points, typed, length))
        return pk_fail(PK_REGISTRATION_INVALID,
                       _("The registration number is not readable text (UTF-8). Type it again."));
    drop_separators(&points);
    length = encode(text, &points);
    if (!compose(&points, text, length))
        return pk_fail(PK_INTERNAL, _("The registration number cannot be put into one form."));
    if ((status = check_country(&first, &points)) != PK_OK ||
        (status = check_body(&points, first)) != PK_OK)
        return status;
    encode(text, &points);
    /* 15 characters and a country always fit. */
    return pk_copy(out, PK_REGISTRATION_SIZE, text) ? PK_OK : refuse_length();
}

static char fold(char c)
{
    static const char look_alikes[][2] = {{'O', '0'}, {'Q', '0'}, {'I', '1'}, {'L', '1'},
                                          {'B', '8'}, {'S', '5'}, {'Z', '2'}};

    for (size_t i = 0; i < sizeof look_alikes / sizeof look_alikes[0]; i++)
        if (c == look_alikes[i][0])
            return look_alikes[i][1];
    return c;
}

void pk_registration_fold(char out[static PK_REGISTRATION_SIZE], const char *canonical)
{
    const char *slash = strchr(canonical, '/');

    if (!pk_copy(out, PK_REGISTRATION_SIZE, slash == NULL ? canonical : slash + 1))
        return; /* longer than any canonical form: folds to nothing */
    for (char *at = out; *at != '\0'; at++)
        *at = fold(*at);
}
