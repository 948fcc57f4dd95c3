/*
 * The till. Pure.
 */
#include "till.h"

#include <string.h>

int64_t till_covered(const struct till *till)
{
    int64_t sum = 0;

    for (size_t i = 0; i < till->count; i++)
        sum += till->tenders[i].amount;
    return sum;
}

int64_t till_change(const struct till *till)
{
    int64_t sum = 0;

    for (size_t i = 0; i < till->count; i++)
        sum += till->tenders[i].tendered - till->tenders[i].amount;
    return sum;
}

bool till_take_cash(struct till *till, int64_t handed, int64_t left)
{
    if (till->count == PK_TENDERS_MAX)
        return false;
    till->tenders[till->count++] = (struct pk_tender_in){
        .method = PK_CASH, .amount = handed < left ? handed : left, .tendered = handed};
    return true;
}

bool till_give_back(struct till *till)
{
    if (till->count == 0)
        return false;
    till->count--;
    return true;
}

void till_fill(struct pk_pay *pay, const struct till *till)
{
    pay->tender_count = till->count;
    memcpy(pay->tenders, till->tenders, sizeof pay->tenders);
    if (till->count > 0)
        pay->tenders[till->count - 1].amount = PK_NONE;
}
