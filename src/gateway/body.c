/*
 * Bodies: see body.h.
 */
#include "gateway/body.h"

#include <string.h>

#include "parkade/text.h"

static bool is_known(const char *key, const char *const keys[])
{
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static enum pk_status check_keys(struct answer *answer, json_t *body, const char *const keys[])
{
    const char *key;
    json_t *value;

    json_object_foreach(body, key, value) if (!is_known(key, keys)) return answer_fail(
        answer, PK_USAGE, _("The key '%.60s' is not known here."), key);
    return PK_OK;
}

enum pk_status body_read(struct answer *answer, json_t **out, const struct call *call,
                         const char *const keys[])
{
    json_error_t error;
    json_t *body =
        json_loadb(call->body ? call->body : "", call->body_length, JSON_REJECT_DUPLICATES, &error);

    *out = NULL;
    if (!body)
        return answer_fail(answer, PK_USAGE, _("The body is not JSON: line %d, column %d: %.160s."),
                           error.line, error.column, error.text);
    enum pk_status status =
        json_is_object(body) ? check_keys(answer, body, keys)
                             : answer_fail(answer, PK_USAGE, _("The body is to be a JSON object."));
    if (status == PK_OK)
        *out = body;
    else
        json_decref(body);
    return status;
}

enum pk_status body_text(struct answer *answer, const char **out, const json_t *body,
                         const char *key, bool is_needed)
{
    const json_t *value = json_object_get(body, key);

    *out = NULL;
    if (!value || json_is_null(value))
        return is_needed ? answer_fail(answer, PK_USAGE, _("The key '%s' is missing."), key)
                         : PK_OK;
    if (!json_is_string(value))
        return answer_fail(answer, PK_USAGE, _("The value of '%s' is to be a string."), key);
    *out = json_string_value(value);
    return PK_OK;
}

enum pk_status body_number(struct answer *answer, int64_t *out, const json_t *body, const char *key)
{
    const json_t *value = json_object_get(body, key);

    if (!value || json_is_null(value))
        return answer_fail(answer, PK_USAGE, _("The key '%s' is missing."), key);
    if (!json_is_integer(value))
        return answer_fail(answer, PK_USAGE, _("The value of '%s' is to be a whole number."), key);
    *out = json_integer_value(value);
    return PK_OK;
}

static enum pk_status add_need(struct answer *answer, unsigned *needs, const char *text)
{
    unsigned more = 0;

    if (!text || !pk_needs_from_text(&more, text))
        return answer_fail(answer, PK_USAGE, _("A need is 'accessible' or 'ev'."));
    *needs |= more;
    return PK_OK;
}

enum pk_status body_needs(struct answer *answer, unsigned *out, const json_t *body, const char *key)
{
    const json_t *value = json_object_get(body, key), *need;
    enum pk_status status = PK_OK;
    size_t i;

    *out = PK_NEED_NONE;
    if (!value || json_is_null(value))
        return PK_OK;
    if (json_is_string(value))
        return add_need(answer, out, json_string_value(value));
    if (!json_is_array(value))
        return answer_fail(answer, PK_USAGE, _("The value of '%s' is to be a list of needs."), key);
    json_array_foreach(value, i, need) if (status == PK_OK) status =
        add_need(answer, out, json_string_value(need));
    return status;
}
