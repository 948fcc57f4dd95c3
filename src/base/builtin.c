/*
 * Finding a file that is built into the program. The table itself is made by data/embed.sh.
 */
#include "base/builtin.h"

#include <string.h>

const struct builtin_file *builtin_find(const char *name)
{
    for (const struct builtin_file *file = builtin_files; file->name != NULL; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}
