/*
 * The demo's agenda: a binary heap, the earliest event on top.
 */
#include "demo/world.h"

static bool is_before(const struct demo_event *a, const struct demo_event *b)
{
    return a->at != b->at ? a->at < b->at : a->turn < b->turn;
}

static void swap(struct demo_event *a, struct demo_event *b)
{
    struct demo_event kept = *a;
    *a = *b;
    *b = kept;
}

bool demo_plan(struct demo_world *world, int64_t at, enum demo_step step, int subject)
{
    struct demo_agenda *agenda = &world->agenda;
    struct demo_event *events = agenda->events;
    if (agenda->count == sizeof agenda->events / sizeof agenda->events[0])
        return false;
    size_t here = agenda->count++;
    events[here] = (struct demo_event){at, agenda->turns++, step, subject};
    for (; here > 0 && is_before(&events[here], &events[(here - 1) / 2]); here = (here - 1) / 2)
        swap(&events[here], &events[(here - 1) / 2]);
    return true;
}

static void sink_top(struct demo_agenda *agenda)
{
    struct demo_event *events = agenda->events;
    for (size_t here = 0;;) {
        size_t first = here, child = 2 * here + 1;
        for (size_t i = child; i < child + 2 && i < agenda->count; i++) {
            if (is_before(&events[i], &events[first]))
                first = i;
        }
        if (first == here)
            return;
        swap(&events[here], &events[first]);
        here = first;
    }
}

bool demo_next(struct demo_event *out, struct demo_world *world, int64_t until)
{
    struct demo_agenda *agenda = &world->agenda;
    if (agenda->count == 0 || agenda->events[0].at >= until)
        return false;
    *out = agenda->events[0];
    agenda->events[0] = agenda->events[--agenda->count];
    sink_top(agenda);
    return true;
}
