/*
 * The figure of revenue: a plot of the days of the period, and beside it (above it, where there is
 * room) the sums of days or months as numbers. Calls plot.c.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "figures.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "plot.h"

enum {
    LABEL = 10,
    COUNT = 10,
    SHORTEST = 14,
    GAP = 2,
    PLOT_LEAST = 34,
    PLOT_LINES_LEAST = 10,
    BY_MONTH_FROM = 32
};

/* The days that are drawn: those of the period, but for the ones before the lot began. */
struct money {
    const struct figures *figures;
    struct pk_lot *lot;
    int64_t from;
    int count;
};

static bool is_by_month(const struct money *money)
{
    return money->count >= BY_MONTH_FROM;
}

static void choose_days(struct money *money)
{
    const struct figures *figures = money->figures;

    money->from = figures_first(figures);
    while (money->from <= figures->day - SHORTEST &&
           figures_of(figures, money->from)->takings.tenders == 0)
        money->from++;
    money->count = (int)(figures->day - money->from) + 1;
}

/* ---- the plot ---- */

/* Round amounts need no cents. */
static void say_money(char out[static PLOT_LABEL_SIZE], int64_t value, const void *context)
{
    const struct money *money = context;
    char text[PK_MONEY_SIZE];

    pk_money_format(text, value, pk_lot_currency(money->lot));
    char *point = strchr(text, '.');
    if (point && strspn(point + 1, "0") == strlen(point + 1))
        *point = '\0';
    pk_copy(out, PLOT_LABEL_SIZE, text);
}

static void say_day(char out[static PLOT_LABEL_SIZE], int64_t point, const void *context)
{
    const struct money *money = context;
    char text[PK_TIME_SIZE];

    figures_date(text, money->lot, money->from + point, is_by_month(money) ? "%-d %b" : "%-d");
    pk_copy(out, PLOT_LABEL_SIZE, text);
}

static void draw_plot(const struct money *money, struct paint *paint, const struct rect *area)
{
    int64_t values[FIGURES_DAYS_MAX];

    for (int i = 0; i < money->count; i++)
        values[i] = figures_of(money->figures, money->from + i)->takings.taken;
    struct plot plot = {.count = money->count,
                        .series_count = 1,
                        .series = {{values, PLOT_BARS, ROLE_BAR}},
                        .say_value = say_money,
                        .say_point = say_day,
                        .context = money,
                        .anchor = money->count - 1};
    plot_place(&plot, area);
    plot_draw(&plot, paint);
}

/* ---- the numbers ---- */

/* How wide an amount is, and which of them are shown. */
struct columns {
    int amount;
    bool has_methods, has_count;
};

static void draw_amount(const struct money *money, struct paint *paint, int y, int end,
                        enum role role, int64_t amount)
{
    char text[PK_MONEY_SIZE];

    pk_money_format(text, amount, pk_lot_currency(money->lot));
    paint_right(paint, y, end, role, text);
}

static void draw_sums(const struct money *money, struct paint *paint, int y, int x,
                      const struct columns *columns, enum role role, const char *label,
                      const struct pk_takings *takings)
{
    char count[32];

    paint_text(paint, y, x, LABEL, role == ROLE_STRONG ? ROLE_STRONG : ROLE_DIM, label);
    x += LABEL + columns->amount;
    draw_amount(money, paint, y, x, role, takings->taken);
    if (columns->has_methods) {
        draw_amount(money, paint, y, x += columns->amount, ROLE_TEXT, takings->by_method[PK_CASH]);
        draw_amount(money, paint, y, x += columns->amount, ROLE_TEXT, takings->by_method[PK_CARD]);
    }
    snprintf(count, sizeof count, "%lld", (long long)takings->tenders);
    if (columns->has_count)
        paint_right(paint, y, x + COUNT, ROLE_DIM, count);
}

