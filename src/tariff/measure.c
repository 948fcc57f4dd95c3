/*
 * A stay as the tariff sees it: which version, whether it is allowed, how long it is measured.
 * May call: choose.c, clock.c.
 */
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"
#include "tariff/evaluate.h"

static enum pk_status check_stay(const struct tariff_request *request)
{
    const struct pk_stay *stay = &request->stay;

    if (stay->exit < stay->entry) {
        return pk_fail(PK_USAGE, _("The exit is before the entry."));
    }
    if (request->tariff->longest > 0 && stay->exit - stay->entry > request->tariff->longest) {
        char longest[PK_TIME_SIZE];
        pk_duration_format(longest, request->tariff->longest);
        return pk_fail(PK_TARIFF_INVALID, _("The tariff allows a stay of at most %s."), longest);
    }
    return tariff_offs_check(stay);
}

const struct tariff_validation *tariff_case_validation(const struct tariff_request *request)
{
    for (int i = 0; request->stay.proof != NULL && i < request->tariff->validation_count; i++) {
        const struct tariff_validation *validation = &request->tariff->validations[i];
        if (strcasecmp(validation->name, request->stay.proof) == 0) {
            return validation;
        }
    }
    return NULL;
}

int64_t tariff_case_time_off(const struct tariff_request *request,
                             const struct tariff_version *version)
{
    bool is_lost = request->stay.is_lost && version->lost != TARIFF_LOST_NONE;

    const struct tariff_validation *validation = tariff_case_validation(request);
    int64_t seconds =
        validation != NULL && validation->kind == TARIFF_OFF_TIME ? validation->value : 0;

    for (size_t i = 0; !is_lost && i < request->stay.off_count; i++) {
        const struct pk_off *off = &request->stay.offs[i];
        seconds += off->kind == PK_OFF_MINUTES ? off->value * 60 : 0;
    }
    return seconds;
}

static bool is_lost_as(const struct tariff_case *c, enum tariff_lost how)
{
    return c->request->stay.is_lost && c->version->lost == how;
}

enum pk_status tariff_case_begin(struct tariff_case *c, const struct tariff_request *request)
{
    int64_t since;
    enum pk_status status = check_stay(request);

    if (status != PK_OK) {
        return status;
    }
    c->request = request;
    c->tariff = request->tariff;
    c->has_place = false;
    c->scale = 1;
    c->version = tariff_choose_version(request);
    const struct tariff_version *last = &c->tariff->versions[c->tariff->version_count - 1];
    if (c->version == NULL ||
        (c->tariff->applies == TARIFF_PER_SEGMENT && request->stay.exit > last->to)) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff has no version for the time of this "
                                            "stay."));
    }
    tariff_clock_open(&c->clock, c->tariff, request->no_holidays);
    if (c->tariff->opening_count > 0 &&
        !tariff_opening_since(&c->clock, tariff_clock_from_utc(&c->clock, request->stay.entry),
                              &since)) {
        return pk_fail(PK_TARIFF_INVALID, _("The entry is outside the opening hours."));
    }
    return PK_OK;
}

void tariff_case_measure(struct tariff_case *c)
{
    const struct pk_tariff *t = c->tariff;
    int64_t time_off = tariff_case_time_off(c->request, c->version);

    c->entry = tariff_clock_from_utc(&c->clock, c->request->stay.entry);
    c->exit = tariff_clock_from_utc(&c->clock, c->request->stay.exit);
    c->exit = c->exit < c->entry ? c->entry : c->exit; /* the wall clock went back */
    if (is_lost_as(c, TARIFF_LOST_OPENING)) {
        tariff_opening_since(&c->clock, c->exit, &c->entry);
        c->has_place = false;
    }
    /* Free minutes of a sponsor let the stay begin later. */
    c->began = c->exit - c->entry > time_off ? c->entry + time_off : c->exit;
    c->length = c->exit - c->began;
    if (t->measure != TARIFF_SECONDS) {
        int64_t past = ((c->began % 60) + 60) % 60;
        c->began -= past;
        c->length = (c->length + (t->measure == TARIFF_MINUTES_UP ? 59 : 0)) / 60 * 60;
    }
    c->limit = c->began + c->length + (t->is_half_open ? 1 : 0);
    if (c->length == 0 && t->empty == TARIFF_EMPTY_CHARGED) {
        c->limit = c->began + 1;
    } else if (c->length == 0 && t->empty == TARIFF_EMPTY_FREE) {
        c->limit = c->began;
    }
    if (c->exit - c->entry < time_off) { /* what is free has not begun, whatever the edge */
        c->limit = c->began;
    }
}
