/*
 * What Pay prints: a receipt for each tender once it is booked, and the drawer's kick with cash.
 * Calls printing.c.
 */
#include <string.h>

#include "app.h"
#include "pay_screen.h"
#include "screens.h"

/* By the setting receipt.print. */
static bool prints_always(struct app *app)
{
    struct pk_setting setting;

    return pk_setting_get(&setting, app->lot, "receipt.print") == PK_OK &&
           strcmp(setting.value, "always") == 0;
}

/* What was for nothing has no receipt, unless somebody asks. */
void pay_print(struct pay_screen *pay, struct app *app)
{
    bool has_cash = false;

    if (pay->printed_count == pay->taken_count)
        return;
    for (size_t i = pay->printed_count; i < pay->taken_count; i++)
        has_cash |= pay->taken[i].method == PK_CASH;
    if (has_cash)
        printing_drawer(app);
    for (size_t i = pay->printed_count; i < pay->taken_count && prints_always(app); i++)
        if (pay->taken[i].method != PK_NIL)
            pay->slip = printing_tender(app, &pay->taken[i]);
    pay->printed_count = pay->taken_count;
}

void pay_name_receipts(struct done_text *out, const struct pay_screen *pay)
{
    out->slip = pay->slip;
    for (size_t i = 0; i < pay->taken_count && out->tender_count < PK_TENDERS_MAX; i++)
        if (pay->taken[i].method != PK_NIL)
            out->tenders[out->tender_count++] = pay->taken[i];
}
