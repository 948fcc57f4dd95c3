/*
 * A line editor: the text of one field and where its cursor is. It knows no screen and no field
 * around it; Enter, Esc and the arrows up and down belong to whoever owns it. Pure.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "key.h"

enum { EDITOR_SIZE = 256 };

enum editor_answer {
    EDITOR_IGNORED, /* not a key of mine */
    EDITOR_MOVED,   /* the cursor moved, or nothing was left to do */
    EDITOR_CHANGED  /* the text is another one now */
};

struct editor {
    char text[EDITOR_SIZE]; /* UTF-8 */
    size_t length, cursor;  /* in bytes; the cursor stands before a whole character */
    bool is_old;            /* the text has been dealt with: the next character replaces it */
    /* Which characters are text here; NULL: all of them. */
    bool (*accepts)(ui_key key);
    /* Characters that are commands while the line is empty; NULL: none. */
    const char *commands;
};

/* Replaces the text and puts the cursor behind it. What does not fit whole is refused. */
bool editor_set(struct editor *editor, const char *text);
void editor_clear(struct editor *editor);

/* Whether KEY is for this editor before anybody else sees it: text it accepts always, keys that
 * move or delete while there is something to move in. */
bool editor_wants(const struct editor *editor, ui_key key);

enum editor_answer editor_key(struct editor *editor, ui_key key);

/* Puts TEXT in at the cursor, without what the editor does not accept (line ends among it). */
enum editor_answer editor_paste(struct editor *editor, const char *text);

/*
 * What to show in WIDTH columns: the first byte to draw, so that the cursor is inside. COLUMN
 * takes the cursor's column from there.
 */
size_t editor_view(const struct editor *editor, int width, int *column);

#endif
