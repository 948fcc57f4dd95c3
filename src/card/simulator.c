/*
 * A card terminal for demos and tests: it does what it is told, every time.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "parkade/payment.h"
#include "parkade/text.h"

struct behaviour {
    const char *name;
    enum pk_card_outcome charged, asked;
    int seconds; /* that it takes */
    bool dies;   /* and whoever called it */
};

static const struct behaviour behaviours[] = {
    {"approve", PK_CARD_APPROVED, PK_CARD_APPROVED, 0, false},
    {"decline", PK_CARD_DECLINED, PK_CARD_DECLINED, 0, false},
    {"doubt", PK_CARD_IN_DOUBT, PK_CARD_IN_DOUBT, 0, false},
    {"late", PK_CARD_IN_DOUBT, PK_CARD_APPROVED, 0, false},
    {"slow", PK_CARD_APPROVED, PK_CARD_APPROVED, 5, false},
    {"silent", PK_CARD_IN_DOUBT, PK_CARD_IN_DOUBT, 180, false},
    {"dies", PK_CARD_IN_DOUBT, PK_CARD_APPROVED, 0, true},
};

static void take_time(const struct behaviour *behaviour)
{
    struct timespec left = {.tv_sec = behaviour->seconds};

    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}

static enum pk_card_outcome charge(void *context, const char *attempt_id, int64_t amount,
                                   const char *currency)
{
    const struct behaviour *behaviour = context;

    (void)attempt_id, (void)amount, (void)currency;
    take_time(behaviour);
    if (behaviour->dies)
        raise(SIGKILL);
    return behaviour->charged;
}

/* It knows by heart what became of it, but for one that says nothing at all. */
static enum pk_card_outcome ask(void *context, const char *attempt_id)
{
    const struct behaviour *behaviour = context;

    (void)attempt_id;
    if (behaviour->charged == PK_CARD_IN_DOUBT)
        take_time(behaviour);
    return behaviour->asked;
}

enum pk_status pk_card_simulator(struct pk_card_terminal *out, const char *behaviour)
{
    for (size_t i = 0; i < sizeof behaviours / sizeof behaviours[0]; i++) {
        if (strcmp(behaviours[i].name, behaviour) != 0)
            continue;
        *out = (struct pk_card_terminal){charge, ask, (void *)&behaviours[i]};
        return PK_OK;
    }
    return pk_fail(
        PK_USAGE,
        _("A simulated terminal can approve, decline, doubt, late, slow, silent or dies."));
}
