/*
 * Settling what a walk found, one by one, and the end of the walk. Each is a prompt and one call of
 * the domain; an act that is not permitted asks for a second person by itself. Calls
 * parkade/walk.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "choice.h"
#include "findings_screen.h"
#include "parkade/text.h"
#include "prompt.h"
#include "when.h"
#include "words.h"

/* The fields of a prompt; the last two are a stranger's. */
enum { DO, REASON, SINCE, CLASS };

static struct findings_screen *of(struct view *view)
{
    return (struct findings_screen *)view;
}

/* ---- one finding ---- */

/* "" is PK_NONE: since the walk began. */
static enum pk_status read_since(int64_t *out, struct pk_lot *lot, const char *text)
{
    *out = PK_NONE;
    return text[strspn(text, " ")] == '\0' ? PK_OK : when_read(out, lot, text);
}

static enum pk_status try_settle(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    const struct form *form = &prompt->form;
    const struct pk_walk_finding *finding = &of(prompt->owner)->asked;
    struct pk_settling how = {.kind = finding->kind,
                              .spot = finding->spot,
                              .is_left = form_value(form, DO) == 1,
                              .reason = form_text(form, REASON),
                              .entered = PK_NONE};
    struct pk_walk_finding out;
    enum pk_status status = PK_OK;

    if (finding->kind == PK_STRANGER) {
        status = read_since(&how.entered, app->lot, form_text(form, SINCE));
        how.vehicle_class = (enum pk_vehicle_class)form_value(form, CLASS);
    }
    return status == PK_OK ? pk_walk_settle(&out, app->lot, &prompt->act, &how) : status;
}

static void settled(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const struct pk_walk_finding *finding = &of(owner)->asked;

    (void)prompt;
    toast_show(&app->toast, ROLE_GOOD, _("%s %s: settled."), findings_kind(finding->kind),
               finding->spot);
}

/* How it is mended, by kind. */
static const char *mend_of(enum pk_walk_kind kind)
{
    static const char *const MENDS[PK_WALK_KIND_COUNT] = {[PK_GHOST] = "release its ticket",
                                                          [PK_STRANGER] = "issue a ticket",
                                                          [PK_MOVED] = "move its ticket"};

    return _(MENDS[kind]);
}

static void say(char *out, size_t size, struct pk_lot *lot, const struct pk_walk_finding *finding)
{
    char when[WHEN_SIZE];

    when_short(when, lot, finding->seen_at);
    if (finding->kind == PK_GHOST)
        snprintf(out, size, _("#%lld says that %s stands on %s: at %s it did not."),
                 (long long)finding->ticket_no, finding->registration_number, finding->spot, when);
    else if (finding->kind == PK_MOVED)
        snprintf(out, size, _("#%lld says that %s stands on %s: at %s it stood on %s."),
                 (long long)finding->ticket_no, finding->registration_number, finding->ticket_spot,
                 when, finding->spot);
    else
        snprintf(out, size,
                 _("%s on %s had no ticket at %s. One issued now counts from the beginning of the "
                   "walk, or since:"),
                 finding->registration_number, finding->spot, when);
}

static void add_fields(struct form *form, enum pk_walk_kind kind)
{
    const char *ways[] = {mend_of(kind), _("leave it as it is")};
    const char *classes[PK_VEHICLE_CLASS_COUNT];

    form_add_values(form, _("Do"), ways, 2, 0);
    form_add_text(form, _("Reason"), "");
    form->focus = REASON;
    if (kind != PK_STRANGER)
        return;
    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++)
        classes[i] = words_class((enum pk_vehicle_class)i);
    form_add_text(form, _("Since"), "");
    form_add_values(form, _("Class"), classes, PK_VEHICLE_CLASS_COUNT, 0);
}

