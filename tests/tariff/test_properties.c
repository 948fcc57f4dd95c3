/*
 * What holds for every tariff and every stay, tried on random ones.
 */
#include "tariff_help.h"

#include "random_tariff.h"

enum { TARIFFS = 600, STAYS = 8, HOUR = 3600, DAY = 86400 };

static const int64_t START = 1774000000; /* 20 March 2026, before the clocks change */

struct counts {
    size_t read, priced, rises, falls;
};

/* Calls CHECK with random tariffs and stays; most of the tariffs must be right ones. */
static void try_all(uint64_t seed, struct counts *counts,
                    void (*check)(const struct pk_tariff *, const struct random_tariff *,
                                  const struct pk_stay *, struct counts *))
{
    struct dice dice = {seed};
    static struct random_tariff made;

    *counts = (struct counts){0};
    for (int i = 0; i < TARIFFS; i++) {
        struct pk_tariff *tariff;
        random_make(&made, &dice);
        if (pk_tariff_read(&tariff, made.text, made.used, &help_home, NULL) != PK_OK) {
            continue;
        }
        counts->read++;
        for (int j = 0; j < STAYS; j++) {
            struct pk_stay stay = {0};
            int64_t longest = (int64_t)1 << (8 + dice_roll(&dice, 13));
            stay.entry = START + (int64_t)dice_roll(&dice, 20 * DAY);
            if (dice_roll(&dice, 3) != 0) {
                stay.entry -= stay.entry % 300;
            }
            stay.exit = stay.entry + (int64_t)dice_roll(&dice, (uint64_t)longest);
            check(tariff, &made, &stay, counts);
        }
        pk_tariff_free(tariff);
    }
    assert_true(counts->read > TARIFFS / 2);
}

static void show(const struct random_tariff *made, const struct pk_stay *stay)
{
    char entry[PK_TIME_SIZE], exit[PK_TIME_SIZE];

    pk_time_format_utc(entry, stay->entry);
    pk_time_format_utc(exit, stay->exit);
    print_error("%s to %s\n%s\n", entry, exit, made->text);
}

static void check_sum(const struct pk_tariff *tariff, const struct random_tariff *made,
                      const struct pk_stay *stay, struct counts *counts)
{
    static struct pk_price price;
    int64_t total, sum = 0;

    if (pk_tariff_price(&price, tariff, stay) != PK_OK) {
        return;
    }
    counts->priced++;
    for (size_t i = 0; i < price.line_count; i++) {
        sum += price.lines[i].amount;
        if (price.lines[i].what[0] == '\0') {
            fail_msg("a line names no rule");
        }
    }
    assert_int_equal(pk_tariff_total(&total, tariff, stay), PK_OK);
    if (price.total < 0 || sum != price.total || total != price.total || price.line_count == 0) {
        show(made, stay);
        fail_msg("total %lld, quote %lld, lines %lld", (long long)total, (long long)price.total,
                 (long long)sum);
    }
}

static void lines_add_up_and_nothing_is_negative(void **state)
{
    struct counts counts;

    (void)state;
    try_all(1, &counts, check_sum);
    assert_true(counts.priced > 2000);
}

/* Every moment between exit and UNTIL, in odd strides: none is on the other side. */
static void check_before(const struct pk_tariff *tariff, const struct random_tariff *made,
                         const struct pk_stay *stay, int64_t until, int64_t base, bool rise)
{
    int64_t stride = (until - stay->exit) / 60 + 1;

    for (int64_t at = stay->exit + 1; at < until; at += stride) {
        int64_t total = help_total(tariff, stay->entry, at);
        if (total != PK_NONE && (rise ? total > base : total < base)) {
            show(made, stay);
            fail_msg("%s before %lld, at %lld", rise ? "rises" : "falls", (long long)until,
                     (long long)at);
        }
    }
}

