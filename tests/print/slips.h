/*
 * A ticket and a receipt of which all is known. For tests of the printer.
 */
#ifndef PRINT_SLIPS_H
#define PRINT_SLIPS_H

#include "parkade/print.h"
#include "parkade/zone.h"

/* 12 January 2026, 16:41 in Berlin. */
enum { SLIPS_NOW = 1768232460 };

static inline struct pk_slip slips_ticket(void)
{
    return (struct pk_slip){.kind = PK_SLIP_TICKET,
                            .station = "entry-1",
                            .ticket = {.ticket_id = "019bb2a0-4c00-7abc-8def-0123456789ab",
                                       .ticket_no = 1042,
                                       .registration_number = "AB12CD",
                                       .registration_typed = "AB 12 CD",
                                       .vehicle_class = PK_CAR,
                                       .spot = "A04",
                                       .entry_time = SLIPS_NOW - 2 * 3600,
                                       .exit_time = PK_NONE,
                                       .expires_at = SLIPS_NOW + 7 * 86400}};
}

static inline struct pk_slip slips_receipt(void)
{
    struct pk_slip slip = slips_ticket();
    slip.kind = PK_SLIP_RECEIPT;
    slip.ticket.is_paid = true;
    slip.ticket.expires_at = SLIPS_NOW + 900;
    slip.receipt = (struct pk_receipt){.station = "exit-1",
                                       .receipt_no = 311,
                                       .ticket_no = 1042,
                                       .registration_number = "AB12CD",
                                       .currency = "EUR",
                                       .method = PK_CASH,
                                       .amount = 750,
                                       .tendered = 2000,
                                       .change = 1250,
                                       .payment_time = SLIPS_NOW,
                                       .who = "ana"};
    return slip;
}

/* A printer of a lot in Berlin, as WORDS have it. The zone is the caller's. */
static inline struct pk_printer slips_printer(const char *words, const struct pk_zone *zone)
{
    struct pk_printer printer;
    if (pk_printer_parse(&printer, words) != PK_OK)
        printer.kind = PK_PRINTER_NONE;
    printer.zone = zone;
    for (size_t i = 0; i < sizeof "Riverside"; i++)
        printer.lot_name[i] = "Riverside"[i];
    for (size_t i = 0; i < sizeof "exit-1"; i++)
        printer.station[i] = "exit-1"[i];
    for (size_t i = 0; i < sizeof "EUR"; i++)
        printer.currency[i] = "EUR"[i];
    return printer;
}

#endif
