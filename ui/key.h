/*
 * What a key is inside the console: a Unicode character, or one of the named keys above them. Only
 * keys.c knows how curses calls them. Pure.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t ui_key;

enum {
    K_NONE = 0,
    K_TAB = '\t',
    K_ENTER = '\r',
    K_ESC = 27,
    K_BACKSPACE = 127,
    K_NAMED = 0x110000, /* above every Unicode character */
    K_UP = K_NAMED,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_INSERT,
    K_DELETE,
    K_BACK_TAB,
    K_WORD_LEFT,
    K_WORD_RIGHT,
    K_MOUSE,
    K_PASTE_BEGIN,
    K_PASTE_END,
    K_F0 /* F1 is K_F0 + 1 */
};

#define K_CTRL(letter) ((ui_key)((letter)&0x1f))

enum { KEY_LABEL_SIZE = 24 };

/* A character that can stand in a text. */
bool key_is_text(ui_key key);

/* A digit or a letter of a hexadecimal number, in either case. */
bool key_is_hex(ui_key key);

/* The name on the key cap: "Enter", "Ctrl-Q", "c". Arrows are signs in UTF-8, words in ASCII. */
void key_label(char out[static KEY_LABEL_SIZE], ui_key key, bool is_utf8);

/* Writes the character KEY as UTF-8; returns its bytes, 0 when it is none. */
size_t key_utf8(char out[static 5], ui_key key);

#endif