static void check_moments(const struct pk_tariff *tariff, const struct random_tariff *made,
                          const struct pk_stay *stay, struct counts *counts)
{
    static struct pk_price price;

    if (pk_tariff_price(&price, tariff, stay) != PK_OK) {
        return;
    }
    counts->priced++;
    if (price.rises_at != PK_NONE) {
        counts->rises++;
        assert_true(price.rises_at > stay->exit);
        if (help_total(tariff, stay->entry, price.rises_at) <= price.total) {
            show(made, stay);
            fail_msg("does not rise at %lld", (long long)price.rises_at);
        }
        int64_t before = help_total(tariff, stay->entry, price.rises_at - 1);
        if (before != PK_NONE && before > price.total) {
            show(made, stay);
            fail_msg("rises before %lld", (long long)price.rises_at);
        }
    }
    if (price.falls_at != PK_NONE) {
        counts->falls++;
        int64_t at = help_total(tariff, stay->entry, price.falls_at);
        int64_t before = help_total(tariff, stay->entry, price.falls_at - 1);
        if (at >= price.total || (before != PK_NONE && before < price.total)) {
            show(made, stay);
            fail_msg("does not fall at %lld: %lld, %lld, %lld", (long long)price.falls_at,
                     (long long)price.total, (long long)before, (long long)at);
        }
    }
    int64_t end = stay->exit + 3 * DAY;
    check_before(tariff, made, stay, price.rises_at == PK_NONE ? end : price.rises_at, price.total,
                 true);
    check_before(tariff, made, stay, price.falls_at == PK_NONE ? end : price.falls_at, price.total,
                 false);
}

static void rises_and_falls_are_exact(void **state)
{
    struct counts counts;

    (void)state;
    try_all(2, &counts, check_moments);
    assert_true(counts.rises > 500);
    assert_true(counts.falls > 20);
}

static void check_longer(const struct pk_tariff *tariff, const struct random_tariff *made,
                         const struct pk_stay *stay, struct counts *counts)
{
    int64_t last = 0;

    /* On the wall clock a later exit can be an earlier time. */
    if (made->chooses || strstr(made->text, "clock = wall") != NULL) {
        return;
    }
    for (int64_t exit = stay->entry; exit < stay->entry + 2 * DAY; exit += 1021) {
        int64_t total = help_total(tariff, stay->entry, exit);
        counts->priced++;
        if (total < last) {
            show(made, stay);
            fail_msg("cheaper at %lld: %lld after %lld", (long long)exit, (long long)total,
                     (long long)last);
        }
        last = total;
    }
}

static void longer_is_never_cheaper(void **state)
{
    struct counts counts;

    (void)state;
    try_all(3, &counts, check_longer);
    assert_true(counts.priced > 20000);
}

static void check_caps(const struct pk_tariff *tariff, const struct random_tariff *made,
                       const struct pk_stay *stay, struct counts *counts)
{
    bool pure = strstr(made->text, "fee") == NULL && strstr(made->text, "tax") == NULL &&
                strstr(made->text, "car") == NULL && strstr(made->text, "up to 0.10") == NULL &&
                strstr(made->text, "to 0.05") == NULL && strstr(made->text, "wall") == NULL &&
                strstr(made->text, "measure = seconds") != NULL &&
                strstr(made->text, "half-open") == NULL && strstr(made->text, "[surcharge") == NULL;
    int64_t total = help_total(tariff, stay->entry, stay->exit);
    int64_t days = (stay->exit - stay->entry + DAY - 1) / DAY;

    if (total == PK_NONE || !pure) {
        return;
    }
    counts->priced++;
    if ((made->stay_cap >= 0 && total > made->stay_cap) ||
        (made->day_cap >= 0 && total > days * made->day_cap)) {
        show(made, stay);
        fail_msg("%lld is above a cap", (long long)total);
    }
}

static void no_cap_is_ever_exceeded(void **state)
{
    struct counts counts;

    (void)state;
    try_all(4, &counts, check_caps);
    assert_true(counts.priced > 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_add_up_and_nothing_is_negative),
        cmocka_unit_test(rises_and_falls_are_exact),
        cmocka_unit_test(longer_is_never_cheaper),
        cmocka_unit_test(no_cap_is_ever_exceeded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
