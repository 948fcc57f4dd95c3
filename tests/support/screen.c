/*
 * The console in this process: see screen.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ui/picture.h"
#include "../../ui/screens.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "screen.h"

static const char PLAN[] = "[level Ground]\n"
                           "row A = 01-12 standard, 13-14 accessible\n"
                           "aisle\n"
                           "row B = 01-08 standard, 09-10 ev, gap, 11-14 standard\n"
                           "row C = 01-10 standard, 11-12 motorcycle, 13-14 oversize\n"
                           "[level Roof]\n"
                           "row D = 01-12 compact\n";

enum { MINUTE = 60, DAY = 86400 };

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

/* ---- the lot ---- */

void screen_park(struct screen *s, struct pk_ticket *out, const char *plate, const char *spot)
{
    struct pk_park how = {.registration = plate, .spot = spot, .entered = PK_NONE};

    must(pk_park(out, s->t.lot, &s->t.act, &how));
}

static void pay_exactly(struct screen *s, const struct pk_ticket *ticket)
{
    struct pk_tender out;
    struct pk_pay pay = {
        .ticket_id = ticket->ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    must(pk_pay(&out, NULL, s->t.lot, &s->t.act, &pay));
}

struct pk_ticket screen_ticket(struct screen *s, const char *text)
{
    struct pk_ticket ticket;

    must(pk_ticket_resolve(&ticket, NULL, s->t.lot, text));
    return ticket;
}

/* One vehicle in every state: expired, left, void, overstayed, paid, parked. */
static void fill_lot(struct screen *s)
{
    struct pk_ticket ticket, overstayed, paid;
    struct pk_spot spot;
    int64_t monday = TEST_LOT_START + 7 * DAY;

    screen_park(s, &ticket, "OLD 1", "A12");
    s->t.now = monday;
    screen_park(s, &ticket, "GONE 1", NULL);
    must(pk_retrieve(&ticket, s->t.lot, &s->t.act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    screen_park(s, &ticket, "WRONG 1", NULL);
    must(pk_void(&ticket, s->t.lot, &s->t.act, ticket.ticket_id, "typed twice"));
    screen_park(s, &overstayed, "LATE 7", "A06");
    s->t.now = monday + 3 * 60 * MINUTE;
    screen_park(s, &paid, "AB 12 CD", "A04");
    s->t.now += 30 * MINUTE;
    screen_park(s, &ticket, "AB 12 GH", "B07");
    pay_exactly(s, &overstayed);
    s->t.now += 120 * MINUTE;
    pay_exactly(s, &paid);
    screen_park(s, &ticket, "B-800 XY", "A01");
    must(pk_spot_close(&spot, s->t.lot, &s->t.act, "A07", "lamp broken"));
    s->t.now += 11 * MINUTE;
}

static void make_lot(struct screen *s)
{
    struct pk_plan plan;

    must(pk_plan_read(&plan, PLAN, sizeof PLAN - 1, NULL));
    struct pk_lot_birth birth = {.name = "Riverside",
                                 .timezone = "Europe/Berlin",
                                 .currency = s->kind.currency ? s->kind.currency : "EUR",
                                 .plan = &plan};
    test_lot_open_with(&s->t, &birth);
    pk_plan_free(&plan);
    assert_true(pk_copy(s->t.act.station, sizeof s->t.act.station, "entry-1"));
}

/* ---- the console ---- */

static void make_pipe(struct screen *s)
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    s->keys = ends[1];
    s->in = fdopen(ends[0], "r");
    s->out = tmpfile();
    assert_non_null(s->in);
    assert_non_null(s->out);
}

static void begin(struct screen *s, const struct screen_kind *kind)
{
    memset(s, 0, sizeof *s);
    setlocale(LC_ALL, "C.UTF-8");
    s->kind = *kind;
}

static void open_console(struct screen *s)
{
    const struct screen_kind *kind = &s->kind;
    char why[PK_MESSAGE_SIZE];
    const char *terminal = kind->terminal ? kind->terminal : "xterm-256color";

    make_pipe(s);
    struct terminal_options options = {.in = s->in,
                                       .out = s->out,
                                       .name = terminal,
                                       .lines = kind->lines,
                                       .columns = kind->columns,
                                       .is_utf8 = kind->is_utf8,
                                       .is_mono = kind->is_mono};
    if (!app_open(&s->app, s->t.lot, kind->station ? kind->station : "exit-1", &options, why,
                  sizeof why))
        fail_msg("%s", why);
    app_push(&s->app, lot_view(&s->app));
    screen_settle(s);
}

void screen_open(struct screen *s, const struct screen_kind *kind)
{
    begin(s, kind);
    make_lot(s);
    fill_lot(s);
    open_console(s);
}

void screen_open_demo(struct screen *s, const struct screen_kind *kind, int64_t now)
{
    begin(s, kind);
    test_lot_open_demo(&s->t, now);
    open_console(s);
}

void screen_close(struct screen *s)
{
    app_close(&s->app);
    close(s->keys);
    fclose(s->in);
    fclose(s->out);
    test_lot_close(&s->t);
}

static bool waits(const struct screen *s)
{
    return work_is_waiting(&s->app) || burst_is_holding(&s->app.burst) ||
           (errand_is_out(&s->app) && !s->is_hasty);
}

/* Until nothing is left to read, to draw, to try or to hear of; for five seconds at most. */
void screen_settle(struct screen *s)
{
    int64_t end = app_milliseconds() + 5000;

    while (app_milliseconds() < end && !s->app.is_over)
        if (!app_step(&s->app, waits(s) ? 5 : 0) && !waits(s))
            return;
}

void screen_type(struct screen *s, const char *bytes)
{
    size_t length = strlen(bytes);

    assert_int_equal(write(s->keys, bytes, length), (ssize_t)length);
    screen_settle(s);
}

/* The console's own clock is turned instead of waiting. */
void screen_type_slowly(struct screen *s, const char *bytes)
{
    for (; *bytes; bytes++) {
        char key[2] = {*bytes, '\0'};
        s->app.burst.last_ms -= 2 * BURST_GAP_MS;
        screen_type(s, key);
    }
}

void screen_resize(struct screen *s, int lines, int columns)
{
    s->kind.lines = lines;
    s->kind.columns = columns;
    terminal_resize(lines, columns);
    s->app.is_dirty = true;
    screen_settle(s);
}

/* ---- looking ---- */

static void hide_codes(char *text)
{
    for (size_t run = 0; *text; text++) {
        run = strchr("0123456789ABCDEF", *text) ? run + 1 : 0;
        if (run == 32)
            memset(text - 31, '0', 32);
    }
}

static void look(struct screen *s, bool has_roles)
{
    FILE *out = fmemopen(s->text, sizeof s->text, "w");

    assert_non_null(out);
    picture_text(out);
    if (has_roles) {
        fputs("----\n", out);
        picture_roles(out, &s->app.terminal.theme);
    }
    fclose(out);
    hide_codes(s->text);
}

const char *screen_text(struct screen *s)
{
    look(s, false);
    return s->text;
}

void screen_must_show(struct screen *s, const char *text)
{
    if (!strstr(screen_text(s), text))
        fail_msg("'%s' is not on the screen:\n%s", text, s->text);
}

void screen_must_not_show(struct screen *s, const char *text)
{
    if (strstr(screen_text(s), text))
        fail_msg("'%s' is on the screen:\n%s", text, s->text);
}

static void golden_path(char *out, size_t size, const struct screen *s, const char *name)
{
    snprintf(out, size, "tests/ui/screens/%s-%dx%d%s%s.txt", name, s->kind.columns, s->kind.lines,
             s->kind.is_utf8 ? "" : "-ascii", s->kind.is_mono ? "-mono" : "");
}

static void update(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

void screen_must_be(struct screen *s, const char *name)
{
    char path[256];
    static char golden[SCREEN_TEXT_SIZE];

    look(s, true);
    golden_path(path, sizeof path, s, name);
    if (getenv("UPDATE_SCREENS")) {
        update(path, s->text);
        return;
    }
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("there is no %s: UPDATE_SCREENS=1 makes it", path);
    golden[fread(golden, 1, sizeof golden - 1, file)] = '\0';
    fclose(file);
    if (strcmp(golden, s->text) != 0)
        fail_msg("%s is otherwise now:\n%s\ninstead of\n%s", path, s->text, golden);
}
