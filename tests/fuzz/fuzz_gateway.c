/*
 * Fuzzing what the gateway reads of a request, with libFuzzer: the first line is the method and the
 * path, the rest the body. On a lot that is open for reading only, so that nothing is written:
 * whatever the bytes, there is one answer with a status of the contract and a body that is JSON.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gateway/call.h"
#include "parkade/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINE_SIZE = 512 };

static void demand(bool condition)
{
    if (!condition)
        abort();
}

/* The file lives on while it is open; nothing is left behind. */
static void remove_files(const char *path)
{
    static const char *const ENDINGS[] = {"", "-wal", "-shm", "-bell"};
    char name[80];

    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, ENDINGS[i]);
        unlink(name);
    }
}

/* Made once, in memory where there is such a folder. */
static struct pk_lot *the_lot(void)
{
    static struct pk_lot *lot;
    static const char *const FOLDERS[] = {"/dev/shm", "/tmp"};
    char path[64];
    struct pk_act act = {.station = "fuzz"};
    const char *folder = access(FOLDERS[0], W_OK) == 0 ? FOLDERS[0] : FOLDERS[1];

    if (lot)
        return lot;
    snprintf(path, sizeof path, "%s/parkade-fuzz-%ld.db", folder, (long)getpid());
    struct pk_plan plan;
    demand(pk_plan_plain(&plan, 5) == PK_OK);
    struct pk_lot_birth birth = {.name = "Fuzz", .plan = &plan};
    demand(pk_lot_create(path, &birth, &act, NULL) == PK_OK);
    pk_plan_free(&plan);
    demand(pk_lot_open(&lot, path, PK_LOT_READ_ONLY, NULL) == PK_OK);
    remove_files(path);
    return lot;
}

/* "POST /parking": false when the first line is none or too long. */
static bool split(char method[static LINE_SIZE], char path[static LINE_SIZE], const uint8_t *data,
                  size_t length)
{
    char line[LINE_SIZE];

    if (length >= LINE_SIZE || memchr(data, '\0', length))
        return false;
    memcpy(line, data, length);
    line[length] = '\0';
    char *blank = strchr(line, ' ');
    if (!blank)
        return false;
    *blank = '\0';
    return pk_copy(method, LINE_SIZE, line) && pk_copy(path, LINE_SIZE, blank + 1);
}

static void look_at(const struct answer *answer)
{
    demand(answer->status >= 200 && answer->status < 600 && answer->body);
    demand(strlen(answer->body) == answer->length);
    if (!strstr(answer->type, "json"))
        return;
    json_t *value = json_loadb(answer->body, answer->length, JSON_DECODE_ANY, NULL);
    demand(value != NULL);
    json_decref(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = memchr(data, '\n', size);
    size_t length = end ? (size_t)(end - data) : size;
    char method[LINE_SIZE], path[LINE_SIZE];
    struct call call = {.token = {.name = "fuzz", .scopes = PK_SCOPE_PARK}};
    struct answer answer = {0};

    if (!split(method, path, data, length))
        return 0;
    call.body = end ? (const char *)end + 1 : "";
    call.body_length = end ? size - length - 1 : 0;
    if (route_find(&call, &answer, method, path) && call.route->serve) {
        enum pk_status status = call.route->serve(&answer, the_lot(), &call);
        if (status != PK_OK && !answer.body)
            answer_problem(&answer, status, "EUR");
    } else if (!answer.body) {
        return 0; /* a feed */
    }
    look_at(&answer);
    answer_clear(&answer);
    return 0;
}
