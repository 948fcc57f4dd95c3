/*
 * The entry to the console. Calls app.c and loop.c.
 */
#include "console.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "parkade/text.h"
#include "people.h"
#include "screens.h"

static struct terminal_options options_of_process(void)
{
    const char *no_color = getenv("NO_COLOR");

    return (struct terminal_options){.in = stdin,
                                     .out = stdout,
                                     .is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
                                     .is_mono = no_color && no_color[0]};
}

static int complain(const char *sentence)
{
    fprintf(stderr, "parkade: %s\n", sentence);
    return 1;
}

int console_run(struct pk_lot *lot, const char *station)
{
    struct terminal_options options = options_of_process();
    char why[PK_MESSAGE_SIZE];

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return complain(_("The console needs a terminal. The commands work without one: see "
                          "parkade help."));
    struct app *app = malloc(sizeof *app);
    if (!app)
        return complain(_("There is not enough memory."));
    if (!app_open(app, lot, station, &options, why, sizeof why)) {
        free(app);
        return complain(why);
    }
    stray_open(&app->stray);
    app_push(app, lot_view(app));
    people_begin(app);
    while (app->top && !app->is_over)
        app_step(app, -1);
    int exit_status = app->top ? app->exit_status : 1;
    char unprinted[PK_MESSAGE_SIZE];
    printing_names(unprinted, sizeof unprinted, app);
    app_close(app);
    free(app);
    if (unprinted[0])
        fprintf(stderr, _("parkade: not printed: %s\n"), unprinted);
    return exit_status;
}
