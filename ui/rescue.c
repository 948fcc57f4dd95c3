/*
 * The crash handlers. The one place of the console with a variable of its own: a signal handler
 * can reach nothing else.
 */
#include "rescue.h"

#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

static struct {
    int in, out;
    int stray, error; /* what was caught of standard error, and the real one; -1: nothing */
    struct termios found;
    char bytes[512];
    size_t count;
} rescue = {.in = -1, .out = -1, .stray = -1, .error = -1};

/* What a library said before it gave up ("free(): invalid pointer") is what one needs to know. The
 * pipe does not block. */
static void pass_on(void)
{
    char bytes[512];
    ssize_t got;

    while (rescue.stray >= 0 && (got = read(rescue.stray, bytes, sizeof bytes)) > 0)
        if (write(rescue.error, bytes, (size_t)got) < 0)
            return;
}

static void handle(int number)
{
    if (rescue.out >= 0 && write(rescue.out, rescue.bytes, rescue.count) < 0)
        rescue.count = 0;
    if (rescue.in >= 0)
        tcsetattr(rescue.in, TCSANOW, &rescue.found);
    pass_on();
    raise(number); /* its default is back in place: the system sees what happened */
}

/* Adds a string of terminfo without its "$<5>" delays. */
static void add(const char *text)
{
    if ((intptr_t)text == -1) /* curses: there is no such string */
        return;
    for (; text && *text && rescue.count < sizeof rescue.bytes; text++) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end) {
                text = end;
                continue;
            }
        }
        rescue.bytes[rescue.count++] = *text;
    }
}

static void set_handlers(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND | SA_NODEFER};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        sigaction(SIGNALS[i], &action, NULL);
}

void rescue_prepare(int in, int out, const struct termios *found)
{
    rescue.count = 0;
    add("\033[?2004l\033[?1000l\033[?1006l"); /* paste and mouse */
    add(tigetstr("sgr0"));
    add(tigetstr("rmkx"));
    add(tigetstr("cnorm"));
    add(tigetstr("rmcup"));
    add("\r\n");
    rescue.in = in;
    rescue.out = out;
    rescue.found = *found;
    set_handlers(handle);
}

void rescue_pass_on(int from, int to)
{
    rescue.stray = from;
    rescue.error = to;
}

void rescue_stand_down(void)
{
    set_handlers(SIG_DFL);
    rescue.in = rescue.out = -1;
}
