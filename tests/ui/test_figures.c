/*
 * Figures: a past of five weeks, drawn at all sizes; today as it happens; other days, and what the
 * figures say in numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/figures.h"
#include "../support/scratch.h"
#include "../support/shots.h"
#include "parkade/payment.h"

static struct screen screen;

/* ---- the past ---- */

/* By an outsider, quickly: on each of 35 days before Monday 12 January some thirty vehicles, fewer
 * on Sundays; most come in the morning, and each stays for a quarter of an hour to ten. */
#define STAYS                                                                                      \
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1049), "            \
    "s (i, id, at, until) AS (SELECT i, printf('%036d', i), "                                      \
    "1768172400 - 35 * 86400 + i / 30 * 86400 + 21600 + (i * 7919) % 39600 * ((i * 31) % 4 + 1) "  \
    "/ 4, 1768172400 - 35 * 86400 + i / 30 * 86400 + 21600 + (i * 7919) % 39600 * ((i * 31) % 4 "  \
    "+ 1) / 4 + 900 + (i * 104729) % 9000 * ((i * 17) % 4 + 1) FROM n "                            \
    "WHERE i / 30 % 7 <> 6 OR i % 3 = 0) "

static const char *const PAST[] = {
    STAYS "INSERT INTO vehicle (registration_number, registration_folded) "
          "SELECT 'PAST' || i, 'PAST' || i FROM s",
    STAYS "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
          "exit_time, expires_at, is_paid, ended_as, found_by) SELECT id, 1000 + i, (SELECT "
          "vehicle_id FROM vehicle WHERE registration_number = 'PAST' || i), 1 + i % 40, at, "
          "until, until, 1, 'exited', 'scan' FROM s",
    STAYS "INSERT INTO payment (payment_id, ticket_id) SELECT id, id FROM s",
    STAYS "INSERT INTO tender (payment_id, method, amount, time, receipt_no, request_id) "
          "SELECT id, iif(i % 3, 'cash', 'card'), 200 * (1 + (until - at) / 3600), until, i + 1, "
          "id FROM s",
};

static void make_past(struct screen *s)
{
    for (size_t i = 0; i < sizeof PAST / sizeof PAST[0]; i++)
        outside_run(s->t.path, PAST[i]);
}

static void open_figures(const struct screen_kind *kind)
{
    screen_open(&screen, kind);
    make_past(&screen);
    screen_type(&screen, "/f");
}

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

/* ---- pictures ---- */

static const struct shot SHOTS[] = {
    {"figures", {"/f"}},
    {"figures-month", {"/f", "p"}},
    {"figures-year", {"/f", "pp"}},
    {"figures-occupancy", {"/f", "o"}},
    {"figures-arrivals", {"/f", "a"}},
    {"figures-stays", {"/f", "s"}},
    {"figures-last-week", {"/f", "o", "\033[5~"}},
};

enum { SHOT_COUNT = sizeof SHOTS / sizeof SHOTS[0] };

static void test_pictures(void **state)
{
    (void)state;
    shots_must_hold(SHOTS, SHOT_COUNT, make_past);
}

/* A new lot has no past: nothing is usual, nobody left, nothing was taken. */
static void test_a_lot_without_a_past(void **state)
{
    (void)state;
    for (int i = 0; i < SHOT_KINDS; i++) {
        screen_open(&screen, &SHOT_KIND[i]);
        screen_type(&screen, "/f");
        screen_must_show(&screen, "today");
        screen_type(&screen, "\033[5~\033[5~"); /* before all of it */
        screen_type(&screen, "s");
        screen_must_show(&screen, "Nobody drove out");
        screen_type(&screen, "o");
        screen_must_show(&screen, "most: 0 of");
        screen_type(&screen, "a");
        screen_must_show(&screen, "0 came");
        screen_close(&screen);
    }
}

/* ---- today ---- */

/* The first screen answers "today's revenue": the sum, by method, how often. */
static void test_todays_revenue_at_a_glance(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    screen_type(&screen, "/f");
    screen_must_show(&screen, "Mon 12 Jan 2026, today");
    screen_must_show(&screen, "taken 14.00 EUR   cash 14.00   card 0.00   2 payments");
    screen_must_show(&screen, "Mon 12 Jan   14.00   14.00    0.00         2");
    screen_must_show(&screen, "14 days      14.00   14.00    0.00         2");
    screen_close(&screen);
}

