/*
 * Setup, staff: who works here, with which role; taking on, letting go, new PINs. Calls
 * parkade/staff.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "people.h"
#include "setup_screen.h"
#include "when.h"

enum { NAME, ROLE, STATE, SINCE, TRIED };

static const struct table_column COLUMNS[] = {
    [NAME] = {"Name", 18, 0, false},        [ROLE] = {"Role", 10, 0, false},
    [STATE] = {"State", 18, 0, false},      [SINCE] = {"Since", 12, 76, false},
    [TRIED] = {"PIN typed", 12, 80, false},
};

static enum pk_status list(void *out, size_t capacity, size_t *count, struct pk_lot *lot)
{
    return pk_staff_list(out, capacity, count, lot);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return setup_read_list(setup, app, list);
}

/* ---- the table ---- */

static bool is_locked(const struct setup *setup, const struct pk_staff *member)
{
    return member->locked_until != PK_NONE && member->locked_until > pk_lot_now(setup->app->lot);
}

static enum role say_state(char out[static TABLE_CELL_SIZE], const struct setup *setup,
                           const struct pk_staff *member)
{
    char until[WHEN_SIZE];

    if (!member->is_active) {
        pk_copy(out, TABLE_CELL_SIZE, _("let go"));
        return ROLE_DIM;
    }
    if (!is_locked(setup, member)) {
        pk_copy(out, TABLE_CELL_SIZE, _("works here"));
        return ROLE_TEXT;
    }
    when_short(until, setup->app->lot, member->locked_until);
    snprintf(out, TABLE_CELL_SIZE, _("locked until %s"), until);
    return ROLE_WARNING;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_staff *member = row;

    switch (column) {
    case NAME:
        pk_copy(out, TABLE_CELL_SIZE, member->name);
        return ROLE_STRONG;
    case ROLE:
        pk_copy(out, TABLE_CELL_SIZE, _(pk_role_name(member->role)));
        return ROLE_TEXT;
    case STATE:
        return say_state(out, setup, member);
    default:
        when_short(out, setup->app->lot, column == SINCE ? member->created_at : member->tried_at);
        return ROLE_TEXT;
    }
}

static const char *rights_of(enum pk_role role)
{
    static const char *const RIGHTS[PK_ROLE_COUNT] = {
        [PK_ATTENDANT] = "Parks, takes money, lets vehicles go, keeps a shift.",
        [PK_SUPERVISOR] = "Also voids, releases, refunds, approves; keeps permits, watchlist.",
        [PK_MANAGER] = "Also keeps staff, tariffs, codes and settings.",
        [PK_AUDITOR] = "Reads everything and changes nothing.",
    };

    return _(RIGHTS[role]);
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_staff *member = row;

    if (setup->row_count == 0)
        snprintf(out, size, "%s",
                 _("Nobody is on the staff: anybody may do everything. Add a manager; then the "
                   "console asks who works here."));
    else if (!member)
        return;
    else if (!member->is_active)
        snprintf(out, size, "%s", _("The name signs in no more; what it did stays."));
    else if (is_locked(setup, member))
        snprintf(out, size, "%s", _("Too many wrong PINs: a new PIN unlocks the name."));
    else
        snprintf(out, size, "%s", rights_of(member->role));
}

/* ---- taking on ---- */

/* Where the two fields are in the form that asks for a new PIN. */
static bool check_pins(char *why, size_t size, const struct prompt *prompt, size_t first)
{
    const struct form *form = &prompt->form;
    bool is_same = strcmp(form_text(form, first), form_text(form, first + 1)) == 0;

    if (!is_same)
        snprintf(why, size, "%s", _("The two PINs are not the same: type both again."));
    return is_same;
}

static void add_pins(struct prompt *prompt)
{
    form_add_secret(&prompt->form, _("PIN"));
    form_add_secret(&prompt->form, _("Once more"));
}

static void add_roles(struct prompt *prompt, enum pk_role chosen)
{
    const char *roles[PK_ROLE_COUNT];

    for (int i = 0; i < PK_ROLE_COUNT; i++)
        roles[i] = _(pk_role_name((enum pk_role)i));
    form_add_values(&prompt->form, _("Role"), roles, PK_ROLE_COUNT, (int)chosen);
}

static bool check_add(char *why, size_t size, const struct prompt *prompt)
{
    return check_pins(why, size, prompt, 2);
}

static enum pk_status try_add(struct app *app, struct view *view)
{
    struct pk_staff out;

