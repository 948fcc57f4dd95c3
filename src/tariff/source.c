/*
 * Takes the text of a tariff file apart: comments, sections, `key = value`. Knows no key.
 * May call: fault.c, words.c.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/text.h"
#include "tariff/source.h"
#include "tariff/words.h"

static const struct {
    const char *word;
    enum source_kind kind;
} section_words[] = {
    {"version", SOURCE_VERSION},       {"product", SOURCE_PRODUCT},     {"window", SOURCE_WINDOW},
    {"validation", SOURCE_VALIDATION}, {"surcharge", SOURCE_SURCHARGE}, {"example", SOURCE_EXAMPLE},
};

/* Cuts a comment off: a # at the start or after a blank. */
static void cut_comment(char *line)
{
    for (char *at = line; *at != '\0'; at++) {
        if (*at == '#' && (at == line || at[-1] == ' ' || at[-1] == '\t')) {
            *at = '\0';
            return;
        }
    }
}

/* Makes every run of blanks one, and none at the ends, in place. */
static char *squeeze(char *text)
{
    char *to = text;
    bool blank = false;

    for (const char *from = text; *from != '\0'; from++) {
        if (*from == ' ' || *from == '\t' || *from == '\r') {
            blank = to != text;
            continue;
        }
        if (blank) {
            *to++ = ' ';
            blank = false;
        }
        *to++ = *from;
    }
    *to = '\0';
    return text;
}

static void lower(char *text)
{
    for (; *text != '\0'; text++) {
        if (*text >= 'A' && *text <= 'Z') {
            *text = (char)(*text - 'A' + 'a');
        }
    }
}

static enum source_kind section_kind(char *inside, char **name)
{
    char *blank = strchr(inside, ' ');

    *name = inside + strlen(inside);
    if (blank != NULL) {
        *blank = '\0';
        *name = blank + 1;
    }
    lower(inside);
    for (size_t i = 0; i < sizeof section_words / sizeof section_words[0]; i++) {
        if (strcmp(inside, section_words[i].word) == 0) {
            return section_words[i].kind;
        }
    }
    return SOURCE_UNKNOWN;
}

/* INSIDE is the first word of a section that there is not, NAME what stands behind it. */
static void report_section(const char *inside, const char *name, int number,
                           struct fault_list *faults)
{
    const char *known[] = {"version", "product", "window", "validation", "surcharge", "example"};
    const char *near = tariff_words_nearest(inside, known, sizeof known / sizeof known[0]);
    const char *blank = name[0] == '\0' ? "" : " ";

    if (near != NULL) {
        tariff_fault_error(faults, number,
                           _("There is no section [%.30s]; did you mean [%s%s%.40s]?"), inside,
                           near, blank, name);
        return;
    }
    tariff_fault_error(faults, number,
                       _("There is no section [%.30s%s%.30s]: did you mean [product %.30s%s%.30s]? "
                         "The sections are [version], [product], [window], [validation], "
                         "[surcharge] and [example]."),
                       inside, blank, name, inside, blank, name);
}

static void begin_section(struct source *out, char *line, int number, struct fault_list *faults)
{
    size_t length = strlen(line);
    struct source_section *section = &out->sections[out->section_count];

    if (line[length - 1] != ']') {
        tariff_fault_error(faults, number, _("A section ends with a bracket: [window day]."));
    } else {
        line[length - 1] = '\0';
    }
    if (out->section_count == SOURCE_SECTIONS_MAX) {
        tariff_fault_error(faults, number, _("A tariff has at most %d sections."),
                           SOURCE_SECTIONS_MAX);
        return;
    }
    char *inside = squeeze(line + 1);
    char *name;
    section->kind = section_kind(inside, &name);
    section->number = number;
    section->name = name;
    section->first = out->line_count;
    section->count = 0;
    out->section_count++;
    if (section->kind == SOURCE_UNKNOWN) {
        report_section(inside, name, number, faults);
    }
}

static void add_line(struct source *out, char *line, int number, struct fault_list *faults)
{
    char *equals = strchr(line, '=');

    if (equals == NULL) {
        tariff_fault_error(
            faults, number,
            _("\"%.40s\" is neither a [section] nor `key = value`; a comment begins with "
              "#."),
            line);
        return;
    }
    *equals = '\0';
    char *key = squeeze(line);
    char *value = squeeze(equals + 1);
    lower(key);
    if (key[0] == '\0' || value[0] == '\0') {
        tariff_fault_error(faults, number, _("A line is `key = value`: %s is missing here."),
                           key[0] == '\0' ? _("the key") : _("the value"));
        return;
    }
    struct source_line *added = &out->lines[out->line_count++];
    added->number = number;
    added->key = key;
    added->value = value;
    out->sections[out->section_count - 1].count++;
}

static void take_line(struct source *out, char *line, int number, struct fault_list *faults)
{
    if (strlen(line) > SOURCE_LINE_MAX) {
        tariff_fault_error(faults, number, _("A line has at most %d characters."), SOURCE_LINE_MAX);
        return;
    }
    for (const char *at = line; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' && *at != '\t' && *at != '\r') {
            tariff_fault_error(faults, number, _("The line has a control character in it."));
            return;
        }
    }
    cut_comment(line);
    squeeze(line);
    if (line[0] == '[') {
        begin_section(out, line, number, faults);
    } else if (line[0] != '\0') {
        add_line(out, line, number, faults);
    }
}

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 1;

    for (size_t i = 0; i < length; i++) {
        count += text[i] == '\n';
    }
    return count;
}

bool tariff_source_read(struct source *out, const char *text, size_t length,
                        struct fault_list *faults)
{
    *out = (struct source){0};
    if (length > SOURCE_LENGTH_MAX) {
        tariff_fault_error(faults, 0, _("A tariff file has at most %d bytes."), SOURCE_LENGTH_MAX);
        length = 0;
    }
    if (memchr(text, '\0', length) != NULL) {
        tariff_fault_error(faults, 0, _("The file is not text: it has a zero byte in it."));
        length = 0;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3; /* some editors begin a file with a mark of its encoding */
        length -= 3;
    }
    out->text = malloc(length + 1);
    out->lines = calloc(count_lines(text, length), sizeof *out->lines);
    out->sections = calloc(SOURCE_SECTIONS_MAX + 1, sizeof *out->sections);
    if (out->text == NULL || out->lines == NULL || out->sections == NULL) {
        return false;
    }
    memcpy(out->text, text, length);
    out->text[length] = '\0';
    out->sections[0] = (struct source_section){.kind = SOURCE_HEAD, .name = ""};
    out->section_count = 1;

    int number = 1;
    for (char *line = out->text; line != NULL; number++) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        take_line(out, line, number, faults);
        line = end == NULL ? NULL : end + 1;
    }
    return true;
}

void tariff_source_free(struct source *source)
{
    free(source->text);
    free(source->lines);
    free(source->sections);
    *source = (struct source){0};
}
