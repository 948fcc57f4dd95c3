/*
 * Running the built program as a user would: arguments in, exit status and both outputs back.
 * For tests. Each lot lies in a folder of its own.
 */
#ifndef SUPPORT_RUN_H
#define SUPPORT_RUN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { RUN_PATH_SIZE = 256 };

/* A folder for one test, and the lot's file in it. */
struct place {
    char folder[RUN_PATH_SIZE];
    char lot[RUN_PATH_SIZE];
    char moment[64]; /* (UTC) "2026-01-05 10:00:00": always; with "@" before it: from then on; "":
                        now */
};

/* One run that ended. */
struct run {
    int status; /* the exit status; 128 and the signal's number if it was killed */
    char *out, *err;
    json_t *json; /* what OUT is as JSON, or NULL */
};

/* Makes an empty place; fails the test if it cannot. */
struct place place_make(void);
/* Removes it with all that is in it. */
void place_remove(struct place *place);
/* Writes TEXT into the file NAME of PLACE; PATH takes where it is. */
void place_write(const struct place *place, char path[static RUN_PATH_SIZE], const char *name,
                 const char *text);

/* Runs `parkade --lot LOT` with the arguments, which end with NULL. Release with run_free(). */
struct run run_parkade(const struct place *place, ...) __attribute__((sentinel));
/* The same with `--json` before them. */
struct run run_json(const struct place *place, ...) __attribute__((sentinel));
/* Runs any program; without a place it sees the real time. Standard output goes to OUT, a
 * descriptor, when that is not negative. */
struct run run_program(const struct place *place, int out, const char *const argv[]);
void run_free(struct run *run);

/* Whether a program's clock can be set from outside: libfaketime and the start-up of the address
 * sanitizer wait for each other for ever. */
bool run_can_set_clock(void);

/* The path of the built program. */
const char *run_path(void);

#endif
