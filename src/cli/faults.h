/*
 * What is wrong with a tariff or plan file, told whole.
 */
#ifndef CLI_FAULTS_H
#define CLI_FAULTS_H

#include "cli/cli.h"

/* Prints FAULTS of the file PATH, one line each; with --json they go into the error, if there is
 * one. */
void cli_faults(struct cli *cli, const char *path, const struct pk_faults *faults);

/* The same as a JSON array: line, is_warning, message. */
json_t *cli_faults_json(const struct pk_faults *faults);

#endif
