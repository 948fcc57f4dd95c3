/*
 * A folder for a test: see folder.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

enum { DESCRIPTORS_MAX = 8 };

void folder_make(char folder[static FOLDER_PATH_SIZE])
{
    const char *base = getenv("TMPDIR");
    int length = snprintf(folder, FOLDER_PATH_SIZE, "%s/parkade-test-XXXXXX", base ? base : "/tmp");
    assert_true(length > 0 && length < FOLDER_PATH_SIZE - 64); /* room for names in it */
    assert_non_null(mkdtemp(folder));
}

static int remove_one(const char *path, const struct stat *found, int type, struct FTW *place)
{
    (void)found, (void)type, (void)place;
    return remove(path);
}

void folder_remove(const char *folder)
{
    assert_int_equal(nftw(folder, remove_one, DESCRIPTORS_MAX, FTW_DEPTH | FTW_PHYS), 0);
}

void folder_path(char out[static FOLDER_PATH_SIZE], const char *folder, const char *name)
{
    int length = snprintf(out, FOLDER_PATH_SIZE, "%s/%s", folder, name);
    assert_true(length > 0 && length < FOLDER_PATH_SIZE);
}

int folder_count(const char *folder, const char *start)
{
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            count += strncmp(entry->d_name, start, strlen(start)) == 0;
    closedir(entries);
    return count;
}

bool folder_has(const char *folder, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(path, folder, name);
    return access(path, F_OK) == 0;
}
