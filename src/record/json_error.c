/*
 * A failure as JSON: the code, the sentence, and only those companions that are there.
 * See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

static void add_text(struct record *r, const char *key, const char *text)
{
    if (text[0])
        record_text(r, key, text);
}

static void add_time(struct record *r, const char *key, int64_t at)
{
    if (at != PK_NONE)
        record_time(r, key, at);
}

json_t *pk_json_error(const struct pk_error *error, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "code", pk_status_code(error->status));
    record_text(&r, "message", error->message);
    if (error->due != PK_NONE) {
        record_number(&r, "due", error->due);
        if (currency)
            record_text(&r, "currency", currency);
    }
    add_text(&r, "ticket_id", error->ticket_id);
    if (error->ticket_no != 0)
        record_number(&r, "ticket_no", error->ticket_no);
    add_text(&r, "spot", error->spot);
    add_text(&r, "offer", error->offer);
    add_text(&r, "station", error->station);
    add_time(&r, "entry_time", error->entry_time);
    add_time(&r, "exit_time", error->exit_time);
    add_time(&r, "expires_at", error->expires_at);

    struct record whole = record_begin();
    record_add(&whole, "error", record_end(&r));
    return record_end(&whole);
}
