/*
 * The manual's tables of JSON keys against what the program prints: each key that is printed is
 * documented, and each that is documented is printed by some command.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../support/people.h"
#include "../support/story.h"

enum { MANUAL_MOST = 1 << 18, WORDS_MAX = STORY_WORDS_MAX };

/* One record that one command prints, and where it stands in the answer. */
struct sample {
    const char *record;
    const char *path; /* "": the answer itself; "*" for any member, "0" for the first */
    const char *words[WORDS_MAX];
};

/* ---- what the manual says ---- */

/* The records of the manual, as an object of objects whose members are the keys. */
static json_t *read_manual(void)
{
    char line[256], key[64];
    json_t *records = json_object(), *record = NULL;
    FILE *file = fopen("man/parkade.1", "r");
    bool is_inside = false;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (strstr(line, "Keys of records: "))
            is_inside = strstr(line, "begin") != NULL;
        if (!is_inside)
            continue;
        if (sscanf(line, ".Ss Record: %63s", key) == 1) {
            record = json_object();
            assert_null(json_object_get(records, key));
            json_object_set_new(records, key, record);
        } else if (sscanf(line, ".It Li %63s", key) == 1) {
            json_object_set_new(record, key, json_false());
        }
    }
    fclose(file);
    return records;
}

/* ---- what the program prints ---- */

/* Sets each key of PRINTED to true among the documented ones of RECORD. */
static void mark(json_t *records, const char *record, json_t *printed, const char *command)
{
    const char *key;
    json_t *value, *documented = json_object_get(records, record);
    if (!documented)
        fail_msg("the manual has no record %s", record);
    if (!json_is_object(printed))
        fail_msg("%s prints no %s", command, record);
    json_object_foreach(printed, key, value)
    {
        if (!json_object_get(documented, key))
            fail_msg("%s: the manual's record %s lacks the key %s", command, record, key);
        json_object_set_new(documented, key, json_true());
    }
}

/* The member of WHOLE at PATH: names and numbers with dots; "*" takes the first member. */
static json_t *at_path(json_t *whole, const char *path)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", path);
    while (*path && whole && rest) {
        const char *name = strsep(&rest, ".");
        if (json_is_array(whole))
            whole = json_array_get(whole, strtoul(name, NULL, 10));
        else if (strcmp(name, "*") == 0)
            whole = json_object_iter_value(json_object_iter(whole));
        else
            whole = json_object_get(whole, name);
    }
    return whole;
}

static void sample_all(json_t *records, const struct place *place, const struct sample samples[],
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *argv[WORDS_MAX + 5] = {run_path(), "--lot", place->lot, "--json"};
        for (size_t w = 0; samples[i].words[w]; w++)
            argv[4 + w] = samples[i].words[w];
        struct run run = run_program(place, -1, argv);
        mark(records, samples[i].record, at_path(run.json, samples[i].path), samples[i].words[0]);
        run_free(&run);
    }
}

#define SAMPLE(samples) sample_all(records, &place, samples, sizeof(samples) / sizeof *(samples))

/* ---- the tests ---- */

static void has_all(json_t *records)
{
    const char *record, *key;
    json_t *keys, *is_printed;
    size_t count = 0;
    json_object_foreach(records, record, keys)
    {
        json_object_foreach(keys, key, is_printed)
        {
            if (!json_is_true(is_printed))
                fail_msg("no command printed the key %s of the record %s", key, record);
            count++;
        }
    }
    assert_true(count > 150);
}

/* Two hours ago, as --entered takes it. */
static void two_hours_ago(char out[static 32])
{
    time_t at = time(NULL) - 7200;
    struct tm parts;
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&at, &parts));
}

static void damage(const struct place *place)
{
    story_change_by_hand(place, "DROP TRIGGER journal_stays; DROP TRIGGER journal_kept;"
                                "UPDATE journal SET station = 'nowhere' WHERE seq = 2");
}

