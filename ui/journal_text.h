/*
 * The journal's entries as people read them: a word for a kind, and what the details say. Pure.
 */
#ifndef UI_JOURNAL_TEXT_H
#define UI_JOURNAL_TEXT_H

#include "parkade/journal.h"

enum { JOURNAL_TEXT_SIZE = 160 };

/* "spot closed" for "spot_close"; KIND itself where there is no word. */
const char *journal_word(const char *kind);

/* The plate, the reason, the setting: what the entry's details say, or "". */
void journal_text(char out[static JOURNAL_TEXT_SIZE], const struct pk_entry *entry);

/* The same without the reason. */
void journal_details(char out[static JOURNAL_TEXT_SIZE], const struct pk_entry *entry);

#endif
