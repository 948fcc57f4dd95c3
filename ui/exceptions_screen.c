/*
 * Exceptions: the inbox of what somebody else has to look at, open alarms first. The whole of the
 * chosen one stands below the list. Only what is in view is read, however many there are. Calls
 * parkade/audit.h.
 */
#include "exceptions_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "exception_text.h"
#include "journal_text.h"
#include "parkade/text.h"
#include "prompt.h"
#include "screens.h"
#include "when.h"

static struct exceptions_screen *of(struct view *view)
{
    return (struct exceptions_screen *)view;
}

/* ---- reading ---- */

static struct pk_exception_filter filter_of(const struct exceptions_screen *screen,
                                            const struct app *app)
{
    const struct pk_zone *zone = pk_lot_zone(app->lot);
    struct pk_exception_filter filter = {screen->page == 1, PK_NONE, PK_NONE};

    if (screen->day != PK_NONE) {
        filter.from = pk_zone_moment(zone, screen->day, 0);
        filter.to = pk_zone_moment(zone, screen->day + 1, 0);
    }
    return filter;
}

void exceptions_read(struct exceptions_screen *screen, struct app *app)
{
    struct pk_exception_filter filter = filter_of(screen, app);
    size_t count = 0;

    if (pk_exception_list(screen->rows, WINDOW_LINES, &count, app->lot, &filter,
                          screen->window.first))
        app_complain(app);
    screen->window.count = (int)count;
}

const struct pk_exception *exceptions_at(const struct exceptions_screen *screen, int line)
{
    int at = window_at(&screen->window, line);

    return at < 0 ? NULL : &screen->rows[at];
}

const struct pk_exception *exceptions_chosen(const struct exceptions_screen *screen)
{
    return screen->table.list.count > 0 ? exceptions_at(screen, screen->table.list.chosen) : NULL;
}

/* What others add or look at moves the lines: the choice stays with its exception. */
static void stay_with(struct exceptions_screen *screen, int64_t seq)
{
    struct list *list = &screen->table.list;

    for (int i = 0; i < screen->window.count; i++) {
        int line = screen->window.first + i;
        if (screen->rows[i].entry.seq == seq && line < list->count) {
            list->top += line - list->chosen;
            list->chosen = line;
        }
    }
}

static void refresh(struct view *view, struct app *app)
{
    struct exceptions_screen *screen = of(view);
    const struct pk_exception *before = exceptions_chosen(screen);
    int64_t seq = before ? before->entry.seq : 0;
    struct pk_exception_filter filter = filter_of(screen, app);

    screen->app = app;
    if (pk_exception_count(&screen->counts, app->lot, &filter))
        app_complain(app);
    list_resize(&screen->table.list,
                (int)(screen->page == 1 ? screen->counts.all : screen->counts.open));
    screen->window.count = 0;
    window_follow(&screen->window, &screen->table.list, screen->table.page);
    exceptions_read(screen, app);
    stay_with(screen, seq);
}

static void begin_anew(struct exceptions_screen *screen, struct app *app)
{
    screen->table.list = (struct list){.count = 0};
    refresh(&screen->view, app);
}

/* ---- acknowledging ---- */

static enum pk_status try_acknowledge(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pk_exception out;
    const char *note = form_text(&prompt->form, 0);

    return pk_acknowledge(&out, app->lot, &prompt->act, strtoll(prompt->subject, NULL, 10),
                          note[0] ? note : NULL);
}

static void ask_acknowledge(struct exceptions_screen *screen, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Acknowledge",
                                            .attempt = try_acknowledge,
                                            .said = "Acknowledged.",
                                            .offer_field = -1};
    const struct pk_exception *exception = exceptions_chosen(screen);
    char text[200];

    snprintf(text, sizeof text, _("You have looked at it: %s. Say what was found, or just Enter."),
             journal_word(exception->entry.kind));
    struct prompt *prompt = prompt_make(app, &SPEC, &screen->view, text);
    if (prompt) {
        snprintf(prompt->subject, sizeof prompt->subject, "%lld", (long long)exception->entry.seq);
        form_add_text(&prompt->form, _("Note"), "");
    }
    app_push(app, prompt ? &prompt->view : NULL);
}

/* ---- the view ---- */

/* From today on to the right there are all days. */
static void other_day(struct exceptions_screen *screen, struct app *app, ui_key key)
{
    int64_t today = when_today(app->lot);

    if (key == K_LEFT)
        screen->day = screen->day == PK_NONE ? today : screen->day - 1;
    else
        screen->day = screen->day == PK_NONE || screen->day >= today ? PK_NONE : screen->day + 1;
    begin_anew(screen, app);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct exceptions_screen *screen = of(view);

    switch (action) {
    case ACTION_CHOOSE:
        return table_key(&screen->table, key);
    case ACTION_OPEN_LINE:
        app_push(app, ticket_view(exceptions_chosen(screen)->entry.ticket_id));
        return true;
    case ACTION_ACKNOWLEDGE:
        ask_acknowledge(screen, app);
        return true;
    case ACTION_NEXT_PAGE:
    case ACTION_PREVIOUS_PAGE:
        screen->page = !screen->page;
        begin_anew(screen, app);
        return true;
    case ACTION_AUDIT_DAY:
        other_day(screen, app, key);
        return true;
    case ACTION_AUDIT_TODAY:
        screen->day = when_today(app->lot);
        begin_anew(screen, app);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct pk_exception *exception =
        exceptions_chosen((const struct exceptions_screen *)view);

    switch (action) {
    case ACTION_OPEN_LINE:
        return exception && exception->entry.ticket_id[0];
    case ACTION_ACKNOWLEDGE:
        return exception && exception_is_open(exception) &&
               !pk_exception_is_own(exception, app->who);
    default:
        return true;
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    const struct pk_exception *exception =
        exceptions_chosen((const struct exceptions_screen *)view);
    char text[EXCEPTION_TEXT_SIZE];

    if (!exception)
        return pk_copy(out, size, _("There is no exception here."));
    if (action == ACTION_OPEN_LINE)
        return pk_copy(out, size, _("No ticket belongs to this one."));
    exception_outcome(text, app->lot, exception, app->who);
    snprintf(out, size, "%s", text);
    return action == ACTION_ACKNOWLEDGE;
}

static const struct view_ops OPS = {
    .context = CONTEXT_EXCEPTIONS,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .refresh = refresh,
    .draw = exceptions_draw,
};

struct view *exceptions_view(void)
{
    struct exceptions_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->day = PK_NONE;
    exceptions_make_table(&screen->table);
    return &screen->view;
}
