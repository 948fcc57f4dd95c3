/*
 * One console on a pseudo-terminal: start to first paint, a key until it is painted, memory, bytes
 * on the wire, and what it costs while nobody touches it; beside htop, which also draws a screen of
 * changing numbers, where that is installed.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "../support/station.h"
#include "bench.h"
#include "parkade/ticket.h"

enum { STARTS = 15, KEYS = 400, IDLE_SECONDS = 6, SPEED = 20, SPOTS_FEW = 120, SPOTS_MANY = 10000 };

static struct station console, htop;
static bool has_htop;

/* A lot of its own for each size. */
struct site {
    char path[4096];
    struct pk_lot *lot;
    int spots;
};

static void make_site(struct site *site, int spots)
{
    char name[64];

    snprintf(name, sizeof name, "console-%d.db", spots);
    bench_path(site->path, sizeof site->path, name);
    site->lot = bench_lot(site->path, (size_t)spots);
    site->spots = spots;
}

static void start_console(const struct site *site)
{
    char program[4096];
    const char *build = getenv("BUILD");
    char *argv[] = {program, "--lot", (char *)(size_t)site->path, "--station", "exit-1", NULL};

    snprintf(program, sizeof program, "%s/parkade", build ? build : "build");
    station_start(&console, station_become, argv);
}

static void start_htop(void)
{
    char *argv[] = {"htop", NULL};

    station_start(&htop, station_become, argv);
}

static void end(struct station *station)
{
    kill(station->pid, SIGKILL);
    waitpid(station->pid, NULL, 0);
    close(station->master);
}

static void settle(struct station *station)
{
    station_hush(station, 300);
}

/* ---- start ---- */

static double first_paint(struct station *station, const char *last_word, double begin)
{
    station_wait_for(station, last_word);
    double spent = bench_wall() - begin;
    end(station);
    return spent;
}

static void measure_start(const struct site *site)
{
    double ours[STARTS], beside[STARTS];

    for (int i = 0; i < STARTS; i++) {
        double begin = bench_wall();
        start_console(site);
        ours[i] = first_paint(&console, "help", begin) * 1e3;
        if (!has_htop)
            continue;
        begin = bench_wall();
        start_htop();
        beside[i] = first_paint(&htop, "F10", begin) * 1e3;
    }
    char what[64];
    snprintf(what, sizeof what, "start to first paint, %d spots, beside htop", site->spots);
    bench_row(what, bench_quantile(ours, STARTS, 0.5),
              has_htop ? bench_quantile(beside, STARTS, 0.5) : 0, "ms", "at most 2");
}

/* ---- keys ---- */

/* Letters go into the entry line, arrows move over the grid and change the details. */
static double p99_key(const struct site *site)
{
    static const char *const TURN[] = {"q", "\177", "\033[C", "\033[B", "\033[A", "\033[D"};
    double spent[KEYS];

    start_console(site);
    station_wait_for(&console, "help");
    settle(&console);
    for (int i = 0; i < KEYS; i++) {
        double begin = bench_wall();
        station_type(&console, TURN[(size_t)i % (sizeof TURN / sizeof TURN[0])]);
        console.length = console.seen = 0;
        while (console.length == 0 && bench_wall() - begin < 1)
            station_hear(&console, 1000);
        spent[i] = (bench_wall() - begin) * 1e3;
        station_hush(&console, 5);
    }
    end(&console);
    return bench_quantile(spent, KEYS, 0.99);
}

/* ---- memory ---- */

