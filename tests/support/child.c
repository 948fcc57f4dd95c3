/*
 * Processes of a test: see child.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "child.h"

long long clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool wait_until(bool (*holds)(void *context), void *context)
{
    long long end = clock_ms() + CHILD_LIMIT_MS;
    while (!holds(context)) {
        if (clock_ms() > end)
            return false;
        poll(NULL, 0, 1);
    }
    return true;
}

/* Forks. In the child: waits until LINE ends (if it is one), runs BODY and ends; a child whose test
 * died goes with it. */
static pid_t start(child_body body, int number, void *context, const int line[2])
{
    fflush(NULL);
    pid_t parent = getpid();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    char byte;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (line)
        close(line[1]); /* the test's own end is the only one then */
    if (getppid() != parent || (line && read(line[0], &byte, 1) != 0))
        _exit(99);
    _exit(body(number, context));
}

void children_start(struct children *children, int count, child_body body, void *context)
{
    int line[2];
    assert_true(count <= CHILDREN_MAX);
    assert_int_equal(pipe(line), 0);
    children->count = count;
    children->line = line[1];
    for (int i = 0; i < count; i++)
        children->pids[i] = start(body, i, context, line);
    close(line[0]);
}

void children_go(struct children *children)
{
    close(children->line);
}

static int status_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct ending {
    pid_t pid;
    int status;
};

static bool has_ended(void *context)
{
    struct ending *ending = context;
    pid_t found = waitpid(ending->pid, &ending->status, WNOHANG);
    return found == ending->pid || (found < 0 && errno != EINTR);
}

int child_wait(pid_t child)
{
    struct ending ending = {.pid = child};
    if (!wait_until(has_ended, &ending)) {
        kill(child, SIGKILL);
        waitpid(child, &ending.status, 0);
        fail_msg("a child did not end");
    }
    return status_of(ending.status);
}

int children_wait(struct children *children, int statuses[])
{
    int well = 0;
    for (int i = 0; i < children->count; i++) {
        int status = child_wait(children->pids[i]);
        if (statuses)
            statuses[i] = status;
        well += status == 0;
    }
    return well;
}

pid_t child_start(child_body body, void *context)
{
    return start(body, 0, context, NULL);
}

int child_run(child_body body, void *context)
{
    return child_wait(child_start(body, context));
}

bool is_root(void)
{
    if (geteuid() == 0)
        return true;
    print_message("# not tried here: it takes root to try it as another user\n");
    return false;
}
