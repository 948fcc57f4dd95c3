/*
 * Templates: what is wrong with one is told with its line; the words of a printer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/print.h"
#include "print/template.h"
#include "print/values.h"

/* ---- templates ---- */

static const struct {
    enum pk_slip_kind kind;
    const char *text;
    int line; /* of the first fault; 0: of the file */
    const char *says;
} faults[] = {
    {PK_SLIP_TICKET, "", 0, "Nothing"},
    {PK_SLIP_TICKET, "# only a comment\n\n", 0, "Nothing"},
    {PK_SLIP_TICKET, "rule\nwords\n", 2, "A line is"},
    {PK_SLIP_TICKET, "text {number}\n", 1, "A line is"},
    {PK_SLIP_TICKET, "big: {number}\n", 1, "big is no mark"},
    {PK_SLIP_TICKET, "text:\n", 1, "Nothing stands"},
    {PK_SLIP_TICKET, "text: {nonsense}\n", 1, "There is no {nonsense}"},
    {PK_SLIP_TICKET, "text: {}\n", 1, "There is no {}"},
    {PK_SLIP_TICKET, "text: {number\n", 1, "no }"},
    {PK_SLIP_TICKET, "\n\ntext: {amount}\n", 3, "receipts only"},
    {PK_SLIP_RECEIPT, "text: {code}\n", 1, "tickets only"},
    {PK_SLIP_TICKET, "text: a | b | c\n", 1, "at most one |"},
    {PK_SLIP_TICKET, "centre: a | b\n", 1, "no right edge"},
    {PK_SLIP_TICKET, "qr: a | b\n", 1, "no right edge"},
    {PK_SLIP_TICKET, "feed 0\n", 1, "feed makes"},
    {PK_SLIP_TICKET, "feed 21\n", 1, "feed makes"},
    {PK_SLIP_TICKET, "feed two\n", 1, "feed makes"},
    {PK_SLIP_TICKET, "cut off\n", 1, "A line is"},
};

static void faults_have_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct pk_faults found;
        enum pk_status status =
            pk_slip_check(faults[i].text, strlen(faults[i].text), faults[i].kind, &found);
        if (status != PK_USAGE || found.errors < 1 || found.fault[0].line != faults[i].line ||
            !strstr(found.fault[0].message, faults[i].says))
            fail_msg("%zu: line %d: %s", i, found.fault[0].line, found.fault[0].message);
    }
}

static void all_faults_are_told(void **state)
{
    (void)state;
    static const char text[] = "rule\nbig: x\ntext: {a} {b}\nfeed 99\ncut\n";
    struct pk_faults found;
    assert_int_equal(pk_slip_check(text, sizeof text - 1, PK_SLIP_TICKET, &found), PK_USAGE);
    assert_int_equal(found.errors, 4);
    assert_string_equal(pk_error()->message,
                        "line 2: big is no mark: text, centre, bold, large, huge, qr.");
}

static void too_much(void **state)
{
    (void)state;
    char text[TEMPLATE_LENGTH_MAX + 2];
    struct pk_faults found;
    memset(text, '\n', sizeof text);
    assert_int_equal(pk_slip_check(text, sizeof text, PK_SLIP_TICKET, &found), PK_USAGE);
    for (size_t i = 0; i + 5 <= sizeof text; i += 5)
        memcpy(text + i, "rule\n", 5);
    assert_int_equal(pk_slip_check(text, 5 * TEMPLATE_LINES_MAX, PK_SLIP_TICKET, &found), PK_OK);
    assert_int_equal(pk_slip_check(text, 5 * (TEMPLATE_LINES_MAX + 1), PK_SLIP_TICKET, &found),
                     PK_USAGE);
    assert_int_equal(pk_slip_check("rule\0cut", 8, PK_SLIP_TICKET, NULL), PK_USAGE);
}

static void lines_as_they_are_read(void **state)
{
    (void)state;
    static const char text[] = "# a comment\r\n  center  huge bold: {number} \r\nfeed 3\n"
                               "text: left | {spot}\ncentre qr: {code}\nrule\ncut";
    struct template t;
    assert_int_equal(template_read(&t, text, sizeof text - 1, PK_SLIP_TICKET, NULL), PK_OK);
    assert_int_equal(t.count, 6);
    assert_true(t.lines[0].is_centred && t.lines[0].is_bold);
    assert_int_equal(t.lines[0].scale, 4);
    assert_string_equal(t.lines[0].left, "{number}");
    assert_int_equal(t.lines[1].feed, 3);
    assert_string_equal(t.lines[2].left, "left");
    assert_string_equal(t.lines[2].right, "{spot}");
    assert_int_equal(t.lines[3].kind, TEMPLATE_QR);
    assert_int_equal(t.lines[4].kind, TEMPLATE_RULE);
    assert_int_equal(t.lines[5].kind, TEMPLATE_CUT);
    template_free(&t);
}

