/*
 * What the reader warns of: files that price every stay, though hardly as their boards mean it;
 * and what it does not warn of.
 */
#include "tariff_help.h"

#define EXAMPLE "[example]\n2026-05-04 10:00 to 2026-05-04 10:00 = 0\n"
#define NIGHT   "[window b]\nhours = 20:00-08:00\n"
#define DAY     "[window a]\nhours = 08:00-20:00\neach 1h = 2\n"

struct row {
    const char *text;
    int line;            /* of the only warning */
    const char *message; /* a part of it; NULL: no warning */
};

static const struct row table[] = {
    {"each 1h = 2\n", 0, "has no [example]"},
    {"each 1h = 2\n" EXAMPLE, 0, NULL},
    /* first steps in several windows */
    {DAY NIGHT "first 1h = 3\nthen each 1h = 2\n" EXAMPLE, 4, "Do the first steps of \"b\""},
    {"restart = never\n" DAY NIGHT "first 1h = 3\nthen each 1h = 2\n" EXAMPLE, 0, NULL},
    /* a unit does not run on into what begins anew */
    {"window edge = straddle\n" DAY NIGHT "price = 3\n" EXAMPLE, 5, "in place of `price`"},
    {"window edge = pause\n" DAY NIGHT "price = 3\n" EXAMPLE, 5, "in place of `price`"},
    {"window edge = straddle\nrestart = each window\n" DAY NIGHT "each 1h = 1\n" EXAMPLE, 3,
     "say `restart = never`"},
    {"window edge = straddle\n" DAY NIGHT "price = free\n" EXAMPLE, 5, "say `other times = free`"},
    {"window edge = pause\n" DAY NIGHT "price = free\n" EXAMPLE, 0, NULL},
    {"window edge = straddle\n" DAY NIGHT "each 1h = 1\n" EXAMPLE, 0, NULL},
    {DAY NIGHT "price = 3\n" EXAMPLE, 0, NULL},
    /* a deal that nothing ends */
    {"[product bird]\nin = before 09:00\nprice = 9\n[product all]\neach 1h = 2\n" EXAMPLE, 1,
     "one price however long"},
    {"[product bird]\nin = before 09:00\nlength = up to 12h\nprice = 9\n[product all]\neach 1h = "
     "2\n" EXAMPLE,
     0, NULL},
    {"longest stay = 7d\n[product bird]\nin = before 09:00\nprice = 9\n[product all]\neach 1h = "
     "2\n" EXAMPLE,
     0, NULL},
    {"[product bird]\nin = before 09:00\nrestart = each 24h\nprice = 9\n[product all]\neach 1h = "
     "2\n" EXAMPLE,
     0, NULL},
    {"price = 8\n" EXAMPLE, 0, NULL},
    /* next day, for who comes after midnight */
    {"[product night]\nin = 18:00-02:00\ndeadline = before 08:00 next day\nprice = 5\n[product "
     "all]\neach 1h = 2\n" EXAMPLE,
     1, "before and after 00:00"},
    {"[product night]\nin = 18:00-02:00\ndeadline = before 08:00\nprice = 5\n[product all]\neach "
     "1h = 2\n" EXAMPLE,
     0, NULL},
    {"day starts = 06:00\n[product night]\nin = 18:00-02:00\ndeadline = before 08:00 next "
     "day\nprice = 5\n[product all]\neach 1h = 2\n" EXAMPLE,
     0, NULL},
    {"day starts = 06:00\n[product night]\nin = from 18:00\ndeadline = before 02:00 next "
     "day\nprice = 5\n[product all]\neach 1h = 2\n" EXAMPLE,
     2, "lies in the night after the next day"},
    {"day starts = 06:00\n[product night]\nin = from 18:00\nout = next day before 08:00\nprice = "
     "5\n[product all]\neach 1h = 2\n" EXAMPLE,
     2, "begins at 06:00"},
    /* caps that holidays fall out of */
    {"holidays = 1 May\neach 1h = 2\nat most per day on Mon-Fri = 10\nat most per day on Sat, Sun "
     "= 8\n" EXAMPLE,
     3, "No such cap holds on holidays"},
    {"holidays = 1 May\neach 1h = 2\nat most per day on Mon-Sat = 10\nat most per day on Sun, "
     "holidays = 8\n" EXAMPLE,
     0, NULL},
    {"holidays = 1 May\neach 1h = 2\nat most per day = 12\nat most per day on Sun = 8\n" EXAMPLE, 0,
     NULL},
    {"day fair = 3 May\neach 1h = 2\nat most per day on Mon-Sun = 10\n" EXAMPLE, 3,
     "holds on fair"},
    {"each 1h = 2\nat most per day on Mon-Fri = 10\n" EXAMPLE, 0, NULL},
    {"holidays = 1 May\nother times = free\nat most per day on Mon-Fri = 10\n[window a]\ndays = "
     "Mon-Fri\neach 1h = 2\n" EXAMPLE,
     0, NULL}, /* holidays are free */
    /* eves that pay where their weekday does not */
    {"holidays = 1 May\nother times = free\n[window a]\ndays = Mon-Fri, eves\neach 1h = "
     "2\n" EXAMPLE,
     3, "such as `eves = Mon-Fri`"},
    {"holidays = 1 May\neves = Mon-Fri\nother times = free\n[window a]\ndays = Mon-Fri, "
     "eves\neach 1h = 2\n" EXAMPLE,
     0, NULL},
    {"holidays = 1 May\nother times = free\n[window a]\ndays = Mon-Sat, eves\neach 1h = "
     "2\n" EXAMPLE,
     0, NULL},
};

