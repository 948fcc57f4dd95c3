/*
 * Waiting for other writers: never longer than the patience, and whatever becomes of the gate -
 * its holder killed, the semaphore removed, a stranger's in its place - work goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/holder.h"
#include "../support/scratch.h"
#include "store/internal.h"

enum { NOBODY = 65534, PATIENCE_MS = 150, SLACK_MS = 20000 };

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

static int waiters(const struct scratch *s)
{
    return semctl(s->store->gate.semaphore, 0, GETZCNT);
}

/* ---- patience ---- */

static void check_busy(struct scratch *s, enum holder_kind kind)
{
    struct holder holder;
    store_set_patience(s->store, PATIENCE_MS);
    holder_start(&holder, s->path, kind);
    long long start = clock_ms();
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_BUSY);
    long long waited = clock_ms() - start;
    assert_true(waited >= PATIENCE_MS - 10 && waited < PATIENCE_MS + SLACK_MS);
    assert_non_null(strstr(pk_error()->message, "Nothing was changed; try again"));
    assert_int_equal(scratch_count(s->store), 0); /* reading goes on meanwhile */
    assert_int_equal(store_holder(s->store), holder.pid);
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(store_holder(s->store), 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
}

static void a_busy_lot_is_told_in_time(void **state)
{
    check_busy(*state, HOLDER_UNIT);
}

static void a_busy_outsider_is_told_in_time(void **state)
{
    check_busy(*state, HOLDER_OUTSIDER);
}

static void no_patience_is_a_single_try(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    store_set_patience(s->store, 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    holder_start(&holder, s->path, HOLDER_OUTSIDER);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_BUSY);
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK);
}

static int set_in_child(int unused, void *context)
{
    const struct scratch *s = context;
    struct store *store = NULL;
    (void)unused;
    if (store_open(&store, s->path, STORE_READ_WRITE) != PK_OK)
        return 90;
    enum pk_status status = scratch_set(store, "child", "x");
    store_close(store);
    return (int)status;
}

static bool somebody_waits(void *context)
{
    return waiters(context) > 0;
}

static void who_waits_comes_in_when_it_is_free(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    holder_start(&holder, s->path, HOLDER_UNIT);
    pid_t waiting = child_start(set_in_child, s);
    assert_true(wait_until(somebody_waits, s));
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(child_wait(waiting), PK_OK);
    assert_int_equal(scratch_count(s->store), 2);
}

/* A signal does not make the wait begin anew: with one every 20 ms it still ends in time. */
static void nothing(int number)
{
    (void)number;
}

static void signals_do_not_prolong_the_wait(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    struct sigaction before, now = {.sa_handler = nothing};
    struct itimerval often = {{0, 20000}, {0, 20000}}, never = {{0, 0}, {0, 0}};
    store_set_patience(s->store, PATIENCE_MS);
    holder_start(&holder, s->path, HOLDER_UNIT);
    sigaction(SIGALRM, &now, &before);
    setitimer(ITIMER_REAL, &often, NULL);
    long long start = clock_ms();
    enum pk_status status = scratch_set(s->store, "a", "b");
    long long waited = clock_ms() - start;
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
    assert_int_equal(status, PK_BUSY);
    assert_true(waited < PATIENCE_MS + SLACK_MS);
    assert_int_equal(holder_end(&holder), 0);
}

/* ---- the gate ---- */

static void a_killed_holder_holds_nothing(void **state)
{
    struct scratch *s = *state;
    for (int i = 0; i < 5; i++) {
        struct holder holder;
        holder_start(&holder, s->path, HOLDER_UNIT);
        holder_kill(&holder);
        store_set_patience(s->store, SLACK_MS);
        long long start = clock_ms();
        assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
        assert_true(clock_ms() - start < SLACK_MS / 2);
    }
    assert_int_equal(scratch_count(s->store), 1); /* what was not committed is not there */
    assert_int_equal(semctl(s->store->gate.semaphore, 0, GETVAL), 0);
}

static void a_killed_holder_lets_who_waits_in(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    holder_start(&holder, s->path, HOLDER_UNIT);
    pid_t waiting = child_start(set_in_child, s);
    assert_true(wait_until(somebody_waits, s));
    holder_kill(&holder);
    assert_int_equal(child_wait(waiting), PK_OK);
    assert_int_equal(scratch_count(s->store), 1);
}

static void one_file_has_one_gate(void **state)
{
    struct scratch *s = *state, other;
    char path[FOLDER_PATH_SIZE];
    struct store *store = NULL;
    folder_path(path, s->folder, "./t.db"); /* another name of the same file */
    assert_int_equal(store_open(&store, path, STORE_READ_WRITE), PK_OK);
    assert_int_equal(store->gate.semaphore, s->store->gate.semaphore);
    store_close(store);
    scratch_open(&other);
    assert_int_not_equal(other.store->gate.semaphore, s->store->gate.semaphore);
    scratch_close(&other);
}

/* As a logout with RemoveIPC does it. */
static void a_removed_gate_is_made_again(void **state)
{
    struct scratch *s = *state;
    int before = s->store->gate.semaphore;
    assert_true(before >= 0);
    assert_int_equal(semctl(before, 0, IPC_RMID), 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_true(s->store->gate.semaphore >= 0 && s->store->gate.semaphore != before);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK);
}

