/*
 * Errands: see errand.h. Calls the system.
 */
#include "errand.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app.h"

static enum timer_id timer_of(int number)
{
    return (enum timer_id)(TIMER_ERRAND + number);
}

/* The child's whole life. Its own session: it has no terminal, and is ended with all it started. */
static _Noreturn void be_child(const struct errand_order *order, int answer_fd)
{
    enum { ANSWER = 3 };
    char answer[ERRAND_ANSWER_SIZE] = "";
    sigset_t none;
    int nothing = open("/dev/null", O_RDWR);

    setsid();
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int fd = 0; fd < ANSWER; fd++)
        dup2(nothing, fd);
    dup2(answer_fd, ANSWER);
    close_range(ANSWER + 1, ~0U, 0);
    fcntl(ANSWER, F_SETFD, FD_CLOEXEC);
    order->work(order->context, answer);
    answer[ERRAND_ANSWER_SIZE - 1] = '\0';
    size_t size = strlen(answer) + 1;
    _exit(write(ANSWER, answer, size) == (ssize_t)size ? 0 : 1);
}

static int find_idle(const struct app *app)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child == 0)
            return i;
    return -1;
}

bool errand_start(struct app *app, const struct errand_order *order)
{
    int number = find_idle(app), ends[2];

    if (number < 0 || pipe2(ends, O_CLOEXEC | O_NONBLOCK))
        return false;
    pid_t child = fork();
    if (child == 0)
        be_child(order, ends[1]);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return false;
    }
    app->errands[number] = (struct errand){
        .child = child, .answer_fd = ends[0], .done = order->done, .owner = order->owner};
    timers_set(&app->timers, timer_of(number), order->limit_ms);
    return true;
}

/* A driver that hangs can hold its caller even past SIGKILL: then nobody waits for it. */
static void reap(pid_t child)
{
    enum { TRIES = 100, PAUSE_MS = 2 };

    for (int i = 0; i < TRIES && waitpid(child, NULL, WNOHANG) == 0; i++)
        poll(NULL, 0, PAUSE_MS);
}

static void bury(struct app *app, int number)
{
    struct errand *errand = &app->errands[number];

    close(errand->answer_fd);
    if (kill(-errand->child, SIGKILL))
        kill(errand->child, SIGKILL); /* it has no session of its own yet */
    reap(errand->child);
    timers_stop(&app->timers, timer_of(number));
    memset(errand, 0, sizeof *errand);
}

static void finish(struct app *app, int number, enum errand_end end)
{
    struct errand errand = app->errands[number];

    bury(app, number);
    app->is_dirty = true;
    if (errand.done)
        errand.done(app, errand.owner, end, end == ERRAND_ANSWERED ? errand.answer : "");
}

void errand_forget(struct app *app, const void *owner)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child && app->errands[i].owner == owner)
            app->errands[i].done = NULL;
}

void errand_end(struct app *app, const void *owner)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child && app->errands[i].owner == owner)
            bury(app, i);
}

bool errand_is_out(const struct app *app)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child)
            return true;
    return false;
}

void errand_end_all(struct app *app)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child)
            bury(app, i);
}

int errand_fd(const struct app *app, int number)
{
    return app->errands[number].child ? app->errands[number].answer_fd : -1;
}

/* An answer is whole when its end has come. */
static bool is_whole(const struct errand *errand)
{
    return errand->used > 0 && errand->answer[errand->used - 1] == '\0';
}

void errand_read(struct app *app, int number)
{
    struct errand *errand = &app->errands[number];
    ssize_t got = read(errand->answer_fd, errand->answer + errand->used,
                       sizeof errand->answer - errand->used);

    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got > 0)
        errand->used += (size_t)got;
    if (is_whole(errand))
        finish(app, number, ERRAND_ANSWERED);
    else if (got <= 0 || errand->used == sizeof errand->answer)
        finish(app, number, ERRAND_DIED);
}

void errand_timers(struct app *app)
{
    for (int i = 0; i < ERRANDS_MAX; i++)
        if (app->errands[i].child && timers_take(&app->timers, timer_of(i)))
            finish(app, i, ERRAND_LATE);
}
