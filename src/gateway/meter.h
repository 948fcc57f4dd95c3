/*
 * What the gateway counts of itself, for /metrics. Plain atomic counters: any thread adds.
 */
#ifndef GATEWAY_METER_H
#define GATEWAY_METER_H

#include <stdatomic.h>
#include <stdint.h>

enum { METER_ROUTES = 32, METER_BUCKETS = 9, METER_CLASSES = 6 };

struct meter {
    atomic_llong answers[METER_ROUTES][METER_CLASSES]; /* by route and hundreds of the status */
    atomic_llong took[METER_BUCKETS];                  /* answers within meter_bounds[i] */
    atomic_llong took_us, batches, batched, turned_away;
    atomic_int waiting, feeds, connections;
};

/* Upper bounds of the durations in microseconds; the last bucket has none. */
extern const int64_t meter_bounds[METER_BUCKETS - 1];

/* Counts an answer of route NUMBER with STATUS that took so long. */
void meter_answer(struct meter *meter, int number, int status, int64_t microseconds);

/* The one of this process: see look_metrics(). */
struct meter *meter_of_process(void);

#endif
