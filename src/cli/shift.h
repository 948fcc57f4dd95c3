/*
 * What the commands about shifts share.
 */
#ifndef CLI_SHIFT_H
#define CLI_SHIFT_H

#include "cli/report.h"
#include "parkade/shift.h"

/* Counted cash: --cash by denomination or --total; not GIVEN where neither is there. */
enum pk_status cli_cash(struct cli *cli, struct pk_cash *out, bool *is_given);

/* The shift that the first argument numbers, else the open one of --staff, else of --as. */
enum pk_status cli_find_shift(struct cli *cli, struct pk_shift *out);

/* Prints SHIFT, with its counts when it is all that was asked for. */
enum pk_status cli_print_shift(struct cli *cli, const struct pk_shift *shift);

/* Prints the X or Z report of a shift. */
enum pk_status cli_print_shift_report(struct cli *cli, int64_t shift_id, enum report_format format);

#endif
