/*
 * The line editor. Pure; measures with columns.c. A character goes and stays together with the
 * combining marks behind it.
 */
#include "editor.h"

#include <string.h>

#include "columns.h"

bool editor_set(struct editor *editor, const char *text)
{
    size_t length = strlen(text);

    if (length >= EDITOR_SIZE)
        return false;
    memcpy(editor->text, text, length + 1);
    editor->length = editor->cursor = length;
    editor->is_old = false;
    return true;
}

void editor_clear(struct editor *editor)
{
    editor_set(editor, "");
}

/* The end of the character at AT, its combining marks included. */
static size_t after(const struct editor *editor, size_t at)
{
    uint32_t character;
    size_t step = columns_next(&character, editor->text + at);

    at += step;
    while ((step = columns_next(&character, editor->text + at)) > 0 && columns_char(character) == 0)
        at += step;
    return at;
}

/* The start of the character before AT. */
static size_t before(const struct editor *editor, size_t at)
{
    size_t start = 0, next;

    while (start < at && (next = after(editor, start)) < at)
        start = next;
    return start;
}

static size_t word_left(const struct editor *editor)
{
    size_t at = editor->cursor;

    while (at > 0 && editor->text[at - 1] == ' ')
        at--;
    while (at > 0 && editor->text[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_right(const struct editor *editor)
{
    size_t at = editor->cursor;

    while (at < editor->length && editor->text[at] != ' ')
        at++;
    while (at < editor->length && editor->text[at] == ' ')
        at++;
    return at;
}

static enum editor_answer cut(struct editor *editor, size_t from, size_t to)
{
    editor->cursor = from;
    if (from == to)
        return EDITOR_MOVED;
    memmove(editor->text + from, editor->text + to, editor->length - to + 1);
    editor->length -= to - from;
    return EDITOR_CHANGED;
}

static enum editor_answer move(struct editor *editor, size_t to)
{
    editor->cursor = to;
    return EDITOR_MOVED;
}

static enum editor_answer insert(struct editor *editor, ui_key key)
{
    char bytes[5];
    size_t count = key_utf8(bytes, key);

    if (editor->is_old)
        editor_clear(editor);
    if (count == 0 || editor->length + count >= EDITOR_SIZE)
        return EDITOR_MOVED;
    memmove(editor->text + editor->cursor + count, editor->text + editor->cursor,
            editor->length - editor->cursor + 1);
    memcpy(editor->text + editor->cursor, bytes, count);
    editor->length += count;
    editor->cursor += count;
    return EDITOR_CHANGED;
}

static bool is_text_here(const struct editor *editor, ui_key key)
{
    return key_is_text(key) && (!editor->accepts || editor->accepts(key));
}

static bool is_command(const struct editor *editor, ui_key key)
{
    return (editor->length == 0 || editor->is_old) && editor->commands && key < 0x80 &&
           strchr(editor->commands, (int)key) != NULL;
}

static bool is_motion(ui_key key)
{
    static const ui_key KEYS[] = {K_LEFT,      K_RIGHT,      K_HOME,      K_END,
                                  K_WORD_LEFT, K_WORD_RIGHT, K_DELETE,    K_BACKSPACE,
                                  K_CTRL('a'), K_CTRL('e'),  K_CTRL('b'), K_CTRL('f'),
                                  K_CTRL('d'), K_CTRL('w'),  K_CTRL('k'), K_CTRL('u')};

    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        if (KEYS[i] == key)
            return true;
    return false;
}

bool editor_wants(const struct editor *editor, ui_key key)
{
    if (is_text_here(editor, key))
        return !is_command(editor, key);
    return editor->length > 0 && is_motion(key);
}

enum editor_answer editor_key(struct editor *editor, ui_key key)
{
    if (is_text_here(editor, key))
        return insert(editor, key);
    if (is_motion(key))
        editor->is_old = false;
    switch (key) {
    case K_LEFT:
    case K_CTRL('b'):
        return move(editor, before(editor, editor->cursor));
    case K_RIGHT:
    case K_CTRL('f'):
        return move(editor, after(editor, editor->cursor));
    case K_HOME:
    case K_CTRL('a'):
        return move(editor, 0);
    case K_END:
    case K_CTRL('e'):
        return move(editor, editor->length);
    case K_WORD_LEFT:
        return move(editor, word_left(editor));
    case K_WORD_RIGHT:
        return move(editor, word_right(editor));
    case K_BACKSPACE:
        return cut(editor, before(editor, editor->cursor), editor->cursor);
    case K_DELETE:
    case K_CTRL('d'):
        return cut(editor, editor->cursor, after(editor, editor->cursor));
    case K_CTRL('w'):
        return cut(editor, word_left(editor), editor->cursor);
    case K_CTRL('k'):
        return cut(editor, editor->cursor, editor->length);
    case K_CTRL('u'):
        return cut(editor, 0, editor->cursor);
    default:
        return EDITOR_IGNORED;
    }
}

enum editor_answer editor_paste(struct editor *editor, const char *text)
{
    enum editor_answer answer = EDITOR_MOVED;
    uint32_t character;
    size_t step;

    for (; (step = columns_next(&character, text)) > 0; text += step)
        if (is_text_here(editor, character) && insert(editor, character) == EDITOR_CHANGED)
            answer = EDITOR_CHANGED;
    return answer;
}

/* The columns between two places of the text. */
static int between(const struct editor *editor, size_t from, size_t to)
{
    int columns = 0;
    uint32_t character;

    while (from < to) {
        from += columns_next(&character, editor->text + from);
        columns += columns_char(character);
    }
    return columns;
}

size_t editor_view(const struct editor *editor, int width, int *column)
{
    size_t first = 0;

    while (first < editor->cursor && between(editor, first, editor->cursor) >= width)
        first = after(editor, first);
    *column = between(editor, first, editor->cursor);
    return first;
}
