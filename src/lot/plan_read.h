/*
 * What the files that read a plan share: the reader's state, its view of text, its faults.
 * Pure: no database, no terminal, no clock.
 */
#ifndef LOT_PLAN_READ_H
#define LOT_PLAN_READ_H

#include "base/excerpt.h"
#include "parkade/plan.h"
#include "parkade/spot.h"

enum {
    PLAN_TEXT_MAX = 4 * 1024 * 1024,
    PLAN_CELLS_MAX = 10000, /* rows of a level, and cells of a row: a screen has to draw them */
    PLAN_NEAR_MAX = 1000,
    /* Prefix, row name and number together fill a label to the last byte, never beyond. */
    PLAN_PREFIX_MAX = 8,
    PLAN_ROW_MAX = 8,
    PLAN_DIGITS_MAX = 7
};

/* A piece of the file. It does not end with a NUL. */
struct plan_text {
    const char *at;
    size_t length;
};

/* What holds for the rows that follow; a new level starts afresh. */
struct plan_here {
    char level[PK_LEVEL_SIZE];
    char zone[PK_LEVEL_SIZE];
    char prefix[PLAN_PREFIX_MAX + 1];
    int near;
    bool from_right;
    int row; /* the next row of cells */
    int line;
    bool has_spots;
};

/* The spots of one row of the file: what ranks and the search for duplicates need to know. */
struct plan_span {
    size_t first, count;
    int near, line;
    bool from_right;
};

struct plan_reader {
    struct pk_plan *plan;
    struct pk_faults *faults;
    struct plan_here here;
    struct {
        char name[PK_LEVEL_SIZE];
        int line;
    } levels[PK_LEVELS_MAX];
    size_t level_count;
    struct plan_span *spans;
    size_t span_count, span_capacity, spot_capacity;
    int line;
    bool is_full;          /* more spots than a lot may have: said once, then only read on */
    bool is_out_of_memory; /* nothing that was found since is worth telling */
};

/* ---- plan_text.c ---- */

/* Cuts the next line off REST, without its end, its comment and blanks around it. */
bool plan_next_line(struct plan_text *line, struct plan_text *rest);

/* Cuts what stands before the next SEPARATOR off REST, and the separator. False when REST was used
 * up before; a REST without the separator is a last part. */
bool plan_next_part(struct plan_text *part, struct plan_text *rest, char separator);

/* Cuts the next word off REST; an empty word when there is none. */
struct plan_text plan_next_word(struct plan_text *rest);

struct plan_text plan_trim(struct plan_text text);

/* Whether TEXT is WORD, in capitals or not. */
bool plan_is(struct plan_text text, const char *word);

/* Reads TEXT as a whole number from LEAST to MOST. */
bool plan_number(int *out, struct plan_text text, int least, int most);

/* Copies TEXT with a NUL. False, and OUT is "", when it needs more than SIZE bytes. */
bool plan_copy(char *out, size_t size, struct plan_text text);

/* Copies TEXT, which fits, with a NUL and its letters a-z in capitals. */
void plan_copy_capitals(char *out, struct plan_text text);

/* TEXT for a message, in OUT. */
const char *plan_quote(char out[static BASE_EXCERPT_SIZE], struct plan_text text);

/* Whether TEXT is UTF-8 without invisible characters (tabs may be). */
bool plan_is_clean(struct plan_text text);

/* ---- plan_faults.c ---- */

/* Adds a fault at LINE (0: about the whole file). Faults stay in the order of their lines. */
void plan_fault(struct plan_reader *reader, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The status of a file that was read: PK_OK, or PK_USAGE with the first fault as the sentence. */
enum pk_status plan_verdict(const struct pk_faults *faults);

/* ---- plan_line.c, plan_row.c, plan_finish.c ---- */

/* Reads one line that is not empty. */
void plan_read_line(struct plan_reader *reader, struct plan_text line);

/* Reads a row: HEAD is what stands before "=", ITEMS what stands behind it. */
void plan_read_row(struct plan_reader *reader, struct plan_text head, struct plan_text items);

/* Says when the level read last has no spots. */
void plan_end_level(struct plan_reader *reader);

/* Gives the spots their ranks. */
void plan_rank(struct plan_reader *reader);

/* Finds labels that occur twice. */
void plan_find_duplicates(struct plan_reader *reader);

#endif
