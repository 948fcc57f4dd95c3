/*
 * Units of work: all or nothing, savepoints inside, failures, signals, consistent reading.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "../support/scratch.h"
#include "base/error.h"
#include "store/internal.h"

static int setup(void **state)
{
    struct scratch *s = calloc(1, sizeof *s);
    scratch_open(s);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    scratch_close(*state);
    free(*state);
    return 0;
}

/* What an outsider sees: only what was committed. */
static int64_t committed(const struct scratch *s)
{
    return outside_number(s->path, "SELECT count(*) FROM setting");
}

/* Writes NAME, runs INNER as a unit inside, and ends with STATUS. */
struct step {
    struct store *store;
    const char *name;
    enum pk_status status;
    struct step *inner;
    enum pk_status inner_status; /* what came of it */
    bool passes_on;              /* its failure is this one's */
};

static enum pk_status write_name(struct store *store, const char *name)
{
    struct query *q = query_on(store, "INSERT INTO setting VALUES (?, 'x')");
    query_text(q, name);
    return query_run(q);
}

static enum pk_status take_step(void *context)
{
    struct step *step = context;
    enum pk_status status = write_name(step->store, step->name);
    if (status == PK_OK && step->inner) {
        step->inner->store = step->store;
        step->inner_status = store_write(step->store, take_step, step->inner);
        if (step->passes_on)
            status = step->inner_status;
    }
    if (status == PK_OK && step->status != PK_OK)
        status = pk_fail(step->status, "refused by %s", step->name);
    return status;
}

static enum pk_status run_steps(const struct scratch *s, struct step *step)
{
    step->store = s->store;
    return store_write(s->store, take_step, step);
}

static bool has(const struct scratch *s, const char *name)
{
    struct query *q = query_on(s->store, "SELECT 1 FROM setting WHERE name = ?");
    query_text(q, name);
    bool found = query_next(q);
    assert_int_equal(query_end(q), PK_OK);
    return found;
}

static void a_unit_is_kept_or_undone(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(run_steps(s, &(struct step){.name = "a"}), PK_OK);
    assert_int_equal(committed(s), 1);
    assert_int_equal(run_steps(s, &(struct step){.name = "b", .status = PK_LOT_FULL}), PK_LOT_FULL);
    assert_string_equal(pk_error()->message, "refused by b");
    assert_int_equal(committed(s), 1);
    assert_int_equal(run_steps(s, &(struct step){.name = "c"}), PK_OK);
    assert_int_equal(committed(s), 2);
}

static void an_inner_failure_leaves_the_outer(void **state)
{
    struct scratch *s = *state;
    struct step inner = {.name = "inner", .status = PK_SPOT_TAKEN};
    struct step outer = {.name = "outer", .inner = &inner};
    assert_int_equal(run_steps(s, &outer), PK_OK);
    assert_int_equal(outer.inner_status, PK_SPOT_TAKEN);
    assert_true(has(s, "outer"));
    assert_false(has(s, "inner"));
}

static void an_inner_success_falls_with_the_outer(void **state)
{
    struct scratch *s = *state;
    struct step inner = {.name = "inner"};
    struct step outer = {.name = "outer", .inner = &inner, .status = PK_LOT_FULL};
    assert_int_equal(run_steps(s, &outer), PK_LOT_FULL);
    assert_int_equal(outer.inner_status, PK_OK);
    assert_int_equal(committed(s), 0);
}

static void units_nest_deeply(void **state)
{
    struct scratch *s = *state;
    struct step d = {.name = "d"};
    struct step c = {.name = "c", .inner = &d, .status = PK_USAGE}; /* takes d with it */
    struct step b = {.name = "b", .inner = &c};
    struct step a = {.name = "a", .inner = &b};
    assert_int_equal(run_steps(s, &a), PK_OK);
    assert_true(has(s, "a") && has(s, "b"));
    assert_false(has(s, "c") || has(s, "d"));
    assert_int_equal(committed(s), 2);
}

static void a_failure_is_passed_on(void **state)
{
    struct scratch *s = *state;
    struct step inner = {.name = "inner", .status = PK_SPOT_TAKEN};
    struct step outer = {.name = "outer", .inner = &inner, .passes_on = true};
    assert_int_equal(run_steps(s, &outer), PK_SPOT_TAKEN);
    assert_string_equal(pk_error()->message, "refused by inner");
    assert_int_equal(committed(s), 0);
}

/* A statement that fails undoes itself; the unit may go on, or not. */
static void a_failed_statement_leaves_the_rest(void **state)
{
    struct scratch *s = *state;
    struct step again = {.name = "a"};
    struct step outer = {.name = "a", .inner = &again};
    assert_int_equal(run_steps(s, &outer), PK_OK);
    assert_int_equal(outer.inner_status, PK_INTERNAL);
    assert_int_equal(committed(s), 1);
}

/* The database itself may end a transaction (a full disk, an I/O error): nothing goes on as if it
 * were there, and nothing of it is acknowledged. */
static enum pk_status lose_transaction(void *context)
{
    struct store *store = context;
    enum pk_status status = write_name(store, "lost");
    if (status == PK_OK)
        status = connection_run(store->db, "ROLLBACK");
    return status;
}

static enum pk_status lose_inside(void *context)
{
    struct store *store = context;
    enum pk_status status = store_write(store, lose_transaction, store);
    return status == PK_INTERNAL ? PK_OK : PK_CORRUPT; /* it does not mind */
}

