/*
 * Fuzzing the reader of plans with libFuzzer; data/plans is the corpus to begin with. Whatever the
 * bytes, it answers PK_OK with a plan that keeps its promises, or PK_USAGE with a fault.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void look_at_spots(const struct pk_plan *plan)
{
    demand(plan->spot_count >= 1 && plan->spot_count <= PK_PLAN_SPOTS_MAX);
    unsigned char *seen = calloc(plan->spot_count, 1);
    if (seen == NULL)
        return;
    for (size_t i = 0; i < plan->spot_count; i++) {
        const struct pk_plan_spot *spot = &plan->spots[i];
        size_t rank = (size_t)spot->rank;
        demand(rank >= 1 && rank <= plan->spot_count && !seen[rank - 1]++);
        demand(strnlen(spot->label, sizeof spot->label) < sizeof spot->label);
        demand(spot->label[0] != '\0' && spot->level[0] != '\0');
        demand(strnlen(spot->level, sizeof spot->level) < sizeof spot->level);
        demand(strnlen(spot->zone, sizeof spot->zone) < sizeof spot->zone);
        demand(spot->row >= 0 && spot->row < 10000 && spot->column >= 0 && spot->column < 10000);
    }
    free(seen);
}

static void look_at_faults(const struct pk_faults *faults)
{
    demand(faults->errors >= 1 && faults->errors <= faults->count);
    for (size_t i = 0; i < faults->count && i < PK_FAULTS_MAX; i++) {
        demand(faults->fault[i].message[0] != '\0');
        demand(i == 0 || faults->fault[i].line >= faults->fault[i - 1].line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pk_plan plan;
    struct pk_faults faults;
    enum pk_status status = pk_plan_read(&plan, (const char *)data, size, &faults);
    demand(status == PK_OK || status == PK_USAGE);
    if (status == PK_OK)
        look_at_spots(&plan);
    else
        look_at_faults(&faults);
    pk_plan_free(&plan);
    return 0;
}
