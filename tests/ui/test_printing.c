/*
 * The console and its printer: what comes out, what is told of what does not, and that nothing
 * waits for it and nothing is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/drawers.h"
#include "../support/shots.h"

static struct screen screen;
static char paper[FOLDER_PATH_SIZE]; /* where the printer is */
static char text[65536];             /* what came out */

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
    folder_path(paper, screen.t.folder, "paper");
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

/* ---- the printer ---- */

static void set(const char *name, const char *value)
{
    struct pk_setting out;

    assert_int_equal(pk_setting_set(&out, screen.t.lot, &screen.t.act, name, value), PK_OK);
    app_follow(&screen.app);
}

/* The printer WORDS followed by the paper's path. */
static void use(const char *words)
{
    char all[PK_SETTING_SIZE + FOLDER_PATH_SIZE];

    snprintf(all, sizeof all, "%.200s%s", words, paper);
    set("printer", all);
}

/* Until the printer has taken or refused what waits. */
static void wait_for_printer(void)
{
    screen_settle(&screen);
    while (screen.app.printing.is_underway)
        app_step(&screen.app, -1);
    screen_settle(&screen);
}

static void wait_until_all_is_printed(void)
{
    while (screen.app.printing.first)
        app_step(&screen.app, -1);
    screen_settle(&screen);
}

static const char *read_paper(void)
{
    int fd = open(paper, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ssize_t length = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;

    text[length > 0 ? length : 0] = '\0';
    if (fd >= 0)
        close(fd);
    return text;
}

static int count(const char *what)
{
    int found = 0;

    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        found++;
    return found;
}

static int count_kicks(const char *bytes, size_t length)
{
    int found = 0;

    for (size_t i = 0; i + 1 < length; i++)
        found += bytes[i] == '\x1B' && bytes[i + 1] == 'p';
    return found;
}

/* ---- what comes out ---- */

static void no_printer_is_none_missed(void **state)
{
    (void)state;
    screen_type(&screen, "XY 1\r\r");
    screen_must_show(&screen, "Ticket number");
    screen_must_not_show(&screen, "print");
    screen_type(&screen, "\x10");
    screen_must_show(&screen, "exit-1 has no printer");
    screen_type(&screen, "/p");
    screen_must_show(&screen, "exit-1 has no printer");
}

static void a_ticket_comes_out(void **state)
{
    (void)state;
    use("file:");
    screen_type(&screen, "XY 1\r\r");
    wait_until_all_is_printed();
    screen_must_show(&screen, "printed");
    read_paper();
    assert_int_equal(count("XY 1"), 1);
    assert_int_equal(count("copy"), 0);
}

static void a_station_may_have_its_own(void **state)
{
    char words[FOLDER_PATH_SIZE + 16];

    (void)state;
    set("printer", "device:/nonexistent");
    snprintf(words, sizeof words, "file:%s", paper);
    set("printer.exit-1", words);
    screen_type(&screen, "XY 1\r\r");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("XY 1"), 1);
}

static void cash_has_a_receipt_and_opens_the_drawer(void **state)
{
    (void)state;
    use("escpos file:");
    screen_type(&screen, "AB12GH\r20c\r");
    wait_until_all_is_printed();
    screen_must_show(&screen, "O P E N   T H E   G A T E");
    read_paper();
    assert_memory_equal(text, "\x1Bp", 2); /* before anything else */
    assert_int_equal(count_kicks(text, 5), 1);
    assert_non_null(memmem(text + 5, 60000, "RECEIPT", 7));
}

static void a_card_leaves_the_drawer_shut(void **state)
{
    (void)state;
    use("escpos file:");
    screen_type(&screen, "AB12GH\rk");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count_kicks(text, 4096), 0);
    assert_int_equal(count("\x1B@"), 1);
    screen_type(&screen, "\r");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count_kicks(text, 4096), 0);
}

static void receipts_on_demand(void **state)
{
    (void)state;
    use("file:");
    set("receipt.print", "ask");
    screen_type(&screen, "AB12GH\rc\r");
    wait_for_printer();
    assert_string_equal(read_paper(), "");
    screen_type(&screen, "\x10");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("RECEIPT"), 1);
    assert_int_equal(count("copy"), 0);
    screen_type(&screen, "\x10");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("RECEIPT"), 2);
    assert_int_equal(count("copy 1"), 1);
}

static void money_back_has_a_receipt(void **state)
{
    (void)state;
    use("file:");
    screen_type(&screen, "AB12CD\rt");
    screen_type(&screen, "f\t\tstuck\r");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("REFUND"), 1);
    assert_int_equal(count("stuck"), 1);
}

