/*
 * The tariffs of a lot: versions, from when each holds, and what is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_tariff_version version;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 3);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status install(const char *text, int64_t from)
{
    return pk_tariff_install(&version, s.t.lot, &s.t.act, text, strlen(text), from, NULL);
}

static const char dear[] = "name = Dear\neach 1h = 9.00\n[example]\n"
                           "2026-05-04 09:00 to 2026-05-04 10:00 = 9.00\n";
static const char cheap[] = "name = Cheap\neach 1h = 0.50\n";

static const char *name_at(int64_t at)
{
    const struct pk_tariff *tariff;
    OK(pk_lot_tariff(&tariff, s.t.lot, at));
    return pk_tariff_name(tariff);
}

static void now_and_in_the_future(void **state)
{
    (void)state;
    s.t.now += HOUR;
    OK(install(dear, PK_NONE));
    assert_string_equal(version.name, "Dear");
    assert_int_equal(version.version_id, 2);
    assert_int_equal(version.valid_from, s.t.now);
    assert_int_equal(version.installed_at, s.t.now);
    OK(install(cheap, s.t.now + DAY));
    assert_int_equal(version.valid_from, s.t.now + DAY);
    static const struct {
        int64_t after;
        const char *name;
    } cases[] = {{-36525LL * DAY, "Hourly"}, {-1, "Hourly"}, {0, "Dear"},
                 {DAY - 1, "Dear"},          {DAY, "Cheap"}, {36525LL * DAY, "Cheap"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(name_at(s.t.now + cases[i].after), cases[i].name);
    /* One between them holds until the next begins. */
    s.t.now += HOUR;
    OK(install("name = Between\neach 1h = 3.00\n", PK_NONE));
    assert_string_equal(name_at(s.t.now), "Between");
    assert_string_equal(name_at(s.t.now + DAY), "Cheap");
    assert_string_equal(name_at(s.t.now - 1), "Dear");
}

static void refusals(void **state)
{
    (void)state;
    struct pk_faults faults;
    REFUSED(&s, PK_USAGE, install(dear, s.t.now - 1));
    REFUSED(&s, PK_USAGE, install(dear, 0));
    REFUSED(&s, PK_USAGE, install(dear, INT64_MIN + 1));
    REFUSED(&s, PK_USAGE, install(dear, INT64_MAX));
    REFUSED(&s, PK_USAGE, install(dear, s.t.now + 36525LL * DAY + 1));
    REFUSED(&s, PK_TARIFF_INVALID, install("", PK_NONE));
    REFUSED(&s, PK_TARIFF_INVALID, install("each 1h = \xff", PK_NONE));
    REFUSED(&s, PK_TARIFF_INVALID, install("currency = USD\neach 1h = 1.00\n", PK_NONE));
    REFUSED(&s, PK_TARIFF_INVALID,
            install("each 1h = 1.00\n[example]\n2026-05-04 09:00 to 2026-05-04 10:00 = 2.00\n",
                    PK_NONE));
    REFUSED(&s, PK_TARIFF_INVALID,
            pk_tariff_install(&version, s.t.lot, &s.t.act, "each 1h = 1.00\n\0x = 1", 22, PK_NONE,
                              NULL));
    REFUSED(&s, PK_TARIFF_INVALID,
            pk_tariff_install(&version, s.t.lot, &s.t.act, "nonsense\nrubbish\n", 17, PK_NONE,
                              &faults));
    assert_true(faults.errors >= 2);
    OK(install(dear, PK_NONE));
    REFUSED(&s, PK_USAGE, install(cheap, PK_NONE)); /* at the same second */
    assert_string_equal(name_at(s.t.now), "Dear");
}

static void others_follow_without_a_restart(void **state)
{
    (void)state;
    struct pk_lot *other = test_lot_another(&s.t);
    const struct pk_tariff *tariff;
    OK(pk_lot_tariff(&tariff, other, s.t.now));
    assert_string_equal(pk_tariff_name(tariff), "Hourly");
    OK(install(dear, PK_NONE));
    const struct pk_tariff *next;
    OK(pk_lot_tariff(&next, other, s.t.now));
    assert_string_equal(pk_tariff_name(next), "Dear");
    assert_string_equal(pk_tariff_name(tariff), "Hourly"); /* what was given out lives on */
    pk_lot_close(other);
}

static enum pk_status install_and_fail(struct pk_lot *lot, void *context)
{
    (void)lot, (void)context;
    OK(install(dear, PK_NONE));
    assert_string_equal(name_at(s.t.now), "Dear");
    return PK_USAGE;
}

/* A version that was undone leaves its number to another one: the old text must not be priced. */
static void an_undone_version_is_forgotten(void **state)
{
    (void)state;
    assert_int_equal(pk_lot_together(s.t.lot, install_and_fail, NULL), PK_USAGE);
    assert_int_equal(version.version_id, 2);
    assert_string_equal(name_at(s.t.now), "Hourly");
    OK(install(cheap, PK_NONE));
    assert_int_equal(version.version_id, 2);
    assert_string_equal(name_at(s.t.now), "Cheap");
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 50);
}

static void versions_can_be_read_back(void **state)
{
    (void)state;
    struct pk_tariff_version list[4];
    char *text;
    size_t count;
    s.t.now += HOUR;
    OK(install(cheap, s.t.now + DAY));
    OK(install(dear, PK_NONE));
    OK(pk_tariff_version_list(list, 4, &count, s.t.lot));
    assert_int_equal(count, 3);
    assert_true(list[0].valid_from == PK_NONE);
    assert_string_equal(list[1].name, "Dear");
    assert_string_equal(list[2].name, "Cheap");
    OK(pk_tariff_version_text(&version, &text, s.t.lot, 0));
    assert_string_equal(text, dear);
    free(text);
    OK(pk_tariff_version_text(&version, &text, s.t.lot, 2));
    assert_string_equal(text, cheap);
    assert_int_equal(version.valid_from, s.t.now + DAY);
    free(text);
    REFUSED(&s, PK_TARIFF_UNKNOWN, pk_tariff_version_text(&version, &text, s.t.lot, 9));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'tariff_install'"),
                     2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(now_and_in_the_future),           TEST(refusals),
        TEST(others_follow_without_a_restart), TEST(an_undone_version_is_forgotten),
        TEST(versions_can_be_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
