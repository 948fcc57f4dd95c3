/*
 * The figure of lengths of stay: a lying bar for each class. Calls plot.c.
 */
#include <stdio.h>

#include "app.h"
#include "figures.h"
#include "parkade/text.h"
#include "plot.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
enum { COUNT_END = 21, PERCENT_END = 28, BEAM = 30 }; /* columns of a row */

/* "15 - 30 min", "1 - 2 h", "over 3 d". */
static void say_class(char *out, size_t size, int stay_class)
{
    int64_t end = pk_stay_class_end(stay_class);
    int64_t from = stay_class > 0 ? pk_stay_class_end(stay_class - 1) : 0;
    int64_t by = end == PK_NONE ? from : end;
    int64_t unit = by <= HOUR ? MINUTE : by <= DAY ? HOUR : DAY;
    const char *word = unit == MINUTE ? _("min") : unit == HOUR ? _("h") : _("d");

    if (from == 0)
        snprintf(out, size, _("under %lld %s"), (long long)(end / unit), word);
    else if (end == PK_NONE)
        snprintf(out, size, _("over %lld %s"), (long long)(from / unit), word);
    else
        snprintf(out, size, "%lld - %lld %s", (long long)(from / unit), (long long)(end / unit),
                 word);
}

static void draw_class(struct paint *paint, int y, const struct rect *area,
                       const struct pk_stays *stays, int stay_class, int64_t most)
{
    char text[64];
    int64_t count = stays->by_class[stay_class];

    say_class(text, sizeof text, stay_class);
    paint_text(paint, y, area->x, COUNT_END, ROLE_TEXT, text);
    snprintf(text, sizeof text, "%lld", (long long)count);
    paint_right(paint, y, area->x + COUNT_END, ROLE_STRONG, text);
    snprintf(text, sizeof text, "%d %%", (int)(count * 100 / stays->exited));
    paint_right(paint, y, area->x + PERCENT_END, ROLE_DIM, text);
    plot_beam(paint, y, area->x + BEAM, area->columns - BEAM, count, most, ROLE_BAR);
}

static void draw_caption(struct paint *paint, const struct rect *area, const struct pk_stays *stays,
                         int days)
{
    char mean[PK_TIME_SIZE], longest[PK_TIME_SIZE];

    if (stays->exited == 0) {
        paint_format(paint, area->y, area->x, area->columns, ROLE_DIM,
                     _("Nobody drove out in these %d days."), days);
        return;
    }
    pk_duration_format(mean, stays->seconds / stays->exited);
    pk_duration_format(longest, stays->longest);
    paint_format(paint, area->y, area->x, area->columns, ROLE_DIM,
                 _("%lld left in %d days; mean %s, longest %s"), (long long)stays->exited, days,
                 mean, longest);
}

void figures_draw_stays(const struct figures *figures, struct app *app, struct paint *paint,
                        const struct rect *area)
{
    struct pk_stays stays;
    int64_t most = 0;

    (void)app;
    int days = figures_sum_stays(&stays, figures);
    draw_caption(paint, area, &stays, days);
    for (int i = 0; i < PK_STAY_CLASS_COUNT; i++)
        most = stays.by_class[i] > most ? stays.by_class[i] : most;
    for (int i = 0; stays.exited > 0 && i < PK_STAY_CLASS_COUNT && i + 1 < area->lines; i++)
        draw_class(paint, area->y + 1 + i, area, &stays, i, most);
}
