/*
 * A process that holds the write lock: see holder.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "holder.h"
#include "store/query.h"
#include "store/store.h"

struct holding {
    const char *path;
    enum holder_kind kind;
    int line[2]; /* the child's end is 1 */
    struct store *store;
};

/* Tells that the lock is held, and holds it until the other end says or is gone. */
static void hold(const struct holding *holding)
{
    char byte = '!';
    if (write(holding->line[1], &byte, 1) == 1 && read(holding->line[1], &byte, 1) < 0)
        _exit(98);
}

static enum pk_status work(void *context)
{
    const struct holding *holding = context;
    struct query *q = query_on(holding->store, "INSERT INTO setting VALUES ('held', 'x')");
    enum pk_status status = query_run(q);
    hold(holding);
    return status;
}

static int hold_as_unit(struct holding *holding)
{
    if (store_open(&holding->store, holding->path, STORE_READ_WRITE) != PK_OK)
        return 1;
    enum pk_status status = store_write(holding->store, work, holding);
    store_close(holding->store);
    return (int)status;
}

static int hold_as_outsider(const struct holding *holding)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(holding->path, &db) != SQLITE_OK ||
        sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return 1;
    hold(holding);
    return sqlite3_close(db) == SQLITE_OK ? 0 : 2;
}

static int be_holder(int unused, void *context)
{
    struct holding *holding = context;
    (void)unused;
    close(holding->line[0]);
    return holding->kind == HOLDER_UNIT ? hold_as_unit(holding) : hold_as_outsider(holding);
}

void holder_start(struct holder *holder, const char *path, enum holder_kind kind)
{
    struct holding holding = {.path = path, .kind = kind};
    char byte;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, holding.line), 0);
    holder->pid = child_start(be_holder, &holding);
    holder->line = holding.line[0];
    close(holding.line[1]);
    assert_int_equal(read(holder->line, &byte, 1), 1);
}

int holder_end(struct holder *holder)
{
    shutdown(holder->line, SHUT_RDWR); /* whoever else was forked with a copy of it */
    close(holder->line);
    return child_wait(holder->pid);
}

void holder_kill(struct holder *holder)
{
    assert_int_equal(kill(holder->pid, SIGKILL), 0);
    assert_int_equal(child_wait(holder->pid), 128 + SIGKILL);
    close(holder->line);
}
