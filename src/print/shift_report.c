/*
 * The X or Z report of a shift on a receipt printer's paper. Reads the report's JSON only: a Z that
 * was stored years ago prints as it did then.
 */
#include <stdlib.h>
#include <string.h>

#include "parkade/shift.h"
#include "parkade/text.h"
#include "parkade/zone.h"
#include "print/render.h"
#include "print/slip.h"

struct printing {
    struct slip slip;
    const json_t *report;
    const struct pk_zone *zone;
    const char *currency;
};

/* ---- values ---- */

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static long long number_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* What is not told, in a drawer that is counted blind, is a hyphen. */
static void money_of(char out[static PK_MONEY_SIZE], const struct printing *p, const json_t *object,
                     const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_integer(value))
        pk_money_format(out, json_integer_value(value), p->currency);
    else
        snprintf(out, PK_MONEY_SIZE, "-");
}

static void time_of(char out[static PK_TIME_SIZE], const struct printing *p, const json_t *object,
                    const char *key, const char *format)
{
    int64_t at;
    out[0] = '\0';
    if (text_of(object, key)[0] && pk_time_parse(&at, text_of(object, key), p->zone) == PK_OK)
        pk_time_format_local(out, p->zone, at, format);
}

static void put_text(struct printing *p, const char *title, const char *key)
{
    slip_line(&p->slip, text_of(p->report, key), "%s", title);
}

static void put_time(struct printing *p, const char *title, const char *key)
{
    char text[PK_TIME_SIZE];
    time_of(text, p, p->report, key, "%Y-%m-%d %H:%M");
    slip_line(&p->slip, text, "%s", title);
}

static void put_money(struct printing *p, const char *title, const json_t *object, const char *key)
{
    char text[PK_MONEY_SIZE];
    money_of(text, p, object, key);
    slip_line(&p->slip, text, "%s", title);
}

/* The rows under KEY with a title before them; nothing where there are none. */
static void put_rows(struct printing *p, const char *key, const char *title,
                     void (*put)(struct printing *p, const json_t *row))
{
    size_t i;
    const json_t *row, *rows = json_object_get(p->report, key);
    if (json_array_size(rows) == 0)
        return;
    slip_blank(&p->slip);
    slip_text(&p->slip, title);
    json_array_foreach((json_t *)rows, i, row) put(p, row);
}

/* ---- sections ---- */

static void put_head(struct printing *p)
{
    char number[32];
    bool is_z = strcmp(text_of(p->report, "report"), "Z") == 0;
    snprintf(number, sizeof number, _("shift %lld"), number_of(p->report, "shift_id"));
    slip_text(&p->slip, text_of(p->report, "lot"));
    slip_line(&p->slip, number, "%s", is_z ? _("Z REPORT") : _("X REPORT, a reading"));
    slip_rule(&p->slip);
    put_text(p, _("Attendant"), "staff");
    put_text(p, _("Drawer"), "station");
    put_text(p, _("Business date"), "business_date");
    put_time(p, _("Opened"), "opened_at");
    if (!is_z) {
        put_time(p, _("Read"), "read_at");
        return;
    }
    put_time(p, _("Closed"), "closed_at");
    put_text(p, _("Closed by"), "closed_by");
}

/* Three amounts side by side: what was taken, given back, and is left. */
static void put_method(struct printing *p, const json_t *row)
{
    char taken[PK_MONEY_SIZE], refunds[PK_MONEY_SIZE], net[PK_MONEY_SIZE], line[96];
    money_of(taken, p, row, "taken");
    money_of(refunds, p, row, "refunds");
    money_of(net, p, row, "net");
    snprintf(line, sizeof line, "%9s %8s %9s", taken, refunds, net);
    slip_line(&p->slip, line, "%-5s%5lld", text_of(row, "method"), number_of(row, "tenders"));
}

static void put_methods(struct printing *p)
{
    size_t i;
    const json_t *row, *rows = json_object_get(p->report, "methods");
    char title[96];
    slip_blank(&p->slip);
    snprintf(title, sizeof title, "%9s %8s %9s", _("taken"), _("back"), _("left"));
    slip_line(&p->slip, title, "%s", p->currency);
    json_array_foreach((json_t *)rows, i, row) put_method(p, row);
}

static void put_cash(struct printing *p)
{
    const json_t *cash = json_object_get(p->report, "cash");
    slip_blank(&p->slip);
    slip_text(&p->slip, _("CASH"));
    put_money(p, _("Opening float"), cash, "opening_float");
    put_money(p, _("+ taken, less given back"), cash, "taken");
    put_money(p, _("- drops"), cash, "drops");
    put_money(p, _("- paid out"), cash, "paid_outs");
    put_money(p, _("= expected"), cash, "expected");
    if (!json_is_integer(json_object_get(cash, "counted")))
        return;
    put_money(p, _("Counted"), cash, "counted");
    long long over = number_of(cash, "over_short");
    put_money(p,
              over > 0   ? _("OVER")
              : over < 0 ? _("SHORT")
                         : _("Over/short"),
              cash, "over_short");
}

