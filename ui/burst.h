/*
 * Telling a scanner from a hand: a scan is a burst of 32 hexadecimal digits with gaps under 100 ms
 * and Enter or Tab at its end. Pure: it is given the time.
 *
 * In a text field every key is passed on at once, so that typing shows at once; whoever owns the
 * field takes the burst back out when it is complete. Where letters are commands, the letters of a
 * burst are held until it is clear what it is: a scan must not void a ticket.
 */
#ifndef UI_BURST_H
#define UI_BURST_H

#include "key.h"

enum { BURST_LENGTH = 32, BURST_GAP_MS = 100 };

struct burst {
    ui_key keys[BURST_LENGTH];
    size_t count;  /* digits of the burst so far */
    size_t passed; /* how many of them were passed on; the rest is held */
    int64_t last_ms;
};

/* What one key makes of a burst. */
struct burst_answer {
    bool is_start; /* the key may begin a burst: remember the field as it is now */
    bool is_scan;  /* complete: SCAN has its digits, and no keys are to be passed on */
    char scan[BURST_LENGTH + 1];
    ui_key keys[BURST_LENGTH + 1]; /* to be passed on now, in order */
    size_t count;
};

/* Takes KEY, that came at NOW_MS; IS_TEXT says whether a text field takes digits and letters. */
void burst_key(struct burst_answer *out, struct burst *burst, ui_key key, int64_t now_ms,
               bool is_text);

/* Whether keys are held. They are to be asked for with burst_flush() after BURST_GAP_MS. */
bool burst_is_holding(const struct burst *burst);

/* Gives up on a burst: what was held is passed on. */
void burst_flush(struct burst_answer *out, struct burst *burst);

#endif
