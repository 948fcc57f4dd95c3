/*
 * Drawing Pay: the lines of the quote, what was handed over, and what is left in large. Calls
 * paint.c.
 */
#include <stdio.h>

#include "app.h"
#include "big.h"
#include "columns.h"
#include "frame.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"
#include "when.h"
#include "words.h"

enum { SUM_COLUMNS = 110, WHAT_COLUMNS = 18, MONEY_COLUMNS = 11 };

/* On a small screen the lines of the quote go before large figures. */
static int figures_lines(const struct rect *body)
{
    enum { LINES_FOR_LARGE = 18 };

    return body->lines >= LINES_FOR_LARGE ? BIG_LINES + 2 : 2;
}

/* A column of text and an amount that ends where all the others end. */
struct sums {
    struct paint *paint;
    const char *currency;
    int y, last, x, middle, right;
};

/* What for, and in the middle for which time, where there is one. */
static void add_line(struct sums *sums, enum role role, const char *text, const char *period,
                     int64_t amount)
{
    char money[PK_MONEY_SIZE];

    if (sums->y > sums->last)
        return;
    pk_money_format(money, amount, sums->currency);
    int end = paint_right(sums->paint, sums->y, sums->right, role, money) - 2;
    int middle = period[0] ? sums->middle : end;
    paint_text(sums->paint, sums->y, sums->x, middle - sums->x - 1, role, text);
    paint_text(sums->paint, sums->y, middle, end - middle, ROLE_DIM, period);
    sums->y++;
}

static void add_sum(struct sums *sums, enum role role, const char *text, int64_t amount)
{
    add_line(sums, role, text, "", amount);
}

static void draw_line(struct sums *sums, struct app *app, const struct pk_line *line)
{
    char period[WHEN_RANGE_SIZE], text[PK_WHAT_SIZE + 32];

    when_range(period, app->lot, line->from, line->to);
    if (line->units > 1)
        snprintf(text, sizeof text, "%s x %lld", line->what, (long long)line->units);
    else
        snprintf(text, sizeof text, "%s", line->what);
    add_line(sums, ROLE_TEXT, text, period, line->amount);
}

/* The lines in view; the others are summed up in one, so that all still add up. */
static void draw_lines(struct pay_screen *pay, struct app *app, struct sums *sums, int room)
{
    const struct pk_price *price = &pay->stay.quote.price;
    int count = (int)price->line_count, shown = count <= room ? count : room - 1;
    int64_t rest = 0;
    char text[200];

    pay->room = room;
    if (pay->first > count - shown)
        pay->first = count - shown;
    for (int i = 0; i < count; i++) {
        if (i >= pay->first && i < pay->first + shown)
            draw_line(sums, app, &price->lines[i]);
        else
            rest += price->lines[i].amount;
    }
    if (shown < count) {
        snprintf(text, sizeof text, _("%d more lines: PgDn, PgUp"), count - shown);
        add_sum(sums, ROLE_DIM, text, rest);
    }
}

/* The column at which the periods begin: all of them whole where there is room. */
static int middle_for(const struct pay_screen *pay, struct app *app, int right)
{
    const struct pk_price *price = &pay->stay.quote.price;
    int widest = 0, most = right - MONEY_COLUMNS - WHAT_COLUMNS - 2;
    char period[WHEN_RANGE_SIZE];

    for (size_t i = 0; i < price->line_count; i++) {
        when_range(period, app->lot, price->lines[i].from, price->lines[i].to);
        if (columns_text(period) > widest)
            widest = columns_text(period);
    }
    return right - MONEY_COLUMNS - (widest < most ? widest : most);
}

static void draw_agreement(const struct pay_screen *pay, struct sums *sums)
{
    char text[PK_REASON_SIZE + 32];

    snprintf(text, sizeof text, _("agreed price: %s"), pay->agreed.reason);
    add_sum(sums, ROLE_GOOD, text, -pay_waived(pay));
}

