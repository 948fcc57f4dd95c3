/*
 * What a file may say but its board hardly means. Such a tariff prices every stay; the warning
 * tells who may be surprised. May call: nothing but the list of faults.
 */
#include "parkade/text.h"
#include "tariff/build.h"
#include "tariff/check.h"

static const struct tariff_window *windows_of(const struct pk_tariff *t,
                                              const struct tariff_product *product)
{
    return &t->windows[product->window_first];
}

static const struct tariff_step *first_step(const struct pk_tariff *t,
                                            const struct tariff_window *window)
{
    return &t->steps[window->step_first];
}

/* One price for all the time there is. */
static bool is_flat(const struct pk_tariff *t, const struct tariff_window *window)
{
    const struct tariff_step *step = first_step(t, window);

    return step->unit >= TARIFF_FOREVER && !step->is_per_day && !step->is_refused;
}

static bool is_free(const struct pk_tariff *t, const struct tariff_window *window)
{
    return is_flat(t, window) && first_step(t, window)->price8 == 0;
}

/* How many windows of PRODUCT take money. */
static int count_paid(const struct pk_tariff *t, const struct tariff_product *product)
{
    int count = 0;

    for (int w = 0; w < product->window_count; w++) {
        const struct tariff_window *window = &windows_of(t, product)[w];
        count += !is_free(t, window) && !first_step(t, window)->is_refused;
    }
    return count;
}

/* Several windows with several steps: whether these come again is for the board to say. */
static void warn_of_restart(struct builder *b, const struct tariff_product *product)
{
    const struct tariff_window *windows = windows_of(b->tariff, product);

    if (count_paid(b->tariff, product) < 2) {
        return;
    }
    for (int w = 0; w < product->window_count; w++) {
        if (windows[w].step_count > 1 && !windows[w].accrual.restart_said) {
            tariff_fault_warning(&b->faults, windows[w].line,
                                 _("Do the first steps of \"%s\" come again? Say `restart = each "
                                   "window`, `each day`, `each 24h`, or `never`, which holds now."),
                                 windows[w].name);
            return;
        }
    }
}

/* A restart always ends a unit: where a window begins anew, none runs over its edge. */
static void warn_of_edge(struct builder *b, const struct tariff_product *product)
{
    const struct pk_tariff *t = b->tariff;
    enum tariff_edge edge = product->accrual.edge;
    const char *word = edge == TARIFF_PAUSE ? "pause" : "straddle";

    for (int w = 0; w < product->window_count; w++) {
        const struct tariff_window *window = &windows_of(t, product)[w];
        bool free = is_free(t, window);
        if ((edge != TARIFF_STRADDLE && edge != TARIFF_PAUSE) ||
            window->accrual.restart != TARIFF_EACH_WINDOW || (free && edge == TARIFF_PAUSE)) {
            continue;
        }
        tariff_fault_warning(
            &b->faults, window->line,
            _("`window edge = %s` does not hold at the edges of \"%s\", which begins anew: a unit "
              "ends there. %s"),
            word, window->name,
            free                 ? _("Leave the window out and say `other times = free`.")
            : is_flat(t, window) ? _("If it shall run on, write `each 1h = ...` with `at most` in "
                                     "place of `price`.")
                                 : _("If it shall run on, say `restart = never` or `each 24h`."));
        return;
    }
}

/* A deal for who comes at some time, which goes on for whoever never leaves. */
static void warn_of_endless(struct builder *b, const struct tariff_product *product)
{
    const struct pk_tariff *t = b->tariff;
    const struct tariff_window *window = windows_of(t, product);
    bool is_deal = product->in.count > 0;
    bool ends = product->out_kind != TARIFF_OUT_ANY || product->within != 0 ||
                product->deadline.kind != TARIFF_UNTIL_NONE ||
                product->covers.kind != TARIFF_UNTIL_NONE || product->length_to < TARIFF_FOREVER ||
                t->longest > 0;

    if (is_deal && !ends && window->is_always && is_flat(t, window) && !is_free(t, window) &&
        window->accrual.restart == TARIFF_NEVER) {
        tariff_fault_warning(
            &b->faults, product->line,
            _("\"%s\" has one price however long the stay, be it a month: end it by `out`, "
              "`deadline`, `within`, `length` or `covers`, or say `longest stay` at the top."),
            product->name);
    }
}

static bool leads_over(const struct tariff_times *times)
{
    bool found = false;

    for (int i = 0; i < times->count; i++) {
        found = found || times->range[i].start + times->range[i].length > TARIFF_DAY;
    }
    return found;
}

/* Entries on both sides of midnight, for which `next day` is another day. */
static void warn_of_midnight(struct builder *b, const struct tariff_product *product)
{
    const struct pk_tariff *t = b->tariff;
    bool counts_days = product->out_kind == TARIFF_OUT_AFTER ||
                       product->deadline.kind == TARIFF_UNTIL_DAY ||
                       product->covers.kind == TARIFF_UNTIL_DAY;

    if (counts_days && leads_over(&product->in)) {
        tariff_fault_warning(
            &b->faults, product->line,
            _("\"%s\" takes entries before and after %02d:%02d, and `same day` and `next day` "
              "count from the day of each: say `day starts = ...` at an hour between two nights, "
              "or `before 08:00` alone, which is when the clock next shows it."),
            product->name, t->day_start / 3600, t->day_start / 60 % 60);
    }
}

