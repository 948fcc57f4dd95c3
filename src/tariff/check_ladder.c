/*
 * A ladder has a price for as long as it can be climbed, and no step beyond. May call: words.c,
 * visit.c.
 */
#include "parkade/text.h"
#include "tariff/check.h"
#include "tariff/visit.h"

/* How long a ladder of WINDOW, whose longest visit is VISIT, can run before it begins anew;
 * TARIFF_FOREVER: it never does. */
static int64_t run_to_restart(const struct tariff_window *window, int64_t visit)
{
    switch (window->accrual.restart) {
    case TARIFF_EACH_WINDOW:
        return visit;
    case TARIFF_EACH_DAY:
        return TARIFF_DAY;
    case TARIFF_EACH_LENGTH:
        return window->accrual.restart_length;
    default:
        return TARIFF_FOREVER;
    }
}

/* How far a ladder can be climbed: from its beginning, and from where it goes on at a restart. */
struct reach {
    int64_t first, later;
};

static struct reach find_reach(const struct pk_tariff *t, const struct tariff_product *product,
                               const struct tariff_window *window, int64_t visit)
{
    int64_t restart = run_to_restart(window, visit);
    int64_t longest = tariff_least(restart, product->length_to);
    int step = window->accrual.restart_step;

    if (product->covers.kind == TARIFF_UNTIL_LENGTH) {
        longest = tariff_least(longest, product->covers.length);
    }
    if (t->longest > 0) {
        longest = tariff_least(longest, t->longest);
    }
    struct reach reach = {longest, longest};
    if (step > 0 && step < window->step_count && longest == restart && restart < TARIFF_FOREVER) {
        reach.later += t->steps[window->step_first + step].from;
    }
    return reach;
}

static void check_reached(struct builder *b, const struct tariff_window *window,
                          const struct reach *reach)
{
    const struct tariff_step *steps = &b->tariff->steps[window->step_first];
    char length[24];

    tariff_words_format_length(length, reach->first);
    for (int i = 1; i < window->step_count; i++) {
        if (steps[i].from >= (i < window->accrual.restart_step ? reach->first : reach->later)) {
            tariff_fault_error(&b->faults, steps[i].line,
                               _("`%s` can never be reached: the ladder runs for at most %s."),
                               steps[i].what, length);
        }
    }
}

static void check_end(struct builder *b, const char *name, const struct tariff_window *window,
                      const struct reach *reach)
{
    const struct tariff_step *last = &b->tariff->steps[window->step_first + window->step_count - 1];
    char end[24], later[24];

    if (last->to >= reach->later) {
        return;
    }
    tariff_words_format_length(end, last->to);
    tariff_words_format_length(later, reach->later);
    if (last->to >= reach->first) {
        tariff_fault_error(&b->faults, last->line,
                           _("The prices end at %s, but a ladder that goes on at step %d is "
                             "climbed up to %s: end it with a line `then ...`."),
                           end, window->accrual.restart_step + 1, later);
        return;
    }
    tariff_fault_error(
        &b->faults, last->line,
        _("The prices of %s%.40s end at %s: add `then each 1h = ...`, `over %s = ...`, "
          "`then = free` or `then = refused`."),
        name[0] == '\0' ? _("this tariff") : "", name, end, end);
}

static void check_restart(struct builder *b, const struct tariff_window *window)
{
    if (window->accrual.restart_step >= window->step_count) {
        tariff_fault_error(&b->faults, window->line,
                           _("`restart ... at step %d`: the ladder has only %d steps."),
                           window->accrual.restart_step + 1, window->step_count);
    }
    if (window->is_always && window->accrual.restart == TARIFF_EACH_WINDOW) {
        tariff_fault_error(
            &b->faults, window->line,
            _("`restart = each window` needs a [window]; did you mean `each day` or `each "
              "24h`?"));
    }
}

/* A midnight at which a ladder begins anew is passed in neither of its two parts. */
static void check_nights(struct builder *b, const struct tariff_window *window)
{
    const struct tariff_step *step = &b->tariff->steps[window->step_first];

    if (step->is_per_night && (!window->is_always || window->accrual.restart != TARIFF_NEVER ||
                               b->tariff->applies == TARIFF_PER_SEGMENT)) {
        tariff_fault_error(&b->faults, step->line,
                           _("`per night` counts the midnights of the whole stay: it goes with no "
                             "[window], no `restart` and no `version by = segment`."));
    }
}

/* Whether it makes a difference to the price where a visit of WINDOW ends. */
static bool counts_visits(const struct pk_tariff *t, const struct tariff_product *product,
                          const struct tariff_window *window)
{
    bool counts = window->accrual.restart == TARIFF_EACH_WINDOW;

    for (int c = 0; c < product->cap_count; c++) {
        const struct tariff_cap *cap = &t->caps[product->cap_first + c];
        counts = counts || (cap->scope == TARIFF_EACH_WINDOW && &t->windows[cap->window] == window);
    }
    return counts;
}

static void check_visit(struct builder *b, const struct tariff_product *product,
                        const struct tariff_window *window, int64_t visit)
{
    if (visit > TARIFF_VISIT_LONGEST && counts_visits(b->tariff, product, window)) {
        tariff_fault_error(
            &b->faults, window->line,
            _("The `hours` of [window %s] meet at midnight and run on for more than %d days, as "
              "one visit: leave `hours` out, and the window comes on each of its "
              "days."),
            window->name, TARIFF_VISIT_DAYS);
    }
}

void tariff_check_ladder(struct builder *b, const struct tariff_product *product,
                         const struct tariff_window *window)
{
    const int64_t visit = tariff_visit_longest(b->tariff, window);
    const struct reach reach = find_reach(b->tariff, product, window, visit);

    if (window->step_count == 0) {
        tariff_fault_error(
            &b->faults, window->line,
            _("[window %s] has no price: add `price = 5.00`, `each 1h = 2.00` or `price = "
              "free`."),
            window->name);
        return;
    }
    check_reached(b, window, &reach);
    check_end(b, window->is_always ? product->name : window->name, window, &reach);
    check_restart(b, window);
    check_nights(b, window);
    check_visit(b, product, window, visit);
}
