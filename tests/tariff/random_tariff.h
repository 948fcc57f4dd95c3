/*
 * Random tariffs as text, of all the features that go together. A generator of its own, so that
 * every run is the same.
 */
#ifndef TESTS_RANDOM_TARIFF_H
#define TESTS_RANDOM_TARIFF_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

struct dice {
    uint64_t state;
};

static inline uint64_t dice_roll(struct dice *dice, uint64_t sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (dice->state * UINT64_C(2685821657736338717) >> 33) % sides;
}

struct random_tariff {
    char text[4096];
    size_t used;
    int64_t day_cap;  /* cap of each 24 h over everything, in minor units; -1: none */
    int64_t stay_cap; /* likewise of the stay */
    bool chooses;     /* exit time or length chooses the product */
};

__attribute__((format(printf, 2, 3))) static inline void random_add(struct random_tariff *out,
                                                                    const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int more = vsnprintf(out->text + out->used, sizeof out->text - out->used, format, arguments);
    va_end(arguments);
    out->used += more > 0 ? (size_t)more : 0;
}

static inline void random_ladder(struct random_tariff *out, struct dice *dice)
{
    static const char *const units[] = {"10m", "15m", "20m", "30m", "45m", "1h", "90m", "24h"};
    const char *unit = units[dice_roll(dice, 8)];
    int price = 1 + (int)dice_roll(dice, 300);

    switch (dice_roll(dice, 7)) {
    case 0:
        random_add(out, "each %s = %d.%02d\n", unit, price / 100, price % 100);
        break;
    case 1:
        random_add(out, "first 1h = %d\nthen each %s = %d.%02d\n", (int)dice_roll(dice, 4), unit,
                   price / 100, price % 100);
        break;
    case 2:
        random_add(out, "up to 20m = free\nup to 1h = 1\nup to 3h = 2.50\nover 3h = 4\n");
        break;
    case 3:
        random_add(out, "each %s = 0.%04d pro rata\n", unit, 1 + (int)dice_roll(dice, 9998));
        break;
    case 4:
        random_add(out, "price = %d.%02d\n", price / 100, price % 100);
        break;
    case 5:
        random_add(out,
                   "first 2h each 30m = 0.%02d\nnext 1h = free\nthen each %s = 0.07 pro rata "
                   "by 5m\n",
                   10 + (int)dice_roll(dice, 90), unit);
        break;
    default:
        random_add(out, "up to 1h = 1\nup to 2h = 1.50\nover 2h each %s = 0.%02d\n", unit,
                   10 + (int)dice_roll(dice, 90));
        break;
    }
}

static inline void random_windows(struct random_tariff *out, struct dice *dice)
{
    int edges[4] = {0};
    int count = 1 + (int)dice_roll(dice, 3);

    for (int i = 0; i < count; i++) {
        edges[i] = (i == 0 ? 0 : edges[i - 1] + 1) + (int)dice_roll(dice, 7);
    }
    for (int i = 0; i < count; i++) {
        int to = i + 1 < count ? edges[i + 1] : edges[0];
        random_add(out, "[window w%d]\nhours = %02d:00-%02d:00\n", i, edges[i], to);
        if (dice_roll(dice, 4) == 0) {
            random_add(out, "restart = each window\n");
        }
        random_ladder(out, dice);
        if (dice_roll(dice, 3) == 0) {
            random_add(out, "at most = %d\n", 5 + (int)dice_roll(dice, 20));
        }
    }
}

