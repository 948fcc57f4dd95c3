/*
 * Building JSON records. Calls jansson and the formatting of times, nothing else.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "parkade/json.h"

struct record record_begin(void)
{
    return (struct record){.object = json_object()};
}

json_t *record_end(struct record *record)
{
    if (!record->is_broken)
        return record->object;
    json_decref(record->object);
    return NULL;
}

void record_add(struct record *record, const char *key, json_t *value)
{
    if (json_object_set_new(record->object, key, value) != 0)
        record->is_broken = true;
}

/* Text that is not UTF-8 must not cost a record: an old row or a file name may hold some. */
static json_t *text_of_bytes(const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length + 1);
    if (!copy)
        return NULL;
    for (size_t i = 0; i <= length; i++) {
        copy[i] = text[i];
        if ((unsigned char)text[i] >= 0x80)
            copy[i] = '?';
    }
    json_t *value = json_string(copy);
    free(copy);
    return value;
}

void record_text(struct record *record, const char *key, const char *text)
{
    if (!text || !*text) {
        record_add(record, key, json_null());
        return;
    }
    json_t *value = json_string(text);
    record_add(record, key, value ? value : text_of_bytes(text));
}

void record_number(struct record *record, const char *key, int64_t number)
{
    record_add(record, key, number == PK_NONE ? json_null() : json_integer(number));
}

void record_count(struct record *record, const char *key, int64_t number)
{
    record_number(record, key, number == 0 ? PK_NONE : number);
}

void record_time(struct record *record, const char *key, int64_t at)
{
    record_add(record, key, pk_json_time(at));
}

void record_flag(struct record *record, const char *key, bool flag)
{
    record_add(record, key, json_boolean(flag));
}
