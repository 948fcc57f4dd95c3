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
    bool is_broken;                      /* a line of it is wrong: what follows cannot be judged */
    struct build_cap *caps;
    int cap_count;
    int date_count, season_count;
    bool has_holidays, uses_eves;
    uint32_t eve_days;  /* which days may be eves */
    bool examples_warn; /* an example that differs is no error */
};

/* build.c: reads all sections into the tariff. */
void tariff_build_sections(struct builder *b);
/* The version or head that the lines being read belong to. */
struct tariff_version *tariff_build_version(struct builder *b);
/* The product that prices being read belong to; made where none was named. NULL after a fault. */
struct tariff_product *tariff_build_product(struct builder *b, int line);
/* A product without conditions or prices. */
struct tariff_product tariff_product_any(int line);
/* How time accrues in the section being read. */
struct tariff_accrual *tariff_build_accrual(struct builder *b);

/* Reports that VALUE is not understood: "... is not WHAT; write EXAMPLE". */
void tariff_build_misread(struct builder *b, const struct source_line *line, const char *right);

/* The index of VALUE among the words, whose last is NULL; -1 and a fault when it is none. */
int tariff_build_choice(struct builder *b, const struct source_line *line,
                        const char *const *words);

/* settings.c: the table of keys. EARLY: only those of the head that others rely on. */
bool tariff_settings_is_key(const char *key);
void tariff_settings_take(struct builder *b, const struct source_line *line, bool early);
/* The keys that may stand in the section being read. */
size_t tariff_settings_names(const struct builder *b, const char **out, size_t room);
/* guess.c: reports a key that is not known, with the one that was meant. */
void tariff_settings_unknown(struct builder *b, const struct source_line *line);
/* guess_length.c: TEXT with its lengths as they are written here: "first 30 min" is "first 30m". */
enum { GUESS_SIZE = 48 };
const char *tariff_guess_length(char out[static GUESS_SIZE], const char *text);
/* Reports that no vehicle class stands at AT. */
void tariff_guess_class(struct builder *b, const struct source_line *line, const char *at);
/* Reports that no date stands at AT. */
void tariff_guess_date(struct builder *b, const struct source_line *line, const char *at);
/* Whether KEY, which begins with "day", is a price or cap in other words and no named day. */
bool tariff_guess_is_price(const char *key);

/* An amount; FINE: may be finer than the currency. Reports what is wrong. */
bool tariff_build_amount(struct builder *b, const struct source_line *line, const char **at,
                         bool fine, int64_t *out);

/* dates.c */
/* "Mon-Fri, holidays": takes the days off the front of *AT; false when there are none. */
bool tariff_days_take(struct builder *b, const char **at, uint32_t *out);
/* "Mon-Fri 08:00-20:00", or a range alone, which leaves *DAYS as they are. */
bool tariff_days_take_range(struct builder *b, const char **at, uint32_t *days,
                            struct tariff_range *range);
/* Refuses the days and times between FROM and TO, as in "Fri 17:00-24:00, Sat, Sun, Mon
 * 00:00-06:00", which may mean all of Saturday; the list has BEFORE and then RANGE. */
void tariff_days_check_list(struct builder *b, const struct source_line *line, const char *from,
                            const char *to, const struct tariff_range *before,
                            const struct tariff_range *range);
void tariff_dates_holidays(struct builder *b, const struct source_line *line);
/* "Mon-Sun": which days may be eves. */
void tariff_dates_eves(struct builder *b, const struct source_line *line);
void tariff_dates_named(struct builder *b, const struct source_line *line);
/* "1 May to 30 September" as a new season; 0 after a fault. */
uint32_t tariff_dates_season(struct builder *b, const struct source_line *line);
/* "2026-01-12". */
bool tariff_dates_take(const char **at, int64_t *day);
/* Makes eves of what is left. */
void tariff_dates_finish(struct builder *b);

