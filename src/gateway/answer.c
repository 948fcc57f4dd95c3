/*
 * Answers: see answer.h.
 */
#include "gateway/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "parkade/json.h"
#include "parkade/text.h"

static const char JSON_TYPE[] = "application/json";
static const char PROBLEM_TYPE[] = "application/problem+json";

/* Said when there is no memory left to say anything else. */
static const char NO_MEMORY[] = "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\","
                                "\"status\":500,\"code\":\"internal\"}\n";

enum { RETRY_SECONDS = 1 };

void answer_clear(struct answer *answer)
{
    free(answer->body);
    memset(answer, 0, sizeof *answer);
}

void answer_text(struct answer *out, int status, const char *type, char *text)
{
    answer_clear(out);
    out->status = text ? status : 500;
    out->type = text ? type : PROBLEM_TYPE;
    out->body = text ? text : strdup(NO_MEMORY);
    out->length = out->body ? strlen(out->body) : 0;
}

static void answer_value(struct answer *out, int status, const char *type, json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    json_decref(value);
    answer_text(out, status, type, text);
}

void answer_json(struct answer *out, int status, json_t *value)
{
    answer_value(out, status, JSON_TYPE, value);
}

/* ---- problems ---- */

static const char *title_of(int status)
{
    static const struct {
        int status;
        const char *title;
    } titles[] = {
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {503, "Service Unavailable"},
    };
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (titles[i].status == status)
            return titles[i].title;
    return "Internal Server Error";
}

static void answer_about(struct answer *out, int status, const char *code, const char *sentence,
                         json_t *companions)
{
    json_t *problem =
        json_pack("{s:s, s:s, s:i, s:s, s:s}", "type", "about:blank", "title", title_of(status),
                  "status", status, "detail", sentence, "code", code);
    if (problem && companions)
        json_object_update_missing(problem, companions);
    answer_value(out, status, PROBLEM_TYPE, problem);
    out->retry_after = status == 503 || status == 429 ? RETRY_SECONDS : 0;
}

/* The companions are those of the command line's error, without its code and sentence. */
static void answer_error(struct answer *out, int http, enum pk_status status, const char *currency)
{
    const struct pk_error *error = pk_error();
    json_t *whole = pk_json_error(error, currency);
    json_t *inner = json_object_get(whole, "error");

    json_object_del(inner, "message");
    answer_about(out, http, pk_status_code(status), error->message, inner);
    json_decref(whole);
}

void answer_problem(struct answer *out, enum pk_status status, const char *currency)
{
    answer_error(out, pk_status_http(status), status, currency);
}

void answer_unavailable(struct answer *out, enum pk_status status, const char *currency)
{
    answer_error(out, 503, status, currency);
}

/* What a client sent may stand in a sentence, cut in the middle of a character: JSON wants whole
 * ones. */
static void mend_text(char *text)
{
    for (char *at = text; *at;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);
        if (length <= 0)
            *at++ = '?';
        else
            at += length;
    }
}

enum pk_status answer_fail(struct answer *out, enum pk_status status, const char *format, ...)
{
    char sentence[PK_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    mend_text(sentence);
    answer_about(out, pk_status_http(status), pk_status_code(status), sentence, NULL);
    return status;
}

void answer_add_due(struct answer *out, int64_t due, const char *currency)
{
    json_t *problem = json_loadb(out->body ? out->body : "", out->length, 0, NULL);

    if (!problem)
        return;
    json_object_set_new(problem, "due", json_integer(due));
    json_object_set_new(problem, "currency", json_string(currency));
    answer_value(out, out->status, PROBLEM_TYPE, problem);
}

void answer_refusal(struct answer *out, int status, const char *code, const char *sentence)
{
    answer_about(out, status, code, sentence, NULL);
}
