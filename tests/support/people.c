/*
 * People for a test: see people.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "parkade/text.h"
#include "parkade/uuid.h"
#include "people.h"

static void must(enum pk_status status)
{
    if (status != PK_OK)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

void people_sign_in(struct pk_lot *lot, const char *name)
{
    struct pk_staff member;
    must(pk_sign_in(&member, lot, name, PEOPLE_PIN, "desk-1"));
}

/* The first active manager of the lot; "" while there is no staff. */
static void first_manager(char name[static PK_NAME_SIZE], struct pk_lot *lot)
{
    struct pk_staff members[32];
    size_t count;
    must(pk_staff_list(members, 32, &count, lot));
    name[0] = '\0';
    for (size_t i = 0; i < count && !name[0]; i++)
        if (members[i].role == PK_MANAGER && members[i].is_active)
            pk_copy(name, PK_NAME_SIZE, members[i].name);
}

void people_hire(struct test_lot *t, const char *name, enum pk_role role)
{
    char manager[PK_NAME_SIZE];
    struct pk_staff member;
    first_manager(manager, t->lot);
    struct pk_act act = people_act(t, manager);
    must(pk_staff_add(&member, t->lot, &act, name, role, PEOPLE_PIN));
    people_sign_in(t->lot, name);
}

struct pk_act people_act_at(const struct test_lot *t, const char *name, const char *station)
{
    struct pk_act act = {.approver = ""};
    pk_copy(act.who, sizeof act.who, name);
    pk_copy(act.station, sizeof act.station, station);
    pk_uuid_make(act.request_id, t->now);
    return act;
}

struct pk_act people_act(const struct test_lot *t, const char *name)
{
    return people_act_at(t, name, "desk-1");
}

struct pk_act people_approved(const struct test_lot *t, const char *name, const char *approver)
{
    struct pk_act act = people_act(t, name);
    must(pk_approve(&act, t->lot, approver, PEOPLE_PIN));
    return act;
}

int people_pin_fd(const char *lines)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], lines, strlen(lines)), strlen(lines));
    close(ends[1]);
    return ends[0];
}
