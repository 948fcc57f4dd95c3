/*
 * The hashes of the chain (BLAKE2b, libsodium). Each part goes in with its length before it, so
 * that no two different entries are the same bytes.
 */
#include <sodium.h>
#include <string.h>

#include "journal/write.h"
#include "parkade/status.h"

static void add_number(crypto_generichash_state *state, int64_t value)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * i));
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void add_text(crypto_generichash_state *state, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    add_number(state, (int64_t)length);
    if (length > 0)
        crypto_generichash_update(state, (const unsigned char *)text, length);
}

void journal_hash(unsigned char out[static JOURNAL_HASH_SIZE], const struct journal_row *row)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH_SIZE);
    add_number(&state, row->seq);
    add_number(&state, row->time);
    add_text(&state, row->kind);
    add_text(&state, row->staff);
    add_text(&state, row->station);
    add_text(&state, row->ticket_id);
    add_number(&state, row->ticket_no);
    add_number(&state, row->spot_id);
    add_number(&state, row->amount);
    add_text(&state, row->request_id);
    if (row->approver && row->approver[0] != '\0') /* older entries have none */
        add_text(&state, row->approver);
    crypto_generichash_update(&state, row->detail_hash, JOURNAL_HASH_SIZE);
    crypto_generichash_update(&state, row->prev_hash, JOURNAL_HASH_SIZE);
    crypto_generichash_final(&state, out, JOURNAL_HASH_SIZE);
}

void journal_detail_hash(unsigned char out[static JOURNAL_HASH_SIZE],
                         const unsigned char salt[static JOURNAL_SALT_SIZE], const char *detail)
{
    crypto_generichash(out, JOURNAL_HASH_SIZE, (const unsigned char *)detail, strlen(detail), salt,
                       JOURNAL_SALT_SIZE);
}
