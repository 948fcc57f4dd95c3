/*
 * The bell and the quiet look beneath it: rung by a committed change and by nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/holder.h"
#include "../support/scratch.h"
#include "base/error.h"
#include "store/internal.h"

/* A lot and a second handle on it that listens. */
struct hearing {
    struct scratch s;
    struct store *listener;
};

static int setup(void **state)
{
    struct hearing *h = calloc(1, sizeof *h);
    scratch_open(&h->s);
    h->listener = scratch_another(&h->s);
    assert_true(store_bell(h->listener) >= 0);
    *state = h;
    return 0;
}

static int teardown(void **state)
{
    struct hearing *h = *state;
    store_close(h->listener);
    scratch_close(&h->s);
    free(h);
    return 0;
}

static bool rings_within(struct store *store, int milliseconds)
{
    struct pollfd wait = {.fd = store_bell(store), .events = POLLIN};
    return poll(&wait, 1, milliseconds) == 1;
}

static void a_commit_rings(void **state)
{
    struct hearing *h = *state;
    assert_false(rings_within(h->listener, 0));
    assert_int_equal(scratch_set(h->s.store, "a", "b"), PK_OK);
    assert_true(rings_within(h->listener, CHILD_LIMIT_MS));
    assert_true(rings_within(h->listener, 0)); /* until it is cleared */
    store_bell_clear(h->listener);
    assert_false(rings_within(h->listener, 0));
    assert_int_equal(scratch_set(h->s.store, "c", "d"), PK_OK);
    assert_true(rings_within(h->listener, CHILD_LIMIT_MS));
}

/* Each look of the others is the same quick one, so one ring stands for many changes. */
static void many_rings_are_cleared_at_once(void **state)
{
    struct hearing *h = *state;
    for (int i = 0; i < 300; i++)
        bell_ring(h->s.store);
    assert_true(rings_within(h->listener, CHILD_LIMIT_MS));
    store_bell_clear(h->listener);
    assert_false(rings_within(h->listener, 0));
}

static enum pk_status refuse(void *context)
{
    struct query *q = query_on(context, "INSERT INTO setting VALUES ('a', 'b')");
    enum pk_status status = query_run(q);
    return status == PK_OK ? pk_fail(PK_LOT_FULL, "refused") : status;
}

static enum pk_status only_look(void *context)
{
    return scratch_count(context) >= 0 ? PK_OK : PK_CORRUPT;
}

static void nothing_else_rings(void **state)
{
    struct hearing *h = *state;
    assert_int_equal(store_write(h->s.store, refuse, h->s.store), PK_LOT_FULL);
    assert_int_equal(store_write(h->s.store, only_look, h->s.store), PK_OK);
    assert_int_equal(store_read(h->s.store, only_look, h->s.store), PK_OK);
    assert_int_equal(store_checkpoint(h->s.store), PK_OK);
    assert_false(rings_within(h->listener, 0));
}

/* Nobody is called before the change can be seen. */
struct listening {
    struct hearing *h;
    bool rang;
};

static enum pk_status change_quietly(void *context)
{
    struct listening *listening = context;
    enum pk_status status = scratch_set(listening->h->s.store, "a", "b"); /* a savepoint */
    listening->rang = rings_within(listening->h->listener, 0);
    return status;
}

static void it_rings_after_the_outer_commit(void **state)
{
    struct hearing *h = *state;
    struct listening listening = {.h = h, .rang = true};
    assert_int_equal(store_write(h->s.store, change_quietly, &listening), PK_OK);
    assert_false(listening.rang);
    assert_true(rings_within(h->listener, CHILD_LIMIT_MS));
    assert_int_equal(scratch_count(h->listener), 1);
}

static void another_process_rings(void **state)
{
    struct hearing *h = *state;
    struct holder holder;
    holder_start(&holder, h->s.path, HOLDER_UNIT);
    assert_false(rings_within(h->listener, 0));
    assert_int_equal(holder_end(&holder), 0);
    assert_true(rings_within(h->listener, CHILD_LIMIT_MS));
}

static void a_viewer_hears_too(void **state)
{
    struct hearing *h = *state;
    struct store *viewer = NULL;
    assert_int_equal(store_open(&viewer, h->s.path, STORE_READ_ONLY), PK_OK);
    assert_true(store_bell(viewer) >= 0);
    assert_int_equal(scratch_set(h->s.store, "a", "b"), PK_OK);
    assert_true(rings_within(viewer, CHILD_LIMIT_MS));
    store_close(viewer);
}

/* Without a bell there is none to wait for, and everything else goes on. */
static void there_need_be_no_bell(void **state)
{
    struct hearing *h = *state;
    char path[FOLDER_PATH_SIZE];
    struct store *viewer = NULL;
    folder_path(path, h->s.folder, "t.db-bell");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0); /* in the way: nobody can make one */
    assert_int_equal(store_open(&viewer, h->s.path, STORE_READ_WRITE), PK_OK);
    assert_int_equal(viewer->bell_out, -1);
    assert_int_equal(scratch_set(viewer, "a", "b"), PK_OK);
    assert_true(store_has_changed(h->listener));
    store_close(viewer);
}

static void the_bell_has_the_files_mode(void **state)
{
    struct hearing *h = *state;
    struct stat lot, bell;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, h->s.folder, "t.db-bell");
    assert_int_equal(chmod(h->s.path, 0640), 0);
    assert_int_equal(unlink(path), 0);
    mode_t mask = umask(077);
    struct store *store = scratch_another(&h->s);
    umask(mask);
    assert_int_equal(stat(h->s.path, &lot), 0);
    assert_int_equal(stat(path, &bell), 0);
    assert_int_equal(bell.st_mode, lot.st_mode);
    assert_int_equal(bell.st_uid, lot.st_uid);
    store_close(store);
}

static void changes_of_others_are_seen(void **state)
{
    struct hearing *h = *state;
    assert_false(store_has_changed(h->listener)); /* nothing since it was opened */
    assert_int_equal(scratch_set(h->s.store, "a", "b"), PK_OK);
    assert_true(store_has_changed(h->listener));
    assert_false(store_has_changed(h->listener));
    outside_run(h->s.path, "INSERT INTO setting VALUES ('outside', 'x')"); /* rings for nobody */
    assert_true(store_has_changed(h->listener));
    assert_false(store_has_changed(h->listener));
}

static void own_changes_are_none(void **state)
{
    struct hearing *h = *state;
    assert_int_equal(scratch_set(h->listener, "a", "b"), PK_OK);
    assert_int_equal(store_checkpoint(h->listener), PK_OK);
    assert_false(store_has_changed(h->listener));
    assert_int_equal(store_checkpoint(h->s.store), PK_OK);
    assert_false(store_has_changed(h->listener));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_commit_rings, setup, teardown),
        cmocka_unit_test_setup_teardown(many_rings_are_cleared_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_else_rings, setup, teardown),
        cmocka_unit_test_setup_teardown(it_rings_after_the_outer_commit, setup, teardown),
        cmocka_unit_test_setup_teardown(another_process_rings, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_hears_too, setup, teardown),
        cmocka_unit_test_setup_teardown(there_need_be_no_bell, setup, teardown),
        cmocka_unit_test_setup_teardown(the_bell_has_the_files_mode, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_of_others_are_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(own_changes_are_none, setup, teardown),
    };
    return cmocka_run_group_tests_name("the bell", tests, NULL, NULL);
}