static void draw_totals(const struct pay_screen *pay, struct sums *sums)
{
    const struct pk_quote *quote = &pay->stay.quote;

    paint_rule(sums->paint, sums->y++, sums->x, sums->right - sums->x);
    add_sum(sums, ROLE_TEXT, _("total"), quote->price.total);
    if (pay_waived(pay) > 0)
        draw_agreement(pay, sums);
    if (quote->paid != pay_taken(pay))
        add_sum(sums, ROLE_TEXT, _("paid before"), pay_taken(pay) - quote->paid);
    for (size_t i = 0; i < pay->taken_count; i++)
        if (pay->taken[i].amount != 0)
            add_sum(sums, ROLE_GOOD, words_method(pay->taken[i].method), -pay->taken[i].amount);
    add_sum(sums, ROLE_STRONG, pay->stay.ticket.state == PK_RELEASED ? _("owed") : _("due"),
            pay_due(pay));
    for (size_t i = 0; i < pay->till.count; i++)
        add_sum(sums, ROLE_GOOD, words_method(pay->till.tenders[i].method),
                -pay->till.tenders[i].tendered);
}

static void say_movement(char *out, size_t size, struct app *app, const struct pk_price *price)
{
    char rises[WHEN_SIZE], falls[WHEN_SIZE];

    when_short(rises, app->lot, price->rises_at);
    when_short(falls, app->lot, price->falls_at);
    if (rises[0] && falls[0])
        snprintf(out, size, _("rises %s, falls %s"), rises, falls);
    else if (rises[0])
        snprintf(out, size, _("rises %s"), rises);
    else if (falls[0])
        snprintf(out, size, _("falls %s"), falls);
    else
        out[0] = '\0';
}

static const char *covered_label(const struct pay_screen *pay, const struct app *app)
{
    if (pay_change(pay) > 0)
        return _("Change");
    if (pay->till.count > 0 || pay_waived(pay) > 0)
        return _("Covered: Enter finishes");
    return pay_lets_go(pay, app) ? _("Nothing due: Enter lets it go") : _("Nothing due");
}

static void figures_label(char *out, size_t size, const struct pay_screen *pay,
                          const struct app *app)
{
    char text[160];

    switch (pay_stand(pay)) {
    case PAY_ASKING:
        pay_say_call(out, size, pay);
        return;
    case PAY_ELSEWHERE:
        snprintf(out, size, "%s", _("Give all of it back"));
        return;
    case PAY_DOUBT:
        stay_say_doubt(text, sizeof text, app->lot, &pay->stay);
        snprintf(out, size, _("%s: k asks again"), text);
        return;
    case PAY_EXPIRED:
        snprintf(out, size, "%s", _("expired: r renews it"));
        return;
    case PAY_ENDED:
        snprintf(out, size, "%s", _("Nothing due"));
        return;
    case PAY_OWING:
        snprintf(out, size, "%s", _("Still to take"));
        return;
    case PAY_COVERED:
        snprintf(out, size, "%s", covered_label(pay, app));
    }
}

/* The amount in large; 0: none is. */
static int64_t figures_amount(const struct pay_screen *pay)
{
    switch (pay_stand(pay)) {
    case PAY_ASKING:
        return pay->call.amount;
    case PAY_ELSEWHERE:
        return till_handed(&pay->till);
    case PAY_OWING:
        return pay_left(pay);
    case PAY_COVERED:
        return pay_change(pay);
    default:
        return 0;
    }
}

static enum role figures_role(const struct pay_screen *pay)
{
    switch (pay_stand(pay)) {
    case PAY_ELSEWHERE:
    case PAY_DOUBT:
    case PAY_EXPIRED:
        return ROLE_ALERT;
    case PAY_ASKING:
    case PAY_OWING:
        return ROLE_BIG;
    default:
        return ROLE_GOOD;
    }
}

