/*
 * What the reader says about files that are wrong: the line, the cause, the cure, and all of them
 * at once.
 */
#include "tariff_rows.h"

static const struct wrong table[] = {
    /* lines and sections */
    {"each 1h 2.00\n", 1, "neither a [section] nor `key = value`"},
    {"each 1h =\n", 1, "the value is missing"},
    {"= 2.00\n", 1, "the key is missing"},
    {"each 1h = 2\n[window day\nprice = 1\n", 2, "ends with a bracket"},
    {"each 1h = 2\n[windows day]\n", 2, "There is no section [windows]"},
    {"each 1h = 2\nname = a\x01z\n", 2, "control character"},
    {"each 1h = 2\n[examples]\n", 2, "did you mean [example]?"},
    {"each 1h = 2\n[early bird]\nprice = 1\n", 2, "did you mean [product early bird]?"},
    /* keys */
    {"each 1h = 2\nfree sty = 15m\n", 2, "did you mean `free stay`?"},
    {"each 1h = 2\nwombat = 15m\n", 2, "Prices are `price`"},
    {"each 1h = 2\nname = a\nname = b\n", 3, "stands twice"},
    {"each 1h = 2\nin = Mon\n", 2, "belongs in a [product]"},
    {"[product a]\nprice = 1\nname = a\n", 3, "belongs at the top of the file"},
    {"[product a]\nprice = 1\nday fair = 1 May\n", 3, "belongs at the top of the file"},
    {"each 1h = 2\nhours = 08:00-09:00\n", 2, "belongs in a [window]"},
    {"each 1h = 2\ndates = 1 May\n", 2, "belongs in a [product] or [window]"},
    /* values */
    {"each 1h = 2\ncurrency = EURO\n", 2, "a currency of ISO 4217"},
    {"each 1h = 2\ntime zone = Mars/Base\n", 2, "a time zone such as Europe/Berlin"},
    {"each 1h = 2\nfree stay = 15 minutes\n", 2, "right would be 15m"},
    {"each 1h = 2\nfree stay = short\n", 2, "a length such as 15m"},
    {"each 1h = 2\nedge = open\n", 2, "right would be inclusive or half-open"},
    {"each 1h = 2\nday starts = 6\n", 2, "a time such as 06:00"},
    {"each 1h = 2\nrounding = up to zero\n", 2, "an amount such as 2.00"},
    {"each 1h = 2\nrounding = sideways\n", 2, "up to 0.10, down to 0.10, nearest to 0.05"},
    {"each 1h = 2\nrounding = nearest 0\n", 2, "nearest, down or up"},
    {"each 1h = 2\nrounding = nearest 0.05 up\n", 2, "nearest, down or up"},
    {"each 1h = 2\ntax = 19\n", 2, "19% included"},
    {"each 1h = 2\nopening hours = 8 to 20\n", 2, "opening hours such as"},
    {"each 1h = 2\nmotorcycle = half\n", 2, "a share of the price"},
    {"each 1h = 2\nmotorcycle = 10.00\n", 2, "an extra such as + 10.00"},
    {"each 1h = 2\nmotorcycle = 50% + \n", 2, "here belongs an amount"},
    {"[window a]\ndays = Mon\nhours = Mon 08:00-20:00\neach 1h = 2\n", 1, "its days twice"},
    {"each 1h = 2\nrestart = weekly\n", 2, "never, each 24h, each day"},
    {"each 1h = 2\noverrun = five\n", 2, "a length such as 5m"},
    {"each 1h = 2\nlost ticket = much\n", 2, "here belongs an amount"},
    {"each 1h = 2\nlost ticket = 5.00 per day\n", 2, "day cap, last band"},
    {"each 1h = 2\nholidays = Xmas\n", 2, "a list of dates"},
    {"each 1h = 2\nholidays = 31 April\n", 2, "a list of dates"},
    {"each 1h = 2\nholidays = 1 May 2 May\n", 2, "parted by commas"},
    {"each 1h = 2\nday Mon = 1 May\n", 2, "is a day already"},
    {"each 1h = 2\nentry fee = 1.005\n", 2, "finer than EUR has coins"},
    {"each 1h = EUR 2\n", 1, "no currency sign"},
    {"each 1h = 2.000000001\n", 1, "8 decimals"},
    {"each 1h = -2\n", 1, "here belongs an amount"},
    {"currency = JPY\neach 1h = 1,500\n", 2, "1.500 or 1500"},
    {"each 1h = 2,50\n", 1, "2.50 or 250"},
    {"each 1h = 2\nlost ticket = 1.000,50\n", 2, "a comma can part decimals or thousands"},
    {"each 1h = 2\ntax = 8,875% added\n", 2, "8.875% added"},
    {"each 1h = 2\nholidays = 3 Oktober\n", 2, "did you mean October?"},
    {"each 1h = 2\nholidays = last Sonday of May\n", 2, "did you mean Sunday?"},
    {"each 1h = 2\nmax per day = 9\n", 2, "did you mean `at most per day`?"},
    {"each 1h = 2\nmaximum 24h = 9\n", 2, "did you mean `at most per 24h`?"},
    {"each 1h = 2\nday max = 9\n", 2, "did you mean `at most per day`?"},
    {"each 1h = 2\nnot more than 20.00 per day = 9\n", 2, "at most per"},
    {"each 1h = 2\nlongest stay = 2 weeks\n", 2, "right would be 14d"},
    {"each 1h = 2\nat most per 24 hours = 20\n", 2, "did you mean `at most per 24h`?"},
    {"each 1h = 2\nat most per night = 20\n", 2, "did you mean `at most per 22:00-06:00`?"},
    {"each 1h = 2\nat most per month = 20\n", 2, "did you mean `at most per calendar month`?"},
    /* ladders */
    {"each hour = 2\n", 1, "did you mean `each 1h`?"},
    {"first 2 hours each 30 minutes = 2\n", 1, "did you mean `first 2h each 30m`?"},
    {"up to 1 h = 2\nover 1 h = 3\n", 2, "did you mean `over 1h`?"},
    {"then each wombat = 2\n", 1, "is not a step; steps are"},
    {"each = 2\n", 1, "is not a step"},
    {"each 1h30 = 2\n", 1, "is not a step"},
    {"next 1h = 2\nthen each 1h = 1\n", 1, "A ladder begins with"},
    {"first 1h = 2\nfirst 2h = 3\nthen each 1h = 1\n", 2, "write `next`"},
    {"first 1h = 2\neach 1h = 1\n", 2, "write `then each 1h`"},
    {"each 1h = 2\nthen each 1h = 1\n", 2, "can never be reached"},
    {"up to 2h = 2\nup to 1h = 3\nover 2h = 4\n", 2, "can never be reached"},
    {"up to 1h = 2\nover 2h = 3\n", 2, "write `over 1h`"},
    {"up to 1h = 2\nup to 2h = 1\nover 2h = 3\n", 2, "cheaper than the line before"},
    {"first 1h = 2\nup to 2h = 3\nthen = 4\n", 2, "is a total so far"},
    {"up to 1h = 2\nnext 1h = 3\nthen = 4\n", 2, "which is a total"},
    {"first 1h each 25m = 2\nthen = 4\n", 1, "not a whole number of the units"},
    {"first 1h = 2 pro rata\nthen = 4\n", 1, "needs the unit"},
    {"each 1h = 2 per day touched\n", 1, "price for the whole stay"},
    {"each 1h = 2 per night\n", 1, "stands alone: `price = 18.00 per night`"},
    {"up to 4h = 2\nover 4h = 18 per night\n", 2, "stands alone"},
    {"restart = each day\nprice = 18 per night\n", 2, "no [window], no `restart`"},
    {"restart = each 24h\nprice = 18 per night\n", 2, "no [window], no `restart`"},
    {"[window a]\ndays = Mon-Sun\nprice = 18 per night\n", 3, "no [window], no `restart`"},
    {"version by = segment\n[version to 2026-01-01]\nprice = 18 per night\n[version from "
     "2026-01-02]\nprice = 1\n",
     3, "no `version by = segment`"},
    {"price = 2 per nights\n", 1, "18.00 per night"},
    {"each 1h = 2\n[surcharge a]\nfirst 1h = free\nthen = 2 per night\n", 4, "stands alone"},
    {"each 1h = 2 each day\n", 1, "a price such as"},
    {"price = 3\neach 1h = 2\n", 2, "can never be reached"},
    {"first 1h = 2\n", 1, "end at 1h"},
    {"up to 6h = 2\n", 1, "add `then each 1h = ...`, `over 6h = ...`"},
    {"restart = each 4h\nup to 2h = 2\nup to 4h = 3\nover 4h = 5\n", 4, "runs for at most 4h"},
    {"restart = each 24h at step 3\nfirst 1h = 2\nthen each 1h = 1\n", 2, "only 2 steps"},
    {"restart = each 24h at step 2\nfirst 1h = free\nnext 23h each 1h = 1\n", 3,
     "goes on at step 2 is climbed up to 25h"},
    {"first 2h = refused\nthen = 1\n", 1, "`refused` ends a ladder"},
    {"up to 2h = 1\nover 2h each 1h = refused\n", 2, "`refused` ends a ladder"},
    {"up to 2h = 1\nover 2h = refused\nover 3h = 4\n", 3, "can never be reached"},
    {"restart = each window\neach 1h = 2\n", 2, "needs a [window]"},
    /* caps */
    {"each 1h = 2\nat most 24h = 10\n", 2, "is not a cap"},
    {"each 1h = 2\nat most per window = 10\n", 2, "belongs into a [window]"},
    {"each 1h = 2\nat most per first stay = 10\n", 2, "only one stay"},
    {"each 1h = 2\nat most per day = 1\n", 2, "less than the first price"},
    {"each 1h = 2\nat most per 24h = 20\nat most per 7d = 15\n", 2, "lower and holds longer"},
    {"each 1h = 2\nat most per 24h = 20\nat most per 24h = 20\n", 3, "stands twice"},
    {"each 1h = 2\nat most per day = 20\nat most per calendar month = 15\n", 2, "lower and holds"},
    /* windows */
    {"[window day]\nhours = 08:00-20:00\neach 1h = 2\n", 1, "No window has a price for"},
    {"[window a]\nhours = 08:00-20:00\neach 1h = 2\n[window b]\nhours = 19:00-08:00\nprice = 3\n",
     4, "both have a price for"},
    {"holidays = 1 May\n[window a]\ndays = Mon-Sun\neach 1h = 2\n", 2, "a holiday"},
    {"day fair = 2026-05-04\n[window a]\ndays = Mon-Sun\nhours = 22:00-08:00\nprice = 1\n[window "
     "b]\nhours = 08:00-22:00\nprice = 2\n[window c]\ndays = fair\nhours = 22:00-24:00\nprice = "
     "3\n",
     2, "the night of a holiday, an eve or a named day"},
    {"[window a]\nhours = Mon-Fri 08:30-07:30, Sat, Sun 00:00-24:00\neach 1h = 2\n", 1,
     "Two of the `hours` of \"a\""},
    {"[window a]\nhours = 08:00-20:00\n[window b]\nhours = 20:00-08:00\nprice = 1\n", 1,
     "has no price"},
    {"[window]\nprice = 2\n", 1, "A window has a name"},
    {"[window a]\nhours = 8-20\nprice = 2\n", 2, "times such as"},
    {"[window a]\ndays = Monday to Friday\nprice = 2\n", 2, "days such as"},
    {"each 1h = 2\n[window a]\nprice = 2\n", 2, "before the first [window]"},
    {"[window a]\ndays = eves\nprice = 2\n", 0, "names no holidays"},
    /* products */
    {"each 1h = 2\n[product a]\nprice = 2\n", 2, "before the first [product]"},
    {"[product a]\nprice = 2\n[product b]\nprice = 3\n", 3, "is never chosen"},
    {"[product a]\nprice = 2\nin = Mon\n[product a]\nprice = 3\n", 4, "two products"},
    {"[product a]\nin = Mon\nprice = 2\n", 1, "No product is sure to fit"},
    {"[product a]\nout = same day before 20:00\nprice = 2\n", 1, "No product is sure to fit"},
    {"[product a]\n", 1, "has no price"},
    {"[product a]\nin = morning\nprice = 2\n", 2, "days and times such as"},
    {"[product a]\nout = tomorrow\nprice = 2\n", 2, "same day 15:30"},
    {"[product a]\ndeadline = 08:00\nprice = 2\n", 2, "a moment such as"},
    {"[product a]\nwithin = the weekend\nprice = 2\n", 2, "days such as Sat, Sun"},
    {"[product a]\nlength = 4h\nprice = 2\n", 2, "a length such as up to 4h"},
    {"[product a]\nlength = over 4h up to 2h\nprice = 2\n", 2, "No stay has the length"},
    {"[product a]\nclass = tram\nprice = 2\n", 2, "car, motorcycle, van, truck"},
    {"[product a]\nclass = car, moto\nprice = 2\n", 2, "did you mean motorcycle?"},
    {"[product a]\nclass = lorry\nprice = 2\n", 2, "did you mean truck?"},
    {"[product a]\ncovers = a day\nafterwards = a\nprice = 2\n", 2, "how long or until when"},
    {"[product a]\ncovers = 24h\nprice = 2\n", 1, "add `afterwards = `"},
    {"[product a]\ncovers = 24h\nafterwards = b\nprice = 2\n", 1, "There is no product \"b\""},
    {"[product a]\nafterwards = a\nprice = 2\n", 1, "not what it covers"},
    {"each 1h = 1\nat most per 2nd stay = 5\n", 2, "only one stay"},
    {"each 1h = 1\nat most per 2th 24h = 5\n", 2, "is not a cap"},
    {"up to 20m = 10\nup to 30m each 4m = 1\nover 30m = 50\n", 2,
     "not a whole number of the units"},
    {"up to 20m = 10\nup to 30m each 1m = 1\nover 30m = 19\n", 3, "is cheaper than the line"},
    {"first 20m = 10\nup to 30m each 1m = 1\nthen = 19\n", 2, "is a total so far"},
    {"up to 1000d each 1s = 9999999\nover 1000d = 1\n", 2, "is cheaper than the line"},
    /* versions, validations, lost tickets */
    {"each 1h = 2\n[version from 2026-01-01]\neach 1h = 3\n", 1, "prices stand inside"},
    {"[version 2026]\neach 1h = 3\n", 1, "says when it holds"},
    {"[version to 2026-01-01]\nprice = 3\n[version from 2026-02-01]\nprice = 4\n", 3,
     "does not begin where the one before it ends"},
    {"[version from 2026-02-01]\nprice = 3\n[version from 2026-01-01]\nprice = 4\n", 3,
     "in the order of their days"},
    {"[version from 2026-01-01]\nprice = 3\n[version to 2027-01-01]\nprice = 4\n", 3,
     "Only the first version"},
    {"[version from 2026-01-01]\n", 1, "There is no price"},
    {"each 1h = 2\nversion by = exit\n", 0, "needs more than one [version]"},
    {"version by = segment\n[version to 2026-01-01]\nprice = 1\n[version from 2026-01-02]\n"
     "[product a]\nin = Mon\nprice = 1\n[product b]\nprice = 2\n",
     4, "not with products"},
    {"each 1h = 2\n[validation shop]\n", 2, "gives nothing"},
    {"each 1h = 2\n[validation shop]\noff = all\n", 3, "here belongs an amount"},
    {"each 1h = 2\n[validation shop]\nhours = 2\n", 3, "A validation says one of"},
    {"each 1h = 2\n[validation]\noff = 1\n", 2, "A validation has a name"},
    {"each 1h = 2\nlost ticket = last band\n", 2, "there is no such band"},
    {"each 1h = 2\nlost ticket = day cap\n", 2, "there is no `at most per day`"},
    {"each 1h = 2\nlost ticket = from opening\n", 2, "needs the `opening hours`"},
    {"each 1h = 2\n[surcharge late]\nout = from 22:00\n", 2, "adds nothing"},
    {"each 1h = 2\n[surcharge late]\nadd = much\n", 3, "here belongs an amount"},
    {"each 1h = 2\n[surcharge late]\nadd = 0.10 each 1m\n", 3, "a line of its own: each 1m = 0.10"},
    {"each 1h = 2\n[surcharge]\nadd = 3.00\n", 2, "A surcharge has a name"},
    {"each 1h = 2\n[surcharge late]\nafter = 4h\nadd = 3.00\n", 2, "adds nothing after a time"},
    {"each 1h = 2\n[surcharge late]\nhours = 08:00-20:00\nadd = 3.00\n", 2, "has no price"},
    {"each 1h = 2\n[surcharge late]\nfirst 1h = 1\nthen = refused\n", 4, "neither refuses"},
    {"each 1h = 2\n[surcharge late]\nfirst 1h = 1\n", 3, "The prices of late end at 1h"},
    {"each 1h = 2\nafter = 4h\n", 2, "belongs in a [surcharge]"},
    {"each 1h = 2\n[surcharge late]\nprice = 3.00\nadd = 1\n", 3, "did you mean `add`?"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nat most = 12\n", 4, "`at most`: there are no caps "},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nat most per stay = 12\n", 4,
     "there are no caps in a surcharge: end its ladder with `then = free`"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nat most per 24h = 12\n", 4,
     "no caps in a surcharge"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nwombat = 12\n", 4, "A surcharge has `add`"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nmaximum = 12\n", 4, "no caps in a surcharge"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nmax per day = 12\n", 4, "no caps in a surcharge"},
    {"each 1h = 2\n[surcharge a]\neach 1m = 1\nat mots = 12\n", 4, "no caps in a surcharge"},
    {"each 1h = 2\n[surcharge late]\ncovers = 24h\nadd = 1\n", 3, "belongs in a [product]"},
    {"each 1h = 2\nadd = 3.00\n", 2, "belongs in a [surcharge]"},
    /* examples */
    {"each 1h = 2\n[example]\nMonday to Tuesday = 2\n", 3, "An example is"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00, bike = 2\n", 3,
     "did you mean motorcycle?"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00, 20 kWh = 2\n", 3,
     "`, 20 kwh` says nothing here"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00, 20 kWh, lost = 2\n", 3,
     "`, 20 kwh` says nothing here"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00, caravan = 2\n", 3,
     "did you mean van?"},
    {"each 1h = 2\n[validation shop]\nfree = 1h\n[example]\n2026-05-04 10:00 to 2026-05-04 "
     "11:00, with shpo = 2\n",
     5, "did you mean \"shop\"?"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00, with shop = 2\n", 3,
     "asks for no \"shop\""},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00 = 2.00 EUR\n", 3,
     "`2026-05-04 10:00 to 2026-05-04 11:00 = 2.00 EUR` is not understood; right would be an "
     "amount"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 09:00 = 2\n", 3, "before its entry"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00 = 3.00\n", 3,
     "says 3.00, the tariff makes it 2.00"},
    {"each 1h = 2\nlongest stay = 1h\n[example]\n2026-05-04 10:00 to 2026-05-04 12:00 = 3\n", 4,
     "has no price: The tariff allows"},
    {"each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00 = refused\n", 3,
     "says refused, the tariff makes it 2.00"},
    /* arithmetic */
    {"each 59m = 1 pro rata\n[window a]\nprice = 1\n", 2, "before the first [window]"},
    {"first 997s each 997s = 9999999 pro rata\nnext 991s each 991s = 1 pro rata\nnext 983s each "
     "983s = 1 pro rata\nnext 977s each 977s = 1 pro rata\nthen each 971s = 1 pro rata\n",
     5, "too odd to share"},
    {"each 1h = 9999999\ncar = 33.333%\ntax = 7.777% added\n", 1, "too large for this tariff"},
};

