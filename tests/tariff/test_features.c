/*
 * Features that meet: each row is a tariff, a stay and a price worked out by hand.
 */
#include "tariff_rows.h"

/* 2026-05-01 is a Friday. */
static const struct row table[] = {
    /* caps that are counted */
    {"each 1h = 3\nat most per first 24h = 20\nat most per 2nd 24h = 18\nat most per 3rd 24h = "
     "15\nat most per later 24h = 10\n",
     "2026-05-01 10:00", "2026-05-06 10:00", 2000 + 1800 + 1500 + 1000 + 1000},
    {"each 1h = 3\nat most per 2nd 24h = 18\n", "2026-05-01 10:00", "2026-05-04 10:00",
     7200 + 1800 + 7200},
    {"each 1h = 3\nat most per later day = 10\nat most per 2nd day = 18\n", "2026-05-01 10:00",
     "2026-05-04 00:00", 14 * 300 + 1800 + 1000},
    {"each 1h = 3\nat most per 2nd day = 18\nat most per later 24h = 10\n", "2026-05-01 10:00",
     "2026-05-03 10:00", 14 * 300 + 1800 + 1000},
    {"[window a]\nhours = 20:00-08:00\neach 1h = 1\nat most per 2nd window = 5\n[window b]\nhours "
     "= 08:00-20:00\nprice = free\n",
     "2026-05-01 20:00", "2026-05-04 08:00", 1200 + 500 + 1200},
    /* totals with a metered middle */
    {"up to 1h = 2\nup to 3h each 30m = 1\nup to 4h = 8\nover 4h each 1h = 3\n", "2026-05-01 10:00",
     "2026-05-01 12:01", 500},
    {"up to 1h = 2\nup to 3h each 30m = 1\nup to 4h = 8\nover 4h each 1h = 3\n", "2026-05-01 10:00",
     "2026-05-01 13:01", 800},
    {"up to 1h = 2\nup to 3h each 30m = 1\nup to 4h = 8\nover 4h each 1h = 3\n", "2026-05-01 10:00",
     "2026-05-01 14:01", 1100},
    {"up to 1h each 20m = 1\nup to 2h each 1h = 1.50 pro rata\nover 2h = 5\n", "2026-05-01 10:00",
     "2026-05-01 11:20", 350},
    {"up to 1h each 20m = 1\nup to 2h each 1h = 1.50 pro rata\nover 2h = 5\n", "2026-05-01 10:00",
     "2026-05-01 12:01", 500},
    /* the day of entry decides about caps */
    {"day decides = day of entry\neach 1h = 2\nat most per day on Fri = 6\nat most per day on Sat "
     "= 20\n",
     "2026-05-01 12:00", "2026-05-02 12:00", 1200},
    {"each 1h = 2\nat most per day on Fri = 6\nat most per day on Sat = 20\n", "2026-05-01 12:00",
     "2026-05-02 12:00", 2600},
    /* a cap of 24 hours goes by the day on which they begin */
    {"each 1h = 2\nat most per 24h on Fri = 6\nat most per 24h on Sat = 20\n", "2026-05-01 12:00",
     "2026-05-03 12:00", 2600},
    {"each 1h = 2\nat most per later day = 4\n", "2026-05-01 12:00", "2026-05-03 12:00", 3200},
    {"each 1h = 2\nat most per calendar week = 30\n", "2026-05-03 12:00", "2026-05-04 12:00",
     2400 + 2400},
    {"each 1h = 2\nat most per calendar week = 20\n", "2026-05-03 12:00", "2026-05-04 12:00", 4000},
    /* a window's cap, then the day's */
    {"at most per day = 10\n[window a]\nhours = 08:00-20:00\neach 1h = 2\nat most = 7\n[window "
     "b]\nhours = 20:00-08:00\neach 1h = 2\nat most = 5\n",
     "2026-05-01 10:00", "2026-05-02 10:00", 1000 + 400},
    {"[window a]\nhours = 08:00-20:00\neach 1h = 2\nat most per 24h = 7\n[window b]\nhours = "
     "20:00-08:00\neach 1h = 1\n",
     "2026-05-01 18:00", "2026-05-02 18:00", 400 + 1200 + 300},
    /* restarts */
    {"restart = each 12h\nfirst 1h = 5\nthen each 1h = 1\n", "2026-05-01 08:00", "2026-05-01 21:00",
     500 + 1100 + 500},
    {"restart = each 12h at step 2\nfirst 1h = 5\nthen each 1h = 1\n", "2026-05-01 08:00",
     "2026-05-01 21:00", 500 + 1100 + 100},
    {"restart = each 24h at step 2\nfirst 1h = free\nnext 23h each 1h = 1\nthen each 1h = 0.50\n",
     "2026-05-01 08:00", "2026-05-03 08:00", 2300 + 2350},
    {"restart = each day\neach 1h = 1\n", "2026-05-01 22:30", "2026-05-02 01:30", 400},
    {"each 1h = 1\n", "2026-05-01 22:30", "2026-05-02 01:30", 300},
    {"restart = each day\nup to 15m = free\nup to 2h = 3\nover 2h = 5\n", "2026-05-01 23:50",
     "2026-05-02 01:00", 300},
    /* windows: free time stands still, a paid first hour is not paid twice */
    {"other times = free\n[window a]\nhours = 08:00-18:00\nup to 1h = 2\nup to 2h = 3\nover 2h = "
     "4\n",
     "2026-05-01 17:30", "2026-05-02 08:20", 200},
    {"other times = free\n[window a]\nhours = 08:00-18:00\nup to 1h = 2\nup to 2h = 3\nover 2h = "
     "4\n",
     "2026-05-01 17:30", "2026-05-02 08:40", 300},
    {"other times = free\nrestart = each window\n[window a]\nhours = 08:00-18:00\nup to 1h = "
     "2\nup to 2h = 3\nover 2h = 4\n",
     "2026-05-01 17:30", "2026-05-02 08:20", 400},
    {"other times = free\n[window a]\nhours = 08:00-18:00\neach 1h = 2\n", "2026-05-01 17:30",
     "2026-05-02 08:20", 400},
    {"other times = free\nwindow edge = straddle\n[window a]\nhours = 08:00-18:00\neach 1h = 2\n",
     "2026-05-01 17:30", "2026-05-02 08:20", 400},
    {"other times = free\nwindow edge = pro rata\n[window a]\nhours = 08:00-18:00\neach 1h = 2\n",
     "2026-05-01 17:30", "2026-05-02 08:20", 300},
    /* the first of two windows that overlap */
    {"overlap = first\n[window lunch]\nhours = 12:00-14:00\nprice = free\n[window all]\neach 1h = "
     "1\n",
     "2026-05-01 11:00", "2026-05-01 15:00", 200},
    {"overlap = first\nday fair = 2026-05-02\n[window fair]\ndays = fair\nprice = 9\n[window "
     "all]\neach 1h = 1\n",
     "2026-05-01 22:00", "2026-05-02 12:00", 1100},
    /* seasons meet days */
    {"[window summer weekend]\ndates = 1 May to 30 September\ndays = Sat, Sun\neach 1h = "
     "4\n[window summer]\ndates = 1 May to 30 September\ndays = Mon-Fri\neach 1h = 3\n[window "
     "winter]\ndates = 1 October to 30 April\neach 1h = 1\n",
     "2026-04-30 23:00", "2026-05-02 01:00", 100 + 24 * 300 + 400},
    /* the first Sunday of a month */
    {"day free sunday = 1st Sun of each month\n[window a]\ndays = free sunday\nprice = free\n"
     "[window b]\ndays = every day, Mon-Sun\neach 1h = 1\n",
     "2026-05-03 10:00", "2026-05-03 12:00", PK_NONE}, /* ambiguous: refused */
    {"day free sunday = 1st Sun of each month\n[window a]\ndays = free sunday\nprice = free\n"
     "[window b]\ndays = Mon-Sun\neach 1h = 1\n",
     "2026-05-03 22:00", "2026-05-04 02:00", 200},
    /* a first hour is paid once, over whichever edge it runs */
    {"[window d]\nhours = 08:00-20:00\nfirst 1h = 3\nthen each 1h = 2\n[window n]\nhours = "
     "20:00-08:00\n"
     "first 1h = 3\nthen each 1h = 0.50\n",
     "2026-05-04 19:30", "2026-05-04 20:30", 300},
    {"[window d]\nhours = 08:00-20:00\nfirst 1h = 3\nthen each 1h = 2\n[window n]\nhours = "
     "20:00-08:00\n"
     "first 1h = 3\nthen each 1h = 0.50\n",
     "2026-05-04 19:30", "2026-05-04 21:30", 350},
    {"[window d]\nhours = 08:00-20:00\nfirst 1h = 3\nthen each 1h = 2\n[window n]\nhours = "
     "20:00-08:00\n"
     "first 2h = 5\nthen each 1h = 0.50\n",
     "2026-05-04 19:30", "2026-05-04 21:30", 800}, /* the second hour is the night's */
    {"restart = each window\n[window d]\nhours = 08:00-20:00\nfirst 1h = 3\nthen each 1h = "
     "2\n[window n]\nhours = 20:00-08:00\n"
     "first 1h = 3\nthen each 1h = 0.50\n",
     "2026-05-04 19:30", "2026-05-04 20:30", 600},
    {"restart = each day\n[window d]\nhours = 08:00-20:00\nup to 1h = 2\nover 1h = 9\n"
     "[window n]\nhours = 20:00-08:00\nup to 1h = 2\nover 1h = 5\n",
     "2026-05-04 19:30", "2026-05-04 21:30", 200 + 300},
    /* a unit that stands still over free time */
    {"window edge = pause\nother times = free\n[window a]\nhours = 08:00-12:00, 14:00-18:00\n"
     "each 1h = 2\n",
     "2026-05-04 11:30", "2026-05-04 14:30", 200},
    {"window edge = pause\nother times = free\n[window a]\nhours = 08:00-12:00, 14:00-18:00\n"
     "each 1h = 2\n",
     "2026-05-04 11:30", "2026-05-05 08:30", 200 + 800},
    {"window edge = pause\n[window lunch]\nhours = 12:00-14:00\nprice = free\n[window a]\n"
     "hours = 14:00-12:00\neach 1h = 2\n",
     "2026-05-04 11:30", "2026-05-04 14:31", 400},
    {"window edge = pause\n[window a]\nhours = 08:00-20:00\neach 1h = 2\n[window b]\nhours = "
     "20:00-08:00\neach 1h = 1\n",
     "2026-05-04 19:30", "2026-05-04 20:31", 300},
    {"window edge = pause\nrestart = each day\nother times = free\n[window a]\nhours = "
     "08:00-18:00\neach 1h = 2\n",
     "2026-05-04 17:30", "2026-05-05 08:30", 400},
    {"window edge = pause\noverrun = 5m\nother times = free\n[window a]\nhours = 08:00-18:00\n"
     "each 1h = 2\n",
     "2026-05-04 17:30", "2026-05-05 08:35", 200},
    {"window edge = straddle\noverrun = 5m\nother times = free\n[window a]\nhours = "
     "08:00-18:00\neach 1h = 2\n",
     "2026-05-04 17:00", "2026-05-05 08:01", 400}, /* the night is no overrun */
    /* a longest paid time */
    {"up to 2h = 2\nup to 4h = 5\nover 4h = refused\n", "2026-05-04 10:00", "2026-05-04 14:00",
     500},
    {"up to 2h = 2\nup to 4h = 5\nover 4h = refused\n", "2026-05-04 10:00", "2026-05-04 14:01",
     PK_NONE},
    {"other times = free\n[window a]\nhours = 08:00-18:00\nfirst 2h each 30m = 1\nthen = "
     "refused\n",
     "2026-05-04 17:00", "2026-05-05 09:00", 400},
    {"other times = free\n[window a]\nhours = 08:00-18:00\nfirst 2h each 30m = 1\nthen = "
     "refused\n",
     "2026-05-04 17:00", "2026-05-05 09:01", PK_NONE},
    {"[window a]\nhours = 06:00-02:00\neach 1h = 1\n[window sweeping]\nhours = 02:00-06:00\n"
     "price = refused\n",
     "2026-05-04 23:00", "2026-05-05 02:00", 300},
    {"[window a]\nhours = 06:00-02:00\neach 1h = 1\n[window sweeping]\nhours = 02:00-06:00\n"
     "price = refused\n",
     "2026-05-04 23:00", "2026-05-05 02:01", PK_NONE},
    {"choose = cheapest\n[product a]\nfirst 2h = 1\nthen = refused\n[product b]\neach 1h = 2\n",
     "2026-05-04 10:00", "2026-05-04 13:00", 600},
    {"restart = each 24h\nup to 4h = 5\nover 4h = refused\n", "2026-05-04 10:00",
     "2026-05-05 12:00", PK_NONE},
    /* one window on different hours of different days */
    {"other times = free\n[window a]\nhours = Mon-Fri 08:00-12:00, 14:00-18:00, Sat 09:00-13:00\n"
     "each 1h = 2\n",
     "2026-05-01 08:00", "2026-05-03 08:00", 1600 + 800},
    {"other times = free\nrestart = each window\n[window a]\nhours = Mon-Fri 08:00-20:00, Fri "
     "22:00-02:00\nfirst 1h = 5\nthen each 1h = 2\n",
     "2026-05-01 19:00", "2026-05-02 03:00", 500 + 1100},
    {"[window a]\nhours = Mon-Fri 08:00-20:00, Sat 08:00-12:00\neach 1h = 2\n[window b]\nhours = "
     "Mon-Fri 20:00-08:00, Sat 12:00-24:00, Sun 00:00-08:00, Sun 08:00-08:00\neach 1h = 1\n",
     "2026-05-02 10:00", "2026-05-04 09:00", 400 + 1200 + 2400 + 800 + 200},
    /* at step 2, where another ladder has but one */
    {"restart = each day at step 2\n[product pass]\nin = Sat\nprice = 1\n[product all]\nfirst "
     "1h = free\nthen each 1h = 2\n",
     "2026-05-04 22:00", "2026-05-05 02:00", 600},
    /* midnights passed */
    {"price = 18 per night\n", "2026-05-01 00:00", "2026-05-01 10:00", 0},
    {"price = 18 per night\n", "2026-05-01 10:00", "2026-05-02 00:00", 0},
    {"price = 18 per night\n", "2026-05-01 10:00", "2026-05-02 00:00:01", 1800},
    {"price = 18 per night\n", "2026-04-30 23:59:59", "2026-05-01 10:00", 1800},
    {"price = 18 per night\n", "2026-05-01 00:00", "2026-05-02 00:00", 0},
    {"price = 18 per night\n", "2026-05-01 00:00", "2026-05-04 10:00", 5400},
    {"edge = half-open\nprice = 18 per night\n", "2026-05-01 10:00", "2026-05-01 23:59:59", 0},
    {"edge = half-open\nprice = 18 per night\n", "2026-05-01 10:00", "2026-05-02 00:00", 1800},
    {"edge = half-open\nprice = 18 per night\n", "2026-05-01 00:00", "2026-05-01 10:00", 0},
    {"day starts = 06:00\nprice = 18 per night\n", "2026-05-01 22:00", "2026-05-02 06:00", 0},
    {"day starts = 06:00\nprice = 18 per night\n", "2026-05-01 22:00", "2026-05-02 07:00", 1800},
    {"day starts = 06:00\nprice = 18 per night\n", "2026-05-02 05:59", "2026-05-02 07:00", 1800},
    {"day starts = 06:00\nprice = 18 per night\n", "2026-05-02 06:00", "2026-05-02 22:00", 0},
    {"clock = wall\nprice = 18 per night\n", "2026-10-24 10:00", "2026-10-27 10:00", 5400},
    {"price = 18 per night\nat most per 7d = 100\n", "2026-05-01 10:00", "2026-05-12 10:00",
     10000 + 4 * 1800},
    {"[product a]\ncovers = 24h\nprice = 5\nafterwards = b\n[product b]\nprice = 18 per night\n",
     "2026-05-01 10:00", "2026-05-03 09:00", 500 + 1800},
    /* products */
    {"[product a]\nin = from 18:00\nprice = 5\nfree stay = 30m\n[product b]\neach 1h = 2\n",
     "2026-05-01 18:00", "2026-05-01 18:30", 0},
    {"[product a]\nin = 22:00-02:00\nprice = 5\n[product b]\neach 1h = 2\n", "2026-05-01 01:59",
     "2026-05-01 03:00", 500},
    {"[product a]\nin = Fri 22:00-02:00\nprice = 5\n[product b]\neach 1h = 2\n", "2026-05-02 01:00",
     "2026-05-02 03:00", 500},
    {"[product a]\nin = Fri 22:00-02:00\nprice = 5\n[product b]\neach 1h = 2\n", "2026-05-01 01:00",
     "2026-05-01 03:00", 400},
    {"[product a]\nout = next day 05:00 to 08:00\nprice = 5\n[product b]\neach 1h = 2\n",
     "2026-05-01 20:00", "2026-05-02 08:00", 500},
    {"[product a]\nout = next day 05:00 to 08:00\nprice = 5\n[product b]\neach 1h = 2\n",
     "2026-05-01 20:00", "2026-05-02 04:59", 1800},
    {"[product a]\nout = Sat, Sun from 12:00\nprice = 5\n[product b]\neach 1h = 2\n",
     "2026-05-01 20:00", "2026-05-02 12:00", 500},
    {"[product a]\ndeadline = before 08:00\nprice = 5\n[product b]\neach 1h = 2\n",
     "2026-05-01 01:00", "2026-05-01 07:59", 500},
    {"[product a]\ndeadline = to 06:00 Mon\nprice = 5\n[product b]\neach 24h = 9\n",
     "2026-05-01 20:00", "2026-05-04 06:00", 500},
    {"[product a]\nlength = under 1h\nprice = 1\n[product b]\nlength = from 1h up to 2h\nprice = "
     "2\n[product c]\nprice = 3\n",
     "2026-05-01 10:00", "2026-05-01 11:00", 200},
    {"[product a]\ndates = 1 June to 31 August\nprice = 9\n[product b]\nprice = 3\n",
     "2026-05-31 23:00", "2026-06-01 02:00", 300},
    /* the day of the tariff, for who comes after midnight: 01:00 is still the day before */
    {"day starts = 06:00\n[product a]\nin = from 18:00\ndeadline = before 08:00 next day\nprice = "
     "5\n[product b]\neach 1h = 2\n",
     "2026-05-05 01:00", "2026-05-05 07:59", 500},
    {"day starts = 06:00\n[product a]\nin = from 18:00\ndeadline = before 08:00 next day\nprice = "
     "5\n[product b]\neach 1h = 2\n",
     "2026-05-05 01:00", "2026-05-05 08:00", 1400},
    {"day starts = 06:00\n[product a]\nin = from 18:00\ndeadline = to 02:00 same day\nprice = "
     "5\n[product b]\neach 1h = 2\n",
     "2026-05-04 20:00", "2026-05-05 02:00:59", 500},
    {"day starts = 06:00\n[product a]\nin = from 18:00\ndeadline = to 02:00 same day\nprice = "
     "5\n[product b]\neach 1h = 2\n",
     "2026-05-05 01:00", "2026-05-05 02:00", 500},
    {"day starts = 06:00\n[product a]\ncovers = before 03:00 Fri\nprice = 5\nafterwards = "
     "b\n[product b]\neach 1h = 2\n",
     "2026-05-02 01:00", "2026-05-02 04:00", 700}, /* the night after Friday is Friday */
    /* what is covered goes over into another product, with caps of its own */
    {"at most per stay = 30\n[product night]\nin = from 18:00\ncovers = to 08:00 next day\nprice = "
     "6\nafterwards = day\n[product day]\neach 1h = 2\nat most per 24h = 16\n",
     "2026-05-01 19:00", "2026-05-02 11:01", 600 + 600},
    {"at most per stay = 30\n[product night]\nin = from 18:00\ncovers = to 08:00 next day\nprice = "
     "6\nafterwards = day\n[product day]\neach 1h = 2\nat most per 24h = 16\n",
     "2026-05-01 19:00", "2026-05-04 20:00", 3000},
    {"[product a]\ncovers = before 06:00 same day\nprice = 2\nafterwards = a\n", "2026-05-01 07:00",
     "2026-05-02 07:00", 400},
    /* versions */
    {"version by = exit\n[version to 2026-05-01]\neach 1h = 1\n[version from 2026-05-02]\neach 1h "
     "= 3\n",
     "2026-05-01 22:00", "2026-05-02 01:00", 900},
    {"version by = segment\nfree stay = 2h\nentry fee = 1\n[version to 2026-05-01]\neach 1h = "
     "1\n[version from 2026-05-02]\neach 1h = 3\n",
     "2026-05-01 22:30", "2026-05-02 01:00", 200 + 300 + 100},
    {"clock = wall\nversion by = segment\n[version to 2026-03-29 01:59]\neach 1h = 1\n[version "
     "from 2026-03-29 02:00]\neach 1h = 3\n",
     "2026-03-29 01:00", "2026-03-29 04:00", 100 + 600},
    {"[version to 2026-05-01]\nfree stay = 1h\neach 1h = 1\n[version from 2026-05-02]\nminimum = "
     "5\neach 1h = 3\n",
     "2026-05-02 10:00", "2026-05-02 11:00", 500},
    /* measuring */
    {"measure = minutes up\neach 1m = 0.10\n", "2026-05-01 10:00:30", "2026-05-01 10:02:31", 30},
    {"measure = minutes down\neach 1m = 0.10\n", "2026-05-01 10:00:30", "2026-05-01 10:02:29", 10},
    {"edge = half-open\nempty stay = free\neach 1h = 2\n", "2026-05-01 10:00", "2026-05-01 10:00",
     0},
    {"edge = half-open\neach 1h = 2\n", "2026-05-01 10:00", "2026-05-01 10:00", 200},
    {"edge = half-open\n[window a]\nhours = 06:00-22:00\nprice = 12\n[window b]\nhours = "
     "22:00-06:00\nprice = 40\n",
     "2026-05-01 20:00", "2026-05-01 22:00", 5200},
    {"edge = half-open\neach 1h = 3.60 pro rata\n", "2026-05-01 10:00", "2026-05-01 10:10", 60},
    {"empty stay = charged\nentry fee = 1\nminimum = 2\neach 1h = 1\n", "2026-05-01 10:00",
     "2026-05-01 10:00", 300},
    {"entry fee = 1\neach 1h = 1\n", "2026-05-01 10:00", "2026-05-01 10:00", 0},
    /* money */
    {"currency = JPY\neach 1h = 99.5 pro rata\nrounding = up to 10\n", "2026-05-01 10:00",
     "2026-05-01 11:00", 100},
    {"each 1h = 1.13\nrounding = nearest 0.05\n", "2026-05-01 10:00", "2026-05-01 11:00", 115},
    {"each 1h = 1.13\nrounding = nearest to 0.05\n", "2026-05-01 10:00", "2026-05-01 11:00", 115},
    {"each 1h = 1.12\nrounding = nearest 0.05\n", "2026-05-01 10:00", "2026-05-01 11:00", 110},
    {"each 1h = 1.11\nrounding = up 0.10\n", "2026-05-01 10:00", "2026-05-01 11:00", 120},
    {"each 1h = 1.19\nrounding = down 0.10\n", "2026-05-01 10:00", "2026-05-01 11:00", 110},
    {"each 1h = 1.19\nrounding = down to 0.10\n", "2026-05-01 10:00", "2026-05-01 11:00", 110},
    {"currency = KWD\neach 20m = 0.125\n", "2026-05-01 10:00", "2026-05-01 11:00", 375},
    {"each 3h = 1.00 pro rata\n", "2026-05-01 10:00", "2026-05-01 10:00:54", 1}, /* 0.5 cents */
    {"each 3h = 1.00 pro rata\n", "2026-05-01 10:00", "2026-05-01 10:00:53", 0},
    {"car = 33.333%\neach 1h = 0.03\n", "2026-05-01 10:00", "2026-05-01 11:00", 1},
    {"tax = 8.875% added\nrounding = down\neach 1h = 1\n", "2026-05-01 10:00", "2026-05-01 20:00",
     1088},
};

