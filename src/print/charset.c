/*
 * Code pages: see charset.h.
 */
#include "print/charset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* The pages and their numbers as receipt printers have them since Epson's; the name for iconv is
 * that for people. */
static const struct {
    const char *name;
    int number;
} pages[] = {
    {"cp437", 0},   {"cp850", 2},   {"cp860", 3},   {"cp863", 4},   {"cp865", 5},  {"cp857", 13},
    {"cp737", 14},  {"cp1252", 16}, {"cp866", 17},  {"cp852", 18},  {"cp858", 19}, {"cp1250", 45},
    {"cp1251", 46}, {"cp1253", 47}, {"cp1254", 48}, {"cp1257", 51},
};

enum { PAGES = sizeof pages / sizeof pages[0] };

/* Letters that do not come apart into one of ASCII and a mark. */
static const struct {
    utf8proc_int32_t letter;
    const char *plain;
} plainer[] = {
    {0x00A0, " "},  {0x00C6, "AE"},  {0x00D0, "D"},  {0x00D8, "O"}, {0x00DE, "Th"},
    {0x00DF, "ss"}, {0x00E6, "ae"},  {0x00F0, "d"},  {0x00F8, "o"}, {0x00FE, "th"},
    {0x0110, "D"},  {0x0111, "d"},   {0x0131, "i"},  {0x0141, "L"}, {0x0142, "l"},
    {0x0152, "OE"}, {0x0153, "oe"},  {0x00B7, "."},  {0x2010, "-"}, {0x2011, "-"},
    {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"},  {0x2018, "'"}, {0x2019, "'"},
    {0x201C, "\""}, {0x201D, "\""},  {0x201E, "\""}, {0x2022, "*"}, {0x2026, "..."},
    {0x202F, " "},  {0x20AC, "EUR"}, {0x2192, "->"}, {0x2212, "-"},
};

enum { PLAINER = sizeof plainer / sizeof plainer[0] };

static int page_of(const char *name)
{
    for (int i = 0; i < PAGES; i++)
        if (strcasecmp(pages[i].name, name) == 0)
            return i;
    return -1;
}

bool charset_is_known(const char *page)
{
    return strcasecmp(page, "utf-8") == 0 || strcasecmp(page, "ascii") == 0 || page_of(page) >= 0;
}

bool charset_open(struct charset *charset, const char *page)
{
    int found = page_of(page);
    *charset = (struct charset){.is_utf8 = strcasecmp(page, "utf-8") == 0};
    if (found < 0)
        return charset_is_known(page);
    charset->number = pages[found].number;
    charset->encoder = iconv_open(page, "UTF-8");
    charset->has_encoder = (intptr_t)charset->encoder != -1;
    return charset->has_encoder;
}

void charset_close(struct charset *charset)
{
    if (charset->has_encoder)
        iconv_close(charset->encoder);
    charset->has_encoder = false;
}

/* ---- one letter ---- */

/* The byte of a letter of LENGTH bytes, or 0: the page has none that is to be seen. */
static unsigned char byte_of(const struct charset *charset, const char *letter, size_t length)
{
    char byte = '\0', copy[8], *in = copy, *out = &byte; /* iconv takes no const */
    size_t in_left = length, out_left = 1;
    if (length == 1 && letter[0] >= ' ' && letter[0] < 0x7F)
        return (unsigned char)letter[0];
    if (length == 1 || length > sizeof copy || !charset->has_encoder)
        return 0;
    memcpy(copy, letter, length);
    iconv(charset->encoder, NULL, NULL, NULL, NULL);
    if (iconv(charset->encoder, &in, &in_left, &out, &out_left) != 0 || in_left || out_left)
        return 0;
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 ? value : 0; /* some pages draw pictures where ASCII has commands */
}

/* Control characters steer a printer; format characters turn a line around. */
static bool is_visible(utf8proc_int32_t letter)
{
    switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

/* The letter without its marks, where that leaves ASCII; else a question mark. */
static void put_plainer(FILE *out, utf8proc_int32_t letter)
{
    utf8proc_int32_t parts[8];
    int last_bound = 0;
    for (int i = 0; i < PLAINER; i++)
        if (plainer[i].letter == letter) {
            fputs(plainer[i].plain, out);
            return;
        }
    utf8proc_ssize_t count = utf8proc_decompose_char(
        letter, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last_bound);
    bool is_plain = count > 0 && count <= 8 && parts[0] >= ' ' && parts[0] < 0x7F;
    fputc(is_plain ? (int)parts[0] : '?', out);
}

/* A mark on the letter before, which is told without it. */
static bool is_mark(utf8proc_int32_t letter)
{
    return utf8proc_category(letter) == UTF8PROC_CATEGORY_MN;
}

static size_t fold_letter(const struct charset *charset, FILE *out, const char *at)
{
    utf8proc_int32_t letter;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &letter);
    if (length <= 0) {
        fputc('?', out);
        return 1;
    }
    if (!is_visible(letter))
        fputc('?', out);
    else if (charset->is_utf8 || byte_of(charset, at, (size_t)length))
        fwrite(at, 1, (size_t)length, out);
    else if (!is_mark(letter))
        put_plainer(out, letter);
    return (size_t)length;
}

/* ---- texts ---- */

char *charset_fold(const struct charset *charset, const char *text)
{
    char *folded = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&folded, &size);
    if (!out)
        return NULL;
    /* Marks become one with their letters where that is possible. */
    utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
    for (const char *at = composed ? (const char *)composed : text; *at;)
        at += fold_letter(charset, out, at);
    free(composed);
    bool is_whole = !ferror(out);
    if (fclose(out) == 0 && is_whole)
        return folded;
    free(folded);
    return NULL;
}

void charset_put(const struct charset *charset, FILE *out, const char *text)
{
    utf8proc_int32_t letter;
    if (charset->is_utf8) {
        fputs(text, out);
        return;
    }
    while (*text) {
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &letter);
        unsigned char byte = length > 0 ? byte_of(charset, text, (size_t)length) : 0;
        fputc(byte ? byte : '?', out);
        text += length > 0 ? length : 1;
    }
}