/* What is left to take; once all is covered, the change. */
static void draw_figures(const struct pay_screen *pay, struct app *app, struct paint *paint,
                         const struct rect *body)
{
    int64_t amount = figures_amount(pay);
    enum role role = figures_role(pay);
    int lines = figures_lines(body), y = body->y + body->lines - lines + 1;
    char money[PK_MONEY_SIZE], label[200];

    pk_money_format(money, amount, pk_lot_currency(app->lot));
    figures_label(label, sizeof label, pay, app);
    int x = 4 + paint_text(paint, y, 2, paint->columns - 4, role, label);
    if (amount <= 0)
        return;
    if (lines > BIG_LINES)
        paint_big(paint, y + 1, 2, role, money);
    else
        paint_text(paint, y, x, paint->columns - x, role, money);
}

/* Once a price is agreed it is that one that counts. */
static void say_stands(char *out, size_t size, const struct pay_screen *pay, const struct app *app)
{
    char money[PK_MONEY_SIZE];

    if (pay_waived(pay) == 0) {
        stay_sentence(out, size, app->lot, &pay->stay);
        return;
    }
    pk_money_format(money, pay_due(pay), pk_lot_currency(app->lot));
    snprintf(out, size, _("%s due, as agreed"), money);
}

/* How the stay stands: beside its length, or below where that is too long. */
static void draw_stay(const struct pay_screen *pay, struct app *app, struct paint *paint, int y)
{
    const struct pk_ticket *ticket = &pay->stay.ticket;
    char entry[WHEN_SIZE], length[WHEN_SIZE], stands[160];
    int64_t until = stay_is_open(ticket) ? pk_lot_now(app->lot) : ticket->exit_time;
    bool is_bad = ticket->state == PK_EXPIRED || ticket->state == PK_OVERSTAYED;

    when_short(entry, app->lot, ticket->entry_time);
    when_length(length, ticket->entry_time, until);
    say_stands(stands, sizeof stands, pay, app);
    int x = 5 + paint_format(paint, y, 2, paint->columns - 4, ROLE_TEXT, _("in %s (%s)"), entry,
                             length);
    if (x + columns_text(stands) > paint->columns) {
        x = 2;
        y++;
    }
    paint_text(paint, y, x, paint->columns - x, is_bad ? ROLE_ALERT : ROLE_TEXT, stands);
}

/* Below the sums: what stands in the way, or when the price moves next. */
static void draw_note(const struct pay_screen *pay, struct app *app, struct paint *paint, int y)
{
    enum pay_stand stand = pay_stand(pay);
    char text[80];

    say_movement(text, sizeof text, app, &pay->stay.quote.price);
    if (stand == PAY_ELSEWHERE)
        paint_text(paint, y, 2, paint->columns - 4, ROLE_ALERT, pay->elsewhere);
    else if (pay->drawer[0] && (stand == PAY_OWING || pay->till.count > 0))
        paint_text(paint, y, 2, paint->columns - 4, ROLE_WARNING, pay->drawer);
    else
        paint_text(paint, y, 2, paint->columns - 4, ROLE_DIM, text);
}

void pay_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout)
{
    struct pay_screen *pay = (struct pay_screen *)view;
    const struct pk_ticket *ticket = &pay->stay.ticket;
    const struct rect *body = &layout->body;
    int last = body->y + body->lines - 1;
    int totals = 4 + (pay_waived(pay) > 0) + (pay->stay.quote.paid != pay_taken(pay)) +
                 (int)pay->taken_count + (int)pay->till.count;
    int right = body->columns < SUM_COLUMNS + 4 ? body->columns - 2 : SUM_COLUMNS;
    int middle = middle_for(pay, app, right), room = body->lines - 2 - totals - figures_lines(body);
    struct sums sums = {paint, pk_lot_currency(app->lot), body->y + 2, last, 2, middle, right};
    char text[200];

    snprintf(text, sizeof text, "#%lld  %s  %s  %s", (long long)ticket->ticket_no,
             ticket->registration_typed, words_class(ticket->vehicle_class), ticket->spot);
    frame_title(paint, layout, _("Pay"), text);
    draw_stay(pay, app, paint, body->y);
    draw_lines(pay, app, &sums, room > 2 ? room : 2);
    draw_totals(pay, &sums);
    draw_note(pay, app, paint, sums.y);
    draw_figures(pay, app, paint, body);
    frame_entry(paint, &layout->entry, &pay->amount, 20, true);
}
