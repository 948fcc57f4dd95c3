/*
 * Reading a whole file that the user named.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "parkade/text.h"

static enum pk_status read_stream(struct cli *cli, char **out, size_t *length, FILE *file,
                                  const char *path, size_t most)
{
    size_t capacity = 65536, used = 0;
    char *text = malloc(capacity);
    while (text) {
        used += fread(text + used, 1, capacity - used, file);
        if (used < capacity || used > most)
            break;
        capacity *= 2;
        char *larger = realloc(text, capacity);
        if (!larger)
            free(text);
        text = larger;
    }
    *out = text;
    *length = used;
    if (!text)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory to read %s."), path);
    if (ferror(file))
        return cli_usage(cli, _("%s cannot be read: %s."), path, strerror(errno));
    if (used > most)
        return cli_usage(cli, _("%s is longer than %zu KiB."), path, most / 1024);
    text[used] = '\0'; /* used < capacity: the loop ended on a short read */
    return PK_OK;
}

enum pk_status cli_read_file(struct cli *cli, char **out, size_t *length, const char *path,
                             size_t most)
{
    *out = NULL;
    if (strcmp(path, "-") == 0)
        return read_stream(cli, out, length, stdin, path, most);
    FILE *file = fopen(path, "re");
    if (!file)
        return cli_usage(cli, _("%s cannot be opened: %s."), path, strerror(errno));
    enum pk_status status = read_stream(cli, out, length, file, path, most);
    fclose(file);
    return status;
}
