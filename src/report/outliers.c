/*
 * Outliers: what each member of staff did beside what the others did. The journal tells who did
 * what, the tenders what was taken.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/audit.h"
#include "parkade/text.h"
#include "report/report.h"

/* Fewer are chance. */
enum { TELLING = 3 };

/* The figures that are compared, and the mark of each. */
static const struct {
    size_t offset;
    enum pk_mark mark;
} figures[] = {
    {offsetof(struct pk_conduct, lost), PK_MARK_LOST},
    {offsetof(struct pk_conduct, nils), PK_MARK_NIL},
    {offsetof(struct pk_conduct, voids), PK_MARK_VOID},
    {offsetof(struct pk_conduct, refunds), PK_MARK_REFUND},
    {offsetof(struct pk_conduct, no_sales), PK_MARK_NO_SALE},
    {offsetof(struct pk_conduct, overrides), PK_MARK_OVERRIDE},
};

static int64_t figure(const struct pk_conduct *conduct, size_t number)
{
    int64_t value;
    memcpy(&value, (const char *)conduct + figures[number].offset, sizeof value);
    return value;
}

struct outliers {
    struct pk_lot *lot;
    struct span span;
    struct pk_conduct *out, *all;
    size_t capacity, *count;
};

static void read_conduct(struct query *q, struct pk_conduct *conduct)
{
    *conduct = (struct pk_conduct){.average = PK_NONE};
    column_text(q, 0, conduct->who, sizeof conduct->who);
    conduct->tickets = column_int(q, 1);
    conduct->lost = column_int(q, 2);
    conduct->nils = column_int(q, 3);
    conduct->voids = column_int(q, 4);
    conduct->refunds = column_int(q, 5);
    conduct->no_sales = column_int(q, 6);
    conduct->overrides = column_int(q, 7);
}

#define DEEDS                                                                                      \
    ", count(DISTINCT ticket_id), sum(kind = 'replace'), "                                         \
    "sum(kind = 'nil'), sum(kind = 'void'), sum(kind = 'refund'), "                                \
    "sum(kind = 'no_sale'), sum(kind = 'override') FROM journal WHERE time >= ? AND time < ? "

/* Who handled neither a ticket nor a drawer is no attendant. */
static enum pk_status read_deeds(struct outliers *all)
{
    struct query *q = query_on(all->lot->store, "SELECT coalesce(staff, '')" DEEDS
                                                "GROUP BY 1 HAVING count(ticket_id) > 0 "
                                                "OR sum(kind = 'no_sale') > 0 ORDER BY 1");
    query_int(q, all->span.from);
    query_int(q, all->span.to);
    while (*all->count < all->capacity && query_next(q))
        read_conduct(q, &all->out[(*all->count)++]);
    enum pk_status status = query_end(q);
    if (status != PK_OK)
        return status;
    q = query_on(all->lot->store, "SELECT ''" DEEDS);
    query_int(q, all->span.from);
    query_int(q, all->span.to);
    if (query_next(q))
        read_conduct(q, all->all);
    return query_end(q);
}

static struct pk_conduct *find(struct outliers *all, const char *who)
{
    for (size_t i = 0; i < *all->count; i++)
        if (strcmp(all->out[i].who, who) == 0)
            return &all->out[i];
    return NULL;
}

static enum pk_status read_prices(struct outliers *all)
{
    struct query *q =
        query_on(all->lot->store, "SELECT coalesce(staff, ''), count(DISTINCT payment_id), "
                                  "sum(amount) FROM tender WHERE time >= ? AND time < ? "
                                  "AND method <> 'nil' GROUP BY 1");
    query_int(q, all->span.from);
    query_int(q, all->span.to);
    while (query_next(q)) {
        struct pk_conduct *conduct = find(all, column_peek(q, 0));
        if (conduct) {
            conduct->paid = column_int(q, 1);
            conduct->taken = column_int(q, 2);
        }
        all->all->paid += column_int(q, 1);
        all->all->taken += column_int(q, 2);
    }
    return query_end(q);
}

/* ---- who stands out ---- */

static void take_average(struct pk_conduct *conduct)
{
    conduct->average = conduct->paid > 0 ? conduct->taken / conduct->paid : PK_NONE;
}

/* own / tickets > 2 * others / others' tickets, without dividing. */
static bool stands_out(const struct pk_conduct *one, const struct pk_conduct *all, size_t number)
{
    int64_t own = figure(one, number), others = figure(all, number) - own;
    int64_t other_tickets = all->tickets - one->tickets;
    return own >= TELLING && other_tickets > 0 && own * other_tickets > 2 * others * one->tickets;
}

static bool is_cheap(const struct pk_conduct *one, const struct pk_conduct *all)
{
    int64_t others_paid = all->paid - one->paid, others_taken = all->taken - one->taken;
    return one->paid >= TELLING && others_paid > 0 && one->average * 2 < others_taken / others_paid;
}

static void mark(struct pk_conduct *one, const struct pk_conduct *all)
{
    take_average(one);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (stands_out(one, all, i))
            one->marks |= (unsigned)figures[i].mark;
    if (is_cheap(one, all))
        one->marks |= PK_MARK_PRICE;
}

static enum pk_status read_all(void *context)
{
    struct outliers *all = context;
    enum pk_status status = read_deeds(all);
    if (status == PK_OK)
        status = read_prices(all);
    for (size_t i = 0; status == PK_OK && i < *all->count; i++)
        mark(&all->out[i], all->all);
    take_average(all->all);
    return status;
}

enum pk_status pk_outliers(struct pk_conduct *out, size_t capacity, size_t *count,
                           struct pk_conduct *all, struct pk_lot *lot, int64_t from, int64_t to)
{
    *count = 0;
    *all = (struct pk_conduct){.average = PK_NONE};
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    return store_read(
        lot->store, read_all,
        &(struct outliers){lot, report_span(lot, from, to), out, all, capacity, count});
}