static void draw_heading(const struct money *money, struct paint *paint, int y, int x,
                         const struct columns *columns)
{
    paint_text(paint, y, x, LABEL, ROLE_DIM, pk_lot_currency(money->lot));
    x += LABEL + columns->amount;
    paint_right(paint, y, x, ROLE_DIM, _("taken"));
    if (columns->has_methods) {
        paint_right(paint, y, x += columns->amount, ROLE_DIM, _("cash"));
        paint_right(paint, y, x += columns->amount, ROLE_DIM, _("card"));
    }
    if (columns->has_count)
        paint_right(paint, y, x + COUNT, ROLE_DIM, _("payments"));
}

/* The first day of the row that ends with DAY: the day itself, or its month's. */
static int64_t row_begins(const struct money *money, int64_t day)
{
    int year, month, mday;
    int64_t first = day;

    pk_day_date(&year, &month, &mday, day);
    if (is_by_month(money))
        first = day - mday + 1;
    return first < money->from ? money->from : first;
}

/* The newest first, and all days in the last line. */
static void draw_numbers(const struct money *money, struct paint *paint, const struct rect *area,
                         const struct columns *columns, const struct pk_takings *all)
{
    const struct figures *figures = money->figures;
    char label[PK_TIME_SIZE];
    int y = area->y, last = area->y + area->lines - 1;

    draw_heading(money, paint, y++, area->x, columns);
    for (int64_t to = figures->day, from; to >= money->from && y < last; to = from - 1) {
        struct pk_takings takings;
        from = row_begins(money, to);
        figures_sum_takings(&takings, figures, from, to);
        figures_date(label, money->lot, to, is_by_month(money) ? "%b %Y" : "%a %-d %b");
        draw_sums(money, paint, y++, area->x, columns, to == figures->day ? ROLE_STRONG : ROLE_TEXT,
                  label, &takings);
    }
    snprintf(label, sizeof label, _("%d days"), money->count);
    draw_sums(money, paint, y, area->x, columns, ROLE_TEXT, label, all);
}

/* ---- both ---- */

static int rows_of(const struct money *money)
{
    enum { HEADING_AND_SUM = 2, MONTHS = 13, DAYS = 14 };

    return (is_by_month(money) ? MONTHS : DAYS) + HEADING_AND_SUM;
}

static int columns_needed(const struct columns *columns)
{
    return LABEL + columns->amount * (1 + 2 * columns->has_methods) + COUNT * columns->has_count;
}

/* What there is room for beside a plot of ROOM columns. */
static void choose_columns(struct columns *out, const struct money *money,
                           const struct pk_takings *all, int room)
{
    char text[PK_MONEY_SIZE];

    pk_money_format(text, all->taken, pk_lot_currency(money->lot));
    *out = (struct columns){columns_text(text) + GAP, true, true};
    if (out->amount < (int)sizeof "taken" + GAP)
        out->amount = (int)sizeof "taken" + GAP;
    if (columns_needed(out) > room)
        out->has_count = false;
    if (columns_needed(out) > room)
        out->amount--;
    if (columns_needed(out) > room)
        out->has_methods = false;
}

void figures_draw_revenue(const struct figures *figures, struct app *app, struct paint *paint,
                          const struct rect *area)
{
    struct money money = {.figures = figures, .lot = app->lot};
    struct pk_takings all;
    struct columns columns;
    struct rect numbers = *area, plot = *area;

    choose_days(&money);
    bool is_tall = area->lines >= rows_of(&money) + PLOT_LINES_LEAST;
    figures_sum_takings(&all, figures, money.from, figures->day);
    choose_columns(&columns, &money, &all,
                   is_tall ? area->columns : area->columns - PLOT_LEAST - GAP);
    if (is_tall) {
        plot.lines = area->lines - rows_of(&money) - 1;
        numbers.y += plot.lines + 1;
        numbers.lines = rows_of(&money);
    } else {
        numbers.columns = columns_needed(&columns);
        plot.x += numbers.columns + GAP;
        plot.columns -= numbers.columns + GAP;
    }
    draw_numbers(&money, paint, &numbers, &columns, &all);
    draw_plot(&money, paint, &plot);
}
