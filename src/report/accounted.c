/*
 * The tickets that stand behind a figure of the accountability.
 */
#include <string.h>

#include "parkade/audit.h"
#include "report/account.h"

/* As parking_ticket.ended_as has it. */
static const char *const became[PK_FIGURE_COUNT] = {
    [PK_FIGURE_ISSUED] = NULL,         [PK_FIGURE_EXITED] = "exited",
    [PK_FIGURE_VOID] = "void",         [PK_FIGURE_REPLACED] = "replaced",
    [PK_FIGURE_RELEASED] = "released", [PK_FIGURE_INSIDE] = "inside",
};

static enum pk_figure figure_of(const char *name)
{
    for (int i = PK_FIGURE_EXITED; i < PK_FIGURE_COUNT; i++)
        if (strcmp(became[i], name) == 0)
            return (enum pk_figure)i;
    return PK_FIGURE_INSIDE;
}

#define NUMBERED                                                                                   \
    "WITH issued AS (SELECT ticket_no, ended_as, entry_station, entry_staff FROM parking_ticket "  \
    "WHERE ticket_no BETWEEN ?1 AND ?2) "

/* Which of them is decided on the numbers alone; the rest is read of those that are wanted. */
#define BEHIND                                                                                     \
    "SELECT t.ticket_id, t.ticket_no, v.registration_typed, s.label, "                             \
    "coalesce(t.ended_as, 'inside'), t.entry_time, t.exit_time, t.entry_station, t.entry_staff, "  \
    "t.reason FROM (SELECT ticket_no FROM issued "                                                 \
    "WHERE (?3 IS NULL OR coalesce(ended_as, 'inside') = ?3) "                                     \
    "AND (?4 IS NULL OR coalesce(entry_station, '') = ?4) "                                        \
    "AND (?5 IS NULL OR coalesce(entry_staff, '') = ?5) "                                          \
    "ORDER BY ticket_no LIMIT ?6 OFFSET ?7) n "                                                    \
    "JOIN parking_ticket t ON t.ticket_no = n.ticket_no "                                          \
    "JOIN vehicle v ON v.vehicle_id = t.vehicle_id "                                               \
    "JOIN parking_spot s ON s.spot_id = t.spot_id ORDER BY t.ticket_no"

static void read_accounted(struct query *q, struct pk_accounted *ticket)
{
    *ticket = (struct pk_accounted){.ticket_no = column_int(q, 1)};
    column_text(q, 0, ticket->ticket_id, sizeof ticket->ticket_id);
    column_text(q, 2, ticket->registration, sizeof ticket->registration);
    column_text(q, 3, ticket->spot, sizeof ticket->spot);
    ticket->became = figure_of(column_peek(q, 4));
    ticket->entry_time = column_int(q, 5);
    ticket->exit_time = column_maybe_int(q, 6);
    column_text(q, 7, ticket->entry_station, sizeof ticket->entry_station);
    column_text(q, 8, ticket->entry_who, sizeof ticket->entry_who);
    column_text(q, 9, ticket->reason, sizeof ticket->reason);
}

/* Which tickets a filter is about, and their first and last: days or numbers. */
static struct query *select_issued(struct pk_lot *lot, const struct pk_accounted_filter *filter)
{
    struct span span = {filter->first_no, filter->last_no};
    struct query *q;
    if (filter->first_no > 0) {
        q = query_on(lot->store, NUMBERED BEHIND);
    } else {
        span = report_span(lot, filter->from, filter->to);
        q = query_on(lot->store, ACCOUNT_ISSUED BEHIND);
    }
    query_int(q, span.from);
    query_int(q, span.to);
    return q;
}

/* "" is a name too: nobody's. */
static void bind_name(struct query *q, const char *name)
{
    if (name)
        query_text(q, name);
    else
        query_maybe_text(q, NULL);
}

enum pk_status pk_accounted_list(struct pk_accounted *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, const struct pk_accounted_filter *filter,
                                 int64_t skip)
{
    *count = 0;
    enum pk_status status = filter->first_no > 0
                                ? PK_OK
                                : report_check_days(filter->from, filter->to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    struct query *q = select_issued(lot, filter);
    query_maybe_text(q, became[filter->figure]);
    bind_name(q, filter->station);
    bind_name(q, filter->who);
    query_int(q, (int64_t)capacity);
    query_int(q, skip);
    while (*count < capacity && query_next(q))
        read_accounted(q, &out[(*count)++]);
    return query_end(q);
}
