/*
 * What can only be said once the whole file is read: names of rules, which product goes on, which
 * version holds when, what needs the local clock. May call: caps.c, dates.c, atoms.c,
 * visit.c.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"
#include "tariff/visit.h"

/* "day: first 1h"; the name fits, because names and labels are short. */
static void name_rule(char what[static PK_WHAT_SIZE], const char *owner)
{
    char label[PK_WHAT_SIZE];

    if (owner[0] != '\0') {
        snprintf(label, sizeof label, "%s", what);
        snprintf(what, PK_WHAT_SIZE, "%.31s: %.30s", owner, label);
    }
}

static void name_steps(struct pk_tariff *t, const struct tariff_product *product)
{
    for (int w = 0; w < product->window_count; w++) {
        const struct tariff_window *window = &t->windows[product->window_first + w];
        for (int s = 0; s < window->step_count; s++) {
            name_rule(t->steps[window->step_first + s].what,
                      window->is_always ? product->name : window->name);
        }
    }
}

static void name_rules(struct pk_tariff *t)
{
    for (int p = 0; p < t->product_count; p++) {
        const struct tariff_product *product = &t->products[p];
        name_steps(t, product);
        for (int c = 0; c < product->cap_count; c++) {
            struct tariff_cap *cap = &t->caps[product->cap_first + c];
            name_rule(cap->what, cap->window >= 0 ? t->windows[cap->window].name : product->name);
        }
    }
}

static void find_afterwards(struct builder *b, struct tariff_version *version,
                            struct tariff_product *product)
{
    struct pk_tariff *t = b->tariff;

    if (product->covers.kind == TARIFF_UNTIL_NONE) {
        if (product->then_name[0] != '\0') {
            tariff_fault_error(
                &b->faults, product->line,
                _("\"%s\" says `afterwards` but not what it covers: add `covers = 24h`."),
                product->name);
        }
        return;
    }
    if (product->then_name[0] == '\0') {
        tariff_fault_error(
            &b->faults, product->line,
            _("\"%s\" ends where it does not cover any more: add `afterwards = ` and the "
              "product that goes on."),
            product->name);
    }
    for (int i = 0; i < version->product_count; i++) {
        if (strcasecmp(t->products[version->product_first + i].name, product->then_name) == 0) {
            product->then = version->product_first + i;
            return;
        }
    }
    if (product->then_name[0] != '\0') {
        tariff_fault_error(&b->faults, product->line,
                           _("There is no product \"%s\" to go on afterwards."),
                           product->then_name);
    }
}

static bool uses_day_scope(enum tariff_scope scope)
{
    return scope == TARIFF_EACH_DAY || scope == TARIFF_EACH_WEEK || scope == TARIFF_EACH_MONTH;
}

static void look_at_caps(const struct pk_tariff *t, int first, int count,
                         struct tariff_product *product)
{
    for (int i = 0; i < count; i++) {
        const struct tariff_cap *cap = &t->caps[first + i];
        product->cuts_days = product->cuts_days || uses_day_scope(cap->scope);
        product->needs_days = product->needs_days || cap->scope == TARIFF_EACH_RANGE ||
                              cap->on_days != TARIFF_ALL_DAYS;
    }
}

/* Windows whose ladders begin anew together count time together; each window for itself if each
 * window begins anew. */
static void find_ladders(struct pk_tariff *t, const struct tariff_product *product)
{
    for (int w = 0; w < product->window_count; w++) {
        struct tariff_window *window = &t->windows[product->window_first + w];
        window->ladder = w;
        for (int v = 0; v < w && window->accrual.restart != TARIFF_EACH_WINDOW; v++) {
            const struct tariff_window *other = &t->windows[product->window_first + v];
            if (other->accrual.restart == window->accrual.restart &&
                other->accrual.restart_length == window->accrual.restart_length) {
                window->ladder = v;
                break;
            }
        }
    }
}

