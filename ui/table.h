/*
 * A table: a heading, and lines of which one is chosen. What stands in a cell is the owner's
 * business; the table knows columns, what gives way on a narrow screen, and what is in view. Draws
 * through paint.c.
 */
#ifndef UI_TABLE_H
#define UI_TABLE_H

#include "list.h"
#include "paint.h"

enum { TABLE_CELL_SIZE = 256, TABLE_COLUMNS_MAX = 10 };

struct table_column {
    const char *title; /* of the heading, to be translated */
    int width;         /* columns of the screen; the last one shown takes what is left */
    int from;          /* is left out on screens with fewer columns than this; 0: never */
    bool is_right;     /* its text ends at its right edge: amounts */
};

/* Writes what stands in the cell of line LINE and column COLUMN into OUT, and says in which role.
 * ROWS is what was given to table_draw(). OUT begins as "". */
typedef enum role (*table_cell)(char out[static TABLE_CELL_SIZE], const void *rows, int line,
                                int column);

struct table {
    const struct table_column *columns;
    int column_count;
    table_cell cell;
    struct list list;
    int page; /* the lines in view, as it was drawn last; for list_key() */
};

/* Draws heading and lines into AREA and puts the cursor on the chosen one. */
void table_draw(struct table *table, struct paint *paint, const struct rect *area,
                const void *rows);

/* Moves the choice; false: not a key of a table. */
bool table_key(struct table *table, ui_key key);

#endif
