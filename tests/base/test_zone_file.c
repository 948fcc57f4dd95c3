/*
 * Zone files made for the test: changes closer together than any real ones, and damaged files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parkade/zone.h"

enum { FILE_SIZE = 512, BASE = 1000000000, NAME_SIZE = 64 };

/* A zone file under construction. */
struct image {
    unsigned char bytes[FILE_SIZE];
    size_t length;
};

struct change {
    int64_t at;
    int minutes; /* the offset from then on */
};

static void put(struct image *image, const void *bytes, size_t length)
{
    assert_true(image->length + length <= FILE_SIZE);
    memcpy(image->bytes + image->length, bytes, length);
    image->length += length;
}

static void put_number(struct image *image, uint32_t number)
{
    uint32_t big = htobe32(number);

    put(image, &big, sizeof big);
}

static void put_header(struct image *image, char version, uint32_t leaps, uint32_t times,
                       uint32_t types, uint32_t letters)
{
    const uint32_t counts[] = {0, 0, leaps, times, types, letters};
    char start[20] = "TZif";

    start[4] = version;
    put(image, start, sizeof start);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        put_number(image, counts[i]);
}

/* A file whose clock is UTC until the first change; after the last one, its rule is UTC again. */
static void make_image(struct image *image, const struct change *changes, uint32_t count,
                       char version, uint32_t leaps)
{
    const uint64_t leap_moment = htobe64(78796800);

    image->length = 0;
    put_header(image, version, 0, 0, 0, 0);
    put_header(image, version, leaps, count, count + 1, 4);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t big = htobe64((uint64_t)changes[i].at);
        put(image, &big, sizeof big);
    }
    for (uint32_t i = 0; i < count; i++) {
        unsigned char type = (unsigned char)(i + 1);
        put(image, &type, 1);
    }
    for (uint32_t i = 0; i <= count; i++) {
        put_number(image, i == 0 ? 0 : (uint32_t)(changes[i - 1].minutes * 60));
        put(image, "\0\0", 2);
    }
    put(image, "UTC", 4);
    for (uint32_t i = 0; i < leaps; i++) {
        put(image, &leap_moment, sizeof leap_moment);
        put_number(image, 1);
    }
    put(image, "\nUTC0\n", 6);
}

/* A folder of zones with one file in it, "Made". */
static void write_image(const char *folder, const struct image *image)
{
    char path[NAME_SIZE];

    snprintf(path, sizeof path, "%.40s/Made", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(image->bytes, 1, image->length, file), image->length);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    static char folder[NAME_SIZE];

    snprintf(folder, sizeof folder, "/tmp/parkade-zones-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return -1;
    *state = folder;
    return setenv("TZDIR", folder, 1);
}

static int tear_down(void **state)
{
    char path[NAME_SIZE];

    snprintf(path, sizeof path, "%.40s/Made", (const char *)*state);
    unlink(path);
    unsetenv("TZDIR");
    return rmdir(*state);
}

/* What pk_zone_moment() promises, found by trying every minute. */
static int64_t search_moment(const struct pk_zone *zone, int64_t from, int64_t to, int64_t wall)
{
    for (int64_t at = from; at < to; at += 60) {
        struct pk_local local;
        pk_zone_local(&local, zone, at);
        if (at + local.offset == wall)
            return at;
    }
    for (int64_t at = from; at < to; at += 60) {
        struct pk_local local;
        pk_zone_local(&local, zone, at);
        if (at + local.offset > wall)
            return at;
    }
    return PK_NONE;
}

static void check_all_walls(const char *folder, const struct change *changes, uint32_t count)
{
    struct image image;
    struct pk_zone *zone;

    make_image(&image, changes, count, '2', 0);
    write_image(folder, &image);
    assert_int_equal(pk_zone_open(&zone, "Made"), PK_OK);
    for (uint32_t i = 0; i < count; i++) {
        struct pk_local local;
        pk_zone_local(&local, zone, changes[i].at);
        /* From the last change on the rule holds: UTC. */
        assert_int_equal(local.offset, i + 1 < count ? changes[i].minutes * 60 : 0);
    }
    int64_t from = changes[0].at - 6 * 3600, to = changes[count - 1].at + 6 * 3600;
    for (int64_t wall = from + 3 * 3600; wall < to - 3 * 3600; wall += 60) {
        int64_t day = wall / 86400;
        assert_int_equal(pk_zone_moment(zone, day, (int32_t)(wall - day * 86400)),
                         search_moment(zone, from, to, wall));
    }
    pk_zone_close(zone);
}

static void changes_close_together_are_kept_apart(void **state)
{
    static const struct change there_and_back[] = {
        {BASE, 60}, {BASE + 600, 0}, {BASE + 1200, 60}, {BASE + 7200, 0}};
    /* Set back by more than the time since it was set forward, and again. */
    static const struct change back_and_back[] = {
        {BASE, 60}, {BASE + 600, 30}, {BASE + 1200, -60}, {BASE + 1800, -90}, {BASE + 36000, 0}};
    static const struct change forward_and_forward[] = {
        {BASE, -60}, {BASE + 600, 0}, {BASE + 660, 60}, {BASE + 720, 120}, {BASE + 7200, 0}};

    check_all_walls(*state, there_and_back, 4);
    check_all_walls(*state, back_and_back, 5);
    check_all_walls(*state, forward_and_forward, 5);
}

static void a_whole_file_is_a_zone(void **state)
{
    static const struct change change[] = {{BASE, 60}};
    struct pk_zone *zone;
    struct image image;

    make_image(&image, change, 1, '3', 0);
    write_image(*state, &image);
    assert_int_equal(pk_zone_open(&zone, "Made"), PK_OK);
    pk_zone_close(zone);
}

static void refuse_image(const char *folder, const struct image *image)
{
    struct pk_zone *zone;

    write_image(folder, image);
    assert_int_equal(pk_zone_open(&zone, "Made"), PK_USAGE);
    assert_null(zone);
}

static void a_file_cut_before_its_moments_end_is_refused(void **state)
{
    static const struct change changes[] = {{BASE, 60}, {BASE + 36000, 0}};
    struct image image;
    size_t moments_end = 2 * 44 + 2 * sizeof(int64_t);

    for (size_t length = 0; length < moments_end; length++) {
        make_image(&image, changes, 2, '2', 0);
        image.length = length;
        refuse_image(*state, &image);
    }
}

static void other_files_are_refused(void **state)
{
    static const struct change change[] = {{BASE, 60}};
    struct image image;

    make_image(&image, change, 1, '2', 1); /* leap seconds */
    refuse_image(*state, &image);
    make_image(&image, change, 1, '\0', 0); /* 32 bits only */
    refuse_image(*state, &image);
    make_image(&image, change, 1, '2', 0);
    image.bytes[0] = 't';
    refuse_image(*state, &image);
    make_image(&image, change, 1, '2', 0);
    memset(image.bytes + 20, 0xFF, 24); /* counts that lead far beyond the end */
    refuse_image(*state, &image);
    make_image(&image, change, 1, '2', 0);
    memset(image.bytes + 44 + 32, 0xFF, 4); /* more moments than there is room for */
    refuse_image(*state, &image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_close_together_are_kept_apart),
        cmocka_unit_test(a_whole_file_is_a_zone),
        cmocka_unit_test(a_file_cut_before_its_moments_end_is_refused),
        cmocka_unit_test(other_files_are_refused),
    };

    return cmocka_run_group_tests_name("zone file", tests, set_up, tear_down);
}
