/*
 * What sponsors take off a stay: in which order, exactly, and with moments that are still exact.
 */
#include "tariff_help.h"

#include "random_tariff.h"

enum { TARIFFS = 500, STAYS = 6, HOUR = 3600, DAY = 86400 };

static const int64_t START = 1774000000; /* 20 March 2026, before the clocks change */

/* ---- known prices ---- */

static const char hourly[] = "free stay = 15m\neach 1h = 2.00\n"
                             "[example]\n2026-05-04 09:00 to 2026-05-04 10:00 = 2.00\n";

static struct pk_tariff *read_tariff(const char *text)
{
    struct pk_tariff *tariff;
    assert_int_equal(pk_tariff_read(&tariff, text, strlen(text), &help_home, NULL), PK_OK);
    return tariff;
}

static const struct {
    int64_t minutes; /* of the stay */
    struct pk_off offs[PK_OFFS_MAX];
    size_t count;
    int64_t total;
} known[] = {
    {180, {{0}}, 0, 600},
    {180, {{PK_OFF_MINUTES, 60, "Shop"}}, 1, 400},
    {180, {{PK_OFF_MINUTES, 60, "Shop"}, {PK_OFF_MINUTES, 60, "Gym"}}, 2, 200},
    {180, {{PK_OFF_MINUTES, 180, "Shop"}}, 1, 0},
    {180, {{PK_OFF_MINUTES, PK_OFF_MINUTES_MAX, "Shop"}}, 1, 0},
    {180, {{PK_OFF_PERCENT, 50, "Shop"}}, 1, 300},
    {180, {{PK_OFF_PERCENT, 100, "Shop"}}, 1, 0},
    {180, {{PK_OFF_PERCENT, 0, "Shop"}}, 1, 600},
    {180, {{PK_OFF_AMOUNT, 250, "Shop"}}, 1, 350},
    {180, {{PK_OFF_AMOUNT, INT64_MAX, "Shop"}}, 1, 0},
    {180, {{PK_OFF_FLAT, 150, "Shop"}}, 1, 150},
    {180, {{PK_OFF_FLAT, INT64_MAX, "Shop"}}, 1, 600},
    /* In whatever order they come: minutes, percent, amount, flat. */
    {180, {{PK_OFF_AMOUNT, 100, "Shop"}, {PK_OFF_PERCENT, 50, "Gym"}}, 2, 200},
    {180, {{PK_OFF_PERCENT, 50, "Gym"}, {PK_OFF_MINUTES, 60, "Shop"}}, 2, 200},
    {180, {{PK_OFF_FLAT, 250, "Hotel"}, {PK_OFF_AMOUNT, 100, "Shop"}}, 2, 250},
    {180, {{PK_OFF_FLAT, 550, "Hotel"}, {PK_OFF_AMOUNT, 100, "Shop"}}, 2, 500},
    /* 600 * 0.67 * 0.67 * 0.67 * 0.67 = 120.9..., one rounding at the end. */
    {180,
     {{PK_OFF_PERCENT, 33, "A"},
      {PK_OFF_PERCENT, 33, "B"},
      {PK_OFF_PERCENT, 33, "C"},
      {PK_OFF_PERCENT, 33, "D"}},
     4,
     121},
};

static void known_prices(void **state)
{
    struct pk_tariff *tariff = read_tariff(hourly);
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct pk_stay stay = {.entry = START, .exit = START + known[i].minutes * 60};
        int64_t total;
        stay.off_count = known[i].count;
        memcpy(stay.offs, known[i].offs, sizeof stay.offs);
        assert_int_equal(pk_tariff_total(&total, tariff, &stay), PK_OK);
        if (total != known[i].total) {
            fail_msg("case %zu: %lld instead of %lld", i, (long long)total,
                     (long long)known[i].total);
        }
    }
    pk_tariff_free(tariff);
}

/* Where the edge of a unit or an empty stay is charged, free minutes are free all the same. */
static void free_minutes_are_free_at_every_edge(void **state)
{
    static const char *const texts[] = {
        "empty stay = charged\neach 1h = 2.00\n",
        "edge = half-open\neach 1h = 2.00\n",
        "edge = half-open\nempty stay = charged\nentry fee = 0.50\neach 1h = 2.00\n",
        "measure = minutes up\neach 1h = 2.00\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pk_tariff *tariff = NULL;
        if (pk_tariff_read(&tariff, texts[i], strlen(texts[i]), &help_home, NULL) != PK_OK) {
            fail_msg("%s: %s", texts[i], pk_error()->message);
        }
        struct pk_stay stay = {.entry = START, .exit = START, .off_count = 1};
        stay.offs[0] = (struct pk_off){PK_OFF_MINUTES, 60, "Shop"};
        int64_t total;
        for (; stay.exit < START + HOUR; stay.exit += 599) {
            assert_int_equal(pk_tariff_total(&total, tariff, &stay), PK_OK);
            assert_int_equal(total, 0);
        }
        stay.exit = START + HOUR + 60;
        assert_int_equal(pk_tariff_total(&total, tariff, &stay), PK_OK);
        assert_true(total >= 200);
        pk_tariff_free(tariff);
    }
}

