/*
 * What Enter does on a walk: begins one, notes a sight, goes to a spot, goes on. A sight is one act
 * and waits for a busy lot like any other; what is typed behind it is for the next spot.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app.h"
#include "choice.h"
#include "entry.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "walk_screen.h"
#include "when.h"

static struct walk_screen *of(struct view *view)
{
    return (struct walk_screen *)view;
}

static void complain(struct app *app, enum pk_status status)
{
    char text[APP_SENTENCE_SIZE];

    app_sentence(text, app, status);
    toast_show(&app->toast, status == PK_BUSY ? ROLE_WARNING : ROLE_ERROR, "%s", text);
    app->is_dirty = true;
}

/* ---- begin ---- */

static enum pk_status try_begin(struct app *app, struct view *view)
{
    struct pk_walk walk;

    return pk_walk_begin(&walk, app->lot, &of(view)->act);
}

static void begun(struct app *app, struct view *view, enum pk_status status)
{
    if (status)
        complain(app, status);
    walk_read(of(view), app);
}

static void begin(struct walk_screen *screen, struct app *app)
{
    work_make_act(&screen->act, app);
    work_start(app, &screen->view, try_begin, begun);
}

/* ---- going on ---- */

/* To the next spot that nobody has seen; after the last one of all, to what was found. */
static void go_on(struct walk_screen *screen, struct app *app)
{
    size_t at = round_at(&screen->round, &app->model);
    long next = round_unseen(&screen->round, &app->model, at);

    if (next >= 0) {
        walk_stand(screen, app, (size_t)next);
        if ((size_t)next < at)
            toast_show(&app->toast, ROLE_WARNING, _("Back to %s: it was left out."),
                       screen->spot.label);
        return;
    }
    walk_stand(screen, app, at);
    app_push(app, findings_view(&screen->view));
}

/* ---- a sight ---- */

static enum pk_status try_note(struct app *app, struct view *view)
{
    struct walk_screen *screen = of(view);
    const struct pk_sight sight = {screen->spot.label, screen->plate[0] ? screen->plate : NULL};
    struct pk_walk walk;
    enum pk_status status = pk_walk_see(&walk, app->lot, &screen->act, &sight, 1);

    if (status == PK_OK)
        screen->walk = walk;
    return status;
}

/* The walker sees at once that something does not agree, and can look again. */
static void keep_note(struct walk_screen *screen, struct app *app)
{
    struct pk_walk_finding here[PK_WALK_KIND_COUNT];
    struct walk_note *note = screen->notes;
    size_t count;

    memmove(note + 1, note, (NOTES_MAX - 1) * sizeof *note);
    if (screen->note_count < NOTES_MAX)
        screen->note_count++;
    pk_copy(note->spot, sizeof note->spot, screen->spot.label);
    pk_copy(note->plate, sizeof note->plate, screen->plate);
    if (pk_walk_findings_at(here, &count, app->lot, screen->spot.label))
        count = 0;
    findings_remark(note->remark, here, count);
}

static void noted(struct app *app, struct view *view, enum pk_status status)
{
    struct walk_screen *screen = of(view);

    if (status) {
        complain(app, status);
        return;
    }
    keep_note(screen, app);
    if (!round_mark(&screen->round, screen->spot.spot_id, pk_lot_now(app->lot)))
        complain(app, PK_INTERNAL);
    go_on(screen, app);
}

static void send(struct walk_screen *screen, struct app *app)
{
    work_make_act(&screen->act, app);
    work_start(app, &screen->view, try_note, noted);
}

/* ---- what looks alike ---- */

static const struct answer ALIKE_ANSWERS[] = {
    {'y', "Yes, it is the same"}, {'n', "No, it is as I typed it"}, {0, NULL}};

static void alike_answered(struct app *app, struct view *owner, int answer)
{
    struct walk_screen *screen = of(owner);

    if (answer == 0)
        pk_copy(screen->plate, sizeof screen->plate, screen->spot.registration_number);
    send(screen, app);
}

static bool looks_like(const char *plate, const char *other)
{
    char folded[PK_REGISTRATION_SIZE], other_folded[PK_REGISTRATION_SIZE];

    if (!plate[0] || !other[0] || strcmp(plate, other) == 0)
        return false;
    pk_registration_fold(folded, plate);
    pk_registration_fold(other_folded, other);
    return strcmp(folded, other_folded) == 0;
}

static void ask_alike(struct walk_screen *screen, struct app *app)
{
    char text[200];

    snprintf(text, sizeof text, _("The ticket of this spot says %s, not %s: is it the same?"),
             screen->spot.registration_number, screen->plate);
    app_push(app,
             choice_view(&screen->view, _("Looks alike"), text, ALIKE_ANSWERS, alike_answered));
}

/* ---- what is typed ---- */

/* "A07 was noted by Max, 22:31: AB12CD. ..." Both look, the one who types decides. */
static bool warn_of_another(struct walk_screen *screen, struct app *app)
{
    const struct pk_walk_sight *sight = &screen->sight;
    char when[WHEN_SIZE];

    if (sight->seen_at == screen->known_at ||
        strcmp(sight->registration_number, screen->plate) == 0)
        return false;
    when_short(when, app->lot, sight->seen_at);
    toast_show(&app->toast, ROLE_WARNING,
               _("%s was noted meanwhile, %s%s%s: %s. Enter notes yours."), screen->spot.label,
               when, sight->seen_by[0] ? _(", by ") : "", sight->seen_by,
               sight->registration_number[0] ? sight->registration_number : _("empty"));
    screen->known_at = sight->seen_at;
    return true;
}

static bool is_empty(const char *text)
{
    text += strspn(text, " ");
    return *text == '\0' || strcasecmp(text, "empty") == 0;
}

static void note(struct walk_screen *screen, struct app *app, const char *typed)
{
    if (is_empty(typed)) {
        screen->plate[0] = '\0';
    } else if (pk_registration_canonical(screen->plate, typed)) {
        complain(app, PK_REGISTRATION_INVALID);
        return;
    }
    if (warn_of_another(screen, app))
        return;
    if (looks_like(screen->plate, screen->spot.registration_number))
        ask_alike(screen, app);
    else
        send(screen, app);
}

void walk_enter(struct walk_screen *screen, struct app *app)
{
    const char *rest;
    enum entry_kind kind = entry_kind(&rest, screen->entry.text);

    if (!walk_goes_on(screen))
        begin(screen, app);
    else if (!walk_is_typing(screen) && screen->sight.seen_at != PK_NONE)
        go_on(screen, app);
    else if (kind == ENTRY_SPOT)
        walk_go(&screen->view, app, rest);
    else
        note(screen, app, kind == ENTRY_PLATE ? rest : screen->entry.text);
}
