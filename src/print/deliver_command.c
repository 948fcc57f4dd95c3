/*
 * A printer that is a command: the slip goes to its standard input and nowhere else. The words of
 * the setting are its name and arguments as they stand; no shell reads them, and nothing of a slip
 * ever becomes one of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "print/deliver.h"

enum { WORDS_MAX = 64, SAID_SIZE = 200, PAUSE_MS = 20 };

struct command {
    const struct delivery *delivery;
    pid_t pid;
    int in, errors; /* our ends of its standard input and error */
    size_t done;    /* so many bytes were taken */
    char said[SAID_SIZE];
    size_t said_length;
};

/* ---- starting it ---- */

static void split(char *words[static WORDS_MAX + 1], char *text)
{
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(text, " \t", &rest); word && count < WORDS_MAX;
         word = strtok_r(NULL, " \t", &rest))
        words[count++] = word;
    words[count] = NULL;
}

/* Signals as they were meant. */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(struct command *command, int in, int errors)
{
    char text[PK_SETTING_SIZE], *words[WORDS_MAX + 1];
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pk_copy(text, sizeof text, command->delivery->printer->target);
    split(words, text);
    if (!words[0])
        return ENOENT;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    set_attributes(&attributes);
    int number = posix_spawnp(&command->pid, words[0], &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return number;
}

/* PK_OK, and both ends are open; else neither. */
static enum pk_status start(struct command *command)
{
    int in[2], errors[2];
    if (pipe2(in, O_CLOEXEC) != 0)
        return deliver_fail_errno(command->delivery, errno);
    if (pipe2(errors, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return deliver_fail_errno(command->delivery, errno);
    }
    int number = spawn(command, in[0], errors[1]);
    close(in[0]);
    close(errors[1]);
    command->in = in[1];
    command->errors = errors[0];
    fcntl(command->in, F_SETFL, O_NONBLOCK);
    fcntl(command->errors, F_SETFL, O_NONBLOCK);
    if (number == 0)
        return PK_OK;
    close(command->in);
    close(command->errors);
    return deliver_fail_errno(command->delivery, number);
}

/* ---- while it runs ---- */

static void close_in(struct command *command)
{
    if (command->in >= 0)
        close(command->in);
    command->in = -1;
}

/* One that wants no more is judged by how it ends. */
static void feed(struct command *command)
{
    const struct delivery *delivery = command->delivery;
    ssize_t count =
        write(command->in, delivery->bytes + command->done, delivery->length - command->done);
    if (count > 0)
        command->done += (size_t)count;
    if (command->done == delivery->length || (count < 0 && errno != EAGAIN && errno != EINTR))
        close_in(command);
}

/* What it complains of, as far as there is room. */
static void listen_to(struct command *command)
{
    char more[256];
    ssize_t count;
    while ((count = read(command->errors, more, sizeof more)) > 0)
        for (ssize_t i = 0; i < count && command->said_length + 1 < sizeof command->said; i++)
            command->said[command->said_length++] = more[i];
}

static bool has_ended(struct command *command, int *how)
{
    return waitpid(command->pid, how, WNOHANG) == command->pid;
}

/* False: the time was over before it ended. */
static bool run(struct command *command, int *how)
{
    while (!has_ended(command, how)) {
        int left = deliver_left(command->delivery);
        struct pollfd polled[] = {{.fd = command->in, .events = POLLOUT}};
        if (left == 0)
            return false;
        if (poll(polled, 1, left < PAUSE_MS ? left : PAUSE_MS) > 0)
            feed(command);
        listen_to(command);
    }
    listen_to(command);
    return true;
}

/* ---- how it ended ---- */

/* Its first line, without what could disturb a screen. */
static void tidy(char *said)
{
    said[strcspn(said, "\r\n")] = '\0';
    for (char *at = said; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            *at = '?';
}

static enum pk_status judge(struct command *command, int how)
{
    const char *station = command->delivery->printer->station;
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return PK_OK;
    tidy(command->said);
    if (command->said[0])
        return pk_fail(PK_INTERNAL, _("The printer of %s refused it: %s."), station, command->said);
    if (WIFEXITED(how))
        return pk_fail(PK_INTERNAL, _("The printer of %s refused it: %s ended with %d."), station,
                       command->delivery->printer->target, WEXITSTATUS(how));
    return pk_fail(PK_INTERNAL, _("The printer of %s broke down: %s."), station,
                   command->delivery->printer->target);
}

static enum pk_status end_it(struct command *command)
{
    kill(command->pid, SIGKILL); /* what it started itself ends with our own session */
    waitpid(command->pid, NULL, 0);
    return deliver_fail(command->delivery, _("does not come to an end: its command was stopped."));
}

enum pk_status deliver_command(const struct delivery *delivery)
{
    struct command command = {.delivery = delivery};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    int how = 0;
    enum pk_status status = start(&command);
    if (status != PK_OK)
        return status;
    sigaction(SIGPIPE, &ignore, &before);
    status = run(&command, &how) ? judge(&command, how) : end_it(&command);
    close_in(&command);
    close(command.errors);
    sigaction(SIGPIPE, &before, NULL);
    return status;
}
