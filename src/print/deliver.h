/*
 * What the ways of delivering a slip share. Everything here may wait, up to a moment of the clock
 * that only goes forward.
 */
#ifndef PRINT_DELIVER_H
#define PRINT_DELIVER_H

#include "parkade/print.h"

struct delivery {
    const struct pk_printer *printer;
    const char *bytes;
    size_t length;
    int64_t until_ms;
    bool needs_paper;
};

/* Gives the bytes to the printer. Statuses as pk_slip_print(). */
enum pk_status deliver(const struct delivery *delivery);

enum pk_status deliver_file(const struct delivery *delivery);
enum pk_status deliver_device(const struct delivery *delivery);
enum pk_status deliver_command(const struct delivery *delivery);

/* Milliseconds from any beginning; how many are left, at least 0. */
int64_t deliver_now(void);
int deliver_left(const struct delivery *delivery);

/* Keeps others away from what FD is, or fails when the time is over. */
enum pk_status deliver_lock(const struct delivery *delivery, int fd);

/* Writes all of it to FD, which does not block, waiting for room. */
enum pk_status deliver_write(const struct delivery *delivery, int fd);

/* "The printer of exit-1 ...", with what the system says of NUMBER (an errno). */
enum pk_status deliver_fail(const struct delivery *delivery, const char *sentence);
enum pk_status deliver_fail_errno(const struct delivery *delivery, int number);

#endif