/* A no-sale opens the drawer; an X is printed by a key, a Z by itself. */
static void a_shift_prints(void **state)
{
    (void)state;
    use("escpos file:");
    drawers_staff(&screen);
    drawers_sit_down(&screen, "Ana");
    screen_type(&screen, "/s\r100\r");
    screen_type(&screen, "nchange for a driver\r");
    wait_until_all_is_printed();
    assert_int_equal(strlen(read_paper()), 2); /* then a zero: ESC p 0 */
    assert_int_equal(count_kicks(text, 4096), 1);
    screen_type(&screen, "x\x10");
    wait_until_all_is_printed();
    screen_must_show(&screen, "It goes to the printer: X of shift 1.");
    screen_type(&screen, "\x1B");
    screen_type(&screen, "e100\ry");
    wait_until_all_is_printed();
    screen_must_show(&screen, "Z report");
    read_paper();
    assert_int_equal(count_kicks(text, 8192), 1);
    assert_non_null(memmem(text, sizeof text, "X REPORT", 8));
    assert_non_null(memmem(text, sizeof text, "Z REPORT", 8));
}

/* ---- copies ---- */

static void copies_say_so(void **state)
{
    (void)state;
    use("file:");
    screen_type(&screen, "XY 1\r\r");
    wait_until_all_is_printed();
    screen_type(&screen, "\x10");
    screen_must_show(&screen, "Copy 1 of ticket");
    wait_until_all_is_printed();
    screen_type(&screen, "XY1\rtp");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("Ticket\n"), 3);
    assert_int_equal(count("copy 1"), 1);
    assert_int_equal(count("copy 2"), 1);
}

/* A paid one that is inside: which of the two? */
static void a_ticket_or_its_receipts(void **state)
{
    (void)state;
    use("file:");
    screen_type(&screen, "AB12CD\rtp");
    screen_must_show(&screen, "Print once more");
    screen_type(&screen, "r");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count("RECEIPT"), 1);
    assert_int_equal(count("copy 1"), 1);
    assert_int_equal(count("entry-1"), 1); /* the station that gave it its number */
}

/* ---- what does not come out ---- */

static void without_paper_the_number_is_written(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    use("device:");
    screen_type(&screen, "XY 1\r\r");
    wait_for_printer();
    screen_must_show(&screen, "Write this number for the driver");
    screen_must_show(&screen, "not printed");
    screen_must_show(&screen, "The printer of exit-1 is not there");
    screen_type(&screen, "\x1B");
    screen_must_show(&screen, "Not printed: ticket"); /* and stays */
    ticket = screen_ticket(&screen, "XY1");           /* it is parked all the same */
    assert_int_equal(ticket.state, PK_PARKED);
}