static void put_piece(struct printing *p, const json_t *piece)
{
    char denomination[PK_MONEY_SIZE], sum[PK_MONEY_SIZE];
    int64_t value = json_integer_value(json_array_get(piece, 0));
    int64_t pieces = json_integer_value(json_array_get(piece, 1));
    pk_money_format(denomination, value, p->currency);
    pk_money_format(sum, value * pieces, p->currency);
    slip_line(&p->slip, sum, "%10s x %5lld", denomination, (long long)pieces);
}

static void put_count(struct printing *p, const json_t *count)
{
    size_t i;
    const json_t *piece, *pieces = json_object_get(count, "pieces");
    char when[PK_TIME_SIZE], total[PK_MONEY_SIZE];
    time_of(when, p, count, "time", "%H:%M");
    money_of(total, p, count, "total");
    slip_line(&p->slip, total, "%s %s", when, text_of(count, "staff"));
    json_array_foreach((json_t *)pieces, i, piece) put_piece(p, piece);
}

static void put_movement(struct printing *p, const json_t *row)
{
    char when[PK_TIME_SIZE], amount[PK_MONEY_SIZE] = "";
    time_of(when, p, row, "time", "%H:%M");
    if (number_of(row, "amount") > 0)
        money_of(amount, p, row, "amount");
    slip_line(&p->slip, amount, "%s %s%s", when, text_of(row, "bag_no"), text_of(row, "reason"));
}

static void put_exception(struct printing *p, const json_t *row)
{
    char amount[PK_MONEY_SIZE];
    money_of(amount, p, row, "amount");
    slip_line(&p->slip, amount, "%-15s %5lld", text_of(row, "kind"), number_of(row, "number"));
}

static void put_card(struct printing *p, const json_t *row)
{
    char when[PK_TIME_SIZE], amount[PK_MONEY_SIZE];
    time_of(when, p, row, "started_at", "%H:%M");
    money_of(amount, p, row, "amount");
    slip_line(&p->slip, amount, "%s #%lld %s", when, number_of(row, "ticket_no"),
              text_of(row, "state"));
}

static void put_range(struct printing *p, const char *name, const json_t *row)
{
    char range[64] = "-";
    if (number_of(row, "number") > 0)
        snprintf(range, sizeof range, "%lld - %lld", number_of(row, "first"),
                 number_of(row, "last"));
    slip_line(&p->slip, range, "%s: %lld", name, number_of(row, "number"));
}

static void put_receipts(struct printing *p, const json_t *row)
{
    put_range(p, text_of(row, "station"), row);
}

/* Who compares two reports compares these two lines. */
static void put_journal(struct printing *p)
{
    char half[33];
    const json_t *journal = json_object_get(p->report, "journal");
    const char *hash = text_of(journal, "hash");
    slip_rule(&p->slip);
    slip_text(&p->slip, _("Journal up to here"));
    snprintf(half, sizeof half, "%lld", number_of(journal, "seq"));
    slip_line(&p->slip, half, "%s", _("entry"));
    snprintf(half, sizeof half, "%.32s", hash);
    slip_text(&p->slip, half);
    slip_text(&p->slip, strlen(hash) > 32 ? hash + 32 : "");
}

char *shift_report_text(const json_t *report, const struct pk_zone *zone, size_t columns)
{
    struct printing p = {.report = report, .zone = zone, .currency = text_of(report, "currency")};
    if (!slip_begin(&p.slip, columns))
        return NULL;
    put_head(&p);
    put_methods(&p);
    put_cash(&p);
    put_rows(&p, "counts", _("COUNTS"), put_count);
    put_rows(&p, "drops", _("DROPS"), put_movement);
    put_rows(&p, "paid_outs", _("PAID OUT"), put_movement);
    put_rows(&p, "no_sales", _("DRAWER OPENED WITHOUT A SALE"), put_movement);
    put_rows(&p, "exceptions", _("EXCEPTIONS"), put_exception);
    put_rows(&p, "cards_in_doubt", _("CARDS IN DOUBT"), put_card);
    slip_blank(&p.slip);
    put_range(&p, _("Tickets issued"), json_object_get(report, "tickets"));
    put_rows(&p, "receipts", _("RECEIPTS"), put_receipts);
    put_journal(&p);
    return slip_end(&p.slip);
}

char *pk_shift_report_text(const json_t *report, const struct pk_zone *zone)
{
    return shift_report_text(report, zone, SLIP_COLUMNS);
}
