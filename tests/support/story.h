/*
 * Stories: commands in their order on one lot, each with the exit status and code it must give.
 * Every step is run as a program with --json, and what the contract says of every answer is
 * asserted of it.
 */
#ifndef CLI_STORY_H
#define CLI_STORY_H

#include "run.h"

enum { STORY_WORDS_MAX = 12 };

struct step {
    const char *moment; /* "10:15" on 2026-01-05, "7 11:00" on the 7th; NULL: as before */
    const char *words[STORY_WORDS_MAX];
    const char *code;  /* NULL: done */
    const char *key;   /* of the answer, or of its "error": "change", "0.state"; NULL: none */
    const char *value; /* what it must be: a number, a text, true, false, null */
};

/* Runs COUNT steps on the lot of PLACE. */
void story_tell(struct place *place, const struct step steps[], size_t count);

/* The same on a place of its own. */
void story_tell_anew(const struct step steps[], size_t count);

#define STORY(place, steps) story_tell(place, steps, sizeof(steps) / sizeof *(steps))
#define STORY_ANEW(steps)   story_tell_anew(steps, sizeof(steps) / sizeof *(steps))

/* Steps: a lot of SPOTS ("4") spots at 10:00, and that the file is sound. */
#define STORY_INIT(spots)                                                                          \
    {                                                                                              \
        "10:00", {"init", "--spots", spots, "--name", "T", "--timezone", "Europe/Berlin"}, NULL,   \
            "spots", spots                                                                         \
    }
#define STORY_SOUND                                                                                \
    {NULL, {"check"}, NULL, "finding_count", "0"},                                                 \
    {                                                                                              \
        NULL, {"journal", "verify"}, NULL, "broken_seq", "null"                                    \
    }

/* For the main() of a program whose steps have moments: true, and the program is reported as
 * skipped, where the clock cannot be set. */
bool story_is_skipped(void);

/* Makes a lot of SPOTS spots in Europe/Berlin and EUR at PLACE. */
void story_make_lot(struct place *place, const char *spots);

/* Runs SQL on the lot of PLACE, as only another program can. */
void story_change_by_hand(const struct place *place, const char *sql);

/* The exit status that the contract gives CODE, which may be NULL. */
int story_exit_of(const char *code);

/* The member of RECORD that PATH names, as text; "(missing)". */
void story_value(char *out, size_t size, const json_t *record, const char *path);

#endif