/* A window whose ranges name no days begins on its own days, on each of its ranges. */
static void find_days(struct builder *b, const struct tariff_product *product)
{
    for (int w = 0; w < product->window_count; w++) {
        struct tariff_window *window = &b->tariff->windows[product->window_first + w];
        uint32_t all = 0;
        for (int r = 0; r < window->range_count; r++) {
            if (window->range_days[r] != 0 && window->days != TARIFF_ALL_DAYS) {
                tariff_fault_error(&b->faults, window->line,
                                   _("[window %s] says its days twice: leave them behind `hours`, "
                                     "and `days` out."),
                                   window->name);
                return;
            }
            window->range_days[r] =
                window->range_days[r] != 0 ? window->range_days[r] : window->days;
            all |= window->range_days[r];
        }
        window->days = all;
        /* Where the day of entry decides, every day is like it and no visit would end. */
        window->joins = !product->accrual.by_entry && tariff_visit_may_join(window);
    }
}

/* Where a ladder is shorter than others of the file, `at step` goes on at its end. */
static void find_restart_steps(struct pk_tariff *t)
{
    int most = 0;

    for (int w = 0; w < t->window_count; w++) {
        most = t->windows[w].step_count > most ? t->windows[w].step_count : most;
    }
    for (int w = 0; w < t->window_count; w++) {
        int *step = &t->windows[w].accrual.restart_step;
        int last = t->windows[w].step_count - 1;
        if (last >= 0 && *step > last && *step < most) {
            *step = last;
        }
    }
}

/* A stay that never looks at the clock on the wall is priced without it. */
static void find_needs(struct pk_tariff *t, const struct tariff_version *version,
                       struct tariff_product *product)
{
    look_at_caps(t, version->cap_first, version->cap_count, product);
    look_at_caps(t, product->cap_first, product->cap_count, product);
    for (int w = 0; w < product->window_count; w++) {
        const struct tariff_window *window = &t->windows[product->window_first + w];
        product->needs_days = product->needs_days || !window->is_always;
        product->cuts_days = product->cuts_days || uses_day_scope(window->accrual.restart) ||
                             window->accrual.overlap_first;
        for (int s = 0; s < window->step_count; s++) {
            product->cuts_days = product->cuts_days || t->steps[window->step_first + s].is_per_day;
        }
    }
    product->needs_days = product->needs_days || product->cuts_days;
}

/* A surcharge is priced like a product of one window. */
static void finish_surcharges(struct builder *b)
{
    static const struct tariff_version no_caps;
    struct pk_tariff *t = b->tariff;

    for (int i = 0; i < t->surcharge_count; i++) {
        struct tariff_product *product = &t->surcharges[i].when;
        name_steps(t, product);
        find_ladders(t, product);
        find_days(b, product);
        find_needs(t, &no_caps, product);
    }
}

/* Versions follow each other without a gap, so that no day has two prices or none. */
static void order_versions(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    for (int i = 1; i < t->version_count; i++) {
        const struct tariff_version *before = &t->versions[i - 1];
        struct tariff_version *version = &t->versions[i];
        if (version->wall_from == INT64_MIN) {
            tariff_fault_error(
                &b->faults, version->line,
                _("Only the first version may do without `from`; give this one its first "
                  "day."));
        } else if (before->wall_to != TARIFF_FOREVER && before->wall_to != version->wall_from) {
            tariff_fault_error(&b->faults, version->line,
                               _("This version does not begin where the one before it ends."));
        } else if (version->wall_from <= before->wall_from) {
            tariff_fault_error(&b->faults, version->line,
                               _("Versions stand in the order of their days."));
        }
        t->versions[i - 1].to = version->from;
        t->versions[i - 1].wall_to = version->wall_from;
    }
    if (t->applies != TARIFF_AT_ENTRY && t->version_count < 2) {
        tariff_fault_error(&b->faults, 0, _("`version by` needs more than one [version]."));
    }
}

bool tariff_finish(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    tariff_dates_finish(b);
    order_versions(b);
    if (!tariff_caps_finish(b)) {
        return false;
    }
    for (int v = 0; v < t->version_count; v++) {
        tariff_lost_finish(b, &t->versions[v]);
    }
    tariff_atoms_finish(b);
    name_rules(t);
    find_restart_steps(t);
    for (int v = 0; v < t->version_count; v++) {
        struct tariff_version *version = &t->versions[v];
        for (int p = 0; p < version->product_count; p++) {
            struct tariff_product *product = &t->products[version->product_first + p];
            find_afterwards(b, version, product);
            find_ladders(t, product);
            find_days(b, product);
            find_needs(t, version, product);
        }
    }
    finish_surcharges(b);
    return b->faults.errors == 0;
}