static void a_lost_ticket_takes_nothing_off(void **state)
{
    static const char *const texts[] = {"each 1h = 2.00\nlost ticket = 25.00\n",
                                        "each 1h = 2.00\nlost ticket = the stay + 5.00\n"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pk_tariff *tariff = NULL;
        if (pk_tariff_read(&tariff, texts[i], strlen(texts[i]), &help_home, NULL) != PK_OK) {
            fail_msg("%s: %s", texts[i], pk_error()->message);
        }
        struct pk_stay stay = {.entry = START, .exit = START + 3 * HOUR, .is_lost = true};
        int64_t without, with;
        assert_int_equal(pk_tariff_total(&without, tariff, &stay), PK_OK);
        stay.off_count = 2;
        stay.offs[0] = (struct pk_off){PK_OFF_MINUTES, 60, "Shop"};
        stay.offs[1] = (struct pk_off){PK_OFF_PERCENT, 50, "Gym"};
        assert_int_equal(pk_tariff_total(&with, tariff, &stay), PK_OK);
        assert_int_equal(with, without);
        pk_tariff_free(tariff);
    }
}

static void what_cannot_be_meant(void **state)
{
    static const struct pk_off wrong[] = {
        {PK_OFF_MINUTES, -1, "x"},   {PK_OFF_MINUTES, PK_OFF_MINUTES_MAX + 1, "x"},
        {PK_OFF_PERCENT, 101, "x"},  {PK_OFF_PERCENT, -1, "x"},
        {PK_OFF_AMOUNT, -1, "x"},    {PK_OFF_FLAT, INT64_MIN, "x"},
        {PK_OFF_KIND_COUNT, 1, "x"}, {(enum pk_off_kind) - 1, 1, "x"},
    };
    struct pk_tariff *tariff = read_tariff(hourly);
    struct pk_stay stay = {.entry = START, .exit = START + HOUR, .off_count = 1};
    int64_t total;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        stay.offs[0] = wrong[i];
        assert_int_equal(pk_tariff_total(&total, tariff, &stay), PK_USAGE);
    }
    stay.offs[0] = (struct pk_off){PK_OFF_AMOUNT, 1, "x"};
    stay.off_count = PK_OFFS_MAX + 1;
    assert_int_equal(pk_tariff_total(&total, tariff, &stay), PK_USAGE);
    pk_tariff_free(tariff);
}

static void a_line_names_the_sponsor(void **state)
{
    static struct pk_price price;
    struct pk_tariff *tariff = read_tariff(hourly);
    struct pk_stay stay = {.entry = START, .exit = START + 3 * HOUR, .off_count = 2};
    (void)state;
    stay.offs[0] = (struct pk_off){PK_OFF_PERCENT, 50, "Cinema"};
    stay.offs[1] = (struct pk_off){PK_OFF_MINUTES, 60, "Shop"};
    assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
    const struct pk_line *last = &price.lines[price.line_count - 1], *before = last - 1;
    assert_string_equal(last->what, "Cinema");
    assert_int_equal(last->amount, -200);
    assert_string_equal(before->what, "Shop");
    assert_int_equal(before->amount, 0);
    assert_int_equal(before->units, 60);
    assert_int_equal(before->from, START);
    assert_int_equal(before->to, START + HOUR);
    pk_tariff_free(tariff);
}

static void proofs_of_a_tariff(void **state)
{
    struct pk_tariff *tariff = read_tariff("[product staff]\nwith = Badge\n"
                                           "each 1h = 1.00\n[product all]\neach 1h = 2.00\n"
                                           "[validation Cinema]\nfree = 2h\n");
    (void)state;
    assert_string_equal(pk_tariff_proof(tariff, "cinema"), "Cinema");
    assert_string_equal(pk_tariff_proof(tariff, "BADGE"), "Badge");
    assert_null(pk_tariff_proof(tariff, "staff"));
    assert_null(pk_tariff_proof(tariff, ""));
    pk_tariff_free(tariff);
}

/* ---- random ones ---- */

struct counts {
    size_t read, priced, rises, falls;
};

