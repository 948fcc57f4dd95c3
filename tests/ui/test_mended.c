/*
 * The lot's own screens where somebody stumbled: what is typed, chosen and searched; what the
 * journal says; what is told when the file has gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/journal_text.h"
#include "../../ui/when.h"
#include "../support/screen.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "parkade/watch.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s", pk_error()->message);
}

/* Until TEXT is on the screen, for at most three seconds. */
static void wait_for(const char *text)
{
    int64_t begin = app_milliseconds();

    while (!strstr(screen_text(&screen), text) && app_milliseconds() - begin < 3000)
        app_step(&screen.app, 5);
    screen_must_show(&screen, text);
}

static void test_after_a_choice_was_left_the_next_plate_begins_afresh(void **state)
{
    (void)state;
    screen_type(&screen, "8O0\033OB\033");
    screen_type(&screen, "QQ 1");
    screen_must_show(&screen, "> QQ 1");
    screen_must_not_show(&screen, "8O0");
}

static void test_down_with_no_candidate_says_so(void **state)
{
    (void)state;
    screen_type(&screen, "7ZZ7\033OB");
    screen_must_show(&screen, "Nothing inside looks like 7ZZ7.");
    screen_type(&screen, "\r"); /* and Enter still means what was typed */
    screen_must_show(&screen, "Park");
    screen_must_show(&screen, "7ZZ7");
}

static void test_the_watchlist_is_told_of(void **state)
{
    struct pk_watch watch;

    (void)state;
    must(pk_watch_add(&watch, screen.t.lot, &screen.t.act, "NE 77", PK_WATCH_ALERT, "police"));
    screen_type(&screen, "ne 77\r\r");
    wait_for("Parked");
    screen_must_show(&screen, "Watchlist: police");
}

static void test_candidates_say_how_many_more(void **state)
{
    struct pk_ticket ticket;
    char plate[16];

    (void)state;
    for (int i = 0; i < 5; i++) {
        snprintf(plate, sizeof plate, "QRS %d", i);
        screen_park(&screen, &ticket, plate, NULL);
    }
    screen_type(&screen, "qrs");
    screen_must_show(&screen, " +3");
}

static void test_the_first_digit_replaces_the_refund(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12CD");

    (void)state;
    screen_type(&screen, "ab12cd\rt");
    screen_type(&screen, "f");
    screen_must_show(&screen, "6.00");
    screen_type(&screen, "1.50\t\tcoin machine\r");
    must(pk_ticket_get(&ticket, screen.t.lot, ticket.ticket_id));
    assert_int_equal(ticket.paid, 450);
}

static void test_a_search_that_finds_nothing_says_so(void **state)
{
    (void)state;
    screen_type(&screen, "//xyzzy");
    screen_must_show(&screen, "There is no such command.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "There is no such command.");
}

static void test_a_search_finds_what_is_done_on_a_ticket(void **state)
{
    (void)state;
    screen_type(&screen, "//refu");
    screen_must_show(&screen, "Ticket: f");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "refund: that is f on the screen Ticket.");
    screen_type(&screen, "//close");
    screen_must_show(&screen, "Spot: x");
}

static void test_one_ticket_is_one_ticket(void **state)
{
    (void)state;
    screen_type(&screen, "/e");
    screen_must_show(&screen, "1 ticket");
    screen_must_not_show(&screen, "1 tickets");
}

static void test_the_spot_screen_says_what_enter_does(void **state)
{
    (void)state;
    screen_type(&screen, "@A09\r");
    screen_must_show(&screen, "Enter park here");
    screen_type(&screen, "\033");
    screen_type(&screen, "@B07\r");
    screen_must_show(&screen, "Enter open ticket");
}

static void test_a_closed_lot_says_so_before_enter(void **state)
{
    struct pk_setting setting;

    (void)state;
    must(pk_setting_set(&setting, screen.t.lot, &screen.t.act, "closed", "1"));
    screen_settle(&screen);
    screen_type(&screen, "new1\r");
    screen_must_show(&screen, "The lot is closed.");
}

