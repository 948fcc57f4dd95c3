/*
 * Signing in at the command line: the name after --as with its PIN, and a second person's after
 * --approve. A PIN comes from the terminal, unseen, or as a line of a file descriptor; it is never
 * an argument, which everybody on the machine could read.
 */
#include <bsd/readpassphrase.h>
#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "parkade/staff.h"
#include "parkade/text.h"

/* One line, a byte at a time: what follows it may be the next PIN. */
static enum pk_status read_from(struct cli *cli, char pin[static CLI_PIN_SIZE], int descriptor)
{
    size_t length = 0;
    ssize_t got = 0;
    char letter = '\0';
    while (length + 1 < CLI_PIN_SIZE) {
        got = read(descriptor, &letter, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || letter == '\n')
            break;
        pin[length++] = letter;
    }
    pin[length] = '\0';
    if (got < 0)
        return cli_usage(cli, _("No PIN can be read from file descriptor %d: %s."), descriptor,
                         strerror(errno));
    return PK_OK;
}

enum pk_status cli_read_pin(struct cli *cli, char pin[static CLI_PIN_SIZE], const char *option,
                            const char *prompt)
{
    int64_t descriptor = -1;
    enum pk_status status = cli_number(cli, &descriptor, option, 0, INT_MAX);
    if (status != PK_OK)
        return status;
    if (descriptor >= 0)
        return read_from(cli, pin, (int)descriptor);
    if (!readpassphrase(prompt, pin, CLI_PIN_SIZE, RPP_REQUIRE_TTY))
        return cli_usage(cli, _("There is no terminal to ask for a PIN; give --%s."), option);
    return PK_OK;
}

/* A slip at the terminal would shut out whoever's PIN it is: it is typed twice. */
enum pk_status cli_read_new_pin(struct cli *cli, char pin[static CLI_PIN_SIZE])
{
    char again[CLI_PIN_SIZE] = "";
    enum pk_status status = cli_read_pin(cli, pin, "new-pin-fd", _("New PIN: "));
    if (status != PK_OK || cli_has(cli, "new-pin-fd"))
        return status;
    status = cli_read_pin(cli, again, "new-pin-fd", _("Again: "));
    if (status == PK_OK && strcmp(pin, again) != 0)
        status = cli_usage(cli, _("These are two different PINs."));
    sodium_memzero(again, sizeof again);
    return status;
}

static enum pk_status read_pin_of(struct cli *cli, char pin[static CLI_PIN_SIZE],
                                  const char *option, const char *name)
{
    char prompt[PK_NAME_SIZE + 16];
    snprintf(prompt, sizeof prompt, _("PIN of %s: "), name);
    return cli_read_pin(cli, pin, option, prompt);
}

static enum pk_status sign_in(struct cli *cli)
{
    char pin[CLI_PIN_SIZE] = "";
    struct pk_staff member;
    enum pk_status status = read_pin_of(cli, pin, "pin-fd", cli->act.who);
    if (status == PK_OK)
        status = pk_sign_in(&member, cli->lot, cli->act.who, pin, cli->act.station);
    if (status == PK_OK)
        pk_copy(cli->act.who, sizeof cli->act.who, member.name);
    sodium_memzero(pin, sizeof pin);
    return status;
}

static enum pk_status approve(struct cli *cli, const char *name)
{
    char pin[CLI_PIN_SIZE] = "";
    enum pk_status status = read_pin_of(cli, pin, "approve-pin-fd", name);
    if (status == PK_OK)
        status = pk_approve(&cli->act, cli->lot, name, pin);
    sodium_memzero(pin, sizeof pin);
    return status;
}

enum pk_status cli_sign_in(struct cli *cli)
{
    bool has_staff;
    const char *approver = cli_value(cli, "approve");
    enum pk_status status = pk_lot_has_staff(&has_staff, cli->lot);
    if (status != PK_OK || !has_staff)
        return status;
    if (!cli->act.who[0])
        return cli_fail(cli, PK_SIGN_IN_REQUIRED,
                        _("This lot has staff: say who you are with --as NAME."));
    status = sign_in(cli);
    return status == PK_OK && approver ? approve(cli, approver) : status;
}