void settle_ask(struct findings_screen *screen, struct app *app)
{
    static const struct prompt_spec SPECS[PK_WALK_KIND_COUNT] = {
        [PK_GHOST] = {.title = "Ghost",
                      .attempt = try_settle,
                      .done = settled,
                      .offer_field = -1,
                      .is_destructive = true},
        [PK_STRANGER] = {.title = "Stranger",
                         .attempt = try_settle,
                         .done = settled,
                         .offer_field = -1},
        [PK_MOVED] = {.title = "Moved", .attempt = try_settle, .done = settled, .offer_field = -1},
    };
    enum pk_walk_kind kind = screen->asked.kind;
    char text[200];

    say(text, sizeof text, app->lot, &screen->asked);
    struct prompt *prompt = prompt_make(app, &SPECS[kind], &screen->view, text);
    if (prompt)
        add_fields(&prompt->form, kind);
    app_push(app, prompt ? &prompt->view : NULL);
}

/* ---- the end of the walk ---- */

static void say_ended(struct app *app, struct findings_screen *screen)
{
    const struct pk_walk *walk = &screen->state;

    toast_show(&app->toast, ROLE_GOOD,
               _("The walk has ended: %lld of %lld spots seen, %lld settled."),
               (long long)walk->seen, (long long)walk->spots, (long long)walk->settled);
    app_pop(app, &screen->view);
}

static enum pk_status try_end(struct app *app, struct view *view)
{
    struct findings_screen *screen = of(view);
    struct pk_walk walk;
    enum pk_status status = pk_walk_end(&walk, app->lot, &screen->act, NULL);

    if (status == PK_OK)
        screen->state = walk;
    return status;
}

static void ended(struct app *app, struct view *view, enum pk_status status)
{
    char text[APP_SENTENCE_SIZE];

    if (status == PK_OK) {
        say_ended(app, of(view));
        return;
    }
    app_sentence(text, app, status);
    toast_show(&app->toast, ROLE_ERROR, "%s", text);
}

static void end(struct findings_screen *screen, struct app *app)
{
    work_make_act(&screen->act, app);
    work_start(app, &screen->view, try_end, ended);
}

static enum pk_status try_end_early(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pk_walk walk;
    enum pk_status status = pk_walk_end(&walk, app->lot, &prompt->act, form_text(&prompt->form, 0));

    if (status == PK_OK)
        of(prompt->owner)->state = walk;
    return status;
}

static void ended_early(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    say_ended(app, of(owner));
}

/* What would be left: findings for a reason, spots that nobody saw. */
static void say_left(char *out, size_t size, const struct pk_walk *walk)
{
    long long open = findings_open(walk), unseen = walk->spots - walk->seen;
    char found[120] = "", spots[120] = "";

    if (open > 0)
        snprintf(found, sizeof found,
                 open == 1 ? _("%lld finding is not settled: it is left as it is. ")
                           : _("%lld findings are not settled: they are left as they are. "),
                 open);
    if (unseen > 0)
        snprintf(spots, sizeof spots,
                 unseen == 1 ? _("%lld spot was not seen.") : _("%lld spots were not seen."),
                 unseen);
    snprintf(out, size, "%s%s", found, spots);
}

static void ask_reason(struct findings_screen *screen, struct app *app, const char *text)
{
    static const struct prompt_spec SPEC = {
        .title = "End the walk", .attempt = try_end_early, .done = ended_early, .offer_field = -1};
    struct prompt *prompt = prompt_make(app, &SPEC, &screen->view, text);

    if (prompt)
        form_add_text(&prompt->form, _("Reason"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}

static const struct answer END_ANSWERS[] = {
    {'n', "No, go on with it"}, {'y', "Yes, end it"}, {0, NULL}};

static void end_answered(struct app *app, struct view *owner, int answer)
{
    if (answer == 1)
        end(of(owner), app);
}

void settle_end(struct findings_screen *screen, struct app *app)
{
    const struct pk_walk *walk = &screen->state;
    char text[200];

    say_left(text, sizeof text, walk);
    if (findings_open(walk) > 0)
        ask_reason(screen, app, text);
    else if (walk->seen < walk->spots)
        app_push(app,
                 choice_view(&screen->view, _("End the walk?"), text, END_ANSWERS, end_answered));
    else
        end(screen, app);
}
