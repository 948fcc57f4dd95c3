/*
 * One process of a storm: see storm.h.
 */
#include "storm.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parkade/uuid.h"

struct worker {
    const struct storm_part *part;
    struct pk_lot *lot;
    struct pk_act act;
    int log;
    uint64_t dice;
    struct pk_ticket ticket; /* of the stay that is going on */
    bool is_late;            /* it came hours ago: something is due */
};

const char *storm_kind(enum deed_kind kind)
{
    static const char *const names[] = {
        [DEED_PARK] = "park",         [DEED_LATE_ENTRY] = "late_entry",
        [DEED_PAY] = "pay",           [DEED_NIL] = "nil",
        [DEED_OVERRIDE] = "override", [DEED_CARD] = "card",
        [DEED_REFUND] = "refund",     [DEED_RETRIEVE] = "retrieve",
        [DEED_RENEW] = "renew",       [DEED_AMEND] = "amend",
        [DEED_MOVE] = "move",         [DEED_VOID] = "void",
        [DEED_REPLACE] = "replace",   [DEED_RELEASE] = "release",
    };
    return names[kind];
}

/* xorshift64*: the same storm from the same seed. */
static int roll(struct worker *w, int sides)
{
    w->dice ^= w->dice >> 12;
    w->dice ^= w->dice << 25;
    w->dice ^= w->dice >> 27;
    return (int)((w->dice * UINT64_C(2685821657736338717) >> 33) % (uint64_t)sides);
}

/* ---- deeds ---- */

static enum pk_status park(struct worker *w, struct log_line *line)
{
    struct pk_ticket out;
    struct pk_park how = {.registration = line->text, .entered = PK_NONE};
    if (line->kind == DEED_LATE_ENTRY) {
        how.entered = line->amount;
        how.reason = "outage";
    }
    enum pk_status status = pk_park(&out, w->lot, &w->act, &how);
    if (status == PK_OK) {
        memcpy(line->ticket_id, out.ticket_id, sizeof line->ticket_id);
        line->ticket_no = out.ticket_no;
    }
    return status;
}

