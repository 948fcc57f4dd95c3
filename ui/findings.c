/*
 * Findings: see findings.h.
 */
#include "findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/text.h"

enum pk_status findings_read(struct findings *findings, struct pk_lot *lot,
                             const struct pk_walk *walk)
{
    struct findings fresh = {.count = 0};
    size_t capacity = (size_t)(findings_open(walk) + walk->settled);

    if (capacity > 0 && !(fresh.rows = calloc(capacity, sizeof *fresh.rows)))
        return PK_INTERNAL;
    enum pk_status status =
        capacity > 0 ? pk_walk_findings(fresh.rows, capacity, &fresh.count, lot, walk->walk_id)
                     : PK_OK;
    if (status) {
        findings_free(&fresh);
        return status;
    }
    findings_free(findings);
    *findings = fresh;
    return PK_OK;
}

void findings_free(struct findings *findings)
{
    free(findings->rows);
    findings->rows = NULL;
    findings->count = 0;
}

void findings_count(struct findings_count *out, const struct findings *findings)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < findings->count; i++) {
        out->kinds[findings->rows[i].kind]++;
        out->left += findings->rows[i].how == PK_WALK_LEAVE;
    }
}

int64_t findings_open(const struct pk_walk *walk)
{
    int64_t open = 0;

    for (int kind = 0; kind < PK_WALK_KIND_COUNT; kind++)
        open += walk->findings[kind];
    return open;
}

const char *findings_kind(enum pk_walk_kind kind)
{
    static const char *const NAMES[PK_WALK_KIND_COUNT] = {
        [PK_GHOST] = "ghost", [PK_STRANGER] = "stranger", [PK_MOVED] = "moved"};

    return _(NAMES[kind]);
}

const char *findings_how(enum pk_walk_how how)
{
    static const char *const NAMES[PK_WALK_HOW_COUNT] = {[PK_WALK_OPEN] = "",
                                                         [PK_WALK_RELEASE] = "released",
                                                         [PK_WALK_PARK] = "parked",
                                                         [PK_WALK_MOVE] = "moved",
                                                         [PK_WALK_LEAVE] = "left"};

    return how == PK_WALK_OPEN ? "" : _(NAMES[how]);
}

void findings_say(char out[static FINDINGS_TEXT_SIZE], const int64_t kinds[PK_WALK_KIND_COUNT])
{
    static const char *const ONE[] = {"%lld ghost", "%lld stranger", "%lld moved"};
    static const char *const MANY[] = {"%lld ghosts", "%lld strangers", "%lld moved"};
    char part[40];

    out[0] = '\0';
    for (int kind = 0; kind < PK_WALK_KIND_COUNT; kind++) {
        size_t used = strlen(out);
        if (kinds[kind] == 0)
            continue;
        snprintf(part, sizeof part, _(kinds[kind] == 1 ? ONE[kind] : MANY[kind]),
                 (long long)kinds[kind]);
        snprintf(out + used, FINDINGS_TEXT_SIZE - used, "%s%s", used ? ", " : "", part);
    }
    if (!out[0])
        pk_copy(out, FINDINGS_TEXT_SIZE, _("nothing"));
}

/* The finding of KIND among them, or NULL. */
static const struct pk_walk_finding *find(const struct pk_walk_finding *here, size_t count,
                                          enum pk_walk_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (here[i].kind == kind)
            return &here[i];
    return NULL;
}

void findings_remark(char out[static FINDINGS_TEXT_SIZE], const struct pk_walk_finding *here,
                     size_t count)
{
    const struct pk_walk_finding *moved = find(here, count, PK_MOVED);
    bool is_stranger = find(here, count, PK_STRANGER) != NULL;
    bool is_ghost = find(here, count, PK_GHOST) != NULL;

    out[0] = '\0';
    if (moved)
        snprintf(out, FINDINGS_TEXT_SIZE,
                 is_ghost ? _("for %s; another is expected") : _("its ticket is for %s"),
                 moved->ticket_spot);
    else if (is_stranger)
        snprintf(out, FINDINGS_TEXT_SIZE, "%s",
                 is_ghost ? _("no ticket; another is expected") : _("no ticket has this plate"));
    else if (is_ghost)
        snprintf(out, FINDINGS_TEXT_SIZE, "%s", _("a vehicle is expected"));
}
