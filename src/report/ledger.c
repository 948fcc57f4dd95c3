/*
 * The ledger: what was booked as double-entry bookkeeping. Each transaction is made of pairs, one
 * account against another, so that it balances whatever the figures are.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "report/report.h"

struct ledger {
    struct pk_lot *lot;
    pk_posting_visit visit;
    void *context;
    bool is_over; /* the visitor has had enough */
    int64_t from, to;
    struct pk_posting posting; /* of the transaction that is being written */
};

/* A station or a name as a part of an account: letters, digits, '-', '_', '.', and whatever is not
 * ASCII; one blank between words. */
static void clean(char out[static PK_NAME_SIZE], const char *text)
{
    size_t length = 0;
    for (; *text && length + 1 < PK_NAME_SIZE; text++) {
        bool is_plain =
            isalnum((unsigned char)*text) || strchr("-_.", *text) || (unsigned char)*text >= 0x80;
        bool is_blank = *text == ' ' && length > 0 && out[length - 1] != ' ' && text[1] != '\0';
        out[length++] = *text;
        if (!is_plain && !is_blank)
            out[length - 1] = '_';
    }
    out[length] = '\0';
}

static void begin(struct ledger *ledger, const char *date, const char *what, const char *who,
                  const char *station)
{
    char name[PK_NAME_SIZE], place[PK_NAME_SIZE];
    struct pk_posting *posting = &ledger->posting;
    clean(name, who);
    clean(place, station);
    posting->transaction++;
    pk_copy(posting->date, sizeof posting->date, date);
    snprintf(posting->description, sizeof posting->description, "%s%s%s%s%s", what,
             *name ? " " : "", name, *place ? " at " : "", place);
}

static void post(struct ledger *ledger, const char *account, int64_t amount)
{
    pk_copy(ledger->posting.account, sizeof ledger->posting.account, account);
    ledger->posting.amount = amount;
    if (!ledger->is_over)
        ledger->is_over = !ledger->visit(&ledger->posting, ledger->context);
}

/* AMOUNT comes to TO, from FROM. */
static void transfer(struct ledger *ledger, const char *to, const char *from, int64_t amount)
{
    if (amount == 0)
        return;
    post(ledger, to, amount);
    post(ledger, from, -amount);
}

static void drawer(char out[static PK_ACCOUNT_SIZE], const char *station)
{
    char name[PK_NAME_SIZE];
    clean(name, station);
    snprintf(out, PK_ACCOUNT_SIZE, "assets:cash:%s", name);
}

/* ---- what was taken ---- */

static enum pk_status write_tenders(struct ledger *ledger, int64_t day, const char *date)
{
    struct span span = report_span(ledger->lot, day, day);
    struct query *q = query_on(ledger->lot->store,
                               "SELECT coalesce(station, ''), method, sum(max(amount, 0)), "
                               "-sum(min(amount, 0)) FROM tender WHERE time >= ? AND time < ? "
                               "AND method <> 'nil' GROUP BY 1, 2 ORDER BY 1, 2");
    query_int(q, span.from);
    query_int(q, span.to);
    while (query_next(q)) {
        const char *station = column_peek(q, 0), *method = column_peek(q, 1);
        char account[PK_ACCOUNT_SIZE] = "assets:card";
        if (strcmp(method, "cash") == 0)
            drawer(account, station);
        begin(ledger, date, "taken by", method, station);
        transfer(ledger, account, "income:parking", column_int(q, 2));
        transfer(ledger, "income:refunds", account, column_int(q, 3));
    }
    return query_end(q);
}

/* ---- shifts ---- */

static enum pk_status write_shifts(struct ledger *ledger, const char *date)
{
    struct query *q = query_on(
        ledger->lot->store,
        "SELECT staff, station, over_short, (SELECT coalesce(sum(amount), 0) FROM cash_movement m "
        "WHERE m.shift_id = s.shift_id AND kind = 'paid_out'), counted - opening_float + "
        "(SELECT coalesce(sum(amount), 0) FROM cash_movement m WHERE m.shift_id = s.shift_id "
        "AND kind = 'drop') FROM shift s WHERE business_date = ? AND closed_at IS NOT NULL "
        "ORDER BY shift_id");
    query_text(q, date);
    while (query_next(q)) {
        char account[PK_ACCOUNT_SIZE];
        drawer(account, column_peek(q, 1));
        begin(ledger, date, "shift of", column_peek(q, 0), column_peek(q, 1));
        transfer(ledger, account, "expenses:over and short", column_int(q, 2));
        transfer(ledger, "expenses:paid out", account, column_int(q, 3));
        transfer(ledger, "assets:cash:safe", account, column_int(q, 4));
    }
    return query_end(q);
}

/* ---- deposits ---- */

/* Cash that no shift handed in comes to the safe by the close. */
static enum pk_status write_without_shift(struct ledger *ledger, int64_t after, int64_t last)
{
    struct query *q =
        query_on(ledger->lot->store, "SELECT coalesce(station, ''), sum(amount) FROM tender "
                                     "WHERE tender_id > ? AND tender_id <= ? "
                                     "AND shift_id IS NULL AND method = 'cash' "
                                     "GROUP BY 1 ORDER BY 1");
    query_int(q, after);
    query_int(q, last);
    while (query_next(q)) {
        char account[PK_ACCOUNT_SIZE];
        drawer(account, column_peek(q, 0));
        transfer(ledger, "assets:cash:safe", account, column_int(q, 1));
    }
    return query_end(q);
}

static enum pk_status write_deposit(struct ledger *ledger, const char *date)
{
    int64_t after = 0, last = 0, cash = 0, deposit = 0;
    struct query *q = query_on(ledger->lot->store, "SELECT from_tender, last_tender, cash, deposit "
                                                   "FROM day_close WHERE business_date = ?");
    query_text(q, date);
    bool is_closed = query_next(q);
    if (is_closed) {
        after = column_int(q, 0);
        last = column_int(q, 1);
        cash = column_int(q, 2);
        deposit = column_int(q, 3);
    }
    enum pk_status status = query_end(q);
    if (status != PK_OK || !is_closed)
        return status;
    begin(ledger, date, "deposit of the day", "", "");
    status = write_without_shift(ledger, after, last);
    transfer(ledger, "assets:deposits", "assets:cash:safe", deposit);
    transfer(ledger, "expenses:deposit difference", "assets:cash:safe", cash - deposit);
    return status;
}

/* ---- the whole ---- */

static enum pk_status write_day(struct ledger *ledger, int64_t day)
{
    char date[REPORT_DATE_SIZE];
    report_date(date, day);
    enum pk_status status = write_tenders(ledger, day, date);
    if (status == PK_OK)
        status = write_shifts(ledger, date);
    return status == PK_OK ? write_deposit(ledger, date) : status;
}

static enum pk_status write_all(void *context)
{
    struct ledger *ledger = context;
    enum pk_status status = PK_OK;
    for (int64_t day = ledger->from; status == PK_OK && !ledger->is_over && day <= ledger->to;
         day++)
        status = write_day(ledger, day);
    return status;
}

enum pk_status pk_ledger_each(struct pk_lot *lot, int64_t from, int64_t to, pk_posting_visit visit,
                              void *context)
{
    struct ledger ledger = {.lot = lot, .visit = visit, .context = context, .from = from, .to = to};
    enum pk_status status = report_check_days(from, to, REPORT_DAYS_MAX);
    return status == PK_OK ? store_read(lot->store, write_all, &ledger) : status;
}
