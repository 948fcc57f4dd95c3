/*
 * The command line of parkaded.
 */
#ifndef GATEWAY_OPTIONS_H
#define GATEWAY_OPTIONS_H

#include <stdbool.h>

#include "gateway/server.h"

struct options {
    const char *lot;    /* the file */
    const char *listen; /* as it was given */
    struct server_options server;
    bool is_loopback; /* the address is reached from this machine only */
    bool wants_help, wants_version;
};

/* Reads the arguments. False: a sentence is in WHY. */
bool options_read(struct options *out, int argc, char *argv[], char *why, size_t why_size);

/* Prints what parkaded takes. */
void options_help(void);

#endif
