/*
 * Registration numbers for the demo: mostly from the country of the lot, some from its neighbours,
 * in the ways people type them.
 */
#include "demo/world.h"

/* In a pattern 'c' is a German city or district, 'l' a letter, 'd' a digit, 'n' one that is not 0;
 * all else stands for itself. */
static const struct {
    int weight;
    const char *pattern;
} styles[] = {
    {24, "c-ll nddd"},  {14, "c-ll ndd"},   {10, "c-l nddd"},    {8, "c ll nddd"},
    {6, "PL/Wl ddddd"}, {4, "PL/KR ddddl"}, {4, "NL/dd-lll-d"},  {4, "A/W-nddddl"},
    {4, "CZ/nld dddd"}, {3, "F/ll-ddd-ll"}, {3, "DK/ll dd ddd"}, {3, "CH/ZH nddddd"},
    {2, "GB/lldd lll"}, {2, "I/ll dddll"},  {2, "S/lll ddl"},    {2, "UA/АА ddddВС"},
    {1, "GR/ΖΧΑ-dddd"}, {1, "B/1-lll-ddd"},
};

static const char *const districts[] = {"B",  "B",  "B",   "HH",  "M",  "K",   "F",   "S",  "D",
                                        "L",  "H",  "N",   "P",   "DD", "HB",  "LÖS", "TÜ", "WÜ",
                                        "GÖ", "KI", "HRO", "OHV", "TF", "BAR", "MOL", "UM"};

static const char *pick_pattern(struct demo_world *world)
{
    int weights = 0;
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        weights += styles[i].weight;
    int64_t drawn = demo_dice(world, 1, weights);
    size_t i = 0;
    for (; drawn > styles[i].weight; i++)
        drawn -= styles[i].weight;
    return styles[i].pattern;
}

/* The letters that plates avoid because they look like others are avoided here too; the story
 * brings look-alikes on purpose. */
static char letter(struct demo_world *world)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
    return letters[demo_dice(world, 0, (int64_t)sizeof letters - 2)];
}

static size_t write_district(char *out, struct demo_world *world)
{
    int64_t last = (int64_t)(sizeof districts / sizeof districts[0]) - 1;
    const char *district = districts[demo_dice(world, 0, last)];
    size_t length = 0;
    for (; district[length] != '\0'; length++)
        out[length] = district[length];
    return length;
}

/* Patterns are short: with a district for each sign they would still fit. */
static void fill_pattern(char out[static PK_TYPED_SIZE], struct demo_world *world,
                         const char *pattern)
{
    size_t length = 0;
    for (; *pattern != '\0' && length < PK_TYPED_SIZE - 8; pattern++) {
        if (*pattern == 'c')
            length += write_district(out + length, world);
        else if (*pattern == 'l')
            out[length++] = letter(world);
        else if (*pattern == 'n')
            out[length++] = (char)('0' + demo_dice(world, 1, 9));
        else if (*pattern == 'd')
            out[length++] = (char)('0' + demo_dice(world, 0, 9));
        else
            out[length++] = *pattern;
    }
    out[length] = '\0';
}

void demo_make_plate(char out[static PK_TYPED_SIZE], struct demo_world *world,
                     enum pk_vehicle_class vehicle_class, unsigned needs)
{
    if ((needs & PK_NEED_EV) != 0 && demo_dice_percent(world, 70))
        fill_pattern(out, world, "c-ll nddE"); /* electric, by German law */
    else if (vehicle_class == PK_MOTORCYCLE)
        fill_pattern(out, world, "c-l nd");
    else
        fill_pattern(out, world, pick_pattern(world));
}
