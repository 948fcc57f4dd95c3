/*
 * Twenty consoles on one lot: from the key that parks a vehicle at one of them until the bytes
 * leave each of the others, and until the one that typed has its answer.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/station.h"
#include "bench.h"
#include "parkade/ticket.h"

enum { CONSOLES = 20, ROUNDS = 40, QUIET_MS = 40, SAMPLES = (CONSOLES - 1) * ROUNDS };

static struct station consoles[CONSOLES];
static double others[SAMPLES], own[ROUNDS];

static void start(struct station *console, const char *path, int number)
{
    char program[4096], name[32];
    const char *build = getenv("BUILD");
    char *argv[] = {program, "--lot", (char *)(size_t)path, "--station", name, NULL};

    snprintf(program, sizeof program, "%s/parkade", build ? build : "build");
    snprintf(name, sizeof name, "exit-%d", number + 1);
    station_start(console, station_become, argv);
    station_wait_for(console, "help");
}

static void hush_all(void)
{
    for (int i = 0; i < CONSOLES; i++)
        station_hush(&consoles[i], QUIET_MS);
}

/* Notes when the first byte of each came, in milliseconds after BEGIN. */
static void note_arrivals(double spent[static CONSOLES], double begin)
{
    struct pollfd polled[CONSOLES];
    int missing = CONSOLES;

    for (int i = 0; i < CONSOLES; i++) {
        polled[i] = (struct pollfd){.fd = consoles[i].master, .events = POLLIN};
        spent[i] = 1e3;
    }
    while (missing > 0 && bench_wall() - begin < 1) {
        poll(polled, CONSOLES, 100);
        double now = bench_wall();
        for (int i = 0; i < CONSOLES; i++) {
            if (polled[i].fd < 0 || !(polled[i].revents & POLLIN))
                continue;
            spent[i] = (now - begin) * 1e3;
            polled[i].fd = -1;
            missing--;
        }
    }
}

/* The first console parks a vehicle; afterwards it is gone again. */
static void play(struct pk_lot *lot, int round)
{
    struct pk_act act = {.station = "exit-30"};
    struct pk_ticket ticket;
    char plate[16], keys[32];
    double spent[CONSOLES];

    snprintf(plate, sizeof plate, "ZZ%d", round);
    snprintf(keys, sizeof keys, "%s\r", plate);
    station_type(&consoles[0], keys);
    hush_all();
    double begin = bench_wall();
    station_type(&consoles[0], "\r");
    note_arrivals(spent, begin);
    own[round] = spent[0];
    for (int i = 1; i < CONSOLES; i++)
        others[round * (CONSOLES - 1) + i - 1] = spent[i];
    bench_must(pk_ticket_resolve(&ticket, NULL, lot, plate));
    bench_must(pk_retrieve(&ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    station_type(&consoles[0], "\033");
    hush_all();
}

int main(void)
{
    char path[4096];

    bench_path(path, sizeof path, "consoles.db");
    struct pk_lot *lot = bench_lot(path, 120);
    for (int i = 0; i < CONSOLES; i++)
        start(&consoles[i], path, i);
    hush_all();
    for (int round = 0; round < ROUNDS; round++)
        play(lot, round);
    bench_row("20 consoles, a change seen by others, median", bench_quantile(others, SAMPLES, 0.5),
              3, "ms", "under 1");
    bench_row("20 consoles, a change seen by others, p99", bench_quantile(others, SAMPLES, 0.99),
              20, "ms", "under 1");
    bench_row("20 consoles, the answer where it was typed", bench_quantile(own, ROUNDS, 0.5), 3,
              "ms", "");
    for (int i = 0; i < CONSOLES; i++) {
        kill(consoles[i].pid, SIGKILL);
        waitpid(consoles[i].pid, NULL, 0);
    }
    pk_lot_close(lot);
    return 0;
}
