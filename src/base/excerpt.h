/*
 * What somebody typed, fit to be quoted in a sentence for people: short, valid and without
 * control characters, whatever came in. A quoted text must not be able to steer a terminal.
 */
#ifndef BASE_EXCERPT_H
#define BASE_EXCERPT_H

/* Characters shown, and the room they take with the ellipsis. */
enum { BASE_EXCERPT_LENGTH = 40, BASE_EXCERPT_SIZE = 4 * BASE_EXCERPT_LENGTH + 4 };

/* Copies the first characters of TEXT; "…" shows where it goes on, '?' stands for what cannot be
 * shown. */
void base_excerpt(char out[static BASE_EXCERPT_SIZE], const char *text);

#endif