/* In their order, and each once. */
static void paper_is_back(void **state)
{
    (void)state;
    use("text device:");
    screen_type(&screen, "XY 1\r\r");
    wait_for_printer();
    screen_type(&screen, "XY 2\r\r");
    wait_for_printer();
    screen_type(&screen, "\x1B");
    screen_must_show(&screen, "Not printed: 2 slips; /p tries again.");
    assert_int_equal(mkfifo(paper, 0600), 0);
    int reader = open(paper, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    screen_type(&screen, "/p");
    wait_until_all_is_printed();
    screen_must_not_show(&screen, "ot printed");
    text[read(reader, text, sizeof text - 1)] = '\0';
    close(reader);
    assert_int_equal(count("XY 1"), 1);
    assert_int_equal(count("XY 2"), 1);
    assert_true(strstr(text, "XY 1") < strstr(text, "XY 2"));
}

/* It is tried again by itself too. */
static void nobody_needs_to_ask(void **state)
{
    (void)state;
    use("device:");
    screen_type(&screen, "XY 1\r\r");
    wait_for_printer();
    assert_true(screen.app.timers.is_set[TIMER_PRINT]);
    screen.app.timers.left_ms[TIMER_PRINT] = 1;
    set("printer.exit-1", "file:/dev/null"); /* and where a manager says meanwhile */
    wait_until_all_is_printed();
    screen_must_show(&screen, "printed");
}

/* Nothing waits for a printer that takes nothing: cars are parked and money is taken. */
static void a_printer_that_hangs(void **state)
{
    static const char full[8192];

    (void)state;
    assert_int_equal(mkfifo(paper, 0600), 0);
    int reader = open(paper, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    int writer = open(paper, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(fcntl(writer, F_SETPIPE_SZ, 4096) >= 0);
    assert_true(write(writer, full, sizeof full) > 0);
    use("text device:");
    screen_type(&screen, "XY 1\r\r");
    assert_true(screen.app.printing.is_underway);
    screen_must_show(&screen, "printing");
    screen_type(&screen, "AB12GH\rc\r");
    screen_must_show(&screen, "O P E N   T H E   G A T E");
    screen_type(&screen, "XY 2\r\r");
    screen_must_show(&screen, "XY 2");
    assert_true(screen.app.printing.is_underway);
    assert_int_equal(printing_count(&screen.app), 3);
    assert_int_equal(read(reader, text, sizeof text), 4096);
    while (screen.app.printing.first) {
        app_step(&screen.app, 50);
        ssize_t got = read(reader, text, sizeof text - 1);
        text[got > 0 ? got : 0] = '\0';
    }
    close(reader);
    close(writer);
    screen_settle(&screen);
    screen_must_not_show(&screen, "Not printed");
}

/* A drawer that did not open was opened by hand. */
static void a_drawer_is_not_tried_again(void **state)
{
    (void)state;
    use("escpos device:");
    screen_type(&screen, "AB12GH\rc\r");
    wait_for_printer();
    while (screen.app.printing.is_underway)
        app_step(&screen.app, -1);
    set("printer.exit-1", "none");
    use("escpos file:");
    set("printer.exit-1", "default");
    screen_type(&screen, "/p");
    wait_until_all_is_printed();
    read_paper();
    assert_int_equal(count_kicks(text, 4096), 0);
    assert_int_equal(count("\x1B@"), 1);
}

static void a_template_with_a_fault(void **state)
{
    char path[FOLDER_PATH_SIZE];

    (void)state;
    use("file:");
    set("slips", screen.t.folder);
    folder_path(path, screen.t.folder, "ticket.slip");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("big: {number}\n", file);
    fclose(file);
    screen_type(&screen, "XY 1\r\r");
    wait_until_all_is_printed();
    screen_must_show(&screen, "line 1: big is no mark");
    read_paper();
    assert_int_equal(count("XY 1"), 1);
}

/* ---- leaving ---- */

static void what_is_missing_is_told_at_the_end(void **state)
{
    char names[64];

    (void)state;
    use("device:");
    screen_type(&screen, "XY 1\r\r");
    wait_for_printer();
    screen_type(&screen, "\x11");
    screen_must_show(&screen, "Not printed yet: ticket");
    screen_type(&screen, "\r");
    assert_false(screen.app.is_over);
    screen_type(&screen, "\x11y");
    assert_true(screen.app.is_over);
    printing_names(names, sizeof names, &screen.app);
    assert_memory_equal(names, "ticket ", 7);
}

/* ---- screens ---- */

static void break_printer(struct screen *s)
{
    struct pk_setting out;

    assert_int_equal(
        pk_setting_set(&out, s->t.lot, &s->t.act, "printer", "device:/nonexistent/printer"), PK_OK);
    app_follow(&s->app);
}

static void shoot_unprinted(const struct screen_kind *kind)
{
    struct screen *s = &screen;

    screen_open(s, kind);
    break_printer(s);
    screen_type(s, "AB12GH\rc\r");
    wait_for_printer();
    screen_must_be(s, "let-go-unprinted");
    screen_type(s, "\r");
    screen_must_be(s, "lot-unprinted");
    screen_type(s, "\x11");
    screen_must_be(s, "quit-unprinted");
    screen_close(s);
}

static void unprinted_screens(void **state)
{
    (void)state;
    for (int i = 0; i < SHOT_KINDS; i++)
        shoot_unprinted(&SHOT_KIND[i]);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_printer_is_none_missed),
        TEST(a_ticket_comes_out),
        TEST(a_station_may_have_its_own),
        TEST(cash_has_a_receipt_and_opens_the_drawer),
        TEST(a_card_leaves_the_drawer_shut),
        TEST(receipts_on_demand),
        TEST(money_back_has_a_receipt),
        TEST(a_shift_prints),
        TEST(copies_say_so),
        TEST(a_ticket_or_its_receipts),
        TEST(without_paper_the_number_is_written),
        TEST(paper_is_back),
        TEST(nobody_needs_to_ask),
        TEST(a_printer_that_hangs),
        TEST(a_drawer_is_not_tried_again),
        TEST(a_template_with_a_fault),
        TEST(what_is_missing_is_told_at_the_end),
        cmocka_unit_test(unprinted_screens),
    };
    return cmocka_run_group_tests_name("printing", tests, NULL, NULL);
}
