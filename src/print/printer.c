/*
 * Which printer a station has: the words of a setting. See parkade/print.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/print.h"
#include "parkade/text.h"
#include "print/charset.h"

static const struct {
    const char *prefix;
    enum pk_printer_kind kind;
} targets[] = {
    {"file:", PK_PRINTER_FILE},
    {"device:", PK_PRINTER_DEVICE},
    {"command:", PK_PRINTER_COMMAND},
};

struct words {
    bool has_format;
    const char *rest;
};

/* ---- the target ---- */

static enum pk_status take_target(struct pk_printer *out, size_t i, const char *target)
{
    target += strspn(target, " ");
    if (target[0] == '\0')
        return pk_fail(PK_USAGE, _("What comes after %s is missing."), targets[i].prefix);
    if (targets[i].kind != PK_PRINTER_COMMAND && target[0] != '/')
        return pk_fail(PK_USAGE, _("%s%s is no path from the root: consoles start anywhere."),
                       targets[i].prefix, target);
    out->kind = targets[i].kind;
    if (!pk_copy(out->target, sizeof out->target, target))
        return pk_fail(PK_USAGE, _("That is too long for a printer."));
    return PK_OK;
}

/* True: REST begins with a target, which was taken or is wrong (STATUS). */
static bool is_target(enum pk_status *status, struct pk_printer *out, const char *rest)
{
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        size_t length = strlen(targets[i].prefix);
        if (strncmp(rest, targets[i].prefix, length) != 0)
            continue;
        *status = take_target(out, i, rest + length);
        return true;
    }
    return false;
}

/* ---- the words before it ---- */

static enum pk_status take_columns(struct pk_printer *out, const char *word)
{
    long columns = strtol(word, NULL, 10);
    if (strlen(word) > 3 || columns < PK_COLUMNS_MIN || columns > PK_COLUMNS_MAX)
        return pk_fail(PK_USAGE, _("A printer has %d to %d columns, not %s."), PK_COLUMNS_MIN,
                       PK_COLUMNS_MAX, word);
    out->columns = (int)columns;
    return PK_OK;
}

static enum pk_status take_word(struct pk_printer *out, struct words *words, const char *word)
{
    bool is_escpos = strcmp(word, "escpos") == 0;
    if (is_escpos || strcmp(word, "text") == 0) {
        out->format = is_escpos ? PK_SLIP_ESCPOS : PK_SLIP_PLAIN;
        words->has_format = true;
        return PK_OK;
    }
    if (word[strspn(word, "0123456789")] == '\0')
        return take_columns(out, word);
    if (charset_is_known(word) && pk_copy(out->page, sizeof out->page, word))
        return PK_OK;
    return pk_fail(PK_USAGE,
                   _("%s says nothing of a printer: escpos or text, columns, a code page like "
                     "cp858, then file:, device: or command:."),
                   word);
}

/* The next word of the rest. False: there is none, or none that is short enough to be one. */
static bool next_word(char out[static PK_SETTING_SIZE], struct words *words)
{
    words->rest += strspn(words->rest, " ");
    size_t length = strcspn(words->rest, " ");
    if (length == 0 || length >= PK_SETTING_SIZE)
        return false;
    memcpy(out, words->rest, length);
    out[length] = '\0';
    words->rest += length;
    return true;
}

/* What was not said. A device is a receipt printer; what goes elsewhere is read by people. */
static void fill_in(struct pk_printer *out, const struct words *words)
{
    bool is_device = out->kind == PK_PRINTER_DEVICE;
    if (!words->has_format)
        out->format = is_device ? PK_SLIP_ESCPOS : PK_SLIP_PLAIN;
    bool is_escpos = out->format == PK_SLIP_ESCPOS;
    if (out->columns == 0)
        out->columns = is_escpos ? 42 : 40;
    if (out->page[0] == '\0')
        pk_copy(out->page, sizeof out->page, is_escpos ? "cp858" : is_device ? "ascii" : "utf-8");
}

enum pk_status pk_printer_parse(struct pk_printer *out, const char *text)
{
    struct words words = {false, text};
    char word[PK_SETTING_SIZE];
    enum pk_status status = PK_OK;
    *out = (struct pk_printer){.kind = PK_PRINTER_NONE};
    if (strcmp(text, "none") == 0) {
        fill_in(out, &words); /* slips can be laid out for it all the same */
        return PK_OK;
    }
    for (;;) {
        words.rest += strspn(words.rest, " ");
        if (is_target(&status, out, words.rest))
            break;
        if (!next_word(word, &words))
            return pk_fail(PK_USAGE, _("Where to is missing: file:, device: or command:; none is "
                                       "no printer."));
        status = take_word(out, &words, word);
        if (status != PK_OK)
            return status;
    }
    if (status == PK_OK)
        fill_in(out, &words);
    return status;
}

/* ---- of a station ---- */

/* The station's own setting, unless it says what the lot's does. */
static enum pk_status find_words(struct pk_setting *out, struct pk_lot *lot, const char *station)
{
    char name[PK_NAME_SIZE];
    int length = snprintf(name, sizeof name, "printer.%s", station);
    enum pk_status status = PK_OK;
    pk_copy(out->value, sizeof out->value, "default");
    if (station[0] && length < (int)sizeof name)
        status = pk_setting_get(out, lot, name);
    if (status == PK_OK && strcmp(out->value, "default") == 0)
        status = pk_setting_get(out, lot, "printer");
    return status;
}

enum pk_status pk_printer_of(struct pk_printer *out, struct pk_lot *lot, const char *station)
{
    struct pk_setting words, folder;
    *out = (struct pk_printer){.kind = PK_PRINTER_NONE};
    enum pk_status status = find_words(&words, lot, station);
    if (status == PK_OK)
        status = pk_setting_get(&folder, lot, "slips");
    if (status == PK_OK)
        status = pk_printer_parse(out, words.value);
    if (status != PK_OK)
        return status;
    if (strcmp(folder.value, "builtin") != 0)
        pk_copy(out->folder, sizeof out->folder, folder.value);
    pk_copy(out->station, sizeof out->station, station);
    pk_copy(out->lot_name, sizeof out->lot_name, pk_lot_name(lot));
    pk_copy(out->currency, sizeof out->currency, pk_lot_currency(lot));
    out->zone = pk_lot_zone(lot);
    return PK_OK;
}
