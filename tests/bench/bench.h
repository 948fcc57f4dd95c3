/*
 * What benches share: a clock, medians, a row of the table.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>
#include <stdint.h>

#include "parkade/lot.h"

/* Seconds on the wall, and of this process on the processor. */
double bench_wall(void);
double bench_cpu(void);

/* The value at PART (0 to 1) of COUNT values, which are sorted in place. */
double bench_quantile(double *values, size_t count, double part);

/* A row: what it costs here, beside what, their ratio, and what is aimed at. UNIT is put behind
 * both numbers. Also written to the file named by BENCH_JSON. */
void bench_row(const char *what, double ours, double beside, const char *unit, const char *target);

/* A path in the bench's folder. */
void bench_path(char *out, size_t size, const char *name);

/* Makes a plain lot of SPOTS at PATH and opens it. Ends the program on a failure. */
struct pk_lot *bench_lot(const char *path, size_t spots);

/* Ends the program with the sentence of the failure, if STATUS is one. */
void bench_must(enum pk_status status);

#endif
