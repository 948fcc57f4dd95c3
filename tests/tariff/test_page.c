/*
 * The manual page: every display in it that has an [example] is a tariff that works, and the page
 * names every key and section that there is.
 */
#include "tariff_help.h"

enum { DISPLAY_SIZE = 4096 };

static const char *page;
static size_t page_length;

static int open_page(void **state)
{
    (void)state;
    page = help_file("man/parkade-tariff.5", &page_length);
    return page == NULL ? -1 : 0;
}

static int close_page(void **state)
{
    (void)state;
    free((char *)page);
    return 0;
}

/* The next literal display from AT on, without the page's escapes; NULL when there is none. */
static const char *next_display(const char *at, char out[static DISPLAY_SIZE])
{
    const char *begin = strstr(at, "\n.Bd -literal");
    const char *end = begin == NULL ? NULL : strstr(begin, "\n.Ed");
    size_t used = 0;

    if (end == NULL) {
        return NULL;
    }
    for (const char *from = strchr(begin + 1, '\n') + 1; from <= end; from++) {
        assert_true(used + 1 < DISPLAY_SIZE);
        if (from[0] == '\\' && from[1] == '&') {
            from++;
        } else {
            out[used++] = *from;
        }
    }
    out[used] = '\0';
    return end + 1;
}

static void every_example_of_the_page_works(void **state)
{
    static char display[DISPLAY_SIZE];
    size_t count = 0;

    (void)state;
    for (const char *at = page; (at = next_display(at, display)) != NULL;) {
        if (strstr(display, "[example]") == NULL) {
            continue;
        }
        struct pk_faults faults;
        struct pk_tariff *tariff;
        if (pk_tariff_read(&tariff, display, strlen(display), &help_home, &faults) != PK_OK) {
            fail_msg("%s\n%s", pk_error()->message, display);
        }
        assert_int_equal(faults.count, 0);
        pk_tariff_free(tariff);
        count++;
    }
    assert_true(count >= 40);
}

/* Whether WORD stands on the page, and not only inside other words. */
static bool page_has(const char *word)
{
    size_t length = strlen(word);

    for (const char *at = page; (at = strstr(at, word)) != NULL; at++) {
        if (strchr(" \n", at[-1]) != NULL && strchr(" \n", at[length]) != NULL) {
            return true;
        }
    }
    return false;
}

static void every_key_is_on_the_page(void **state)
{
    static const char *const keys[] = {"name",        "currency",     "time zone",
                                       "day starts",  "holidays",     "day NAME",
                                       "eves",        "edge",         "measure",
                                       "clock",       "empty stay",   "version by",
                                       "exit grace",  "longest stay", "opening hours",
                                       "rounding",    "tax",          "choose",
                                       "otherwise",   "lost ticket",  "car",
                                       "motorcycle",  "van",          "truck",
                                       "free stay",   "entry fee",    "minimum",
                                       "window edge", "overlap",      "other times",
                                       "day decides", "restart",      "overrun",
                                       "in",          "out",          "deadline",
                                       "within",      "length",       "class",
                                       "with",        "covers",       "afterwards",
                                       "dates",       "add",          "after",
                                       "days",        "hours",        "at most",
                                       "price",       "first",        "next",
                                       "then",        "each",         "up to",
                                       "over",        "pro rata",     "per day touched",
                                       "per night"};

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (!page_has(keys[i])) {
            fail_msg("the page does not speak of `%s`", keys[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_the_page_works),
        cmocka_unit_test(every_key_is_on_the_page),
    };

    return cmocka_run_group_tests(tests, open_page, close_page);
}
