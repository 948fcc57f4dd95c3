/*
 * /metrics: the counters of the gateway and the lot's state as Prometheus reads it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "gateway/call.h"
#include "gateway/meter.h"
#include "parkade/spot.h"

const int64_t meter_bounds[METER_BUCKETS - 1] = {500,   1000,  2500,   5000,
                                                 10000, 50000, 250000, 1000000};

struct meter *meter_of_process(void)
{
    static struct meter meter;
    return &meter;
}

void meter_answer(struct meter *meter, int number, int status, int64_t microseconds)
{
    int bucket = 0;

    if (number >= 0 && number < METER_ROUTES && status / 100 < METER_CLASSES)
        atomic_fetch_add(&meter->answers[number][status / 100], 1);
    while (bucket < METER_BUCKETS - 1 && microseconds > meter_bounds[bucket])
        bucket++;
    atomic_fetch_add(&meter->took[bucket], 1);
    atomic_fetch_add(&meter->took_us, microseconds);
}

static void put_answers(FILE *out, struct meter *meter)
{
    fputs("# HELP parkade_requests_total Requests answered.\n"
          "# TYPE parkade_requests_total counter\n",
          out);
    for (int i = 0; routes[i].method; i++)
        for (int class = 1; class < METER_CLASSES; class ++)
            fprintf(out, "parkade_requests_total{method=\"%s\",path=\"%s\",status=\"%dxx\"} %lld\n",
                    routes[i].method, routes[i].path, class,
                    atomic_load(&meter->answers[i][class]));
}

static void put_durations(FILE *out, struct meter *meter)
{
    long long sum = 0;

    fputs("# HELP parkade_request_seconds How long an answer took.\n"
          "# TYPE parkade_request_seconds histogram\n",
          out);
    for (int i = 0; i < METER_BUCKETS; i++) {
        sum += atomic_load(&meter->took[i]);
        if (i < METER_BUCKETS - 1)
            fprintf(out, "parkade_request_seconds_bucket{le=\"%g\"} %lld\n",
                    (double)meter_bounds[i] / 1e6, sum);
        else
            fprintf(out, "parkade_request_seconds_bucket{le=\"+Inf\"} %lld\n", sum);
    }
    fprintf(out, "parkade_request_seconds_sum %g\nparkade_request_seconds_count %lld\n",
            (double)atomic_load(&meter->took_us) / 1e6, sum);
}

static void put_one(FILE *out, const char *name, const char *type, const char *help,
                    long long value)
{
    fprintf(out, "# HELP %s %s\n# TYPE %s %s\n%s %lld\n", name, help, name, type, name, value);
}

static void put_gateway(FILE *out, struct meter *meter)
{
    put_one(out, "parkade_batches_total", "counter", "Commits of the writer.",
            atomic_load(&meter->batches));
    put_one(out, "parkade_batched_total", "counter", "Requests in those commits.",
            atomic_load(&meter->batched));
    put_one(out, "parkade_turned_away_total", "counter", "Requests answered 503 or 429 unheard.",
            atomic_load(&meter->turned_away));
    put_one(out, "parkade_waiting", "gauge", "Changes that wait for the writer.",
            atomic_load(&meter->waiting));
    put_one(out, "parkade_feeds", "gauge", "Open event streams.", atomic_load(&meter->feeds));
    put_one(out, "parkade_connections", "gauge", "Open connections.",
            atomic_load(&meter->connections));
}

static void put_spots(FILE *out, const struct pk_availability *availability)
{
    const struct pk_spot_counts *all = &availability->all;

    put_one(out, "parkade_spots", "gauge", "Spots of the lot.", all->total);
    put_one(out, "parkade_spots_free", "gauge", "Free spots.", all->free);
    put_one(out, "parkade_spots_occupied", "gauge", "Occupied spots.", all->occupied);
    put_one(out, "parkade_spots_out_of_service", "gauge", "Empty spots out of service.",
            all->out_of_service);
}

enum pk_status look_metrics(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    struct pk_availability availability;
    char *text = NULL;
    size_t size;
    enum pk_status status = pk_availability(&availability, lot, NULL, NULL);
    FILE *file = status == PK_OK ? open_memstream(&text, &size) : NULL;

    (void)call;
    if (status != PK_OK)
        return status;
    if (file) {
        put_answers(file, meter_of_process());
        put_durations(file, meter_of_process());
        put_gateway(file, meter_of_process());
        put_spots(file, &availability);
        fclose(file);
    }
    answer_text(out, 200, "text/plain; version=0.0.4; charset=utf-8", text);
    return PK_OK;
}
