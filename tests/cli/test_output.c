/*
 * Where answers go: text that is aligned and cannot steer a terminal, a disk that is full, a
 * reader that went away, a journal that is followed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/story.h"

static struct run run_into(const struct place *place, int out, const char *const words[])
{
    const char *argv[STORY_WORDS_MAX + 4] = {run_path(), "--lot", place->lot};
    for (size_t i = 0; words[i]; i++)
        argv[3 + i] = words[i];
    return run_program(place, out, argv);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    struct run run = run_into(&place, full, (const char *[]){"spots", NULL});
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "parkade: internal: The answer could not be written"));
    run_free(&run);
    close(full);
    place_remove(&place);
}

/* The act stands: the line says so, and asking again with the id that it names does nothing
 * twice. */
static void an_act_is_never_told_as_undone(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    struct run run = run_into(&place, ends[1], (const char *[]){"park", "AB12CD", NULL});
    close(ends[1]);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "The act was done"));
    const char *id = strstr(run.err, "--request-id ");
    assert_non_null(id);
    char request[37];
    snprintf(request, sizeof request, "%.36s", id + strlen("--request-id "));
    run_free(&run);

    const struct step steps[] = {
        {NULL, {"park", "AB12CD", "--request-id", request}, NULL, "ticket_no", "1"},
        {NULL, {"available"}, NULL, "occupied", "1"},
    };
    STORY(&place, steps);
    place_remove(&place);
}

/* A reader that has seen enough is no failure of a look, also when the answer is longer than any
 * buffer on the way. */
static void a_reader_may_go_early(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "2000");
    const char *const looks[][3] = {{"spots", NULL}, {"help", NULL}, {"spots", "--json", NULL}};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        int ends[2];
        assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
        close(ends[0]);
        struct run run = run_into(&place, ends[1], looks[i]);
        close(ends[1]);
        assert_int_equal(run.status, 0);
        assert_string_equal(run.err, "");
        run_free(&run);
    }
    place_remove(&place);
}

/* ---- what another program wrote into the file ---- */

/* ESC, a control character of one byte in Latin-1 and of two in UTF-8, and what turns a line. */
#define NASTY "a'||char(27)||'[2J'||char(155)||'31m'||char(8238)||CAST(x'9b' AS TEXT)||char(10)||'b"

static void is_harmless(const char *text)
{
    assert_null(strchr(text, '\033'));
    assert_null(strstr(text, "\302\233"));
    assert_null(strstr(text, "\342\200\256"));
    for (const char *at = text; (at = strchr(at, '\233')); at++)
        fail_msg("a bare control byte in: %s", text);
}

/* True when what was written into the file was shown at all. */
static bool is_harmless_of(const struct place *place, const char *const words[])
{
    struct run run = run_into(place, -1, words);
    is_harmless(run.out);
    is_harmless(run.err);
    bool is_shown = strstr(run.out, "[2J") || strstr(run.err, "[2J");
    run_free(&run);
    return is_shown;
}

static void nothing_in_the_file_steers_a_terminal(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "park", "AB12CD", NULL);
    run_free(&run);
    run = run_parkade(&place, "spot", "close", "A02", "--reason", "oil", NULL);
    run_free(&run);
    story_change_by_hand(&place,
                         "DROP TRIGGER journal_kept; DROP TRIGGER vehicle_keeps_its_plate;"
                         "DROP TRIGGER ticket_keeps_its_name;"
                         "PRAGMA ignore_check_constraints = 1;"
                         "UPDATE vehicle SET registration_number = '" NASTY "';"
                         "UPDATE parking_ticket SET entry_station = '" NASTY "';"
                         "UPDATE parking_spot SET closed_reason = '" NASTY "' WHERE label = 'A02';"
                         "UPDATE setting SET value = '" NASTY "' WHERE name = 'name';"
                         "UPDATE journal SET station = '" NASTY "'");
    const char *const looks[][6] = {
        {"show", "1", NULL},
        {"find", "1", NULL},
        {"spots", NULL},
        {"journal", NULL},
        {"config", "list", NULL},
        {"config", "get", "name", NULL},
        {"check", NULL},
        {"journal", "verify", NULL},
        {"park", "XY1", "--spot", "A01", NULL},
        {"park", "XY1", "--spot", "A02", NULL},
        {"show", "1", "--json", NULL},
        {"spots", "--json", NULL},
        {"journal", "--json", NULL},
        {"park", "XY1", "--spot", "A01", "--json", NULL},
        {"config", "get", "name", "--json", NULL},
    };
    size_t shown = 0;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        shown += is_harmless_of(&place, looks[i]);
    assert_true(shown >= 12);
    run = run_json(&place, "config", "get", "name", NULL);
    assert_non_null(run.json); /* escaped, not lost */
    run_free(&run);
    place_remove(&place);
}