static void sample_stays(json_t *records, struct place place)
{
    char entered[32];
    two_hours_ago(entered);
    const struct sample samples[] = {
        {"lot", "", {"init", "--spots", "3", "--currency", "EUR"}},
        {"ticket", "", {"park", "AB12CD", "--entered", entered, "--reason", "outage"}},
        {"error", "error", {"park", "AB12CD"}},
        {"error", "error", {"park", "XY1", "--spot", "A01"}},
        {"error", "error", {"retrieve", "1"}},
        {"ticket", "", {"show", "1"}},
        {"ticket", "0", {"find", "AB12"}},
        {"quote", "", {"quote", "1"}},
        {"line", "lines.0", {"quote", "1"}},
        {"tender", "", {"pay", "1", "--method", "cash"}},
        {"tender", "", {"refund", "1", "--amount", "0.10", "--reason", "r"}},
        {"ticket", "", {"release", "1", "--reason", "towed"}},
        {"error", "error", {"retrieve", "1"}},
        {"availability", "", {"available"}},
        {"counts", "by_kind.*", {"available"}},
        {"counts", "by_level.*", {"available"}},
        {"spot", "0", {"spots"}},
        {"spot", "", {"spot", "close", "A02", "--reason", "oil"}},
        {"entry", "0", {"journal"}},
        {"verdict", "", {"journal", "verify"}},
        {"report", "", {"report", "day"}},
        {"day", "sum", {"report", "day"}},
        {"day", "days.0", {"report", "revenue"}},
        {"methods", "sum.by_method", {"report", "revenue"}},
        {"hour", "hours.0", {"report", "day"}},
        {"setting", "", {"config", "get", "exit_grace"}},
        {"setting", "0", {"config", "list"}},
        {"check", "", {"check"}},
        {"command", "0", {"help"}},
        {"program", "", {"--version"}},
    };
    SAMPLE(samples);
}

static void sample_proof(json_t *records, struct place place)
{
    static const struct sample samples[] = {
        {"ticket", "", {"park", "G1", "--spot", "A03"}},
        {"ticket_copy", "", {"ticket", "reprint", "G1"}},
        {"walk", "", {"walk", "begin"}},
        {"walk", "", {"walk", "see", "A03", "X1"}},
        {"walk", "walk", {"walk", "show"}},
        {"walk_finding", "findings.0", {"walk", "show"}},
        {"walk_finding", "", {"walk", "settle", "ghost", "A03", "--reason", "r"}},
        {"walk", "", {"walk", "end", "--force", "r"}},
        {"accountability", "", {"report", "accountability"}},
        {"tally", "all.0", {"report", "accountability"}},
        {"tally", "by_station.0", {"report", "accountability"}},
        {"exception", "0", {"report", "exceptions"}},
        {"conduct", "0", {"report", "outliers"}},
        {"receipts", "0", {"report", "receipts"}},
        {"receipt", "", {"receipt", "reprint", "cli", "1"}},
        {"occupancy", "", {"report", "occupancy"}},
        {"part", "all.0", {"report", "occupancy"}},
        {"occupancy_hour", "hours.0", {"report", "occupancy"}},
        {"day_close", "", {"day", "close", "--date", "today", "--deposit", "1"}},
        {"day_close", "0", {"report", "audit"}},
        {"posting", "0", {"report", "ledger"}},
    };
    SAMPLE(samples);
}

static void sample_customers(json_t *records, struct place place)
{
    static const struct sample samples[] = {
        {"permit",
         "",
         {"permit", "add", "ACME", "--plates", "AC1,AC2", "--to", "2199-01-01T00:00"}},
        {"permit", "0", {"permit", "list"}},
        {"permit", "", {"permit", "show", "1"}},
        {"ticket", "", {"park", "AC1"}},
        {"validation", "", {"validation", "add", "half", "--sponsor", "Gym", "--percent", "50"}},
        {"validation", "0", {"validation", "list"}},
        {"given", "", {"validation", "give", "AC1", "half"}},
        {"ticket", "", {"retrieve", "AC1"}},
        {"sponsors", "", {"report", "validations"}},
        {"sponsor", "days.0", {"report", "validations"}},
        {"watch", "", {"watch", "add", "BAD1", "--mark", "alert", "--reason", "r"}},
        {"watch", "0", {"watch", "list"}},
    };
    SAMPLE(samples);
}

