/*
 * What benches share.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

static double seconds(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double bench_wall(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double bench_cpu(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_quantile(double *values, size_t count, double part)
{
    qsort(values, count, sizeof *values, by_value);
    size_t at = (size_t)(part * (double)count);
    return values[at < count ? at : count - 1];
}

void bench_row(const char *what, double ours, double beside, const char *unit, const char *target)
{
    double ratio = beside > 0 ? ours / beside : 0;
    printf("%-46s %9.4g %-2s %9.4g %-2s %8.2f  %s\n", what, ours, unit, beside, unit, ratio,
           target);
    fflush(stdout);
    const char *path = getenv("BENCH_JSON");
    FILE *file = path ? fopen(path, "ae") : NULL;
    if (!file)
        return;
    fprintf(file, "{\"what\":\"%s\",\"ours\":%g,\"beside\":%g,\"unit\":\"%s\",\"ratio\":%g}\n",
            what, ours, beside, unit, ratio);
    fclose(file);
}

void bench_path(char *out, size_t size, const char *name)
{
    const char *folder = getenv("BENCH_DIR");
    snprintf(out, size, "%s/%s", folder ? folder : ".", name);
}

void bench_must(enum pk_status status)
{
    if (status == PK_OK)
        return;
    fprintf(stderr, "bench: %s\n", pk_error()->message);
    exit(1);
}

struct pk_lot *bench_lot(const char *path, size_t spots)
{
    struct pk_plan plan;
    struct pk_lot *lot;
    struct pk_act act = {.station = "bench"};
    bench_must(pk_plan_plain(&plan, spots));
    struct pk_lot_birth birth = {.name = "Bench", .plan = &plan};
    bench_must(pk_lot_create(path, &birth, &act, NULL));
    bench_must(pk_lot_open(&lot, path, PK_LOT_READ_WRITE, NULL));
    pk_plan_free(&plan);
    return lot;
}
