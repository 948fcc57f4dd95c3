/*
 * Slips as they come out: whole papers against golden ones in tests/print/papers, where bytes that
 * are no letters stand as \xNN; and what may never come out. UPDATE_PAPERS=1 writes them anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/folder.h"
#include "slips.h"

static struct pk_zone *zone;

static int open_zone(void **state)
{
    (void)state;
    return pk_zone_open(&zone, "Europe/Berlin") == PK_OK ? 0 : -1;
}

static int close_zone(void **state)
{
    (void)state;
    pk_zone_close(zone);
    return 0;
}

struct paper_bytes {
    char *bytes;
    size_t length;
};

static struct paper_bytes render(const struct pk_slip *slip, const char *words)
{
    struct paper_bytes paper;
    struct pk_printer printer = slips_printer(words, zone);
    assert_int_equal(pk_slip_render(&paper.bytes, &paper.length, slip, &printer), PK_OK);
    return paper;
}

/* Bytes as lines of text that a person can read and compare. */
static char *readable(const struct paper_bytes *paper, bool is_utf8)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    for (size_t i = 0; i < paper->length; i++) {
        unsigned char byte = (unsigned char)paper->bytes[i];
        if (byte == '\n' || (byte >= ' ' && byte < 0x7F && byte != '\\') ||
            (is_utf8 && byte >= 0x80))
            fputc(byte, out);
        else
            fprintf(out, "\\x%02X", byte);
    }
    fclose(out);
    return text;
}

static void compare(const char *text, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "tests/print/papers/%s.txt", name);
    if (getenv("UPDATE_PAPERS")) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(text, file);
        fclose(file);
        return;
    }
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s is missing", path);
    char golden[8192];
    size_t length = fread(golden, 1, sizeof golden - 1, file);
    golden[length] = '\0';
    fclose(file);
    assert_string_equal(text, golden);
}

static void must_be(const struct pk_slip *slip, const char *words, const char *name)
{
    struct paper_bytes paper = render(slip, words);
    char *text = readable(&paper, strstr(words, "escpos") == NULL);
    compare(text, name);
    free(text);
    free(paper.bytes);
}

/* ---- whole papers ---- */

static void tickets(void **state)
{
    (void)state;
    struct pk_slip slip = slips_ticket();
    must_be(&slip, "file:/x", "ticket-text");
    must_be(&slip, "escpos device:/x", "ticket-escpos-42");
    must_be(&slip, "escpos 32 cp437 device:/x", "ticket-escpos-32");
    slip.copy_no = 2;
    must_be(&slip, "text 32 file:/x", "ticket-copy-text-32");
}

static void receipts(void **state)
{
    (void)state;
    struct pk_slip slip = slips_receipt();
    must_be(&slip, "file:/x", "receipt-text");
    must_be(&slip, "escpos device:/x", "receipt-escpos-42");
    slip.copy_no = 1;
    must_be(&slip, "file:/x", "receipt-copy-text");
    slip.copy_no = 0;
    slip.receipt.amount = -750;
    slip.receipt.change = 0;
    snprintf(slip.receipt.reason, sizeof slip.receipt.reason, "the barrier was stuck");
    must_be(&slip, "file:/x", "refund-text");
}

static void a_test(void **state)
{
    (void)state;
    struct pk_slip slip = {.kind = PK_SLIP_TEST, .station = "exit-1"};
    must_be(&slip, "file:/x", "test-text");
    must_be(&slip, "escpos device:/x", "test-escpos-42");
}

static void a_report(void **state)
{
    (void)state;
    struct pk_slip slip = {.kind = PK_SLIP_REPORT};
    json_t *report = json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:{s:i, s:s}}", "report",
                               "X", "lot", "Café", "shift_id", 14, "currency", "EUR", "staff",
                               "ana", "station", "exit-1", "business_date", "2026-01-12",
                               "opened_at", "2026-01-12T05:00:00Z", "journal", "seq", 7, "hash",
                               "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    assert_non_null(report);
    slip.report = report;
    must_be(&slip, "file:/x", "report-text");
    must_be(&slip, "escpos 32 device:/x", "report-escpos-32");
    json_decref(report);
}

/* Five bytes, and on plain paper none. */
static void a_drawer(void **state)
{
    (void)state;
    struct pk_slip slip = {.kind = PK_SLIP_DRAWER};
    struct paper_bytes paper = render(&slip, "device:/x");
    assert_int_equal(paper.length, 5);
    assert_memory_equal(paper.bytes, "\x1Bp\0\x19\xFA", 5);
    free(paper.bytes);
    paper = render(&slip, "file:/x");
    assert_int_equal(paper.length, 0);
    free(paper.bytes);
}

/* ---- letters ---- */

static void write_plate(struct pk_slip *slip, const char *plate)
{
    snprintf(slip->ticket.registration_typed, sizeof slip->ticket.registration_typed, "%s", plate);
}

