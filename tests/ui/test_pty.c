/*
 * The console on a real pseudo-terminal: start, resize, each signal, hang-up, suspend, crash, and
 * the terminal as it was found afterwards; two consoles on one file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "../support/child.h"
#include "../support/people.h"
#include "../support/station.h"
#include "parkade/check.h"
#include "parkade/spot.h"

static struct test_lot lot;
enum { MANY = 8 };

static struct station one, two, many[MANY];

/* ---- the process ---- */

struct who {
    const char *name, *terminal;
};

/* As a library of the console would that has something to say. */
static void chatter(int number)
{
    static const char LINE[] = "libodd: all is not well\n";

    if (write(STDERR_FILENO, LINE, sizeof LINE - 1) < 0 || number == SIGUSR2)
        abort();
}

static void be_console(void *context)
{
    const struct who *who = context;
    struct pk_lot *mine;

    setenv("TERM", who->terminal, 1);
    setlocale(LC_ALL, "C.UTF-8");
    signal(SIGUSR1, chatter);
    signal(SIGUSR2, chatter);
    if (pk_lot_open(&mine, lot.path, PK_LOT_READ_WRITE, NULL))
        _exit(99);
    int status = console_run(mine, who->name);
    pk_lot_close(mine);
    _exit(status);
}

/* The shell that a console is suspended from: it lets it run, says so when it stops, and wakes it
 * again. */
static void be_shell(void *context)
{
    struct termios modes;
    int status;

    signal(SIGTTOU, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        be_console(context);
    }
    setpgid(child, child);
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        tcgetattr(STDIN_FILENO, &modes);
        dprintf(STDOUT_FILENO, "[stopped, echo %s]", modes.c_lflag & ECHO ? "on" : "off");
        kill(child, SIGCONT);
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 98);
}

static void start(struct station *station, const char *name, const char *terminal)
{
    struct who who = {name, terminal};

    station_start(station, be_console, &who);
}

static int open_lot(void **state)
{
    (void)state;
    test_lot_open(&lot, 20, "EUR");
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    test_lot_close(&lot);
    return 0;
}

/* ---- tests ---- */

static void test_start_and_quit(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "20 of 20 free");
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    station_must_be_restored(&one);
    close(one.master);
}

static void test_signals_leave_the_terminal_as_it_was(void **state)
{
    static const int SIGNALS[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++) {
        start(&one, "exit-1", "xterm");
        station_wait_for(&one, "help");
        kill(one.pid, SIGNALS[i]);
        assert_int_equal(station_end(&one), 128 + SIGNALS[i]);
        station_must_be_restored(&one);
        close(one.master);
    }
}

static void test_a_crash_leaves_the_terminal_as_it_was(void **state)
{
    static const int SIGNALS[] = {SIGSEGV, SIGABRT};

    (void)state;
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++) {
        start(&one, "exit-1", "xterm");
        station_wait_for(&one, "help");
        kill(one.pid, SIGNALS[i]);
        assert_int_equal(station_end(&one), 128 + SIGNALS[i]);
        station_must_be_restored(&one);
        close(one.master);
    }
}

static void test_standard_error_does_not_tear_the_screen(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "help");
    kill(one.pid, SIGUSR1);
    station_wait_for(&one, "\033["); /* drawn where it belongs, not where the cursor stood */
    station_wait_for(&one, "libodd: all is not well");
    assert_null(strstr(one.output, "well\n"));
    assert_null(strstr(one.output, "well\r\n"));
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    station_must_be_restored(&one);
    assert_non_null(strstr(strstr(one.output, "\033[?1049l"), "libodd: all is not well\r\n"));
    close(one.master);
}

static void test_the_last_words_of_a_crash_are_heard(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "help");
    kill(one.pid, SIGUSR2);
    assert_int_equal(station_end(&one), 128 + SIGABRT);
    station_must_be_restored(&one);
    assert_non_null(strstr(strstr(one.output, "\033[?1049l"), "libodd: all is not well"));
    close(one.master);
}

static void test_a_hang_up_ends_it_at_once(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "help");
    long long before = clock_ms();
    close(one.master);
    int status = 0;
    while (waitpid(one.pid, &status, WNOHANG) == 0) {
        if (clock_ms() - before > STATION_PATIENCE_MS)
            fail_msg("the console outlives its terminal");
        poll(NULL, 0, 5);
    }
    print_message("it ended %lld ms after the hang-up\n", clock_ms() - before);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
}

static void test_ctrl_c_ends_and_ctrl_s_does_not_freeze(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "help");
    station_type(&one, "\023abc");
    station_wait_for(&one, "abc");
    station_type(&one, "\003");
    assert_int_equal(station_end(&one), 128 + SIGINT);
    station_must_be_restored(&one);
    close(one.master);
}

static void test_resize(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm");
    station_wait_for(&one, "help");
    station_resize(&one, 10, 40);
    station_wait_for(&one, "At least 60x20");
    station_resize(&one, 40, 130);
    station_wait_for(&one, "20 of 20 free");
    station_wait_for(&one, "overstayed"); /* the signs stand beside the grid of a wide screen */
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    close(one.master);
}

static void test_suspend_and_continue(void **state)
{
    (void)state;
    struct who who = {"exit-1", "xterm"};
    station_start(&one, be_shell, &who);
    station_wait_for(&one, "help");
    station_type(&one, "\032");
    station_wait_for(&one, "[stopped, echo on]");
    station_wait_for(&one, "20 of 20 free"); /* drawn anew */
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    close(one.master);
}

