/*
 * Decoding keys. Calls curses.
 */
#include "keys.h"

#include <curses.h>

enum { OWN_PASTE_BEGIN = KEY_MAX + 1, OWN_PASTE_END, OWN_WORD_LEFT, OWN_WORD_RIGHT };

struct sequence {
    const char *text;
    int code;
};

static const struct sequence SEQUENCES[] = {
    /* What nearly every terminal sends, also where its description does not say so. */
    {"\033[Z", KEY_BTAB},
    {"\033[A", KEY_UP},
    {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},
    {"\033[H", KEY_HOME},
    {"\033[F", KEY_END},
    {"\033[1~", KEY_HOME},
    {"\033[2~", KEY_IC},
    {"\033[3~", KEY_DC},
    {"\033[4~", KEY_END},
    {"\033[5~", KEY_PPAGE},
    {"\033[6~", KEY_NPAGE},
    {"\033[200~", OWN_PASTE_BEGIN},
    {"\033[201~", OWN_PASTE_END},
    {"\033[1;5D", OWN_WORD_LEFT},
    {"\033[1;5C", OWN_WORD_RIGHT},
    /* PuTTY's keypad, which keypad(TRUE) puts into application mode */
    {"\033Op", '0'},
    {"\033Oq", '1'},
    {"\033Or", '2'},
    {"\033Os", '3'},
    {"\033Ot", '4'},
    {"\033Ou", '5'},
    {"\033Ov", '6'},
    {"\033Ow", '7'},
    {"\033Ox", '8'},
    {"\033Oy", '9'},
    {"\033On", '.'},
    {"\033Ol", '+'},
    {"\033Om", '-'},
    {"\033OM", KEY_ENTER},
};

struct meaning {
    int code;
    ui_key key;
};

static const struct meaning MEANINGS[] = {
    {KEY_UP, K_UP},
    {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},
    {KEY_HOME, K_HOME},
    {KEY_FIND, K_HOME},
    {KEY_END, K_END},
    {KEY_SELECT, K_END},
    {KEY_PPAGE, K_PAGE_UP},
    {KEY_NPAGE, K_PAGE_DOWN},
    {KEY_IC, K_INSERT},
    {KEY_DC, K_DELETE},
    {KEY_BTAB, K_BACK_TAB},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_ENTER, K_ENTER},
    {KEY_MOUSE, K_MOUSE},
    {OWN_PASTE_BEGIN, K_PASTE_BEGIN},
    {OWN_PASTE_END, K_PASTE_END},
    {OWN_WORD_LEFT, K_WORD_LEFT},
    {OWN_WORD_RIGHT, K_WORD_RIGHT},
};

/* Free, or one of the names that terminfo has for the corners of a keypad and for other vendors'
 * extra keys. */
static bool may_be_defined(const char *text)
{
    int code = key_defined(text);

    return code == 0 || code == KEY_A1 || code == KEY_A3 || code == KEY_B2 || code == KEY_C1 ||
           code == KEY_C3 || code > KEY_MAX;
}

void keys_define(void)
{
    for (size_t i = 0; i < sizeof SEQUENCES / sizeof SEQUENCES[0]; i++)
        if (may_be_defined(SEQUENCES[i].text))
            define_key(SEQUENCES[i].text, SEQUENCES[i].code);
}

static ui_key named(int code)
{
    for (size_t i = 0; i < sizeof MEANINGS / sizeof MEANINGS[0]; i++)
        if (MEANINGS[i].code == code)
            return MEANINGS[i].key;
    if (code > KEY_F(0) && code <= KEY_F(12))
        return (ui_key)(K_F0 + (code - KEY_F(0)));
    return code < 0x80 ? (ui_key)code : K_NONE;
}

static ui_key typed(wint_t character)
{
    if (character == '\n')
        return K_ENTER;
    return character == '\b' ? K_BACKSPACE : (ui_key)character;
}

/* Takes what is left of a sequence without a name, "ESC [ ... letter" by ECMA-48. Read as Esc it
 * would close a dialog, and what is typed next would go elsewhere: a PIN into a reason. */
static bool skip_sequence(struct terminal *terminal)
{
    wint_t next = 0;
    int kind = wget_wch(terminal->input, &next);

    if (kind == KEY_CODE_YES)
        ungetch((int)next);
    else if (kind == OK && next != '[')
        unget_wch((wchar_t)next);
    if (kind != OK || next != '[')
        return false;
    while (wget_wch(terminal->input, &next) == OK && (next < 0x40 || next > 0x7e))
        continue;
    return true;
}

bool keys_read(ui_key *out, struct terminal *terminal)
{
    wint_t code = 0;
    int kind = wget_wch(terminal->input, &code);

    if (kind == ERR)
        return false;
    if (kind != KEY_CODE_YES && code == K_ESC && skip_sequence(terminal))
        *out = K_NONE;
    else
        *out = kind == KEY_CODE_YES ? named((int)code) : typed(code);
    return true;
}

bool keys_mouse(int *y, int *x)
{
    MEVENT event;

    if (getmouse(&event) != OK || !(event.bstate & BUTTON1_PRESSED))
        return false;
    *y = event.y;
    *x = event.x;
    return true;
}
