/*
 * The stack of views and what belongs to every screen. Calls the model, the views it opens.
 */
#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cash_screen.h"
#include "lock.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "people.h"
#include "screens.h"
#include "when.h"

enum { DEAF_MS = 250 };

int64_t app_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A desk takes money and lets nobody out; every other station is at a gate. */
static bool is_desk(const char *station)
{
    return strncmp(station, "desk", 4) == 0;
}

/* What scanners here put before what they read. */
static void read_prefix(struct app *app)
{
    struct pk_setting setting;

    if (pk_setting_get(&setting, app->lot, "scan.prefix") == PK_OK)
        burst_set_prefix(&app->burst, strcmp(setting.value, "none") == 0 ? "" : setting.value);
}

bool app_open(struct app *app, struct pk_lot *lot, const char *station,
              const struct terminal_options *options, char *why, size_t why_size)
{
    memset(app, 0, sizeof *app);
    app->lot = app->model.lot = lot;
    if (!pk_copy(app->station, sizeof app->station, station)) {
        pk_copy(why, why_size, _("The station's name is too long."));
        return false;
    }
    app->is_desk = is_desk(station);
    if (model_load(&app->model)) {
        pk_copy(why, why_size, pk_error()->message);
        return false;
    }
    if (!terminal_open(&app->terminal, options, why, why_size)) {
        model_free(&app->model);
        return false;
    }
    stray_init(&app->stray);
    read_prefix(app);
    app->glyphs = glyphs_for(options->is_utf8);
    app->minute = pk_lot_now(lot) / 60;
    app->woken_ms = app_milliseconds();
    app->may_suspend = true;
    lock_follow_settings(app);
    pk_lot_set_patience(lot, APP_PATIENCE_MS);
    timers_set(&app->timers, TIMER_LOOK, 1000);
    printing_look(app);
    app->is_dirty = true;
    return true;
}

void app_bury(struct app *app)
{
    while (app->dead) {
        struct view *view = app->dead;
        app->dead = view->below;
        if (view == app->quit_question)
            app->quit_question = NULL;
        if (view->ops->close)
            view->ops->close(view);
        free(view);
    }
}

void app_close(struct app *app)
{
    while (app->top)
        app_pop(app, app->top);
    app_bury(app);
    lock_free(app);
    errand_end_all(app);
    printing_close(app);
    terminal_close(&app->terminal);
    stray_close(&app->stray);
    model_free(&app->model);
}

static void refresh(struct app *app, struct view *view)
{
    if (view && view->ops->refresh)
        view->ops->refresh(view, app);
}

struct view *app_front(const struct app *app)
{
    return app->lock ? app->lock : app->top;
}

void app_is_deaf(struct app *app)
{
    struct burst_answer dropped;

    app->ahead_count = 0;
    app->scan_ahead[0] = '\0';
    burst_flush(&dropped, &app->burst);
    app->deaf_until_ms = app_milliseconds() + DEAF_MS;
}

void app_push(struct app *app, struct view *view)
{
    app->is_dirty = true;
    if (!view) {
        toast_show(&app->toast, ROLE_ERROR, "%s", _("There is not enough memory for that."));
        return;
    }
    view->below = app->top;
    app->top = view;
    if (view->ops->is_box && !app->is_asked)
        app_is_deaf(app);
    refresh(app, view);
}

/* A view may close itself while it handles something: it is freed at the end of the step. */
void app_pop(struct app *app, struct view *view)
{
    struct view *gone;

    do {
        gone = app->top;
        app->top = gone->below;
        gone->below = app->dead;
        app->dead = gone;
    } while (gone != view && app->top);
    app->burst_editor = NULL;
    app->is_dirty = true;
    refresh(app, app->top);
}

void app_served(struct app *app)
{
    app->is_served = true;
    while (app->top->below)
        app_pop(app, app->top);
}

void app_sentence(char out[static APP_SENTENCE_SIZE], const struct app *app, enum pk_status status)
{
    if (status == PK_BUSY)
        pk_copy(out, APP_SENTENCE_SIZE, _("Given up: nothing has happened."));
    else
        when_shorten(out, APP_SENTENCE_SIZE, app->lot, pk_error()->message);
}

