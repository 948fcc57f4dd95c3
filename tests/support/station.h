/*
 * A program on a pseudo-terminal of its own: typed at, heard, resized, hung up on. For tests and
 * benches of the console.
 */
#ifndef SUPPORT_STATION_H
#define SUPPORT_STATION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

enum { STATION_OUTPUT_SIZE = 256 * 1024, STATION_PATIENCE_MS = 5000 };

struct station {
    pid_t pid;
    int master;
    struct termios before; /* the modes of the terminal as the program found it */
    char output[STATION_OUTPUT_SIZE];
    size_t length, seen; /* SEEN: up to here it was looked at */
};

/* What runs in the child, on its terminal of 80x24; it does not return. */
typedef void (*station_body)(void *context);

/* A body: becomes the program of this argument vector. */
void station_become(void *argv);

void station_start(struct station *station, station_body body, void *context);

/* Reads what there is, waiting for it at most WAIT_MS; false when the terminal is closed. */
bool station_hear(struct station *station, int wait_ms);

/* Waits until TEXT comes, after all that was waited for before; fails the test after five seconds.
 */
void station_wait_for(struct station *station, const char *text);

/* Waits until nothing has come for QUIET_MS, and forgets what came. */
void station_hush(struct station *station, int quiet_ms);

void station_type(struct station *station, const char *keys);
void station_resize(struct station *station, unsigned short lines, unsigned short columns);

/* Its exit status, 128 and the signal if one killed it. Fails the test after five seconds. */
int station_end(struct station *station);

/* Fails the test unless the modes are those from before, and full screen, bracketed paste, mouse
 * and a hidden cursor were ended since what was last waited for. */
void station_must_be_restored(const struct station *station);

#endif