static void a_look_alike_is_warned_of(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {NULL, {"park", "HHO158"}, NULL, "look_alike", "null"},
        {NULL, {"park", "HH0158"}, NULL, "look_alike.registration_number", "HHO158"},
        {NULL, {"retrieve", "HHO158"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "HH0158"}, NULL, NULL, NULL},
        {NULL, {"park", "HHO158"}, NULL, "look_alike", "null"},
        {NULL, {"park", "HHO1588"}, NULL, "look_alike", "null"},
    };
    struct place place = place_make();
    story_make_lot(&place, "5");
    STORY(&place, steps);
    struct run run = run_parkade(&place, "park", "HH0158", NULL);
    assert_int_equal(run.status, 0);
    assert_string_equal(run.err, "parkade: warning: HHO158 is inside on A01: another vehicle?\n");
    run_free(&run);
    place_remove(&place);
}

static void answers_for_people(void **state)
{
    (void)state;
    static const struct {
        const char *words[4], *says;
    } rows[] = {
        {{"find", "ZZZ", NULL}, "no ticket found\n"},
        {{"find", "AB", NULL}, "ticket  registration  spot  vehicle  entered"},
        {{"config", "get", "exit_grace", NULL}, "900 (15 min)\n"},
        {{"config", "list", NULL}, " 604800 (7 d) "},
        {{"config", "get", "name", NULL}, "T\n"},
        {{"check", NULL}, "1 ticket, 1 inside, 0 payments, 2 journal entries looked at\n"},
        {{"help", "find", NULL}, "The columns are"},
        {{"help", "park", NULL}, "lot_full"},
    };
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "park", "AB12CD", NULL);
    run_free(&run);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run = run_into(&place, -1, rows[i].words);
        assert_int_equal(run.status, 0);
        if (!strstr(run.out, rows[i].says))
            fail_msg("%s lacks %s", run.out, rows[i].says);
        run_free(&run);
    }
    place_remove(&place);
}

static void failures_for_people(void **state)
{
    (void)state;
    static const struct {
        const char *words[8], *says;
    } rows[] = {
        {{"quote", "1", "--at", "2020-01-01T10:00", NULL}, "The vehicle came at 20"},
        {{"report", "day", "--format", "xml", NULL}, "text, csv or json, not 'xml'"},
        {{"report", "day", "--format", "xml", "--json", NULL}, "text, csv or json, not 'xml'"},
        {{"config", "set", "exit_grace", "-1", NULL}, "\"-1\" is not a length of time"},
        {{"refund", "1", "--amount", "-5", "--reason", "r", NULL}, "A refund is more than nothing"},
        {{"park", NULL}, "parkade: usage: Something is missing"},
    };
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "park", "AB12CD", NULL);
    run_free(&run);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        run = run_into(&place, -1, rows[i].words);
        if (!strstr(run.err, rows[i].says))
            fail_msg("%s lacks %s", run.err, rows[i].says);
        run_free(&run);
    }
    place_write(&place, place.lot, "empty.db", "");
    run = run_parkade(&place, "available", NULL);
    assert_non_null(strstr(run.err, "is empty"));
    run_free(&run);
    char plan[RUN_PATH_SIZE];
    place_write(&place, plan, "bad.plan", "[level G]\nrubbish\n");
    run = run_parkade(&place, "init", "--plan", plan, NULL);
    if (!strstr(run.err, "(1 more fault.)"))
        fail_msg("%s", run.err);
    run_free(&run);
    place_remove(&place);
}

static void text_cannot_steer_a_terminal(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run =
        run_parkade(&place, "spot", "close", "A01", "--reason", "oil\n\033[2J\302\233gone", NULL);
    assert_int_equal(run.status, 2);
    assert_null(strchr(run.err, '\033'));
    run_free(&run);
    run = run_parkade(&place, "show", "\033[2J\nAB", NULL);
    assert_int_equal(run.status, 4);
    assert_null(strchr(run.err, '\033'));
    assert_ptr_equal(strchr(run.err, '\n'), run.err + strlen(run.err) - 1);
    run_free(&run);
    place_remove(&place);
}

/* Wide letters take two columns: what follows them must still stand in line. */
static void tables_are_aligned(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "2");
    struct run run = run_parkade(&place, "park", "京A12", NULL);
    assert_int_equal(run.status, 0);
    run_free(&run);
    run = run_parkade(&place, "park", "AB12345", NULL);
    run_free(&run);
    run = run_parkade(&place, "find", "A", NULL);
    const char *wide = strstr(run.out, "京A12         A0");
    const char *narrow = strstr(run.out, "AB12345       A0");
    assert_non_null(wide);
    assert_non_null(narrow);
    run_free(&run);
    place_remove(&place);
}

