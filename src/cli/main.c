/*
 * parkade: the program. Sets up the process and hands over to the command line.
 */
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>

#include "cli/cli.h"

static void ignore(int signal_number)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

int main(int argc, char *argv[])
{
    setlocale(LC_ALL, "");
    /* A full disk and a reader that went away are errors to be told, not reasons to die half-way
     * between an act and its answer. */
    ignore(SIGXFSZ);
    ignore(SIGPIPE);
    /* The group that works on a lot must be able to write it; nobody else need read plates. */
    umask(0007);
    return cli_main(argc, argv);
}
