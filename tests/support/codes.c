/*
 * Sponsors' codes in tests: see codes.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes.h"
#include "parkade/text.h"

struct pk_validation codes_code(const char *name, enum pk_off_kind kind, int64_t value)
{
    struct pk_validation out = {.sponsor = "Kino",
                                .kind = kind,
                                .value = value,
                                .valid_from = PK_NONE,
                                .valid_to = PK_NONE,
                                .per_day = PK_NONE,
                                .most = PK_NONE};
    assert_true(pk_copy(out.code, sizeof out.code, name));
    return out;
}

enum pk_status codes_try_add(struct pk_validation *made, struct stays *s,
                             const struct pk_validation *what)
{
    return pk_validation_add(made, s->t.lot, &s->t.act, what);
}

void codes_add(struct stays *s, const char *name, enum pk_off_kind kind, int64_t value)
{
    struct pk_validation made, what = codes_code(name, kind, value);
    OK(codes_try_add(&made, s, &what));
}

enum pk_status codes_try_give(struct pk_given *given, struct stays *s,
                              const struct pk_ticket *ticket, const char *name)
{
    return pk_validation_give(given, s->t.lot, &s->t.act, ticket->ticket_id, name);
}

struct pk_given codes_give(struct stays *s, const struct pk_ticket *ticket, const char *name)
{
    struct pk_given given;
    OK(codes_try_give(&given, s, ticket, name));
    return given;
}
