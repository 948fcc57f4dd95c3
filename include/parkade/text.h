/*
 * Sentences for people go through _(), so that other languages can come. Codes, JSON keys and the
 * journal stay English and do not.
 */
#ifndef PARKADE_TEXT_H
#define PARKADE_TEXT_H

#include <libintl.h>

#define _(text) gettext(text)

/* Copies TEXT whole into OUT of SIZE bytes. False, and OUT is "", when it does not fit: nothing is
 * ever cut off silently. */
_Bool pk_copy(char *out, unsigned long size, const char *text);

#endif
