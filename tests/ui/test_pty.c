/*
 * The console on a real pseudo-terminal: start, resize, each signal, hang-up, suspend, crash, and
 * the terminal as it was found afterwards; two consoles on one file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "../support/lot.h"

enum { OUTPUT_SIZE = 256 * 1024, PATIENCE_MS = 5000 };

/* A console in a process of its own, and all it ever wrote. */
struct station {
    pid_t pid;
    int master;
    struct termios before;
    char output[OUTPUT_SIZE];
    size_t length, seen; /* SEEN: up to here it was looked at */
};

static struct test_lot lot;
static struct station one, two;

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the process ---- */

static void be_console(const char *name, const char *terminal)
{
    struct pk_lot *mine;

    setenv("TERM", terminal, 1);
    setlocale(LC_ALL, "C.UTF-8");
    if (pk_lot_open(&mine, lot.path, PK_LOT_READ_WRITE, NULL))
        _exit(99);
    int status = console_run(mine, name);
    pk_lot_close(mine);
    _exit(status);
}

/* The shell that a console is suspended from: it lets it run, says so when it stops, and wakes it
 * again. */
static void be_shell(const char *name)
{
    struct termios modes;
    int status;

    signal(SIGTTOU, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        be_console(name, "xterm");
    }
    setpgid(child, child);
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        tcgetattr(STDIN_FILENO, &modes);
        dprintf(STDOUT_FILENO, "[stopped, echo %s]", modes.c_lflag & ECHO ? "on" : "off");
        kill(child, SIGCONT);
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 98);
}

/* The modes of a fresh terminal. Asked of the console's own after the fork, it might have changed
 * them already. */
static void take_modes(struct termios *modes)
{
    int master, slave;

    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    assert_int_equal(tcgetattr(slave, modes), 0);
    close(slave);
    close(master);
}

static void start(struct station *station, const char *name, const char *terminal, bool in_shell)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};

    memset(station, 0, sizeof *station);
    take_modes(&station->before);
    station->pid = forkpty(&station->master, NULL, &station->before, &size);
    assert_true(station->pid >= 0);
    if (station->pid == 0) {
        if (in_shell)
            be_shell(name);
        be_console(name, terminal);
    }
}

/* Reads what there is; false when the terminal is closed. */
static bool hear(struct station *station, int wait_ms)
{
    struct pollfd polled = {.fd = station->master, .events = POLLIN};

    if (poll(&polled, 1, wait_ms) <= 0)
        return true;
    ssize_t got =
        read(station->master, station->output + station->length, OUTPUT_SIZE - 1 - station->length);
    if (got <= 0)
        return false;
    station->length += (size_t)got;
    return true;
}

/* Waits until TEXT comes, after all that was waited for before. */
static void wait_for(struct station *station, const char *text)
{
    int64_t end = milliseconds() + PATIENCE_MS;
    char *found = NULL;

    while (!found && milliseconds() < end) {
        station->output[station->length] = '\0';
        found = strstr(station->output + station->seen, text);
        if (!found && !hear(station, 20))
            break;
    }
    station->output[station->length] = '\0';
    found = found ? found : strstr(station->output + station->seen, text);
    if (!found)
        fail_msg("'%s' did not come, but: %s", text, station->output + station->seen);
    station->seen = (size_t)(found - station->output) + strlen(text);
}