static void letters_of_a_page(void **state)
{
    (void)state;
    static const struct {
        const char *words, *plate, *bytes;
    } cases[] = {
        {"escpos device:/x", "Ö 1 €", "\x99 1 \xD5\n"},
        {"escpos cp1252 device:/x", "Ö 1 €", "\xD6 1 \x80\n"},
        {"escpos cp437 device:/x", "Ö 1 €", "\x99 1 EUR\n"},
        {"escpos cp866 device:/x", "А777 АА",
         "\x80"
         "777 \x80\x80\n"},
        {"escpos ascii device:/x", "ŁÓDŹ ß", "LODZ ss\n"},
        {"escpos device:/x", "ŁÓDŹ",
         "L\xE0"
         "DZ\n"},
        {"escpos device:/x", "京都 12", "?? 12\n"},
        {"escpos device:/x", "e\xCC\x81t", "\x82t\n"}, /* e and a mark are one letter */
        {"file:/x", "京都 12", "京都 12\n"},
        {"text device:/x", "Ö", "O\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_slip slip = slips_ticket();
        write_plate(&slip, cases[i].plate);
        struct paper_bytes paper = render(&slip, cases[i].words);
        if (!memmem(paper.bytes, paper.length, cases[i].bytes, strlen(cases[i].bytes)))
            fail_msg("%zu: %s", i, cases[i].plate);
        free(paper.bytes);
    }
}

/* ---- hostile values ---- */

/* Each begins a command of a printer or a terminal, if it got through. */
static const char *const hostile[] = {
    "\x1B@\x1Bp\x19\xFA",
    "\x1DV",
    "\x10\x14\x01\x05",
    "\n\n\nPAID",
    "\x7F\x08\x0C",
    "\xC2\x9B[2J",
    "\xE2\x80\xAE reversed",
    "\xFF\xFE\x1B",
    "\xC3",
    "{lot}{code}",
    "| large: | cut",
};

static void fill_with(struct pk_slip *slip, struct pk_printer *printer, const char *text)
{
    write_plate(slip, text);
    snprintf(slip->ticket.registration_number, sizeof slip->ticket.registration_number, "%s", text);
    snprintf(slip->ticket.spot, sizeof slip->ticket.spot, "%s", text);
    snprintf(slip->station, sizeof slip->station, "%s", text);
    snprintf(slip->receipt.station, sizeof slip->receipt.station, "%s", text);
    snprintf(slip->receipt.who, sizeof slip->receipt.who, "%s", text);
    snprintf(slip->receipt.reason, sizeof slip->receipt.reason, "%s", text);
    snprintf(printer->lot_name, sizeof printer->lot_name, "%s", text);
}

/* The commands of a slip, without what stands between them: bytes below a blank and DEL, each with
 * what follows it, as far as it is no letter. */
static size_t count_commands(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        count += (byte < ' ' && byte != '\n') || byte == 0x7F;
    }
    return count;
}

static void nothing_steers_the_printer(void **state)
{
    (void)state;
    for (int kind = PK_SLIP_TICKET; kind <= PK_SLIP_RECEIPT; kind++) {
        for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
            static const char *const words[] = {"escpos device:/x", "escpos cp437 device:/x",
                                                "file:/x"};
            for (size_t w = 0; w < 3; w++) {
                struct pk_slip tame = kind == PK_SLIP_TICKET ? slips_ticket() : slips_receipt();
                struct pk_slip wild = tame;
                struct pk_printer printer = slips_printer(words[w], zone), other = printer;
                char *a = NULL, *b = NULL;
                size_t a_length = 0, b_length = 0;
                char letters[64] = "";
                memset(letters, 'a', strlen(hostile[i]));
                fill_with(&tame, &printer, letters);
                fill_with(&wild, &other, hostile[i]);
                assert_int_equal(pk_slip_render(&a, &a_length, &tame, &printer), PK_OK);
                assert_int_equal(pk_slip_render(&b, &b_length, &wild, &other), PK_OK);
                assert_int_equal(count_commands(a, a_length), count_commands(b, b_length));
                free(a);
                free(b);
            }
        }
    }
}

/* What does not fit becomes smaller or takes more lines: nothing is cut off. */
static void long_values(void **state)
{
    (void)state;
    struct pk_slip slip = slips_receipt();
    memset(slip.receipt.reason, 'r', sizeof slip.receipt.reason - 1);
    slip.ticket.ticket_no = INT64_MAX;
    struct paper_bytes paper = render(&slip, "escpos 24 device:/x");
    size_t reasons = 0;
    for (size_t i = 0; i < paper.length; i++)
        reasons += paper.bytes[i] == 'r';
    assert_true(reasons >= sizeof slip.receipt.reason - 1);
    free(paper.bytes);
}

/* ---- a template of one's own ---- */

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void own_templates(void **state)
{
    (void)state;
    char folder[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE];
    struct pk_slip slip = slips_ticket();
    struct pk_printer printer = slips_printer("file:/x", zone);
    char *bytes = NULL;
    size_t length = 0;
    folder_make(folder);
    snprintf(printer.folder, sizeof printer.folder, "%s", folder);

    assert_int_equal(pk_slip_render(&bytes, &length, &slip, &printer), PK_OK);
    assert_non_null(strstr(bytes, "Riverside")); /* none there: the built-in one */
    free(bytes);

    folder_path(path, folder, "ticket.slip");
    write_file(path, "text: No. {number} | {spot}\n");
    assert_int_equal(pk_slip_render(&bytes, &length, &slip, &printer), PK_OK);
    assert_string_equal(bytes, "No. 1042                             A04\n");
    free(bytes);

    write_file(path, "text: {number}\nbig: {number}\n");
    assert_int_equal(pk_slip_render(&bytes, &length, &slip, &printer), PK_USAGE);
    assert_non_null(strstr(pk_error()->message, "ticket.slip: line 2: "));
    assert_non_null(strstr(bytes, "Riverside")); /* the driver gets a ticket all the same */
    free(bytes);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickets),
        cmocka_unit_test(receipts),
        cmocka_unit_test(a_test),
        cmocka_unit_test(a_test),
        cmocka_unit_test(a_report),
        cmocka_unit_test(a_drawer),
        cmocka_unit_test(letters_of_a_page),
        cmocka_unit_test(nothing_steers_the_printer),
        cmocka_unit_test(long_values),
        cmocka_unit_test(own_templates),
    };
    return cmocka_run_group_tests_name("render", tests, open_zone, close_zone);
}
