/*
 * Entries in words. Pure; reads the details with jansson.
 */
#include "journal_text.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "parkade/zone.h"

struct word {
    const char *kind, *word;
};

static const struct word WORDS[] = {
    {"init", "lot made"},
    {"park", "parked"},
    {"late_entry", "entered late"},
    {"pay", "paid"},
    {"nil", "for nothing"},
    {"override", "price agreed"},
    {"retrieve", "left"},
    {"renew", "renewed"},
    {"amend", "amended"},
    {"move", "moved"},
    {"void", "void"},
    {"replace", "replaced"},
    {"release", "released"},
    {"refund", "refunded"},
    {"spot_close", "spot closed"},
    {"spot_open", "spot opened"},
    {"configure", "setting"},
    {"tariff_install", "new tariff"},
    {"card", "card"},
    {"backup", "copied"},
    {"repair", "repaired"},
    {"clock_back", "clock set back"},
    {"left_unseen", "left unseen"},
    {"cheaper_class", "cheaper class"},
    {"replace_unproven", "replaced"},
    {"refund_late", "refunded"},
    {"alarm", "alarm"},
    {"acknowledge", "acknowledged"},
    {"staff", "staff"},
    {"pin", "new PIN"},
    {"pin_wrong", "wrong PIN"},
    {"shift_open", "shift opened"},
    {"drop", "to the safe"},
    {"paid_out", "paid out"},
    {"no_sale", "no sale"},
    {"shift_count", "drawer counted"},
    {"shift_close", "shift closed"},
    {"shift_of_another", "other's shift"},
    {"recount", "recounted"},
    {"day_close", "day closed"},
    {"reprint", "receipt copied"},
    {"validate", "validated"},
    {"validation", "sponsor's code"},
    {"permit", "permit"},
    {"watch", "watchlist"},
    {"walk", "walk"},
    {"walk_leave", "left as it is"},
};

const char *journal_word(const char *kind)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strcmp(WORDS[i].kind, kind) == 0)
            return _(WORDS[i].word);
    return kind;
}

static const char *string_of(const json_t *detail, const char *key)
{
    const char *text = json_string_value(json_object_get(detail, key));

    return text ? text : "";
}

/* Adds TEXT, cut where the line is full. */
static void add(char out[static JOURNAL_TEXT_SIZE], const char *between, const char *text)
{
    size_t used = strlen(out);

    if (text[0])
        snprintf(out + used, JOURNAL_TEXT_SIZE - used, "%s%s", used ? between : "", text);
}

/* "what it was > what it is". */
static void add_change(char out[static JOURNAL_TEXT_SIZE], const char *before, const char *after)
{
    if (strcmp(before, after) == 0)
        before = "";
    add(out, "  ", before);
    add(out, before[0] ? " > " : "  ", after);
}

static void add_seconds(char out[static JOURNAL_TEXT_SIZE], const json_t *detail)
{
    const json_t *seconds = json_object_get(detail, "seconds");
    char length[PK_TIME_SIZE], text[PK_TIME_SIZE + 16];

    if (!json_is_integer(seconds))
        return;
    pk_duration_format(length, json_integer_value(seconds));
    snprintf(text, sizeof text, _("by %s"), length);
    add(out, "  ", text);
}

static void add_details(char out[static JOURNAL_TEXT_SIZE], const json_t *detail)
{
    add_change(out, string_of(detail, "registration_before"), string_of(detail, "registration"));
    if (json_object_get(detail, "class_before"))
        add_change(out, string_of(detail, "class_before"), string_of(detail, "class"));
    add(out, "  ", string_of(detail, "name"));
    add_change(out, string_of(detail, "from"), string_of(detail, "to"));
    add(out, "  ", string_of(detail, "state"));
    add(out, "  ", string_of(detail, "date"));
    add_seconds(out, detail);
}

void journal_details(char out[static JOURNAL_TEXT_SIZE], const struct pk_entry *entry)
{
    json_t *detail = json_loads(entry->detail, 0, NULL);

    out[0] = '\0';
    add_details(out, detail);
    json_decref(detail);
}

void journal_text(char out[static JOURNAL_TEXT_SIZE], const struct pk_entry *entry)
{
    json_t *detail = json_loads(entry->detail, 0, NULL);

    out[0] = '\0';
    add_details(out, detail);
    add(out, "  ", string_of(detail, "reason"));
    json_decref(detail);
}
