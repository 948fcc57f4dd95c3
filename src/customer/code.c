/*
 * Sponsors' codes, read: one, all of them, and whether one may be given now. Changing them is
 * code_change.c, giving them src/ticket/validate.c.
 */
#include <string.h>

#include "base/error.h"
#include "customer/customer.h"
#include "parkade/text.h"

/* Those of the database; the order is that of enum pk_off_kind. */
static const char *const kinds[PK_OFF_KIND_COUNT] = {"minutes", "percent", "amount", "flat"};

const char *code_kind_name(enum pk_off_kind kind)
{
    return (unsigned)kind < PK_OFF_KIND_COUNT ? kinds[kind] : "";
}

const char *pk_validation_kind_name(const struct pk_validation *validation)
{
    return validation->by_tariff ? "tariff" : code_kind_name(validation->kind);
}

enum pk_off_kind code_kind_of(const char *name)
{
    int kind = 0;
    while (kind + 1 < PK_OFF_KIND_COUNT && strcmp(kinds[kind], name) != 0)
        kind++;
    return (enum pk_off_kind)kind;
}

#define CODE_COLUMNS                                                                               \
    "SELECT code, sponsor, by_tariff, kind, value, valid_from, valid_to, per_day, most, given, "   \
    "is_active FROM validation "

static void read_code(struct query *q, struct pk_validation *out)
{
    *out = (struct pk_validation){0};
    column_text(q, 0, out->code, sizeof out->code);
    column_text(q, 1, out->sponsor, sizeof out->sponsor);
    out->by_tariff = column_bool(q, 2);
    out->kind = code_kind_of(column_peek(q, 3));
    out->value = column_int(q, 4);
    out->valid_from = column_maybe_int(q, 5);
    out->valid_to = column_maybe_int(q, 6);
    out->per_day = column_maybe_int(q, 7);
    out->most = column_maybe_int(q, 8);
    out->given = column_int(q, 9);
    out->is_active = column_bool(q, 10);
}

enum pk_status pk_validation_list(struct pk_validation *out, size_t capacity, size_t *count,
                                  struct pk_lot *lot)
{
    *count = 0;
    struct query *q = query_on(lot->store, CODE_COLUMNS "ORDER BY sponsor, code");
    while (*count < capacity && query_next(q))
        read_code(q, &out[(*count)++]);
    return query_end(q);
}

enum pk_status code_find(struct pk_validation *out, struct pk_lot *lot, const char *code)
{
    struct query *q = query_on(lot->store, CODE_COLUMNS "WHERE code = ? COLLATE NOCASE");
    query_text(q, code);
    bool is_found = query_next(q);
    if (is_found)
        read_code(q, out);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_TARIFF_UNKNOWN, _("There is no validation %.40s."), code);
    return status;
}

enum pk_status code_canonical(char out[static PK_CODE_SIZE], const char *code)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t length = 0;
    code = code ? code + strspn(code, " ") : "";
    for (; code[length] != '\0' && code[length] != ' ' && length + 1 < PK_CODE_SIZE; length++)
        out[length] = (char)(code[length] >= 'a' && code[length] <= 'z' ? code[length] - 'a' + 'A'
                                                                        : code[length]);
    out[length] = '\0';
    bool is_whole = code[length + strspn(code + length, " ")] == '\0';
    if (length == 0 || !is_whole || strspn(out, letters) != length)
        return pk_fail(PK_USAGE, _("A code has 1 to %d letters, digits and - _ . of ASCII."),
                       PK_CODE_SIZE - 1);
    return PK_OK;
}

/* ---- may it be given ---- */

/* How often it was given since the last midnight of the lot. */
static enum pk_status count_today(int64_t *out, struct pk_lot *lot, const char *code, int64_t now)
{
    struct pk_local local;
    pk_zone_local(&local, lot->zone, now);
    struct query *q = query_on(lot->store, "SELECT count(*) FROM ticket_validation "
                                           "WHERE code = ? AND time >= ? AND time < ?");
    query_text(q, code);
    query_int(q, pk_zone_moment(lot->zone, local.day_number, 0));
    query_int(q, pk_zone_moment(lot->zone, local.day_number + 1, 0));
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status check_limits(const struct pk_validation *validation, struct pk_lot *lot,
                                   int64_t now)
{
    int64_t today = 0;
    if (validation->most != PK_NONE && validation->given >= validation->most)
        return pk_fail(PK_TARIFF_INVALID, _("%s was given as often as it may be in all (%lld)."),
                       validation->code, (long long)validation->given);
    if (validation->per_day == PK_NONE)
        return PK_OK;
    enum pk_status status = count_today(&today, lot, validation->code, now);
    if (status == PK_OK && today >= validation->per_day)
        return pk_fail(PK_TARIFF_INVALID,
                       _("%s was given as often as it may be on one day (%lld)."), validation->code,
                       (long long)today);
    return status;
}

enum pk_status code_check(const struct pk_validation *validation, struct pk_lot *lot, int64_t now)
{
    char time[PK_TIME_SIZE];
    if (!validation->is_active)
        return pk_fail(PK_TARIFF_INVALID, _("%s is given no more."), validation->code);
    if (validation->valid_from != PK_NONE && now < validation->valid_from) {
        lot_say_time(time, lot, validation->valid_from);
        return pk_fail(PK_TARIFF_INVALID, _("%s is given from %s on."), validation->code, time);
    }
    if (validation->valid_to != PK_NONE && now >= validation->valid_to) {
        lot_say_time(time, lot, validation->valid_to);
        return pk_fail(PK_TARIFF_INVALID, _("%s ended at %s."), validation->code, time);
    }
    return check_limits(validation, lot, now);
}
