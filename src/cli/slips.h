/*
 * Slips at the command line: on standard output as text, or at the station's printer.
 */
#ifndef CLI_SLIPS_H
#define CLI_SLIPS_H

#include "cli/cli.h"
#include "parkade/print.h"

/* --slip and --print. */
extern const struct cli_option cli_slip_options[];

/* Refuses options that cannot be meant together. */
enum pk_status cli_slip_check(struct cli *cli);

/* Whether --slip asks for the slip instead of the answer. */
bool cli_slip_replaces(const struct cli *cli);

/* Does with SLIP what the options ask for. The act was done before: a failure says so. */
enum pk_status cli_slip(struct cli *cli, const struct pk_slip *slip);

#endif
