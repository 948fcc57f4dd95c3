/*
 * What must be true of a path before SQLite touches it, and making a folder's entry durable.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

/* File systems whose locks do not hold between machines (statfs(2)). */
static const struct {
    unsigned long magic;
    const char *name;
} network_file_systems[] = {
    {0x6969, "NFS"},     {0x517b, "SMB"},      {0xff534d42, "CIFS"}, {0xfe534d42, "SMB"},
    {0x5346414f, "AFS"}, {0x6b414653, "AFS"},  {0x73757245, "Coda"}, {0x564c, "NCP"},
    {0x01021997, "9P"},  {0x00c36400, "Ceph"}, {0x01161970, "GFS2"}, {0x7461636f, "OCFS2"},
};

static enum pk_status check_file_system(const char *path)
{
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return pk_fail(PK_INTERNAL, _("The lot at %s cannot be looked at: %s."), path,
                       strerror(errno));
    for (size_t i = 0; i < sizeof network_file_systems / sizeof network_file_systems[0]; i++)
        if ((unsigned long)fs.f_type == network_file_systems[i].magic)
            return pk_fail(PK_INTERNAL,
                           _("%s lies on a network file system (%s), where locks do not hold. "
                             "Keep the lot on a disk of the lot server and reach it by ssh."),
                           path, network_file_systems[i].name);
    return PK_OK;
}

enum pk_status files_check(const char *path, struct stat *out)
{
    if (strlen(path) >= PATH_MAX - sizeof "-journal")
        return pk_fail(PK_USAGE, _("The path of the lot is too long."));
    if (stat(path, out) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return pk_fail(PK_NOT_A_LOT,
                           _("There is no lot at %s. Make one: parkade --lot FILE init --spots N."),
                           path);
        return pk_fail(PK_INTERNAL, _("The lot at %s cannot be looked at: %s."), path,
                       strerror(errno));
    }
    if (!S_ISREG(out->st_mode))
        return pk_fail(PK_NOT_A_LOT, _("%s is not a file."), path);
    if (out->st_nlink > 1)
        return pk_fail(
            PK_NOT_A_LOT,
            _("%s has a second name (a hard link). By two names one lot becomes two that "
              "overwrite each other: remove one of them."),
            path);
    if (out->st_size == 0)
        return pk_fail(PK_NOT_A_LOT,
                       _("%s is empty: no lot, or what is left of one. Restore the last backup, or "
                         "choose another file."),
                       path);
    return check_file_system(path);
}

/* Writes the folder of PATH into FOLDER of PATH_MAX bytes. */
static enum pk_status folder_of(char *folder, const char *path)
{
    char copy[PATH_MAX];
    if (!pk_copy(copy, sizeof copy, path) || !pk_copy(folder, PATH_MAX, dirname(copy)))
        return pk_fail(PK_USAGE, _("The path of the lot is too long."));
    return PK_OK;
}

enum pk_status files_check_folder(const char *path)
{
    char folder[PATH_MAX];
    enum pk_status status = folder_of(folder, path);
    if (status != PK_OK)
        return status;
    if (access(folder, F_OK) != 0)
        return pk_fail(PK_USAGE, _("There is no folder %s."), folder);
    return check_file_system(folder);
}

enum pk_status files_sync_folder(const char *path)
{
    char folder[PATH_MAX];
    enum pk_status status = folder_of(folder, path);
    if (status != PK_OK)
        return status;
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = descriptor < 0 ? -1 : fsync(descriptor);
    int number = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (result != 0)
        return pk_fail(PK_INTERNAL, _("The folder %s cannot be synced: %s."), folder,
                       strerror(number));
    return PK_OK;
}