/* times.c */
/* "08:00-20:00", "06:00 to 09:00", "from 18:00", "before 07:30", "to 09:30". */
bool tariff_times_take(const struct builder *b, const char **at, struct tariff_range *out);
/* "08:00-20:00" alone. */
bool tariff_times_take_range(const struct builder *b, const char **at, struct tariff_range *out);
/* "24h", "before 08:00 next day", "to 12:00 Mon". */
bool tariff_times_take_until(const struct builder *b, const char **at, bool lengths,
                             struct tariff_until *out);

/* ladder.c: lines of a ladder, and `price`. False when KEY is none of them. */
bool tariff_ladder_take(struct builder *b, const struct source_line *line);
void tariff_ladder_begin(struct builder *b);

/* caps.c: "at most ...". False when KEY is none. */
bool tariff_caps_take(struct builder *b, const struct source_line *line);
/* Puts the caps of each product and version together, inner first. */
bool tariff_caps_finish(struct builder *b);

/* product.c: the keys of a [product] and a [window]. */
void tariff_product_in(struct builder *b, const struct source_line *line);
void tariff_product_out(struct builder *b, const struct source_line *line);
void tariff_product_deadline(struct builder *b, const struct source_line *line);
void tariff_product_within(struct builder *b, const struct source_line *line);
void tariff_product_length(struct builder *b, const struct source_line *line);
void tariff_product_class(struct builder *b, const struct source_line *line);
void tariff_product_with(struct builder *b, const struct source_line *line);
void tariff_product_covers(struct builder *b, const struct source_line *line);
void tariff_product_afterwards(struct builder *b, const struct source_line *line);
void tariff_product_dates(struct builder *b, const struct source_line *line);
void tariff_window_days(struct builder *b, const struct source_line *line);
/* hours.c */
void tariff_window_hours(struct builder *b, const struct source_line *line);

/* rules.c: keys of the top and of a version, some also of a product. */
void tariff_rules_choose(struct builder *b, const struct source_line *line);
void tariff_rules_otherwise(struct builder *b, const struct source_line *line);
void tariff_rules_free_stay(struct builder *b, const struct source_line *line);
void tariff_rules_fee(struct builder *b, const struct source_line *line);
void tariff_rules_minimum(struct builder *b, const struct source_line *line);
void tariff_rules_share(struct builder *b, const struct source_line *line);

/* lost.c, accrual.c */
void tariff_lost_take(struct builder *b, const struct source_line *line);
void tariff_lost_finish(struct builder *b, struct tariff_version *version);
void tariff_accrual_restart(struct builder *b, const struct source_line *line);
void tariff_accrual_edge(struct builder *b, const struct source_line *line);
void tariff_accrual_overrun(struct builder *b, const struct source_line *line);
void tariff_accrual_overlap(struct builder *b, const struct source_line *line);
void tariff_accrual_others(struct builder *b, const struct source_line *line);
void tariff_accrual_decides(struct builder *b, const struct source_line *line);

/* validation.c */
void tariff_validation_begin(struct builder *b, const struct source_section *section);
void tariff_validation_take(struct builder *b, const struct source_line *line);

/* surcharge.c */
bool tariff_surcharge_begin(struct builder *b, const struct source_section *section);
void tariff_surcharge_add(struct builder *b, const struct source_line *line);
void tariff_surcharge_after(struct builder *b, const struct source_line *line);
/* The window of the surcharge being read, made where there is none yet. */
struct tariff_window *tariff_surcharge_window(struct builder *b);
/* Reads its prices; reports the lines that are none of a surcharge, and that it adds nothing. */
void tariff_surcharge_end(struct builder *b, const struct source_section *section);

/* atoms.c: makes atoms of all amounts, once all are read. */
void tariff_atoms_finish(struct builder *b);

/* finish.c: what can only be said once all is read. False after a fault. */
bool tariff_finish(struct builder *b);

/* check.c: what can be misread is refused. */
void tariff_check(struct builder *b);

/* example.c: prices the [example] sections. */
void tariff_example_check(struct builder *b);

#endif
