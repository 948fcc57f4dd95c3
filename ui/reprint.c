/*
 * Copies: see reprint.h. Calls parkade/ticket.h, audit.h and printing.c.
 */
#include "reprint.h"

#include <string.h>

#include "app.h"
#include "parkade/text.h"

static void say_failure(struct app *app, enum pk_status status)
{
    char text[APP_SENTENCE_SIZE];

    app_sentence(text, app, status);
    toast_show(&app->toast, ROLE_ERROR, "%s", text);
    app->is_dirty = true;
}

/* ---- a ticket ---- */

static enum pk_status try_ticket(struct app *app, struct view *view)
{
    struct reprint *reprint = &app->reprint;

    (void)view;
    return pk_ticket_reprint(&reprint->copy, app->lot, &reprint->act, reprint->ticket_id);
}

static void ticket_copied(struct app *app, struct view *view, enum pk_status status)
{
    const struct pk_ticket_copy *copy = &app->reprint.copy;
    struct pk_ticket ticket;

    (void)view;
    if (status == PK_OK)
        status = pk_ticket_get(&ticket, app->lot, copy->ticket_id);
    if (status != PK_OK) {
        say_failure(app, status);
        return;
    }
    printing_ticket(app, &ticket, copy->copy_no);
    toast_show(&app->toast, ROLE_GOOD, _("Copy %lld of ticket %lld goes to the printer."),
               (long long)copy->copy_no, (long long)copy->ticket_no);
}

void reprint_ticket(struct app *app, struct view *view, const char *ticket_id)
{
    if (work_is_waiting(app))
        return;
    work_make_act(&app->reprint.act, app);
    pk_copy(app->reprint.ticket_id, sizeof app->reprint.ticket_id, ticket_id);
    work_start(app, view, try_ticket, ticket_copied);
}

/* ---- receipts ---- */

static enum pk_status try_receipt(struct app *app, struct view *view)
{
    struct reprint *reprint = &app->reprint;
    const struct pk_tender *tender = &reprint->tenders[reprint->at];

    (void)view;
    return pk_receipt_reprint(&reprint->receipt, app->lot, &reprint->act, tender->station,
                              tender->receipt_no);
}

static void next_receipt(struct app *app, struct view *view);

static void receipt_copied(struct app *app, struct view *view, enum pk_status status)
{
    struct reprint *reprint = &app->reprint;

    if (status != PK_OK) {
        say_failure(app, status);
        return;
    }
    printing_receipt(app, &reprint->receipt);
    toast_show(&app->toast, ROLE_GOOD, _("Copy %lld of receipt %lld goes to the printer."),
               (long long)reprint->receipt.copy_no, (long long)reprint->receipt.receipt_no);
    reprint->at++;
    next_receipt(app, view);
}

static void next_receipt(struct app *app, struct view *view)
{
    struct reprint *reprint = &app->reprint;

    if (reprint->at == reprint->count)
        return;
    work_make_act(&reprint->act, app);
    work_start(app, view, try_receipt, receipt_copied);
}

void reprint_receipts(struct app *app, struct view *view, const struct pk_tender *tenders,
                      size_t count)
{
    struct reprint *reprint = &app->reprint;

    if (work_is_waiting(app))
        return;
    reprint->at = reprint->count = 0;
    for (size_t i = 0; i < count && reprint->count < REPRINT_MAX; i++)
        if (tenders[i].method != PK_NIL)
            reprint->tenders[reprint->count++] = tenders[i];
    next_receipt(app, view);
}
