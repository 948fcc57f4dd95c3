/*
 * The list of faults of a tariff file. Calls nothing of the project.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "parkade/text.h"
#include "tariff/source.h"

static void add(struct fault_list *list, const struct pk_fault *fault)
{
    int line = fault->line;
    struct pk_faults *all = list->all;

    if (!fault->is_warning && list->errors++ == 0) {
        if (line > 0) {
            snprintf(list->first, sizeof list->first, _("Line %d: %s"), line, fault->message);
        } else {
            snprintf(list->first, sizeof list->first, "%s", fault->message);
        }
    }
    if (all == NULL) {
        return;
    }
    all->errors += fault->is_warning ? 0 : 1;
    if (all->count < PK_FAULTS_MAX) {
        all->fault[all->count++] = *fault;
    }
}

void tariff_fault_error(struct fault_list *list, int line, const char *format, ...)
{
    struct pk_fault fault = {.line = line};
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(fault.message, sizeof fault.message, format, arguments);
    va_end(arguments);
    add(list, &fault);
}

void tariff_fault_warning(struct fault_list *list, int line, const char *format, ...)
{
    struct pk_fault fault = {.line = line, .is_warning = true};
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(fault.message, sizeof fault.message, format, arguments);
    va_end(arguments);
    add(list, &fault);
}

void tariff_fault_example(struct fault_list *list, int line, bool is_warning, const char *format,
                          ...)
{
    struct pk_fault fault = {.line = line, .is_warning = is_warning, .is_example = true};
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(fault.message, sizeof fault.message, format, arguments);
    va_end(arguments);
    add(list, &fault);
}

/* A stable insertion: the list is short and nearly in order. */
void tariff_fault_sort(struct pk_faults *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        struct pk_fault moving = faults->fault[i];
        size_t at = i;
        while (at > 0 && faults->fault[at - 1].line > moving.line) {
            faults->fault[at] = faults->fault[at - 1];
            at--;
        }
        faults->fault[at] = moving;
    }
}
