/*
 * Searching tickets by what somebody remembers of a plate, and the lists of tickets.
 *
 * Look-alikes are folded on both sides. Vehicles inside are compared one by one (their number is
 * bounded by the spots); those that left are found by the index on the folded plate's beginning.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "ticket/row.h"

enum { MONTH = 30 * 86400 };

/* What is typed of a plate, folded like the plates; "" when it can be no plate. */
static void fold_part(char out[static PK_REGISTRATION_SIZE], const char *text)
{
    char canonical[PK_REGISTRATION_SIZE];
    out[0] = '\0';
    if (pk_registration_canonical(canonical, text) == PK_OK)
        pk_registration_fold(out, canonical);
}

static enum pk_status search_inside(struct pk_ticket *out, size_t capacity, size_t *count,
                                    struct pk_lot *lot, const char *folded)
{
    struct query *q =
        query_on(lot->store, TICKET_COLUMNS
                 "WHERE t.exit_time IS NULL AND instr(v.registration_folded, ?1) > 0 "
                 "ORDER BY instr(v.registration_folded, ?1), length(v.registration_folded), "
                 "v.registration_number LIMIT ?2");
    query_text(q, folded);
    query_int(q, (int64_t)capacity);
    return ticket_take_all(out, capacity, count, lot, q);
}

/* Too many plates begin with one or two characters, so those are taken for a whole plate. */
enum { TELLING = 3 };

static enum pk_status search_left(struct pk_ticket *out, size_t capacity, size_t *count,
                                  struct pk_lot *lot, const char *folded)
{
    char after[PK_REGISTRATION_SIZE + 4];
    /* The first text behind all that begin with FOLDED has the last code point of all after it;
     * behind FOLDED alone, the first one. */
    if (!pk_copy(after, sizeof after, folded))
        return PK_OK;
    const char *behind = strlen(folded) < TELLING ? "\x01" : "\xf4\x8f\xbf\xbf";
    memcpy(after + strlen(after), behind, strlen(behind) + 1);
    /* The plus keeps SQLite off the index on exits: it would walk through the month's. */
    struct query *q = query_on(lot->store, TICKET_COLUMNS
                               "WHERE v.registration_folded >= ?1 AND v.registration_folded < ?2 "
                               "AND +t.exit_time >= ?3 ORDER BY t.exit_time DESC LIMIT ?4");
    query_text(q, folded);
    query_text(q, after);
    query_int(q, pk_lot_now(lot) - MONTH);
    query_int(q, (int64_t)capacity);
    return ticket_take_all(out, capacity, count, lot, q);
}

static bool has(const struct pk_ticket *found, size_t count, int64_t ticket_no)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].ticket_no == ticket_no)
            return true;
    return false;
}

/* A number, spot or UUID names one ticket. */
static void add_named(struct pk_ticket *out, size_t capacity, size_t *count, struct pk_lot *lot,
                      const char *text)
{
    struct pk_ticket named;
    enum pk_found_by found_by;
    if (*count == capacity || pk_ticket_resolve(&named, &found_by, lot, text) != PK_OK)
        return;
    if (found_by != PK_FOUND_BY_PLATE && !has(out, *count, named.ticket_no))
        out[(*count)++] = named;
}

/* Those that left, without the one that was named. */
static enum pk_status add_left(struct pk_ticket *out, size_t capacity, size_t *count,
                               struct pk_lot *lot, const char *folded)
{
    size_t known = *count, found = 0;
    enum pk_status status = search_left(out + known, capacity - known, &found, lot, folded);
    for (size_t i = known; i < known + found; i++)
        if (!has(out, known, out[i].ticket_no))
            out[(*count)++] = out[i];
    return status;
}

enum pk_status pk_ticket_search(struct pk_ticket *out, size_t capacity, size_t *count,
                                struct pk_lot *lot, const char *text)
{
    char folded[PK_REGISTRATION_SIZE];
    *count = 0;
    fold_part(folded, text);
    enum pk_status status = PK_OK;
    if (folded[0] != '\0')
        status = search_inside(out, capacity, count, lot, folded);
    if (status == PK_OK)
        add_named(out, capacity, count, lot, text);
    if (status == PK_OK && folded[0] != '\0')
        status = add_left(out, capacity, count, lot, folded);
    return status;
}

/* ---- lists ---- */

enum pk_status pk_ticket_list(struct pk_ticket *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, enum pk_ticket_list list)
{
    static const char *const queries[] = {
        [PK_LIST_INSIDE] = TICKET_COLUMNS
        "WHERE t.exit_time IS NULL AND ?1 IS NOT NULL ORDER BY t.entry_time LIMIT ?2",
        [PK_LIST_EXPIRED] =
            TICKET_COLUMNS "WHERE t.exit_time IS NULL AND t.is_paid = 0 AND t.expires_at < ?1 "
                           "ORDER BY t.entry_time LIMIT ?2",
        [PK_LIST_OVERSTAYED] =
            TICKET_COLUMNS "WHERE t.exit_time IS NULL AND t.is_paid = 1 AND t.expires_at < ?1 "
                           "ORDER BY t.entry_time LIMIT ?2",
        [PK_LIST_OWING] =
            TICKET_COLUMNS "WHERE t.owed > 0 AND ?1 IS NOT NULL ORDER BY t.ticket_no LIMIT ?2",
        [PK_LIST_DOUBT] = TICKET_COLUMNS
        "WHERE t.ticket_id IN (SELECT ticket_id FROM card_attempt "
        "WHERE state IN ('pending', 'unknown')) AND ?1 IS NOT NULL ORDER BY t.ticket_no LIMIT ?2",
    };
    *count = 0;
    if ((size_t)list >= sizeof queries / sizeof queries[0])
        return pk_fail(PK_USAGE, _("There is no such list of tickets."));
    struct query *q = query_on(lot->store, queries[list]);
    query_int(q, pk_lot_now(lot));
    query_int(q, (int64_t)capacity);
    return ticket_take_all(out, capacity, count, lot, q);
}
