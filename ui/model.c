/*
 * Reading the lot into the picture. Calls parkade/spot.h, columns.c.
 */
#include "model.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "columns.h"
#include "model_feed.h"
#include "parkade/audit.h"

enum spot_look model_look(const struct pk_spot *spot)
{
    if (spot->ticket_no == 0)
        return spot->in_service ? LOOK_FREE : LOOK_CLOSED;
    switch (spot->state) {
    case PK_PAID:
        return LOOK_PAID;
    case PK_OVERSTAYED:
        return LOOK_OVERSTAYED;
    case PK_EXPIRED:
        return LOOK_EXPIRED;
    default:
        return LOOK_TAKEN;
    }
}

/* The level of the spot that comes next: the last one, or a new one. NULL: too many. */
static struct model_level *level_for(struct model *model, const char *name)
{
    if (model->level_count > 0) {
        struct model_level *last = &model->levels[model->level_count - 1];
        if (strcmp(last->name, name) == 0)
            return last;
    }
    if (model->level_count == PK_LEVELS_MAX)
        return NULL;
    struct model_level *level = &model->levels[model->level_count++];
    *level = (struct model_level){.first = model->spot_count};
    memcpy(level->name, name, strlen(name) + 1);
    return level;
}

static bool grow(struct model *model)
{
    size_t capacity = model->capacity ? 2 * model->capacity : 256;

    if (model->spot_count < model->capacity)
        return true;
    struct model_spot *spots = realloc(model->spots, capacity * sizeof *spots);
    if (!spots)
        return false;
    model->spots = spots;
    model->capacity = capacity;
    return true;
}

static bool add_spot(const struct pk_spot *spot, void *context)
{
    struct model *model = context;

    if (!grow(model))
        return false;
    struct model_level *level = level_for(model, spot->level);
    if (!level)
        return false;
    struct model_spot *entry = &model->spots[model->spot_count++];
    *entry = (struct model_spot){.spot_id = spot->spot_id,
                                 .ticket_no = spot->ticket_no,
                                 .level = (int)(level - model->levels),
                                 .line = spot->row,
                                 .column = spot->column,
                                 .kind = spot->kind,
                                 .look = model_look(spot)};
    memcpy(entry->label, spot->label, sizeof entry->label);
    level->count++;
    return true;
}

/* Where STEP empty rows or columns follow one another, one is enough on the screen. */
static int squeezed(int step)
{
    return step > 2 ? 2 : step;
}

/* The spots come by row: rows become lines. */
static void squeeze_lines(struct model *model, struct model_level *level)
{
    int row = 0, line = 0;

    for (size_t i = 0; i < level->count; i++) {
        struct model_spot *spot = &model->spots[level->first + i];
        if (i == 0)
            row = spot->line;
        line += squeezed(spot->line - row);
        row = spot->line;
        spot->line = line;
    }
    level->lines = line + 1;
}

static int by_value(const void *a, const void *b)
{
    const int *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* The columns that are in use become near neighbours. */
static void squeeze_columns(struct model *model, struct model_level *level)
{
    int *used = malloc((level->count ? level->count : 1) * sizeof *used);

    level->columns = 0;
    if (!used)
        return;
    for (size_t i = 0; i < level->count; i++)
        used[i] = model->spots[level->first + i].column;
    qsort(used, level->count, sizeof *used, by_value);
    size_t kinds = 0;
    for (size_t i = 0; i < level->count; i++)
        if (kinds == 0 || used[kinds - 1] != used[i])
            used[kinds++] = used[i];
    for (size_t i = 0; i < level->count; i++) {
        struct model_spot *spot = &model->spots[level->first + i];
        int place = 0;
        for (size_t k = 1; k < kinds && used[k] <= spot->column; k++)
            place += squeezed(used[k] - used[k - 1]);
        spot->column = place;
        if (place >= level->columns)
            level->columns = place + 1;
    }
    free(used);
}

size_t model_head(const char *label)
{
    size_t length = strlen(label);
    size_t number = length;

    while (number > 0 && label[number - 1] >= '0' && label[number - 1] <= '9')
        number--;
    return number < length ? number : 0;
}

void model_measure(const struct model *model, struct model_level *level)
{
    level->head_columns = level->number_columns = 0;
    for (size_t i = level->first; i < level->first + level->count; i++) {
        const char *label = model->spots[i].label;
        int number = columns_text(label + model_head(label));
        int head = columns_text(label) - number;
        if (head > level->head_columns)
            level->head_columns = head;
        if (number > level->number_columns)
            level->number_columns = number;
    }
}

enum pk_status model_count(struct model *model)
{
    struct pk_availability counts;
    enum pk_status status = pk_availability(&counts, model->lot, NULL, NULL);

    if (status)
        return status;
    model->total = counts.all.total;
    model->free = counts.all.free;
    model->is_closed = strcmp(counts.state, "closed") == 0;
    return PK_OK;
}

enum pk_status model_count_alarms(struct model *model)
{
    return pk_alarm_count(&model->alarms, model->lot);
}

enum pk_status model_load(struct model *model)
{
    struct model fresh = {.lot = model->lot};
    enum pk_status status = pk_journal_head(&fresh.seq, model->lot);

    if (!status)
        status = pk_spot_each(model->lot, add_spot, &fresh);
    if (!status)
        status = model_count(&fresh);
    if (!status)
        status = model_count_alarms(&fresh);
    if (status) {
        free(fresh.spots);
        return model_failed(model, status);
    }
    for (size_t i = 0; i < fresh.level_count; i++) {
        squeeze_lines(&fresh, &fresh.levels[i]);
        squeeze_columns(&fresh, &fresh.levels[i]);
        model_measure(&fresh, &fresh.levels[i]);
    }
    free(model->spots);
    fresh.read_at = pk_lot_now(model->lot);
    fresh.turn = model->turn + 1;
    *model = fresh;
    return PK_OK;
}

void model_free(struct model *model)
{
    free(model->spots);
    model->spots = NULL;
    model->spot_count = model->capacity = 0;
}

long model_find_label(const struct model *model, const char *label)
{
    for (size_t i = 0; i < model->spot_count; i++)
        if (strcasecmp(model->spots[i].label, label) == 0)
            return (long)i;
    return -1;
}
