/*
 * Which action opens which screen. Calls the screens.
 */
#include "screens.h"

#include "app.h"

static struct view *open_commands(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return commands_view();
}

static struct view *open_help(struct app *app, enum action_id action)
{
    (void)action;
    return help_view(app->top->ops->context);
}

static struct view *open_journal(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return journal_view();
}

static struct view *open_tickets(struct app *app, enum action_id action)
{
    (void)app;
    return tickets_view(action);
}

static struct view *open_figures(struct app *app, enum action_id action)
{
    (void)action;
    return figures_view(app);
}

static struct view *open_walk(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return walk_view();
}

static struct view *open_shift(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return shift_view();
}

static struct view *open_exceptions(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return exceptions_view();
}

static struct view *open_account(struct app *app, enum action_id action)
{
    (void)action;
    return account_view(app);
}

static struct view *open_setup(struct app *app, enum action_id action)
{
    (void)app;
    (void)action;
    return setup_view();
}

struct opener {
    enum action_id action;
    struct view *(*open)(struct app *app, enum action_id action);
};

/* A row a line: clang-format would make columns of them. */
/* clang-format off */
static const struct opener OPENERS[] = {
    {ACTION_COMMANDS, open_commands},
    {ACTION_HELP, open_help},
    {ACTION_JOURNAL, open_journal},
    {ACTION_TICKETS, open_tickets},
    {ACTION_EXPIRED, open_tickets},
    {ACTION_OVERSTAYED, open_tickets},
    {ACTION_OWING, open_tickets},
    {ACTION_DOUBTS, open_tickets},
    {ACTION_FIGURES, open_figures},
    {ACTION_WALK, open_walk},
    {ACTION_SHIFT, open_shift},
    {ACTION_EXCEPTIONS, open_exceptions},
    {ACTION_ACCOUNT, open_account},
    {ACTION_SETUP, open_setup},
};
/* clang-format on */

bool screen_open_for(struct app *app, enum action_id action)
{
    for (size_t i = 0; i < sizeof OPENERS / sizeof OPENERS[0]; i++) {
        if (OPENERS[i].action == action) {
            app_push(app, OPENERS[i].open(app, action));
            return true;
        }
    }
    return false;
}
