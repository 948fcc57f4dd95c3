/*
 * Telling a scanner from a hand: a scan is a burst with gaps under 100 ms and Enter or Tab at its
 * end, of 32 hexadecimal digits, or of any text behind a prefix that the lot has set. Pure: it is
 * given the time.
 *
 * In a text field every key is passed on at once, so that typing shows at once; whoever owns the
 * field takes the burst back out when it is complete. Where letters are commands, the letters of a
 * burst are held until it is clear what it is: a scan must not void a ticket.
 */
#ifndef UI_BURST_H
#define UI_BURST_H

#include "key.h"

enum { BURST_LENGTH = 32, BURST_TEXT_MAX = 64, BURST_PREFIX_SIZE = 9, BURST_GAP_MS = 100 };

struct burst {
    ui_key keys[BURST_TEXT_MAX];
    size_t count;    /* characters of the burst so far */
    size_t passed;   /* how many of them were passed on; the rest is held */
    bool is_no_hex;  /* not the digits of a ticket any more */
    bool has_prefix; /* it began with the prefix, or may yet do */
    int64_t last_ms;
    char prefix[BURST_PREFIX_SIZE]; /* ASCII; "": none */
};

/* What one key makes of a burst. */
struct burst_answer {
    bool is_start; /* the key may begin a burst: remember the field as it is now */
    bool is_scan;  /* complete: SCAN is it, and no keys are to be passed on */
    bool is_text;  /* not the digits of a ticket, but a prefix and what stands behind it */
    char scan[BURST_TEXT_MAX + 1];
    ui_key keys[BURST_TEXT_MAX + 1]; /* to be passed on now, in order */
    size_t count;
};

/* Takes KEY, that came at NOW_MS; IS_TEXT says whether a text field takes digits and letters. */
void burst_key(struct burst_answer *out, struct burst *burst, ui_key key, int64_t now_ms,
               bool is_text);

/* Scans may begin with PREFIX from now on: 1 to 8 printable characters of ASCII, or "": none. */
void burst_set_prefix(struct burst *burst, const char *prefix);

/* Whether keys are held. They are to be asked for with burst_flush() after BURST_GAP_MS. */
bool burst_is_holding(const struct burst *burst);

/* Gives up on a burst: what was held is passed on. */
void burst_flush(struct burst_answer *out, struct burst *burst);

#endif