/* Once there is staff, every change wants a PIN: only what looks. */
static void sample_files(json_t *records, struct place place)
{
    char copy[RUN_PATH_SIZE], good[RUN_PATH_SIZE], bad[RUN_PATH_SIZE], cases[RUN_PATH_SIZE];
    char right[RUN_PATH_SIZE];
    snprintf(copy, sizeof copy, "%.200s/copy.db", place.folder);
    place_write(&place, good, "good.tariff", "each 1h = 3.00\n");
    place_write(&place, bad, "bad.tariff", "nonsense = 1\n");
    place_write(&place, right, "right.csv",
                "entry,exit,expected_minor_units\n2026-01-05T10:00,2026-01-05T11:30,600\n");
    place_write(&place, cases, "cases.csv",
                "entry,exit,expected_minor_units\n2026-01-05T10:00,2026-01-05T11:30,601\n");
    const struct sample samples[] = {
        {"backup", "", {"backup", copy}},
        {"tariff", "", {"tariff", "check", good}},
        {"error", "error", {"tariff", "check", bad}},
        {"fault", "error.faults.0", {"tariff", "check", bad}},
        {"price",
         "",
         {"tariff", "price", good, "--entry", "2026-01-05T10:00", "--exit", "2026-01-05T12:30"}},
        {"cases", "", {"tariff", "cases", good, right}},
        {"error", "error", {"tariff", "cases", good, cases}},
        {"row", "error.rows.0", {"tariff", "cases", good, cases}},
        {"version", "", {"tariff", "install", good}},
        {"version", "", {"tariff", "show"}},
        {"version", "0", {"tariff", "list"}},
        {"token", "", {"token", "add", "gate-1", "--scope", "park"}},
        {"token", "", {"token", "revoke", "gate-1"}},
        {"token", "0", {"token", "list"}},
    };
    SAMPLE(samples);
}

#define AS(name) "--as", name, "--pin-fd", pins

static void hire(struct place place, const char *pins)
{
    struct run run =
        run_json(&place, "staff", "add", "Max", "--role", "manager", "--new-pin-fd", pins, NULL);
    run_free(&run);
    run = run_json(&place, AS("Max"), "staff", "add", "Sue", "--role", "supervisor", "--new-pin-fd",
                   pins, NULL);
    run_free(&run);
}

static void sample_staff(json_t *records, struct place place)
{
    char pins[16];
    int descriptor = people_pin_fd("2468\n2468\n2468\n2468\n2468\n2468\n2468\n");
    snprintf(pins, sizeof pins, "%d", descriptor);
    hire(place, pins);
    const struct sample samples[] = {
        {"staff", "0", {"staff", "list"}},
        {"shift", "", {AS("Max"), "shift", "open", "--cash", "50x2"}},
        {"movement", "", {AS("Max"), "shift", "drop", "20", "--bag", "7"}},
        {"shift_report", "", {"shift", "report", "1"}},
        {"shift_method", "methods.0", {"shift", "report", "1"}},
        {"shift_cash", "cash", {"shift", "report", "1"}},
        {"shift", "", {AS("Max"), "shift", "close", "--total", "79"}},
        {"shift", "0", {"report", "shift"}},
        {"shift_report", "", {"report", "shift", "1"}},
        {"count", "", {AS("Sue"), "shift", "recount", "1", "--total", "80"}},
        {"count", "counts.0", {"shift", "show", "1"}},
    };
    SAMPLE(samples);
    close(descriptor);
}

static void sample_damage(json_t *records, struct place place)
{
    static const struct sample samples[] = {
        {"error", "error", {"check"}},
        {"check", "error.check", {"check"}},
        {"finding", "error.check.findings.0", {"check"}},
        {"error", "error", {"journal", "verify"}},
        {"verdict", "error.verdict", {"journal", "verify"}},
    };
    damage(&place);
    SAMPLE(samples);
}

static void the_manual_has_every_key(void **state)
{
    (void)state;
    json_t *records = read_manual();
    struct place place = place_make();
    sample_stays(records, place);
    sample_proof(records, place);
    sample_files(records, place);
    sample_customers(records, place);
    sample_staff(records, place);
    sample_damage(records, place);
    has_all(records);
    place_remove(&place);
    json_decref(records);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_has_every_key),
    };
    return cmocka_run_group_tests_name("cli records", tests, NULL, NULL) != 0;
}
