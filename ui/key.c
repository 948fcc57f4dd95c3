/*
 * Names and kinds of keys. Pure; calls utf8proc only.
 */
#include "key.h"

#include <stdio.h>
#include <utf8proc.h>

struct named_key {
    ui_key key;
    const char *utf8, *ascii;
};

static const struct named_key NAMES[] = {
    {K_TAB, "Tab", "Tab"},
    {K_ENTER, "Enter", "Enter"},
    {K_ESC, "Esc", "Esc"},
    {K_BACKSPACE, "Backspace", "Backspace"},
    {K_UP, "↑", "Up"},
    {K_DOWN, "↓", "Down"},
    {K_LEFT, "←", "Left"},
    {K_RIGHT, "→", "Right"},
    {K_HOME, "Home", "Home"},
    {K_END, "End", "End"},
    {K_PAGE_UP, "PgUp", "PgUp"},
    {K_PAGE_DOWN, "PgDn", "PgDn"},
    {K_INSERT, "Ins", "Ins"},
    {K_DELETE, "Del", "Del"},
    {K_BACK_TAB, "Shift-Tab", "Shift-Tab"},
    {K_MOUSE, "Mouse", "Mouse"},
    {' ', "Space", "Space"},
};

bool key_is_text(ui_key key)
{
    return key >= ' ' && key != K_BACKSPACE && key < K_NAMED && !(key >= 0x80 && key < 0xa0);
}

bool key_is_hex(ui_key key)
{
    return (key >= '0' && key <= '9') || (key >= 'a' && key <= 'f') || (key >= 'A' && key <= 'F');
}

void key_label(char out[static KEY_LABEL_SIZE], ui_key key, bool is_utf8)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        if (NAMES[i].key == key) {
            snprintf(out, KEY_LABEL_SIZE, "%s", is_utf8 ? NAMES[i].utf8 : NAMES[i].ascii);
            return;
        }
    }
    if (key > K_F0 && key <= K_F0 + 12)
        snprintf(out, KEY_LABEL_SIZE, "F%u", key - K_F0);
    else if (key > 0 && key < ' ')
        snprintf(out, KEY_LABEL_SIZE, "Ctrl-%c", (int)key + 'A' - 1);
    else {
        char text[5];
        key_utf8(text, key);
        snprintf(out, KEY_LABEL_SIZE, "%s", text);
    }
}

size_t key_utf8(char out[static 5], ui_key key)
{
    out[0] = '\0';
    if (!key_is_text(key))
        return 0;
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)key, (utf8proc_uint8_t *)out);
    out[length > 0 ? length : 0] = '\0';
    return length > 0 ? (size_t)length : 0;
}
