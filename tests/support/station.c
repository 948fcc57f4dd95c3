/*
 * A program on a pseudo-terminal: see station.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "station.h"

/* The modes of a fresh terminal. Asked of the program's own after the fork, it might have changed
 * them already. */
static void take_modes(struct termios *modes)
{
    int master, slave;

    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    assert_int_equal(tcgetattr(slave, modes), 0);
    close(slave);
    close(master);
}

void station_become(void *argv)
{
    char *const *words = (char *const *)argv;

    setenv("TERM", "xterm-256color", 1);
    execvp(words[0], words);
}

void station_start(struct station *station, station_body body, void *context)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};

    station->length = station->seen = 0;
    take_modes(&station->before);
    station->pid = forkpty(&station->master, NULL, &station->before, &size);
    assert_true(station->pid >= 0);
    if (station->pid == 0) {
        body(context);
        _exit(97);
    }
}

/* Readable, and not only hung up. */
static bool has_come(const struct station *station, int wait_ms)
{
    struct pollfd polled = {.fd = station->master, .events = POLLIN};

    return poll(&polled, 1, wait_ms) > 0;
}

bool station_hear(struct station *station, int wait_ms)
{
    size_t room = STATION_OUTPUT_SIZE - 1 - station->length;

    if (!has_come(station, wait_ms))
        return true;
    ssize_t got = read(station->master, station->output + station->length, room);
    if (got <= 0)
        return false;
    station->length += (size_t)got;
    station->output[station->length] = '\0';
    return true;
}

void station_wait_for(struct station *station, const char *text)
{
    long long end = clock_ms() + STATION_PATIENCE_MS;
    const char *found = NULL;
    bool is_open = true;

    station->output[station->length] = '\0';
    while (!(found = strstr(station->output + station->seen, text)) && is_open && clock_ms() < end)
        is_open = station_hear(station, 20);
    if (!found)
        fail_msg("'%s' did not come, but: %s", text, station->output + station->seen);
    station->seen = (size_t)(found - station->output) + strlen(text);
}

void station_hush(struct station *station, int quiet_ms)
{
    while (has_come(station, quiet_ms) && station_hear(station, 0))
        station->length = station->seen = 0;
}

void station_type(struct station *station, const char *keys)
{
    assert_int_equal(write(station->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

void station_resize(struct station *station, unsigned short lines, unsigned short columns)
{
    struct winsize size = {.ws_row = lines, .ws_col = columns};

    assert_int_equal(ioctl(station->master, TIOCSWINSZ, &size), 0);
}

int station_end(struct station *station)
{
    long long end = clock_ms() + STATION_PATIENCE_MS;
    int status;

    while (waitpid(station->pid, &status, WNOHANG) == 0) {
        if (clock_ms() > end) {
            kill(station->pid, SIGKILL);
            fail_msg("the program does not end");
        }
        station_hear(station, 10);
    }
    while (has_come(station, 0) && station_hear(station, 0))
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* What was switched ON was switched OFF since what was last waited for, and stayed so. */
static void must_be_off(const struct station *station, const char *off, const char *on)
{
    const char *at = station->output + station->seen, *last = NULL;

    if (!strstr(station->output, on))
        return;
    while ((at = strstr(at, off)) != NULL)
        last = at++;
    if (!last)
        fail_msg("the terminal is left with '%s', without '%s'", on, off);
    if (strstr(last, on))
        fail_msg("'%s' was sent after '%s'", on, off);
}

void station_must_be_restored(const struct station *station)
{
    struct termios after;

    assert_int_equal(tcgetattr(station->master, &after), 0);
    assert_int_equal(after.c_iflag, station->before.c_iflag);
    assert_int_equal(after.c_oflag, station->before.c_oflag);
    assert_int_equal(after.c_lflag, station->before.c_lflag);
    assert_memory_equal(after.c_cc, station->before.c_cc, sizeof after.c_cc);
    assert_non_null(strstr(station->output, "\033[?1049h"));
    must_be_off(station, "\033[?1049l", "\033[?1049h");
    must_be_off(station, "\033[?2004l", "\033[?2004h");
    must_be_off(station, "1000l", "1000h"); /* curses puts others before it, the rescuer none */
    must_be_off(station, "\033[?1l", "\033[?1h");
    must_be_off(station, "\033[?25h", "\033[?25l");
}
