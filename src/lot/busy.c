/*
 * Naming who keeps the lot busy: the process that holds the write lock, by the station it was
 * started for where its command line says so.
 */
#include <stdio.h>
#include <string.h>

#include "lot/handle.h"
#include "parkade/text.h"

/* Names the value of --station among the NUL-separated words of a command line. */
static bool find_station(char out[static PK_HOLDER_SIZE], const char *words, size_t size)
{
    static const char option[] = "--station";
    const size_t length = sizeof option - 1;
    for (size_t at = 0; at < size; at += strlen(words + at) + 1) {
        const char *word = words + at, *value = word + length + 1;
        if (strncmp(word, option, length) != 0 || (word[length] != '=' && word[length] != '\0'))
            continue;
        if (at + length + 1 >= size || value[0] == '\0' || strlen(value) >= PK_NAME_SIZE)
            continue;
        snprintf(out, PK_HOLDER_SIZE, _("station %s"), value);
        return true;
    }
    return false;
}

bool pk_lot_busy_holder(char out[static PK_HOLDER_SIZE], const struct pk_lot *lot)
{
    char path[64], words[4096];
    int process = store_holder(lot->store);
    if (process == 0)
        return false;
    snprintf(out, PK_HOLDER_SIZE, _("process %d"), process);
    snprintf(path, sizeof path, "/proc/%d/cmdline", process);
    FILE *file = fopen(path, "re");
    if (!file)
        return true;
    size_t size = fread(words, 1, sizeof words - 1, file);
    words[size] = '\0';
    fclose(file);
    find_station(out, words, size);
    return true;
}
