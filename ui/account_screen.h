/*
 * What the files of the accountability's screen share: a screen of pages, each of which is a table
 * with words below it for the chosen line.
 */
#ifndef UI_ACCOUNT_SCREEN_H
#define UI_ACCOUNT_SCREEN_H

#include "parkade/audit.h"
#include "parkade/dayclose.h"
#include "table.h"
#include "view.h"

enum { ACCOUNT_TEXT_SIZE = 800, ACCOUNT_ROWS_MAX = 1000, ACCOUNT_PERIOD_SIZE = 64 };

enum account_period { ACCOUNT_DAY, ACCOUNT_WEEK, ACCOUNT_MONTH, ACCOUNT_PERIODS };

struct account_screen;

/* A page of the screen. */
struct account_page {
    const char *name;
    const struct table_column *columns;
    int column_count;
    table_cell cell; /* its rows are the screen */
    /* Reads the lines of the screen's days into screen->rows and says how many in *COUNT. */
    enum pk_status (*read)(struct account_screen *screen, size_t *count);
    /* What the chosen line means, in words. */
    void (*explain)(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line);
    /* Opens what stands behind the chosen line. NULL: nothing does. */
    void (*open)(struct account_screen *screen, int line);
    /* Whether it can be opened. NULL: always. */
    bool (*has_more)(const struct account_screen *screen, int line);
};

extern const struct account_page account_figures, account_dates, account_stations, account_people,
    account_numbers, account_receipts, account_outliers, account_closes;

struct account_screen {
    struct view view;
    struct app *app; /* whose lot, clock and currency it is */
    int page;
    enum account_period period;
    int64_t day;      /* in the period */
    int64_t from, to; /* the days of the period */
    struct table table;

    struct pk_tally all;   /* of the period */
    bool is_whole;         /* every ticket of the period is accounted for */
    void *rows;            /* of the page; owned */
    bool is_cut;           /* there are more than ACCOUNT_ROWS_MAX */
    struct pk_conduct lot; /* of the outliers: all of them */
};

/* Room for COUNT rows of SIZE bytes, in place of those there are; NULL: no memory, which is said.
 */
void *account_room(struct account_screen *screen, size_t count, size_t size);

/* To day DAY and page number PAGE. */
void account_go(struct account_screen *screen, int page, int64_t day);
enum { ACCOUNT_PAGE_FIGURES = 0, ACCOUNT_PAGE_CLOSES = 7, ACCOUNT_PAGES = 8 };

/* "7, 9 to 12": gaps as people read them, as many as OUT holds, and then how many more. */
void account_say_gaps(char *out, size_t size, const struct pk_gap *gaps, size_t count);

/* Asks for the deposit and closes a day. */
void account_ask_close(struct account_screen *screen);

/* The list of the tickets behind a figure (account_tickets.c), COUNT of them; NULL: no memory. */
struct view *account_tickets_view(const char *title, const struct pk_accounted_filter *filter,
                                  int64_t count);

#endif
