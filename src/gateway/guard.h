/*
 * Who guesses tokens waits: counts wrong ones by address. Used by one thread.
 */
#ifndef GATEWAY_GUARD_H
#define GATEWAY_GUARD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

enum { GUARD_PLACES = 256, GUARD_TRIES = 20, GUARD_SECONDS = 60 };

struct guard_place {
    unsigned char address[16];
    int64_t since; /* seconds of a steady clock */
    int wrong;
};

struct guard {
    struct guard_place places[GUARD_PLACES];
};

/* Whether ADDRESS has given too many wrong tokens within the last minute. */
bool guard_is_shut(const struct guard *guard, const struct sockaddr *address, int64_t now);

/* Notes a wrong one. */
void guard_note(struct guard *guard, const struct sockaddr *address, int64_t now);

#endif
