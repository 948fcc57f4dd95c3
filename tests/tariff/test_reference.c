/*
 * The engine beside the plainest pricing there is: minute by minute, one unit at a time, written
 * from the manual page. It knows windows and free times, a first step and units, restarts, edges
 * and caps.
 */
#include "tariff_help.h"

#include "random_tariff.h"

enum { TARIFFS = 1200, WINDOWS = 3, MINUTE = 60, DAY_MINUTES = 1440 };
enum restart { NEVER, EACH_DAY, EACH_24H, EACH_WINDOW };
enum edge { CLIP, STRADDLE, PAUSE };

struct window {
    int from, to; /* minutes of the day; it may run over midnight */
    int first;    /* length of the first step in minutes, 0: there is none */
    int first_price;
    int unit, price;
    int cap;      /* -1: none */
    bool is_free; /* not in the file: other times are free */
};

struct board {
    int windows;
    struct window window[WINDOWS];
    enum restart restart;
    enum edge edge;
    int day_cap, length_cap, stay_cap; /* -1: none */
    char text[1500];
};

static void make_window(struct window *w, struct dice *dice)
{
    static const int units[] = {10, 15, 20, 30, 45, 60, 90, 240};

    w->first = dice_roll(dice, 2) == 0 ? 0 : 30 * (1 + (int)dice_roll(dice, 5));
    w->first_price = (int)dice_roll(dice, 400);
    w->unit = units[dice_roll(dice, 8)];
    w->price = 1 + (int)dice_roll(dice, 200);
    w->cap = dice_roll(dice, 3) == 0 ? 500 + (int)dice_roll(dice, 500) : -1;
}

static size_t money(char *out, size_t size, const char *key, int amount)
{
    return (size_t)snprintf(out, size, "%s = %d.%02d\n", key, amount / 100, amount % 100);
}

static void write_board(struct board *b)
{
    static const char *const restarts[] = {"never", "each day", "each 24h", "each window"};
    static const char *const edges[] = {"clip", "straddle", "pause"};
    size_t used = (size_t)snprintf(b->text, sizeof b->text,
                                   "restart = %s\nwindow edge = %s\nother times = free\n",
                                   restarts[b->restart], edges[b->edge]);
    static const char *const caps[] = {"at most per day", "at most per 24h", "at most per stay"};
    const int amounts[] = {b->day_cap, b->length_cap, b->stay_cap};

    for (int i = 0; i < 3; i++) {
        if (amounts[i] >= 0) {
            used += money(b->text + used, sizeof b->text - used, caps[i], amounts[i]);
        }
    }
    for (int i = 0; i < b->windows; i++) {
        const struct window *w = &b->window[i];
        char key[40];
        if (w->is_free) {
            continue;
        }
        used += (size_t)snprintf(b->text + used, sizeof b->text - used,
                                 "[window w%d]\nhours = %02d:%02d-%02d:%02d\n", i, w->from / 60,
                                 w->from % 60, w->to / 60, w->to % 60);
        if (w->first > 0) {
            snprintf(key, sizeof key, "first %dm", w->first);
            used += money(b->text + used, sizeof b->text - used, key, w->first_price);
        }
        snprintf(key, sizeof key, "%seach %dm", w->first > 0 ? "then " : "", w->unit);
        used += money(b->text + used, sizeof b->text - used, key, w->price);
        if (w->cap >= 0) {
            used += money(b->text + used, sizeof b->text - used, "at most", w->cap);
        }
    }
}

static void make_board(struct board *b, struct dice *dice)
{
    int at = (int)dice_roll(dice, 20) * 20;

    b->windows = 1 + (int)dice_roll(dice, WINDOWS);
    b->restart = (enum restart)dice_roll(dice, 4);
    b->edge = (enum edge)dice_roll(dice, 3);
    b->day_cap = dice_roll(dice, 3) == 0 ? 900 + (int)dice_roll(dice, 900) : -1;
    b->length_cap = dice_roll(dice, 3) == 0 ? 900 + (int)dice_roll(dice, 900) : -1;
    b->stay_cap = dice_roll(dice, 4) == 0 ? 5000 : -1;
    for (int i = 0; i < b->windows; i++) {
        make_window(&b->window[i], dice);
        b->window[i].from = at;
        at += 20 + 20 * (int)dice_roll(dice, 20);
    }
    for (int i = 0; i < b->windows; i++) {
        b->window[i].to = b->window[(i + 1) % b->windows].from;
    }
    b->window[0].is_free = b->windows > 1 && dice_roll(dice, 2) == 0;
    write_board(b);
}

/* A minute of the stay: where it lies. */
struct minute {
    int window;
    int64_t occurrence, day, block;
};

static struct minute locate(const struct board *b, const struct pk_zone *zone, int64_t entry,
                            int64_t at)
{
    struct pk_local local;
    struct minute out = {0};

    pk_zone_local(&local, zone, at);
    int clock = local.hour * 60 + local.minute;
    out.day = local.day_number;
    out.block = (at - entry) / 86400;
    for (int i = 0; i < b->windows; i++) {
        const struct window *w = &b->window[i];
        if (w->from < w->to ? clock >= w->from && clock < w->to
                            : clock >= w->from || clock < w->to) {
            out.window = i;
            out.occurrence = clock >= w->from ? out.day : out.day - 1;
        }
    }
    return out;
}

/* A cap and what it has left through in each period of a short stay. */
enum { PERIODS = 32 };
struct cap {
    int amount;
    int count;
    int64_t period[PERIODS];
    int used[PERIODS];
};

static int *used_in(struct cap *cap, int64_t period)
{
    for (int i = 0; i < cap->count; i++) {
        if (cap->period[i] == period) {
            return &cap->used[i];
        }
    }
    assert_true(cap->count < PERIODS);
    cap->period[cap->count] = period;
    cap->used[cap->count] = 0;
    return &cap->used[cap->count++];
}

