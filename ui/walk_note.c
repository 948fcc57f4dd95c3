/*
 * What Enter does on a walk: begins one, notes a sight, goes to a spot, goes on. A sight is one act
 * and waits for a busy lot like any other; what is typed behind it is for the next spot. So nothing
 * is asked in between: a question would take the next plate for its answer.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app.h"
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

/* To the next spot that nobody has seen. After the last one of all the walker stays: what is typed
 * behind it must not be taken for commands. */
static bool go_on(struct walk_screen *screen, struct app *app)
{
    size_t at = round_at(&screen->round, &app->model);
    long next = round_unseen(&screen->round, &app->model, at);

    walk_stand(screen, app, next >= 0 ? (size_t)next : at);
    if (next >= 0 && (size_t)next < at)
        toast_show(&app->toast, ROLE_WARNING, _("Back to %s: it was left out."),
                   screen->spot.label);
    return next >= 0;
}

/* ---- a sight ---- */

static enum pk_status try_note(struct app *app, struct view *view)
{
    struct walk_screen *screen = of(view);
    const struct pk_sight sight = {screen->target, screen->plate[0] ? screen->plate : NULL};
    struct pk_walk walk;
    enum pk_status status = pk_walk_see(&walk, app->lot, &screen->act, &sight, 1);

    if (status == PK_OK)
        screen->walk = walk;
    return status;
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

/* The walker sees at once that something does not agree, and can look again. */
static void remark(struct walk_note *note, struct app *app)
{
    struct pk_walk_finding here[PK_WALK_KIND_COUNT];
    size_t count;

    if (note->alike[0]) {
        snprintf(note->remark, sizeof note->remark, _("ticket %s: = if the same"), note->alike);
        return;
    }
    if (pk_walk_findings_at(here, &count, app->lot, note->spot))
        count = 0;
    findings_remark(note->remark, here, count);
}

static void keep_note(struct walk_screen *screen, struct app *app)
{
    struct walk_note *note = screen->notes;
    const char *ticket = screen->spot.registration_number;

    memmove(note + 1, note, (NOTES_MAX - 1) * sizeof *note);
    if (screen->note_count < NOTES_MAX)
        screen->note_count++;
    pk_copy(note->spot, sizeof note->spot, screen->spot.label);
    pk_copy(note->plate, sizeof note->plate, screen->plate);
    pk_copy(note->alike, sizeof note->alike, looks_like(screen->plate, ticket) ? ticket : "");
    remark(note, app);
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

/* Notes PLATE, which stands in the screen already, at LABEL. */
static void send(struct walk_screen *screen, struct app *app, const char *label, work_done done)
{
    pk_copy(screen->target, sizeof screen->target, label);
    work_make_act(&screen->act, app);
    work_start(app, &screen->view, try_note, done);
}

/* ---- what looks alike ---- */

bool walk_is_alike(const struct walk_screen *screen)
{
    return screen->sight.seen_at != PK_NONE &&
           looks_like(screen->sight.registration_number, screen->spot.registration_number);
}

bool walk_has_alike(const struct walk_screen *screen)
{
    return walk_is_alike(screen) || (screen->note_count > 0 && screen->notes[0].alike[0]);
}

/* The walker stays: the next spot may be waiting already. */
static void mended(struct app *app, struct view *view, enum pk_status status)
{
    struct walk_screen *screen = of(view);
    struct walk_note *note = screen->notes;

    if (status) {
        complain(app, status);
        return;
    }
    if (screen->note_count > 0 && strcmp(note->spot, screen->target) == 0) {
        pk_copy(note->plate, sizeof note->plate, screen->plate);
        note->alike[0] = '\0';
        remark(note, app);
    }
    walk_read(screen, app);
}

void walk_take_alike(struct walk_screen *screen, struct app *app)
{
    bool is_here = walk_is_alike(screen);
    const struct walk_note *note = screen->notes;

    pk_copy(screen->plate, sizeof screen->plate,
            is_here ? screen->spot.registration_number : note->alike);
    send(screen, app, is_here ? screen->spot.label : note->spot, mended);
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
    if (!warn_of_another(screen, app))
        send(screen, app, screen->spot.label, noted);
}

/* Nothing is to be noted here: on, or to what was found. */
static void leave_seen(struct walk_screen *screen, struct app *app)
{
    if (!go_on(screen, app))
        app_push(app, findings_view(&screen->view));
}

void walk_enter(struct walk_screen *screen, struct app *app)
{
    const char *rest;
    enum entry_kind kind = entry_kind(&rest, screen->entry.text);

    if (!walk_goes_on(screen))
        begin(screen, app);
    else if (!walk_is_typing(screen) && screen->sight.seen_at != PK_NONE)
        leave_seen(screen, app);
    else if (kind == ENTRY_SPOT)
        walk_go(&screen->view, app, rest);
    else
        note(screen, app, kind == ENTRY_PLATE ? rest : screen->entry.text);
}
