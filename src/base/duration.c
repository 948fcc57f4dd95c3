/*
 * Lengths of time as text. Calls the C library only.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Nothing in a lot takes longer than a century, and a moment plus this cannot overflow. */
#define LONGEST (INT64_C(36525) * DAY)

static enum pk_status refuse(const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_USAGE,
                   _("\"%s\" is not a length of time: type it like 90 (seconds), 15m, "
                     "2h or 7d, up to 100 years."),
                   quoted);
}

/* The seconds of the unit that TEXT is, or 0. */
static int64_t unit_seconds(const char *text)
{
    static const struct {
        const char *name;
        int seconds;
    } units[] = {{"", 1}, {"s", 1}, {"m", MINUTE}, {"h", HOUR}, {"d", DAY}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i].name, text) == 0)
            return units[i].seconds;
    return 0;
}

enum pk_status pk_duration_parse(int64_t *out, const char *text)
{
    const char *at = text;
    int64_t number = 0;

    for (; *at >= '0' && *at <= '9'; at++) {
        number = number * 10 + (*at - '0');
        if (number > LONGEST)
            return refuse(text);
    }
    int64_t unit = unit_seconds(at);
    if (at == text || unit == 0 || number > LONGEST / unit)
        return refuse(text);
    *out = number * unit;
    return PK_OK;
}

/* Whole units only, rounded towards nought; the smaller of two units is left out when it is 0. */
void pk_duration_format(char text[static PK_TIME_SIZE], int64_t seconds)
{
    const char *sign = seconds <= -MINUTE ? "-" : "";
    uint64_t length = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
    uint64_t days = length / DAY, hours = length % DAY / HOUR, minutes = length % HOUR / MINUTE;

    if (days > 0 && hours > 0)
        snprintf(text, PK_TIME_SIZE, _("%s%" PRIu64 " d %" PRIu64 " h"), sign, days, hours);
    else if (days > 0)
        snprintf(text, PK_TIME_SIZE, _("%s%" PRIu64 " d"), sign, days);
    else if (hours > 0 && minutes > 0)
        snprintf(text, PK_TIME_SIZE, _("%s%" PRIu64 " h %02" PRIu64), sign, hours, minutes);
    else if (hours > 0)
        snprintf(text, PK_TIME_SIZE, _("%s%" PRIu64 " h"), sign, hours);
    else
        snprintf(text, PK_TIME_SIZE, _("%s%" PRIu64 " min"), sign, minutes);
}