static enum pk_status pay(struct worker *w, const struct log_line *line, struct pk_tender *out)
{
    struct pk_pay how = {
        .ticket_id = line->ticket_id,
        .tender_count = 1,
        .tenders = {{line->kind == DEED_NIL ? PK_NIL : PK_CASH, line->amount, PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = line->kind == DEED_OVERRIDE ? 100 : PK_NONE,
        .reason = "storm",
    };
    return pk_pay(out, NULL, w->lot, &w->act, &how);
}

static enum pk_status take_money(struct worker *w, struct log_line *line)
{
    struct pk_tender out;
    struct pk_card_terminal terminal;
    enum pk_status status = PK_OK;
    if (line->kind == DEED_CARD) {
        status = pk_card_simulator(&terminal, "approve");
        if (status == PK_OK)
            status = pk_pay_card(&out, w->lot, &w->act, &terminal, line->ticket_id, line->amount,
                                 PK_NONE);
    } else if (line->kind == DEED_REFUND) {
        status = pk_refund(&out, w->lot, &w->act, line->ticket_id, line->amount, PK_CASH, "storm");
    } else {
        status = pay(w, line, &out);
    }
    if (status == PK_OK) {
        line->amount = out.amount;
        line->receipt_no = out.receipt_no;
    }
    return status;
}

static enum pk_status mend(struct worker *w, struct log_line *line)
{
    struct pk_ticket out;
    const char *id = line->ticket_id;
    enum pk_vehicle_class van = PK_VAN;
    enum pk_status status;
    switch (line->kind) {
    case DEED_RETRIEVE:
        return pk_retrieve(&out, w->lot, &w->act, id, PK_FOUND_BY_SCAN);
    case DEED_RENEW:
        return pk_renew(&out, w->lot, &w->act, id, "storm");
    case DEED_AMEND:
        return pk_amend(&out, w->lot, &w->act, id, line->text, &van);
    case DEED_MOVE:
        return pk_move(&out, w->lot, &w->act, id, line->text);
    case DEED_VOID:
        return pk_void(&out, w->lot, &w->act, id, "storm");
    case DEED_RELEASE:
        return pk_release(&out, w->lot, &w->act, id, "storm");
    case DEED_REPLACE:
        status = pk_replace(&out, w->lot, &w->act, id, "storm", NULL, false);
        if (status == PK_OK) {
            memcpy(line->ticket_id, out.ticket_id, sizeof line->ticket_id);
            line->ticket_no = out.ticket_no;
        }
        return status;
    default:
        return PK_INTERNAL;
    }
}

/* ---- the log ---- */

static void write_line(const struct worker *w, const struct log_line *line)
{
    if (write(w->log, line, sizeof *line) != (ssize_t)sizeof *line)
        _exit(4);
}

/* A refusal of a rule, or that there is no such thing: codes with exit status 3 and 4. */
static bool is_refusal(enum pk_status status)
{
    int code = pk_status_exit(status);
    return code == 3 || code == 4;
}

static enum pk_status carry_out(struct worker *w, struct log_line *line)
{
    memcpy(w->act.request_id, line->request_id, sizeof w->act.request_id);
    enum pk_status status;
    if (line->kind == DEED_PARK || line->kind == DEED_LATE_ENTRY)
        status = park(w, line);
    else if (line->kind >= DEED_PAY && line->kind <= DEED_REFUND)
        status = take_money(w, line);
    else
        status = mend(w, line);
    line->mark = status == PK_OK ? LOG_DONE : LOG_REFUSED;
    line->status = status;
    write_line(w, line);
    if (status == PK_OK || is_refusal(status))
        return status;
    fprintf(stderr, "place %d: %s: %s: %s\n", w->part->place, storm_kind(line->kind),
            pk_status_code(status), pk_error()->message);
    _exit(1);
}

/* Asks for one thing about the ticket of this stay. */
static enum pk_status ask(struct worker *w, struct log_line *line)
{
    line->mark = LOG_ASKED;
    pk_uuid_make(line->request_id, pk_lot_now(w->lot));
    if (line->ticket_id[0] == '\0' && line->kind >= DEED_PAY)
        memcpy(line->ticket_id, w->ticket.ticket_id, sizeof line->ticket_id);
    write_line(w, line);
    return carry_out(w, line);
}

static enum pk_status simply(struct worker *w, enum deed_kind kind)
{
    struct log_line line = {.kind = kind, .amount = PK_NONE};
    return ask(w, &line);
}

/* What the one before asked for last and did not hear the end of is asked for again. */
static void ask_again(struct worker *w)
{
    struct log_line line;
    off_t end = lseek(w->log, 0, SEEK_END);
    if (end < (off_t)sizeof line)
        return;
    if (pread(w->log, &line, sizeof line, end - (off_t)sizeof line) != (ssize_t)sizeof line)
        _exit(4);
    if (line.mark == LOG_ASKED)
        carry_out(w, &line);
}

/* ---- stays ---- */

static bool begin_stay(struct worker *w, int number)
{
    struct log_line line = {.kind = DEED_PARK};
    w->is_late = roll(w, 4) != 0;
    if (w->is_late) {
        line.kind = DEED_LATE_ENTRY;
        line.amount = pk_lot_now(w->lot) - 3600 * (1 + roll(w, 30));
    }
    snprintf(line.text, sizeof line.text, "W%dG%dN%d", w->part->place, w->part->generation, number);
    if (ask(w, &line) != PK_OK)
        return false;
    memcpy(w->ticket.ticket_id, line.ticket_id, sizeof line.ticket_id);
    ask(w, &line); /* it is inside already */
    return true;
}

static void move(struct worker *w)
{
    struct log_line line = {.kind = DEED_MOVE, .amount = PK_NONE};
    int spot = roll(w, w->part->spots);
    snprintf(line.text, sizeof line.text, "%c%02d", 'A' + spot / 20, spot % 20 + 1);
    ask(w, &line);
}

static void amend(struct worker *w, int number)
{
    struct log_line line = {.kind = DEED_AMEND, .amount = PK_NONE};
    snprintf(line.text, sizeof line.text, "X%dG%dN%d", w->part->place, w->part->generation, number);
    ask(w, &line);
}

static void part_of(struct worker *w, enum deed_kind kind, int64_t amount)
{
    struct log_line line = {.kind = kind, .amount = amount};
    ask(w, &line);
}

static void replace(struct worker *w)
{
    struct log_line line = {.kind = DEED_REPLACE, .amount = PK_NONE};
    if (ask(w, &line) == PK_OK)
        memcpy(w->ticket.ticket_id, line.ticket_id, sizeof line.ticket_id);
}

/* What happens on the way; the end is the same for all that are still inside then. */
static void live(struct worker *w, int number)
{
    simply(w, DEED_RETRIEVE); /* too early, or free */
    switch (roll(w, 12)) {
    case 0:
        part_of(w, DEED_PAY, 150);
        break;
    case 1:
        simply(w, DEED_NIL);
        break;
    case 2:
        part_of(w, DEED_OVERRIDE, 50);
        break;
    case 3:
        simply(w, DEED_CARD);
        break;
    case 4:
        simply(w, DEED_VOID);
        break;
    case 5:
        simply(w, DEED_RELEASE);
        break;
    case 6:
        replace(w);
        break;
    case 7:
        move(w);
        break;
    case 8:
        simply(w, DEED_PAY);
        part_of(w, DEED_REFUND, 100);
        break;
    case 9:
        simply(w, DEED_RENEW);
        break;
    case 10:
        amend(w, number);
        break;
    default:
        part_of(w, DEED_CARD, 100);
    }
    simply(w, roll(w, 2) ? DEED_PAY : DEED_CARD);
    simply(w, DEED_RETRIEVE);
}

_Noreturn void storm_run(const struct storm_part *part)
{
    struct worker w = {.part = part, .act = {.station = ""}};
    char place = (char)part->place;
    w.dice = UINT64_C(88172645463325252) ^ ((uint64_t)part->place << 32) ^
             (uint64_t)part->generation << 8;
    snprintf(w.act.station, sizeof w.act.station, "desk-%d", part->place);
    w.log = open(part->log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (w.log < 0 || pk_lot_open(&w.lot, part->path, PK_LOT_READ_WRITE, part->clock) != PK_OK) {
        fprintf(stderr, "place %d: %s\n", part->place, pk_error()->message);
        _exit(1);
    }
    ask_again(&w);
    for (int number = 0; number < part->stays; number++) {
        if (begin_stay(&w, number))
            live(&w, number);
        if (write(part->progress, &place, 1) != 1)
            _exit(4);
    }
    pk_lot_close(w.lot);
    _exit(0);
}
