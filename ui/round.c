/*
 * The round: see round.h. Pure.
 */
#include "round.h"

#include <stdlib.h>
#include <string.h>

void round_begin(struct round *round, int64_t walk_id)
{
    round_free(round);
    round->walk_id = walk_id;
}

void round_free(struct round *round)
{
    free(round->seen);
    memset(round, 0, sizeof *round);
}

static bool grow(struct round *round, size_t least)
{
    size_t size = round->size ? round->size : 256;

    while (size < least)
        size *= 2;
    if (size == round->size)
        return true;
    unsigned char *seen = realloc(round->seen, size);
    if (!seen)
        return false;
    memset(seen + round->size, 0, size - round->size);
    round->seen = seen;
    round->size = size;
    return true;
}

bool round_mark(struct round *round, int64_t spot_id, int64_t at)
{
    if (!grow(round, (size_t)spot_id + 1))
        return false;
    round->seen_count += !round->seen[spot_id];
    round->seen[spot_id] = 1;
    if (at > round->seen_until)
        round->seen_until = at;
    return true;
}

bool round_is_seen(const struct round *round, int64_t spot_id)
{
    return (size_t)spot_id < round->size && round->seen[spot_id];
}

size_t round_at(const struct round *round, const struct model *model)
{
    for (size_t i = 0; i < model->spot_count; i++)
        if (model->spots[i].spot_id == round->spot_id)
            return i;
    return 0;
}

long round_unseen(const struct round *round, const struct model *model, size_t from)
{
    for (size_t i = 1; i <= model->spot_count; i++) {
        size_t index = (from + i) % model->spot_count;
        if (!round_is_seen(round, model->spots[index].spot_id))
            return (long)index;
    }
    return -1;
}

size_t round_step(const struct model *model, size_t from, int step)
{
    if (step < 0)
        return from > 0 ? from - 1 : 0;
    return from + 1 < model->spot_count ? from + 1 : from;
}

static bool is_same_row(const struct model *model, size_t a, size_t b)
{
    const struct model_spot *x = &model->spots[a], *y = &model->spots[b];

    return x->level == y->level && x->line == y->line;
}

static size_t first_of_row(const struct model *model, size_t at)
{
    while (at > 0 && is_same_row(model, at, at - 1))
        at--;
    return at;
}

size_t round_row(const struct model *model, size_t from, int step)
{
    size_t at = from;

    if (step < 0) {
        at = first_of_row(model, from);
        return at == from && at > 0 ? first_of_row(model, at - 1) : at;
    }
    while (at < model->spot_count && is_same_row(model, from, at))
        at++;
    return at < model->spot_count ? at : from;
}
