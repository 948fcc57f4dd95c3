/*
 * Where the lot's file is, and making the folders above it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "parkade/text.h"

static const char system_lot[] = "/var/lib/parkade/lot.db";

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

enum pk_status cli_data_path(struct cli *cli, char **out, const char *name)
{
    const char *data = environment("XDG_DATA_HOME"), *home = environment("HOME");
    int length = -1;
    *out = NULL;
    /* The base directory specification wants a relative path ignored. */
    if (data && data[0] == '/')
        length = asprintf(out, "%s/parkade/%s", data, name);
    else if (home)
        length = asprintf(out, "%s/.local/share/parkade/%s", home, name);
    else
        return cli_usage(cli, _("Say where the lot is: --lot FILE."));
    if (length < 0) {
        *out = NULL;
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
    }
    return PK_OK;
}

enum pk_status cli_lot_path(struct cli *cli, char **out)
{
    const char *path = cli_value(cli, "lot");
    if (!path)
        path = environment("PARKADE_LOT");
    if (!path && access(system_lot, F_OK) == 0)
        path = system_lot;
    if (!path)
        return cli_data_path(cli, out, "lot.db");
    *out = strdup(path);
    return *out ? PK_OK : cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
}

static enum pk_status make_parents(struct cli *cli, char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool is_made = mkdir(path, 0770) == 0 || errno == EEXIST;
        if (!is_made)
            return cli_usage(cli, _("The folder %s cannot be made: %s."), path, strerror(errno));
        *slash = '/';
    }
    return PK_OK;
}

enum pk_status cli_make_parents(struct cli *cli, const char *path)
{
    char *copy = strdup(path);
    if (!copy)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
    enum pk_status status = make_parents(cli, copy);
    free(copy);
    return status;
}
