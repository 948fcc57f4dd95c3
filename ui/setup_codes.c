/*
 * Setup, codes: what sponsors give on a stay; making a code, ending it. Calls parkade/validation.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "setup_screen.h"
#include "when.h"

enum { CODE, SPONSOR, GIVES, STATE, GIVEN, PER_DAY, MOST };

static const struct table_column COLUMNS[] = {
    [CODE] = {"Code", 10, 0, false},   [SPONSOR] = {"Sponsor", 14, 0, false},
    [GIVES] = {"Gives", 18, 0, false}, [STATE] = {"State", 7, 0, false},
    [GIVEN] = {"Given", 5, 70, true},  [PER_DAY] = {"A day", 5, 90, true},
    [MOST] = {"In all", 6, 90, true},
};

static enum pk_status list(void *out, size_t capacity, size_t *count, struct pk_lot *lot)
{
    return pk_validation_list(out, capacity, count, lot);
}

static enum pk_status read_rows(struct setup *setup, struct app *app)
{
    return setup_read_list(setup, app, list);
}

static enum setup_span span_of(const struct setup *setup, const struct pk_validation *code)
{
    return setup_span(setup, code->is_active, code->valid_from, code->valid_to);
}

static void say_gift(char *out, size_t size, const struct setup *setup,
                     const struct pk_validation *code)
{
    char money[PK_MONEY_SIZE];

    pk_money_format(money, code->value, pk_lot_currency(setup->app->lot));
    if (code->by_tariff)
        snprintf(out, size, "%s", _("as the tariff says"));
    else if (code->kind == PK_OFF_MINUTES)
        snprintf(out, size, _("%lld minutes free"), (long long)code->value);
    else if (code->kind == PK_OFF_PERCENT)
        snprintf(out, size, _("%lld%% off"), (long long)code->value);
    else
        snprintf(out, size, code->kind == PK_OFF_AMOUNT ? _("%s off") : _("%s at most"), money);
}

static void say_count(char out[static TABLE_CELL_SIZE], int64_t count)
{
    if (count != PK_NONE)
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)count);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const struct setup *setup, const void *row,
                      int column)
{
    const struct pk_validation *code = row;
    enum setup_span span = span_of(setup, code);

    switch (column) {
    case CODE:
        pk_copy(out, TABLE_CELL_SIZE, code->code);
        return ROLE_STRONG;
    case SPONSOR:
        pk_copy(out, TABLE_CELL_SIZE, code->sponsor);
        return ROLE_TEXT;
    case GIVES:
        say_gift(out, TABLE_CELL_SIZE, setup, code);
        return ROLE_TEXT;
    case STATE:
        pk_copy(out, TABLE_CELL_SIZE, setup_span_word(span));
        return span == SETUP_VALID ? ROLE_TEXT : ROLE_DIM;
    default:
        say_count(out, column == GIVEN     ? code->given
                       : column == PER_DAY ? code->per_day
                                           : code->most);
        return ROLE_TEXT;
    }
}

static void explain(char *out, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_validation *code = row;
    char from[WHEN_SIZE], to[WHEN_SIZE], day[TABLE_CELL_SIZE] = "", most[TABLE_CELL_SIZE] = "";

    if (!code)
        return;
    when_short(from, setup->app->lot, code->valid_from);
    when_short(to, setup->app->lot, code->valid_to);
    say_count(day, code->per_day);
    say_count(most, code->most);
    snprintf(out, size, _("From %s to %s; at most %s a day, %s in all; given %lld so far."),
             from[0] ? from : _("the beginning"), to[0] ? to : _("further notice"),
             day[0] ? day : _("any number"), most[0] ? most : _("any number"),
             (long long)code->given);
}

/* ---- making ---- */

enum { ASK_CODE, ASK_SPONSOR, ASK_GIVES, ASK_VALUE, ASK_FROM, ASK_TO, ASK_DAY, ASK_MOST };
enum { BY_TARIFF = PK_OFF_KIND_COUNT, GIFTS };

static bool check_number(char *why, size_t size, const struct prompt *prompt, size_t field)
{
    int64_t number;
    bool is_number = setup_number(&number, form_text(&prompt->form, field));

    if (!is_number)
        snprintf(why, size, _("%s: a number, or nothing."), prompt->form.fields[field].label);
    return is_number;
}

static bool is_money(int gift)
{
    return gift == PK_OFF_AMOUNT || gift == PK_OFF_FLAT;
}

static bool check_value(char *why, size_t size, const struct prompt *prompt)
{
    int gift = form_value(&prompt->form, ASK_GIVES);
    int64_t number;

    if (gift == BY_TARIFF || is_money(gift))
        return true;
    if (setup_number(&number, form_text(&prompt->form, ASK_VALUE)) && number != PK_NONE)
        return true;
    snprintf(why, size, "%s",
             gift == PK_OFF_MINUTES ? _("How many minutes are free is a number.")
                                    : _("How many percent are taken off is a number."));
    return false;
}

