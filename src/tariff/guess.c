/*
 * What a word that is not known was meant to be. May call: settings.c, words.c.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parkade/text.h"
#include "tariff/build.h"

enum { NAMES_MAX = 80, WORDS_SIZE = 32, PHRASE_SIZE = 48 };

/* What people write for it, and what it is here. */
static const struct {
    const char *word;
    const char *right;
} synonyms[] = {
    {"cap", "at most per 24h"},
    {"max", "at most per 24h"},
    {"maximum", "at most per 24h"},
    {"limit", "at most per 24h"},
    {"daily", "at most per day"},
    {"day max", "at most per day"},
    {"day maximum", "at most per day"},
    {"day cap", "at most per day"},
    {"day limit", "at most per day"},
    {"day price", "each 24h` or `price = 8.00 per day touched"},
    {"day rate", "each 24h` or `price = 8.00 per day touched"},
    {"day ticket", "each 24h` or `price = 8.00 per day touched"},
    {"night max", "at most per 22:00-06:00"},
    {"weekly", "at most per 7d"},
    {"monthly", "at most per calendar month"},
    {"flat", "price"},
    {"flat rate", "price"},
    {"free", "price = free` or `free stay = 15m"},
    {"grace", "free stay"},
    {"grace period", "free stay"},
    {"lost", "lost ticket"},
    {"tz", "time zone"},
    {"valid from", "[version from 2026-01-31]"},
    {"from", "[version from 2026-01-31]"},
    {"weekdays", "days"},
    {"time", "hours"},
    {"times", "hours"},
    {"entry", "in"},
    {"exit", "out"},
    {"fee", "entry fee"},
    {"round", "rounding"},
    {"duration", "length"},
    {"stay", "length"},
    {"holiday", "holidays"},
    {"vehicle", "class"},
    {"permit", "with"},
    {"validation", "with"},
    {"minimum charge", "minimum"},
    {"last", "then"},
    {"further", "then each 1h"},
    {"every", "each 1h"},
    {"per", "each 1h"},
};

/* The words of a key before its first number: "frist " of "frist 1h". */
static void first_words(char out[static WORDS_SIZE], const char *key)
{
    size_t length = strcspn(key, "0123456789");

    while (length > 0 && key[length - 1] == ' ') {
        length--;
    }
    length = length < WORDS_SIZE - 1 ? length : WORDS_SIZE - 1;
    memcpy(out, key, length);
    out[length] = '\0';
}

static const char *synonym(const char *words, bool whole)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++) {
        size_t length = strlen(synonyms[i].word);
        if (strncmp(words, synonyms[i].word, length) == 0 &&
            (words[length] == '\0' || (!whole && words[length] == ' '))) {
            return synonyms[i].right;
        }
    }
    return NULL;
}

bool tariff_guess_is_price(const char *key)
{
    return strncmp(key, "day ", 4) == 0 && synonym(key, true) != NULL;
}

/* "max per day" was meant to be "at most per day", be it a cap. */
static const char *cap_phrase(char out[static PHRASE_SIZE], const char *key)
{
    static const char *const words[] = {"cap",           "max",          "maximum", "limit",
                                        "not more than", "no more than", "at max"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *at = key;
        if (!tariff_words_take(&at, words[i]) || tariff_words_at_end(at)) {
            continue;
        }
        bool said = tariff_words_take(&at, "per") || tariff_words_take(&at, "each") ||
                    tariff_words_take(&at, "a");
        snprintf(out, PHRASE_SIZE, "at most per %.30s", said || *at != '\0' ? at : "24h");
        return out;
    }
    return NULL;
}

/* What KEY was meant to be, or NULL: another word for it, a slip of the hand, or a phrase that
 * begins with another word. */
static const char *guess(const struct builder *b, const char *key)
{
    static const char *const prices[] = {"price", "at most", "first", "next",
                                         "then",  "each",    "up to", "over"};
    const char *known[NAMES_MAX];
    size_t count = tariff_settings_names(b, known, NAMES_MAX - 8);
    char words[WORDS_SIZE];

    first_words(words, key);
    for (size_t i = 0; i < sizeof prices / sizeof prices[0]; i++) {
        known[count++] = prices[i];
    }
    const char *right = synonym(words, true);
    if (right == NULL) {
        right = tariff_words_nearest(words, known, count);
    }
    return right != NULL ? right : synonym(words, false);
}

/* Whether LINE of a surcharge is a cap, however it is spelt; `at most` as what it was meant to be
 * would only send the reader back to it. */
static bool report_surcharge_cap(struct builder *b, const struct source_line *line,
                                 const char *near)
{
    if (strncmp(near != NULL ? near : line->key, "at most", 7) != 0) {
        return false;
    }
    tariff_fault_error(&b->faults, line->number,
                       _("`%.40s`: there are no caps in a surcharge: end its ladder with `then = "
                         "free`."),
                       line->key);
    return true;
}

