/*
 * What was left behind. Calls parkade/payment.h to read.
 */
#include "left.h"

#include <string.h>

#include "app.h"
#include "parkade/payment.h"
#include "parkade/text.h"

enum { DOUBTS_MAX = 64 };

static int count_doubts(struct app *app)
{
    struct pk_card_attempt doubts[DOUBTS_MAX];
    size_t count = 0;
    int here = 0;

    if (pk_card_doubts(doubts, DOUBTS_MAX, &count, app->lot))
        return 0;
    for (size_t i = 0; i < count; i++)
        here += strcmp(doubts[i].station, app->station) == 0;
    return here;
}

void left_tell(struct app *app)
{
    int doubts = count_doubts(app);

    if (doubts == 1)
        toast_show(&app->toast, ROLE_ERROR, "%s",
                   _("A card of this station is in doubt: /k shows it."));
    else if (doubts > 1)
        toast_show(&app->toast, ROLE_ERROR,
                   _("%d cards of this station are in doubt: /k shows them."), doubts);
}
