/*
 * Settings: each type, its bounds, and what is fixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_setting out;

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

static enum pk_status set(const char *name, const char *value)
{
    return pk_setting_set(&out, s.t.lot, &s.t.act, name, value);
}

static void defaults(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"card.simulator", "approve"},
        {"cash.denominations", "currency"},
        {"closed", "0"},
        {"console.lock", "900"},
        {"console.suspend", "1"},
        {"currency", "EUR"},
        {"day_start", "0"},
        {"exit_grace", "900"},
        {"name", "Test lot"},
        {"printer", "none"},
        {"quote_hold", "120"},
        {"receipt.print", "always"},
        {"reserve.permit", "0"},
        {"retention.journal", "220752000"},
        {"retention.plates", "7776000"},
        {"retention.tickets", "34560000"},
        {"scan.prefix", "none"},
        {"slips", "builtin"},
        {"ticket_validity", "604800"},
        {"timezone", "Europe/Berlin"},
    };
    enum { COUNT = sizeof cases / sizeof *cases };
    struct pk_setting all[COUNT + 1];
    size_t count;
    OK(pk_setting_list(all, COUNT + 1, &count, s.t.lot));
    assert_int_equal(count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        OK(pk_setting_get(&out, s.t.lot, cases[i][0]));
        assert_string_equal(out.name, cases[i][0]);
        assert_string_equal(out.value, cases[i][1]);
        assert_true(strlen(out.text) > 10);
        assert_string_equal(all[i].name, cases[i][0]);
        assert_string_equal(all[i].value, cases[i][1]);
    }
    memset(&all[1], 0, sizeof all[1]);
    OK(pk_setting_list(all, 1, &count, s.t.lot));
    assert_int_equal(count, COUNT);
    assert_string_equal(all[1].name, "");
}

/* NULL: refused; else what is stored. */
static void values(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"exit_grace", "0", "0"},
        {"exit_grace", "1d", "86400"},
        {"exit_grace", "10m", "600"},
        {"exit_grace", "86401", NULL},
        {"exit_grace", "-1", NULL},
        {"exit_grace", "ten", NULL},
        {"exit_grace", "", NULL},
        {"exit_grace", "99999999999999999999", NULL},
        {"quote_hold", "60m", "3600"},
        {"quote_hold", "3601", NULL},
        {"ticket_validity", "1h", "3600"},
        {"ticket_validity", "59m", NULL},
        {"ticket_validity", "3650d", "315360000"},
        {"ticket_validity", "3651d", NULL},
        {"retention.plates", "1d", "86400"},
        {"retention.plates", "23h", NULL},
        {"retention.tickets", "36500d", "3153600000"},
        {"retention.tickets", "36501d", NULL},
        {"retention.journal", "365d", "31536000"},
        {"retention.journal", "364d", NULL},
        {"scan.prefix", "~", "~"},
        {"scan.prefix", "VOUCHER-", "VOUCHER-"},
        {"scan.prefix", "VOUCHERS-", NULL},
        {"scan.prefix", "a b", NULL},
        {"scan.prefix", "", NULL},
        {"scan.prefix", "\xc3\xa4", NULL},
        {"scan.prefix", "none", "none"},
        {"reserve.permit", "0", "0"},
        {"reserve.permit", "007", "7"},
        {"reserve.permit", "1000000", "1000000"},
        {"reserve.permit", "1000001", NULL},
        {"reserve.permit", "-1", NULL},
        {"reserve.permit", "2 ", NULL},
        {"reserve.permit", "two", NULL},
        {"reserve.permit", "99999999999999999999", NULL},
        {"closed", "1", "1"},
        {"closed", "0", "0"},
        {"closed", "2", NULL},
        {"closed", "yes", NULL},
        {"console.lock", "0", "0"},
        {"console.lock", "5m", "300"},
        {"console.lock", "25h", NULL},
        {"console.suspend", "0", "0"},
        {"console.suspend", "no", NULL},
        {"day_start", "5h", "18000"},
        {"day_start", "86399", "86399"},
        {"day_start", "24h", NULL},
        {"cash.denominations", "50 20 10 0.50", "50 20 10 0.50"},
        {"cash.denominations", "currency", "currency"},
        {"card.simulator", "late", "late"},
        {"card.simulator", "silent", "silent"},
        {"card.simulator", "dies", "dies"},
        {"card.simulator", "explode", NULL},
        {"card.simulator", "approve decline", NULL},
        {"card.simulator", " ", NULL},
        {"printer", "escpos 48 device:/dev/usb/lp0", "escpos 48 device:/dev/usb/lp0"},
        {"printer", "command:lp -d slips", "command:lp -d slips"},
        {"printer", "none", "none"},
        {"printer", "default", NULL},
        {"printer", "lpt1", NULL},
        {"printer.exit-1", "file:/tmp/slips", "file:/tmp/slips"},
        {"printer.exit-1", "default", "default"},
        {"printer.exit-1", "file:slips", NULL},
        {"printer.", "none", NULL},
        {"receipt.print", "ask", "ask"},
        {"receipt.print", "never", NULL},
        {"slips", "/etc/parkade/slips", "/etc/parkade/slips"},
        {"slips", "builtin", "builtin"},
        {"slips", "slips", NULL},
        {"name", "Market Square", "Market Square"},
        {"name", "Ünter den Linden", "Ünter den Linden"},
        {"name", "", NULL},
        {"name", "a\nb", NULL},
        {"name", "\xff", NULL},
        {"name", "\x1b[2J", NULL},
        {"name", "1234567890123456789012345678901234567890123456789012345678901234", NULL},
        {"currency", "EUR", NULL},
        {"timezone", "UTC", NULL},
        {"nonsense", "1", NULL},
        {"", "1", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!cases[i][2]) {
            REFUSED(&s, PK_USAGE, set(cases[i][0], cases[i][1]));
            continue;
        }
        OK(set(cases[i][0], cases[i][1]));
        assert_string_equal(out.value, cases[i][2]);
        OK(pk_setting_get(&out, s.t.lot, cases[i][0]));
        assert_string_equal(out.value, cases[i][2]);
    }
    REFUSED(&s, PK_USAGE, pk_setting_get(&out, s.t.lot, "nonsense"));
}

