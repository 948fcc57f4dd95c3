/*
 * One SQL statement at a time: prepared once and kept, bound by type in order, read by column.
 *
 *     struct query *q = query_on(store, "SELECT label FROM parking_spot WHERE spot_id = ?");
 *     query_int(q, spot_id);
 *     bool found = query_next(q);
 *     if (found) column_text(q, 0, label, sizeof label);
 *     status = query_end(q);
 *
 * The first failure sticks and is what query_end() returns, so nothing needs a look in between.
 * SQL must be a string literal: it is known by its address. A query is not used again before its
 * query_end().
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parkade/status.h"

struct store;
struct query;

/* Never NULL. */
struct query *query_on(struct store *store, const char *sql);

/* Bind the next parameter. */
void query_int(struct query *q, int64_t value);
void query_maybe_int(struct query *q, int64_t value);     /* PK_NONE binds NULL */
void query_text(struct query *q, const char *text);       /* NULL binds NULL */
void query_maybe_text(struct query *q, const char *text); /* "" and NULL bind NULL */
void query_blob(struct query *q, const void *bytes, size_t size);

/* Steps to the next row; false at the end or after a failure. */
bool query_next(struct query *q);

/* Read a column of the row, counted from 0. */
int64_t column_int(struct query *q, int column);
int64_t column_maybe_int(struct query *q, int column); /* NULL gives PK_NONE */
bool column_bool(struct query *q, int column);
bool column_is_null(struct query *q, int column);
/* NULL gives "". A text that does not fit is a failure (PK_CORRUPT): nothing is cut off. */
void column_text(struct query *q, int column, char *out, size_t size);
/* The text itself, valid until the next step; NULL for NULL. */
const char *column_peek(struct query *q, int column);
/* A blob of exactly SIZE bytes, else a failure. */
void column_blob(struct query *q, int column, void *out, size_t size);

/* Ends the query: PK_OK or the first failure. */
enum pk_status query_end(struct query *q);

/* For statements without rows: steps and ends. */
enum pk_status query_run(struct query *q);

/* How many rows the last INSERT, UPDATE or DELETE changed, and the last rowid. */
int64_t store_changes(struct store *store);
int64_t store_last_id(struct store *store);

#endif
