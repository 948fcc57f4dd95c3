/*
 * A card terminal for demos and tests: it does what it is told, every time.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/payment.h"
#include "parkade/text.h"

struct behaviour {
    const char *name;
    enum pk_card_outcome charged, asked;
};

static const struct behaviour behaviours[] = {
    {"approve", PK_CARD_APPROVED, PK_CARD_APPROVED},
    {"decline", PK_CARD_DECLINED, PK_CARD_DECLINED},
    {"doubt", PK_CARD_IN_DOUBT, PK_CARD_IN_DOUBT},
    {"late", PK_CARD_IN_DOUBT, PK_CARD_APPROVED},
};

static enum pk_card_outcome charge(void *context, const char *attempt_id, int64_t amount,
                                   const char *currency)
{
    (void)attempt_id, (void)amount, (void)currency;
    return ((const struct behaviour *)context)->charged;
}

static enum pk_card_outcome ask(void *context, const char *attempt_id)
{
    (void)attempt_id;
    return ((const struct behaviour *)context)->asked;
}

enum pk_status pk_card_simulator(struct pk_card_terminal *out, const char *behaviour)
{
    for (size_t i = 0; i < sizeof behaviours / sizeof behaviours[0]; i++) {
        if (strcmp(behaviours[i].name, behaviour) != 0)
            continue;
        *out = (struct pk_card_terminal){charge, ask, (void *)&behaviours[i]};
        return PK_OK;
    }
    return pk_fail(PK_USAGE, _("A simulated terminal can approve, decline, doubt or be late."));
}