static void the_built_in_ones_are_fine(void **state)
{
    (void)state;
    for (int kind = PK_SLIP_TICKET; kind <= PK_SLIP_RECEIPT; kind++) {
        const char *text = pk_slip_template((enum pk_slip_kind)kind);
        assert_int_equal(pk_slip_check(text, strlen(text), (enum pk_slip_kind)kind, NULL), PK_OK);
    }
}

/* The page of the format names every value and every mark. */
static void the_manual_names_them_all(void **state)
{
    (void)state;
    static char page[65536];
    FILE *file = fopen("man/parkade-slip.5", "r");
    assert_non_null(file);
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    fclose(file);
    for (const struct value *value = value_table; value->name; value++) {
        char row[64];
        snprintf(row, sizeof row, ".It Li {%s}\n", value->name);
        if (!strstr(page, row))
            fail_msg("{%s} is not in the manual", value->name);
    }
}

/* ---- printers ---- */

struct printer_case {
    const char *words;
    enum pk_printer_kind kind; /* PK_PRINTER_NONE: refused */
    enum pk_slip_format format;
    int columns;
    const char *page, *target;
};

static const struct printer_case printers[] = {
    {"device:/dev/usb/lp0", PK_PRINTER_DEVICE, PK_SLIP_ESCPOS, 42, "cp858", "/dev/usb/lp0"},
    {"file:/tmp/a b", PK_PRINTER_FILE, PK_SLIP_PLAIN, 40, "utf-8", "/tmp/a b"},
    {"command:lp -d slips", PK_PRINTER_COMMAND, PK_SLIP_PLAIN, 40, "utf-8", "lp -d slips"},
    {"escpos 48 cp1252 command:nc host 9100", PK_PRINTER_COMMAND, PK_SLIP_ESCPOS, 48, "cp1252",
     "nc host 9100"},
    {"  32   escpos  file: /x", PK_PRINTER_FILE, PK_SLIP_ESCPOS, 32, "cp858", "/x"},
    {"text device:/dev/lp0", PK_PRINTER_DEVICE, PK_SLIP_PLAIN, 40, "ascii", "/dev/lp0"},
    {.words = ""},
    {.words = "nothing"},
    {.words = "escpos"},
    {.words = "escpos 48"},
    {.words = "file:"},
    {.words = "file:slips"},
    {.words = "device:lp0"},
    {.words = "command: "},
    {.words = "23 file:/x"},
    {.words = "97 file:/x"},
    {.words = "9999999999999 file:/x"},
    {.words = "cp9 file:/x"},
    {.words = "none file:/x"},
};

static void words_of_a_printer(void **state)
{
    (void)state;
    struct pk_printer printer;
    assert_int_equal(pk_printer_parse(&printer, "none"), PK_OK);
    assert_int_equal(printer.kind, PK_PRINTER_NONE);
    for (size_t i = 0; i < sizeof printers / sizeof printers[0]; i++) {
        const struct printer_case *want = &printers[i];
        enum pk_status status = pk_printer_parse(&printer, want->words);
        if (want->kind == PK_PRINTER_NONE) {
            if (status != PK_USAGE || pk_error()->message[0] == '\0')
                fail_msg("'%s' is taken", want->words);
            continue;
        }
        assert_int_equal(status, PK_OK);
        assert_int_equal(printer.kind, want->kind);
        assert_int_equal(printer.format, want->format);
        assert_int_equal(printer.columns, want->columns);
        assert_string_equal(printer.page, want->page);
        assert_string_equal(printer.target, want->target);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_have_lines),
        cmocka_unit_test(all_faults_are_told),
        cmocka_unit_test(too_much),
        cmocka_unit_test(lines_as_they_are_read),
        cmocka_unit_test(the_built_in_ones_are_fine),
        cmocka_unit_test(the_manual_names_them_all),
        cmocka_unit_test(words_of_a_printer),
    };
    return cmocka_run_group_tests_name("templates", tests, NULL, NULL);
}