void app_complain_of(struct app *app, enum pk_status status)
{
    char text[APP_SENTENCE_SIZE];

    app_sentence(text, app, status);
    toast_show(&app->toast, ROLE_ERROR, "%s", text);
    app->is_dirty = true;
}

void app_complain(struct app *app)
{
    app_complain_of(app, PK_INTERNAL);
}

/* What hangs on no spot: settings, shifts, printers. */
static void follow_the_whole(struct app *app)
{
    lock_follow_settings(app);
    read_prefix(app);
    own_shift_follow(app);
    printing_look(app);
}

void app_follow(struct app *app)
{
    unsigned turn = app->model.turn;
    bool has_changed;

    model_follow(&app->model, &has_changed);
    if (!has_changed)
        return;
    app->is_dirty = true;
    if (app->model.turn != turn)
        follow_the_whole(app);
    for (struct view *view = app->top; view; view = view->below)
        refresh(app, view);
}

void app_quit(struct app *app, int exit_status)
{
    app->is_over = true;
    app->exit_status = exit_status;
}

/* ---- scans ---- */

bool app_next_scan(struct app *app)
{
    char scan[sizeof app->next_scan];

    memcpy(scan, app->next_scan, sizeof scan);
    app->next_scan[0] = '\0';
    if (scan[0])
        app_scan_ticket(app, scan);
    return scan[0] != '\0';
}

void app_say_next(char *out, size_t size, const struct app *app)
{
    struct pk_ticket ticket;

    out[0] = '\0';
    if (!app->next_scan[0])
        return;
    if (pk_ticket_resolve(&ticket, NULL, app->lot, app->next_scan) == PK_OK)
        snprintf(out, size, _("next: #%lld waits, Enter"), (long long)ticket.ticket_no);
    else
        snprintf(out, size, "%s", _("next: another scan waits, Enter"));
}

/* What stands behind the prefix; without one it is the digits of a ticket. */
static const char *behind_prefix(const struct app *app, const char *scan)
{
    size_t length = strlen(app->burst.prefix);

    return length > 0 && strncmp(scan, app->burst.prefix, length) == 0 ? scan + length : scan;
}

static bool is_ticket(const char *text)
{
    char uuid[PK_UUID_SIZE];

    return pk_uuid_parse(uuid, text);
}

void app_scan(struct app *app, const char *scan)
{
    struct view *pay = pay_on_stack(app->top);
    bool is_code = pay && !is_ticket(scan) && !is_ticket(behind_prefix(app, scan));

    if (app->lock)
        lock_refuse_scan(app);
    else if (is_code && pay_asks_card(app->top))
        toast_show(&app->toast, ROLE_WARNING, "%s",
                   _("The card terminal is asked: a code comes before the payment."));
    else if (is_code)
        pay_scan_code(pay, app, scan);
    else
        app_scan_ticket(app, scan);
}

/* What is to be done before a scan is opened, which would throw it away; NULL: nothing. */
static const char *what_comes_first(const struct app *app)
{
    if (pay_holds_money(app->top) || pay_asks_card(app->top))
        return _("The next ticket waits: finish this payment first, or give it back with Esc.");
    if (cash_holds_count(app->top))
        return _("The next ticket waits: finish counting first, or leave it with Esc.");
    return NULL;
}

void app_scan_ticket(struct app *app, const char *scan)
{
    const char *first = what_comes_first(app);

    if (!is_ticket(scan))
        scan = behind_prefix(app, scan);
    if (first) {
        pk_copy(app->next_scan, sizeof app->next_scan, scan);
        toast_show(&app->toast, ROLE_WARNING, "%s", first);
        return;
    }
    ticket_open_scan(app, scan);
}

/* ---- actions that are the same on every screen ---- */

bool app_act(struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_BACK:
        if (app->top->below)
            app_pop(app, app->top);
        return true;
    case ACTION_REDRAW:
        terminal_redraw();
        return true;
    case ACTION_SIGN_IN:
        people_ask(app);
        return true;
    case ACTION_LOCK:
        lock_ask(app);
        return true;
    case ACTION_PRINT_MISSING:
        printing_now(app);
        return true;
    case ACTION_QUIT:
        app_leave(app, 0);
        return true;
    default:
        return screen_open_for(app, action);
    }
}
