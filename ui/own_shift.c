/*
 * One's own shift. Calls parkade/shift.h.
 */
#include "own_shift.h"

#include <string.h>

#include "app.h"
#include "parkade/shift.h"
#include "parkade/text.h"

static void forget(struct own_shift *own)
{
    own->shift_id = 0;
    own->station[0] = '\0';
    own->is_here = false;
}

void own_shift_follow(struct app *app)
{
    struct own_shift *own = &app->own_shift;
    struct pk_shift shift;

    if (!app->who[0]) {
        forget(own);
        return;
    }
    enum pk_status status = pk_shift_of(&shift, app->lot, app->who);
    if (status == PK_OK) {
        own->shift_id = shift.shift_id;
        own->is_here = strcmp(shift.station, app->station) == 0;
        pk_copy(own->station, sizeof own->station, shift.station);
    } else if (status == PK_SHIFT_REQUIRED || status == PK_USAGE) {
        forget(own);
    }
}
