/*
 * The line editor: every key, characters of several bytes and columns, paste, what it leaves to
 * others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "../../ui/columns.h"
#include "../../ui/editor.h"

static struct editor editor;

static int begin(void **state)
{
    (void)state;
    memset(&editor, 0, sizeof editor);
    return 0;
}

/* Types TEXT with a '|' where the cursor is to stand then. */
static void set(const char *text)
{
    const char *bar = strchr(text, '|');
    char whole[EDITOR_SIZE];

    memcpy(whole, text, (size_t)(bar - text));
    strcpy(whole + (bar - text), bar + 1);
    assert_true(editor_set(&editor, whole));
    editor.cursor = (size_t)(bar - text);
}

static void must_be(const char *text)
{
    const char *bar = strchr(text, '|');

    assert_int_equal(editor.cursor, bar - text);
    assert_memory_equal(editor.text, text, editor.cursor);
    assert_string_equal(editor.text + editor.cursor, bar + 1);
    assert_int_equal(editor.length, strlen(editor.text));
}

struct row {
    const char *before;
    ui_key key;
    const char *after;
    enum editor_answer answer;
};

static void test_keys(void **state)
{
    static const struct row ROWS[] = {
        {"a|b", 'x', "ax|b", EDITOR_CHANGED},
        {"|", 0x17d, "Ž|", EDITOR_CHANGED},
        {"ab|", K_LEFT, "a|b", EDITOR_MOVED},
        {"a日|", K_LEFT, "a|日", EDITOR_MOVED},
        {"|日b", K_RIGHT, "日|b", EDITOR_MOVED},
        {"|ab", K_LEFT, "|ab", EDITOR_MOVED},
        {"ab|", K_RIGHT, "ab|", EDITOR_MOVED},
        {"a|b", K_HOME, "|ab", EDITOR_MOVED},
        {"a|b", K_CTRL('e'), "ab|", EDITOR_MOVED},
        {"ab|c", K_BACKSPACE, "a|c", EDITOR_CHANGED},
        {"e\u0301|c", K_BACKSPACE, "|c", EDITOR_CHANGED},
        {"|c", K_BACKSPACE, "|c", EDITOR_MOVED},
        {"a|日c", K_DELETE, "a|c", EDITOR_CHANGED},
        {"a|", K_DELETE, "a|", EDITOR_MOVED},
        {"one two|", K_CTRL('w'), "one |", EDITOR_CHANGED},
        {"one |two", K_CTRL('k'), "one |", EDITOR_CHANGED},
        {"one |two", K_CTRL('u'), "|two", EDITOR_CHANGED},
        {"one |two", K_WORD_LEFT, "|one two", EDITOR_MOVED},
        {"|one two", K_WORD_RIGHT, "one |two", EDITOR_MOVED},
        {"a|", K_ENTER, "a|", EDITOR_IGNORED},
        {"a|", K_UP, "a|", EDITOR_IGNORED},
        {"a|", K_ESC, "a|", EDITOR_IGNORED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        set(ROWS[i].before);
        assert_int_equal(editor_key(&editor, ROWS[i].key), ROWS[i].answer);
        must_be(ROWS[i].after);
    }
}

static void test_full_is_full(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * EDITOR_SIZE; i++)
        editor_key(&editor, 'a');
    assert_int_equal(editor.length, EDITOR_SIZE - 1);
    assert_int_equal(editor_key(&editor, 0x65e5), EDITOR_MOVED);
    assert_int_equal(strlen(editor.text), EDITOR_SIZE - 1);
    char much[EDITOR_SIZE + 1];
    memset(much, 'b', EDITOR_SIZE);
    much[EDITOR_SIZE] = '\0';
    assert_false(editor_set(&editor, much));
}

static void test_what_was_dealt_with_gives_way(void **state)
{
    (void)state;
    set("AB12|");
    editor.is_old = true;
    editor_key(&editor, 'X');
    must_be("X|");
    set("AB12|");
    editor.is_old = true;
    editor_key(&editor, K_BACKSPACE); /* who edits it wants it */
    must_be("AB1|");
    editor_key(&editor, 'X');
    must_be("AB1X|");
}

static bool is_digit(ui_key key)
{
    return key >= '0' && key <= '9';
}

static void test_what_it_wants(void **state)
{
    (void)state;
    editor.commands = "/?";
    assert_false(editor_wants(&editor, '/'));
    assert_true(editor_wants(&editor, 'a'));
    assert_false(editor_wants(&editor, K_LEFT)); /* empty: the arrows are the grid's */
    set("P|");
    assert_true(editor_wants(&editor, '/'));
    assert_true(editor_wants(&editor, K_LEFT));
    editor.accepts = is_digit;
    assert_false(editor_wants(&editor, 'c'));
    assert_true(editor_wants(&editor, '7'));
}

static void test_paste_takes_what_belongs(void **state)
{
    (void)state;
    assert_int_equal(editor_paste(&editor, "AB\n12\tCD\033"), EDITOR_CHANGED);
    must_be("AB12CD|");
    editor_clear(&editor);
    editor.accepts = is_digit;
    editor_paste(&editor, "7.50 EUR");
    must_be("750|");
    assert_int_equal(editor_paste(&editor, "xyz"), EDITOR_MOVED);
}

static void test_the_cursor_is_always_in_view(void **state)
{
    int column;

    (void)state;
    set("abcdefghij|");
    size_t first = editor_view(&editor, 5, &column);
    assert_int_equal(first, 6);
    assert_int_equal(column, 4);
    set("日日日|");
    first = editor_view(&editor, 4, &column);
    assert_true(column < 4);
    assert_int_equal(column, columns_text(editor.text + first));
    set("|abcdefghij");
    assert_int_equal(editor_view(&editor, 5, &column), 0);
    assert_int_equal(column, 0);
}

static void test_columns(void **state)
{
    int used;

    (void)state;
    assert_int_equal(columns_text("AB12"), 4);
    assert_int_equal(columns_text("日本"), 4);
    assert_int_equal(columns_text("e\u0301"), 1);
    assert_int_equal(columns_fit("日本", 3, &used), 3);
    assert_int_equal(used, 2);
    assert_int_equal(columns_fit("e\u0301x", 1, NULL), 3); /* a mark stays with its letter */
    assert_int_equal(columns_text("\xff\xfe"), 2);
    assert_int_equal(columns_line("one two three", 9), 7);
    assert_int_equal(columns_line("onetwothree", 5), 5);
    assert_int_equal(columns_line("one", 9), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_keys, begin),
        cmocka_unit_test_setup(test_full_is_full, begin),
        cmocka_unit_test_setup(test_what_was_dealt_with_gives_way, begin),
        cmocka_unit_test_setup(test_what_it_wants, begin),
        cmocka_unit_test_setup(test_paste_takes_what_belongs, begin),
        cmocka_unit_test_setup(test_the_cursor_is_always_in_view, begin),
        cmocka_unit_test_setup(test_columns, begin),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
