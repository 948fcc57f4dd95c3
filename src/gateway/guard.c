/*
 * The guard: see guard.h. Pure: it is given the time.
 */
#include "gateway/guard.h"

#include <netinet/in.h>
#include <string.h>

static void address_bytes(unsigned char out[static 16], const struct sockaddr *address)
{
    memset(out, 0, 16);
    if (address && address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        memcpy(out, &in.sin_addr, sizeof in.sin_addr);
    } else if (address && address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, address, sizeof in6);
        memcpy(out, &in6.sin6_addr, 8); /* a network of one's own is one guesser */
    }
}

/* Of two addresses in one place the later one counts: a guesser gains a few tries by it, no more.
 */
static unsigned place_of(const unsigned char bytes[static 16])
{
    unsigned hash = 2166136261U;

    for (int i = 0; i < 16; i++)
        hash = (hash ^ bytes[i]) * 16777619U;
    return hash % GUARD_PLACES;
}

bool guard_is_shut(const struct guard *guard, const struct sockaddr *address, int64_t now)
{
    unsigned char bytes[16];

    address_bytes(bytes, address);
    const struct guard_place *place = &guard->places[place_of(bytes)];
    return place->wrong >= GUARD_TRIES && now - place->since < GUARD_SECONDS &&
           memcmp(place->address, bytes, sizeof bytes) == 0;
}

void guard_note(struct guard *guard, const struct sockaddr *address, int64_t now)
{
    unsigned char bytes[16];

    address_bytes(bytes, address);
    struct guard_place *place = &guard->places[place_of(bytes)];
    if (memcmp(place->address, bytes, sizeof bytes) != 0 || now - place->since >= GUARD_SECONDS) {
        memcpy(place->address, bytes, sizeof bytes);
        place->since = now;
        place->wrong = 0;
    }
    place->wrong++;
}
