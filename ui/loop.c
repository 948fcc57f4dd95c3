/*
 * The event loop: one poll() on the terminal, the signals, the bell and the next timer. Nothing
 * else in the console ever waits. Calls the system, keys.c and app_*.c.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>

#include "app.h"
#include "keys.h"
#include "left.h"
#include "lock.h"
#include "parkade/text.h"
#include "screens.h"

enum { LOOK_MS = 1000 };

enum { TERMINAL, SIGNALS, BELL, STRAY, ERRAND, DESCRIPTORS = ERRAND + ERRANDS_MAX };

/* 128 and the number, as shells say it. */
static void end_by_signal(struct app *app, int number)
{
    app_quit(app, 128 + number);
}

/* Who comes back may be somebody else. */
static void suspend(struct app *app)
{
    if (!app->may_suspend) {
        toast_show(&app->toast, ROLE_WARNING, "%s", _("Ctrl-Z is switched off at this lot."));
        return;
    }
    lock_close(app);
    terminal_suspend(&app->terminal);
}

/* Ctrl-C is a user's key, and may be asked about. */
static void interrupt(struct app *app)
{
    app->is_asked = true;
    app_leave(app, 128 + SIGINT);
    app->is_asked = false;
}

static void handle_signal(struct app *app, int number)
{
    if (number == SIGWINCH)
        terminal_follow_size(&app->terminal);
    else if (number == SIGTSTP)
        suspend(app);
    else if (number == SIGINT && !work_is_waiting(app))
        interrupt(app);
    else
        end_by_signal(app, number);
    app->is_dirty = true;
}

static void handle_signals(struct app *app)
{
    int number;

    while ((number = terminal_signal(&app->terminal)) != 0)
        handle_signal(app, number);
}

/* After a hang-up the terminal is readable for ever and gives nothing. */
static bool is_hung_up(const struct app *app, short events)
{
    int waiting = 0;

    if (events & (POLLHUP | POLLERR | POLLNVAL) && !(events & POLLIN))
        return true;
    return (events & POLLIN) &&
           (ioctl(app->terminal.in_fd, FIONREAD, &waiting) != 0 || waiting == 0);
}

static void handle_keys(struct app *app, short events)
{
    ui_key key;

    if (is_hung_up(app, events)) {
        end_by_signal(app, SIGHUP);
        return;
    }
    while (!app->is_over && keys_read(&key, &app->terminal))
        app_raw_key(app, key);
}

/* Once a second: what a station did that died before it rang; and the clock. */
static void look(struct app *app)
{
    int64_t minute = pk_lot_now(app->lot) / 60;

    timers_set(&app->timers, TIMER_LOOK, LOOK_MS);
    if (pk_lot_look(app->lot) || pk_lot_has_changed(app->lot) || app->model.is_stale)
        app_follow(app);
    pay_keep_again(app);
    if (work_is_waiting(app) || pay_asks_card(app->top)) /* the seconds are counted */
        app->is_dirty = true;
    if (minute == app->minute)
        return;
    app->minute = minute;
    app->is_dirty = true;
    model_age(&app->model);
    for (struct view *view = app->top; view; view = view->below)
        if (view->ops->refresh)
            view->ops->refresh(view, app);
    left_look(app);
}

static void handle_timers(struct app *app)
{
    app_input_timers(app);
    errand_timers(app);
    if (timers_take(&app->timers, TIMER_WORK))
        work_again(app);
    if (timers_take(&app->timers, TIMER_LOCK))
        lock_idle(app);
    if (timers_take(&app->timers, TIMER_PRINT))
        printing_again(app);
    if (timers_take(&app->timers, TIMER_LOOK))
        look(app);
    if (timers_take(&app->timers, TIMER_MORE) && app->top->ops->more)
        app->top->ops->more(app->top, app);
    if ((app->ahead_count > 0 || app->scan_ahead[0]) && !work_is_waiting(app))
        app_type_ahead(app);
}

static void handle_bell(struct app *app)
{
    pk_lot_bell_clear(app->lot);
    app_follow(app);
}

static void handle_stray(struct app *app)
{
    char line[STRAY_LINE_SIZE];

    if (!stray_read(line, &app->stray))
        return;
    toast_show(&app->toast, ROLE_WARNING, "%s", line);
    app->is_dirty = true;
}

/* Waits; a clock that stands still does not make the wait longer than it was to be. */
static int wait_for_something(struct app *app, struct pollfd polled[static DESCRIPTORS],
                              int limit_ms)
{
    int wait = timers_wait(&app->timers);

    if (limit_ms >= 0 && (wait < 0 || limit_ms < wait))
        wait = limit_ms;
    int count = poll(polled, DESCRIPTORS, wait);
    int64_t now = app_milliseconds(), passed = now - app->woken_ms;
    app->woken_ms = now;
    timers_pass(&app->timers, count == 0 && passed < wait ? wait : passed);
    return count;
}

bool app_step(struct app *app, int limit_ms)
{
    struct pollfd polled[DESCRIPTORS] = {
        [TERMINAL] = {.fd = app->terminal.in_fd, .events = POLLIN},
        [SIGNALS] = {.fd = app->terminal.signal_fd, .events = POLLIN},
        [BELL] = {.fd = pk_lot_bell(app->lot), .events = POLLIN},
        [STRAY] = {.fd = app->stray.pipe, .events = POLLIN},
    };

    for (int i = 0; i < ERRANDS_MAX; i++)
        polled[ERRAND + i] = (struct pollfd){.fd = errand_fd(app, i), .events = POLLIN};
    if (app->is_dirty)
        app_draw(app);
    int count = wait_for_something(app, polled, limit_ms);
    if (count < 0 && errno != EINTR)
        app_quit(app, 1);
    if (count > 0 && polled[SIGNALS].revents)
        handle_signals(app);
    if (count > 0 && polled[BELL].revents)
        handle_bell(app);
    if (count > 0 && polled[STRAY].revents)
        handle_stray(app);
    for (int i = 0; count > 0 && i < ERRANDS_MAX; i++)
        if (polled[ERRAND + i].revents)
            errand_read(app, i);
    if (count > 0 && polled[TERMINAL].revents && !app->is_over)
        handle_keys(app, polled[TERMINAL].revents);
    handle_timers(app);
    app_bury(app);
    return count > 0 || app->is_dirty;
}
