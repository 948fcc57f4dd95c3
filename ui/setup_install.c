/*
 * Setup, a tariff from a file: what is wrong with it is told whole, and then nothing has changed.
 * Calls parkade/lot.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"
#include "parkade/text.h"
#include "setup_screen.h"
#include "when.h"

enum { TARIFF_MOST = 64 * 1024 };

/* ---- the file ---- */

/* All of the open file, which is not longer than TARIFF_MOST, and how much it was; NULL with errno
 * where it cannot be read. */
static char *read_all(size_t *length, int file)
{
    char *text = malloc(TARIFF_MOST + 1);
    size_t used = 0;
    ssize_t got = 1;

    while (text && got > 0 && used < TARIFF_MOST) {
        got = read(file, text + used, TARIFF_MOST - used);
        if (got > 0)
            used += (size_t)got;
    }
    if (text && got < 0) {
        free(text);
        return NULL;
    }
    if (text)
        text[used] = '\0';
    *length = used;
    return text;
}

/* A device or a pipe could keep the screen waiting for ever: only a file will do. */
static char *read_file(char *why, size_t size, const char *path)
{
    struct stat about;
    char *text = NULL;
    size_t length;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0 || fstat(file, &about) < 0)
        snprintf(why, size, _("%s cannot be opened: %s."), path, strerror(errno));
    else if (!S_ISREG(about.st_mode))
        snprintf(why, size, _("%s is not a file."), path);
    else if (about.st_size > TARIFF_MOST)
        snprintf(why, size, _("%s is longer than %d KiB."), path, TARIFF_MOST / 1024);
    else if (!(text = read_all(&length, file)))
        snprintf(why, size, _("%s cannot be read: %s."), path, strerror(errno));
    if (file >= 0)
        close(file);
    if (!text || strlen(text) == length)
        return text;
    snprintf(why, size, _("%s is not a text."), path);
    free(text);
    return NULL;
}

static bool check(char *why, size_t size, const struct prompt *prompt)
{
    struct setup *setup = setup_of(prompt->owner);

    free(setup->file);
    setup->file = read_file(why, size, form_text(&prompt->form, 0));
    return setup->file != NULL;
}

/* ---- faults ---- */

static void write_fault(FILE *out, const char *path, const struct pk_fault *fault)
{
    if (fault->line > 0)
        fprintf(out, _("%s, line %d"), path, fault->line);
    else
        fputs(path, out);
    fprintf(out, ": %s%s\n", fault->is_warning ? _("warning: ") : "", fault->message);
}

/* The name of the file alone: the whole path would leave no room for the faults. */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void report_faults(struct setup *setup, const struct pk_faults *faults, const char *path)
{
    size_t size, kept = faults->count < PK_FAULTS_MAX ? faults->count : PK_FAULTS_MAX;

    free(setup->report);
    setup->report = NULL;
    if (faults->count == 0)
        return;
    FILE *out = open_memstream(&setup->report, &size);
    if (!out)
        return;
    for (size_t i = 0; i < kept; i++)
        write_fault(out, file_name(path), &faults->fault[i]);
    if (faults->count > kept)
        fprintf(out, _("%zu more\n"), faults->count - kept);
    fclose(out);
}

/* ---- the act ---- */

static enum pk_status try_install(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct setup *setup = setup_of(prompt->owner);
    struct pk_faults faults = {.count = 0};
    struct pk_tariff_version out;
    int64_t from;
    enum pk_status status = setup_moment(&from, app, view, 1);

    if (status == PK_OK)
        status = pk_tariff_install(&out, app->lot, &prompt->act, setup->file, strlen(setup->file),
                                   from, &faults);
    report_faults(setup, &faults, form_text(&prompt->form, 0));
    if (status == PK_OK)
        snprintf(prompt->subject, sizeof prompt->subject, "%lld", (long long)out.version_id);
    return status;
}

static void installed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct setup *setup = setup_of(owner);

    setup_choose(setup, prompt->subject);
    toast_show(&app->toast, ROLE_GOOD, _("Version %s is installed."), prompt->subject);
    setup_tell(setup, app, _("Warnings"), _("it is installed all the same"));
}

static void refused(struct app *app, struct prompt *prompt, enum pk_status status)
{
    if (status == PK_TARIFF_INVALID)
        setup_tell(setup_of(prompt->owner), app, _("Faults"), _("nothing is installed"));
}

void setup_ask_install(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Install a tariff",
                                            .attempt = try_install,
                                            .check = check,
                                            .done = installed,
                                            .refused = refused,
                                            .offer_field = -1};
    struct prompt *prompt =
        setup_prompt(setup, app, &SPEC,
                     _("From when on it holds: a moment to come, like 2026-02-01 00:00; empty is "
                       "now."));

    if (prompt) {
        form_add_text(&prompt->form, _("File"), "");
        form_add_text(&prompt->form, _("From"), "");
    }
    setup_open(app, prompt);
}
