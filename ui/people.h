/*
 * People at the console: signing in, and a second person who approves one act.
 */
#ifndef UI_PEOPLE_H
#define UI_PEOPLE_H

#include "prompt.h"

/* Asks who works here, where the lot has staff and nobody has signed in. */
void people_begin(struct app *app);

/* Somebody has signed in. Views that were open speak for the one before: back to the lot, with what
 * there is to be told at the beginning. */
void people_arrive(struct app *app);

/* The command: signs out whoever is signed in, and asks who comes next. */
void people_ask(struct app *app);

/* ASKING's act was PK_NOT_PERMITTED: asks for the PIN of somebody who may approve it, then tries
 * the act again. */
void people_ask_approval(struct app *app, struct prompt *asking);

#endif
