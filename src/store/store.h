/*
 * The store: one SQLite file in WAL mode, made safe for many processes at once. The rules call this
 * header and query.h; only the files of this folder include sqlite3.h. May call: SQLite, base.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "parkade/status.h"

struct store;

enum store_mode { STORE_READ_WRITE, STORE_READ_ONLY };

/* Work inside a transaction: PK_OK keeps what it did, anything else undoes it. */
typedef enum pk_status (*store_work)(void *context);

/*
 * Makes the file at PATH: schema and what FILL writes, then synced and renamed into place, so that
 * it appears whole or not at all. PK_USAGE when there is something at PATH already.
 */
enum pk_status store_create(const char *path,
                            enum pk_status (*fill)(struct store *store, void *context),
                            void *context);

/* Opens the file at PATH and brings its schema up to date. Statuses as pk_lot_open(). */
enum pk_status store_open(struct store **out, const char *path, enum store_mode mode);
void store_close(struct store *store);

/* The upper limit of a wait for other writers in milliseconds; 5000 at first. */
void store_set_patience(struct store *store, int milliseconds);
int store_patience(const struct store *store);

/*
 * Runs WORK as one unit: outermost under the gate in BEGIN IMMEDIATE ... COMMIT with the job
 * control signals held back, further in as a savepoint. After the outer COMMIT the bell rings.
 * PK_BUSY when the patience is over; the transaction's own failure; else what WORK returned.
 */
enum pk_status store_write(struct store *store, store_work work, void *context);

/* Runs WORK on one consistent picture of the file. Inside a store_write() it just runs it. */
enum pk_status store_read(struct store *store, store_work work, void *context);

/* Moves what the WAL holds into the file, as far as readers allow. The only place that does. */
enum pk_status store_checkpoint(struct store *store);

/* Copies the living file to PATH: verified, synced, renamed into place. PK_USAGE when something is
 * there already. */
enum pk_status store_backup(struct store *store, const char *path);

/* A descriptor that polls readable when somebody rang, or -1. store_bell_clear() empties it. */
int store_bell(struct store *store);
void store_bell_clear(struct store *store);

/* Whether another connection has changed the file since this was last asked. */
bool store_has_changed(struct store *store);

/* Whether the file is still the one that was opened. PK_OK, or PK_INTERNAL: gone or replaced. */
enum pk_status store_look(struct store *store);

/* Compares the file's schema with the program's own. FOUND hears a sentence with one %s, and the
 * name of the object, for each that was taken down, changed or added. */
typedef void (*store_found)(void *context, const char *sentence, const char *name);
enum pk_status store_walls(struct store *store, store_found found, void *context);

/* The process that holds the write lock, or 0; never this one. */
int store_holder(const struct store *store);

/* The schema version that this program writes. */
int store_schema_version(void);

#endif
