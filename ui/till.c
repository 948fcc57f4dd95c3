/*
 * The till. Pure.
 */
#include "till.h"

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

int64_t till_handed(const struct till *till)
{
    return till_covered(till) + till_change(till);
}

void till_cover(struct till *till, int64_t due)
{
    for (size_t i = 0; i < till->count; i++) {
        struct pk_tender_in *tender = &till->tenders[i];
        tender->amount = tender->tendered < due ? tender->tendered : due;
        due -= tender->amount;
    }
}

static void fill(struct pk_pay *pay, const struct till *till)
{
    pay->tender_count = 0;
    for (size_t i = 0; i < till->count; i++)
        if (till->tenders[i].amount > 0)
            pay->tenders[pay->tender_count++] = till->tenders[i];
}

void till_fill(struct pk_pay *pay, const struct till *till)
{
    fill(pay, till);
    if (pay->tender_count > 0)
        pay->tenders[pay->tender_count - 1].amount = PK_NONE;
}

bool till_fill_with_nil(struct pk_pay *pay, const struct till *till)
{
    fill(pay, till);
    if (pay->tender_count == PK_TENDERS_MAX)
        return false;
    pay->tenders[pay->tender_count++] =
        (struct pk_tender_in){.method = PK_NIL, .amount = PK_NONE, .tendered = PK_NONE};
    return true;
}
