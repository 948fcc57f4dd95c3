/*
 * Stays for a test: see stay.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>

#include "parkade/uuid.h"
#include "stay.h"

void stay_must_be(enum pk_status want, enum pk_status got, const char *call, const char *file,
                  int line)
{
    if (got != want) {
        print_error("%s\n  gave %s (%s), not %s\n", call, pk_status_code(got),
                    got == PK_OK ? "" : pk_error()->message, pk_status_code(want));
        _fail(file, line);
    }
    if (want != PK_OK && (pk_error()->status != want || pk_error()->message[0] == '\0')) {
        print_error("%s\n  gave no sentence\n", call);
        _fail(file, line);
    }
}

void stay_must_be_same(uint64_t before, uint64_t after, const char *call, const char *file,
                       int line)
{
    if (before == after)
        return;
    print_error("%s\n  was refused and changed the file\n", call);
    _fail(file, line);
}

/* ---- opening ---- */

static void open_outside(struct stays *s)
{
    assert_int_equal(sqlite3_open_v2(s->t.path, &s->outside, SQLITE_OPEN_READWRITE, NULL),
                     SQLITE_OK);
    sqlite3_busy_timeout(s->outside, 5000);
}

void stay_open_with(struct stays *s, const struct pk_lot_birth *birth)
{
    test_lot_open_with(&s->t, birth);
    open_outside(s);
}

void stay_open(struct stays *s, size_t spots)
{
    test_lot_open(&s->t, spots, "EUR");
    open_outside(s);
}

void stay_open_as(struct stays *s, const char *plan_text, const char *tariff)
{
    struct pk_plan plan;
    if (plan_text)
        OK(pk_plan_read(&plan, plan_text, strlen(plan_text), NULL));
    else
        OK(pk_plan_plain(&plan, 5));
    stay_open_with(s, &(struct pk_lot_birth){.timezone = "Europe/Berlin",
                                             .currency = "EUR",
                                             .tariff_text = tariff,
                                             .plan = &plan});
    pk_plan_free(&plan);
}

void stay_close(struct stays *s)
{
    sqlite3_close(s->outside);
    test_lot_close(&s->t);
}

/* ---- acts ---- */

struct pk_park stay_how(const char *plate)
{
    return (struct pk_park){.registration = plate, .entered = PK_NONE};
}

struct pk_pay stay_cash(const struct pk_ticket *ticket, int64_t amount, int64_t tendered)
{
    return (struct pk_pay){
        .ticket_id = ticket->ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = amount, .tendered = tendered}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };
}

struct pk_pay stay_nil(const struct pk_ticket *ticket, const char *reason)
{
    struct pk_pay pay = stay_cash(ticket, PK_NONE, PK_NONE);
    pay.tenders[0].method = PK_NIL;
    pay.reason = reason;
    return pay;
}

struct pk_act stay_act(const struct stays *s)
{
    struct pk_act act = s->t.act;
    pk_uuid_make(act.request_id, s->t.now);
    return act;
}

static struct pk_ticket park(struct stays *s, const struct pk_park *how)
{
    struct pk_ticket ticket;
    OK(pk_park(&ticket, s->t.lot, &s->t.act, how));
    return ticket;
}

struct pk_ticket stay_park(struct stays *s, const char *plate)
{
    struct pk_park how = stay_how(plate);
    return park(s, &how);
}

struct pk_ticket stay_park_at(struct stays *s, const char *plate, const char *spot)
{
    struct pk_park how = stay_how(plate);
    how.spot = spot;
    return park(s, &how);
}

struct pk_tender stay_pay_part(struct stays *s, const struct pk_ticket *ticket, int64_t amount)
{
    struct pk_tender tender;
    struct pk_pay pay = stay_cash(ticket, amount, PK_NONE);
    OK(pk_pay(&tender, NULL, s->t.lot, &s->t.act, &pay));
    return tender;
}

struct pk_tender stay_pay(struct stays *s, const struct pk_ticket *ticket)
{
    return stay_pay_part(s, ticket, PK_NONE);
}

