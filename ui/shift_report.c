/*
 * Shifts in words: their reports, their counts. Calls parkade/shift.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "screens.h"
#include "shift_acts.h"

struct finding {
    struct pk_cash_count *out;
    const char *kind;
    bool is_found;
};

static bool keep_last(const struct pk_cash_count *count, void *context)
{
    struct finding *finding = context;

    if (strcmp(count->kind, finding->kind) == 0) {
        *finding->out = *count;
        finding->is_found = true;
    }
    return true;
}

bool shift_last_count(struct pk_cash_count *out, struct pk_lot *lot, int64_t shift_id,
                      const char *kind)
{
    struct finding finding = {out, kind, false};

    return pk_shift_counts(lot, shift_id, keep_last, &finding) == PK_OK && finding.is_found;
}

void shift_say_difference(char out[static SHIFT_DIFFERENCE_SIZE], int64_t over_short,
                          const char *currency)
{
    char money[PK_MONEY_SIZE];

    pk_money_format(money, over_short < 0 ? -over_short : over_short, currency);
    if (over_short == 0)
        snprintf(out, SHIFT_DIFFERENCE_SIZE, "%s", _("exact"));
    else
        snprintf(out, SHIFT_DIFFERENCE_SIZE, over_short < 0 ? _("%s short") : _("%s over"), money);
}

/* "shift 14, Ana: 2.50 short" */
static void say_about(char *out, size_t size, const struct pk_shift *shift)
{
    char difference[SHIFT_DIFFERENCE_SIZE];

    if (shift->closed_at == PK_NONE) {
        snprintf(out, size, _("shift %lld, %s"), (long long)shift->shift_id, shift->staff);
        return;
    }
    shift_say_difference(difference, shift->over_short, shift->currency);
    snprintf(out, size, _("shift %lld, %s: %s"), (long long)shift->shift_id, shift->staff,
             difference);
}

static void say_name(char *out, size_t size, const struct pk_shift *shift)
{
    snprintf(out, size, shift->closed_at == PK_NONE ? _("X of shift %lld") : _("Z of shift %lld"),
             (long long)shift->shift_id);
}

void shift_read(struct app *app, int64_t shift_id, void (*left)(struct app *app))
{
    struct pk_shift shift;
    json_t *report;
    char about[80], name[80];

    if (pk_shift_get(&shift, app->lot, shift_id) ||
        pk_shift_report(&report, app->lot, app->who, shift_id)) {
        app_complain(app);
        return;
    }
    say_about(about, sizeof about, &shift);
    bool is_z = shift.closed_at != PK_NONE;
    struct view *view = text_view(is_z ? _("Z report") : _("X report"), about,
                                  pk_shift_report_text(report, pk_lot_zone(app->lot)));
    say_name(name, sizeof name, &shift);
    if (view)
        text_view_prints(view, name, report);
    if (left) /* it has just ended: the Z goes with the drawer */
        printing_report(app, name, report);
    json_decref(report);
    if (view && left)
        text_view_then(view, _("sign out"), left);
    app_push(app, view);
}
