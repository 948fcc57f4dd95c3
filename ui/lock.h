/*
 * The lock: what somebody who walks up to an unattended console gets to see. It lies over all
 * views, hides them, and lets nothing through to them, no key and no scan; they stay as they are,
 * money half taken included. Who has signed in opens it with the PIN; somebody else may sign in
 * instead. A lot without staff has no PINs, and no lock. Calls form.c and parkade/staff.h.
 */
#ifndef UI_LOCK_H
#define UI_LOCK_H

#include "action.h"

struct app;

/* Locks at once, where somebody has signed in. Returns whether it is locked now. */
bool lock_close(struct app *app);

/* As a command: says why it cannot be. */
void lock_ask(struct app *app);

/* Does an action on the lock. */
bool lock_act(struct app *app, enum action_id action, ui_key key);

/* A scan came: it is not looked at. */
void lock_refuse_scan(struct app *app);

/* Reads console.lock and console.suspend. */
void lock_follow_settings(struct app *app);

/* Somebody touched the console: idle time begins anew. */
void lock_touch(struct app *app);

/* TIMER_LOCK is due: nobody did. */
void lock_idle(struct app *app);

/* Frees it, locked or not. */
void lock_free(struct app *app);

#endif