/* Removed while one holds it and one waits: neither fails. */
static void a_gate_removed_in_the_middle(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    holder_start(&holder, s->path, HOLDER_UNIT);
    pid_t waiting = child_start(set_in_child, s);
    assert_true(wait_until(somebody_waits, s));
    assert_int_equal(semctl(s->store->gate.semaphore, 0, IPC_RMID), 0);
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(child_wait(waiting), PK_OK);
    assert_int_equal(scratch_count(s->store), 2);
}

static key_t key_of(const struct scratch *s)
{
    return gate_key(s->store->gate.device, s->store->gate.inode);
}

static int mode_of(int semaphore)
{
    struct semid_ds data;
    union {
        int value;
        struct semid_ds *buffer;
    } argument = {.buffer = &data};
    assert_int_equal(semctl(semaphore, 0, IPC_STAT, argument), 0);
    return data.sem_perm.mode & 0777;
}

/* Open to more people than the file, any of them could stop the lot: from before a chmod, or of an
 * earlier file in this place. */
static void a_gate_is_as_open_as_the_file(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(semctl(s->store->gate.semaphore, 0, IPC_RMID), 0);
    int semaphore = semget(key_of(s), 1, IPC_CREAT | IPC_EXCL | 0666);
    assert_true(semaphore >= 0);
    assert_int_equal(chmod(s->path, 0640), 0);
    struct store *store = scratch_another(s);
    assert_int_equal(store->gate.semaphore, semaphore);
    assert_int_equal(mode_of(semaphore), 0640);
    store_close(store);
    assert_int_equal(chmod(s->path, 0600), 0);
    store = scratch_another(s);
    assert_int_equal(mode_of(semaphore), 0600);
    assert_int_equal(scratch_set(store, "a", "b"), PK_OK);
    store_close(store);
}

static int make_as_nobody(int unused, void *context)
{
    const key_t *key = context;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 1;
    return semget(*key, 1, IPC_CREAT | IPC_EXCL | 0666) >= 0 ? 0 : 2;
}

/* A stranger was there first: everything works without it, and never waits for him. */
static void a_strangers_gate_is_not_trusted(void **state)
{
    struct scratch *s = *state;
    key_t key = key_of(s);
    if (!is_root())
        return;
    assert_int_equal(semctl(s->store->gate.semaphore, 0, IPC_RMID), 0);
    assert_int_equal(child_run(make_as_nobody, &key), 0);
    int semaphore = semget(key, 1, 0);
    union {
        int value;
    } held = {1};
    assert_int_equal(semctl(semaphore, 0, SETVAL, held), 0); /* and holds it for ever */
    long long start = clock_ms();
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(s->store->gate.semaphore, -1);
    struct store *store = scratch_another(s);
    assert_int_equal(store->gate.semaphore, -1);
    assert_int_equal(scratch_set(store, "c", "d"), PK_OK);
    assert_true(clock_ms() - start < SLACK_MS);
    assert_int_equal(mode_of(semaphore), 0666); /* it is his: hands off */
    store_close(store);
}

/* ---- who it is ---- */

static enum pk_status look_inside(void *context)
{
    return store_holder(context) == 0 ? PK_OK : PK_CORRUPT;
}

static void the_holder_is_never_oneself(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(store_write(s->store, look_inside, s->store), PK_OK);
    assert_int_equal(store_holder(s->store), 0);
}

/* A stopped holder stops the lot: it can be named, and others wait no longer than they want. */
static void a_stopped_holder_is_named(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    int status;
    store_set_patience(s->store, PATIENCE_MS);
    holder_start(&holder, s->path, HOLDER_UNIT);
    assert_int_equal(kill(holder.pid, SIGSTOP), 0);
    assert_int_equal(waitpid(holder.pid, &status, WUNTRACED), holder.pid);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_BUSY);
    assert_int_equal(store_holder(s->store), holder.pid);
    assert_int_equal(kill(holder.pid, SIGCONT), 0);
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_busy_lot_is_told_in_time, setup, teardown),
        cmocka_unit_test_setup_teardown(a_busy_outsider_is_told_in_time, setup, teardown),
        cmocka_unit_test_setup_teardown(no_patience_is_a_single_try, setup, teardown),
        cmocka_unit_test_setup_teardown(who_waits_comes_in_when_it_is_free, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_do_not_prolong_the_wait, setup, teardown),
        cmocka_unit_test_setup_teardown(a_killed_holder_holds_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_killed_holder_lets_who_waits_in, setup, teardown),
        cmocka_unit_test_setup_teardown(one_file_has_one_gate, setup, teardown),
        cmocka_unit_test_setup_teardown(a_removed_gate_is_made_again, setup, teardown),
        cmocka_unit_test_setup_teardown(a_gate_removed_in_the_middle, setup, teardown),
        cmocka_unit_test_setup_teardown(a_gate_is_as_open_as_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(a_strangers_gate_is_not_trusted, setup, teardown),
        cmocka_unit_test_setup_teardown(the_holder_is_never_oneself, setup, teardown),
        cmocka_unit_test_setup_teardown(a_stopped_holder_is_named, setup, teardown),
    };
    return cmocka_run_group_tests_name("the gate", tests, NULL, NULL);
}