static void random_offs(struct pk_stay *stay, struct dice *dice)
{
    stay->off_count = 1 + (size_t)dice_roll(dice, PK_OFFS_MAX);
    for (size_t i = 0; i < stay->off_count; i++) {
        enum pk_off_kind kind = (enum pk_off_kind)dice_roll(dice, PK_OFF_KIND_COUNT);
        uint64_t most = kind == PK_OFF_PERCENT ? 100 : kind == PK_OFF_MINUTES ? 240 : 1200;
        stay->offs[i] = (struct pk_off){kind, (int64_t)dice_roll(dice, most), "Sponsor"};
    }
}

static int64_t total_at(const struct pk_tariff *tariff, const struct pk_stay *stay, int64_t exit)
{
    struct pk_stay other = *stay;
    int64_t total;
    other.exit = exit;
    return pk_tariff_total(&total, tariff, &other) == PK_OK ? total : PK_NONE;
}

/* From the exit to UNTIL, in odd strides: nothing is on the other side of BASE. */
static void check_before(const struct pk_tariff *tariff, const struct pk_stay *stay, int64_t until,
                         int64_t base, bool rise)
{
    int64_t stride = (until - stay->exit) / 60 + 1;
    for (int64_t at = stay->exit + 1; at < until; at += stride) {
        int64_t total = total_at(tariff, stay, at);
        if (total != PK_NONE && (rise ? total > base : total < base)) {
            fail_msg("%s before %lld, at %lld", rise ? "rises" : "falls", (long long)until,
                     (long long)at);
        }
    }
}

static void check_moment(const struct pk_tariff *tariff, const struct pk_stay *stay, int64_t at,
                         int64_t base, bool rise, size_t *count)
{
    check_before(tariff, stay, at == PK_NONE ? stay->exit + 3 * DAY : at, base, rise);
    if (at == PK_NONE) {
        return;
    }
    ++*count;
    int64_t there = total_at(tariff, stay, at), before = total_at(tariff, stay, at - 1);
    assert_true(at > stay->exit);
    assert_true(rise ? there > base : there < base);
    assert_true(before == PK_NONE || (rise ? before <= base : before >= base));
}

static void check_stay(const struct pk_tariff *tariff, const struct pk_stay *stay,
                       struct counts *counts)
{
    static struct pk_price price;
    struct pk_stay plain = *stay;
    int64_t sum = 0, full;
    if (pk_tariff_price(&price, tariff, stay) != PK_OK) {
        return;
    }
    counts->priced++;
    for (size_t i = 0; i < price.line_count; i++) {
        sum += price.lines[i].amount;
    }
    assert_int_equal(sum, price.total);
    assert_int_equal(total_at(tariff, stay, stay->exit), price.total);
    assert_true(price.total >= 0);
    bool has_minutes = false;
    for (size_t i = 0; i < stay->off_count; i++) {
        has_minutes = has_minutes || stay->offs[i].kind == PK_OFF_MINUTES;
    }
    plain.off_count = 0;
    full = total_at(tariff, &plain, plain.exit);
    assert_true(has_minutes || price.total <= full); /* later may be a dearer time of day */
    check_moment(tariff, stay, price.rises_at, price.total, true, &counts->rises);
    check_moment(tariff, stay, price.falls_at, price.total, false, &counts->falls);
}

static void random_tariffs(void **state)
{
    struct dice dice = {7};
    struct counts counts = {0};
    static struct random_tariff made;
    (void)state;
    for (int i = 0; i < TARIFFS; i++) {
        struct pk_tariff *tariff;
        random_make(&made, &dice);
        if (pk_tariff_read(&tariff, made.text, made.used, &help_home, NULL) != PK_OK) {
            continue;
        }
        counts.read++;
        for (int j = 0; j < STAYS; j++) {
            struct pk_stay stay = {.entry = START + (int64_t)dice_roll(&dice, 20 * DAY)};
            uint64_t longest = (uint64_t)1 << (8 + dice_roll(&dice, 11));
            stay.exit = stay.entry + (int64_t)dice_roll(&dice, longest);
            random_offs(&stay, &dice);
            check_stay(tariff, &stay, &counts);
        }
        pk_tariff_free(tariff);
    }
    assert_true(counts.read > TARIFFS / 2);
    assert_true(counts.priced > 1500);
    assert_true(counts.rises > 300);
    assert_true(counts.falls > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_prices),
        cmocka_unit_test(free_minutes_are_free_at_every_edge),
        cmocka_unit_test(a_lost_ticket_takes_nothing_off),
        cmocka_unit_test(what_cannot_be_meant),
        cmocka_unit_test(a_line_names_the_sponsor),
        cmocka_unit_test(proofs_of_a_tariff),
        cmocka_unit_test(random_tariffs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