static void type(struct station *station, const char *keys)
{
    assert_int_equal(write(station->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

/* Its exit status, 128 and the signal if one killed it. Fails the test after five seconds. */
static int wait_for_end(struct station *station)
{
    int64_t end = milliseconds() + PATIENCE_MS;
    int status;

    while (waitpid(station->pid, &status, WNOHANG) == 0) {
        if (milliseconds() > end) {
            kill(station->pid, SIGKILL);
            fail_msg("the console does not end");
        }
        hear(station, 10);
    }
    while (hear(station, 0) && station->length < OUTPUT_SIZE - 1) {
        struct pollfd polled = {.fd = station->master, .events = POLLIN};
        if (poll(&polled, 1, 0) <= 0 || !(polled.revents & POLLIN))
            break;
    }
    station->output[station->length] = '\0';
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The modes are those from before, and the screen was left. */
static void must_be_restored(struct station *station)
{
    struct termios after;

    assert_int_equal(tcgetattr(station->master, &after), 0);
    assert_int_equal(after.c_iflag, station->before.c_iflag);
    assert_int_equal(after.c_oflag, station->before.c_oflag);
    assert_int_equal(after.c_lflag, station->before.c_lflag);
    assert_memory_equal(after.c_cc, station->before.c_cc, sizeof after.c_cc);
    assert_non_null(strstr(station->output, "\033[?1049h"));
    assert_non_null(strstr(station->output + station->seen, "\033[?1049l"));
    assert_non_null(strstr(station->output + station->seen, "\033[?2004l"));
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
    start(&one, "exit-1", "xterm", false);
    wait_for(&one, "20 of 20 free");
    type(&one, "/q");
    assert_int_equal(wait_for_end(&one), 0);
    must_be_restored(&one);
    close(one.master);
}

static void test_signals_leave_the_terminal_as_it_was(void **state)
{
    static const int SIGNALS[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++) {
        start(&one, "exit-1", "xterm", false);
        wait_for(&one, "help");
        kill(one.pid, SIGNALS[i]);
        assert_int_equal(wait_for_end(&one), 128 + SIGNALS[i]);
        must_be_restored(&one);
        close(one.master);
    }
}

static void test_a_crash_leaves_the_terminal_as_it_was(void **state)
{
    static const int SIGNALS[] = {SIGSEGV, SIGABRT};

    (void)state;
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++) {
        start(&one, "exit-1", "xterm", false);
        wait_for(&one, "help");
        kill(one.pid, SIGNALS[i]);
        assert_int_equal(wait_for_end(&one), 128 + SIGNALS[i]);
        must_be_restored(&one);
        close(one.master);
    }
}

static void test_a_hang_up_ends_it_at_once(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm", false);
    wait_for(&one, "help");
    int64_t before = milliseconds();
    close(one.master);
    int status = 0;
    while (waitpid(one.pid, &status, WNOHANG) == 0) {
        if (milliseconds() - before > PATIENCE_MS)
            fail_msg("the console outlives its terminal");
        poll(NULL, 0, 5);
    }
    print_message("it ended %lld ms after the hang-up\n", (long long)(milliseconds() - before));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
}

static void test_ctrl_c_ends_and_ctrl_s_does_not_freeze(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm", false);
    wait_for(&one, "help");
    type(&one, "\023abc");
    wait_for(&one, "abc");
    type(&one, "\003");
    assert_int_equal(wait_for_end(&one), 128 + SIGINT);
    must_be_restored(&one);
    close(one.master);
}

static void resize(struct station *station, unsigned short lines, unsigned short columns)
{
    struct winsize size = {.ws_row = lines, .ws_col = columns};

    assert_int_equal(ioctl(station->master, TIOCSWINSZ, &size), 0);
}

static void test_resize(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm", false);
    wait_for(&one, "help");
    resize(&one, 10, 40);
    wait_for(&one, "At least 60x20");
    resize(&one, 40, 130);
    wait_for(&one, "20 of 20 free");
    wait_for(&one, "overstayed"); /* the signs stand beside the grid of a wide screen */
    type(&one, "/q");
    assert_int_equal(wait_for_end(&one), 0);
    close(one.master);
}

static void test_suspend_and_continue(void **state)
{
    (void)state;
    start(&one, "exit-1", "xterm", true);
    wait_for(&one, "help");
    type(&one, "\032");
    wait_for(&one, "[stopped, echo on]");
    wait_for(&one, "20 of 20 free"); /* drawn anew */
    type(&one, "/q");
    assert_int_equal(wait_for_end(&one), 0);
    close(one.master);
}

static void test_an_unknown_terminal_gets_a_sentence(void **state)
{
    (void)state;
    start(&one, "exit-1", "no-such-terminal", false);
    assert_int_equal(wait_for_end(&one), 1);
    assert_non_null(strstr(one.output, "no-such-terminal"));
    assert_non_null(strstr(one.output, "TERM=xterm"));
    close(one.master);
    start(&one, "exit-1", "dumb", false);
    assert_int_equal(wait_for_end(&one), 1);
    assert_non_null(strstr(one.output, "cannot move its cursor"));
    close(one.master);
}

static void test_two_consoles_on_one_file(void **state)
{
    (void)state;
    start(&one, "entry-1", "xterm", false);
    start(&two, "exit-1", "xterm", false);
    wait_for(&one, "help");
    wait_for(&two, "help");
    int64_t before = milliseconds();
    type(&one, "ab12cd\r\r");
    wait_for(&two, "■");
    print_message("the other saw it after %lld ms\n", (long long)(milliseconds() - before));
    wait_for(&one, "Ticket number");
    kill(one.pid, SIGKILL); /* one dies; the other and the file are unharmed */
    wait_for_end(&one);
    type(&two, "ab12cd\r\r"); /* the same keys again: they do not let it go by mistake */
    wait_for(&two, "Let it go?");
    type(&two, "y");
    wait_for(&two, "O P E N");
    type(&two, "/q");
    assert_int_equal(wait_for_end(&two), 0);
    close(one.master);
    close(two.master);
}

#define ON_PTY(name) cmocka_unit_test_setup_teardown(name, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_PTY(test_start_and_quit),
        ON_PTY(test_signals_leave_the_terminal_as_it_was),
        ON_PTY(test_a_crash_leaves_the_terminal_as_it_was),
        ON_PTY(test_a_hang_up_ends_it_at_once),
        ON_PTY(test_ctrl_c_ends_and_ctrl_s_does_not_freeze),
        ON_PTY(test_resize),
        ON_PTY(test_suspend_and_continue),
        ON_PTY(test_an_unknown_terminal_gets_a_sentence),
        ON_PTY(test_two_consoles_on_one_file),
    };

    return cmocka_run_group_tests_name("pty", tests, NULL, NULL);
}