/* A note or coin is an amount of the lot's currency. */
static void denominations(void **state)
{
    (void)state;
    static const char *const wrong[] = {"50 20 fifty", "50 50", "50 0", "-5", "0.001", " "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        REFUSED(&s, PK_AMOUNT_INVALID, set("cash.denominations", wrong[i]));
}

static void a_change_is_journalled(void **state)
{
    (void)state;
    OK(set("exit_grace", "10m"));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal JOIN journal_detail USING (seq) "
                                    "WHERE kind = 'configure' AND detail->>'name' = 'exit_grace' "
                                    "AND detail->>'from' = '900' AND detail->>'to' = '600'"),
                     1);
}

/* The handle knows the new name at once; another one when it is opened. */
static void the_name(void **state)
{
    (void)state;
    OK(set("name", "New name"));
    assert_string_equal(pk_lot_name(s.t.lot), "New name");
    test_lot_reopen(&s.t);
    assert_string_equal(pk_lot_name(s.t.lot), "New name");
    assert_string_equal(pk_lot_currency(s.t.lot), "EUR");
    assert_string_equal(pk_zone_name(pk_lot_zone(s.t.lot)), "Europe/Berlin");
    assert_string_equal(pk_lot_path(s.t.lot), s.t.path);
}

/* A new validity is for tickets from then on and for renewals. */
static void what_holds_from_then_on(void **state)
{
    (void)state;
    struct pk_ticket before = stay_park(&s, "A1");
    OK(set("ticket_validity", "2h"));
    assert_int_equal(stay_see(&s, &before).expires_at, TEST_LOT_START + 7 * DAY);
    assert_int_equal(stay_park(&s, "A2").expires_at, TEST_LOT_START + 2 * HOUR);
}

static void a_lot_that_cannot_be(void **state)
{
    (void)state;
    struct pk_plan plan, none = {0};
    char path[FOLDER_PATH_SIZE];
    OK(pk_plan_plain(&plan, 1));
    folder_path(path, s.t.folder, "new.db");
    const struct {
        struct pk_lot_birth birth;
        const char *station;
        enum pk_status status;
    } cases[] = {
        {{.plan = NULL}, "desk", PK_USAGE},
        {{.plan = &none}, "desk", PK_USAGE},
        {{.plan = &plan, .currency = "EURO"}, "desk", PK_USAGE},
        {{.plan = &plan, .currency = "XXQ"}, "desk", PK_USAGE},
        {{.plan = &plan, .timezone = "Mars/Olympus"}, "desk", PK_USAGE},
        {{.plan = &plan, .timezone = "../../etc/passwd"}, "desk", PK_USAGE},
        {{.plan = &plan, .name = "a\nb"}, "desk", PK_USAGE},
        {{.plan = &plan, .name = "\xff"}, "desk", PK_USAGE},
        {{.plan = &plan,
          .name = "1234567890123456789012345678901234567890123456789012345678901234"},
         "desk",
         PK_USAGE},
        {{.plan = &plan}, "", PK_USAGE},
        {{.plan = &plan, .tariff_text = "nonsense"}, "desk", PK_TARIFF_INVALID},
        {{.plan = &plan, .tariff_text = "currency = USD\neach 1h = 2.00\n"},
         "desk",
         PK_TARIFF_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_act act = {.station = ""};
        snprintf(act.station, sizeof act.station, "%s", cases[i].station);
        stay_must_be(cases[i].status, pk_lot_create(path, &cases[i].birth, &act, &s.t.clock),
                     "create", __FILE__, (int)i);
        assert_int_equal(folder_count(s.t.folder, "new.db"), 0);
    }
    REFUSED(&s, PK_USAGE,
            pk_lot_create(s.t.path, &(struct pk_lot_birth){.plan = &plan}, &s.t.act, NULL));
    pk_plan_free(&plan);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(defaults),
        TEST(values),
        TEST(denominations),
        TEST(a_change_is_journalled),
        TEST(the_name),
        TEST(what_holds_from_then_on),
        TEST(a_lot_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
