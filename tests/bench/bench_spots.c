/*
 * Availability and the next free spot: the cost does not grow with the lot, nor with its history.
 * BENCH_SPOTS and BENCH_TICKETS set the size of the large one.
 */
#include <stdlib.h>

#include "bench.h"
#include "parkade/spot.h"
#include "parkade/ticket.h"

enum { CALLS = 2000, ROUNDS = 7 };

static size_t size_from(const char *name, size_t otherwise)
{
    const char *text = getenv(name);
    return text ? (size_t)strtoul(text, NULL, 10) : otherwise;
}

static double time_availability(struct pk_lot *lot)
{
    struct pk_availability availability;
    double before = bench_wall();
    for (int i = 0; i < CALLS; i++)
        bench_must(pk_availability(&availability, lot, NULL, NULL));
    return (bench_wall() - before) / CALLS;
}

static double time_suggestion(struct pk_lot *lot)
{
    struct pk_spot spot;
    double before = bench_wall();
    for (int i = 0; i < CALLS; i++)
        bench_must(pk_spot_suggest(&spot, lot, PK_CAR, PK_NEED_NONE));
    return (bench_wall() - before) / CALLS;
}

/* History, by the domain itself: a vehicle that comes and goes, in one transaction. */
static enum pk_status make_history(struct pk_lot *lot, void *context)
{
    struct pk_act act = {.station = "bench"};
    struct pk_park how = {.registration = "HIST1", .entered = PK_NONE};
    struct pk_ticket ticket;
    for (size_t i = 0; i < *(size_t *)context; i++) {
        bench_must(pk_park(&ticket, lot, &act, &how));
        bench_must(pk_retrieve(&ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    }
    return PK_OK;
}

static void compare(const char *what, double (*measure)(struct pk_lot *), struct pk_lot *large,
                    struct pk_lot *small)
{
    double ours[ROUNDS], beside[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        ours[round] = measure(large) * 1e6;
        beside[round] = measure(small) * 1e6;
    }
    bench_row(what, bench_quantile(ours, ROUNDS, 0.5), bench_quantile(beside, ROUNDS, 0.5), "us",
              "at most 1.3, under 20 us");
}

int main(void)
{
    char path[4096];
    size_t tickets = size_from("BENCH_TICKETS", 20000);
    bench_path(path, sizeof path, "small.db");
    struct pk_lot *small = bench_lot(path, 100);
    bench_path(path, sizeof path, "large.db");
    struct pk_lot *large = bench_lot(path, size_from("BENCH_SPOTS", 100000));
    bench_must(pk_lot_together(large, make_history, &tickets));

    compare("availability, large lot beside small", time_availability, large, small);
    compare("next free spot, large lot beside small", time_suggestion, large, small);
    pk_lot_close(large);
    pk_lot_close(small);
    return 0;
}
