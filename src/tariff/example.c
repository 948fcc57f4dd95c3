/*
 * The [example] sections: "2026-05-04 08:00 to 2026-05-04 10:30, motorcycle = 3.00".
 * May call: evaluate.c, words.c.
 */
#include <stdio.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "tariff/build.h"
#include "tariff/evaluate.h"

enum { EXAMPLES_MAX = 400, MOMENT_SIZE = 40 };

/* Takes a moment ("2026-05-04 08:00", with seconds or an offset) off the front of *AT. */
static bool take_moment(const struct builder *b, const char **at, int64_t *out)
{
    char text[MOMENT_SIZE];
    const char *end = *at;
    size_t length;

    /* A date, a blank or t, a time. */
    while (*end != '\0' && *end != ' ' && *end != 't' && *end != ',') {
        end++;
    }
    if (*end == ' ' || *end == 't') {
        end++;
        while (*end != '\0' && *end != ' ' && *end != ',') {
            end++;
        }
    }
    length = (size_t)(end - *at);
    if (length == 0 || length >= sizeof text) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        text[i] = (*at)[i];
        if (text[i] == 't' || text[i] == 'z') {
            text[i] = text[i] == 't' ? 'T' : 'Z'; /* keys are lower case */
        }
    }
    text[length] = '\0';
    if (pk_time_parse(out, text, b->tariff->zone) != PK_OK) {
        return false;
    }
    *at = *end == ' ' ? end + 1 : end;
    return true;
}

/* ", motorcycle", ", lost", ", with parking disc" */
static bool take_extra(struct builder *b, const struct source_line *line, const char **at,
                       struct pk_stay *stay, char proof[static TARIFF_NAME_SIZE])
{
    while (tariff_words_take_mark(at, ',')) {
        if (tariff_words_take(at, "lost")) {
            stay->is_lost = true;
        } else if (tariff_words_take(at, "with")) {
            if (!pk_copy(proof, TARIFF_NAME_SIZE, *at)) {
                return false;
            }
            stay->proof = proof;
            *at += strlen(*at);
        } else if (!tariff_words_class(at, &stay->vehicle_class)) {
            tariff_guess_class(b, line, *at);
            return false;
        }
    }
    return tariff_words_at_end(*at);
}

/* What stands before the sign: entry, exit, and who parks. */
static bool read_stay(struct builder *b, const struct source_line *line, struct pk_stay *stay,
                      char proof[static TARIFF_NAME_SIZE])
{
    const char *key = line->key;
    size_t before = b->faults.errors;

    if (!take_moment(b, &key, &stay->entry) || !tariff_words_take(&key, "to") ||
        !take_moment(b, &key, &stay->exit) || !take_extra(b, line, &key, stay, proof)) {
        if (b->faults.errors == before) {
            tariff_fault_error(
                &b->faults, line->number,
                _("An example is `2026-05-04 08:00 to 2026-05-04 10:30 = 6.00`; behind the "
                  "times may stand `, motorcycle`, `, lost` or `, with NAME`."));
        }
        return false;
    }
    if (stay->exit < stay->entry) {
        tariff_fault_error(&b->faults, line->number, _("The example's exit is before its entry."));
        return false;
    }
    if (pk_tariff_check_proof(b->tariff, stay->proof) != PK_OK) {
        tariff_fault_error(&b->faults, line->number, "%s", pk_error()->message);
        return false;
    }
    return true;
}

static void check_example(struct builder *b, const struct source_line *line)
{
    struct tariff_request request = {.tariff = b->tariff};
    const char *value = line->value;
    char proof[TARIFF_NAME_SIZE];
    int64_t price8 = 0, total;

    if (!read_stay(b, line, &request.stay, proof)) {
        return;
    }
    bool refused = tariff_words_take(&value, "refused");
    if (!refused && !tariff_build_amount(b, line, &value, false, &price8)) {
        return;
    }
    if (!tariff_words_at_end(value)) {
        tariff_build_misread(b, line, _("an amount such as 6.00, or refused"));
        return;
    }
    enum pk_status status = tariff_evaluate(&total, NULL, NULL, &request);
    if (status != PK_OK) {
        if (!refused) {
            tariff_fault_example(&b->faults, line->number, b->examples_warn,
                                 _("The example has no price: %s"), pk_error()->message);
        }
        return;
    }
    char is[PK_MONEY_SIZE];
    pk_money_format(is, total, b->tariff->currency);
    for (int place = b->exponent; place < TARIFF_DECIMALS; place++) {
        price8 /= refused ? 1 : 10;
    }
    if (refused || total != price8) {
        tariff_fault_example(
            &b->faults, line->number, b->examples_warn,
            _("The example says %s, the tariff makes it %s: one of the two is wrong."), line->value,
            is);
    }
}

void tariff_example_check(struct builder *b)
{
    size_t count = 0;

    for (size_t s = 0; s < b->source.section_count; s++) {
        const struct source_section *section = &b->source.sections[s];
        for (size_t i = 0; section->kind == SOURCE_EXAMPLE && i < section->count; i++) {
            if (++count > EXAMPLES_MAX) {
                tariff_fault_error(&b->faults, b->source.lines[section->first + i].number,
                                   _("A tariff has at most %d examples."), EXAMPLES_MAX);
                return;
            }
            check_example(b, &b->source.lines[section->first + i]);
        }
    }
    if (count == 0) {
        tariff_fault_warning(&b->faults, 0,
                             _("The tariff has no [example]: nothing shows that it prices "
                               "as the board does."));
    }
}
