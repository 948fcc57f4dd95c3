/*
 * parkaded: the gateway. Opens the lot, starts the writer and the server, then waits: for a signal
 * to end, for the bell of the lot to wake the feeds, for the service manager's watchdog.
 */
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

#include "gateway/options.h"
#include "parkade/check.h"
#include "parkade/journal.h"
#include "parkade/text.h"

enum { LOOK_MS = 1000 };

struct gateway {
    struct options options;
    struct gateway_lot writers, readers, own; /* a handle for each thread */
    struct writer writer;
    struct server server;
    int signals;
    time_t told_at; /* when the watchdog was told last */
};

static int complain(int exit_status, const char *code, const char *sentence)
{
    fprintf(stderr, "parkaded: %s: %s\n", code, sentence);
    return exit_status;
}

static int fail(enum pk_status status)
{
    return complain(pk_status_exit(status), pk_status_code(status), pk_error()->message);
}

/* Blocked in all threads, before there are any. */
static bool take_signals(struct gateway *gateway)
{
    sigset_t mask;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigemptyset(&mask);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &mask, NULL))
        return false;
    gateway->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    return gateway->signals >= 0;
}

static enum pk_status open_lots(struct gateway *gateway)
{
    const char *path = gateway->options.lot;
    enum pk_status status = gateway_lot_open(&gateway->own, path);

    if (status == PK_OK)
        status = gateway_lot_open(&gateway->readers, path);
    return status == PK_OK ? gateway_lot_open(&gateway->writers, path) : status;
}

static void close_lots(struct gateway *gateway)
{
    gateway_lot_close(&gateway->writers);
    gateway_lot_close(&gateway->readers);
    gateway_lot_close(&gateway->own);
}

/* Who may be reached from elsewhere must be able to tell who asks. */
static enum pk_status check_exposure(struct gateway *gateway, bool *is_open_to_all)
{
    bool has_tokens = false;
    enum pk_status status = pk_lot_has_tokens(&has_tokens, gateway->own.lot);

    *is_open_to_all = status == PK_OK && !has_tokens && !gateway->options.is_loopback;
    return status;
}

/* ---- running ---- */

static void tell_watchdog(struct gateway *gateway)
{
    int64_t head;

    if (gateway_lot_look(&gateway->own) == PK_OK &&
        pk_journal_head(&head, gateway->own.lot) == PK_OK)
        sd_notify(0, "WATCHDOG=1\nSTATUS=serving");
    else
        sd_notifyf(0, "WATCHDOG=1\nSTATUS=%s", pk_error()->message);
}

/* Whatever happened, the feeds look for themselves. Once a second also for what did not ring. */
static bool wait_for_end(struct gateway *gateway)
{
    struct pk_lot *lot = gateway->own.lot;
    struct pollfd polled[] = {{.fd = gateway->signals, .events = POLLIN},
                              {.fd = lot ? pk_lot_bell(lot) : -1, .events = POLLIN}};
    int count = poll(polled, 2, LOOK_MS);
    time_t now = time(NULL);

    if (count > 0 && polled[0].revents)
        return true;
    if (count > 0 && lot)
        pk_lot_bell_clear(lot);
    if (count == 0 || now != gateway->told_at) /* also where the bell never rests */
        tell_watchdog(gateway);
    gateway->told_at = now;
    feeds_wake(&gateway->server.feeds);
    return false;
}

static void say_ready(const struct gateway *gateway)
{
    char host[64];
    const char *colon = strrchr(gateway->options.listen, ':');

    snprintf(host, sizeof host, "%.*s", (int)(colon - gateway->options.listen),
             gateway->options.listen);
    fprintf(stderr, _("parkaded: %s at http://%s:%u\n"), pk_lot_name(gateway->own.lot), host,
            server_port(&gateway->server));
    sd_notify(0, "READY=1\nSTATUS=serving");
}

static int serve(struct gateway *gateway)
{
    if (!writer_start(&gateway->writer, &gateway->writers))
        return complain(1, "internal", _("No thread can be made."));
    if (!server_start(&gateway->server, &gateway->options.server, &gateway->readers,
                      &gateway->writer)) {
        fprintf(stderr, _("parkaded: internal: cannot listen on %s: %s.\n"),
                gateway->options.listen, strerror(errno));
        writer_end(&gateway->writer);
        return 1;
    }
    say_ready(gateway);
    while (!wait_for_end(gateway))
        continue;
    sd_notify(0, "STOPPING=1");
    server_stop(&gateway->server);
    return 0;
}

static int run(struct gateway *gateway)
{
    bool is_open_to_all = false;

    if (!take_signals(gateway))
        return complain(1, "internal", strerror(errno));
    enum pk_status status = open_lots(gateway);
    if (status == PK_OK)
        status = check_exposure(gateway, &is_open_to_all);
    int exit_status =
        status != PK_OK  ? fail(status)
        : is_open_to_all ? complain(2, "usage",
                                    _("No token exists, so that nobody could be told from anybody: "
                                      "make one (parkade token add) before listening to others."))
                         : serve(gateway);
    close_lots(gateway);
    return exit_status;
}

int main(int argc, char *argv[])
{
    static struct gateway gateway;
    char why[PK_MESSAGE_SIZE];

    setlocale(LC_ALL, "");
    umask(0007);
    if (!options_read(&gateway.options, argc, argv, why, sizeof why))
        return complain(2, "usage", why);
    if (gateway.options.wants_help) {
        options_help();
        return 0;
    }
    if (gateway.options.wants_version) {
        printf("parkaded %s, SQLite %s\n", PARKADE_VERSION, pk_sqlite_version());
        return 0;
    }
    return run(&gateway);
}
