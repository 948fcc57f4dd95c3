/*
 * What every wait of a writer rests on: a clock that does not jump, and signals that do not stop
 * who holds the write lock. Calls libc only.
 */
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "store/internal.h"

int64_t wait_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Some of those that wait in step wait a little longer than the others. */
void wait_some(void)
{
    poll(NULL, 0, 1 + (int)(getpid() % 7));
}

/* A holder of the write lock that is stopped stops the lot: job control waits until it is done. */
void wait_hold_signals(sigset_t *before)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGTSTP);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &held, before);
}

void wait_release_signals(const sigset_t *before)
{
    pthread_sigmask(SIG_SETMASK, before, NULL);
}
