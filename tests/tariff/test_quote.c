/*
 * Quotes: their lines, what is refused, the moments at which the price changes, and the tariffs
 * that come with Parkade.
 */
#include "tariff_help.h"

static struct pk_price price;

static void quote(const char *text, const char *entry, const char *exit)
{
    struct pk_tariff *tariff = help_read(text, &help_home);
    const struct pk_stay stay = {.entry = help_time(tariff, entry),
                                 .exit = help_time(tariff, exit)};

    assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
    assert_string_equal(price.currency, "EUR");
    pk_tariff_free(tariff);
}

static void assert_line(size_t index, const char *what, int64_t units, int64_t amount)
{
    assert_true(index < price.line_count);
    assert_string_equal(price.lines[index].what, what);
    assert_int_equal(price.lines[index].units, units);
    assert_int_equal(price.lines[index].amount, amount);
}

static void lines_name_their_rules(void **state)
{
    static const char text[] = "entry fee = 1\nminimum = 2\nat most per day = 9\n"
                               "[window day]\nhours = 08:00-20:00\nfirst 1h = 2\nthen each 30m = "
                               "1.20\n[window night]\nhours = 20:00-08:00\neach 1h = 0.50\nat most "
                               "= 3\n";
    (void)state;
    quote(text, "2026-05-04 14:00", "2026-05-05 06:30");
    assert_line(0, "day: first 1h", 1, 200);
    assert_line(1, "day: then each 30m", 10, 1200);
    assert_line(2, "at most per day", 0, -700); /* 5.00 of the afternoon, 2.00 of the evening */
    assert_line(3, "night: each 1h", 11, 550);
    assert_line(4, "night: at most", 0, -250);
    assert_line(5, "entry fee", 0, 100);
    assert_int_equal(price.line_count, 6);
    assert_int_equal(price.total, 1100);
    assert_int_equal(price.lines[0].to - price.lines[0].from, 3600);
    assert_int_equal(price.lines[5].from, PK_NONE);
}

static void corrections_have_lines(void **state)
{
    (void)state;
    quote("minimum = 2\nrounding = up to 0.50\ncar = 90%\ntax = 10% added\neach 1h = 1\n",
          "2026-05-04 10:00", "2026-05-04 11:00");
    assert_line(0, "each 1h", 1, 100);
    assert_line(1, "minimum", 0, 100);
    assert_line(2, "car", 0, -20);
    assert_line(3, "tax", 0, 18);
    assert_line(4, "rounding", 0, 2);
    assert_int_equal(price.total, 200);
    quote("tax = 19% included\neach 1h = 2.38\n", "2026-05-04 10:00", "2026-05-04 11:00");
    assert_line(1, "tax included: 0.38", 0, 0);
    assert_int_equal(price.total, 238);
    quote("free stay = 20m\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:10");
    assert_line(0, "free stay", 0, 0);
    quote("other times = free\n[window a]\nhours = 08:00-09:00\nprice = 2\n", "2026-05-04 10:00",
          "2026-05-04 11:00");
    assert_line(0, "no charge", 0, 0);
    assert_int_equal(price.rises_at - price.lines[0].to, 21 * 3600 + 1);
}

/* A line covers the time that its units had: none ends where it begins, or in another window. */
static void lines_cover_their_time(void **state)
{
    struct pk_tariff *tariff;

    (void)state;
    quote("[window day]\nhours = 07:00-22:00\neach 1h = 2\nat most = 5\n[window night]\nhours = "
          "22:00-07:00\neach 1h = 1\n",
          "2026-05-04 18:30", "2026-05-04 23:30");
    tariff = help_read("each 1h = 2\n", &help_home);
    const int64_t edge = help_time(tariff, "2026-05-04 22:00");
    assert_line(0, "day: each 1h", 4, 800);
    assert_line(1, "day: at most", 0, -300);
    assert_line(2, "night: each 1h", 2, 200);
    assert_int_equal(price.lines[0].to, edge);
    assert_int_equal(price.lines[1].to, edge);
    assert_true(price.lines[1].from < edge);
    assert_int_equal(price.lines[2].from, edge);
    quote("[product evening]\nin = from 18:00\ncovers = before 22:00\nprice = 5\nafterwards = "
          "hours\n[product hours]\neach 1h = 2\n",
          "2026-05-04 18:30", "2026-05-04 23:30");
    assert_line(0, "evening: price", 1, 500);
    assert_line(1, "hours: each 1h", 2, 400);
    assert_int_equal(price.lines[0].to, edge);
    quote("window edge = pause\nother times = free\n[window a]\nhours = 08:00-22:00\neach 1h = "
          "2\n",
          "2026-05-04 21:30", "2026-05-05 08:15");
    assert_line(0, "a: each 1h", 1, 200);
    assert_int_equal(price.lines[0].to, edge);
    pk_tariff_free(tariff);
}

