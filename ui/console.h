/*
 * The console: what the rest of the program may call of ui/.
 */
#ifndef UI_CONSOLE_H
#define UI_CONSOLE_H

#include <stdio.h>

#include "parkade/lot.h"

/* Runs the console on LOT at STATION, on the terminal of standard input and output, until it is
 * ended. Returns the program's exit status; on failure a sentence is on standard error. */
int console_run(struct pk_lot *lot, const char *station);

/* Prints the keys of every screen as mdoc, for the manual page. */
void console_dump_keys(FILE *out);

#endif
