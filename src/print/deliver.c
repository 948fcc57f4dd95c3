/*
 * Giving bytes to a printer: the door, and what the three ways share.
 */
#include "print/deliver.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"

enum { PAUSE_MS = 50 };

int64_t deliver_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int deliver_left(const struct delivery *delivery)
{
    int64_t left = delivery->until_ms - deliver_now();
    return left > 0 ? (int)left : 0;
}

enum pk_status deliver_fail(const struct delivery *delivery, const char *sentence)
{
    return pk_fail(PK_INTERNAL, _("The printer of %s %s"), delivery->printer->station, sentence);
}

enum pk_status deliver_fail_errno(const struct delivery *delivery, int number)
{
    const char *station = delivery->printer->station, *target = delivery->printer->target;
    const char *why = strerror(number);
    if (number == ENOSPC || number == EDQUOT)
        return pk_fail(PK_DISK_FULL, _("The printer of %s has no room left in %s."), station,
                       target);
    if (number == ENOENT || number == ENXIO || number == ENODEV)
        return pk_fail(PK_INTERNAL, _("The printer of %s is not there: %s: %s."), station, target,
                       why);
    return pk_fail(PK_INTERNAL, _("The printer of %s cannot be used: %s: %s."), station, target,
                   why);
}

static enum pk_status fail_silent(const struct delivery *delivery)
{
    return deliver_fail(delivery, _("does not take anything: is it switched on, is there paper?"));
}

enum pk_status deliver_lock(const struct delivery *delivery, int fd)
{
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return PK_OK; /* it cannot be locked: nothing to wait for */
        if (deliver_left(delivery) == 0)
            return deliver_fail(delivery, _("is kept busy by another console."));
        poll(NULL, 0, PAUSE_MS);
    }
    return PK_OK;
}

enum pk_status deliver_write(const struct delivery *delivery, int fd)
{
    size_t done = 0;
    while (done < delivery->length) {
        struct pollfd polled = {.fd = fd, .events = POLLOUT};
        int ready = poll(&polled, 1, deliver_left(delivery));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready == 0)
            return fail_silent(delivery);
        ssize_t count = write(fd, delivery->bytes + done, delivery->length - done);
        if (count >= 0)
            done += (size_t)count;
        else if (errno == EAGAIN && deliver_left(delivery) > 0)
            poll(NULL, 0, PAUSE_MS); /* some devices say ready and are not */
        else if (errno == EAGAIN)
            return fail_silent(delivery);
        else if (errno != EINTR)
            return deliver_fail_errno(delivery, errno);
    }
    return PK_OK;
}

enum pk_status deliver(const struct delivery *delivery)
{
    switch (delivery->printer->kind) {
    case PK_PRINTER_FILE:
        return deliver_file(delivery);
    case PK_PRINTER_DEVICE:
        return deliver_device(delivery);
    case PK_PRINTER_COMMAND:
        return deliver_command(delivery);
    case PK_PRINTER_NONE:
        break;
    }
    return pk_fail(PK_INTERNAL,
                   _("%s has no printer: a manager names one with the setting printer."),
                   delivery->printer->station);
}

enum pk_status pk_slip_print(bool *is_printed, const struct pk_slip *slip,
                             const struct pk_printer *printer, int limit_ms)
{
    char *bytes = NULL;
    size_t length = 0;
    *is_printed = false;
    enum pk_status status = pk_slip_render(&bytes, &length, slip, printer);
    if (!bytes)
        return status;
    struct pk_error fault = *pk_error();
    struct delivery delivery = {printer, bytes, length, deliver_now() + limit_ms,
                                slip->kind != PK_SLIP_DRAWER};
    enum pk_status delivered = length > 0 ? deliver(&delivery) : PK_OK;
    free(bytes);
    *is_printed = delivered == PK_OK;
    if (delivered != PK_OK || status == PK_OK)
        return delivered;
    return pk_fail(status, "%s", fault.message);
}
