/*
 * A folder of its own for each test, and looking into it. For tests.
 */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include <stdbool.h>

enum { FOLDER_PATH_SIZE = 256 };

/* Makes an empty folder below TMPDIR; fails the test if it cannot. */
void folder_make(char folder[static FOLDER_PATH_SIZE]);

/* Removes it with all that is in it. */
void folder_remove(const char *folder);

/* Writes the path of NAME in FOLDER. */
void folder_path(char out[static FOLDER_PATH_SIZE], const char *folder, const char *name);

/* How many entries FOLDER has whose name begins with START ("" is all). */
int folder_count(const char *folder, const char *start);

bool folder_has(const char *folder, const char *name);

#endif
