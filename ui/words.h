/*
 * The domain's words as people read them. Pure.
 */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "parkade/types.h"

const char *words_class(enum pk_vehicle_class value);
const char *words_kind(enum pk_spot_kind value);
const char *words_method(enum pk_method value); /* "in cash" */

#endif
