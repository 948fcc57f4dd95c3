/*
 * Fuzzing the reader of tariffs with libFuzzer; data/tariffs is the corpus to begin with. Whatever
 * the bytes, it answers with a tariff that prices any stay, or with faults.
 */
#include <stdint.h>
#include <stdlib.h>

#include "parkade/tariff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void look_at_faults(const struct pk_faults *faults)
{
    demand(faults->errors >= 1 && faults->count >= 1 && faults->count <= PK_FAULTS_MAX);
    for (size_t i = 0; i < faults->count; i++) {
        demand(faults->fault[i].message[0] != '\0');
        demand(i == 0 || faults->fault[i].line >= faults->fault[i - 1].line);
    }
}

static void look_at_moment(const struct pk_tariff *tariff, struct pk_stay stay, int64_t at,
                           int64_t total, int sign)
{
    int64_t there, before;

    if (at == PK_NONE) {
        return;
    }
    stay.exit = at;
    demand(pk_tariff_total(&there, tariff, &stay) == PK_OK);
    demand(sign > 0 ? there > total : there < total);
    stay.exit = at - 1;
    demand(pk_tariff_total(&before, tariff, &stay) != PK_OK ||
           (sign > 0 ? before <= total : before >= total));
}

static void look_at_price(const struct pk_tariff *tariff, const struct pk_stay *stay)
{
    static struct pk_price price;
    int64_t total, sum = 0;
    enum pk_status status = pk_tariff_price(&price, tariff, stay);

    demand(status == PK_OK || status == PK_TARIFF_INVALID);
    demand(pk_tariff_total(&total, tariff, stay) == status);
    if (status != PK_OK) {
        return;
    }
    demand(price.total >= 0 && price.total == total);
    demand(price.line_count >= 1 && price.line_count <= PK_LINES_MAX);
    for (size_t i = 0; i < price.line_count; i++) {
        demand(price.lines[i].what[0] != '\0');
        sum += price.lines[i].amount;
    }
    demand(sum == total);
    look_at_moment(tariff, *stay, price.rises_at, total, 1);
    look_at_moment(tariff, *stay, price.falls_at, total, -1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct pk_tariff_home home = {"EUR", "Europe/Berlin"};
    static const int64_t lengths[] = {0, 1, 900, 7201, 40000, 86400, 300000, 2592000};
    struct pk_faults faults;
    struct pk_tariff *tariff;
    enum pk_status status = pk_tariff_read(&tariff, (const char *)data, size, &home, &faults);

    demand(status == PK_OK || status == PK_TARIFF_INVALID);
    if (status != PK_OK) {
        look_at_faults(&faults);
        demand(tariff == NULL);
        return 0;
    }
    uint32_t mix = 1;
    for (size_t i = 0; i < size; i++) {
        mix = mix * 31 + data[i];
    }
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        /* Around the end of October, when the clocks change. */
        const int64_t entry = 1792600000 + (int64_t)((mix >> i) % 500000);
        look_at_price(tariff,
                      &(struct pk_stay){.entry = entry,
                                        .exit = entry + lengths[i],
                                        .vehicle_class = (enum pk_vehicle_class)(mix >> i & 3U),
                                        .is_lost = i == 3});
    }
    pk_tariff_free(tariff);
    return 0;
}
