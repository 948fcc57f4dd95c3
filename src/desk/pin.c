/*
 * PINs: see pin.h. A try is written down as a wrong one before the PIN is looked at, and taken back
 * when it was right: many at once get no more tries than one after the other. May call: store,
 * journal, libsodium.
 */
#include "desk/pin.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "journal/write.h"
#include "parkade/staff.h"
#include "parkade/text.h"

/* What OWASP advises for argon2id at the least: two passes over 19 MiB. More would be felt at a
 * console on a small machine, and a PIN that leaks is guessed in any case: the lock is its wall. */
enum { HASH_PASSES = 2, HASH_MEMORY = 19 << 20 };

enum { TRIES = 5, FIRST_LOCK = 60, LONGEST_LOCK = 86400 };

enum pk_status pin_check(const char *pin)
{
    size_t length = pin ? strlen(pin) : 0;
    if (length < PK_PIN_LEAST || length > PK_PIN_MOST || strspn(pin, "0123456789") != length)
        return pk_fail(PK_USAGE, _("A PIN has %d to %d digits."), PK_PIN_LEAST, PK_PIN_MOST);
    return PK_OK;
}

enum pk_status pin_hash(char out[static PIN_HASH_SIZE], const char *pin)
{
    _Static_assert(PIN_HASH_SIZE >= crypto_pwhash_STRBYTES, "room for a hash");
    if (sodium_init() < 0 ||
        crypto_pwhash_str(out, pin, strlen(pin), HASH_PASSES, HASH_MEMORY) != 0)
        return pk_fail(PK_INTERNAL, _("There is not enough memory to keep a PIN."));
    return PK_OK;
}

struct
try {
    struct pk_lot *lot;
    const char *name, *station;
    int64_t now;
    int64_t failed, locked_until;
    char hash[PIN_HASH_SIZE]; /* "": nobody of that name works here */
};

static enum pk_status fail_wrong(void)
{
    return pk_fail(PK_SIGN_IN_REQUIRED, _("Name or PIN is wrong."));
}

static enum pk_status fail_locked(const struct try *try)
{
    char time[PK_TIME_SIZE];
    lot_say_time(time, try->lot, try->locked_until);
    return pk_fail(PK_SIGN_IN_REQUIRED,
                   _("%s is locked until %s after too many wrong PINs. A manager can give a new "
                     "one."),
                   try->name, time);
}

/* The fifth wrong one in a row locks for a minute, each further one twice as long. */
static int64_t lock_after(int64_t failed)
{
    int64_t seconds = FIRST_LOCK;
    if (failed < TRIES)
        return 0;
    for (int64_t i = TRIES; i < failed && seconds < LONGEST_LOCK; i++)
        seconds *= 2;
    return seconds < LONGEST_LOCK ? seconds : LONGEST_LOCK;
}

/* A clock that was set back must not lock anybody out for longer than the longest lock. */
static bool is_locked(const struct try *try)
{
    return try->locked_until != PK_NONE && try->now < try->locked_until &&
           try->locked_until - try->now <= LONGEST_LOCK;
}

static enum pk_status read_member(struct try *try)
{
    struct query *q = query_on(try->lot->store, "SELECT failed_pins, locked_until, pin_hash "
                                                "FROM staff WHERE name = ? COLLATE NOCASE "
                                                "AND is_active = 1");
    query_text(q, try->name);
    if (query_next(q)) {
        try->failed = column_int(q, 0);
        try->locked_until = column_maybe_int(q, 1);
        column_text(q, 2, try->hash, sizeof try->hash);
    }
    return query_end(q);
}

static enum pk_status write_tries(const struct try *try, int64_t failed, int64_t locked_until)
{
    struct query *q = query_on(try->lot->store, "UPDATE staff SET failed_pins = ?, "
                                                "locked_until = ? "
                                                "WHERE name = ? COLLATE NOCASE");
    query_int(q, failed);
    query_maybe_int(q, locked_until);
    query_text(q, try->name);
    return query_run(q);
}

static enum pk_status count_try(void *context)
{
    struct try *try = context;
    enum pk_status status = read_member(try);
    if (status != PK_OK)
        return status;
    if (!try->hash[0])
        return fail_wrong();
    if (is_locked(try))
        return fail_locked(try);
    int64_t lock = lock_after(++try->failed);
    try->locked_until = lock > 0 ? try->now + lock : PK_NONE;
    return write_tries(try, try->failed, try->locked_until);
}

static enum pk_status take_back(void *context)
{
    return write_tries(context, 0, PK_NONE);
}

static enum pk_status note_wrong(void *context)
{
    const struct try *try = context;
    enum pk_status status = job_know_station(try->lot->store, try->station, try->now);
    if (status != PK_OK)
        return status;
    json_t *detail = json_pack("{s:s, s:I}", "name", try->name, "tries", (json_int_t)try->failed);
    struct journal_note note = {
        .time = try->now,
        .kind = pk_act_name(PK_ACT_PIN_WRONG),
        .station = try->station,
        .amount = PK_NONE,
        .detail = detail,
    };
    status = journal_write(try->lot->store, &note);
    json_decref(detail);
    return status;
}

enum pk_status pin_try(struct pk_lot *lot, const char *name, const char *pin, const char *station)
{
    struct try try = {.lot = lot, .name = name, .station = station, .now = pk_lot_now(lot)};
    enum pk_status status = store_write(lot->store, count_try, &try);
    if (status != PK_OK)
        return status;
    if (sodium_init() >= 0 && crypto_pwhash_str_verify(try.hash, pin, strlen(pin)) == 0)
        return store_write(lot->store, take_back, &try);
    status = store_write(lot->store, note_wrong, &try);
    if (status != PK_OK)
        return status;
    return is_locked(&try) ? fail_locked(&try) : fail_wrong();
}