static void help_and_version_need_no_lot(void **state)
{
    (void)state;
    struct place place = place_make();
    struct run run = run_parkade(&place, "help", NULL);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(run.out, "  park "));
    assert_non_null(strstr(run.out, "--station NAME"));
    run_free(&run);
    run = run_parkade(&place, "help", "tariff", NULL);
    assert_non_null(strstr(run.out, "tariff price"));
    assert_null(strstr(run.out, "retrieve"));
    run_free(&run);
    run = run_parkade(&place, "pay", "--help", NULL);
    assert_non_null(strstr(run.out, "--tendered AMOUNT"));
    assert_non_null(strstr(run.out, "--request-id UUID"));
    run_free(&run);
    run = run_parkade(&place, "help", "prak", NULL);
    assert_int_equal(run.status, 2);
    run_free(&run);
    run = run_parkade(&place, "--version", NULL);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(run.out, "SQLite 3."));
    assert_non_null(strstr(run.out, "WAL-reset fix"));
    run_free(&run);
    run = run_json(&place, "--version", NULL);
    assert_non_null(json_object_get(run.json, "has_wal_reset_fix"));
    run_free(&run);
    place_remove(&place);
}

/* ---- following ---- */

static pid_t start_following(const struct place *place, int out)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    dup2(out, STDOUT_FILENO);
    execl(run_path(), "parkade", "--lot", place->lot, "--json", "journal", "--follow",
          (char *)NULL);
    _exit(127);
}

static void read_until(FILE *from, const char *word)
{
    char line[4096];
    while (fgets(line, sizeof line, from)) {
        json_t *entry = json_loads(line, 0, NULL);
        assert_non_null(entry);
        json_decref(entry);
        if (strstr(line, word))
            return;
    }
    fail_msg("the journal ended before %s", word);
}

/* What others do appears; when the reader goes the follower goes, too. */
static void the_journal_is_followed(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    int ends[2], status = 0;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t child = start_following(&place, ends[1]);
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    read_until(from, "\"init\"");
    struct run run = run_parkade(&place, "park", "AB12CD", NULL);
    run_free(&run);
    read_until(from, "\"park\"");
    fclose(from);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    place_remove(&place);
}

static void a_backup_is_a_lot(void **state)
{
    (void)state;
    char copy[RUN_PATH_SIZE];
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "park", "AB12CD", NULL);
    run_free(&run);
    snprintf(copy, sizeof copy, "%.200s/copy.db", place.folder);
    run = run_json(&place, "backup", copy, NULL);
    assert_int_equal(run.status, 0);
    run_free(&run);
    run = run_json(&place, "backup", copy, NULL);
    assert_int_equal(run.status, 2);
    run_free(&run);
    struct place other = place;
    memcpy(other.lot, copy, sizeof copy);
    const struct step steps[] = {{NULL, {"show", "AB12CD"}, NULL, "ticket_no", "1"},
                                 {NULL, {"check"}, NULL, "finding_count", "0"}};
    STORY(&other, steps);
    place_remove(&place);
}

static void reports_come_as_csv(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "report", "revenue", "--from", "2026-01-05", "--to",
                                 "2026-01-06", "--format", "csv", NULL);
    assert_string_equal(run.out, "date,currency,tenders,cash,card,refunds,taken\n"
                                 "2026-01-05,EUR,0,0.00,0.00,0.00,0.00\n"
                                 "2026-01-06,EUR,0,0.00,0.00,0.00,0.00\n");
    run_free(&run);
    place_remove(&place);
}

/* Made once, then opened as it is; a lot that somebody named is never made anew. */
static void the_demo_lot(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {NULL, {"demo"}, NULL, "spots", "120"},
        {NULL, {"park", "DEMO 1"}, NULL, "registration_number", "DEMO1"},
        {NULL, {"demo"}, NULL, "name", "Riverside"},
        {NULL, {"demo", "--fresh"}, "usage", NULL, NULL},
        {NULL, {"show", "DEMO1"}, NULL, "state", "parked"},
        {NULL, {"check"}, NULL, "finding_count", "0"},
    };
    struct place place = place_make();
    STORY(&place, steps);
    place_remove(&place);
}

int main(void)
{
    signal(SIGPIPE, SIG_DFL); /* as a shell starts programs */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(an_act_is_never_told_as_undone),
        cmocka_unit_test(a_reader_may_go_early),
        cmocka_unit_test(nothing_in_the_file_steers_a_terminal),
        cmocka_unit_test(a_look_alike_is_warned_of),
        cmocka_unit_test(answers_for_people),
        cmocka_unit_test(failures_for_people),
        cmocka_unit_test(text_cannot_steer_a_terminal),
        cmocka_unit_test(tables_are_aligned),
        cmocka_unit_test(help_and_version_need_no_lot),
        cmocka_unit_test(the_journal_is_followed),
        cmocka_unit_test(a_backup_is_a_lot),
        cmocka_unit_test(reports_come_as_csv),
        cmocka_unit_test(the_demo_lot),
    };
    return cmocka_run_group_tests_name("cli output", tests, NULL, NULL) != 0;
}
