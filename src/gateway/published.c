/*
 * Availability in two published formats: ParkAPI version 1 (one city with one lot) and DATEX II 3.5
 * parking status (the lot's place status). Field names and values are theirs.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "gateway/call.h"
#include "parkade/json.h"
#include "parkade/spot.h"

/* ---- ParkAPI ---- */

static const char *parkapi_state(const struct pk_availability *availability)
{
    return strcmp(availability->state, "closed") == 0 ? "closed" : "open";
}

static json_t *parkapi_lot(struct pk_lot *lot, const struct pk_availability *availability)
{
    int64_t free = availability->all.free - availability->reserved;

    return json_pack("{s:s, s:s, s:s, s:I, s:I, s:b, s:n, s:n, s:n, s:s}", "id", pk_lot_name(lot),
                     "name", pk_lot_name(lot), "state", parkapi_state(availability), "total",
                     (json_int_t)availability->all.total, "free", (json_int_t)(free > 0 ? free : 0),
                     "forecast", 0, "address", "coords", "region", "lot_type", "car park");
}

enum pk_status published_parkapi(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    struct pk_availability availability;
    char now[PK_TIME_SIZE];
    enum pk_status status = pk_availability(&availability, lot, NULL, NULL);

    (void)call;
    if (status != PK_OK)
        return status;
    pk_time_format_utc(now, pk_lot_now(lot));
    answer_json(out, 200,
                json_pack("{s:s, s:s, s:[o]}", "last_downloaded", now, "last_updated", now, "lots",
                          parkapi_lot(lot, &availability)));
    return PK_OK;
}

/* ---- DATEX II ---- */

enum { COUNTRY_SIZE = 3, LINE_SIZE = 512 };

static const char COUNTRIES[] = "/usr/share/zoneinfo/zone.tab";

/* The ISO 3166 code of the country that ZONE is in, by the system's table of zones, lower case;
 * "zz", which no country has, where the table does not say. */
static void find_country(char out[static COUNTRY_SIZE], const char *zone)
{
    FILE *table = fopen(COUNTRIES, "re");
    char line[LINE_SIZE], code[3], name[128];

    memcpy(out, "zz", COUNTRY_SIZE);
    while (table && fgets(line, sizeof line, table))
        if (sscanf(line, "%2[A-Z]\t%*s\t%127s", code, name) == 2 && strcmp(name, zone) == 0) {
            out[0] = (char)tolower((unsigned char)code[0]);
            out[1] = (char)tolower((unsigned char)code[1]);
            break;
        }
    if (table)
        fclose(table);
}

static json_t *datex2_value(const char *value)
{
    return json_pack("{s:s}", "value", value);
}

/* A closed lot has no state of its places: that it is closed stands in its opening status. */
static json_t *datex2_place_states(const struct pk_availability *availability)
{
    if (strcmp(availability->state, "closed") == 0)
        return json_array();
    return json_pack(
        "[o]", datex2_value(strcmp(availability->state, "full") == 0 ? "full" : "spacesAvailable"));
}

static const char *datex2_opening(const struct pk_availability *availability)
{
    return strcmp(availability->state, "closed") == 0 ? "closed" : "open";
}

static json_t *datex2_reference(const char *name)
{
    return json_pack("{s:s, s:s, s:s}", "targetClass", "FacilityObject", "idG", name, "versionG",
                     "1");
}

static json_t *datex2_occupancy(const struct pk_availability *availability)
{
    const struct pk_spot_counts *all = &availability->all;

    return json_pack("{s:I, s:I, s:I}", "numberOfVacantSpaces", (json_int_t)all->free,
                     "numberOfOccupiedSpaces", (json_int_t)all->occupied, "numberOfSpacesOverride",
                     (json_int_t)all->total);
}

static json_t *datex2_status(struct pk_lot *lot, const struct pk_availability *availability,
                             const char *now)
{
    return json_pack("{s:{s:o, s:s, s:o, s:o, s:o}}", "prkPlaceStatus", "reference",
                     datex2_reference(pk_lot_name(lot)), "lastUpdated", now, "openingStatus",
                     datex2_value(datex2_opening(availability)), "status",
                     datex2_place_states(availability), "occupancy",
                     datex2_occupancy(availability));
}

static json_t *datex2_publication(struct pk_lot *lot, const struct pk_availability *availability,
                                  const char *now)
{
    char country[COUNTRY_SIZE];

    find_country(country, pk_zone_name(pk_lot_zone(lot)));
    return json_pack("{s:s, s:s, s:{s:s, s:s}, s:[o]}", "lang", "en", "publicationTime", now,
                     "publicationCreator", "country", country, "nationalIdentifier",
                     pk_lot_name(lot), "parkingStatusInformation",
                     datex2_status(lot, availability, now));
}

enum pk_status published_datex2(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    struct pk_availability availability;
    char now[PK_TIME_SIZE];
    enum pk_status status = pk_availability(&availability, lot, NULL, NULL);

    (void)call;
    if (status != PK_OK)
        return status;
    pk_time_format_utc(now, pk_lot_now(lot));
    answer_json(out, 200,
                json_pack("{s:{s:s, s:s, s:o}}", "payload", "modelBaseVersionG", "3", "versionG",
                          "3.5", "prkParkingStatusPublication",
                          datex2_publication(lot, &availability, now)));
    return PK_OK;
}
