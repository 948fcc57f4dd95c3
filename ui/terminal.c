/*
 * Taking the terminal over and giving it back. Calls curses and the system.
 */
#include "terminal.h"

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "keys.h"
#include "parkade/text.h"
#include "rescue.h"

static const int SIGNALS[] = {SIGWINCH, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* Bracketed paste; curses knows nothing of it. Terminals without it ignore the bytes. */
static void ask_for_paste(const struct terminal *terminal, bool is_on)
{
    dprintf(terminal->out_fd, "\033[?2004%c", is_on ? 'h' : 'l');
}

/* Blocked before curses installs its handlers: those would call functions that a handler may not.
 */
static bool take_signals(struct terminal *terminal)
{
    sigset_t mask;

    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++)
        sigaddset(&mask, SIGNALS[i]);
    if (sigprocmask(SIG_BLOCK, &mask, &terminal->found_mask))
        return false;
    terminal->signal_fd = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
    return terminal->signal_fd >= 0;
}

static void give_signals_back(struct terminal *terminal)
{
    if (terminal->signal_fd >= 0)
        close(terminal->signal_fd);
    terminal->signal_fd = -1;
    sigprocmask(SIG_SETMASK, &terminal->found_mask, NULL);
}

static void make_colours(struct terminal *terminal, bool is_mono)
{
    bool has_colours = !is_mono && has_colors() && start_color() == OK;

    theme_make(&terminal->theme, has_colours ? COLORS : 0);
    if (!terminal->theme.has_colours)
        return;
    if (use_default_colors() == ERR)
        assume_default_colors(COLOR_WHITE, COLOR_BLACK);
    for (int role = 0; role < ROLE_COUNT; role++)
        init_pair((short)(role + 1), terminal->theme.styles[role].foreground,
                  terminal->theme.styles[role].background);
}

/* No echo, keys at once, and no flow control: Ctrl-S must not freeze a station. */
static void set_modes(struct terminal *terminal)
{
    cbreak();
    noecho();
    nonl();
    if (!terminal->is_terminal)
        return;
    struct termios modes;
    if (tcgetattr(terminal->in_fd, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
        modes.c_cc[VDISCARD] = modes.c_cc[VLNEXT] = _POSIX_VDISABLE;
        tcsetattr(terminal->in_fd, TCSADRAIN, &modes);
    }
    def_prog_mode();
}

static void begin_input(struct terminal *terminal)
{
    terminal->input = newpad(1, 1);
    keypad(terminal->input, TRUE);
    nodelay(terminal->input, TRUE);
    mousemask(BUTTON1_PRESSED, NULL);
    mouseinterval(0);
    keys_define();
    ask_for_paste(terminal, true);
}

static bool refuse(struct terminal *terminal, char *why, size_t why_size, const char *sentence,
                   const char *name)
{
    snprintf(why, why_size, sentence, name);
    if (terminal->screen) {
        endwin();
        delscreen(terminal->screen);
    }
    give_signals_back(terminal);
    return false;
}

bool terminal_open(struct terminal *terminal, const struct terminal_options *options, char *why,
                   size_t why_size)
{
    const char *name = options->name ? options->name : getenv("TERM");

    memset(terminal, 0, sizeof *terminal);
    terminal->signal_fd = -1;
    terminal->in_fd = fileno(options->in);
    terminal->out_fd = fileno(options->out);
    terminal->is_terminal = tcgetattr(terminal->in_fd, &terminal->found) == 0;
    terminal->has_size_of_its_own = options->lines == 0;
    if (!take_signals(terminal))
        return refuse(terminal, why, why_size, _("The console cannot watch signals: %s."),
                      strerror(errno));
    if (!getenv("ESCDELAY"))
        set_escdelay(25);
    terminal->screen = newterm(name, options->out, options->in);
    if (!terminal->screen)
        return refuse(terminal, why, why_size,
                      _("This terminal calls itself '%s', and the system has no description of it. "
                        "Try TERM=xterm parkade, or install the package ncurses-term."),
                      name ? name : "");
    if (!tigetstr("cup"))
        return refuse(terminal, why, why_size,
                      _("The terminal '%s' cannot move its cursor, so the console cannot draw on "
                        "it. The commands work without: see parkade help."),
                      name ? name : "");
    if (options->lines > 0)
        resizeterm(options->lines, options->columns);
    make_colours(terminal, options->is_mono);
    set_modes(terminal);
    begin_input(terminal);
    rescue_prepare(terminal->is_terminal ? terminal->in_fd : -1, terminal->out_fd,
                   &terminal->found);
    return true;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal->screen)
        return;
    rescue_stand_down();
    ask_for_paste(terminal, false);
    delwin(terminal->input);
    endwin();
    delscreen(terminal->screen);
    terminal->screen = NULL;
    if (terminal->is_terminal)
        tcsetattr(terminal->in_fd, TCSANOW, &terminal->found);
    give_signals_back(terminal);
}

int terminal_signal(struct terminal *terminal)
{
    struct signalfd_siginfo info;

    if (read(terminal->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
        return 0;
    return (int)info.ssi_signo;
}

void terminal_resize(int lines, int columns)
{
    resizeterm(lines, columns);
    clearok(curscr, TRUE);
}

void terminal_follow_size(struct terminal *terminal)
{
    struct winsize size;

    if (!terminal->has_size_of_its_own || ioctl(terminal->out_fd, TIOCGWINSZ, &size))
        return;
    if (size.ws_row > 0 && size.ws_col > 0)
        terminal_resize(size.ws_row, size.ws_col);
}

void terminal_redraw(void)
{
    clearok(curscr, TRUE);
}

/* Stops by the signal's own default, so that a shell without job control is not left with a
 * program that nobody can wake. */
void terminal_suspend(struct terminal *terminal)
{
    sigset_t stop;

    ask_for_paste(terminal, false);
    endwin();
    if (terminal->is_terminal)
        tcsetattr(terminal->in_fd, TCSADRAIN, &terminal->found);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    reset_prog_mode();
    ask_for_paste(terminal, true);
    terminal_follow_size(terminal);
    terminal_redraw();
}
