/*
 * Plan files: cutting text into lines, parts and words. Calls base and utf8proc.
 */
#include "lot/plan_read.h"

#include <string.h>
#include <utf8proc.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Of the letters A to Z only, whatever the locale says. */
static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

static char upper(char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    return c;
}

struct plan_text plan_trim(struct plan_text text)
{
    while (text.length > 0 && is_blank(text.at[0])) {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.at[text.length - 1]))
        text.length--;
    return text;
}

bool plan_next_part(struct plan_text *part, struct plan_text *rest, char separator)
{
    if (rest->at == NULL)
        return false;
    const char *end = rest->length > 0 ? memchr(rest->at, separator, rest->length) : NULL;
    *part = *rest;
    if (end == NULL) {
        *rest = (struct plan_text){NULL, 0};
    } else {
        part->length = (size_t)(end - rest->at);
        rest->at = end + 1;
        rest->length -= part->length + 1;
    }
    *part = plan_trim(*part);
    return true;
}

bool plan_next_line(struct plan_text *line, struct plan_text *rest)
{
    return plan_next_part(line, rest, '\n');
}

struct plan_text plan_next_word(struct plan_text *rest)
{
    *rest = plan_trim(*rest);
    struct plan_text word = {rest->at, 0};
    while (word.length < rest->length && !is_blank(rest->at[word.length]))
        word.length++;
    rest->at += word.length;
    rest->length -= word.length;
    *rest = plan_trim(*rest);
    return word;
}

bool plan_is(struct plan_text text, const char *word)
{
    if (text.length != strlen(word))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (lower(text.at[i]) != lower(word[i]))
            return false;
    }
    return true;
}

bool plan_number(int *out, struct plan_text text, int least, int most)
{
    int number = 0;
    if (text.length == 0 || text.length > PLAN_DIGITS_MAX)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = number * 10 + (text.at[i] - '0');
    }
    *out = number;
    return number >= least && number <= most;
}

bool plan_copy(char *out, size_t size, struct plan_text text)
{
    out[0] = '\0';
    if (text.length >= size)
        return false;
    memcpy(out, text.at, text.length);
    out[text.length] = '\0';
    return true;
}

void plan_copy_capitals(char *out, struct plan_text text)
{
    for (size_t i = 0; i < text.length; i++)
        out[i] = upper(text.at[i]);
    out[text.length] = '\0';
}

const char *plan_quote(char out[static BASE_EXCERPT_SIZE], struct plan_text text)
{
    char raw[BASE_EXCERPT_SIZE + 1]; /* more than an excerpt shows, so that it says it was cut */
    if (text.length >= sizeof raw)
        text.length = sizeof raw - 1;
    plan_copy(raw, sizeof raw, text);
    base_excerpt(out, raw);
    return out;
}

/* Blanks at most: what cannot be seen could make a file say something else than it shows. Two
 * joiners are part of the spelling of some languages. */
static bool can_be_seen(utf8proc_int32_t character)
{
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
        return character == '\t';
    case UTF8PROC_CATEGORY_CF:
        return character == 0x200C || character == 0x200D;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

bool plan_is_clean(struct plan_text text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.at;
    size_t left = text.length;
    while (left > 0) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size = utf8proc_iterate(at, (utf8proc_ssize_t)left, &character);
        if (size <= 0 || !can_be_seen(character))
            return false;
        at += size;
        left -= (size_t)size;
    }
    return true;
}
