/*
 * Catching standard error: see stray.h.
 */
#include "stray.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "rescue.h"

void stray_init(struct stray *stray)
{
    stray->pipe = stray->found = -1;
    stray->count = 0;
}

/* Whoever writes must never wait for us: a full pipe loses what is written. */
void stray_open(struct stray *stray)
{
    int ends[2];

    if (!isatty(STDERR_FILENO) || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    stray->found = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (stray->found >= 0 && dup2(ends[1], STDERR_FILENO) == STDERR_FILENO) {
        stray->pipe = ends[0];
        rescue_pass_on(stray->pipe, stray->found);
    } else {
        close(ends[0]);
    }
    close(ends[1]);
}

/* Keeps the end of what came. */
static void keep(struct stray *stray, const char *bytes, size_t count)
{
    size_t room = sizeof stray->text - stray->count;

    if (count > room) {
        size_t lost = count - room;
        memmove(stray->text, stray->text + lost, stray->count - lost);
        stray->count -= lost;
    }
    memcpy(stray->text + stray->count, bytes, count);
    stray->count += count;
}

static bool take(struct stray *stray)
{
    char bytes[STRAY_SIZE / 4];
    ssize_t got;
    bool has_come = false;

    while ((got = read(stray->pipe, bytes, sizeof bytes)) > 0) {
        keep(stray, bytes, (size_t)got);
        has_come = true;
    }
    return has_come;
}

static bool is_end(char character)
{
    return character == '\n' || character == '\r';
}

bool stray_read(char out[static STRAY_LINE_SIZE], struct stray *stray)
{
    if (stray->pipe < 0 || !take(stray))
        return false;
    size_t end = stray->count;
    while (end > 0 && is_end(stray->text[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && !is_end(stray->text[begin - 1]) && end - begin < STRAY_LINE_SIZE - 1)
        begin--;
    memcpy(out, stray->text + begin, end - begin);
    out[end - begin] = '\0';
    return end > begin;
}

void stray_close(struct stray *stray)
{
    if (stray->pipe < 0)
        return;
    rescue_pass_on(-1, -1);
    dup2(stray->found, STDERR_FILENO);
    take(stray);
    if (write(STDERR_FILENO, stray->text, stray->count) < 0)
        stray->count = 0; /* nobody is left to be told */
    close(stray->pipe);
    close(stray->found);
    stray_init(stray);
}