static void each_fault_is_named_with_its_line(void **state)
{
    (void)state;
    check_faults(table, sizeof table / sizeof table[0]);
}

static void all_faults_are_told_at_once_in_order(void **state)
{
    static const char text[] = "name = a\nfre stay = 15m\neach 1h = 2\ncurrency = XXY\n"
                               "overrun = 5\nmeasure = hours\n";
    static const int lines[] = {2, 4, 5, 6};
    struct pk_faults faults;
    struct pk_tariff *tariff;

    (void)state;
    assert_int_equal(pk_tariff_read(&tariff, text, strlen(text), &help_home, &faults),
                     PK_TARIFF_INVALID);
    assert_int_equal(faults.count, 4);
    assert_int_equal(faults.errors, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(faults.fault[i].line, lines[i]);
    }
    assert_non_null(strstr(pk_error()->message, "Line "));
}

static void more_faults_than_fit_are_counted(void **state)
{
    static char text[4000];
    struct pk_faults faults;
    struct pk_tariff *tariff;
    size_t used = 0;

    (void)state;
    for (int i = 0; i < 100; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "wrong = %d\n", i);
    }
    assert_int_equal(pk_tariff_read(&tariff, text, used, &help_home, &faults), PK_TARIFF_INVALID);
    assert_int_equal(faults.count, PK_FAULTS_MAX);
    assert_int_equal(faults.errors, 100);
    assert_int_equal(pk_tariff_read(&tariff, text, used, &help_home, NULL), PK_TARIFF_INVALID);
}

