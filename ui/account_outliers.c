/*
 * Outliers: what each did beside what the others did, and who stands out. Calls parkade/audit.h.
 */
#include <stdio.h>
#include <string.h>

#include "account_screen.h"
#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"

enum { WHO, TICKETS, LOST, NILS, VOIDS, REFUNDS, NO_SALES, OVERRIDES, AVERAGE };

static const struct table_column COLUMNS[] = {
    [WHO] = {"Who", 14, 0, false},         [TICKETS] = {"Tickets", 7, 0, true},
    [LOST] = {"Lost", 4, 0, true},         [NILS] = {"Nil", 4, 0, true},
    [VOIDS] = {"Void", 4, 0, true},        [REFUNDS] = {"Refund", 6, 0, true},
    [NO_SALES] = {"No sale", 7, 70, true}, [OVERRIDES] = {"Agreed", 6, 70, true},
    [AVERAGE] = {"Price", 8, 76, true},
};

/* The figures that may stand out, in the order of their columns. */
struct figure {
    int column;
    enum pk_mark mark;
    size_t offset;
    const char *name;
};

static const struct figure FIGURES[] = {
    {LOST, PK_MARK_LOST, offsetof(struct pk_conduct, lost), "lost tickets"},
    {NILS, PK_MARK_NIL, offsetof(struct pk_conduct, nils), "let out for nothing"},
    {VOIDS, PK_MARK_VOID, offsetof(struct pk_conduct, voids), "void"},
    {REFUNDS, PK_MARK_REFUND, offsetof(struct pk_conduct, refunds), "refunds"},
    {NO_SALES, PK_MARK_NO_SALE, offsetof(struct pk_conduct, no_sales), "drawer without a sale"},
    {OVERRIDES, PK_MARK_OVERRIDE, offsetof(struct pk_conduct, overrides), "prices agreed"},
};

enum { FIGURE_COUNT = sizeof FIGURES / sizeof FIGURES[0] };

/* The last line is the lot's. */
static const struct pk_conduct *at(const struct account_screen *screen, int line)
{
    return line == screen->table.list.count - 1 ? &screen->lot
                                                : (const struct pk_conduct *)screen->rows + line;
}

static bool is_lot(const struct account_screen *screen, const struct pk_conduct *conduct)
{
    return conduct == &screen->lot;
}

static int64_t value_of(const struct pk_conduct *conduct, const struct figure *figure)
{
    int64_t value;

    memcpy(&value, (const char *)conduct + figure->offset, sizeof value);
    return value;
}

static enum pk_status read_rows(struct account_screen *screen, size_t *count)
{
    struct pk_conduct *rows = account_room(screen, ACCOUNT_ROWS_MAX, sizeof *rows);
    size_t people = 0;

    if (!rows)
        return PK_OK;
    enum pk_status status = pk_outliers(rows, ACCOUNT_ROWS_MAX, &people, &screen->lot,
                                        screen->app->lot, screen->from, screen->to);
    screen->is_cut = people == ACCOUNT_ROWS_MAX;
    *count = people > 0 ? people + 1 : 0;
    return status;
}

/* A mark stands before the figure and the name, so that no colour is needed to tell. */
static enum role cell_figure(char out[static TABLE_CELL_SIZE], const struct pk_conduct *conduct,
                             const struct figure *figure)
{
    bool is_marked = conduct->marks & (unsigned)figure->mark;

    snprintf(out, TABLE_CELL_SIZE, "%s%lld", is_marked ? "!" : "",
             (long long)value_of(conduct, figure));
    return is_marked ? ROLE_ALERT : ROLE_TEXT;
}

static enum role cell_average(char out[static TABLE_CELL_SIZE], const struct pk_conduct *conduct,
                              const char *currency)
{
    char money[PK_MONEY_SIZE] = "";
    bool is_marked = conduct->marks & PK_MARK_PRICE;

    if (conduct->average != PK_NONE)
        pk_money_format(money, conduct->average, currency);
    snprintf(out, TABLE_CELL_SIZE, "%s%s", is_marked ? "!" : "", money);
    return is_marked ? ROLE_ALERT : ROLE_TEXT;
}

static const char *name_of(const struct account_screen *screen, const struct pk_conduct *conduct)
{
    if (is_lot(screen, conduct))
        return _("all together");
    return conduct->who[0] ? conduct->who : _("nobody by name");
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct account_screen *screen = rows;
    const struct pk_conduct *conduct = at(screen, line);

    switch (column) {
    case WHO:
        snprintf(out, TABLE_CELL_SIZE, "%s%s", conduct->marks ? "!" : "", name_of(screen, conduct));
        return is_lot(screen, conduct) ? ROLE_DIM : conduct->marks ? ROLE_ALERT : ROLE_STRONG;
    case TICKETS:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)conduct->tickets);
        return ROLE_TEXT;
    case AVERAGE:
        return cell_average(out, conduct, pk_lot_currency(screen->app->lot));
    default:
        return cell_figure(out, conduct, &FIGURES[column - LOST]);
    }
}

/* ---- why somebody stands out ---- */

static void add(char out[static ACCOUNT_TEXT_SIZE], const char *sentence)
{
    size_t used = strlen(out);

    snprintf(out + used, ACCOUNT_TEXT_SIZE - used, "%s%s", used ? " " : "", sentence);
}

static void add_figure(char out[static ACCOUNT_TEXT_SIZE], const struct pk_conduct *conduct,
                       const struct pk_conduct *lot, const struct figure *figure)
{
    int64_t own = value_of(conduct, figure);
    char sentence[160];

    snprintf(sentence, sizeof sentence,
             _("%s: %lld in %lld tickets, the others %lld in %lld: more than twice as often."),
             _(figure->name), (long long)own, (long long)conduct->tickets,
             (long long)(value_of(lot, figure) - own),
             (long long)(lot->tickets - conduct->tickets));
    add(out, sentence);
}

static void add_price(char out[static ACCOUNT_TEXT_SIZE], const struct pk_conduct *conduct,
                      const struct pk_conduct *lot, const char *currency)
{
    char own[PK_MONEY_SIZE], others[PK_MONEY_SIZE], sentence[160];
    int64_t paid = lot->paid - conduct->paid;

    pk_money_format(own, conduct->average, currency);
    pk_money_format(others, paid > 0 ? (lot->taken - conduct->taken) / paid : 0, currency);
    snprintf(sentence, sizeof sentence,
             _("price: %s on the average, the others %s: less than half."), own, others);
    add(out, sentence);
}

static void explain(char out[static ACCOUNT_TEXT_SIZE], const struct account_screen *screen,
                    int line)
{
    const struct pk_conduct *conduct = at(screen, line);

    if (is_lot(screen, conduct)) {
        add(out, _("Somebody stands out (!) who did something three times or more, and for each "
                   "ticket more than twice as often as the others together; or whose price on "
                   "the average is less than half of theirs."));
        return;
    }
    for (int i = 0; i < FIGURE_COUNT; i++)
        if (conduct->marks & (unsigned)FIGURES[i].mark)
            add_figure(out, conduct, &screen->lot, &FIGURES[i]);
    if (conduct->marks & PK_MARK_PRICE)
        add_price(out, conduct, &screen->lot, pk_lot_currency(screen->app->lot));
    if (conduct->marks == 0)
        add(out, _("Nothing stands out."));
}

const struct account_page account_outliers = {
    .name = "outliers",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .cell = cell,
    .read = read_rows,
    .explain = explain,
};
