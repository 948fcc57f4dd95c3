/*
 * When a price next rises and falls. Between two breaks a total only grows, so that a rise is
 * found by halving, and a fall stands at a break. May call: breaks.c, evaluate.c.
 */
#include "tariff/search.h"

#define TEN_YEARS (INT64_C(3653) * TARIFF_DAY)

/* Products priced before a search gives up: some tenths of a second. Only a tariff made for it gets
 * that far. */
enum { WORK_MAX = 400000 };

struct search {
    struct search_goal *goal;
    struct tariff_request request;
    int64_t work;
    struct tariff_meters kept;  /* at the last exit known not to be above */
    struct tariff_meters trial; /* at the exit that is tried */
};

/* An interval that is short enough to look at its end first. */
enum { NEAR = 40 * TARIFF_DAY };

enum answer { BELOW, ABOVE, REFUSED };

static void copy_meters(struct tariff_meters *to, const struct tariff_meters *from)
{
    to->version = from->version;
    to->began = from->began;
    to->count = from->count;
    for (int i = 0; i < from->count; i++) {
        to->of[i].is_open = from->of[i].is_open;
        if (from->of[i].is_open) {
            to->of[i].walked = from->of[i].walked;
            tariff_meter_copy(&to->of[i].meter, &from->of[i].meter);
        }
    }
}

static enum answer ask(struct search *s, struct tariff_meters *meters, int64_t exit, int64_t *total)
{
    s->work += s->request.tariff->product_count;
    s->request.stay.exit = exit;
    if (tariff_evaluate(total, NULL, meters, &s->request) != PK_OK) {
        return REFUSED;
    }
    return *total > s->goal->above ? ABOVE : BELOW;
}

/* The first exit in (LOW, HIGH] that is above, where LOW is not and HIGH is or is refused. */
static void halve(struct search *s, int64_t low, int64_t high)
{
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
    if (ask(s, &s->trial, high, &total) == ABOVE) {
        s->goal->rises_at = high;
    }
}

/* Looks for a rise in (FROM, TO], where the total only grows and is not above at FROM. Far moments
 * are tried only when near ones did not do. */
static void climb(struct search *s, int64_t from, int64_t to)
{
    int64_t low = from;
    int64_t stride = 60;
    int64_t total;

    if (to - from < NEAR) {
        copy_meters(&s->trial, &s->kept);
        if (ask(s, &s->trial, to, &total) == BELOW) {
            copy_meters(&s->kept, &s->trial);
            return;
        }
    }
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

/* Whether no exit to come can be cheaper than now: no product is, and products only grow. */
static bool never_falls(const struct tariff_request *request, int64_t below)
{
    struct tariff_request least = *request;
    int64_t total;

    least.any_product = true;
    return request->tariff->applies != TARIFF_AT_EXIT && !request->tariff->is_wall_clock &&
           !request->stay.is_lost && tariff_evaluate(&total, NULL, NULL, &least) == PK_OK &&
           total >= below;
}

static int64_t horizon_of(const struct tariff_request *request)
{
    int64_t horizon = request->stay.exit + TEN_YEARS;
    int64_t longest = request->tariff->longest;

    return longest > 0 && request->stay.entry + longest < horizon ? request->stay.entry + longest
                                                                  : horizon;
}

void tariff_search_run(struct search_goal *goal, const struct tariff_request *request)
{
    struct search s;
    int64_t at = request->stay.exit + 1;
    int64_t horizon = horizon_of(request);
    enum answer answer;

    s.goal = goal;
    s.request = *request;
    s.work = 0;
    s.kept.version = NULL;
    s.kept.began = 0;
    s.kept.count = 0;
    goal->rises_at = PK_NONE;
    goal->falls_at = PK_NONE;
    goal->wants_fall = goal->wants_fall && !never_falls(request, goal->below);
    while (at <= horizon && s.work < WORK_MAX && look(&s, at, &answer)) {
        int64_t next = tariff_breaks_next(request, at);
        int64_t last = next > horizon ? horizon : next - 1;
        if (answer == BELOW && goal->wants_rise && goal->rises_at == PK_NONE) {
            climb(&s, at, last);
        }
        at = next;
    }
}