enum pk_status stay_try_leave(struct stays *s, const struct pk_ticket *ticket)
{
    struct pk_ticket out;
    return pk_retrieve(&out, s->t.lot, &s->t.act, ticket->ticket_id, PK_FOUND_BY_SCAN);
}

struct pk_ticket stay_leave(struct stays *s, const struct pk_ticket *ticket)
{
    OK(stay_try_leave(s, ticket));
    return stay_see(s, ticket);
}

struct pk_ticket stay_see(struct stays *s, const struct pk_ticket *ticket)
{
    struct pk_ticket now;
    OK(pk_ticket_get(&now, s->t.lot, ticket->ticket_id));
    return now;
}

struct pk_quote stay_quote(struct stays *s, const struct pk_ticket *ticket)
{
    struct pk_quote quote;
    OK(pk_quote(&quote, s->t.lot, ticket->ticket_id, PK_NONE));
    return quote;
}

void stay_set(struct stays *s, const char *setting, const char *value)
{
    struct pk_setting out;
    OK(pk_setting_set(&out, s->t.lot, &s->t.act, setting, value));
}

/* ---- the outsider ---- */

static sqlite3_stmt *prepare(struct stays *s, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(s->outside, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(s->outside));
    return statement;
}

int64_t stay_count(struct stays *s, const char *sql)
{
    sqlite3_stmt *statement = prepare(s, sql);
    int64_t number = INT64_MIN;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

void stay_write(struct stays *s, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(s->outside, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
}

void stay_tamper(struct stays *s, const char *sql)
{
    char *triggers[256], drop[128];
    size_t count = 0;
    sqlite3_stmt *q = prepare(s, "SELECT sql, name FROM sqlite_master WHERE type = 'trigger'");
    stay_write(s, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF");
    while (sqlite3_step(q) == SQLITE_ROW) {
        assert_true(count < sizeof triggers / sizeof *triggers);
        triggers[count++] = strdup((const char *)sqlite3_column_text(q, 0));
    }
    sqlite3_reset(q);
    stay_write(s, "BEGIN IMMEDIATE");
    for (;;) {
        if (sqlite3_step(q) != SQLITE_ROW)
            break;
        snprintf(drop, sizeof drop, "DROP TRIGGER %s", sqlite3_column_text(q, 1));
        sqlite3_reset(q);
        stay_write(s, drop);
    }
    sqlite3_finalize(q);
    stay_write(s, sql);
    for (size_t i = 0; i < count; i++) {
        stay_write(s, triggers[i]);
        free(triggers[i]);
    }
    stay_write(s, "COMMIT; PRAGMA ignore_check_constraints = OFF");
}

static void add_row(crypto_generichash_state *state, sqlite3_stmt *row)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        int type = sqlite3_column_type(row, i), size = sqlite3_column_bytes(row, i);
        const void *bytes = sqlite3_column_blob(row, i);
        crypto_generichash_update(state, (const unsigned char *)&type, sizeof type);
        crypto_generichash_update(state, (const unsigned char *)&size, sizeof size);
        if (bytes)
            crypto_generichash_update(state, bytes, (unsigned long long)size);
    }
}

uint64_t stay_picture(struct stays *s)
{
    crypto_generichash_state state;
    unsigned char hash[16];
    char sql[128];
    uint64_t picture;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    sqlite3_stmt *tables = prepare(s, "SELECT name FROM sqlite_master WHERE type = 'table'");
    while (sqlite3_step(tables) == SQLITE_ROW) {
        snprintf(sql, sizeof sql, "SELECT * FROM %s", sqlite3_column_text(tables, 0));
        sqlite3_stmt *rows = prepare(s, sql);
        while (sqlite3_step(rows) == SQLITE_ROW)
            add_row(&state, rows);
        sqlite3_finalize(rows);
    }
    sqlite3_finalize(tables);
    crypto_generichash_final(&state, hash, sizeof hash);
    memcpy(&picture, hash, sizeof picture);
    return picture;
}

void stay_must_agree(struct stays *s)
{
    struct pk_check check;
    enum pk_status status = pk_check(&check, s->t.lot);
    if (status != PK_OK)
        fail_msg("%s: %s: %s", pk_status_code(status), check.findings[0].rule,
                 check.findings[0].message);
}