static void no_example_is_a_warning(void **state)
{
    struct pk_faults faults;
    struct pk_tariff *tariff;
    const char *text = "each 1h = 2.00\n";

    (void)state;
    assert_int_equal(pk_tariff_read(&tariff, text, strlen(text), &help_home, &faults), PK_OK);
    assert_int_equal(faults.count, 1);
    assert_true(faults.fault[0].is_warning);
    assert_int_equal(faults.errors, 0);
    pk_tariff_free(tariff);
}

/* Files made to hurt: each ends with a fault, soon, and without much memory. */
static void hostile_files_are_refused(void **state)
{
    static char text[70000];
    static const char *const lines[] = {
        "[window a]\nprice = 1\n",
        "[product a]\nprice = 1\n",
        "[version from 2026-01-01]\n",
        "[validation a]\noff = 1\n",
        "[surcharge a]\nadd = 1\n",
        "next 1h = 1\n",
        "at most per 3h = 9\n",
        "holidays = 1 May to 1 April\n",
        "day a = 1 May\n",
        "[",
        "each 1h = 1\n",
        "\xff\xfe\n",
        "= = =\n",
        "dates = 1 May\n",
    };
    struct pk_faults faults;
    struct pk_tariff *tariff;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        size_t used = 0;
        while (used + strlen(lines[i]) < 65000) {
            memcpy(text + used, lines[i], strlen(lines[i]));
            used += strlen(lines[i]);
        }
        assert_int_equal(pk_tariff_read(&tariff, text, used, &help_home, &faults),
                         PK_TARIFF_INVALID);
        assert_true(faults.errors > 0);
    }
    memset(text, ' ', sizeof text);
    assert_int_equal(pk_tariff_read(&tariff, text, sizeof text, &help_home, &faults),
                     PK_TARIFF_INVALID);
    assert_int_equal(pk_tariff_read(&tariff, "each 1h = 1\0\n", 13, &help_home, &faults),
                     PK_TARIFF_INVALID);
    assert_int_equal(pk_tariff_read(&tariff, "", 0, &help_home, &faults), PK_TARIFF_INVALID);
}

