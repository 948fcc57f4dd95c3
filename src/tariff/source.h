/*
 * The text of a tariff as sections of lines `key = value`, and the faults found in it.
 */
#ifndef TARIFF_SOURCE_H
#define TARIFF_SOURCE_H

#include "parkade/tariff.h"

enum { SOURCE_LENGTH_MAX = 65536, SOURCE_LINE_MAX = 400, SOURCE_SECTIONS_MAX = 400 };

struct source_line {
    int number;
    const char *key;   /* lower case, single blanks; "" in an [example] is an error */
    const char *value; /* as written, single blanks */
};

enum source_kind {
    SOURCE_HEAD,
    SOURCE_VERSION,
    SOURCE_PRODUCT,
    SOURCE_WINDOW,
    SOURCE_VALIDATION,
    SOURCE_SURCHARGE,
    SOURCE_EXAMPLE,
    SOURCE_UNKNOWN,
};

struct source_section {
    enum source_kind kind;
    int number;
    const char *name; /* what stands after the kind: [product early bird] */
    size_t first, count;
};

struct source {
    char *text;
    struct source_line *lines;
    size_t line_count;
    struct source_section *sections; /* the first is the head */
    size_t section_count;
};

/* Collects faults; FAULTS may be NULL, then only the first message is kept. */
struct fault_list {
    struct pk_faults *all;
    size_t errors;
    char first[PK_MESSAGE_SIZE]; /* the first error, with its line */
};

/* Adds an error, or a warning, about LINE (0: the file). */
void tariff_fault_error(struct fault_list *list, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tariff_fault_warning(struct fault_list *list, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds an example that differs: an error, or only a warning. */
void tariff_fault_example(struct fault_list *list, int line, bool is_warning, const char *format,
                          ...) __attribute__((format(printf, 4, 5)));

/* Brings the faults into the order of their lines. */
void tariff_fault_sort(struct pk_faults *faults);

/*
 * Takes TEXT apart. Lines that are neither section, key nor comment are faults and left out.
 * False when memory is short; the caller releases OUT with tariff_source_free() in any case.
 */
bool tariff_source_read(struct source *out, const char *text, size_t length,
                        struct fault_list *faults);
void tariff_source_free(struct source *source);

#endif
