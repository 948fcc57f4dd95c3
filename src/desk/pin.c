/*
 * PINs: see pin.h. A try is written down before the PIN is looked at: no more are under way at once
 * than may still be wrong, so that many get no more tries than one after the other, and the right
 * PIN is never locked by its own company; those that find no room wait. May call: store, journal,
 * libsodium.
 */
#include "desk/pin.h"

#include <poll.h>
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

/* Looking at a PIN takes a moment; who takes this long was killed (seconds). */
enum { STALE_AFTER = 10 };

enum { ROUND_MS = 10 };

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

struct pin_try {
    struct pk_lot *lot;
    const char *name, *station;
    int64_t now;
    int64_t failed, locked_until, under_way, tried_at;
    bool must_wait;
    char hash[PIN_HASH_SIZE]; /* "": nobody of that name works here */
};

static enum pk_status fail_wrong(const struct pin_try *tried)
{
    return pk_fail(PK_SIGN_IN_REQUIRED, _("Name or PIN is wrong (%s)."), tried->name);
}

static enum pk_status fail_locked(const struct pin_try *tried)
{
    char time[PK_TIME_SIZE];
    lot_say_time(time, tried->lot, tried->locked_until);
    return pk_fail(PK_SIGN_IN_REQUIRED,
                   _("%s is locked until %s after too many wrong PINs. A manager can give a new "
                     "one."),
                   tried->name, time);
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
static bool is_locked(const struct pin_try *tried)
{
    return tried->locked_until != PK_NONE && tried->now < tried->locked_until &&
           tried->locked_until - tried->now <= LONGEST_LOCK;
}

static enum pk_status read_member(struct pin_try *tried)
{
    struct query *q = query_on(tried->lot->store, "SELECT failed_pins, locked_until, pin_hash, "
                                                  "pins_tried, tried_at FROM staff "
                                                  "WHERE name = ? COLLATE NOCASE "
                                                  "AND is_active = 1");
    query_text(q, tried->name);
    if (query_next(q)) {
        tried->failed = column_int(q, 0);
        tried->locked_until = column_maybe_int(q, 1);
        column_text(q, 2, tried->hash, sizeof tried->hash);
        tried->under_way = column_int(q, 3);
        tried->tried_at = column_maybe_int(q, 4);
    }
    return query_end(q);
}

static enum pk_status write_tries(const struct pin_try *tried)
{
    struct query *q = query_on(tried->lot->store, "UPDATE staff SET failed_pins = ?, "
                                                  "locked_until = ?, pins_tried = ?, tried_at = ? "
                                                  "WHERE name = ? COLLATE NOCASE");
    query_int(q, tried->failed);
    query_maybe_int(q, tried->locked_until);
    query_int(q, tried->under_way > 0 ? tried->under_way : 0);
    query_maybe_int(q, tried->tried_at);
    query_text(q, tried->name);
    return query_run(q);
}

static void count_wrong(struct pin_try *tried, int64_t count)
{
    tried->failed += count;
    int64_t lock = lock_after(tried->failed);
    if (lock > 0)
        tried->locked_until = tried->now + lock;
}

/* Tries whose program was killed were wrong, for all we know. */
static void forget_stale(struct pin_try *tried)
{
    bool is_stale = tried->under_way > 0 &&
                    (tried->now - tried->tried_at > STALE_AFTER || tried->now < tried->tried_at);
    if (!is_stale)
        return;
    count_wrong(tried, tried->under_way);
    tried->under_way = 0;
}

static enum pk_status begin_try(void *context)
{
    struct pin_try *tried = context;
    enum pk_status status = read_member(tried);
    if (status != PK_OK)
        return status;
    if (!tried->hash[0])
        return fail_wrong(tried);
    forget_stale(tried);
    if (is_locked(tried))
        return fail_locked(tried);
    int64_t room = tried->failed < TRIES ? TRIES - tried->failed : 1;
    tried->must_wait = tried->under_way >= room;
    if (tried->must_wait)
        return PK_OK;
    tried->under_way++;
    tried->tried_at = tried->now;
    return write_tries(tried);
}

static enum pk_status end_right(void *context)
{
    struct pin_try *tried = context;
    enum pk_status status = read_member(tried);
    tried->under_way--;
    tried->failed = 0;
    tried->locked_until = PK_NONE;
    return status == PK_OK ? write_tries(tried) : status;
}

static enum pk_status note_wrong(const struct pin_try *tried)
{
    enum pk_status status = job_know_station(tried->lot->store, tried->station, tried->now);
    if (status != PK_OK)
        return status;
    json_t *detail =
        json_pack("{s:s, s:I}", "name", tried->name, "tries", (json_int_t)tried->failed);
    struct journal_note note = {
        .time = tried->now,
        .kind = pk_act_name(PK_ACT_PIN_WRONG),
        .station = tried->station,
        .amount = PK_NONE,
        .detail = detail,
    };
    status = journal_write(tried->lot->store, &note);
    json_decref(detail);
    return status;
}

static enum pk_status end_wrong(void *context)
{
    struct pin_try *tried = context;
    enum pk_status status = read_member(tried);
    tried->under_way--;
    count_wrong(tried, 1);
    if (status == PK_OK)
        status = write_tries(tried);
    return status == PK_OK ? note_wrong(tried) : status;
}

/* Waits for room among those that try the same name. */
static enum pk_status begin(struct pin_try *tried)
{
    int patience = store_patience(tried->lot->store);
    for (int waited = 0; waited <= patience; waited += ROUND_MS) {
        enum pk_status status = store_write(tried->lot->store, begin_try, tried);
        if (status != PK_OK || !tried->must_wait)
            return status;
        poll(NULL, 0, ROUND_MS);
    }
    return pk_fail(PK_BUSY, _("Others are signing in as %s at this moment; try again."),
                   tried->name);
}

static enum pk_status check_text(const char *pin, const char *station)
{
    char checked[PK_NAME_SIZE] = "";
    pk_copy(checked, sizeof checked, station); /* too long a name is left empty: refused too */
    enum pk_status status = job_check_station(checked);
    return status == PK_OK ? pin_check(pin) : status;
}

enum pk_status pin_try(struct pk_lot *lot, const char *name, const char *pin, const char *station)
{
    struct pin_try tried = {.lot = lot, .name = name, .station = station, .now = pk_lot_now(lot)};
    enum pk_status status = check_text(pin, station);
    if (status == PK_OK)
        status = begin(&tried);
    if (status != PK_OK)
        return status;
    if (sodium_init() >= 0 && crypto_pwhash_str_verify(tried.hash, pin, strlen(pin)) == 0)
        return store_write(lot->store, end_right, &tried);
    status = store_write(lot->store, end_wrong, &tried);
    if (status != PK_OK)
        return status;
    return is_locked(&tried) ? fail_locked(&tried) : fail_wrong(&tried);
}
