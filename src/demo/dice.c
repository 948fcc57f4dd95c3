/*
 * The demo's dice: libc's 48-bit generator with a state of its own, so that the same present always
 * gives the same lot.
 */
#include "demo/world.h"

#include <stdlib.h>

void demo_dice_start(struct demo_world *world, int64_t seed)
{
    uint64_t bits = (uint64_t)seed;
    world->dice[0] = (unsigned short)(bits & 0xFFFF);
    world->dice[1] = (unsigned short)(bits >> 16 & 0xFFFF);
    world->dice[2] = (unsigned short)(bits >> 32 & 0xFFFF);
    for (int i = 0; i < 8; i++)
        nrand48(world->dice); /* neighbouring seeds begin alike */
}

int64_t demo_dice(struct demo_world *world, int64_t least, int64_t most)
{
    return least + nrand48(world->dice) % (most - least + 1);
}

bool demo_dice_percent(struct demo_world *world, int percent)
{
    return demo_dice(world, 1, 100) <= percent;
}
