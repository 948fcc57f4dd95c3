/*
 * What the files that lay out slips share.
 */
#ifndef PRINT_RENDER_H
#define PRINT_RENDER_H

#include "parkade/print.h"
#include "print/template.h"

/* Lays SLIP out by TEMPLATE, which a report and a drawer do without. BYTES are the caller's. PK_OK
 * or PK_INTERNAL: no memory, and BYTES is NULL. */
enum pk_status render_slip(char **bytes, size_t *length, const struct pk_slip *slip,
                           const struct pk_printer *printer, const struct template *template);

/* shift_report.c: as pk_shift_report_text(), on paper of COLUMNS. */
char *shift_report_text(const json_t *report, const struct pk_zone *zone, size_t columns);

#endif
