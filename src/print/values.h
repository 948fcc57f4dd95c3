/*
 * What may stand in braces in a template, and what it becomes on a slip. Calls base only.
 */
#ifndef PRINT_VALUES_H
#define PRINT_VALUES_H

#include "parkade/print.h"

enum { VALUE_SIZE = PK_SETTING_SIZE + 64 };

struct value {
    const char *name;
    unsigned slips; /* on which it stands: a set of VALUE_ON_... */
    /* Writes what it is on SLIP; nothing where there is none, and its line is left out. */
    void (*write)(char out[static VALUE_SIZE], const struct pk_slip *slip,
                  const struct pk_printer *printer);
};

/* The one whose name is the LENGTH bytes at NAME, or NULL. */
const struct value *value_find(const char *name, size_t length);

/* Whether it stands on slips of KIND. */
bool value_is_on(const struct value *value, enum pk_slip_kind kind);

/* All of them; the last has no name. */
extern const struct value value_table[];

#endif
