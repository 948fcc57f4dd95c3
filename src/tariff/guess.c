/*
 * What a key that is not known was meant to be. May call: settings.c, words.c.
 */
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

enum { NAMES_MAX = 80, WORDS_SIZE = 32 };

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

void tariff_settings_unknown(struct builder *b, const struct source_line *line)
{
    const char *near = guess(b, line->key);

    if (near != NULL) {
        tariff_fault_error(&b->faults, line->number,
                           _("There is no `%.40s` here; did you mean `%s`?"), line->key, near);
        return;
    }
    tariff_fault_error(
        &b->faults, line->number,
        _("There is no `%.40s` here. Prices are `price`, `each 1h`, `first 1h`, `next "
          "1h`, `then each 1h`, `up to 1h`, `over 1h`; caps are `at most per 24h`."),
        line->key);
}
