/*
 * A JSON record under construction. The functions never fail one by one: a record that could not be
 * built whole (out of memory) is NULL at its end, and never lacks a key in silence.
 *
 * Internal to src/record.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <jansson.h>

#include "parkade/types.h"

struct record {
    json_t *object;
    bool is_broken;
};

struct record record_begin(void);

/* The finished object, to be released by the caller, or NULL. */
json_t *record_end(struct record *record);

/* Adds VALUE, whose reference is taken; NULL breaks the record. */
void record_add(struct record *record, const char *key, json_t *value);

void record_text(struct record *record, const char *key, const char *text); /* "" is null */
void record_number(struct record *record, const char *key, int64_t number); /* PK_NONE is null */
void record_count(struct record *record, const char *key, int64_t number);  /* 0 is null */
void record_time(struct record *record, const char *key, int64_t at);       /* PK_NONE is null */
void record_flag(struct record *record, const char *key, bool flag);

#endif
