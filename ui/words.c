/*
 * Words. Pure.
 */
#include "words.h"

#include "parkade/text.h"

const char *words_class(enum pk_vehicle_class value)
{
    static const char *const WORDS[PK_VEHICLE_CLASS_COUNT] = {"car", "motorcycle", "van", "truck"};

    return (int)value >= 0 && value < PK_VEHICLE_CLASS_COUNT ? _(WORDS[value]) : "";
}

const char *words_kind(enum pk_spot_kind value)
{
    static const char *const WORDS[PK_SPOT_KIND_COUNT] = {
        "standard", "compact", "accessible", "charging (ev)", "motorcycle", "oversize"};

    return (int)value >= 0 && value < PK_SPOT_KIND_COUNT ? _(WORDS[value]) : "";
}

const char *words_method(enum pk_method value)
{
    static const char *const WORDS[PK_METHOD_COUNT] = {"in cash", "by card", "for nothing"};

    return (int)value >= 0 && value < PK_METHOD_COUNT ? _(WORDS[value]) : "";
}
