#include "tariff/build.h"
void check_tariff(struct builder *b)
{
    (void)b;
}
