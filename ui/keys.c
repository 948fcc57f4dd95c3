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

bool keys_read(ui_key *out, struct terminal *terminal)
{
    wint_t code = 0;
    int kind = wget_wch(terminal->input, &code);

    if (kind == ERR)
        return false;
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
