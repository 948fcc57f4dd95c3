#!/bin/sh
# Prints a C file with the text of each FILE of data/ as a string, and the table of them:
# what the program needs at run time is inside it. Usage: embed.sh FILE ...
set -eu

printf '/* Made by data/embed.sh. */\n#include "base/builtin.h"\n\n'
printf 'const struct builtin_file builtin_files[] = {\n'
for file in "$@"; do
    printf '    {"%s",\n' "${file#data/}"
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/     "/' -e 's/$/\\n"/' "$file"
    printf '     , %s},\n' "$(wc -c <"$file")"
done
printf '    {0, 0, 0},\n};\n'
