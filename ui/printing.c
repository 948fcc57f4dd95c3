/*
 * The printer's queue: see printing.h.
 */
#include "printing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"

/* A slip has the first while; what hangs even then is ended. A failure is tried again after a
 * second, two, four ..., at most after the last. */
enum { SLIP_MS = 8000, ERRAND_MS = 12000, AGAIN_MS = 1000, AGAIN_MAX_MS = 32000 };

/* ---- the queue ---- */

static void take_first(struct printing *printing)
{
    struct waiting_slip *gone = printing->first;

    printing->first = gone->next;
    if (gone->slip.report)
        json_decref(gone->slip.report);
    free(gone);
}

static void append(struct printing *printing, struct waiting_slip *slip)
{
    struct waiting_slip **at = &printing->first;

    /* A drawer goes before what only waits, but not into what is being printed. */
    if (slip->slip.kind == PK_SLIP_DRAWER && printing->is_underway)
        at = &(*at)->next;
    while (*at && slip->slip.kind != PK_SLIP_DRAWER)
        at = &(*at)->next;
    slip->next = *at;
    *at = slip;
}

/* ---- one errand ---- */

/* In the child. The answer is + or -, for printed or not, and what is to be said. */
static void print_first(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    const struct printing *printing = context;
    bool is_printed;
    enum pk_status status =
        pk_slip_print(&is_printed, &printing->first->slip, &printing->printer, SLIP_MS);

    snprintf(answer, ERRAND_ANSWER_SIZE, "%c%.480s", is_printed ? '+' : '-',
             status ? pk_error()->message : "");
}

static void try_first(struct app *app);

static void succeed(struct app *app, const char *said)
{
    struct printing *printing = &app->printing;

    take_first(printing);
    printing->is_asked = false;
    printing->failures = 0;
    printing->why[0] = '\0';
    if (said[0])
        toast_show(&app->toast, ROLE_WARNING, "%s", said);
    try_first(app);
}

/* Money that was counted without the drawer does not need it half a minute later. */
static void fail(struct app *app, const char *why)
{
    struct printing *printing = &app->printing;
    int64_t pause = AGAIN_MS;

    if (printing->first->slip.kind == PK_SLIP_DRAWER) {
        toast_show(&app->toast, ROLE_WARNING, _("The drawer stayed shut. %s"), why);
        take_first(printing);
        try_first(app);
        return;
    }
    if (printing->failures == 0 || printing->is_asked)
        toast_show(&app->toast, ROLE_WARNING, "%s", why); /* whole, once */
    printing->is_asked = false;
    pk_copy(printing->why, sizeof printing->why, why);
    for (int i = 0; i < printing->failures && pause < AGAIN_MAX_MS; i++)
        pause *= 2;
    printing->failures++;
    timers_set(&app->timers, TIMER_PRINT, pause);
}

static void printed(struct app *app, void *owner, enum errand_end end, const char *answer)
{
    struct printing *printing = owner;
    char why[PRINTING_WHY_SIZE];

    printing->is_underway = false;
    app->is_dirty = true;
    if (end == ERRAND_ANSWERED && answer[0] == '+') {
        succeed(app, answer + 1);
        return;
    }
    if (end == ERRAND_ANSWERED)
        snprintf(why, sizeof why, "%.390s", answer + 1);
    else
        snprintf(why, sizeof why, _("The printer of %s does not answer."), app->station);
    fail(app, why);
}

/* The printer is looked up each time: a manager may have named another. */
static void try_first(struct app *app)
{
    struct printing *printing = &app->printing;

    if (!printing->first || printing->is_underway)
        return;
    timers_stop(&app->timers, TIMER_PRINT);
    if (pk_printer_of(&printing->printer, app->lot, app->station)) {
        fail(app, pk_error()->message);
        return;
    }
    struct errand_order order = {print_first, printing, ERRAND_MS, printed, printing};
    printing->is_underway = errand_start(app, &order);
    if (!printing->is_underway)
        timers_set(&app->timers, TIMER_PRINT, AGAIN_MS);
}

void printing_again(struct app *app)
{
    try_first(app);
}

/* ---- what is to be printed ---- */

void printing_look(struct app *app)
{
    struct pk_printer printer;

    if (pk_printer_of(&printer, app->lot, app->station) == PK_OK)
        app->printing.has_printer = printer.kind != PK_PRINTER_NONE;
}

static int64_t add(struct app *app, const struct pk_slip *slip, const char *name)
{
    struct printing *printing = &app->printing;
    struct waiting_slip *waiting;

    printing_look(app);
    if (!printing->has_printer)
        return 0;
    waiting = calloc(1, sizeof *waiting);
    if (!waiting) {
        toast_show(&app->toast, ROLE_ERROR, "%s", _("There is not enough memory to print."));
        return 0;
    }
    waiting->slip = *slip;
    if (slip->report)
        json_incref(slip->report);
    pk_copy(waiting->name, sizeof waiting->name, name);
    waiting->serial = ++printing->last_serial;
    append(printing, waiting);
    try_first(app);
    return waiting->serial;
}

