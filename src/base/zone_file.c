/*
 * The moments of change that a zone's file lists (RFC 8536, "TZif"). Only the moments are read
 * here: what the clock shows at them is the C library's to say (zone_read.c). With them it need
 * not be asked about every week of two centuries.
 */
#include <ctype.h>
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "base/zone.h"
#include "parkade/text.h"

/* The largest file of the time zone data has 4 kB. */
enum { FILE_SIZE_LIMIT = 65536, PATH_SIZE = 1024 };

struct header {
    char magic[4];
    char version;
    char unused[15];
    uint32_t ut_count, standard_count, leap_count, time_count, type_count, letter_count;
};

struct contents {
    const unsigned char *bytes;
    size_t length;
};

/*
 * A name is checked before it becomes part of a path: it must not lead out of the folder. The two
 * refused by name are this machine's own choice, which is no zone.
 */
static bool is_zone_name(const char *name)
{
    if (!isalnum((unsigned char)name[0]) || strlen(name) >= PK_NAME_SIZE)
        return false;
    for (const char *at = name; *at != '\0'; at++)
        if (!isalnum((unsigned char)*at) && strchr("_+-/", *at) == NULL)
            return false;
    return strcmp(name, "localtime") != 0 && strcmp(name, "posixrules") != 0;
}

/* Reads the file of the zone NAME whole; 0 when there is none. */
static size_t read_file(unsigned char *bytes, const char *name)
{
    const char *folder = getenv("TZDIR"); /* where the C library looks, too */
    char path[PATH_SIZE];

    if (folder == NULL || *folder == '\0')
        folder = "/usr/share/zoneinfo";
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path)
        return 0;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0;
    size_t count = fread(bytes, 1, FILE_SIZE_LIMIT, file);
    fclose(file);
    return count;
}

static bool take(void *out, struct contents *from, size_t length)
{
    if (length > from->length)
        return false;
    if (out != NULL)
        memcpy(out, from->bytes, length);
    from->bytes += length;
    from->length -= length;
    return true;
}

static bool take_header(struct header *out, struct contents *from)
{
    if (!take(out, from, sizeof *out) || memcmp(out->magic, "TZif", sizeof out->magic) != 0)
        return false;
    out->ut_count = be32toh(out->ut_count);
    out->standard_count = be32toh(out->standard_count);
    out->leap_count = be32toh(out->leap_count);
    out->time_count = be32toh(out->time_count);
    out->type_count = be32toh(out->type_count);
    out->letter_count = be32toh(out->letter_count);
    return true;
}

/* The length of the first block, whose moments have 32 bits only; the second one repeats it with
 * 64 bits. */
static size_t first_block_length(const struct header *header)
{
    return (size_t)header->time_count * 5 + (size_t)header->type_count * 6 +
           (size_t)header->letter_count + (size_t)header->leap_count * 8 +
           (size_t)header->standard_count + (size_t)header->ut_count;
}

/* Goes to the moments of 64 bits. A file that counts leap seconds does not fit our clock. */
static bool find_moments(size_t *count, struct contents *contents)
{
    struct header header;

    if (!take_header(&header, contents) || header.version < '2' ||
        !take(NULL, contents, first_block_length(&header)) || !take_header(&header, contents) ||
        header.leap_count != 0 || contents->length / sizeof(int64_t) < header.time_count)
        return false;
    *count = header.time_count;
    return true;
}

static void take_moments(int64_t *moments, size_t *count, struct contents *contents)
{
    size_t listed = *count;
    uint64_t moment;

    *count = 0;
    for (size_t i = 0; i < listed && take(&moment, contents, sizeof moment); i++) {
        moments[*count] = (int64_t)be64toh(moment);
        if (moments[*count] > ZONE_FIRST && moments[*count] <= ZONE_LAST)
            ++*count;
    }
}

static enum pk_status refuse(const char *name)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, name);
    return pk_fail(PK_USAGE, _("There is no time zone \"%s\": name it like Europe/Berlin."),
                   quoted);
}

enum pk_status zone_file_moments(int64_t **moments, size_t *count, const char *name)
{
    if (!is_zone_name(name))
        return refuse(name);
    unsigned char *bytes = malloc(FILE_SIZE_LIMIT);
    int64_t *listed = malloc(FILE_SIZE_LIMIT); /* as many as a file can hold */
    enum pk_status status = PK_OK;
    if (bytes == NULL || listed == NULL) {
        status = pk_fail(PK_INTERNAL, _("There is not enough memory."));
    } else {
        struct contents contents = {bytes, read_file(bytes, name)};
        if (find_moments(count, &contents))
            take_moments(listed, count, &contents);
        else
            status = refuse(name);
    }
    free(bytes);
    if (status == PK_OK)
        *moments = listed;
    else
        free(listed);
    return status;
}