/* With days that start at 06:00, what lies before 06:00 on the clock lies at the end of a day. */
static void warn_of_night(struct builder *b, const struct tariff_product *product)
{
    const struct pk_tariff *t = b->tariff;
    const struct tariff_until *untils[] = {&product->deadline, &product->covers};
    const struct tariff_range *out = &product->out.range[0];
    bool is_morning = out->start == 0 && out->length < TARIFF_DAY;

    for (int i = 0; i < 2; i++) {
        if (untils[i]->kind == TARIFF_UNTIL_DAY && untils[i]->length > 0 &&
            untils[i]->clock > TARIFF_DAY) {
            tariff_fault_warning(
                &b->faults, product->line,
                _("%02d:%02d lies in the night after the next day, as days start at %02d:%02d: "
                  "for the night of the entry write `same day`, or `before 02:00` alone."),
                untils[i]->clock / 3600 - 24, untils[i]->clock / 60 % 60, t->day_start / 3600,
                t->day_start / 60 % 60);
        }
    }
    if (t->day_start > 0 && product->out_kind == TARIFF_OUT_AFTER && product->out_after > 0 &&
        is_morning) {
        tariff_fault_warning(
            &b->faults, product->line,
            _("The next day begins at %02d:%02d: an exit before that is not in `out = next day "
              "before ...`. If it shall be, write `deadline = before 08:00 next day`."),
            t->day_start / 3600, t->day_start / 60 % 60);
    }
}

/* Whether anything is charged on days of KIND. */
static bool charges_on(const struct pk_tariff *t, const struct tariff_version *version, int kind)
{
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        for (int w = 0; w < product->window_count; w++) {
            const struct tariff_window *window = &windows_of(t, product)[w];
            if ((window->is_always || (window->days >> kind & 1U) != 0) && !is_free(t, window)) {
                return true;
            }
        }
    }
    return false;
}

/* The days on which one of the COUNT caps from FIRST on holds that is like CAP but for its days. */
static uint32_t capped_days(const struct pk_tariff *t, int first, int count,
                            const struct tariff_cap *cap)
{
    uint32_t days = 0;

    for (int i = first; i < first + count; i++) {
        const struct tariff_cap *other = &t->caps[i];
        if (other->scope == cap->scope && other->length == cap->length &&
            other->window == cap->window && other->range.start == cap->range.start) {
            days |= other->on_days;
        }
    }
    return days;
}

static const char *kind_name(const struct pk_tariff *t, int kind)
{
    return kind == TARIFF_HOLIDAY ? "holidays"
           : kind == TARIFF_EVE   ? "eves"
                                  : t->named[kind - TARIFF_NAMED];
}

/* A day is of one kind: a cap on weekdays does not hold on a holiday. */
static void warn_of_uncapped(struct builder *b, const struct tariff_version *version, int first,
                             int count)
{
    const struct pk_tariff *t = b->tariff;

    for (int i = first; i < first + count; i++) {
        uint32_t days = capped_days(t, first, count, &t->caps[i]);
        for (int kind = TARIFF_HOLIDAY; kind < TARIFF_NAMED + t->named_count; kind++) {
            bool exists = kind == TARIFF_HOLIDAY ? b->has_holidays
                          : kind == TARIFF_EVE   ? b->uses_eves
                                                 : true;
            if (exists && (days >> kind & 1U) == 0 && charges_on(t, version, kind)) {
                tariff_fault_warning(&b->faults, t->caps[i].line,
                                     _("No such cap holds on %s: a day is that before it is a "
                                       "weekday. Name it behind `on`, here or in a cap of its "
                                       "own."),
                                     kind_name(t, kind));
                return;
            }
        }
    }
}

/* An eve that makes a free day a paid one: the board hardly meant it for that day of the week. */
static void warn_of_dear_eves(struct builder *b, const struct tariff_version *version)
{
    const struct pk_tariff *t = b->tariff;
    bool is_free_day = false;

    for (int kind = 0; kind <= TARIFF_HOLIDAY; kind++) {
        is_free_day =
            is_free_day || ((b->eve_days >> kind & 1U) != 0 && !charges_on(t, version, kind));
    }
    if (b->uses_eves && is_free_day && charges_on(t, version, TARIFF_EVE)) {
        tariff_fault_warning(&b->faults, t->products[version->product_first].line,
                             _("A day of the week that is free pays when it is the eve of a "
                               "holiday: say which days may be eves, such as `eves = Mon-Fri`."));
    }
}

void tariff_warn(struct builder *b, const struct tariff_version *version)
{
    warn_of_uncapped(b, version, version->cap_first, version->cap_count);
    warn_of_dear_eves(b, version);
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &b->tariff->products[version->product_first + p];
        warn_of_restart(b, product);
        warn_of_edge(b, product);
        warn_of_endless(b, product);
        warn_of_midnight(b, product);
        warn_of_night(b, product);
        warn_of_uncapped(b, version, product->cap_first, product->cap_count);
    }
}