/* Who brings it back to the foreground may be somebody else. */
static void test_suspended_it_locks(void **state)
{
    struct who who = {"exit-1", "xterm"};

    (void)state;
    people_hire(&lot, "Max", PK_MANAGER);
    station_start(&one, be_shell, &who);
    station_wait_for(&one, "who works here?");
    station_type(&one, "max\t" PEOPLE_PIN "\r");
    station_wait_for(&one, "Welcome, Max.");
    station_type(&one, "\032");
    station_wait_for(&one, "[stopped, echo on]");
    station_wait_for(&one, "Locked");
    assert_null(strstr(one.output + one.seen, "20 of 20 free"));
    station_type(&one, PEOPLE_PIN "\r");
    station_wait_for(&one, "Welcome, Max.");
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    station_must_be_restored(&one);
    close(one.master);
}

static void test_without_colours(void **state)
{
    struct who who = {"exit-1", "xterm-256color"};

    (void)state;
    setenv("NO_COLOR", "1", 1);
    station_start(&one, be_console, &who);
    unsetenv("NO_COLOR");
    station_wait_for(&one, "help");
    station_type(&one, "/q");
    assert_int_equal(station_end(&one), 0);
    assert_null(strstr(one.output, "\033[38;5"));
    assert_null(strstr(one.output, "\033[39"));
    close(one.master);
}

static void test_an_unknown_terminal_gets_a_sentence(void **state)
{
    (void)state;
    start(&one, "exit-1", "no-such-terminal");
    assert_int_equal(station_end(&one), 1);
    assert_non_null(strstr(one.output, "no-such-terminal"));
    assert_non_null(strstr(one.output, "TERM=xterm"));
    close(one.master);
    start(&one, "exit-1", "dumb");
    assert_int_equal(station_end(&one), 1);
    assert_non_null(strstr(one.output, "cannot move its cursor"));
    close(one.master);
}

static void test_two_consoles_on_one_file(void **state)
{
    (void)state;
    start(&one, "entry-1", "xterm");
    start(&two, "exit-1", "xterm");
    station_wait_for(&one, "help");
    station_wait_for(&two, "help");
    long long before = clock_ms();
    station_type(&one, "ab12cd\r\r");
    station_wait_for(&two, "■");
    print_message("the other saw it after %lld ms\n", clock_ms() - before);
    station_wait_for(&one, "Ticket number");
    kill(one.pid, SIGKILL); /* one dies; the other and the file are unharmed */
    station_end(&one);
    station_type(&two, "ab12cd\r\r"); /* the same keys again: they do not let it go by mistake */
    station_wait_for(&two, "Let it go?");
    station_type(&two, "y");
    station_wait_for(&two, "O P E N");
    station_type(&two, "/q");
    assert_int_equal(station_end(&two), 0);
    close(one.master);
    close(two.master);
}

static void start_many(void)
{
    for (int i = 0; i < MANY; i++) {
        char name[16];
        snprintf(name, sizeof name, "exit-%d", i + 1);
        start(&many[i], name, "xterm");
    }
    for (int i = 0; i < MANY; i++)
        station_wait_for(&many[i], "help");
}

static void must_agree(void)
{
    struct pk_check check;

    if (pk_check(&check, lot.lot))
        fail_msg("%s: %s", check.findings[0].rule, check.findings[0].message);
}

/* All park at once, then all want the same vehicle in; half of them are killed. */
static void test_eight_consoles_on_one_file(void **state)
{
    struct pk_availability free_spots;
    char keys[32];

    (void)state;
    start_many();
    for (int i = 0; i < MANY; i++) {
        snprintf(keys, sizeof keys, "many%d\r\r", i);
        station_type(&many[i], keys);
    }
    for (int i = 0; i < MANY; i++)
        station_wait_for(&many[i], "Ticket number");
    for (int i = 0; i < MANY; i++) {
        station_type(&many[i], "\033\f"); /* drawn anew: all of the line comes */
        station_wait_for(&many[i], "12 of 20 free");
    }
    for (int i = 0; i < MANY; i++)
        station_type(&many[i], i < MANY / 2 ? "same1\r\r" : "same1\r\r\021");
    for (int i = MANY / 2; i < MANY; i++) {
        assert_int_equal(station_end(&many[i]), 0);
        station_must_be_restored(&many[i]);
    }
    for (int i = 0; i < MANY / 2; i++) {
        kill(many[i].pid, SIGKILL);
        station_end(&many[i]);
    }
    assert_int_equal(pk_availability(&free_spots, lot.lot, NULL, NULL), PK_OK);
    assert_int_equal(free_spots.all.free, 11);
    for (int i = 0; i < MANY; i++)
        close(many[i].master);
    must_agree();
}

#define ON_PTY(name) cmocka_unit_test_setup_teardown(name, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_PTY(test_start_and_quit),
        ON_PTY(test_signals_leave_the_terminal_as_it_was),
        ON_PTY(test_a_crash_leaves_the_terminal_as_it_was),
        ON_PTY(test_standard_error_does_not_tear_the_screen),
        ON_PTY(test_the_last_words_of_a_crash_are_heard),
        ON_PTY(test_a_hang_up_ends_it_at_once),
        ON_PTY(test_ctrl_c_ends_and_ctrl_s_does_not_freeze),
        ON_PTY(test_resize),
        ON_PTY(test_suspend_and_continue),
        ON_PTY(test_suspended_it_locks),
        ON_PTY(test_without_colours),
        ON_PTY(test_an_unknown_terminal_gets_a_sentence),
        ON_PTY(test_two_consoles_on_one_file),
        ON_PTY(test_eight_consoles_on_one_file),
    };

    return cmocka_run_group_tests_name("pty", tests, NULL, NULL);
}
