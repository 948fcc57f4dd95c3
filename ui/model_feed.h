/*
 * What model.c and model_feed.c share.
 */
#ifndef UI_MODEL_FEED_H
#define UI_MODEL_FEED_H

#include "model.h"
#include "parkade/journal.h"

/* Reads the counts of the whole lot, and how many alarms are open. */
enum pk_status model_count(struct model *model);
enum pk_status model_count_alarms(struct model *model);

/* Writes down that the lot could not be read, and why; returns STATUS. */
enum pk_status model_failed(struct model *model, enum pk_status status);

#endif
