/*
 * The names of the domain's values, one table each: those of the database and of JSON.
 * Calls the C library only.
 */
#include "parkade/types.h"

#include <string.h>

static const char *const vehicle_classes[PK_VEHICLE_CLASS_COUNT] = {
    [PK_CAR] = "car",
    [PK_MOTORCYCLE] = "motorcycle",
    [PK_VAN] = "van",
    [PK_TRUCK] = "truck",
};

static const char *const spot_kinds[PK_SPOT_KIND_COUNT] = {
    [PK_STANDARD] = "standard",          [PK_COMPACT] = "compact",
    [PK_ACCESSIBLE] = "accessible",      [PK_EV] = "ev",
    [PK_MOTORCYCLE_SPOT] = "motorcycle", [PK_OVERSIZE] = "oversize",
};

static const char *const ticket_states[PK_TICKET_STATE_COUNT] = {
    [PK_PARKED] = "parked",     [PK_PAID] = "paid",         [PK_OVERSTAYED] = "overstayed",
    [PK_EXPIRED] = "expired",   [PK_EXITED] = "exited",     [PK_VOID] = "void",
    [PK_REPLACED] = "replaced", [PK_RELEASED] = "released",
};

static const char *const methods[PK_METHOD_COUNT] = {
    [PK_CASH] = "cash",
    [PK_CARD] = "card",
    [PK_NIL] = "nil",
};

static const char *const ways_found[PK_FOUND_BY_COUNT] = {
    [PK_FOUND_BY_SCAN] = "scan",
    [PK_FOUND_BY_NUMBER] = "number",
    [PK_FOUND_BY_PLATE] = "plate",
    [PK_FOUND_BY_SPOT] = "spot",
};

static const char *const roles[PK_ROLE_COUNT] = {
    [PK_ATTENDANT] = "attendant",
    [PK_SUPERVISOR] = "supervisor",
    [PK_MANAGER] = "manager",
    [PK_AUDITOR] = "auditor",
};

/* The place of NAME among COUNT names, or COUNT. NULL is the name of nothing. */
static unsigned place_of(const char *const *names, unsigned count, const char *name)
{
    unsigned place = 0;

    while (place < count && (name == NULL || strcmp(names[place], name) != 0))
        place++;
    return place;
}

static const char *name_of(const char *const *names, unsigned count, unsigned value)
{
    return value < count ? names[value] : "";
}

bool pk_vehicle_class_from_name(enum pk_vehicle_class *out, const char *name)
{
    unsigned place = place_of(vehicle_classes, PK_VEHICLE_CLASS_COUNT, name);

    if (place == PK_VEHICLE_CLASS_COUNT)
        return false;
    *out = (enum pk_vehicle_class)place;
    return true;
}

bool pk_spot_kind_from_name(enum pk_spot_kind *out, const char *name)
{
    unsigned place = place_of(spot_kinds, PK_SPOT_KIND_COUNT, name);

    if (place == PK_SPOT_KIND_COUNT)
        return false;
    *out = (enum pk_spot_kind)place;
    return true;
}

bool pk_ticket_state_from_name(enum pk_ticket_state *out, const char *name)
{
    unsigned place = place_of(ticket_states, PK_TICKET_STATE_COUNT, name);

    if (place == PK_TICKET_STATE_COUNT)
        return false;
    *out = (enum pk_ticket_state)place;
    return true;
}

bool pk_method_from_name(enum pk_method *out, const char *name)
{
    unsigned place = place_of(methods, PK_METHOD_COUNT, name);

    if (place == PK_METHOD_COUNT)
        return false;
    *out = (enum pk_method)place;
    return true;
}

bool pk_found_by_from_name(enum pk_found_by *out, const char *name)
{
    unsigned place = place_of(ways_found, PK_FOUND_BY_COUNT, name);

    if (place == PK_FOUND_BY_COUNT)
        return false;
    *out = (enum pk_found_by)place;
    return true;
}

const char *pk_vehicle_class_name(enum pk_vehicle_class value)
{
    return name_of(vehicle_classes, PK_VEHICLE_CLASS_COUNT, (unsigned)value);
}

const char *pk_spot_kind_name(enum pk_spot_kind value)
{
    return name_of(spot_kinds, PK_SPOT_KIND_COUNT, (unsigned)value);
}

const char *pk_ticket_state_name(enum pk_ticket_state value)
{
    return name_of(ticket_states, PK_TICKET_STATE_COUNT, (unsigned)value);
}

const char *pk_method_name(enum pk_method value)
{
    return name_of(methods, PK_METHOD_COUNT, (unsigned)value);
}

const char *pk_found_by_name(enum pk_found_by value)
{
    return name_of(ways_found, PK_FOUND_BY_COUNT, (unsigned)value);
}

/* One word of LENGTH bytes, which need not end there. */
static unsigned need_from_word(const char *word, size_t length)
{
    static const struct {
        const char *name;
        enum pk_need need;
    } needs[] = {{"accessible", PK_NEED_ACCESSIBLE}, {"ev", PK_NEED_EV}};

    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (strlen(needs[i].name) == length && memcmp(needs[i].name, word, length) == 0)
            return needs[i].need;
    return PK_NEED_NONE;
}

bool pk_needs_from_text(unsigned *out, const char *text)
{
    unsigned needs = PK_NEED_NONE;

    if (text == NULL)
        return false;
    if (*text == '\0') {
        *out = PK_NEED_NONE;
        return true;
    }
    for (;;) {
        size_t length = strcspn(text, ",");
        unsigned need = need_from_word(text, length);
        if (need == PK_NEED_NONE)
            return false;
        needs |= need;
        if (text[length] == '\0')
            break;
        text += length + 1;
    }
    *out = needs;
    return true;
}

bool pk_role_from_name(enum pk_role *out, const char *name)
{
    unsigned place = place_of(roles, PK_ROLE_COUNT, name);

    if (place == PK_ROLE_COUNT)
        return false;
    *out = (enum pk_role)place;
    return true;
}

const char *pk_role_name(enum pk_role value)
{
    return name_of(roles, PK_ROLE_COUNT, value);
}
