/*
 * Days and times: eves, hours that run over days, lists of days and times. Each row is a tariff, a
 * stay and a price worked out by hand; then what the reader refuses.
 */
#include "tariff_rows.h"

/* 2026-05-01 is a Friday. */
static const struct row rows[] = {
    /* a Sunday or a holiday is no eve, unless the file says so; 2027-05-02 is a Sunday */
    {"holidays = 3 May\n[window a]\ndays = Mon-Sun, holidays\neach 1h = 1\n[window b]\ndays = "
     "eves\neach 1h = 2\n",
     "2027-05-02 10:00", "2027-05-02 12:00", 200},
    {"holidays = 3 May\neves = Mon-Sun\n[window a]\ndays = Mon-Sun, holidays\neach 1h = "
     "1\n[window b]\ndays = eves\neach 1h = 2\n",
     "2027-05-02 10:00", "2027-05-02 12:00", 400},
    {"holidays = 1 May, 2 May\neves = Mon-Sun, holidays\n[window a]\ndays = Mon-Sun, "
     "holidays\neach 1h = 1\n[window b]\ndays = eves\neach 1h = 2\n",
     "2026-05-01 10:00", "2026-05-01 12:00", 400},
    {"holidays = 1 May, 2 May\n[window a]\ndays = Mon-Sun, holidays\neach 1h = 1\n[window "
     "b]\ndays = eves\neach 1h = 2\n",
     "2026-05-01 10:00", "2026-05-01 12:00", 200},
    /* ranges that meet at midnight are one visit; those that meet in the day are two */
    {"other times = free\n[window a]\nhours = Fri 17:00-Mon 06:00\nprice = 5\n", "2026-05-01 12:00",
     "2026-05-04 12:00", 500},
    {"other times = free\nrestart = each window\n[window a]\nhours = Fri 17:00-24:00, Sat "
     "00:00-06:00\nfirst 2h = 5\nthen each 1h = 1\n",
     "2026-05-01 16:00", "2026-05-02 08:00", 1600},
    {"other times = free\n[window a]\nhours = Fri 17:00-20:00, 20:00-24:00\nprice = 5\n",
     "2026-05-01 12:00", "2026-05-04 12:00", 1000},
    {"day starts = 06:00\nother times = free\n[window a]\nhours = Fri 17:00 to Mon 08:00\nprice = "
     "5\n",
     "2026-05-01 17:00", "2026-05-08 18:00", 1000},
    {"other times = free\n[window a]\nhours = Sun 22:00 to Mon 06:00\nprice = 5\n",
     "2026-05-03 23:00", "2026-05-04 07:00", 500},
    {"[window a]\ndays = Sat, Sun\nhours = 00:00-24:00\nprice = 5\n[window b]\ndays = "
     "Mon-Fri\neach 1h = 1\n",
     "2026-05-02 12:00", "2026-05-04 01:00", 1100},
    {"day decides = day of entry\n[window a]\nhours = Sat 00:00-24:00, Sun 00:00-24:00\nprice = "
     "5\n[window b]\ndays = Mon-Fri\neach 1h = 1\n",
     "2026-05-02 12:00", "2026-05-04 01:00", 1500},
    {"other times = free\n[window a]\nhours = Fri 17:00 to Mon 06:00\neach 1h = 1\nat most per "
     "window on Fri = 9\nat most per window on Sat = 3\n",
     "2026-05-02 12:00", "2026-05-04 12:00", 900},
    /* lists of days and times; 2026-05-01 is a Friday */
    {"each 1h = 1\n[surcharge a]\nin = Fri from 17:00, Sat, Sun\nadd = 5\n", "2026-05-01 16:00",
     "2026-05-01 18:00", 200},
    {"each 1h = 1\n[surcharge a]\nin = Fri from 17:00, Sat, Sun\nadd = 5\n", "2026-05-01 17:00",
     "2026-05-01 18:00", 600},
    {"each 1h = 1\n[surcharge a]\nin = Fri from 17:00, Sat, Sun\nadd = 5\n", "2026-05-03 23:00",
     "2026-05-04 01:00", 700},
    {"each 1h = 1\n[surcharge a]\nin = Mon-Fri 07:00-09:00, 16:00-18:00\nadd = 5\n",
     "2026-05-01 17:00", "2026-05-01 18:00", 600},
    {"each 1h = 1\n[surcharge a]\nout = Sun from 12:00, Mon before 08:00\nadd = 5\n",
     "2026-05-03 10:00", "2026-05-03 11:00", 100},
    {"each 1h = 1\n[surcharge a]\nout = Sun from 12:00, Mon before 08:00\nadd = 5\n",
     "2026-05-04 06:00", "2026-05-04 07:00", 600},
    {"each 1h = 1\n[surcharge a]\nout = same day 12:00-13:00, 18:00-19:00\nadd = 5\n",
     "2026-05-04 17:00", "2026-05-04 18:00", 600},
};

static const struct wrong wrongs[] = {
    /* which days may be eves */
    {"holidays = 1 May\neves = 24 December\neach 1h = 2\n", 2, "days of the week that may be"},
    {"day fair = 1 May\neves = Mon-Sat, fair\neach 1h = 2\n", 2, "days of the week that may be"},
    /* hours that run on */
    {"other times = free\n[window a]\nhours = Fri 17:00-24:00, Sat, Sun, Mon 00:00-06:00\neach 1h "
     "= 1\n",
     3, "may mean the first of these days"},
    {"other times = free\n[window a]\nhours = Fri 17:00-24:00, Sat\neach 1h = 1\n", 3,
     "Sat 00:00-24:00"},
    {"other times = free\n[window a]\nhours = Fri 17:00 to Mon 06:00, 12:00-14:00\neach 1h = 1\n",
     3, "or Fri 17:00 to Mon 06:00"},
    {"[window a]\nhours = Mon-Fri 00:00-24:00, Sat, Sun 00:00-24:00\nprice = 3\n", 1,
     "run on for more than 31 days"},
    {"[window a]\nhours = Mon 00:00-06:00, 06:00-12:00, 12:00-13:00, 13:00-14:00, 14:00-15:00, "
     "15:00-16:00, 16:00-17:00, 17:00-18:00, 18:00-24:00\nprice = 3\n",
     2, "at most 8 times of day"},
    /* lists of days and times */
    {"each 1h = 1\n[surcharge a]\nin = Fri from 17:00, Sat, Sun, Mon before 06:00\nadd = 1\n", 3,
     "may mean the first of these days"},
    {"each 1h = 1\n[surcharge a]\nin = Sat, Sun, from 17:00\nadd = 1\n", 3, "or a list"},
    {"each 1h = 1\n[surcharge a]\nout = same day Sat from 17:00\nadd = 1\n", 3,
     "The day is said twice"},
    {"each 1h = 1\n[surcharge a]\nin = 01:00-02:00, 03:00-04:00, 05:00-06:00, 07:00-08:00, "
     "09:00-10:00, 11:00-12:00, 13:00-14:00\nadd = 1\n",
     3, "at most 6 times"},
};

static void each_row_has_its_price(void **state)
{
    (void)state;
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void what_may_be_misread_is_refused(void **state)
{
    (void)state;
    check_faults(wrongs, sizeof wrongs / sizeof wrongs[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_its_price),
        cmocka_unit_test(what_may_be_misread_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
