/*
 * What was typed into the entry line. Pure: it says what the text is, not whether that exists.
 */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

enum entry_kind {
    ENTRY_NOTHING,
    ENTRY_SCAN,   /* a UUID, with or without hyphens */
    ENTRY_NUMBER, /* "#1042", or nothing but digits */
    ENTRY_SPOT,   /* "@A17" */
    ENTRY_PLATE   /* anything else; "plate:1042" for one of digits */
};

/* REST takes where the number, the label or the plate begins in TEXT. */
enum entry_kind entry_kind(const char **rest, const char *text);

#endif
