/*
 * What was left behind at this station: told to whoever begins to work here.
 */
#ifndef UI_LEFT_H
#define UI_LEFT_H

struct app;

/* Tells of cards in doubt that began here, and offers to go on with a payment that was left with
 * money in hand. */
void left_tell(struct app *app);

/* The same of money once a minute, while nothing else is open: the console that took it may have
 * lived on for a while after its line was cut. What was offered is not offered again. */
void left_look(struct app *app);

#endif
