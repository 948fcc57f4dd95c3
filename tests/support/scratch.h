/*
 * An empty store in a folder of its own, and an outsider's look at its file. The table of settings
 * serves as scratch paper: nothing guards it. For tests.
 */
#ifndef SUPPORT_SCRATCH_H
#define SUPPORT_SCRATCH_H

#include "store/store.h"

#include "folder.h"

struct scratch {
    char folder[FOLDER_PATH_SIZE];
    char path[FOLDER_PATH_SIZE];
    struct store *store;
};

/* Makes and opens it; fails the test if it cannot. */
void scratch_open(struct scratch *s);
void scratch_close(struct scratch *s);
/* One more handle on the file. Release with store_close(). */
struct store *scratch_another(const struct scratch *s);

/* Writes the setting NAME as one unit of work. */
enum pk_status scratch_set(struct store *store, const char *name, const char *value);
/* How many settings there are, as STORE sees it; -1 after a failure. */
int scratch_count(struct store *store);

/* As an outsider, through a connection of its own: runs SQL, or gives the number that it answers.
 * Fails the test if SQLite does. */
void outside_run(const char *path, const char *sql);
int64_t outside_number(const char *path, const char *sql);

#endif