static void a_tariff_needs_a_home(void **state)
{
    const struct pk_tariff_home homes[] = {{"EURO", "Europe/Berlin"}, {"EUR", "Nowhere/Land"}};
    struct pk_tariff *tariff;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pk_tariff_read(&tariff, "each 1h = 1\n", 12, &homes[i], NULL), PK_USAGE);
        assert_null(tariff);
    }
}

static void layout_does_not_matter(void **state)
{
    static const char text[] = "\xEF\xBB\xBF# a comment\r\n\r\n  NAME=Town  # behind\r\n"
                               "Each  1H  =  2.50 \r\n[ Example ]\r\n"
                               "2026-05-04T09:00 to 2026-05-04t10:00=2.50";
    struct pk_tariff *tariff = help_read(text, &help_home);

    (void)state;
    assert_string_equal(pk_tariff_name(tariff), "Town");
    assert_string_equal(pk_tariff_currency(tariff), "EUR");
    assert_int_equal(pk_tariff_exit_grace(tariff), PK_NONE);
    assert_false(pk_tariff_has_lost_price(tariff));
    pk_tariff_free(tariff);
}

static void the_tariff_tells_what_the_desk_asks(void **state)
{
    struct pk_tariff *tariff =
        help_read("exit grace = 12m\nlost ticket = 20\ncurrency = CHF\ntime zone = Europe/Zurich\n"
                  "each 1h = 2\n",
                  &help_home);

    (void)state;
    assert_string_equal(pk_tariff_currency(tariff), "CHF");
    assert_string_equal(pk_zone_name(pk_tariff_zone(tariff)), "Europe/Zurich");
    assert_int_equal(pk_tariff_exit_grace(tariff), 720);
    assert_true(pk_tariff_has_lost_price(tariff));
    pk_tariff_free(tariff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_named_with_its_line),
        cmocka_unit_test(all_faults_are_told_at_once_in_order),
        cmocka_unit_test(more_faults_than_fit_are_counted),
        cmocka_unit_test(no_example_is_a_warning),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(a_tariff_needs_a_home),
        cmocka_unit_test(layout_does_not_matter),
        cmocka_unit_test(the_tariff_tells_what_the_desk_asks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
