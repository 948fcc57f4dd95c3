/*
 * Following the journal: the change feed. Calls parkade/journal.h and
 * parkade/spot.h.
 */
#include "model_feed.h"

#include <string.h>

#include "parkade/text.h"
#include "parkade/ticket.h"

enum { FEED_MAX = 256, AGED_MAX = 32 };

/* The spots that are to be read again. Too many: all of them. */
struct touched {
    struct model *model;
    int64_t spots[FEED_MAX];
    size_t count, entries;
    bool is_all, has_alarm;
};

enum pk_status model_failed(struct model *model, enum pk_status status)
{
    model->is_stale = true;
    if (!pk_copy(model->failure, sizeof model->failure, pk_error()->message))
        pk_copy(model->failure, sizeof model->failure, pk_status_code(status));
    return status;
}

static void touch(struct touched *touched, int64_t spot_id)
{
    for (size_t i = 0; i < touched->count; i++)
        if (touched->spots[i] == spot_id)
            return;
    if (touched->count == FEED_MAX)
        touched->is_all = true;
    else
        touched->spots[touched->count++] = spot_id;
}

static bool is_kind(const struct pk_entry *entry, enum pk_act_kind kind)
{
    return strcmp(entry->kind, pk_act_name(kind)) == 0;
}

/* An entry names one spot; a vehicle that moved also left the one where we still show it. */
static bool note_entry(const struct pk_entry *entry, void *context)
{
    struct touched *touched = context;
    const struct model *model = touched->model;

    touched->entries++;
    if (is_kind(entry, PK_ACT_ALARM) || is_kind(entry, PK_ACT_ACKNOWLEDGE))
        touched->has_alarm = true;
    if (entry->spot_id)
        touch(touched, entry->spot_id);
    else
        touched->model->turn++;
    if (is_kind(entry, PK_ACT_REPAIR))
        touched->is_all = true;
    for (size_t i = 0; entry->ticket_no && i < model->spot_count; i++)
        if (model->spots[i].ticket_no == entry->ticket_no)
            touch(touched, model->spots[i].spot_id);
    return !touched->is_all;
}

static enum pk_status read_spot(struct model *model, int64_t spot_id)
{
    struct pk_spot spot;
    enum pk_status status = pk_spot_get(&spot, model->lot, spot_id);

    if (status)
        return status;
    for (size_t i = 0; i < model->spot_count; i++) {
        if (model->spots[i].spot_id == spot_id) {
            model->spots[i].look = model_look(&spot);
            model->spots[i].ticket_no = spot.ticket_no;
            model->spots[i].turn++;
            return PK_OK;
        }
    }
    return PK_OK;
}

static enum pk_status read_touched(struct touched *touched)
{
    struct model *model = touched->model;
    enum pk_status status = PK_OK;

    if (touched->is_all)
        return model_load(model);
    for (size_t i = 0; i < touched->count && !status; i++)
        status = read_spot(model, touched->spots[i]);
    if (!status && touched->has_alarm)
        status = model_count_alarms(model);
    return status ? status : model_count(model);
}

enum pk_status model_follow(struct model *model, bool *has_changed)
{
    struct touched touched = {.model = model};
    int64_t last = model->seq;
    bool was_stale = model->is_stale;
    enum pk_status status = pk_lot_look(model->lot);

    if (!status)
        status = pk_journal_each(model->lot, model->seq, &last, note_entry, &touched);
    if (!status && touched.entries > 0)
        status = read_touched(&touched);
    *has_changed = touched.entries > 0 || was_stale || status;
    if (status)
        return model_failed(model, status);
    if (!touched.is_all)
        model->seq = last;
    model->is_stale = false;
    model->read_at = pk_lot_now(model->lot);
    return PK_OK;
}

/* The tickets of LIST get LOOK on the picture. IS_WHOLE: all of them were seen. */
static enum pk_status age(struct model *model, enum pk_ticket_list list, enum spot_look look,
                          bool *is_whole)
{
    struct pk_ticket tickets[AGED_MAX];
    size_t count = 0;
    enum pk_status status = pk_ticket_list(tickets, AGED_MAX, &count, model->lot, list);

    if (status)
        return status;
    *is_whole = *is_whole && count < AGED_MAX;
    for (size_t i = 0; i < model->spot_count; i++)
        for (size_t k = 0; k < count && k < AGED_MAX; k++)
            if (model->spots[i].spot_id == tickets[k].spot_id)
                model->spots[i].look = look;
    return PK_OK;
}

/* By time alone a paid ticket overstays, and one that is not paid expires. They are few; where
 * they are not, everything is read. */
enum pk_status model_age(struct model *model)
{
    bool is_whole = true;
    enum pk_status status = age(model, PK_LIST_OVERSTAYED, LOOK_OVERSTAYED, &is_whole);

    if (!status)
        status = age(model, PK_LIST_EXPIRED, LOOK_EXPIRED, &is_whole);
    if (!status && !is_whole)
        return model_load(model);
    return status ? model_failed(model, status) : PK_OK;
}
