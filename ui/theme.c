/*
 * The theme's table: one row a role, one column a kind of terminal. Hues are those that people who
 * cannot tell red from green still tell apart (blue, orange, yellow, bluish green), dark enough for
 * a light background and light enough for a dark one. Pure.
 */
#include "theme.h"

#include <stddef.h>

enum { OWN = -1, BLACK = 0, RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, BRIGHT = 8 };
enum { ORANGE = 166, SKY = 32, TEAL = 36, GREY = 244, AMBER = 172 };

struct row {
    char letter;
    struct style many, sixteen, eight, none;
};

static const struct row ROWS[ROLE_COUNT] = {
    [ROLE_TEXT] = {'.', {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_DIM] =
        {'d', {GREY, OWN, 0}, {OWN, OWN, THEME_DIM}, {OWN, OWN, THEME_DIM}, {OWN, OWN, THEME_DIM}},
    [ROLE_TITLE] = {'t',
                    {OWN, OWN, THEME_BOLD},
                    {OWN, OWN, THEME_BOLD},
                    {OWN, OWN, THEME_BOLD},
                    {OWN, OWN, THEME_BOLD}},
    [ROLE_STRONG] = {'s',
                     {OWN, OWN, THEME_BOLD},
                     {OWN, OWN, THEME_BOLD},
                     {OWN, OWN, THEME_BOLD},
                     {OWN, OWN, THEME_BOLD}},
    [ROLE_KEY] = {'k',
                  {SKY, OWN, THEME_BOLD},
                  {CYAN, OWN, THEME_BOLD},
                  {CYAN, OWN, THEME_BOLD},
                  {OWN, OWN, THEME_BOLD}},
    [ROLE_FREE] = {'f', {TEAL, OWN, 0}, {CYAN, OWN, 0}, {CYAN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_TAKEN] = {'o', {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_PAID] = {'p', {SKY, OWN, 0}, {BLUE, OWN, 0}, {BLUE, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_ALERT] = {'a',
                    {ORANGE, OWN, THEME_BOLD},
                    {BRIGHT + YELLOW, OWN, THEME_BOLD},
                    {YELLOW, OWN, THEME_BOLD},
                    {OWN, OWN, THEME_BOLD}},
    [ROLE_CLOSED] = {'x',
                     {GREY, OWN, 0},
                     {BRIGHT + BLACK, OWN, 0},
                     {OWN, OWN, THEME_DIM},
                     {OWN, OWN, THEME_DIM}},
    [ROLE_CHOSEN] = {'c',
                     {OWN, OWN, THEME_REVERSE},
                     {OWN, OWN, THEME_REVERSE},
                     {OWN, OWN, THEME_REVERSE},
                     {OWN, OWN, THEME_REVERSE}},
    [ROLE_FIELD] = {'_',
                    {OWN, OWN, THEME_UNDERLINE},
                    {OWN, OWN, THEME_UNDERLINE},
                    {OWN, OWN, THEME_UNDERLINE},
                    {OWN, OWN, THEME_UNDERLINE}},
    [ROLE_BIG] = {'B',
                  {OWN, OWN, THEME_BOLD},
                  {OWN, OWN, THEME_BOLD},
                  {OWN, OWN, THEME_BOLD},
                  {OWN, OWN, THEME_BOLD}},
    [ROLE_GOOD] = {'g',
                   {TEAL, OWN, THEME_BOLD},
                   {CYAN, OWN, THEME_BOLD},
                   {CYAN, OWN, THEME_BOLD},
                   {OWN, OWN, THEME_BOLD}},
    [ROLE_WARNING] = {'w',
                      {AMBER, OWN, THEME_BOLD},
                      {YELLOW, OWN, THEME_BOLD},
                      {YELLOW, OWN, THEME_BOLD},
                      {OWN, OWN, THEME_BOLD}},
    [ROLE_ERROR] = {'e',
                    {ORANGE, OWN, THEME_BOLD},
                    {BRIGHT + RED, OWN, THEME_BOLD},
                    {RED, OWN, THEME_BOLD},
                    {OWN, OWN, THEME_REVERSE}},
    [ROLE_GATE] = {'G',
                   {TEAL, OWN, THEME_BOLD | THEME_REVERSE},
                   {CYAN, OWN, THEME_BOLD | THEME_REVERSE},
                   {CYAN, OWN, THEME_BOLD | THEME_REVERSE},
                   {OWN, OWN, THEME_BOLD | THEME_REVERSE}},
    [ROLE_BAR] = {'b', {SKY, OWN, 0}, {CYAN, OWN, 0}, {CYAN, OWN, 0}, {OWN, OWN, 0}},
    [ROLE_BESIDE] = {'u',
                     {AMBER, OWN, THEME_BOLD},
                     {YELLOW, OWN, THEME_BOLD},
                     {YELLOW, OWN, THEME_BOLD},
                     {OWN, OWN, THEME_BOLD}},
    [ROLE_QR] = {'q',
                 {16, 231, 0},
                 {BLACK, BRIGHT + WHITE, 0},
                 {BLACK, WHITE, 0},
                 {OWN, OWN, THEME_REVERSE}},
};

void theme_make(struct theme *out, int colours)
{
    out->has_colours = colours >= 8;
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        const struct row *row = &ROWS[i];
        out->styles[i] = colours >= 256  ? row->many
                         : colours >= 16 ? row->sixteen
                         : colours >= 8  ? row->eight
                                         : row->none;
    }
}

char theme_letter(enum role role)
{
    return ROWS[role].letter;
}
