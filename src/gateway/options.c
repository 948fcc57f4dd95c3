/*
 * Options: see options.h. Calls getopt and the system's reader of addresses.
 */
#include "gateway/options.h"

#include <getopt.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parkade/text.h"

static const char SYSTEM_LOT[] = "/var/lib/parkade/lot.db";
static const char DEFAULT_LISTEN[] = "127.0.0.1:8080";

enum { CONNECTIONS = 1000, PER_ADDRESS = 256, TIMEOUT_S = 10 };

void options_help(void)
{
    puts(_("parkaded [--lot FILE] [--listen ADDRESS:PORT] [--connections N]\n"
           "         [--connections-per-address N] [--timeout SECONDS]\n"
           "Serves a lot over HTTP, beside its consoles and commands.\n"
           "\n"
           "  --lot FILE       the lot's file; else $PARKADE_LOT, else "
           "/var/lib/parkade/lot.db\n"
           "  --listen A:P     where; 127.0.0.1:8080 unless told otherwise. An address that other\n"
           "                   machines reach needs a token first: parkade token add\n"
           "  --connections N  at most so many at a time: 1000; from one address: 256\n"
           "  --timeout S      a connection that is silent so long is closed: 10\n"
           "  --help, --version"));
}

static bool complain(char *why, size_t size, const char *format, const char *what)
{
    snprintf(why, size, format, what);
    return false;
}

/* ---- the address ---- */

/* "127.0.0.1:8080", "[::1]:8080": HOST without brackets. */
static bool split(char host[static 64], char port[static 16], const char *text)
{
    const char *colon = strrchr(text, ':');
    size_t length = colon ? (size_t)(colon - text) : 0;

    if (length > 1 && text[0] == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    }
    if (length == 0 || length >= 64 || !pk_copy(port, 16, colon + 1) || !port[0])
        return false;
    memcpy(host, text, length);
    host[length] = '\0';
    return strspn(port, "0123456789") == strlen(port) && strtol(port, NULL, 10) <= 65535;
}

static bool is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET)
        return (ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >>
                24) == IN_LOOPBACKNET;
    return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

static bool read_address(struct options *out, char *why, size_t size)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                             .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char host[64], port[16];

    if (!split(host, port, out->listen) || getaddrinfo(host, port, &hints, &found) != 0)
        return complain(why, size,
                        _("--listen wants an address and a port, 127.0.0.1:8080 or [::1]:8080, not "
                          "'%.80s'."),
                        out->listen);
    memcpy(&out->server.address, found->ai_addr, found->ai_addrlen);
    out->server.address_length = found->ai_addrlen;
    freeaddrinfo(found);
    out->is_loopback = is_loopback(&out->server.address);
    return true;
}

/* ---- the rest ---- */

static bool read_count(unsigned *out, const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    *out = (unsigned)value;
    return text[0] >= '0' && text[0] <= '9' && !*end && value > 0 && value <= 100000;
}

static bool find_lot(struct options *out, char *why, size_t size)
{
    const char *named = getenv("PARKADE_LOT");

    if (!out->lot)
        out->lot = named && named[0] ? named : SYSTEM_LOT;
    return out->lot[0] || complain(why, size, "%s", _("Say where the lot is: --lot FILE."));
}

enum { LOT = 256, LISTEN, CONNECTIONS_IN_ALL, FROM_ONE, TIMEOUT, HELP, VERSION };

static const struct option OPTIONS[] = {
    {"lot", required_argument, NULL, LOT},
    {"listen", required_argument, NULL, LISTEN},
    {"connections", required_argument, NULL, CONNECTIONS_IN_ALL},
    {"connections-per-address", required_argument, NULL, FROM_ONE},
    {"timeout", required_argument, NULL, TIMEOUT},
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

/* False: the option is wrong. */
static bool take(struct options *out, int option)
{
    switch (option) {
    case LOT:
        out->lot = optarg;
        return true;
    case LISTEN:
        out->listen = optarg;
        return true;
    case CONNECTIONS_IN_ALL:
        return read_count(&out->server.connections, optarg);
    case FROM_ONE:
        return read_count(&out->server.per_address, optarg);
    case TIMEOUT:
        return read_count(&out->server.timeout_s, optarg);
    case HELP:
    case 'h':
        out->wants_help = true;
        return true;
    case VERSION:
        out->wants_version = true;
        return true;
    default:
        return false;
    }
}

bool options_read(struct options *out, int argc, char *argv[], char *why, size_t why_size)
{
    int option;

    *out = (struct options){
        .listen = DEFAULT_LISTEN,
        .server = {.connections = CONNECTIONS, .per_address = PER_ADDRESS, .timeout_s = TIMEOUT_S}};
    opterr = 0;
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1)
        if (!take(out, option))
            return complain(why, why_size, _("'%.80s' is not understood: see parkaded --help."),
                            argv[optind - 1]);
    if (optind < argc)
        return complain(why, why_size, _("'%.80s' is not understood: see parkaded --help."),
                        argv[optind]);
    return out->wants_help || out->wants_version ||
           (find_lot(out, why, why_size) && read_address(out, why, why_size));
}
