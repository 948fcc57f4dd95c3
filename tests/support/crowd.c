/*
 * Many processes at once: see crowd.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crowd.h"

/* They get ready one by one and wait for the end of `start`, which comes to all at once. */
struct gates {
    int ready[2], start[2], answers[2];
};

struct answer {
    int number;
    struct told told;
};

static void write_whole(int descriptor, const void *bytes, size_t size)
{
    if (write(descriptor, bytes, size) != (ssize_t)size)
        _exit(4);
}

/* In the child. A connection must not be carried over a fork: it opens the lot for itself. */
static _Noreturn void take_part(struct gates *gates, const struct stays *s, int number,
                                crowd_deed *deed)
{
    struct pk_lot *lot;
    struct answer answer = {.number = number};
    char nothing = 0;
    close(gates->start[1]);
    if (pk_lot_open(&lot, s->t.path, PK_LOT_READ_WRITE, &s->t.clock) != PK_OK)
        _exit(2);
    write_whole(gates->ready[1], &nothing, 1);
    if (read(gates->start[0], &nothing, 1) != 0)
        _exit(3);
    deed(&answer.told, lot, number);
    if (answer.told.status != PK_OK)
        answer.told.error = *pk_error();
    write_whole(gates->answers[1], &answer, sizeof answer);
    pk_lot_close(lot);
    _exit(0);
}

static void read_whole(int descriptor, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = read(descriptor, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        assert_true(got > 0);
        at += got;
        size -= (size_t)got;
    }
}

/* Answers are kept apart as packets: a long write to a plain pipe may mix with another's. */
static void open_gates(struct gates *gates)
{
    assert_true(sizeof(struct answer) <= 4096);
    assert_int_equal(pipe2(gates->ready, O_CLOEXEC), 0);
    assert_int_equal(pipe2(gates->start, O_CLOEXEC), 0);
    assert_int_equal(pipe2(gates->answers, O_CLOEXEC | O_DIRECT), 0);
}

void crowd_run(struct told *told, const struct stays *s, int count, crowd_deed *deed)
{
    struct gates gates;
    struct answer answer;
    pid_t children[CROWD_MAX];
    char nothing;
    int status;
    assert_true(count <= CROWD_MAX);
    open_gates(&gates);
    for (int i = 0; i < count; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            take_part(&gates, s, i, deed);
    }
    close(gates.ready[1]);
    close(gates.answers[1]);
    close(gates.start[0]);
    for (int i = 0; i < count; i++)
        read_whole(gates.ready[0], &nothing, 1);
    close(gates.start[1]);
    for (int i = 0; i < count; i++) {
        read_whole(gates.answers[0], &answer, sizeof answer);
        told[answer.number] = answer.told;
    }
    for (int i = 0; i < count; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    close(gates.ready[0]);
    close(gates.answers[0]);
}

int crowd_count(const struct told *told, int count, enum pk_status status)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += told[i].status == status;
    return sum;
}
