/*
 * Registration numbers: one vehicle, one canonical form.
 */
#ifndef PARKADE_REGISTRATION_H
#define PARKADE_REGISTRATION_H

#include "parkade/types.h"

/*
 * Makes the canonical form of TYPED: NFC, upper case, without blanks, hyphens, dots and middle
 * dots; 1 to 15 letters and digits of any script, with an optional country of 1 to 3 Latin
 * letters in front ("PL/AB123").
 * Returns PK_OK, or PK_REGISTRATION_INVALID with a sentence that says what is wrong.
 */
enum pk_status pk_registration_canonical(char out[static PK_REGISTRATION_SIZE], const char *typed);

/*
 * Folds a canonical form so that look-alikes become equal: O 0 Q, I 1 L, B 8, S 5, Z 2. The
 * country is dropped. For searching only; identity never uses it.
 */
void pk_registration_fold(char out[static PK_REGISTRATION_SIZE], const char *canonical);

#endif