static bool check_names(char *why, size_t size, const struct prompt *prompt)
{
    struct pk_validation code;
    bool fits = pk_copy(code.code, sizeof code.code, form_text(&prompt->form, ASK_CODE)) &&
                pk_copy(code.sponsor, sizeof code.sponsor, form_text(&prompt->form, ASK_SPONSOR));

    if (!fits)
        snprintf(why, size, _("A code has at most %d letters, a sponsor's name %d."),
                 PK_CODE_SIZE - 1, PK_NAME_SIZE - 1);
    return fits;
}

static bool check_add(char *why, size_t size, const struct prompt *prompt)
{
    return check_names(why, size, prompt) && check_value(why, size, prompt) &&
           check_number(why, size, prompt, ASK_DAY) && check_number(why, size, prompt, ASK_MOST);
}

static enum pk_status read_gift(struct pk_validation *code, struct app *app,
                                const struct view *view)
{
    int gift = setup_value(view, ASK_GIVES);

    code->by_tariff = gift == BY_TARIFF;
    code->kind = code->by_tariff ? PK_OFF_PERCENT : (enum pk_off_kind)gift;
    if (is_money(gift))
        return pk_money_parse(&code->value, setup_text(view, ASK_VALUE), pk_lot_currency(app->lot));
    setup_number(&code->value, setup_text(view, ASK_VALUE));
    if (code->by_tariff)
        code->value = 0;
    return PK_OK;
}

static enum pk_status try_add(struct app *app, struct view *view)
{
    struct pk_validation code = {.is_active = true}, out;
    enum pk_status status = read_gift(&code, app, view);

    pk_copy(code.code, sizeof code.code, setup_text(view, ASK_CODE));
    pk_copy(code.sponsor, sizeof code.sponsor, setup_text(view, ASK_SPONSOR));
    setup_number(&code.per_day, setup_text(view, ASK_DAY));
    setup_number(&code.most, setup_text(view, ASK_MOST));
    if (status == PK_OK)
        status = setup_moment(&code.valid_from, app, view, ASK_FROM);
    if (status == PK_OK)
        status = setup_moment(&code.valid_to, app, view, ASK_TO);
    if (status == PK_OK)
        status = pk_validation_add(&out, app->lot, &((struct prompt *)view)->act, &code);
    if (status == PK_OK)
        pk_copy(((struct prompt *)view)->subject, PROMPT_SUBJECT_SIZE, out.code);
    return status;
}

static void added(struct app *app, struct view *owner, const struct prompt *prompt)
{
    setup_choose(setup_of(owner), prompt->subject);
    toast_show(&app->toast, ROLE_GOOD, _("The code %s can be given."), prompt->subject);
}

static void ask_add(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Make a code",
                                            .attempt = try_add,
                                            .check = check_add,
                                            .done = added,
                                            .offer_field = -1};
    const char *gifts[GIFTS] = {_("minutes"), _("percent"), _("off"), _("at most"), _("tariff")};
    struct prompt *prompt = setup_prompt(setup, app, &SPEC, "");

    if (prompt) {
        struct form *form = &prompt->form;
        form_add_text(form, _("Code"), "");
        form_add_text(form, _("Sponsor"), "");
        form_add_values(form, _("Gives"), gifts, GIFTS, 0);
        form_add_text(form, _("How much"), "");
        form_add_text(form, _("From"), "");
        form_add_text(form, _("To"), "");
        form_add_text(form, _("A day"), "");
        form_add_text(form, _("In all"), "");
    }
    setup_open(app, prompt);
}

/* ---- ending ---- */

static enum pk_status try_end(struct app *app, struct view *view)
{
    struct pk_validation out;

    return pk_validation_end(&out, app->lot, &((struct prompt *)view)->act, setup_subject(view));
}

static void ended(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    toast_show(&app->toast, ROLE_GOOD, _("The code %s is given no more."), prompt->subject);
}

static void ask_end(struct setup *setup, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "End the code", .attempt = try_end, .done = ended, .offer_field = -1};
    static const struct answer ANSWERS[] = {
        {'n', "No, leave it as it is"}, {'y', "Yes, end it now"}, {0, NULL}};
    const struct pk_validation *code = setup_chosen(setup);
    char text[200];

    snprintf(text, sizeof text, _("%s of %s is given no more; tickets that have it keep it."),
             code->code, code->sponsor);
    setup_confirm(setup, app, &SPEC, text, ANSWERS);
}

static bool is_going_on(char *why, size_t size, const struct setup *setup, const void *row)
{
    const struct pk_validation *code = row;

    snprintf(why, size, _("%s has ended."), code->code);
    return span_of(setup, code) != SETUP_ENDED;
}

static const struct setup_act ACTS[] = {
    {ACTION_ADD, "add", false, NULL, ask_add},
    {ACTION_END_LINE, "end", true, is_going_on, ask_end},
    {.action = ACTION_NONE},
};

const struct setup_page SETUP_CODES = {
    .title = "codes",
    .one = "%d code",
    .many = "%d codes",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof COLUMNS[0],
    .row_size = sizeof(struct pk_validation),
    .acts = ACTS,
    .read = read_rows,
    .cell = cell,
    .explain = explain,
};
