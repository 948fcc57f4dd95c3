/*
 * Ending the console while something is undone: money that is not booked, a card that is being
 * asked, slips that are not printed. It asks first; the safe answer is to stay. Calls choice.c.
 */
#include <stdio.h>

#include "app.h"
#include "choice.h"
#include "parkade/text.h"
#include "screens.h"

static const struct answer CARD_ANSWERS[] = {
    {'n', "No, wait for the terminal"}, {'y', "Yes, the card stays in doubt"}, {0, NULL}};
static const struct answer MONEY_ANSWERS[] = {
    {'n', "No, go on with the payment"}, {'y', "Yes, the money was given back"}, {0, NULL}};
static const struct answer SLIP_ANSWERS[] = {
    {'n', "No, wait for the printer"}, {'y', "Yes, they are written by hand"}, {0, NULL}};

static void answered(struct app *app, struct view *owner, int answer)
{
    (void)owner;
    if (answer == 1)
        app_quit(app, app->quit_status);
}

static void money_answered(struct app *app, struct view *owner, int answer)
{
    if (answer == 1)
        pay_give_all_back(app);
    answered(app, owner, answer);
}

static struct view *ask(const struct app *app, const char *text, const struct answer *answers)
{
    return choice_view(app->top, _("End the console?"), text, answers,
                       answers == MONEY_ANSWERS ? money_answered : answered);
}

static struct view *ask_about_slips(const struct app *app)
{
    char names[160], text[240];

    printing_names(names, sizeof names, app);
    snprintf(text, sizeof text, _("Not printed yet: %s."), names);
    return ask(app, text, SLIP_ANSWERS);
}

static bool is_on_stack(const struct app *app, const struct view *view)
{
    const struct view *at = app->top;

    while (at && at != view)
        at = at->below;
    return at != NULL;
}

void app_leave(struct app *app, int exit_status)
{
    bool has_card = pay_asks_card(app->top), has_money = pay_holds_money(app->top);

    if (app->lock)
        return; /* nobody ends what they may not see */
    if (!has_card && !has_money && printing_count(app) == 0) {
        app_quit(app, exit_status);
        return;
    }
    app->quit_status = exit_status;
    if (app->quit_question && is_on_stack(app, app->quit_question))
        return;
    if (has_card)
        app->quit_question = ask(
            app, _("The card terminal is asked: nobody would hear what it says."), CARD_ANSWERS);
    else if (has_money)
        app->quit_question =
            ask(app, _("There is money in hand that is not booked: it is to be given back first."),
                MONEY_ANSWERS);
    else
        app->quit_question = ask_about_slips(app);
    app_push(app, app->quit_question);
}