static void each_row_has_its_price(void **state)
{
    (void)state;
    check_rows(table, sizeof table / sizeof table[0]);
}

struct proven {
    const char *text, *exit, *proof;
    enum pk_vehicle_class vehicle_class;
    bool is_lost;
    int64_t total;
};

/* All of them come in on Friday, 2026-05-01, at 10:00. */
static const struct proven proven_table[] = {
    {"each 1h = 2\n[validation Shop]\nfree = 1h\n", "2026-05-01 12:30", "shop", PK_CAR, false, 400},
    {"each 1h = 2\n[validation shop]\nfree = 5h\n", "2026-05-01 12:30", "shop", PK_CAR, false, 0},
    {"each 1h = 2\n[validation shop]\nfree = 1h\n", "2026-05-01 12:30", "other", PK_CAR, false,
     600},
    {"each 1h = 2\n[validation shop]\noff = 5\n", "2026-05-01 12:30", "shop", PK_CAR, false, 100},
    {"each 1h = 2\n[validation shop]\noff = 12.5%\n", "2026-05-01 12:00", "shop", PK_CAR, false,
     350},
    {"motorcycle = 25%\neach 1h = 2\n[validation shop]\nprice = 1.20\n", "2026-05-01 13:00", "shop",
     PK_MOTORCYCLE, false, 120},
    {"lost ticket = 20 or the stay if more\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_CAR, true,
     2000},
    {"lost ticket = 20 or the stay if more\neach 1h = 2\n", "2026-05-02 12:00", NULL, PK_CAR, true,
     5200},
    {"lost ticket = the stay + 15\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_CAR, true, 1900},
    {"lost ticket = band 2\nup to 1h = 1\nup to 2h = 3\nover 2h = 6\n", "2026-05-01 10:10", NULL,
     PK_CAR, true, 300},
    {"motorcycle = 50%\nlost ticket = 20\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_MOTORCYCLE,
     true, 2000},
    {"motorcycle = + 1.50\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_MOTORCYCLE, false, 550},
    {"each 1h = 2\n[surcharge late]\nout = from 12:00\nadd = 3\n", "2026-05-01 12:00", NULL, PK_CAR,
     false, 700},
    {"each 1h = 2\n[surcharge late]\nout = from 12:00\nadd = 3\n", "2026-05-01 11:59", NULL, PK_CAR,
     false, 400},
    /* a second meter; the stay begins at 10:00 */
    {"each 1h = 2\nat most per day = 5\n[surcharge b]\nwith = EV\nafter = 4h\neach 1m = 0.10\n",
     "2026-05-01 14:01", "EV", PK_CAR, false, 510},
    {"each 1h = 2\nat most per day = 5\n[surcharge b]\nwith = EV\nafter = 4h\neach 1m = 0.10\n",
     "2026-05-01 14:01", NULL, PK_CAR, false, 500},
    {"each 1h = 2\n[surcharge b]\nfirst 1h = free\nthen each 30m = 1\nadd = 3\n",
     "2026-05-01 11:01", NULL, PK_CAR, false, 400 + 300 + 100},
    {"each 1h = 2\n[surcharge b]\nhours = 08:00-10:30, 11:00-12:00\nfirst 1h = free\nthen each 30m "
     "= 1\n",
     "2026-05-01 13:00", NULL, PK_CAR, false, 600 + 100},
    {"each 1h = 2\n[surcharge b]\nfirst 2h each 1m = 0.10\nthen = free\n", "2026-05-01 13:00", NULL,
     PK_CAR, false, 600 + 1200}, /* never more than 12.00 on top */
    {"each 1h = 2\n[surcharge b]\neach 1h = 1 pro rata\n[validation shop]\nfree = 1h\n",
     "2026-05-01 11:30", "shop", PK_CAR, false, 250},
    {"[product a]\n[window x]\nhours = 08:00-12:00\neach 1h = 2\n[surcharge b]\neach 1h = "
     "1\n[window y]\nhours = 12:00-08:00\neach 1h = 3\n",
     "2026-05-01 13:00", NULL, PK_CAR, false, 700 + 300},
    {"free stay = 3h\neach 1h = 2\n[surcharge b]\neach 1h = 1\n", "2026-05-01 12:00", NULL, PK_CAR,
     false, 0},
    {"van = 50%\neach 1h = 2\n[surcharge a]\nadd = 10%\n[surcharge b]\nclass = van\nadd = 20%\n",
     "2026-05-01 15:00", NULL, PK_VAN, false, 650}, /* both of the same 5.00 */
    {"tax = 10% added\neach 1h = 2\n[surcharge a]\nwith = trailer\nadd = 4\n[validation shop]\noff "
     "= 50%\n",
     "2026-05-01 12:00", "trailer", PK_CAR, false, 880},
    {"each 1h = 2\n[surcharge a]\nadd = 4\n[validation shop]\noff = 50%\n", "2026-05-01 12:00",
     "shop", PK_CAR, false, 400},
    {"free stay = 3h\neach 1h = 2\n[surcharge a]\nadd = 4\n", "2026-05-01 12:00", NULL, PK_CAR,
     false, 0},
    {"lost ticket = the stay + 1\neach 1h = 2\n[surcharge a]\nadd = 4\n", "2026-05-01 12:00", NULL,
     PK_CAR, true, 900},
    {"motorcycle = 50% + 1.50\nentry fee = 1\neach 1h = 2\n", "2026-05-01 12:00", NULL,
     PK_MOTORCYCLE, false, 250 + 150},
    {"motorcycle = + 1.50\nfree stay = 3h\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_MOTORCYCLE,
     false, 0},
    {"motorcycle = + 1.50\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_CAR, false, 400},
    {"motorcycle = free\neach 1h = 2\n", "2026-05-01 12:00", NULL, PK_MOTORCYCLE, false, 0},
    {"each 1h = 2\n", "2026-05-01 12:00", NULL, PK_CAR, true, 400},
    {"opening hours = 06:00-22:00\nlost ticket = from opening + 10\neach 1h = 2\n",
     "2026-05-02 05:00", NULL, PK_CAR, true, 1000 + 23 * 200},
};

static void what_is_proven_and_lost(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof proven_table / sizeof proven_table[0]; i++) {
        const struct proven *row = &proven_table[i];
        struct pk_tariff *tariff = help_read(row->text, &help_home);
        static struct pk_price price;
        struct pk_stay stay = {.entry = help_time(tariff, "2026-05-01 10:00"),
                               .exit = help_time(tariff, row->exit),
                               .vehicle_class = row->vehicle_class,
                               .is_lost = row->is_lost,
                               .proof = row->proof};
        assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
        if (price.total != row->total) {
            fail_msg("%lld instead of %lld\n%s", (long long)price.total, (long long)row->total,
                     row->text);
        }
        pk_tariff_free(tariff);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_its_price),
        cmocka_unit_test(what_is_proven_and_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
