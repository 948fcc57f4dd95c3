/*
 * A printer that is a file: slips are appended whole, and are on the disk, or not at all.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "print/deliver.h"

/* What a full disk took is taken back: the slip comes again as a whole. */
static enum pk_status append(const struct delivery *delivery, int fd, const struct stat *before)
{
    enum pk_status status = deliver_write(delivery, fd);
    bool is_file = S_ISREG(before->st_mode);
    if (status == PK_OK && is_file && fsync(fd) != 0)
        status = deliver_fail_errno(delivery, errno);
    if (status != PK_OK && is_file && ftruncate(fd, before->st_size) != 0)
        return status; /* a part stays in the file; the failure that is told is the first */
    return status;
}

enum pk_status deliver_file(const struct delivery *delivery)
{
    struct stat about;
    /* Plates are nobody else's business. A pipe in its place does not hold us up. */
    int fd = open(delivery->printer->target,
                  O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0640);
    if (fd < 0)
        return deliver_fail_errno(delivery, errno);
    enum pk_status status = deliver_lock(delivery, fd);
    if (status == PK_OK && fstat(fd, &about) != 0)
        status = deliver_fail_errno(delivery, errno);
    if (status == PK_OK)
        status = append(delivery, fd, &about);
    close(fd);
    return status;
}