static void report_unknown(struct builder *b, const struct source_line *line)
{
    if (b->kind == SOURCE_SURCHARGE) {
        tariff_fault_error(&b->faults, line->number,
                           _("There is no `%.40s` here. A surcharge has `add`, or prices such as "
                             "`first 1h`, `then each 1m`, and the conditions of a product."),
                           line->key);
        return;
    }
    tariff_fault_error(
        &b->faults, line->number,
        _("There is no `%.40s` here. Prices are `price`, `each 1h`, `first 1h`, `next "
          "1h`, `then each 1h`, `up to 1h`, `over 1h`; caps are `at most per 24h`."),
        line->key);
}

void tariff_settings_unknown(struct builder *b, const struct source_line *line)
{
    char phrase[PHRASE_SIZE];
    const char *near = cap_phrase(phrase, line->key);

    near = near != NULL ? near : guess(b, line->key);
    if (b->kind == SOURCE_SURCHARGE) {
        if (report_surcharge_cap(b, line, near)) {
            return;
        }
        near = near != NULL && strcmp(near, "price") == 0 ? "add" : near;
    }
    if (near == NULL) {
        report_unknown(b, line);
        return;
    }
    tariff_fault_error(&b->faults, line->number, _("There is no `%.40s` here; did you mean `%s`?"),
                       line->key, near);
}

/* Cuts the word at AT, without the blanks before it. */
static void take_word(char out[static WORDS_SIZE], const char **at)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'";
    size_t length = 0;

    *at += strcspn(*at, letters);
    while ((*at)[length] != '\0' &&
           (strchr(letters, (*at)[length]) != NULL || (unsigned char)(*at)[length] >= 0x80)) {
        length++;
    }
    size_t kept = length < WORDS_SIZE - 1 ? length : WORDS_SIZE - 1;
    memcpy(out, *at, kept);
    out[kept] = '\0';
    *at += length;
}

/* No class is like WORDS, which stand in a list of classes or behind the times of an example. */
static void report_class(struct builder *b, const struct source_line *line, const char *words)
{
    if (strcmp(line->key, "class") == 0) {
        tariff_build_misread(b, line, _("one or more of car, motorcycle, van, truck"));
        return;
    }
    int length = (int)strcspn(words, ",");

    tariff_fault_error(&b->faults, line->number,
                       _("`, %.*s` says nothing here: behind the times of an example may stand a "
                         "class (`, motorcycle`), `, lost` and last `, with NAME`."),
                       length < PHRASE_SIZE ? length : PHRASE_SIZE, words);
}

void tariff_guess_class(struct builder *b, const struct source_line *line, const char *at)
{
    static const struct {
        const char *word, *class;
    } others[] = {{"motorbike", "motorcycle"}, {"moto", "motorcycle"}, {"bike", "motorcycle"},
                  {"scooter", "motorcycle"},   {"lorry", "truck"},     {"bus", "truck"},
                  {"coach", "truck"},          {"minibus", "van"},     {"suv", "car"},
                  {"caravan", "van"},          {"camper", "van"}};
    const char *names[PK_VEHICLE_CLASS_COUNT];
    const char *words = at;
    char word[WORDS_SIZE];

    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++) {
        names[i] = pk_vehicle_class_name((enum pk_vehicle_class)i);
    }
    take_word(word, &at);
    const char *near = tariff_words_nearest(word, names, PK_VEHICLE_CLASS_COUNT);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        near = strcasecmp(word, others[i].word) == 0 ? others[i].class : near;
    }
    if (word[0] == '\0' || near == NULL) {
        report_class(b, line, words);
        return;
    }
    tariff_fault_error(&b->faults, line->number,
                       _("There is no vehicle class \"%s\"; did you mean %s? The classes are car, "
                         "motorcycle, van, truck."),
                       word, near);
}

void tariff_guess_date(struct builder *b, const struct source_line *line, const char *at)
{
    static const char *const known[] = {"easter", "to", "from", "of", "each", "month",
                                        "last",   "st", "nd",   "rd", "th"};
    char word[WORDS_SIZE];
    int number;

    for (take_word(word, &at); word[0] != '\0'; take_word(word, &at)) {
        const char *from = word;
        bool fits = tariff_words_month(&from, &number) || tariff_words_weekday(&from, &number);
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            fits = fits || strcasecmp(word, known[i]) == 0;
        }
        const char *near = fits ? NULL : tariff_words_near_date(word);
        if (near != NULL) {
            tariff_fault_error(&b->faults, line->number,
                               _("\"%s\" is no date or month; did you mean %s?"), word, near);
            return;
        }
    }
    tariff_build_misread(b, line,
                         _("a list of dates such as 2026-12-24, 25 December, easter + 1, last Mon "
                           "of May, 1 May to 30 September"));
}
