/*
 * What the pages of Setup ask before they act. Calls prompt.c, choice.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "parkade/zone.h"
#include "screens.h"
#include "setup_screen.h"

static struct prompt *make(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                           const char *subject, const char *text)
{
    struct prompt *prompt = prompt_make(app, spec, &setup->view, text);

    if (prompt && !pk_copy(prompt->subject, sizeof prompt->subject, subject))
        prompt->subject[0] = '\0';
    return prompt;
}

struct prompt *setup_prompt(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                            const char *text)
{
    char name[TABLE_CELL_SIZE];

    setup_name(name, setup);
    return make(setup, app, spec, name, text);
}

void setup_open(struct app *app, struct prompt *prompt)
{
    app_push(app, prompt ? &prompt->view : NULL);
}

/* The prompt is seen only where the lot refuses: it says why, and asks for an approval. */
static void start(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                  const char *subject)
{
    struct prompt *prompt = make(setup, app, spec, subject, subject);

    setup_open(app, prompt);
    if (prompt)
        prompt_try(app, prompt);
}

void setup_do(struct setup *setup, struct app *app, const struct prompt_spec *spec)
{
    char name[TABLE_CELL_SIZE];

    setup_name(name, setup);
    start(setup, app, spec, name);
}

static void answered(struct app *app, struct view *owner, int answer)
{
    struct setup *setup = setup_of(owner);

    if (answer == 1)
        start(setup, app, setup->asked, setup->subject);
}

void setup_confirm(struct setup *setup, struct app *app, const struct prompt_spec *spec,
                   const char *text, const struct answer *answers)
{
    char name[TABLE_CELL_SIZE];

    setup_name(name, setup);
    if (!pk_copy(setup->subject, sizeof setup->subject, name))
        return;
    setup->asked = spec;
    app_push(app, choice_view(&setup->view, _(spec->title), text, answers, answered));
}

void setup_tell(struct setup *setup, struct app *app, const char *title, const char *about)
{
    char *report = setup->report;

    setup->report = NULL;
    if (report)
        app_push(app, text_view(title, about, report));
}

/* ---- what was typed ---- */

const char *setup_text(const struct view *view, size_t field)
{
    return form_text(&((const struct prompt *)view)->form, field);
}

int setup_value(const struct view *view, size_t field)
{
    return form_value(&((const struct prompt *)view)->form, field);
}

const char *setup_subject(const struct view *view)
{
    return ((const struct prompt *)view)->subject;
}

enum pk_status setup_moment(int64_t *out, struct app *app, const struct view *view, size_t field)
{
    const char *text = setup_text(view, field);

    *out = PK_NONE;
    return text[0] ? pk_time_parse(out, text, pk_lot_zone(app->lot)) : PK_OK;
}

bool setup_number(int64_t *out, const char *text)
{
    enum { DIGITS_MAX = 15 };

    *out = text[0] ? strtoll(text, NULL, 10) : PK_NONE;
    return text[strspn(text, "0123456789")] == '\0' && strlen(text) <= DIGITS_MAX;
}

/* ---- what is valid ---- */

enum setup_span setup_span(const struct setup *setup, bool is_active, int64_t from, int64_t to)
{
    int64_t now = pk_lot_now(setup->app->lot);

    if (!is_active || (to != PK_NONE && to <= now))
        return SETUP_ENDED;
    return from != PK_NONE && from > now ? SETUP_TO_COME : SETUP_VALID;
}

const char *setup_span_word(enum setup_span span)
{
    static const char *const WORDS[] = {
        [SETUP_ENDED] = "ended", [SETUP_TO_COME] = "to come", [SETUP_VALID] = "valid"};

    return _(WORDS[span]);
}