static bool is_right(const struct pk_faults *faults, const struct row *row)
{
    if (row->message == NULL) {
        return faults->count == 0;
    }
    return faults->count == 1 && faults->fault[0].is_warning &&
           faults->fault[0].line == row->line &&
           strstr(faults->fault[0].message, row->message) != NULL;
}

static void each_doubt_is_told_once(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pk_faults faults;
        struct pk_tariff *tariff = NULL;
        const char *text = table[i].text;
        enum pk_status status = pk_tariff_read(&tariff, text, strlen(text), &help_home, &faults);
        if (status == PK_OK && is_right(&faults, &table[i])) {
            pk_tariff_free(tariff);
            continue;
        }
        failed++;
        print_error("--- %snot so: %s\n", text, table[i].message);
        for (size_t f = 0; f < faults.count; f++) {
            print_error("line %d: %s\n", faults.fault[f].line, faults.fault[f].message);
        }
        pk_tariff_free(tariff);
    }
    assert_int_equal(failed, 0);
}

/* Who wants to know why an example differs, reads the file all the same. */
static void an_example_that_differs_can_be_a_warning(void **state)
{
    static const char text[] = "each 1h = 2\n[example]\n2026-05-04 10:00 to 2026-05-04 11:00 = 5\n";
    struct pk_faults faults;
    struct pk_tariff *tariff;

    (void)state;
    assert_int_equal(pk_tariff_read(&tariff, text, strlen(text), &help_home, &faults),
                     PK_TARIFF_INVALID);
    assert_int_equal(pk_tariff_read_unproven(&tariff, text, strlen(text), &help_home, &faults),
                     PK_OK);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.errors, 0);
    assert_true(faults.fault[0].is_warning && faults.fault[0].is_example);
    assert_int_equal(faults.fault[0].line, 3);
    pk_tariff_free(tariff);
}

static void a_proof_is_known_by_its_name(void **state)
{
    static const struct {
        const char *text, *proof;
        enum pk_status status;
        const char *message;
    } proofs[] = {
        {"each 1h = 2\n[validation Shop]\nfree = 1h\n", "shop", PK_OK, ""},
        {"each 1h = 2\n[validation shop]\nfree = 1h\n", NULL, PK_OK, ""},
        {"each 1h = 2\n[validation shop]\nfree = 1h\n", "shpo", PK_USAGE, "did you mean \"shop\""},
        {"each 1h = 2\n[validation shop]\nfree = 1h\n", "", PK_USAGE, "did you mean \"shop\""},
        {"[product a]\nwith = train ticket\nprice = 1\n[product b]\nprice = 2\n", "Train ticket",
         PK_OK, ""},
        {"each 1h = 2\n", "shop", PK_USAGE, "no [validation]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof proofs / sizeof proofs[0]; i++) {
        struct pk_tariff *tariff = help_read(proofs[i].text, &help_home);
        assert_int_equal(pk_tariff_check_proof(tariff, proofs[i].proof), proofs[i].status);
        if (proofs[i].status != PK_OK) {
            assert_non_null(strstr(pk_error()->message, proofs[i].message));
        }
        pk_tariff_free(tariff);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_doubt_is_told_once),
        cmocka_unit_test(an_example_that_differs_can_be_a_warning),
        cmocka_unit_test(a_proof_is_known_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
