/*
 * The table of settings, shared by those who read and those who change them.
 */
#ifndef LOT_SETTINGS_H
#define LOT_SETTINGS_H

#include "lot/handle.h"

enum setting_type {
    TYPE_TEXT,
    TYPE_DURATION,
    TYPE_FLAG,
    TYPE_CHOICE,
    TYPE_DENOMINATIONS,
    TYPE_COUNT,
    TYPE_PREFIX,
    TYPE_PRINTER,
    TYPE_FOLDER
};

struct setting {
    const char *name;
    enum setting_type type;
    const char *fallback;
    int64_t least, most; /* of a duration, in seconds, or of a count */
    const char *choices; /* of a choice: " a b c " */
    bool is_fixed;       /* given when the lot was made */
    const char *text;
};

/* The setting of one station: its name is SETTING_PRINTER_PREFIX and the station's. What it is
 * where that of the lot is meant. */
#define SETTING_PRINTER_PREFIX "printer."
#define SETTING_AS_LOT         "default"

/* What a folder is where there is none. */
#define SETTING_BUILTIN "builtin"

/* What a list of denominations is where the currency's own are meant. */
#define SETTING_AS_CURRENCY "currency"

/* What a prefix is where there is none. */
#define SETTING_NO_PREFIX "none"

extern const struct setting setting_table[SETTING_COUNT];

/* The setting NAME and its number; NULL when there is none. */
const struct setting *setting_find(enum setting_id *id, const char *name);

/* What the lot has for the setting NAME, whose number is ID, for people. */
enum pk_status setting_describe(struct pk_setting *out, struct pk_lot *lot, enum setting_id id,
                                const char *name);
/* The same of its value alone; and writing that inside an open transaction, without an act. */
enum pk_status setting_text_named(char out[static PK_SETTING_SIZE], struct pk_lot *lot,
                                  enum setting_id id, const char *name);
enum pk_status setting_store_named(struct store *store, const char *name, const char *value);

#endif
