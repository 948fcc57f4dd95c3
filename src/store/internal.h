/*
 * What the files of the store share and nobody else sees.
 */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <limits.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/ipc.h>
#include <sys/stat.h>

#include "store/query.h"
#include "store/store.h"

enum {
    STORE_APPLICATION_ID = 0x50726b64, /* "Prkd" */
    STORE_BUSY_MS = 5000,
    STORE_QUERIES_MAX = 256,
    STORE_CHECKPOINT_FRAMES = 1000, /* 4 MB of WAL */
    STORE_CHECKPOINT_MS = 250,      /* what a writer waits to tidy up after its commit */
};

struct query {
    struct store *store;
    const char *sql; /* its address is its name */
    sqlite3_stmt *statement;
    int bound;             /* parameters so far */
    enum pk_status status; /* the first failure */
    bool is_open, is_done;
};

/* The queue of writers: a System V semaphore, or none. */
struct gate {
    int semaphore; /* -1: none */
    bool is_held;
    dev_t device; /* the file it belongs to */
    ino_t inode;
    mode_t mode;
    uid_t owner;
    gid_t group;
};

struct store {
    sqlite3 *db;
    sqlite3 *checkpointer; /* opened at the first checkpoint */
    char path[PATH_MAX];
    enum store_mode mode;
    int patience_ms;
    int depth;        /* of units of work */
    int read_depth;   /* of consistent reads */
    int wal_frames;   /* after the last commit of this connection */
    int frames_tried; /* when a checkpoint was last tried */
    dev_t wal_device; /* of the -wal that this connection writes to; 0: not known yet */
    ino_t wal_inode;
    int bell_out, bell_in;
    int64_t data_version;
    struct gate gate;
    struct query queries[STORE_QUERIES_MAX];
    struct query broken; /* stands in when there is no room or memory */
};

/* fault.c: writes SQLite's last failure on DB as a sentence; returns its status. */
enum pk_status fault_from_sqlite(sqlite3 *db, int code);

/* wait.c: milliseconds on a clock that does not jump; a few of them; SIGTSTP, INT, TERM and HUP
 * held back. */
int64_t wait_clock_ms(void);
void wait_some(void);
void wait_hold_signals(sigset_t *before);
void wait_release_signals(const sigset_t *before);

/* files.c: whether PATH may hold a lot: there, a regular file, not on a network file system. */
enum pk_status files_check(const char *path, struct stat *out);
enum pk_status files_check_folder(const char *path);
enum pk_status files_sync_folder(const char *path);

/* draft.c: an empty file to fill beside PATH, where there must be nothing yet (PK_USAGE); syncs it
 * and lets it appear at PATH; removes what is left of it. */
enum pk_status draft_make(char draft[static PATH_MAX], const char *path);
enum pk_status draft_place(const char *draft, const char *path);
void draft_remove(const char *draft);

/* connection.c: opens and sets up one connection; every setting is read back. */
enum pk_status connection_open(sqlite3 **out, const char *path, int flags);
enum pk_status connection_prepare(sqlite3 *db, enum store_mode mode);
/* Puts a file that is to be handed out into one piece. */
enum pk_status connection_leave_wal(sqlite3 *db);
/* Runs SQL that gives no rows. */
enum pk_status connection_run(sqlite3 *db, const char *sql);
/* The number that PRAGMA answers. */
enum pk_status connection_number(sqlite3 *db, const char *pragma, int64_t *out);

/* migrate.c: refuses what is not a lot or newer; applies the migrations that are missing. */
enum pk_status migrate_check(sqlite3 *db, const char *path, int64_t *version);
enum pk_status migrate_up(sqlite3 *db, struct gate *gate);

/* checkpoint.c: waits at most MILLISECONDS for its turn. IS_COMPLETE, which may be NULL: the WAL
 * holds nothing any more that the file does not. */
enum pk_status checkpoint_run(struct store *store, int milliseconds, bool *is_complete);

/* gate.c: first come, first served. Everything works without it. */
key_t gate_key(dev_t device, ino_t inode);
void gate_open(struct gate *gate, const struct stat *file);
/* Waits for its turn at most MILLISECONDS. False: go on without, do not wait any more. */
bool gate_take(struct gate *gate, int milliseconds);
void gate_give(struct gate *gate);

/* look.c: notes which -wal is in use. */
void wal_remember(struct store *store);

/* bell.c */
void bell_open(struct store *store, const struct stat *file);
void bell_ring(struct store *store);
void bell_close(struct store *store);

/* query.c */
void query_forget_all(struct store *store);

#endif
