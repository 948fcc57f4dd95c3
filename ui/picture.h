/*
 * The screen as text: what is on it now, and in which role each cell was drawn. For the golden
 * screens of the tests and the pictures of the README.
 */
#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include <stdio.h>

#include "theme.h"

/* Writes the lines of the screen, without blanks at their ends. */
void picture_text(FILE *out);

/* Writes a letter a cell: the role's in a theme with colours (theme_letter()), else b bold, d dim,
 * r reverse, R both, u underlined; '.' for plain text. Then where the cursor is. */
void picture_roles(FILE *out, const struct theme *theme);

#endif