    return pk_staff_add(&out, app->lot, &((struct prompt *)view)->act, setup_text(view, 0),
                        (enum pk_role)setup_value(view, 1), setup_text(view, 2));
}

/* With the first one the lot asks for names: this console's too. */
static void added(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const char *name = form_text(&prompt->form, 0);

    setup_choose(setup_of(owner), name);
    toast_show(&app->toast, ROLE_GOOD, _("%s is on the staff."), name);
    people_begin(app);
}

static void ask_add(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Take somebody on",
                                            .attempt = try_add,
                                            .check = check_add,
                                            .done = added,
                                            .offer_field = -1,
                                            .needs_all = true};
    bool is_first = setup->row_count == 0;
    struct prompt *prompt = setup_prompt(
        setup, app, &SPEC,
        is_first ? _("The first one is a manager. From then on everybody signs in.") : "");

    if (prompt) {
        form_add_text(&prompt->form, _("Name"), "");
        add_roles(prompt, is_first ? PK_MANAGER : PK_ATTENDANT);
        add_pins(prompt);
    }
    setup_open(app, prompt);
}

/* ---- one who is there ---- */

static enum pk_status try_role(struct app *app, struct view *view)
{
    struct pk_staff out;

    return pk_staff_set_role(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view),
                             (enum pk_role)setup_value(view, 0));
}

static void ask_role(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Role",
                                            .attempt = try_role,
                                            .said = "The role is another one.",
                                            .offer_field = -1};
    const struct pk_staff *member = setup_chosen(setup);
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, member->name);

    if (prompt)
        add_roles(prompt, member->role);
    setup_open(app, prompt);
}

static bool check_new_pin(char *why, size_t size, const struct prompt *prompt)
{
    return check_pins(why, size, prompt, 0);
}

static enum pk_status try_new_pin(struct app *app, struct view *view)
{
    struct pk_staff out;

    return pk_staff_set_pin(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view),
                            setup_text(view, 0));
}

static void ask_new_pin(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "New PIN",
                                            .attempt = try_new_pin,
                                            .check = check_new_pin,
                                            .said = "The PIN is a new one.",
                                            .offer_field = -1,
                                            .needs_all = true};
    const struct pk_staff *member = setup_chosen(setup);
    char text[120];

    snprintf(text, sizeof text, _("For %s; 4 to 12 digits."), member->name);
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, text);
    if (prompt)
        add_pins(prompt);
    setup_open(app, prompt);
}

/* ---- letting go and coming back ---- */

static enum pk_status try_active(struct app *app, struct view *view, bool is_active)
{
    struct pk_staff out;

    return pk_staff_set_active(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view),
                               is_active);
}

static enum pk_status try_let_go(struct app *app, struct view *view)
{
    return try_active(app, view, false);
}

static enum pk_status try_come_back(struct app *app, struct view *view)
{
    return try_active(app, view, true);
}

static void said_let_go(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("%s signs in no more."), prompt->subject);
}

static void said_back(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("%s works here again."), prompt->subject);
}

static void ask_let_go(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Let go", .attempt = try_let_go, .done = said_let_go, .offer_field = -1};
    static const struct answer ANSWERS[] = {
        {'n', "No, leave it as it is"}, {'y', "Yes, let go"}, {0, NULL}};
    const struct pk_staff *member = setup_chosen(setup);
    char text[200];

    snprintf(text, sizeof text, _("%s signs in no more; what %s did stays."), member->name,
             member->name);
    setup_confirm(setup, app, &SPEC, text, ANSWERS);
}

static void come_back(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Come back", .attempt = try_come_back, .done = said_back, .offer_field = -1};

    setup_do(setup, app, &SPEC);
}

static bool is_there(char *why, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_staff *member = row;

    (void)setup;
    snprintf(why, size, _("%s was let go already."), member->name);
    return member->is_active;
}

static bool is_gone(char *why, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_staff *member = row;

    (void)setup;
    snprintf(why, size, _("%s works here."), member->name);
    return !member->is_active;
}

static const struct setup_act ACTS[] = {
    {ACTION_OPEN_LINE, "role", true, NULL, ask_role},
    {ACTION_ADD, "add", false, NULL, ask_add},
    {ACTION_NEW_PIN, "new PIN", true, NULL, ask_new_pin},
    {ACTION_END_LINE, "let go", true, is_there, ask_let_go},
    {ACTION_BRING_BACK, "come back", true, is_gone, come_back},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_STAFF = {
    .title = "staff",
    .one = "%d member of staff",
    .many = "%d members of staff",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_staff),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
