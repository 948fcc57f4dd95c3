/*
 * Telling stories: see story.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "story.h"

/* The contract's table, written here once more: the program must not be its own witness. */
static const struct {
    const char *code;
    int exit;
} codes[] = {
    {"internal", 1},
    {"read_only", 1},
    {"disk_full", 1},
    {"corrupt", 1},
    {"not_a_lot", 1},
    {"newer_version", 1},
    {"usage", 2},
    {"lot_full", 3},
    {"already_parked", 3},
    {"spot_taken", 3},
    {"already_paid", 3},
    {"nothing_due", 3},
    {"ticket_closed", 3},
    {"ticket_void", 3},
    {"payment_required", 3},
    {"amount_short", 3},
    {"ticket_expired", 3},
    {"registration_invalid", 3},
    {"registration_refused", 3},
    {"spot_closed", 3},
    {"spot_unsuitable", 3},
    {"amount_invalid", 3},
    {"request_reused", 3},
    {"tariff_invalid", 3},
    {"sign_in_required", 3},
    {"not_permitted", 3},
    {"shift_required", 3},
    {"ticket_unknown", 4},
    {"spot_unknown", 4},
    {"tariff_unknown", 4},
    {"ambiguous", 4},
    {"busy", 5},
};

int story_exit_of(const char *code)
{
    if (!code)
        return 0;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i].code, code) == 0)
            return codes[i].exit;
    fail_msg("%s is no code of the contract", code);
    return -1;
}

static const json_t *member(const json_t *record, const char *path)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *name; record && (name = strsep(&rest, "."));)
        record = json_is_array(record) ? json_array_get(record, strtoul(name, NULL, 10))
                                       : json_object_get(record, name);
    return record;
}

void story_value(char *out, size_t size, const json_t *record, const char *path)
{
    const json_t *value = member(record, path);
    if (!value)
        snprintf(out, size, "(missing)");
    else if (json_is_string(value))
        snprintf(out, size, "%s", json_string_value(value));
    else if (json_is_integer(value))
        snprintf(out, size, "%lld", (long long)json_integer_value(value));
    else
        snprintf(out, size, "%s",
                 json_is_true(value)    ? "true"
                 : json_is_false(value) ? "false"
                 : json_is_null(value)  ? "null"
                                        : "(composed)");
}

/* The clock stands still at the moment of the step: how long the machine takes for a program must
 * not show in what it answers. */
static void set_moment(struct place *place, const char *moment)
{
    const char *time = strchr(moment, ' ');
    int day = time ? (int)strtol(moment, NULL, 10) : 5;
    snprintf(place->moment, sizeof place->moment, "2026-01-%02d %s:00", day,
             time ? time + 1 : moment);
}

static struct run run_step(const struct place *place, const struct step *step)
{
    const char *argv[STORY_WORDS_MAX + 5] = {run_path(), "--lot", place->lot, "--json"};
    for (size_t i = 0; step->words[i]; i++)
        argv[4 + i] = step->words[i];
    return run_program(place, -1, argv);
}

/* One line "parkade: CODE: sentence", and the same code in the object on standard output. */
static void check_failure(const struct run *run, const char *code)
{
    char start[64], told[64];
    snprintf(start, sizeof start, "parkade: %s: ", code);
    assert_int_equal(strncmp(run->err, start, strlen(start)), 0);
    assert_ptr_equal(strchr(run->err, '\n'), run->err + strlen(run->err) - 1);
    assert_true(strlen(run->err) > strlen(start) + 8);
    story_value(told, sizeof told, run->json, "error.code");
    assert_string_equal(told, code);
    story_value(told, sizeof told, run->json, "error.message");
    assert_string_not_equal(told, "(missing)");
}

static void check_value(const struct run *run, const struct step *step)
{
    char value[256];
    const json_t *record = step->code ? json_object_get(run->json, "error") : run->json;
    story_value(value, sizeof value, record, step->key);
    if (strcmp(value, step->value) != 0)
        fail_msg("%s %s: %s is %s, not %s", step->words[0], step->words[1] ? step->words[1] : "",
                 step->key, value, step->value);
}

void story_tell(struct place *place, const struct step steps[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct step *step = &steps[i];
        if (step->moment)
            set_moment(place, step->moment);
        struct run run = run_step(place, step);
        if (run.status != story_exit_of(step->code) || !run.json)
            fail_msg("step %zu (%s %s): exit %d: %s%s", i, step->words[0],
                     step->words[1] ? step->words[1] : "", run.status, run.out, run.err);
        if (step->code)
            check_failure(&run, step->code);
        else
            assert_string_equal(run.err, "");
        if (step->key)
            check_value(&run, step);
        run_free(&run);
    }
}

void story_tell_anew(const struct step steps[], size_t count)
{
    struct place place = place_make();
    story_tell(&place, steps, count);
    place_remove(&place);
}

bool story_is_skipped(void)
{
    if (run_can_set_clock())
        return false;
    puts("1..0 # SKIP the clock cannot be set under the address sanitizer");
    return true;
}

void story_make_lot(struct place *place, const char *spots)
{
    struct run run = run_json(place, "init", "--spots", spots, "--name", "T", "--timezone",
                              "Europe/Berlin", "--currency", "EUR", NULL);
    if (run.status != 0)
        fail_msg("init: %s%s", run.out, run.err);
    run_free(&run);
}

void story_change_by_hand(const struct place *place, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;
    assert_int_equal(sqlite3_open(place->lot, &db), SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, &error);
    if (error)
        fail_msg("%s: %s", sql, error);
    sqlite3_close(db);
}
