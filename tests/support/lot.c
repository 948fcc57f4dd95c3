/*
 * A lot for a test: see lot.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/ipc.h>
#include <sys/sem.h>

#include "lot.h"
#include "parkade/demo.h"
#include "store/internal.h"

static int64_t say_now(void *context)
{
    return ((struct test_lot *)context)->now;
}

static void must(enum pk_status status)
{
    if (status != PK_OK)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

void test_lot_open_with(struct test_lot *t, const struct pk_lot_birth *birth)
{
    *t = (struct test_lot){
        .now = TEST_LOT_START,
        .clock = {say_now, t},
        .act = {.station = "desk-1"},
    };
    folder_make(t->folder);
    folder_path(t->path, t->folder, "t.db");
    must(pk_lot_create(t->path, birth, &t->act, &t->clock));
    must(pk_lot_open(&t->lot, t->path, PK_LOT_READ_WRITE, &t->clock));
}

void test_lot_open(struct test_lot *t, size_t spots, const char *currency)
{
    struct pk_plan plan;
    must(pk_plan_plain(&plan, spots));
    struct pk_lot_birth birth = {
        .name = "Test lot",
        .timezone = "Europe/Berlin",
        .currency = currency,
        .plan = &plan,
    };
    test_lot_open_with(t, &birth);
    pk_plan_free(&plan);
}

void test_lot_open_demo(struct test_lot *t, int64_t now)
{
    *t = (struct test_lot){.now = now, .clock = {say_now, t}, .act = {.station = "desk-1"}};
    folder_make(t->folder);
    folder_path(t->path, t->folder, "t.db");
    must(pk_demo_create(t->path, now, NULL));
    must(pk_lot_open(&t->lot, t->path, PK_LOT_READ_WRITE, &t->clock));
}

void test_lot_reopen(struct test_lot *t)
{
    pk_lot_close(t->lot);
    must(pk_lot_open(&t->lot, t->path, PK_LOT_READ_WRITE, &t->clock));
}

struct pk_lot *test_lot_another(const struct test_lot *t)
{
    struct pk_lot *another;
    must(pk_lot_open(&another, t->path, PK_LOT_READ_WRITE, &t->clock));
    return another;
}

void test_lot_forget_gate(const char *path)
{
    struct stat file;
    int semaphore = stat(path, &file) == 0 ? semget(gate_key(file.st_dev, file.st_ino), 1, 0) : -1;
    if (semaphore >= 0)
        semctl(semaphore, 0, IPC_RMID);
}

void test_lot_close(struct test_lot *t)
{
    test_lot_forget_gate(t->path);
    pk_lot_close(t->lot);
    t->lot = NULL;
    folder_remove(t->folder);
}