static void test_a_suggested_spot_that_is_taken_says_so(void **state)
{
    struct pk_lot *other = test_lot_another(&screen.t);
    struct pk_act act = {.station = "entry-2"};
    struct pk_ticket ticket;
    struct pk_spot spot;

    (void)state;
    screen_type(&screen, "new1\r");
    must(pk_spot_suggest(&spot, screen.t.lot, PK_CAR, 0));
    screen_must_show(&screen, spot.label);
    struct pk_park how = {.registration = "ELSE 1", .spot = spot.label, .entered = PK_NONE};
    must(pk_park(&ticket, other, &act, &how));
    pk_lot_close(other);
    wait_for("was taken meanwhile: now");
}

static void test_the_journal_in_words(void **state)
{
    static const struct {
        const char *kind, *detail, *word, *text;
    } ENTRIES[] = {
        {"spot_close", "{\"spot\":\"A07\",\"reason\":\"lamp broken\"}", "spot closed",
         "lamp broken"},
        {"clock_back", "{\"seconds\":3600}", "clock set back", "by 1 h"},
        {"amend", "{\"registration_before\":\"AB1\",\"registration\":\"AB2\"}", "amended",
         "AB1 > AB2"},
        {"move", "{\"from\":\"A01\",\"to\":\"B01\"}", "moved", "A01 > B01"},
        {"configure", "{\"name\":\"state\",\"from\":\"\",\"to\":\"closed\"}", "setting",
         "state  closed"},
        {"park", "", "parked", ""},
        {"unheard", "{\"seconds\":\"x\"}", "unheard", ""},
    };
    struct pk_entry entry;
    char text[JOURNAL_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof ENTRIES / sizeof ENTRIES[0]; i++) {
        memset(&entry, 0, sizeof entry);
        assert_true(pk_copy(entry.detail, sizeof entry.detail, ENTRIES[i].detail));
        journal_text(text, &entry);
        assert_string_equal(text, ENTRIES[i].text);
        assert_string_equal(journal_word(ENTRIES[i].kind), ENTRIES[i].word);
    }
    screen_type(&screen, "/l");
    screen_must_show(&screen, "When");
    screen_must_show(&screen, "spot closed");
    screen_must_show(&screen, "lamp broken");
    screen_must_show(&screen, "AB12GH");
}

static void test_a_file_that_has_gone_is_told_with_the_age_of_the_picture(void **state)
{
    (void)state;
    assert_int_equal(remove(screen.t.path), 0);
    screen.t.now += 60;
    wait_for("As of 16:41:");
}

static void test_moments_in_sentences_are_short(void **state)
{
    static const struct {
        const char *text, *brief;
    } SENTENCES[] = {
        {"since 2026-01-12 11:00, at B07.", "since 11:00, at B07."},
        {"expired 2026-01-05 11:00.", "expired 5 Jan 11:00."},
        {"2025-12-31 23:59 and 2026-01-12 16:41", "31 Dec 2025 23:59 and 16:41"},
        {"2026-13-45 16:41 is none; 2026-01", "2026-13-45 16:41 is none; 2026-01"},
        {"", ""},
    };
    char text[PK_MESSAGE_SIZE + WHEN_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof SENTENCES / sizeof SENTENCES[0]; i++) {
        when_shorten(text, sizeof text, screen.t.lot, SENTENCES[i].text);
        assert_string_equal(text, SENTENCES[i].brief);
    }
}

#define MENDED(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MENDED(test_after_a_choice_was_left_the_next_plate_begins_afresh),
        MENDED(test_down_with_no_candidate_says_so),
        MENDED(test_the_watchlist_is_told_of),
        MENDED(test_candidates_say_how_many_more),
        MENDED(test_the_first_digit_replaces_the_refund),
        MENDED(test_a_search_that_finds_nothing_says_so),
        MENDED(test_a_search_finds_what_is_done_on_a_ticket),
        MENDED(test_one_ticket_is_one_ticket),
        MENDED(test_the_spot_screen_says_what_enter_does),
        MENDED(test_a_closed_lot_says_so_before_enter),
        MENDED(test_a_suggested_spot_that_is_taken_says_so),
        MENDED(test_the_journal_in_words),
        MENDED(test_moments_in_sentences_are_short),
        MENDED(test_a_file_that_has_gone_is_told_with_the_age_of_the_picture),
    };

    return cmocka_run_group_tests_name("mended", tests, NULL, NULL);
}