static void an_ended_transaction_is_never_acknowledged(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(store_write(s->store, lose_transaction, s->store), PK_INTERNAL);
    assert_int_equal(store_write(s->store, lose_inside, s->store), PK_INTERNAL);
    assert_int_equal(committed(s), 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(committed(s), 1);
}

/* ---- reading ---- */

struct reading {
    const struct scratch *s;
    int before, after;
    enum pk_status written;
};

static enum pk_status read_twice(void *context)
{
    struct reading *reading = context;
    reading->before = scratch_count(reading->s->store);
    outside_run(reading->s->path, "INSERT INTO setting VALUES ('meanwhile', 'x')");
    reading->after = scratch_count(reading->s->store);
    return PK_OK;
}

static enum pk_status write_in_reading(void *context)
{
    struct reading *reading = context;
    reading->written = scratch_set(reading->s->store, "a", "b");
    return PK_LOT_FULL; /* what the work says is what is answered */
}

static void a_reading_sees_one_moment(void **state)
{
    struct scratch *s = *state;
    struct reading reading = {.s = s};
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(store_read(s->store, read_twice, &reading), PK_OK);
    assert_int_equal(reading.before, 1);
    assert_int_equal(reading.after, 1);
    assert_int_equal(scratch_count(s->store), 2);
}

static void nothing_is_changed_in_a_reading(void **state)
{
    struct scratch *s = *state;
    struct reading reading = {.s = s};
    assert_int_equal(store_read(s->store, write_in_reading, &reading), PK_LOT_FULL);
    assert_int_equal(reading.written, PK_INTERNAL);
    assert_int_equal(committed(s), 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
}

static enum pk_status read_inside(void *context)
{
    struct reading *reading = context;
    enum pk_status status = write_name(reading->s->store, "inside");
    return status == PK_OK ? store_read(reading->s->store, write_in_reading, reading) : status;
}

/* Inside a unit a reading is part of it: it sees what was written, and may write. */
static void a_reading_inside_a_unit_is_part_of_it(void **state)
{
    struct scratch *s = *state;
    struct reading reading = {.s = s};
    assert_int_equal(store_write(s->store, read_inside, &reading), PK_LOT_FULL);
    assert_int_equal(reading.written, PK_OK);
    assert_int_equal(committed(s), 0);
}

static enum pk_status tidy_inside(void *context)
{
    struct scratch *s = context;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, s->folder, "b.db");
    if (store_checkpoint(s->store) != PK_INTERNAL || store_backup(s->store, path) != PK_INTERNAL)
        return PK_CORRUPT;
    return PK_OK;
}

static void checkpoints_and_backups_keep_out_of_units(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(store_write(s->store, tidy_inside, s), PK_OK);
    assert_int_equal(store_read(s->store, tidy_inside, s), PK_OK);
    assert_int_equal(folder_count(s->folder, "b.db"), 0);
}

/* ---- signals ---- */

static const int held_signals[] = {SIGTSTP, SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t arrived;

static void arrive(int number)
{
    (void)number;
    arrived++;
}

static bool is_pending(int number)
{
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, number);
}

static enum pk_status raise_inside(void *context)
{
    const int *number = context;
    raise(*number);
    return arrived == 0 && is_pending(*number) ? PK_OK : PK_CORRUPT;
}

static void signals_wait_until_the_unit_is_done(void **state)
{
    struct scratch *s = *state;
    for (size_t i = 0; i < sizeof held_signals / sizeof held_signals[0]; i++) {
        struct sigaction before, now = {.sa_handler = arrive};
        int number = held_signals[i];
        arrived = 0;
        assert_int_equal(sigaction(number, &now, &before), 0);
        assert_int_equal(store_write(s->store, raise_inside, &number), PK_OK);
        assert_int_equal(arrived, 1);
        assert_int_equal(sigaction(number, &before, NULL), 0);
    }
}

/* Who had blocked a signal finds it blocked afterwards, also after a failure. */
static void the_mask_is_as_it_was(void **state)
{
    struct scratch *s = *state;
    sigset_t mine, before, after;
    sigemptyset(&mine);
    sigaddset(&mine, SIGHUP);
    sigprocmask(SIG_BLOCK, &mine, &before);
    assert_int_equal(run_steps(s, &(struct step){.name = "a", .status = PK_USAGE}), PK_USAGE);
    assert_int_equal(store_checkpoint(s->store), PK_OK);
    sigprocmask(SIG_SETMASK, &before, &after);
    assert_true(sigismember(&after, SIGHUP));
    assert_false(sigismember(&after, SIGTERM));
    assert_false(sigismember(&after, SIGTSTP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_unit_is_kept_or_undone, setup, teardown),
        cmocka_unit_test_setup_teardown(an_inner_failure_leaves_the_outer, setup, teardown),
        cmocka_unit_test_setup_teardown(an_inner_success_falls_with_the_outer, setup, teardown),
        cmocka_unit_test_setup_teardown(units_nest_deeply, setup, teardown),
        cmocka_unit_test_setup_teardown(a_failure_is_passed_on, setup, teardown),
        cmocka_unit_test_setup_teardown(a_failed_statement_leaves_the_rest, setup, teardown),
        cmocka_unit_test_setup_teardown(an_ended_transaction_is_never_acknowledged, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_reading_sees_one_moment, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_changed_in_a_reading, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reading_inside_a_unit_is_part_of_it, setup, teardown),
        cmocka_unit_test_setup_teardown(checkpoints_and_backups_keep_out_of_units, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_wait_until_the_unit_is_done, setup, teardown),
        cmocka_unit_test_setup_teardown(the_mask_is_as_it_was, setup, teardown),
    };
    return cmocka_run_group_tests_name("units of work", tests, NULL, NULL);
}
