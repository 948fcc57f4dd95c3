/*
 * Prices a second, beside the least that is asked for: a one-line tariff, the board of a shopping
 * centre, a month with windows. And that pricing takes no memory.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "parkade/tariff.h"

enum { HOUR = 3600, DAY = 86400, BATCH = 64, ROUNDS = 5 };

static size_t allocations, while_pricing;

/* glibc's own malloc under its other name: every call of this program is counted. */
void *__libc_malloc(size_t size);
void *malloc(size_t size);
void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

static struct pk_tariff *read_tariff(const char *path)
{
    static const struct pk_tariff_home home = {"EUR", "Europe/Berlin"};
    static char text[65536];
    struct pk_tariff *tariff;
    FILE *file = fopen(path, "re");
    if (!file) {
        fprintf(stderr, "bench: cannot read %s\n", path);
        exit(1);
    }
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    bench_must(pk_tariff_read(&tariff, text, length, &home, NULL));
    return tariff;
}

/* Stays of about LENGTH, from all hours of many days. */
static struct pk_stay stay_of(int64_t length, int64_t number)
{
    int64_t entry = INT64_C(1777881600) + number * 977 % (10 * DAY);

    return (struct pk_stay){.entry = entry, .exit = entry + length + number * 131 % HOUR};
}

static double totals_a_second(const struct pk_tariff *tariff, int64_t length)
{
    double begin = bench_cpu(), spent = 0;
    int64_t count = 0, total;

    while (spent < 0.2) {
        for (int i = 0; i < BATCH; i++) {
            const struct pk_stay stay = stay_of(length, count++);
            bench_must(pk_tariff_total(&total, tariff, &stay));
        }
        spent = bench_cpu() - begin;
    }
    return (double)count / spent;
}

static double quotes_a_second(const struct pk_tariff *tariff, int64_t length)
{
    static struct pk_price price;
    double begin = bench_cpu(), spent = 0;
    int64_t count = 0;

    while (spent < 0.2) {
        for (int i = 0; i < BATCH; i++) {
            const struct pk_stay stay = stay_of(length, count++);
            bench_must(pk_tariff_price(&price, tariff, &stay));
        }
        spent = bench_cpu() - begin;
    }
    return (double)count / spent;
}

static double median(double (*measure)(const struct pk_tariff *, int64_t),
                     const struct pk_tariff *tariff, int64_t length)
{
    double values[ROUNDS];
    size_t before = allocations;

    for (int i = 0; i < ROUNDS; i++) {
        values[i] = measure(tariff, length);
    }
    while_pricing += allocations - before;
    return bench_quantile(values, ROUNDS, 0.5);
}

int main(void)
{
    struct pk_tariff *line = read_tariff("data/tariffs/hourly.tariff");
    struct pk_tariff *mall = read_tariff("data/tariffs/shopping-mall.tariff");

    bench_row("prices a second, a one-line tariff, 3 hours",
              median(totals_a_second, line, 3 * (int64_t)HOUR), 1e6, "", "over 1");
    bench_row("prices a second, a shopping centre, 3 hours",
              median(totals_a_second, mall, 3 * (int64_t)HOUR), 1e6, "", "");
    bench_row("prices a second, windows, a month", median(totals_a_second, mall, 30 * (int64_t)DAY),
              20000, "", "over 1");
    bench_row("prices a second, windows, 30 years",
              median(totals_a_second, mall, 10957 * (int64_t)DAY), 20000.0 / 365, "", "over 1");
    bench_row("whole quotes a second, a one-line tariff",
              median(quotes_a_second, line, 3 * (int64_t)HOUR), 1e6, "", "");
    bench_row("whole quotes a second, windows, a month",
              median(quotes_a_second, mall, 30 * (int64_t)DAY), 20000, "", "");
    bench_row("memory taken while pricing, calls", (double)while_pricing, 0, "", "0");
    pk_tariff_free(line);
    pk_tariff_free(mall);
    return 0;
}
