/*
 * The routes, and finding one. Pure.
 */
#include <string.h>

#include "gateway/call.h"
#include "parkade/text.h"

/* clang-format off */
const struct route routes[] = {
    {"POST", "/parking",                  PK_SCOPE_PARK,     true,  NO_FEED, act_park},
    {"GET",  "/parking/available",        0,                 false, NO_FEED, look_availability},
    {"GET",  "/parking/available/events", 0,                 false, FEED_AVAILABILITY, NULL},
    {"GET",  "/parking/{ticketId}",       PK_SCOPE_RETRIEVE, true,  NO_FEED, act_retrieve},
    {"POST", "/payment",                  PK_SCOPE_PAY,      true,  NO_FEED, act_pay},
    {"GET",  "/tickets/{ticketId}",       PK_SCOPE_LOOK,     false, NO_FEED, look_ticket},
    {"GET",  "/spots",                    PK_SCOPE_LOOK,     false, NO_FEED, look_spots},
    {"GET",  "/events",                   PK_SCOPE_LOOK,     false, FEED_JOURNAL, NULL},
    {"GET",  "/parkapi.json",             0,                 false, NO_FEED, published_parkapi},
    {"GET",  "/datex2.json",              0,                 false, NO_FEED, published_datex2},
    {"GET",  "/healthz",                  0,                 false, NO_FEED, look_health},
    {"GET",  "/metrics",                  PK_SCOPE_LOOK,     false, NO_FEED, look_metrics},
    {"GET",  "/openapi.json",             0,                 false, NO_FEED, look_openapi},
    {NULL,   NULL,                        0,                 false, NO_FEED, NULL},
};
/* clang-format on */

static const char PARAMETER[] = "{ticketId}";

/* A parameter is the whole rest of the path, and no more than one part of it. */
static bool path_fits(char parameter[static PARAMETER_SIZE], const struct route *route,
                      const char *path)
{
    const char *brace = strchr(route->path, '{');
    size_t length = brace ? (size_t)(brace - route->path) : strlen(route->path);

    parameter[0] = '\0';
    if (!brace)
        return strcmp(route->path, path) == 0;
    if (strcmp(brace, PARAMETER) != 0 || strncmp(route->path, path, length) != 0)
        return false;
    const char *rest = path + length;
    if (rest[0] == '\0' || strchr(rest, '/'))
        return false;
    if (!pk_copy(parameter, PARAMETER_SIZE, rest))
        pk_copy(parameter, PARAMETER_SIZE, "?"); /* longer than any id: none that is known */
    return true;
}

static const char *const METHODS[] = {"GET", "HEAD", "POST", NULL};

/* HEAD is as GET where that changes nothing. */
static bool method_fits(const struct route *route, const char *method)
{
    if (strcmp(method, "HEAD") == 0)
        return strcmp(route->method, "GET") == 0 && !route->is_change && !route->feed;
    return strcmp(route->method, method) == 0;
}

static const char *allowed(const struct route *route)
{
    if (strcmp(route->method, "POST") == 0)
        return METHODS[2];
    return method_fits(route, METHODS[1]) ? "GET, HEAD" : METHODS[0];
}

bool route_find(struct call *call, struct answer *out, const char *method, const char *path)
{
    const struct route *other = NULL;

    for (const struct route *route = routes; route->method; route++) {
        if (!path_fits(call->parameter, route, path))
            continue;
        if (method_fits(route, method)) {
            call->route = route;
            return true;
        }
        other = other ? other : route;
    }
    if (!other) {
        answer_refusal(out, 404, "not_found", _("There is nothing at this address."));
        return false;
    }
    answer_refusal(out, 405, "method_not_allowed", _("This address does not know that method."));
    out->allow = allowed(other);
    return false;
}
