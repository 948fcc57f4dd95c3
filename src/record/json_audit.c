/*
 * What an auditor reads, as JSON: tallies, exceptions, outliers, receipts, closed days, the ledger.
 * See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_tally(const struct pk_tally *tally)
{
    struct record r = record_begin();
    record_text(&r, "name", tally->name);
    record_number(&r, "issued", tally->issued);
    record_number(&r, "exited", tally->exited);
    record_number(&r, "voided", tally->voided);
    record_number(&r, "replaced", tally->replaced);
    record_number(&r, "released", tally->released);
    record_number(&r, "inside", tally->inside);
    record_count(&r, "first_no", tally->first_no);
    record_count(&r, "last_no", tally->last_no);
    record_number(&r, "missing", tally->missing);
    return record_end(&r);
}

json_t *pk_json_exception(const struct pk_exception *exception, const char *currency)
{
    struct record r = {.object = pk_json_entry(&exception->entry, currency)};
    r.is_broken = r.object == NULL;
    record_text(&r, "reason", exception->reason);
    record_time(&r, "acknowledged_at", exception->acknowledged_at);
    record_text(&r, "acknowledged_by", exception->acknowledged_by);
    record_text(&r, "note", exception->note);
    return record_end(&r);
}

static json_t *marks_of(unsigned marks)
{
    static const struct {
        enum pk_mark mark;
        const char *name;
    } names[] = {
        {PK_MARK_LOST, "lost"},      {PK_MARK_NIL, "nils"},         {PK_MARK_VOID, "voids"},
        {PK_MARK_REFUND, "refunds"}, {PK_MARK_NO_SALE, "no_sales"}, {PK_MARK_OVERRIDE, "overrides"},
        {PK_MARK_PRICE, "average"},
    };
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (marks & (unsigned)names[i].mark)
            json_array_append_new(list, json_string(names[i].name));
    return list;
}

json_t *pk_json_conduct(const struct pk_conduct *conduct, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "who", conduct->who);
    record_number(&r, "tickets", conduct->tickets);
    record_number(&r, "lost", conduct->lost);
    record_number(&r, "nils", conduct->nils);
    record_number(&r, "voids", conduct->voids);
    record_number(&r, "refunds", conduct->refunds);
    record_number(&r, "no_sales", conduct->no_sales);
    record_number(&r, "overrides", conduct->overrides);
    record_number(&r, "paid", conduct->paid);
    record_text(&r, "currency", currency);
    record_number(&r, "taken", conduct->taken);
    record_number(&r, "average", conduct->average);
    record_add(&r, "marks", marks_of(conduct->marks));
    return record_end(&r);
}

json_t *pk_json_receipts(const struct pk_receipts *receipts)
{
    struct record r = record_begin();
    record_text(&r, "station", receipts->station);
    record_number(&r, "receipts", receipts->receipts);
    record_count(&r, "first_no", receipts->first_no);
    record_count(&r, "last_no", receipts->last_no);
    record_number(&r, "missing", receipts->missing);
    record_number(&r, "counter", receipts->counter);
    record_number(&r, "copies", receipts->copies);
    return record_end(&r);
}

json_t *pk_json_ticket_copy(const struct pk_ticket_copy *copy)
{
    struct record r = record_begin();
    record_text(&r, "ticket_id", copy->ticket_id);
    record_number(&r, "ticket_no", copy->ticket_no);
    record_number(&r, "copy_no", copy->copy_no);
    return record_end(&r);
}

json_t *pk_json_receipt(const struct pk_receipt *receipt)
{
    struct record r = record_begin();
    record_text(&r, "station", receipt->station);
    record_number(&r, "receipt_no", receipt->receipt_no);
    record_number(&r, "copy_no", receipt->copy_no);
    record_text(&r, "ticket_id", receipt->ticket_id);
    record_number(&r, "ticket_no", receipt->ticket_no);
    record_text(&r, "registration_number", receipt->registration_number);
    record_text(&r, "currency", receipt->currency);
    record_text(&r, "method", pk_method_name(receipt->method));
    record_number(&r, "amount", receipt->amount);
    record_number(&r, "tendered", receipt->tendered);
    record_number(&r, "change", receipt->change);
    record_time(&r, "payment_time", receipt->payment_time);
    record_text(&r, "who", receipt->who);
    record_text(&r, "reason", receipt->reason);
    return record_end(&r);
}

json_t *pk_json_day_close(const struct pk_day_close *close, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "business_date", close->business_date);
    record_time(&r, "from_time", close->from_time);
    record_time(&r, "closed_at", close->closed_at);
    record_number(&r, "inside_before", close->inside_before);
    record_number(&r, "issued", close->issued);
    record_number(&r, "exited", close->exited);
    record_number(&r, "voided", close->voided);
    record_number(&r, "replaced", close->replaced);
    record_number(&r, "released", close->released);
    record_number(&r, "inside_after", close->inside_after);
    record_number(&r, "unaccounted", close->unaccounted);
    record_number(&r, "last_no", close->last_no);
    record_number(&r, "shifts", close->shifts);
    record_text(&r, "currency", currency);
    record_number(&r, "cash", close->cash);
    record_number(&r, "deposit", close->deposit);
    record_number(&r, "difference", close->difference);
    record_text(&r, "note", close->note);
    record_text(&r, "who", close->who);
    record_text(&r, "station", close->station);
    return record_end(&r);
}

json_t *pk_json_posting(const struct pk_posting *posting, const char *currency)
{
    struct record r = record_begin();
    record_number(&r, "transaction", posting->transaction);
    record_text(&r, "date", posting->date);
    record_text(&r, "description", posting->description);
    record_text(&r, "account", posting->account);
    record_text(&r, "currency", currency);
    record_number(&r, "amount", posting->amount);
    return record_end(&r);
}
