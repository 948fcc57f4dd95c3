/*
 * Slips of paper: tickets, receipts and reports, and the printers that they come out of.
 *
 *     pk_printer_of(&printer, lot, "exit-1")          what the lot's settings say
 *     pk_slip_print(&is_printed, &slip, &printer, 10000)  needs no lot, and may wait
 *
 * The console does the second in a child: a printer that hangs holds nobody up. A slip is made of
 * what the lot has answered, so nothing is printed that was not booked.
 */
#ifndef PARKADE_PRINT_H
#define PARKADE_PRINT_H

#include "parkade/audit.h"
#include "parkade/shift.h"
#include "parkade/ticket.h"

/* ---- printers ---- */

enum pk_printer_kind { PK_PRINTER_NONE, PK_PRINTER_FILE, PK_PRINTER_DEVICE, PK_PRINTER_COMMAND };

/* PLAIN: lines of text. ESCPOS: what receipt printers understand, with large letters, a QR code
 * that they draw, the cut and the drawer. */
enum pk_slip_format { PK_SLIP_PLAIN, PK_SLIP_ESCPOS };

enum { PK_COLUMNS_MIN = 24, PK_COLUMNS_MAX = 96, PK_PAGE_SIZE = 16 };

/* A printer, and what it has to know of the lot: everything that is needed to print without one. */
struct pk_printer {
    enum pk_printer_kind kind;
    enum pk_slip_format format;
    int columns;
    char page[PK_PAGE_SIZE];      /* its code page, "cp858"; "utf-8" */
    char target[PK_SETTING_SIZE]; /* the file, the device or the command */
    /* of the lot */
    char station[PK_NAME_SIZE];
    char folder[PK_SETTING_SIZE]; /* with templates of one's own, or "" */
    char lot_name[PK_SETTING_SIZE];
    char currency[PK_CURRENCY_SIZE];
    const struct pk_zone *zone;
};

/*
 * Reads "none", or words and a target: "escpos 48 cp858 device:/dev/usb/lp0", "text
 * file:/tmp/slips", "command:lp -d receipts". What is not said is ESC/POS with 42 columns in cp858
 * for a device, and text with 40 columns in UTF-8 for a file or a command. The lot's part of OUT is
 * empty. PK_OK, or PK_USAGE with what is wrong.
 */
enum pk_status pk_printer_parse(struct pk_printer *out, const char *text);

/* The printer of STATION as the settings printer.STATION, else printer, have it; its kind is
 * PK_PRINTER_NONE where there is none. "" is a station that has none of its own. OUT may outlive
 * the handle but for its zone. */
enum pk_status pk_printer_of(struct pk_printer *out, struct pk_lot *lot, const char *station);

/* ---- slips ---- */

/* A test shows what comes out of a printer: its sizes, letters, width and QR code. */
enum pk_slip_kind { PK_SLIP_TICKET, PK_SLIP_RECEIPT, PK_SLIP_REPORT, PK_SLIP_DRAWER, PK_SLIP_TEST };

/* What is to be printed. */
struct pk_slip {
    enum pk_slip_kind kind;
    int64_t copy_no;            /* 0: the first print */
    struct pk_ticket ticket;    /* of a ticket; and the one that a receipt is about */
    struct pk_receipt receipt;  /* of a receipt */
    char station[PK_NAME_SIZE]; /* of a ticket and a test: where it is printed */
    json_t *report;             /* of a report, as pk_shift_report() gives it */
};

/*
 * Lays SLIP out for PRINTER, as the template ticket.slip or receipt.slip in its folder has it, else
 * the one that is built in. PK_SLIP_DRAWER opens the cash drawer; printers of plain text have none.
 * BYTES, which the caller frees, has LENGTH of them, perhaps 0. PK_OK; PK_USAGE: a template of
 * one's own has a fault or cannot be read, and BYTES is laid out by the built-in one; PK_INTERNAL:
 * no memory, and BYTES is NULL.
 */
enum pk_status pk_slip_render(char **bytes, size_t *length, const struct pk_slip *slip,
                              const struct pk_printer *printer);

/* Looks through the TEXT of a template for KIND, a ticket or a receipt. FAULTS may be NULL. PK_OK,
 * or PK_USAGE with the first fault as the sentence. */
enum pk_status pk_slip_check(const char *text, size_t length, enum pk_slip_kind kind,
                             struct pk_faults *faults);

/* The template for KIND that is built in. */
const char *pk_slip_template(enum pk_slip_kind kind);

/* ---- printing ---- */

/*
 * Prints SLIP, waiting for the printer at most LIMIT_MS: a device and a command take it piece by
 * piece, a file has it on the disk or not at all. A device that says it has no paper gets nothing,
 * but for the drawer. IS_PRINTED says whether it was taken as a whole. PK_OK; PK_USAGE: printed,
 * but a template of one's own has a fault; else not printed: PK_DISK_FULL, or PK_INTERNAL with what
 * is wrong in one sentence.
 */
enum pk_status pk_slip_print(bool *is_printed, const struct pk_slip *slip,
                             const struct pk_printer *printer, int limit_ms);

#endif
