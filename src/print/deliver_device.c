/*
 * A printer that is a device: a USB or parallel printer, a serial line, a pipe to something that
 * prints. It is asked for paper where it can tell, since what it has buffered counts as printed.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/lp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "print/deliver.h"

enum { ANSWER_MS = 400, PAUSE_MS = 20 };

static enum pk_status fail_paper(const struct delivery *delivery)
{
    return deliver_fail(delivery, _("has no paper."));
}

/* ---- does it have paper? ---- */

/* USB and parallel printers have a line for it. */
static bool line_says_no_paper(int fd)
{
    int status = 0;
    return ioctl(fd, LPGETSTATUS, &status) == 0 && (status & LP_POUTPA);
}

/* Over a serial line the printer is asked (DLE EOT 4), and answers with a byte of which some bits
 * are always the same. One that does not answer, or cannot, has paper as far as we know. */
static bool answer_says_no_paper(int fd)
{
    static const unsigned char question[] = {0x10, 0x04, 0x04};
    enum { FIXED = 0x93, FIXED_ARE = 0x12, PAPER_END = 0x60 };
    struct pollfd polled = {.fd = fd, .events = POLLIN};
    unsigned char answer = 0;
    tcflush(fd, TCIFLUSH);
    if (write(fd, question, sizeof question) != (ssize_t)sizeof question)
        return false;
    if (poll(&polled, 1, ANSWER_MS) != 1 || read(fd, &answer, 1) != 1)
        return false;
    return (answer & FIXED) == FIXED_ARE && (answer & PAPER_END) != 0;
}

static bool says_no_paper(const struct delivery *delivery, int fd)
{
    if (!delivery->needs_paper)
        return false;
    if (line_says_no_paper(fd))
        return true;
    bool can_ask = isatty(fd) && delivery->printer->format == PK_SLIP_ESCPOS;
    return can_ask && answer_says_no_paper(fd);
}

/* ---- a serial line ---- */

/* Bytes go through as they are; the speed stays as the system has it. */
static void make_raw(int fd)
{
    struct termios modes;
    if (!isatty(fd) || tcgetattr(fd, &modes) != 0)
        return;
    cfmakeraw(&modes);
    modes.c_cflag |= CLOCAL;
    tcsetattr(fd, TCSANOW, &modes);
}

/* Whether the line has taken all of it before the time is over. */
static enum pk_status wait_sent(const struct delivery *delivery, int fd)
{
    int waiting = 0;
    while (isatty(fd) && ioctl(fd, TIOCOUTQ, &waiting) == 0 && waiting > 0) {
        if (deliver_left(delivery) == 0) {
            tcflush(fd, TCOFLUSH);
            return deliver_fail(delivery, _("has stopped in the middle: is there paper?"));
        }
        poll(NULL, 0, PAUSE_MS);
    }
    return PK_OK;
}

/* ---- delivery ---- */

/* For reading too where answers can come: a pipe that nobody reads is then an error at once. */
static int open_device(const char *path)
{
    struct stat about;
    int flags = O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    if (stat(path, &about) != 0)
        return -1;
    if (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)) {
        errno = ENOTTY;
        return -1;
    }
    int fd = S_ISCHR(about.st_mode) ? open(path, O_RDWR | flags) : -1;
    return fd >= 0 ? fd : open(path, O_WRONLY | flags);
}

/* Opens it, waiting for another console that prints. */
static enum pk_status open_free(int *fd, const struct delivery *delivery)
{
    enum { AGAIN_MS = 50 };
    while ((*fd = open_device(delivery->printer->target)) < 0) {
        if (errno != EBUSY || deliver_left(delivery) == 0)
            return deliver_fail_errno(delivery, errno);
        poll(NULL, 0, AGAIN_MS);
    }
    return deliver_lock(delivery, *fd);
}

enum pk_status deliver_device(const struct delivery *delivery)
{
    int fd = -1;
    enum pk_status status = open_free(&fd, delivery);
    if (status == PK_OK) {
        make_raw(fd);
        status = says_no_paper(delivery, fd) ? fail_paper(delivery) : deliver_write(delivery, fd);
    }
    if (status == PK_OK)
        status = wait_sent(delivery, fd);
    if (fd >= 0)
        close(fd);
    return status;
}