static inline void random_head(struct random_tariff *out, struct dice *dice)
{
    static const char *const restarts[] = {"never", "each day", "each 24h", "each 12h",
                                           "each 24h at step 1"};
    static const char *const edges[] = {"clip", "straddle", "pro rata", "pause"};
    static const char *const measures[] = {"seconds", "minutes down", "minutes up"};
    static const char *const roundings[] = {"nearest", "down", "up", "up to 0.10",
                                            "nearest to 0.05"};

    random_add(out, "restart = %s\nwindow edge = %s\nmeasure = %s\nrounding = %s\n",
               restarts[dice_roll(dice, 5)], edges[dice_roll(dice, 4)],
               measures[dice_roll(dice, 3)], roundings[dice_roll(dice, 5)]);
    if (dice_roll(dice, 3) == 0) {
        random_add(out, "edge = half-open\n");
    }
    if (dice_roll(dice, 4) == 0) {
        random_add(out, "day starts = 06:00\n");
    }
    if (dice_roll(dice, 4) == 0) {
        random_add(out, "clock = wall\n");
    }
    if (dice_roll(dice, 3) == 0) {
        random_add(out, "free stay = %dm\n", 5 + (int)dice_roll(dice, 30));
    }
    if (dice_roll(dice, 3) == 0) {
        random_add(out, "overrun = %dm\n", 1 + (int)dice_roll(dice, 9));
    }
    if (dice_roll(dice, 4) == 0) {
        random_add(out, "entry fee = 0.50\nminimum = 1.10\n");
    }
    if (dice_roll(dice, 4) == 0) {
        random_add(out, "car = 37.5%%\n");
    }
    if (dice_roll(dice, 4) == 0) {
        random_add(out, "tax = 8.875%% added\n");
    }
}

static inline void random_caps(struct random_tariff *out, struct dice *dice)
{
    static const char *const caps[] = {
        "day",       "first 24h",       "7d",      "22:00-06:00", "calendar month", "12h",
        "later day", "day on Sat, Sun", "2nd 24h", "3rd day"};

    if (dice_roll(dice, 2) == 0) {
        out->day_cap = 800 + 100 * (int)dice_roll(dice, 20);
        random_add(out, "at most per 24h = %lld\n", (long long)out->day_cap / 100);
    }
    if (dice_roll(dice, 3) == 0) {
        out->stay_cap = 9000;
        random_add(out, "at most per stay = 90\n");
    }
    if (dice_roll(dice, 2) == 0) {
        random_add(out, "at most per %s = %d\n", caps[dice_roll(dice, 10)],
                   5 + (int)dice_roll(dice, 40));
    }
}

static inline void random_products(struct random_tariff *out, struct dice *dice)
{
    static const char *const conditions[] = {"in = 05:00 to 09:00\nout = same day 15:00 to 20:00",
                                             "in = from 17:00\ndeadline = before 08:00 next day",
                                             "within = Sat, Sun",
                                             "length = over 2h up to 7h",
                                             "out = 10:00-11:30",
                                             "length = under 40m",
                                             "out = Sat",
                                             "out = Sat from 12:00, Mon 08:00-09:00, Wed",
                                             "in = Fri from 17:00, Sat, Sun"};
    int count = 1 + (int)dice_roll(dice, 3);

    out->chooses = true;
    random_add(out, "choose = %s\n", dice_roll(dice, 2) == 0 ? "first" : "cheapest");
    random_caps(out, dice);
    for (int i = 0; i < count; i++) {
        random_add(out, "[product p%d]\n%s\n", i, conditions[dice_roll(dice, 9)]);
        if (dice_roll(dice, 3) == 0) {
            random_add(out, "price = 7\ncovers = 6h\nafterwards = rest\n");
        } else {
            random_add(out, "price = %d\n", 2 + (int)dice_roll(dice, 12));
        }
    }
    random_add(out, "[product rest]\n");
    if (dice_roll(dice, 2) == 0) {
        random_ladder(out, dice);
    } else {
        random_windows(out, dice);
    }
    if (dice_roll(dice, 3) == 0) {
        random_add(out,
                   "[surcharge s]\n%s\nadd = 12.5%%\n[surcharge t]\nout = from 21:00\nadd = 1.10\n",
                   conditions[dice_roll(dice, 9)]);
    }
}

/* Makes a tariff; the reader may still refuse it, where the dice made it ambiguous. */
static inline void random_make(struct random_tariff *out, struct dice *dice)
{
    out->used = 0;
    out->day_cap = out->stay_cap = -1;
    out->chooses = false;
    random_head(out, dice);
    switch (dice_roll(dice, 3)) {
    case 0:
        random_ladder(out, dice);
        random_caps(out, dice);
        break;
    case 1:
        random_caps(out, dice);
        random_windows(out, dice);
        break;
    default:
        random_products(out, dice);
        break;
    }
    if (dice_roll(dice, 5) == 0) {
        random_add(out, "[surcharge meter]\nafter = 3h\nhours = 08:00-21:00\nfirst 1h = 0.40\nthen "
                        "each 7m = 0.0123\n");
    }
}

#endif
