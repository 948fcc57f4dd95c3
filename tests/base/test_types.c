/*
 * The names of values are those of the database and of JSON, and lead back to their values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parkade/types.h"

/* The functions of one enum, seen as functions on numbers. */
struct naming {
    const char *(*name)(unsigned value);
    bool (*from_name)(unsigned *out, const char *name);
    unsigned count;
    const char *expected[PK_TICKET_STATE_COUNT];
};

static const char *vehicle_class_name(unsigned value)
{
    return pk_vehicle_class_name((enum pk_vehicle_class)value);
}

static bool vehicle_class_from_name(unsigned *out, const char *name)
{
    enum pk_vehicle_class value = (enum pk_vehicle_class) * out;
    bool found = pk_vehicle_class_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const char *spot_kind_name(unsigned value)
{
    return pk_spot_kind_name((enum pk_spot_kind)value);
}

static bool spot_kind_from_name(unsigned *out, const char *name)
{
    enum pk_spot_kind value = (enum pk_spot_kind) * out;
    bool found = pk_spot_kind_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const char *ticket_state_name(unsigned value)
{
    return pk_ticket_state_name((enum pk_ticket_state)value);
}

static bool ticket_state_from_name(unsigned *out, const char *name)
{
    enum pk_ticket_state value = (enum pk_ticket_state) * out;
    bool found = pk_ticket_state_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const char *method_name(unsigned value)
{
    return pk_method_name((enum pk_method)value);
}

static bool method_from_name(unsigned *out, const char *name)
{
    enum pk_method value = (enum pk_method) * out;
    bool found = pk_method_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const char *found_by_name(unsigned value)
{
    return pk_found_by_name((enum pk_found_by)value);
}

static bool found_by_from_name(unsigned *out, const char *name)
{
    enum pk_found_by value = (enum pk_found_by) * out;
    bool found = pk_found_by_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const char *role_name(unsigned value)
{
    return pk_role_name((enum pk_role)value);
}

static bool role_from_name(unsigned *out, const char *name)
{
    enum pk_role value = (enum pk_role) * out;
    bool found = pk_role_from_name(&value, name);

    *out = (unsigned)value;
    return found;
}

static const struct naming namings[] = {
    {vehicle_class_name,
     vehicle_class_from_name,
     PK_VEHICLE_CLASS_COUNT,
     {"car", "motorcycle", "van", "truck"}},
    {spot_kind_name,
     spot_kind_from_name,
     PK_SPOT_KIND_COUNT,
     {"standard", "compact", "accessible", "ev", "motorcycle", "oversize"}},
    {ticket_state_name,
     ticket_state_from_name,
     PK_TICKET_STATE_COUNT,
     {"parked", "paid", "overstayed", "expired", "exited", "void", "replaced", "released"}},
    {method_name, method_from_name, PK_METHOD_COUNT, {"cash", "card", "nil"}},
    {found_by_name, found_by_from_name, PK_FOUND_BY_COUNT, {"scan", "number", "plate", "spot"}},
    {role_name, role_from_name, PK_ROLE_COUNT, {"attendant", "supervisor", "manager", "auditor"}},
};

static void names_lead_to_values_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++) {
        const struct naming *naming = &namings[i];
        for (unsigned value = 0; value < naming->count; value++) {
            unsigned found = (value + 1) % naming->count;
            assert_non_null(naming->expected[value]);
            assert_string_equal(naming->name(value), naming->expected[value]);
            assert_true(naming->from_name(&found, naming->expected[value]));
            assert_int_equal(found, value);
        }
    }
}

static void what_is_no_value_has_no_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++) {
        assert_string_equal(namings[i].name(namings[i].count), "");
        assert_string_equal(namings[i].name(UINT32_MAX), "");
    }
}

static void other_words_are_no_names_and_change_nothing(void **state)
{
    static const char *const words[] = {"", " ", "Car", "CASH", "cars", "ca", "nothing", NULL};

    (void)state;
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++) {
        for (size_t word = 0; word < sizeof words / sizeof words[0]; word++) {
            unsigned value = 1;
            assert_false(namings[i].from_name(&value, words[word]));
            assert_int_equal(value, 1);
        }
    }
}

static void needs_are_a_list_of_known_words(void **state)
{
    static const struct {
        const char *text;
        bool known;
        unsigned needs;
    } cases[] = {
        {"", true, PK_NEED_NONE},
        {"accessible", true, PK_NEED_ACCESSIBLE},
        {"ev", true, PK_NEED_EV},
        {"accessible,ev", true, PK_NEED_ACCESSIBLE | PK_NEED_EV},
        {"ev,accessible", true, PK_NEED_ACCESSIBLE | PK_NEED_EV},
        {"ev,ev", true, PK_NEED_EV},
        {"standard", false, 0},
        {"EV", false, 0},
        {"e", false, 0},
        {"evs", false, 0},
        {",", false, 0},
        {"ev,", false, 0},
        {",ev", false, 0},
        {"ev,,accessible", false, 0},
        {"ev, accessible", false, 0},
        {NULL, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned needs = 77;
        assert_int_equal(pk_needs_from_text(&needs, cases[i].text), cases[i].known);
        assert_int_equal(needs, cases[i].known ? cases[i].needs : 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lead_to_values_and_back),
        cmocka_unit_test(what_is_no_value_has_no_name),
        cmocka_unit_test(other_words_are_no_names_and_change_nothing),
        cmocka_unit_test(needs_are_a_list_of_known_words),
    };

    return cmocka_run_group_tests_name("types", tests, NULL, NULL);
}