static int cut(struct cap *cap, int64_t period, int amount)
{
    if (cap->amount < 0) {
        return amount;
    }
    int *used = used_in(cap, period);
    amount = amount > cap->amount - *used ? cap->amount - *used : amount;
    *used += amount;
    return amount;
}

/* How far a ladder is in each of its scopes, and up to where a first step is paid in it. */
struct ladder {
    int64_t scope;
    int position;
    int paid_to;
};
struct ladders {
    int count;
    struct ladder ladder[PERIODS];
};

static struct ladder *ladder_in(struct ladders *ladders, int64_t scope)
{
    for (int i = 0; i < ladders->count; i++) {
        if (ladders->ladder[i].scope == scope) {
            return &ladders->ladder[i];
        }
    }
    assert_true(ladders->count < PERIODS);
    ladders->ladder[ladders->count] = (struct ladder){.scope = scope};
    return &ladders->ladder[ladders->count++];
}

static int64_t scope_of(const struct board *b, const struct minute *m)
{
    switch (b->restart) {
    case EACH_DAY:
        return m->day;
    case EACH_24H:
        return m->block;
    case EACH_WINDOW:
        return b->window[m->window].is_free ? INT64_MIN : m->occurrence * WINDOWS + m->window;
    case NEVER:
    default:
        return 0;
    }
}

/* A stay on its way: what is paid, and how many minutes are left of the unit that runs. */
struct plain {
    const struct board *board;
    struct cap windows[WINDOWS], day, length, stay;
    struct ladders ladders;
    struct ladder *running;
    struct minute before;
    int left;
    int64_t total;
};

static void begin_unit(struct plain *p, const struct minute *now, struct ladder *ladder)
{
    const struct window *w = &p->board->window[now->window];
    int paid_to = ladder->paid_to < w->first ? ladder->paid_to : w->first;
    bool first = ladder->position < w->first;
    int amount = first ? w->first_price : w->price;

    if (ladder->position < paid_to) {
        p->left = paid_to - ladder->position; /* paid already, in whichever window */
        return;
    }
    p->left = first ? w->first - ladder->position : w->unit;
    ladder->paid_to = first && amount > 0 ? w->first : ladder->paid_to;
    amount = cut(&p->windows[now->window], now->occurrence, amount);
    amount = cut(&p->day, now->day, amount);
    amount = cut(&p->length, now->block, amount);
    p->total += cut(&p->stay, 0, amount);
}

static void pass_minute(struct plain *p, const struct minute *now)
{
    const struct board *b = p->board;
    int64_t scope = scope_of(b, now);
    bool anew = p->before.window < 0 || scope != scope_of(b, &p->before);
    bool clips = now->window != p->before.window && b->edge == CLIP;

    p->left = anew || clips ? 0 : p->left;
    p->before = *now;
    if (b->window[now->window].is_free) {
        if (p->left > 0 && b->edge == STRADDLE) {
            p->left--;
            p->running->position++;
        }
        return;
    }
    p->running = ladder_in(&p->ladders, scope);
    if (p->left == 0) {
        begin_unit(p, now, p->running);
    }
    p->left--;
    p->running->position++;
}

static int64_t plain_total(const struct board *b, const struct pk_zone *zone, int64_t entry,
                           int64_t exit)
{
    struct plain p = {.board = b,
                      .day = {.amount = b->day_cap},
                      .length = {.amount = b->length_cap},
                      .stay = {.amount = b->stay_cap},
                      .before = {.window = -1}};

    for (int i = 0; i < WINDOWS; i++) {
        p.windows[i].amount = b->window[i].cap;
    }
    for (int64_t at = entry; at < exit; at += MINUTE) {
        struct minute now = locate(b, zone, entry, at);
        pass_minute(&p, &now);
    }
    return p.total;
}

static void compare(const struct board *b, const struct pk_tariff *tariff, struct dice *dice)
{
    /* Two days before the clocks change in spring, in autumn, and any week. */
    static const int64_t starts[] = {1774551600, 1792692000, 1780000000};
    int64_t entry = starts[dice_roll(dice, 3)] / MINUTE * MINUTE +
                    (int64_t)dice_roll(dice, 4 * DAY_MINUTES) * MINUTE;
    int64_t exit = entry + (int64_t)dice_roll(dice, 4 * DAY_MINUTES) * MINUTE;
    int64_t plain = plain_total(b, pk_tariff_zone(tariff), entry, exit);
    int64_t total = help_total(tariff, entry, exit);

    if (plain != total) {
        char from[PK_TIME_SIZE], to[PK_TIME_SIZE];
        pk_time_format_local(from, pk_tariff_zone(tariff), entry, "%F %T");
        pk_time_format_local(to, pk_tariff_zone(tariff), exit, "%F %T");
        fail_msg("%s to %s: plainly %lld, here %lld\n%s", from, to, (long long)plain,
                 (long long)total, b->text);
    }
}

static void the_engine_agrees_with_plain_pricing(void **state)
{
    struct dice dice = {77};
    size_t read = 0;

    (void)state;
    for (int i = 0; i < TARIFFS; i++) {
        struct board board;
        struct pk_tariff *tariff;
        make_board(&board, &dice);
        if (pk_tariff_read(&tariff, board.text, strlen(board.text), &help_home, NULL) != PK_OK) {
            continue; /* a cap below the first price, a step that is never reached */
        }
        read++;
        for (int stay = 0; stay < 6; stay++) {
            compare(&board, tariff, &dice);
        }
        pk_tariff_free(tariff);
    }
    assert_true(read > TARIFFS / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_engine_agrees_with_plain_pricing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
