/*
 * From a slip to bytes: which template holds. Reads the files of a folder of templates; knows no
 * lot.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/builtin.h"
#include "base/error.h"
#include "parkade/text.h"
#include "print/render.h"

static const char *name_of(enum pk_slip_kind kind)
{
    if (kind == PK_SLIP_TEST)
        return "slips/test.slip";
    return kind == PK_SLIP_RECEIPT ? "slips/receipt.slip" : "slips/ticket.slip";
}

const char *pk_slip_template(enum pk_slip_kind kind)
{
    return builtin_find(name_of(kind))->text;
}

enum pk_status pk_slip_check(const char *text, size_t length, enum pk_slip_kind kind,
                             struct pk_faults *faults)
{
    struct template template;
    enum pk_status status = template_read(&template, text, length, kind, faults);
    template_free(&template);
    return status;
}

/* ---- one's own ---- */

static enum pk_status fail_file(const char *path, const char *why)
{
    return pk_fail(PK_USAGE, _("%s cannot be read: %s. The built-in template stands in."), path,
                   why);
}

/* The whole of a file that is one: a pipe would be waited for. */
static enum pk_status read_file(char **text, size_t *length, const char *path, int fd)
{
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return fail_file(path, _("it is no file"));
    if (about.st_size > TEMPLATE_LENGTH_MAX)
        return fail_file(path, _("it is too long"));
    *text = malloc(TEMPLATE_LENGTH_MAX);
    ssize_t got = *text ? read(fd, *text, TEMPLATE_LENGTH_MAX) : -1;
    if (got < 0)
        return fail_file(path, strerror(errno));
    *length = (size_t)got;
    return PK_OK;
}

static enum pk_status read_own(struct template *out, const char *path, int fd,
                               enum pk_slip_kind kind)
{
    char *text = NULL;
    size_t length = 0;
    enum pk_status status = read_file(&text, &length, path, fd);
    if (status == PK_OK)
        status = template_read(out, text, length, kind, NULL);
    if (status == PK_USAGE && out->text) {
        char why[PK_MESSAGE_SIZE];
        pk_copy(why, sizeof why, pk_error()->message);
        pk_fail(PK_USAGE, _("%s: %s The built-in template stands in."), path, why);
    }
    free(text);
    return status;
}

/* IS_FOUND is false where the folder has none: then the built-in one is meant. */
static enum pk_status find_own(struct template *out, bool *is_found, const char *folder,
                               enum pk_slip_kind kind)
{
    char *path = NULL;
    *is_found = false;
    if (folder[0] == '\0' || kind == PK_SLIP_TEST) /* a test is the same everywhere */
        return PK_OK;
    if (asprintf(&path, "%s%s", folder, strchr(name_of(kind), '/')) < 0)
        return PK_OK;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    *is_found = fd >= 0 || errno != ENOENT;
    enum pk_status status = PK_OK;
    if (fd >= 0)
        status = read_own(out, path, fd, kind);
    else if (*is_found)
        status = fail_file(path, strerror(errno));
    if (fd >= 0)
        close(fd);
    free(path);
    return status;
}

static enum pk_status read_builtin(struct template *out, enum pk_slip_kind kind)
{
    const struct builtin_file *file = builtin_find(name_of(kind));
    return template_read(out, file->text, file->length, kind, NULL);
}

/* ---- the whole ---- */

static bool has_template(enum pk_slip_kind kind)
{
    return kind == PK_SLIP_TICKET || kind == PK_SLIP_RECEIPT || kind == PK_SLIP_TEST;
}

/* A fault in one's own template is told, but the driver gets a slip. */
static enum pk_status find_template(struct template *out, const struct pk_slip *slip,
                                    const struct pk_printer *printer)
{
    bool is_found;
    enum pk_status status = find_own(out, &is_found, printer->folder, slip->kind);
    if (is_found && status == PK_OK)
        return PK_OK;
    struct pk_error told = *pk_error();
    template_free(out);
    if (read_builtin(out, slip->kind) == PK_INTERNAL)
        return PK_INTERNAL;
    return status == PK_OK ? PK_OK : pk_fail(status, "%s", told.message);
}

enum pk_status pk_slip_render(char **bytes, size_t *length, const struct pk_slip *slip,
                              const struct pk_printer *printer)
{
    struct template template = {.text = NULL};
    enum pk_status status = PK_OK;
    *bytes = NULL;
    if (has_template(slip->kind))
        status = find_template(&template, slip, printer);
    if (status != PK_INTERNAL &&
        render_slip(bytes, length, slip, printer, &template) == PK_INTERNAL)
        status = PK_INTERNAL;
    template_free(&template);
    return status;
}
