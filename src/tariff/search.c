/*
 * When a price next rises and falls. Between two breaks a total only grows, so that a rise is
 * found by halving, and a fall stands at a break. May call: breaks.c, evaluate.c.
 */
#include "tariff/search.h"

#define TEN_YEARS (INT64_C(3653) * TARIFF_DAY)

struct search {
    struct search_goal *goal;
    struct tariff_request request;
    struct tariff_meters kept;  /* at the last exit known not to be above */
    struct tariff_meters trial; /* at the exit that is tried */
};

enum answer { BELOW, ABOVE, REFUSED };

static void copy_meters(struct tariff_meters *to, const struct tariff_meters *from)
{
    to->version = from->version;
    to->began = from->began;
    to->count = from->count;
    for (int i = 0; i < from->count; i++) {
        to->of[i].is_open = from->of[i].is_open;
        if (from->of[i].is_open) {
            to->of[i] = from->of[i];
        }
    }
}

static enum answer ask(struct search *s, struct tariff_meters *meters, int64_t exit, int64_t *total)
{
    s->request.stay.exit = exit;
    if (evaluate(total, NULL, meters, &s->request) != PK_OK) {
        return REFUSED;
    }
    return *total > s->goal->above ? ABOVE : BELOW;
}

/* The first exit in (LOW, HIGH] that is above, where LOW is not and HIGH is or is refused. */
static void halve(struct search *s, int64_t low, int64_t high)
{
    enum answer at_high = ABOVE;
    int64_t total;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        copy_meters(&s->trial, &s->kept);
        enum answer answer = ask(s, &s->trial, middle, &total);
        if (answer == BELOW) {
            low = middle;
            copy_meters(&s->kept, &s->trial);
        } else {
            high = middle;
        }
    }
    copy_meters(&s->trial, &s->kept);
    at_high = ask(s, &s->trial, high, &total);
    if (at_high == ABOVE) {
        s->goal->rises_at = high;
    }
}

/* Looks for a rise in (FROM, TO], where the total only grows and is not above at FROM. Far moments
 * are tried only when near ones did not do. False: the rest of the interval is refused. */
static void climb(struct search *s, int64_t from, int64_t to)
{
    int64_t low = from;
    int64_t stride = 60;
    int64_t total;

    while (low < to) {
        int64_t high = to - low > stride ? low + stride : to;
        copy_meters(&s->trial, &s->kept);
        if (ask(s, &s->trial, high, &total) != BELOW) {
            halve(s, low, high);
            return;
        }
        copy_meters(&s->kept, &s->trial);
        low = high;
        stride *= 2;
    }
}

/* Looks at AT itself. False when the goal is reached. */
static bool look(struct search *s, int64_t at, enum answer *answer)
{
    struct search_goal *goal = s->goal;
    int64_t total;

    *answer = ask(s, &s->kept, at, &total);
    if (*answer != REFUSED) {
        if (goal->wants_rise && goal->rises_at == PK_NONE && total > goal->above) {
            goal->rises_at = at;
        }
        if (goal->wants_fall && goal->falls_at == PK_NONE && total < goal->below) {
            goal->falls_at = at;
        }
    }
    return (goal->wants_rise && goal->rises_at == PK_NONE) ||
           (goal->wants_fall && goal->falls_at == PK_NONE);
}

void search_run(struct search_goal *goal, const struct tariff_request *request)
{
    struct search s;
    int64_t at = request->stay.exit + 1;
    int64_t horizon = request->stay.exit + TEN_YEARS;
    enum answer answer;

    s.goal = goal;
    s.request = *request;
    s.kept.version = NULL;
    s.kept.count = 0;
    goal->rises_at = PK_NONE;
    goal->falls_at = PK_NONE;
    if (request->tariff->longest > 0 && request->stay.entry + request->tariff->longest < horizon) {
        horizon = request->stay.entry + request->tariff->longest;
    }
    while (at <= horizon && look(&s, at, &answer)) {
        int64_t next = breaks_next(request, at);
        int64_t last = next > horizon ? horizon : next - 1;
        if (answer == BELOW && goal->wants_rise && goal->rises_at == PK_NONE) {
            climb(&s, at, last);
        }
        at = next;
    }
}