static void pay_by_card(const char *plate)
{
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    struct pk_ticket ticket = screen_ticket(&screen, plate);

    assert_int_equal(pk_card_simulator(&terminal, "approve"), PK_OK);
    assert_int_equal(pk_pay_card(&tender, screen.t.lot, &screen.t.act, &terminal, ticket.ticket_id,
                                 PK_NONE, PK_NONE),
                     PK_OK);
}

static void test_today_as_it_happens(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    screen_open(&screen, &USUAL);
    screen_type(&screen, "/f");
    screen_must_show(&screen, "6 came  2 left  5 inside");
    pay_by_card("AB12GH"); /* at another station */
    screen_park(&screen, &ticket, "NEW 1", NULL);
    screen_settle(&screen);
    screen_must_show(&screen, "7 came  2 left  6 inside");
    screen_must_show(&screen, "card 6.00   3 payments");
    screen_must_show(&screen, "Mon 12 Jan   20.00   14.00    6.00         3");
    screen_close(&screen);
}

/* The past stays what it is while the lot goes on. */
static void test_another_day_while_the_lot_goes_on(void **state)
{
    struct pk_ticket ticket;
    static char before[SCREEN_TEXT_SIZE];

    (void)state;
    open_figures(&USUAL);
    screen_type(&screen, "\033[D"); /* left */
    screen_must_show(&screen, "Sun 11 Jan 2026, yesterday");
    memcpy(before, screen_text(&screen), sizeof before);
    screen_park(&screen, &ticket, "NEW 1", NULL);
    screen_settle(&screen);
    assert_string_equal(screen_text(&screen), before);
    screen_close(&screen);
}

/* The clock is turned: today is another day, and the screen goes with it. */
static void turn_clock(int64_t seconds)
{
    screen.t.now += seconds;
    screen.app.timers.left_ms[TIMER_LOOK] = 0;
    screen_settle(&screen);
}

static void test_midnight(void **state)
{
    (void)state;
    open_figures(&USUAL);
    turn_clock(8 * 3600);
    screen_must_show(&screen, "Tue 13 Jan 2026, today");
    screen_must_show(&screen, "taken 0.00 EUR");
    screen_must_show(&screen, "Mon 12 Jan    14.00    14.00     0.00");
    screen_type(&screen, "\033[D");
    screen_must_show(&screen, "Mon 12 Jan 2026, yesterday");
    turn_clock(86400);
    screen_must_show(&screen, "Mon 12 Jan 2026, 2 days ago");
    screen_close(&screen);
}

/* ---- a long period ---- */

static int days_read(const struct figures *figures)
{
    int count = 0;

    for (int64_t day = figures_first(figures); day <= figures->day; day++)
        count += figures_of(figures, day)->has_takings;
    return count;
}

/* What does not fit into a slice of time is read in the next ones, the newest days first. */
static void test_a_year_is_read_in_slices(void **state)
{
    static struct figures figures;
    struct pk_takings all, report[FIGURES_DAYS_MAX];
    int64_t taken = 0;

    (void)state;
    screen_open(&screen, &USUAL);
    make_past(&screen);
    figures = (struct figures){.period = FIGURES_DAYS_MAX, .hours_day = PK_NONE};
    figures_turn(&figures, screen.t.lot);
    figures.until_ms = 0; /* this slice is over before it began */
    assert_int_equal(figures_read(&figures, screen.t.lot, FIGURE_REVENUE), PK_OK);
    assert_true(figures.is_behind);
    assert_int_equal(days_read(&figures), 1); /* the day itself, for the line above */
    assert_true(figures_of(&figures, figures.day)->has_takings);
    while (figures.is_behind) {
        int before = days_read(&figures);
        figures_begin(&figures);
        assert_int_equal(figures_read(&figures, screen.t.lot, FIGURE_REVENUE), PK_OK);
        assert_true(days_read(&figures) > before);
    }
    assert_int_equal(days_read(&figures), FIGURES_DAYS_MAX);
    figures_sum_takings(&all, &figures, figures_first(&figures), figures.day);
    assert_int_equal(pk_report_takings(report, screen.t.lot, figures_first(&figures), figures.day),
                     PK_OK);
    for (int i = 0; i < FIGURES_DAYS_MAX; i++)
        taken += report[i].taken;
    assert_int_equal(all.taken, taken);
    assert_true(taken > 0);
    screen_close(&screen);
}

