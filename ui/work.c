/*
 * Trying until the database is free. Calls parkade/lot.h.
 */
#include "work.h"

#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

/* A try waits PATIENCE at most; between two tries keys are read. */
enum { RETRY_MS = 10, NAMED_AFTER_MS = 2000 };

static void finish(struct app *app, enum pk_status status)
{
    struct work work = app->work;

    memset(&app->work, 0, sizeof app->work);
    timers_stop(&app->timers, TIMER_WORK);
    work.done(app, work.view, status);
    app_follow(app);
}

void work_again(struct app *app)
{
    enum pk_status status;

    app->is_dirty = true;
    if (!app->work.attempt)
        return;
    status = app->work.attempt(app, app->work.view);
    if (status == PK_BUSY)
        timers_set(&app->timers, TIMER_WORK, RETRY_MS);
    else
        finish(app, status);
}

void work_start(struct app *app, struct view *view, work_try attempt, work_done done)
{
    if (work_is_waiting(app))
        return;
    app->work = (struct work){attempt, done, view, app_milliseconds()};
    work_again(app);
}

bool work_is_waiting(const struct app *app)
{
    return app->work.attempt != NULL;
}

void work_give_up(struct app *app)
{
    app->ahead_count = 0; /* what was typed meanwhile was meant for after it */
    app->scan_ahead[0] = '\0';
    finish(app, PK_BUSY);
}

void work_sentence(char *out, size_t size, const struct app *app)
{
    int64_t waited = app_milliseconds() - app->work.since_ms;
    char holder[PK_HOLDER_SIZE];

    if (waited >= NAMED_AFTER_MS && pk_lot_busy_holder(holder, app->lot))
        snprintf(out, size, _("busy %d s, %s   Esc gives up"), (int)(waited / 1000), holder);
    else
        snprintf(out, size, _("busy %d s   Esc gives up"), (int)(waited / 1000));
}

void work_make_act(struct pk_act *out, const struct app *app)
{
    memset(out, 0, sizeof *out);
    pk_copy(out->who, sizeof out->who, app->who);
    pk_copy(out->station, sizeof out->station, app->station);
    pk_uuid_make(out->request_id, pk_lot_now(app->lot));
}

void work_sign_act(struct pk_act *act, const struct app *app)
{
    pk_copy(act->who, sizeof act->who, app->who);
    act->approver[0] = '\0';
}

void work_renew_act(struct pk_act *act, const struct app *app, enum pk_status status)
{
    int answer = pk_status_exit(status);

    if (answer == 2 || answer == 3 || answer == 4)
        work_make_act(act, app);
}
