/*
 * A plain plan: so many standard spots in rows of twenty, for `parkade init --spots N`. Pure.
 */
#include "parkade/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"

enum { SPOTS_IN_ROW = 20, ROW_NAME_SIZE = 8 };

/* A, B ... Z, AA, AB ...: as the columns of a table calculation are called. */
static void name_row(char out[static ROW_NAME_SIZE], size_t row)
{
    char reversed[ROW_NAME_SIZE];
    size_t length = 0;
    for (size_t left = row + 1; left > 0 && length < ROW_NAME_SIZE - 1; left = (left - 1) / 26)
        reversed[length++] = (char)('A' + (left - 1) % 26);
    for (size_t i = 0; i < length; i++)
        out[i] = reversed[length - 1 - i];
    out[length] = '\0';
}

static void place_spot(struct pk_plan_spot *spot, size_t index)
{
    static const char level[] = "Ground";
    char row[ROW_NAME_SIZE];
    name_row(row, index / SPOTS_IN_ROW);
    snprintf(spot->label, sizeof spot->label, "%s%02d", row, (int)(index % SPOTS_IN_ROW) + 1);
    memcpy(spot->level, level, sizeof level);
    spot->kind = PK_STANDARD;
    spot->rank = (int)index + 1;
    spot->row = (int)(index / SPOTS_IN_ROW);
    spot->column = (int)(index % SPOTS_IN_ROW);
}

enum pk_status pk_plan_plain(struct pk_plan *out, size_t count)
{
    memset(out, 0, sizeof *out);
    if (count < 1 || count > PK_PLAN_SPOTS_MAX)
        return pk_fail(PK_USAGE, _("A lot has 1 to %d spots, not %zu."), PK_PLAN_SPOTS_MAX, count);
    out->spots = calloc(count, sizeof *out->spots);
    if (out->spots == NULL)
        return pk_fail(PK_INTERNAL, _("There is not enough memory for a plan of %zu spots."),
                       count);
    out->spot_count = count;
    for (size_t i = 0; i < count; i++)
        place_spot(&out->spots[i], i);
    return PK_OK;
}