/* The console goes on by itself until all of it is drawn, and then rests. */
static void test_a_year_is_drawn_to_its_end(void **state)
{
    (void)state;
    open_figures(&USUAL);
    screen_type(&screen, "pp");
    screen_must_show(&screen, "36 days     7346.00  4636.00");
    screen_must_not_show(&screen, "Reading");
    assert_false(screen.app.timers.is_set[TIMER_MORE]);
    screen_close(&screen);
}

/* ---- ways ---- */

static void test_days_and_weeks(void **state)
{
    (void)state;
    open_figures(&USUAL);
    screen_type(&screen, "\033[C"); /* right: there is no tomorrow */
    screen_must_show(&screen, "Mon 12 Jan 2026, today");
    screen_type(&screen, "\033[D\033[D");
    screen_must_show(&screen, "Sat 10 Jan 2026, 2 days ago");
    screen_type(&screen, "\033[5~");
    screen_must_show(&screen, "Sat 3 Jan 2026, 9 days ago");
    screen_type(&screen, "\033[6~\033[C");
    screen_must_show(&screen, "Sun 11 Jan 2026, yesterday");
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "today");
    screen_type(&screen, "\033[5~\033[H");
    screen_must_show(&screen, "Mon 12 Jan 2026, today");
    screen_close(&screen);
}

static void test_figures_in_turn_and_by_letter(void **state)
{
    static const char *const NAMES[] = {"›revenue", "›occupancy", "›arrivals", "›stays"};

    (void)state;
    open_figures(&USUAL);
    for (int i = 0; i < 4; i++) {
        screen_must_show(&screen, NAMES[i]);
        screen_type(&screen, "\t");
    }
    screen_must_show(&screen, NAMES[0]);
    screen_type(&screen, "\033[Z");
    screen_must_show(&screen, NAMES[3]);
    for (int i = 0; i < 4; i++) {
        const char key[] = {"roas"[i], '\0'};
        screen_type(&screen, key);
        screen_must_show(&screen, NAMES[i]);
    }
    screen_type(&screen, "\033");
    screen_must_show(&screen, "48 of 54 free");
    screen_close(&screen);
}

/* The cursor is on the name of the figure, for who hears the screen. */
static void test_the_cursor_is_on_the_name(void **state)
{
    (void)state;
    open_figures(&USUAL);
    screen_type(&screen, "a");
    assert_non_null(strstr(screen_text(&screen), "›arrivals"));
    screen_must_be(&screen, "figures-arrivals"); /* which has the cursor's place */
    screen_close(&screen);
}

static void test_a_span_is_for_revenue_and_stays(void **state)
{
    (void)state;
    open_figures(&USUAL);
    screen_type(&screen, "s");
    screen_must_show(&screen, "in 14 days;");
    screen_type(&screen, "p");
    screen_must_show(&screen, "in 31 days;");
    screen_type(&screen, "p");
    screen_must_show(&screen, "in 366 days;");
    screen_type(&screen, "op");
    screen_must_show(&screen, "a span is for revenue and stays");
    screen_type(&screen, "sp");
    screen_must_show(&screen, "in 14 days;");
    screen_close(&screen);
}

/* A larger screen shows more of them, also those that were not read before. */
static void test_more_at_once_after_resizing(void **state)
{
    (void)state;
    open_figures(&USUAL);
    screen_must_not_show(&screen, "under 15 min");
    screen_resize(&screen, 60, 200);
    screen_must_show(&screen, "under 15 min");
    screen_must_show(&screen, " left in 14 days");
    screen_must_show(&screen, "inside at the hour's end");
    screen_type(&screen, "p");
    screen_must_show(&screen, " left in 31 days");
    screen_resize(&screen, 24, 80);
    screen_must_not_show(&screen, "under 15 min");
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_a_lot_without_a_past),
        cmocka_unit_test(test_todays_revenue_at_a_glance),
        cmocka_unit_test(test_today_as_it_happens),
        cmocka_unit_test(test_another_day_while_the_lot_goes_on),
        cmocka_unit_test(test_midnight),
        cmocka_unit_test(test_a_year_is_read_in_slices),
        cmocka_unit_test(test_a_year_is_drawn_to_its_end),
        cmocka_unit_test(test_days_and_weeks),
        cmocka_unit_test(test_figures_in_turn_and_by_letter),
        cmocka_unit_test(test_the_cursor_is_on_the_name),
        cmocka_unit_test(test_a_span_is_for_revenue_and_stays),
        cmocka_unit_test(test_more_at_once_after_resizing),
    };

    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
