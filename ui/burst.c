/*
 * Scan bursts. Pure.
 */
#include "burst.h"

#include <string.h>

void burst_flush(struct burst_answer *out, struct burst *burst)
{
    memset(out, 0, sizeof *out);
    out->count = burst->count - burst->passed;
    memcpy(out->keys, burst->keys + burst->passed, out->count * sizeof out->keys[0]);
    burst->count = burst->passed = 0;
}

bool burst_is_holding(const struct burst *burst)
{
    return burst->passed < burst->count;
}

static void complete(struct burst_answer *out, struct burst *burst)
{
    memset(out, 0, sizeof *out);
    out->is_scan = true;
    for (size_t i = 0; i < BURST_LENGTH; i++)
        out->scan[i] = (char)burst->keys[i];
    burst->count = burst->passed = 0;
}

/* A digit of a number is never a command; a letter may be, so it waits once a burst has begun. */
static bool must_wait(const struct burst *burst, ui_key key, bool is_text)
{
    bool is_digit = key >= '0' && key <= '9';

    return burst_is_holding(burst) || (!is_text && !is_digit && burst->count > 0);
}

void burst_key(struct burst_answer *out, struct burst *burst, ui_key key, int64_t now_ms,
               bool is_text)
{
    bool is_late = now_ms - burst->last_ms >= BURST_GAP_MS;

    burst->last_ms = now_ms;
    if (!is_late && burst->count == BURST_LENGTH && (key == K_ENTER || key == K_TAB)) {
        complete(out, burst);
        return;
    }
    if (is_late || !key_is_hex(key) || burst->count == BURST_LENGTH)
        burst_flush(out, burst);
    else
        memset(out, 0, sizeof *out);

    if (!key_is_hex(key)) {
        out->keys[out->count++] = key;
        return;
    }
    bool waits = must_wait(burst, key, is_text);
    out->is_start = burst->count == 0;
    burst->keys[burst->count++] = key;
    if (!waits) {
        burst->passed = burst->count;
        out->keys[out->count++] = key;
    }
}