int64_t printing_ticket(struct app *app, const struct pk_ticket *ticket, int64_t copy_no)
{
    struct pk_slip slip = {.kind = PK_SLIP_TICKET, .copy_no = copy_no, .ticket = *ticket};
    char name[PRINTING_NAME_SIZE];

    pk_copy(slip.station, sizeof slip.station, app->station);
    snprintf(name, sizeof name, _("ticket %lld"), (long long)ticket->ticket_no);
    return add(app, &slip, name);
}

int64_t printing_receipt(struct app *app, const struct pk_receipt *receipt)
{
    struct pk_slip slip = {
        .kind = PK_SLIP_RECEIPT, .copy_no = receipt->copy_no, .receipt = *receipt};
    char name[PRINTING_NAME_SIZE];

    if (pk_ticket_get(&slip.ticket, app->lot, receipt->ticket_id)) {
        app_complain(app);
        return 0;
    }
    snprintf(name, sizeof name, _("receipt %lld of %s"), (long long)receipt->receipt_no,
             receipt->station);
    return add(app, &slip, name);
}

int64_t printing_tender(struct app *app, const struct pk_tender *tender)
{
    struct pk_receipt receipt;

    if (!app->printing.has_printer)
        return 0;
    if (pk_receipt_get(&receipt, app->lot, tender->station, tender->receipt_no)) {
        app_complain(app);
        return 0;
    }
    return printing_receipt(app, &receipt);
}

int64_t printing_report(struct app *app, const char *name, json_t *report)
{
    struct pk_slip slip = {.kind = PK_SLIP_REPORT, .report = report};

    return add(app, &slip, name);
}

void printing_drawer(struct app *app)
{
    struct pk_slip slip = {.kind = PK_SLIP_DRAWER};

    add(app, &slip, _("the drawer"));
}

/* ---- what is told ---- */

static bool is_paper(const struct waiting_slip *slip)
{
    return slip->slip.kind != PK_SLIP_DRAWER;
}

enum printing_state printing_state(const struct app *app, int64_t serial)
{
    const struct waiting_slip *slip = app->printing.first;

    if (serial == 0)
        return PRINTING_NOWHERE;
    while (slip && slip->serial != serial)
        slip = slip->next;
    if (!slip)
        return PRINTING_DONE;
    return app->printing.why[0] ? PRINTING_FAILED : PRINTING_WAITS;
}

int printing_count(const struct app *app)
{
    int count = 0;

    for (const struct waiting_slip *slip = app->printing.first; slip; slip = slip->next)
        count += is_paper(slip);
    return count;
}

void printing_names(char *out, size_t size, const struct app *app)
{
    size_t used = 0;

    out[0] = '\0';
    for (const struct waiting_slip *slip = app->printing.first; slip && used < size;
         slip = slip->next) {
        if (!is_paper(slip))
            continue;
        int step = snprintf(out + used, size - used, "%s%s", used ? ", " : "", slip->name);
        used += step > 0 ? (size_t)step : 0;
    }
    if (used >= size && size > 4) /* there are more */
        memcpy(out + size - 4, "...", 4);
}

void printing_sentence(char *out, size_t size, const struct app *app)
{
    char names[PRINTING_NAME_SIZE + 8];
    int count = printing_count(app);

    out[0] = '\0';
    if (count == 0 || !app->printing.why[0])
        return;
    printing_names(names, sizeof names, app);
    if (count == 1)
        snprintf(out, size, _("Not printed: %s; /p tries again. %s"), names, app->printing.why);
    else
        snprintf(out, size, _("Not printed: %d slips; /p tries again. %s"), count,
                 app->printing.why);
}

void printing_say_none(char *out, size_t size, const struct app *app)
{
    snprintf(out, size, _("%s has no printer: a manager names one with the setting printer."),
             app->station);
}

void printing_now(struct app *app)
{
    char none[PRINTING_WHY_SIZE];

    if (printing_count(app) > 0) {
        app->printing.is_asked = true;
        try_first(app);
        return;
    }
    printing_look(app);
    printing_say_none(none, sizeof none, app);
    if (app->printing.has_printer)
        toast_show(&app->toast, ROLE_GOOD, "%s", _("Nothing waits for the printer."));
    else
        toast_show(&app->toast, ROLE_WARNING, "%s", none);
}

void printing_close(struct app *app)
{
    while (app->printing.first)
        take_first(&app->printing);
}