struct moment {
    const char *text, *entry, *exit, *rises, *falls; /* "" never */
};

static void check_moment(const struct pk_tariff *tariff, const char *name, const char *expected,
                         int64_t is)
{
    char text[PK_TIME_SIZE];

    pk_time_format_local(text, pk_tariff_zone(tariff), is, "%F %T");
    if (strcmp(text, expected) != 0) {
        fail_msg("%s at \"%s\", not at \"%s\"", name, text, expected);
    }
}

static void moments_of_change(void **state)
{
    static const char bird[] =
        "choose = cheapest\n[product bird]\nin = 06:00 to 09:00\nout = same day 15:30 to "
        "23:30\nprice = 13\n[product all]\nup to 3h = 15\nover 3h = 20 per day touched\n";
    static const struct moment table[] = {
        {"each 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:00", "2026-05-04 10:00:01", ""},
        {"each 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:30", "2026-05-04 11:00:01", ""},
        {"edge = half-open\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:30",
         "2026-05-04 11:00:00", ""},
        {"measure = minutes down\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:30",
         "2026-05-04 11:01:00", ""},
        {"measure = minutes up\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:30",
         "2026-05-04 11:00:01", ""},
        {"overrun = 5m\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 10:30",
         "2026-05-04 11:05:01", ""},
        {"each 1h = 3.60 pro rata\n", "2026-05-04 10:00", "2026-05-04 10:30", "2026-05-04 10:30:05",
         ""}, /* 1.80 at once: half a cent rounds up 5 seconds on */
        {"each 1h = 2\nat most per stay = 10\n", "2026-05-04 10:00", "2026-05-04 16:30", "", ""},
        {"each 1h = 2\nat most per 24h = 10\n", "2026-05-04 10:00", "2026-05-04 16:30",
         "2026-05-05 10:00:01", ""},
        {"each 1h = 2\nlongest stay = 2h\n", "2026-05-04 10:00", "2026-05-04 11:30", "", ""},
        {"price = 2\n", "2026-05-04 10:00", "2026-05-04 11:30", "", ""},
        {bird, "2026-05-04 08:00", "2026-05-04 12:00", "2026-05-05 00:00:01",
         "2026-05-04 15:30:00"},
        {"each 6h = 2\n[surcharge dinner]\nout = 18:00-20:00\nadd = 1\n", "2026-05-04 15:00",
         "2026-05-04 16:00", "2026-05-04 18:00:00", ""},
        {"each 6h = 2\n[surcharge dinner]\nout = 18:00-20:00\nadd = 1\n", "2026-05-04 15:00",
         "2026-05-04 19:00", "2026-05-04 21:00:01", "2026-05-04 20:00:00"},
        {bird, "2026-05-04 08:00", "2026-05-04 16:00", "2026-05-04 23:31:00", ""},
        {"clock = wall\neach 1h = 2\n", "2026-10-25 00:30", "2026-10-25T02:45+02:00",
         "2026-10-25 03:30:01", "2026-10-25 02:00:00"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pk_tariff *tariff = help_read(table[i].text, &help_home);
        const struct pk_stay stay = {.entry = help_time(tariff, table[i].entry),
                                     .exit = help_time(tariff, table[i].exit)};
        assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
        check_moment(tariff, "rises", table[i].rises, price.rises_at);
        check_moment(tariff, "falls", table[i].falls, price.falls_at);
        pk_tariff_free(tariff);
    }
}

static void rises_above_an_amount(void **state)
{
    struct pk_tariff *tariff = help_read("each 1h = 2\nat most per stay = 9\n", &help_home);
    const struct pk_stay stay = {.entry = help_time(tariff, "2026-05-04 10:00"),
                                 .exit = help_time(tariff, "2026-05-04 10:30")};
    int64_t at;

    (void)state;
    assert_int_equal(pk_tariff_rises_above(&at, tariff, &stay, 600), PK_OK);
    check_moment(tariff, "6.00", "2026-05-04 13:00:01", at);
    assert_int_equal(pk_tariff_rises_above(&at, tariff, &stay, 0), PK_OK);
    assert_int_equal(at, stay.exit + 1);
    assert_int_equal(pk_tariff_rises_above(&at, tariff, &stay, 899), PK_OK);
    check_moment(tariff, "8.99", "2026-05-04 14:00:01", at);
    assert_int_equal(pk_tariff_rises_above(&at, tariff, &stay, 900), PK_OK);
    assert_int_equal(at, PK_NONE);
    pk_tariff_free(tariff);
}

static void what_is_refused(void **state)
{
    static const struct {
        const char *text, *entry, *exit;
        enum pk_status status;
    } table[] = {
        {"each 1h = 2\n", "2026-05-04 10:00", "2026-05-04 09:59", PK_USAGE},
        {"longest stay = 2h\neach 1h = 2\n", "2026-05-04 10:00", "2026-05-04 12:01",
         PK_TARIFF_INVALID},
        {"opening hours = Mon-Fri 07:00-19:00\neach 1h = 2\n", "2026-05-03 10:00",
         "2026-05-04 12:01", PK_TARIFF_INVALID},
        {"opening hours = Mon-Fri 07:00-19:00\neach 1h = 2\n", "2026-05-04 10:00",
         "2026-05-04 23:00", PK_OK},
        {"other times = refused\n[window a]\nhours = 08:00-20:00\nprice = 2\n", "2026-05-04 10:00",
         "2026-05-04 20:01", PK_TARIFF_INVALID},
        {"other times = refused\n[window a]\nhours = 08:00-20:00\nprice = 2\n", "2026-05-04 10:00",
         "2026-05-04 20:00", PK_OK},
        {"otherwise = refused\n[product a]\nin = Mon\nprice = 2\n", "2026-05-05 10:00",
         "2026-05-05 20:00", PK_TARIFF_INVALID},
        {"[version to 2026-05-04]\nprice = 2\n", "2026-05-05 10:00", "2026-05-05 20:00",
         PK_TARIFF_INVALID},
        {"[version from 2026-05-05 12:00]\nprice = 2\n", "2026-05-05 11:59", "2026-05-05 20:00",
         PK_TARIFF_INVALID},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pk_tariff *tariff = help_read(table[i].text, &help_home);
        const struct pk_stay stay = {.entry = help_time(tariff, table[i].entry),
                                     .exit = help_time(tariff, table[i].exit)};
        int64_t total;
        assert_int_equal(pk_tariff_total(&total, tariff, &stay), table[i].status);
        assert_int_equal(pk_tariff_price(&price, tariff, &stay), table[i].status);
        pk_tariff_free(tariff);
    }
}

static void the_first_tariff_of_a_lot_fits_any_currency(void **state)
{
    static const struct {
        struct pk_tariff_home home;
        int64_t total;
    } table[] = {
        {{"JPY", "Asia/Tokyo"}, 4}, {{"EUR", "Europe/Paris"}, 400}, {{"KWD", "Asia/Kuwait"}, 4000}};
    size_t length;
    char *text = help_file("data/tariffs/hourly.tariff", &length);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct pk_tariff *tariff = help_read(text, &table[i].home);
        assert_int_equal(help_total(tariff, 1780000000, 1780000000 + 7200), table[i].total);
        pk_tariff_free(tariff);
    }
    free(text);
}

static void nights_have_one_line_from_the_first_on(void **state)
{
    (void)state;
    quote("price = 18 per night\n", "2026-05-04 14:00", "2026-05-05 00:00");
    assert_int_equal(price.total, 0);
    quote("price = 18 per night\n", "2026-05-04 14:00", "2026-05-05 10:00");
    assert_line(0, "price", 1, 1800);
    quote("price = 18 per night\n", "2026-05-04 14:00", "2026-05-07 10:00");
    assert_int_equal(price.line_count, 1);
    assert_line(0, "price", 3, 5400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_name_their_rules),
        cmocka_unit_test(corrections_have_lines),
        cmocka_unit_test(lines_cover_their_time),
        cmocka_unit_test(moments_of_change),
        cmocka_unit_test(rises_above_an_amount),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(nights_have_one_line_from_the_first_on),
        cmocka_unit_test(the_first_tariff_of_a_lot_fits_any_currency),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
