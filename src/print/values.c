/*
 * The values of slips: see values.h. A row for each; parkade-slip(5) tells them in the same order.
 */
#include "print/values.h"

#include <stdio.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "parkade/zone.h"

/* Whether SLIP is a receipt for money given back. */
static bool is_refund(const struct pk_slip *slip)
{
    return slip->receipt.amount < 0;
}

static void put_number(char out[static VALUE_SIZE], int64_t number)
{
    if (number > 0)
        snprintf(out, VALUE_SIZE, "%lld", (long long)number);
}

static void put_time(char out[static VALUE_SIZE], const struct pk_printer *printer, int64_t at)
{
    char text[PK_TIME_SIZE];
    if (at == PK_NONE || !printer->zone)
        return;
    pk_time_format_local(text, printer->zone, at, "%Y-%m-%d %H:%M");
    pk_copy(out, VALUE_SIZE, text);
}

static void put_money(char out[static VALUE_SIZE], const struct pk_printer *printer, int64_t amount)
{
    char text[PK_MONEY_SIZE];
    pk_money_format(text, amount, printer->currency);
    snprintf(out, VALUE_SIZE, "%s %s", text, printer->currency);
}

#define WRITES(name)                                                                               \
    static void write_##name(char out[static VALUE_SIZE], const struct pk_slip *slip,              \
                             const struct pk_printer *printer)

/* ---- of both ---- */

WRITES(lot)
{
    (void)slip;
    pk_copy(out, VALUE_SIZE, printer->lot_name);
}

WRITES(copy)
{
    (void)printer;
    put_number(out, slip->copy_no);
}

WRITES(number)
{
    (void)printer;
    put_number(out, slip->ticket.ticket_no);
}

WRITES(station)
{
    (void)printer;
    bool is_receipt = slip->kind == PK_SLIP_RECEIPT;
    pk_copy(out, VALUE_SIZE, is_receipt ? slip->receipt.station : slip->station);
}

/* As it was typed, unless retention has blanked it. */
WRITES(plate)
{
    (void)printer;
    if (slip->ticket.registration_number[0])
        pk_copy(out, VALUE_SIZE, slip->ticket.registration_typed);
}

WRITES(class)
{
    static const char *const words[PK_VEHICLE_CLASS_COUNT] = {"car", "motorcycle", "van", "truck"};
    (void)printer;
    if ((unsigned)slip->ticket.vehicle_class < PK_VEHICLE_CLASS_COUNT)
        pk_copy(out, VALUE_SIZE, _(words[slip->ticket.vehicle_class]));
}

WRITES(spot)
{
    (void)printer;
    pk_copy(out, VALUE_SIZE, slip->ticket.spot);
}

WRITES(entry)
{
    put_time(out, printer, slip->ticket.entry_time);
}

/* ---- of a ticket ---- */

WRITES(valid_until)
{
    put_time(out, printer, slip->ticket.expires_at);
}

WRITES(code)
{
    char text[PK_UUID_SIZE] = "";
    (void)printer;
    if (slip->ticket.ticket_id[0])
        pk_uuid_printed(text, slip->ticket.ticket_id);
    pk_copy(out, VALUE_SIZE, text);
}

WRITES(replacement)
{
    (void)printer;
    if (slip->ticket.replaces[0])
        pk_copy(out, VALUE_SIZE, _("replaces a lost ticket"));
}

/* ---- of a receipt ---- */

WRITES(title)
{
    (void)printer;
    pk_copy(out, VALUE_SIZE, is_refund(slip) ? _("REFUND") : _("RECEIPT"));
}

WRITES(receipt)
{
    (void)printer;
    put_number(out, slip->receipt.receipt_no);
}

WRITES(paid_at)
{
    put_time(out, printer, slip->receipt.payment_time);
}

/* From the entry to the payment; a refund says nothing of it. */
WRITES(stay)
{
    char text[PK_TIME_SIZE];
    int64_t length = slip->receipt.payment_time - slip->ticket.entry_time;
    (void)printer;
    if (is_refund(slip) || length < 0)
        return;
    pk_duration_format(text, length);
    pk_copy(out, VALUE_SIZE, text);
}

WRITES(amount)
{
    put_money(out, printer, slip->receipt.amount);
}

WRITES(method)
{
    static const char *const words[PK_METHOD_COUNT] = {"cash", "card", "for nothing"};
    (void)printer;
    if ((unsigned)slip->receipt.method < PK_METHOD_COUNT)
        pk_copy(out, VALUE_SIZE, _(words[slip->receipt.method]));
}

/* Only where there was change: else it says what the amount does. */
WRITES(tendered)
{
    if (slip->receipt.change > 0)
        put_money(out, printer, slip->receipt.tendered);
}

WRITES(change)
{
    if (slip->receipt.change > 0)
        put_money(out, printer, slip->receipt.change);
}

/* A copy of a later day would tell what holds then, not what was told. */
WRITES(leave_by)
{
    const struct pk_ticket *ticket = &slip->ticket;
    if (slip->copy_no == 0 && !is_refund(slip) && ticket->is_paid && ticket->exit_time == PK_NONE)
        put_time(out, printer, ticket->expires_at);
}

WRITES(attendant)
{
    (void)printer;
    pk_copy(out, VALUE_SIZE, slip->receipt.who);
}

WRITES(reason)
{
    (void)printer;
    pk_copy(out, VALUE_SIZE, slip->receipt.reason);
}

/* ---- the table ---- */

enum {
    TICKET = 1U << PK_SLIP_TICKET,
    RECEIPT = 1U << PK_SLIP_RECEIPT,
    TEST = 1U << PK_SLIP_TEST,
    BOTH = TICKET | RECEIPT
};

const struct value value_table[] = {
    {"lot", BOTH | TEST, write_lot},
    {"copy", BOTH, write_copy},
    {"number", BOTH, write_number},
    {"station", BOTH | TEST, write_station},
    {"plate", BOTH, write_plate},
    {"class", BOTH, write_class},
    {"spot", BOTH, write_spot},
    {"entry", BOTH, write_entry},
    {"valid_until", TICKET, write_valid_until},
    {"code", TICKET, write_code},
    {"replacement", TICKET, write_replacement},
    {"title", RECEIPT, write_title},
    {"receipt", RECEIPT, write_receipt},
    {"paid_at", RECEIPT, write_paid_at},
    {"stay", RECEIPT, write_stay},
    {"amount", RECEIPT, write_amount},
    {"method", RECEIPT, write_method},
    {"tendered", RECEIPT, write_tendered},
    {"change", RECEIPT, write_change},
    {"leave_by", RECEIPT, write_leave_by},
    {"attendant", RECEIPT, write_attendant},
    {"reason", RECEIPT, write_reason},
    {NULL, 0, NULL},
};

const struct value *value_find(const char *name, size_t length)
{
    for (const struct value *value = value_table; value->name; value++)
        if (strlen(value->name) == length && strncmp(value->name, name, length) == 0)
            return value;
    return NULL;
}

bool value_is_on(const struct value *value, enum pk_slip_kind kind)
{
    return (value->slips & (1U << kind)) != 0;
}