static double resident_megabytes(const struct station *station)
{
    char path[64], line[256];
    double kilobytes = 0;

    snprintf(path, sizeof path, "/proc/%d/status", (int)station->pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmRSS:", 6) == 0)
            kilobytes = strtod(line + 6, NULL);
    if (file)
        fclose(file);
    return kilobytes / 1024;
}

static void measure_memory(const struct site *site)
{
    char what[64];

    start_console(site);
    station_wait_for(&console, "help");
    settle(&console);
    snprintf(what, sizeof what, "resident memory, %d spots", site->spots);
    bench_row(what, resident_megabytes(&console), 10, "MB", "at most 1");
    end(&console);
}

/* ---- the wire ---- */

static size_t bytes_within(struct station *station, double seconds)
{
    double limit = bench_wall() + seconds;
    size_t bytes = 0;

    station->length = 0;
    while (bench_wall() < limit) {
        station_hear(station, 50);
        bytes += station->length;
        station->length = 0;
    }
    return bytes;
}

static void measure_a_changed_spot(const struct site *site)
{
    struct pk_act act = {.station = "entry-1"};
    struct pk_park how = {.registration = "AB12CD", .spot = "A05", .entered = PK_NONE};
    struct pk_ticket ticket;

    start_console(site);
    station_wait_for(&console, "help");
    settle(&console);
    bench_must(pk_park(&ticket, site->lot, &act, &how));
    bench_row("bytes for one changed spot", (double)bytes_within(&console, 0.3), 64, "B",
              "under 1");
    end(&console);
    bench_must(pk_retrieve(&ticket, site->lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
}

/* The lot's clock runs faster than the console's own timers: more minutes pass, and are drawn. */
static int64_t hurried(void *context)
{
    return 1767605000 + (int64_t)((bench_wall() - *(double *)context) * SPEED);
}

static void be_hurried(void *context)
{
    double begin = bench_wall();
    const struct pk_clock clock = {hurried, &begin};
    struct pk_lot *lot;

    bench_must(pk_lot_open(&lot, ((const struct site *)context)->path, PK_LOT_READ_WRITE, &clock));
    setenv("TERM", "xterm-256color", 1);
    _exit(console_run(lot, "exit-1"));
}

static void measure_an_idle_minute(struct site *site)
{
    station_start(&console, be_hurried, site);
    station_wait_for(&console, "help");
    settle(&console);
    size_t bytes = bytes_within(&console, IDLE_SECONDS);
    bench_row("bytes for an idle minute", (double)bytes * 60 / (IDLE_SECONDS * SPEED), 4096, "B",
              "under 1");
    end(&console);
}

/* ---- idle ---- */

static double cpu_of(const struct station *station)
{
    clockid_t id;
    struct timespec spent = {0};

    if (clock_getcpuclockid(station->pid, &id) == 0)
        clock_gettime(id, &spent);
    return (double)spent.tv_sec + (double)spent.tv_nsec / 1e9;
}

static void measure_idle_cpu(const struct site *site)
{
    start_console(site);
    station_wait_for(&console, "help");
    settle(&console);
    if (has_htop) {
        start_htop();
        station_wait_for(&htop, "F10");
    }
    double ours = cpu_of(&console), beside = has_htop ? cpu_of(&htop) : 0;
    double limit = bench_wall() + IDLE_SECONDS;
    while (bench_wall() < limit) {
        bytes_within(&console, 0.1);
        if (has_htop)
            bytes_within(&htop, 0.1);
    }
    ours = (cpu_of(&console) - ours) / IDLE_SECONDS * 100;
    bench_row("idle, of a core, beside the limit", ours, 0.05, "%", "under 1");
    if (has_htop) {
        beside = (cpu_of(&htop) - beside) / IDLE_SECONDS * 100;
        bench_row("idle, of a core, beside htop", ours, beside, "%", "at most 0.1");
        end(&htop);
    }
    end(&console);
}

int main(void)
{
    static struct site few, many;

    make_site(&few, SPOTS_FEW);
    make_site(&many, SPOTS_MANY);
    has_htop = system("command -v htop >/dev/null") == 0;
    if (!has_htop)
        printf("htop is not installed: figures beside it are left out\n");
    measure_start(&few);
    measure_start(&many);
    double at_few = p99_key(&few), at_many = p99_key(&many);
    bench_row("key to paint, p99, 120 spots, beside the limit", at_few, 5, "ms", "under 1");
    bench_row("key to paint, p99, 10,000 spots beside 120", at_many, at_few, "ms",
              "at most 1.5, under 5 ms");
    measure_memory(&few);
    measure_memory(&many);
    measure_a_changed_spot(&few);
    measure_an_idle_minute(&few);
    measure_idle_cpu(&few);
    pk_lot_close(few.lot);
    pk_lot_close(many.lot);
    return 0;
}
