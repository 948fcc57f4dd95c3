/*
 * Many processes on one file, as fast as they can, beside one: the gate keeps the throughput, and
 * nobody waits long.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "parkade/ticket.h"

enum { PROCESSES_MAX = 32 };

/* In memory that all processes share. */
struct shared {
    volatile int is_started;
    volatile int64_t acts[PROCESSES_MAX];
    volatile double longest[PROCESSES_MAX];
};

static const double duration = 2.0;

/* Parks and retrieves its own vehicle again and again. */
static void work(struct shared *shared, const char *path, int processes, int self)
{
    struct pk_lot *lot;
    struct pk_act act = {.station = "bench"};
    struct pk_ticket ticket;
    char plate[32];
    bench_must(pk_lot_open(&lot, path, PK_LOT_READ_WRITE, NULL));
    snprintf(plate, sizeof plate, "P%dX%d", processes, self);
    struct pk_park how = {.registration = plate, .entered = PK_NONE};
    while (!shared->is_started)
        usleep(100);
    double end = bench_wall() + duration, before;
    while ((before = bench_wall()) < end) {
        if (shared->acts[self] % 2 == 0)
            bench_must(pk_park(&ticket, lot, &act, &how));
        else
            bench_must(pk_retrieve(&ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
        shared->acts[self]++;
        double wait = bench_wall() - before;
        if (wait > shared->longest[self])
            shared->longest[self] = wait;
    }
    pk_lot_close(lot);
}

struct result {
    double rate, fairness, longest;
};

static struct result measure(struct shared *shared, const char *path, int processes)
{
    *shared = (struct shared){0};
    for (int i = 0; i < processes; i++)
        if (fork() == 0) {
            work(shared, path, processes, i);
            _exit(0);
        }
    usleep(200000);
    shared->is_started = 1;
    while (wait(NULL) > 0)
        ;
    struct result result = {0};
    int64_t least = INT64_MAX, most = 0;
    for (int i = 0; i < processes; i++) {
        int64_t acts = shared->acts[i];
        result.rate += (double)acts / duration;
        least = acts < least ? acts : least;
        most = acts > most ? acts : most;
        if (shared->longest[i] > result.longest)
            result.longest = shared->longest[i];
    }
    result.fairness = most > 0 ? (double)least / (double)most : 0;
    return result;
}

int main(void)
{
    char path[4096], what[64];
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    bench_path(path, sizeof path, "processes.db");
    pk_lot_close(bench_lot(path, 200));
    struct result one = measure(shared, path, 1);
    for (int processes = 8; processes <= PROCESSES_MAX; processes *= 2) {
        struct result many = measure(shared, path, processes);
        snprintf(what, sizeof what, "%d processes beside one, acts a second", processes);
        bench_row(what, many.rate, one.rate, "/s", "at least 0.85");
        snprintf(what, sizeof what, "%d processes, slowest beside fastest", processes);
        bench_row(what, many.fairness, 1, "", "at least 0.95");
        snprintf(what, sizeof what, "%d processes, longest wait", processes);
        bench_row(what, many.longest * 1e3, one.longest * 1e3, "ms", "under 100 ms");
    }
    return 0;
}
