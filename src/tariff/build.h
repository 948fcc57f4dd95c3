/*
 * What the files that turn sections and lines into a tariff share.
 */
#ifndef TARIFF_BUILD_H
#define TARIFF_BUILD_H

#include "tariff/source.h"
#include "tariff/tariff.h"
#include "tariff/words.h"

/* A cap as it stands in the file, before the chains of caps are made. */
struct build_cap {
    struct tariff_cap cap;
    int version, product; /* -1: all of them */
};

struct builder {
    struct pk_tariff *tariff;
    const struct pk_tariff_home *home;
    struct source source;
    struct fault_list faults;
    int exponent;
    /* where the lines being read belong; -1: nowhere yet */
    enum source_kind kind;
    struct tariff_version head; /* what each version begins with */
    int version, product, window;
    uint64_t keys_seen;                  /* of the section */
    bool has_bands, has_steps, has_rest; /* of the ladder being read */
    struct build_cap *caps;
    int cap_count;
    int date_count, season_count;
    bool has_holidays, uses_eves;
};

/* build.c: reads all sections into the tariff. */
void build_sections(struct builder *b);
/* The version or head that the lines being read belong to. */
struct tariff_version *build_version(struct builder *b);
/* The product that prices being read belong to; made where none was named. NULL after a fault. */
struct tariff_product *build_product(struct builder *b, int line);
/* How time accrues in the section being read. */
struct tariff_accrual *build_accrual(struct builder *b);

/* Reports that VALUE is not understood: "... is not WHAT; write EXAMPLE". */
void build_misread(struct builder *b, const struct source_line *line, const char *right);

/* The index of VALUE among the words, whose last is NULL; -1 and a fault when it is none. */
int build_choice(struct builder *b, const struct source_line *line, const char *const *words);

/* settings.c: the table of keys. EARLY: only those of the head that others rely on. */
bool settings_is_key(const char *key);
void settings_take(struct builder *b, const struct source_line *line, bool early);
void settings_unknown(struct builder *b, const struct source_line *line);

/* An amount; FINE: may be finer than the currency. Reports what is wrong. */
bool build_amount(struct builder *b, const struct source_line *line, const char **at, bool fine,
                  int64_t *out);

/* dates.c */
/* "Mon-Fri, holidays": takes the days off the front of *AT; false when there are none. */
bool days_take(struct builder *b, const char **at, uint32_t *out);
void dates_holidays(struct builder *b, const struct source_line *line);
void dates_named(struct builder *b, const struct source_line *line);
/* "1 May to 30 September" as a new season; 0 after a fault. */
uint32_t dates_season(struct builder *b, const struct source_line *line);
/* "2026-01-12". */
bool dates_take(const char **at, int64_t *day);
/* Makes eves of what is left. */
void dates_finish(struct builder *b);

/* times.c */
/* "08:00-20:00", "06:00 to 09:00", "from 18:00", "before 07:30", "to 09:30". */
bool times_take(const struct builder *b, const char **at, struct tariff_range *out);
/* "08:00-20:00" alone. */
bool times_take_range(const struct builder *b, const char **at, struct tariff_range *out);
/* "24h", "before 08:00 next day", "to 12:00 Mon". */
bool times_take_until(const char **at, bool lengths, struct tariff_until *out);

/* ladder.c: lines of a ladder, and `price`. False when KEY is none of them. */
bool ladder_take(struct builder *b, const struct source_line *line);
void ladder_end(struct builder *b);

/* caps.c: "at most ...". False when KEY is none. */
bool caps_take(struct builder *b, const struct source_line *line);
/* Puts the caps of each product and version together, inner first. */
bool caps_finish(struct builder *b);

/* product.c: the keys of a [product] and a [window]. */
void product_in(struct builder *b, const struct source_line *line);
void product_out(struct builder *b, const struct source_line *line);
void product_deadline(struct builder *b, const struct source_line *line);
void product_within(struct builder *b, const struct source_line *line);
void product_length(struct builder *b, const struct source_line *line);
void product_class(struct builder *b, const struct source_line *line);
void product_with(struct builder *b, const struct source_line *line);
void product_covers(struct builder *b, const struct source_line *line);
void product_afterwards(struct builder *b, const struct source_line *line);
void product_dates(struct builder *b, const struct source_line *line);
void window_days(struct builder *b, const struct source_line *line);
void window_hours(struct builder *b, const struct source_line *line);

/* lost.c, accrual.c */
void lost_take(struct builder *b, const struct source_line *line);
void lost_finish(struct builder *b, struct tariff_version *version);
void accrual_restart(struct builder *b, const struct source_line *line);
void accrual_edge(struct builder *b, const struct source_line *line);
void accrual_overrun(struct builder *b, const struct source_line *line);
void accrual_overlap(struct builder *b, const struct source_line *line);
void accrual_others(struct builder *b, const struct source_line *line);
void accrual_decides(struct builder *b, const struct source_line *line);

/* validation.c */
void validation_begin(struct builder *b, const struct source_section *section);
void validation_take(struct builder *b, const struct source_line *line);

/* atoms.c: makes atoms of all amounts, once all are read. */
void atoms_finish(struct builder *b);

/* finish.c: what can only be said once all is read. False after a fault. */
bool finish_tariff(struct builder *b);

/* check.c: what can be misread is refused. */
void check_tariff(struct builder *b);

/* example.c: prices the [example] sections. */
void example_check(struct builder *b);

#endif
