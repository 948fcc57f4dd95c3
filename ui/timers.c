/*
 * The timers. Pure.
 */
#include "timers.h"

#include <limits.h>

void timers_set(struct timers *timers, enum timer_id id, int64_t after_ms)
{
    timers->is_set[id] = true;
    timers->left_ms[id] = after_ms;
}

void timers_stop(struct timers *timers, enum timer_id id)
{
    timers->is_set[id] = false;
}

int timers_wait(const struct timers *timers)
{
    int64_t least = -1;

    for (int i = 0; i < TIMER_COUNT; i++)
        if (timers->is_set[i] && (least < 0 || timers->left_ms[i] < least))
            least = timers->left_ms[i] > 0 ? timers->left_ms[i] : 0;
    return least > INT_MAX ? INT_MAX : (int)least;
}

void timers_pass(struct timers *timers, int64_t passed_ms)
{
    for (int i = 0; i < TIMER_COUNT; i++)
        if (timers->is_set[i])
            timers->left_ms[i] -= passed_ms;
}

bool timers_take(struct timers *timers, enum timer_id id)
{
    if (!timers->is_set[id] || timers->left_ms[id] > 0)
        return false;
    timers->is_set[id] = false;
    return true;
}
