/*
 * A view: one screen or dialog. It is data (a struct that begins with a struct view) and a const
 * table of what can happen to it. Views lie on a stack; keys go to the one on top, as actions where
 * the table of actions knows them there.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "action.h"
#include "editor.h"
#include "paint.h"

struct app;
struct view;

struct view_ops {
    unsigned context;  /* the one of enum context whose actions apply */
    bool is_box;       /* what lies below stays in sight */
    bool lets_through; /* a text key closes it and goes on to the view below */
    bool has_entry;    /* it draws something on the entry line: hints have one line */

    /* Does an action; false: not here. NULL: none but those that work everywhere. */
    bool (*act)(struct view *view, struct app *app, enum action_id action, ui_key key);
    /* Whether the action makes sense just now. NULL: always. */
    bool (*is_offered)(const struct view *view, const struct app *app, enum action_id action);
    /* Why an action does not make sense just now, in a sentence. False: nothing better is known. */
    bool (*why_not)(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action);
    /* What an action is called here; NULL: as the table has it. */
    const char *(*name)(const struct view *view, enum action_id action);
    /* A text key that is no action and no field took. NULL: none. */
    bool (*key)(struct view *view, struct app *app, ui_key key);
    /* The field that has the focus, or NULL. */
    struct editor *(*editor)(struct view *view);
    void (*edited)(struct view *view, struct app *app);
    /* The lot or the time changed, or the view is on top again. */
    void (*refresh)(struct view *view, struct app *app);
    /* Goes on with what takes long: TIMER_MORE has come, while the view is on top. NULL: nothing.
     */
    void (*more)(struct view *view, struct app *app);
    void (*draw)(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout);
    /* The console was locked: forgets what is secret. NULL: nothing is. */
    void (*locked)(struct view *view);
    /* Somebody else goes on with it, and signs for its acts from now on. NULL: it has none. */
    void (*taken_over)(struct view *view, struct app *app);
    /* Frees what the view holds, but for itself. NULL: nothing. */
    void (*close)(struct view *view);
};

struct view {
    const struct view_ops *ops;
    struct view *below;
};

#endif
