/*
 * Fuzzing the reader of templates with libFuzzer; data/slips is the corpus to begin with. Whatever
 * the bytes, it answers PK_OK with a template that can be printed, or PK_USAGE with a fault; and
 * what is printed by it has no control character that the renderer of plain text did not mean.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/print.h"
#include "print/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int condition)
{
    if (!condition)
        abort();
}

static struct pk_slip make_slip(enum pk_slip_kind kind)
{
    struct pk_slip slip = {.kind = kind, .copy_no = 1};
    slip.ticket.ticket_no = INT64_MAX;
    slip.receipt.amount = -1;
    memcpy(slip.ticket.registration_number, "X", 2);
    memcpy(slip.ticket.registration_typed, "\x1b@\xff \xc3", 6);
    memset(slip.receipt.reason, 'r', sizeof slip.receipt.reason - 1);
    return slip;
}

static void print(const struct template *template, enum pk_slip_kind kind, const char *words)
{
    struct pk_slip slip = make_slip(kind);
    struct pk_printer printer;
    char *bytes = NULL;
    size_t length = 0;
    demand(pk_printer_parse(&printer, words) == PK_OK);
    demand(render_slip(&bytes, &length, &slip, &printer, template) == PK_OK);
    for (size_t i = 0; printer.format == PK_SLIP_PLAIN && i < length; i++)
        demand(bytes[i] == '\n' || (unsigned char)bytes[i] >= ' ');
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int kind = PK_SLIP_TICKET; kind <= PK_SLIP_RECEIPT; kind++) {
        struct template template;
        struct pk_faults faults;
        enum pk_status status =
            template_read(&template, (const char *)data, size, (enum pk_slip_kind)kind, &faults);
        demand(status == PK_OK || status == PK_USAGE);
        demand((status == PK_OK) == (faults.errors == 0));
        for (size_t i = 0; status == PK_OK && i < 2; i++)
            print(&template, (enum pk_slip_kind)kind, i ? "24 file:/x" : "escpos 24 device:/x");
        template_free(&template);
    }
    return 0;
}
