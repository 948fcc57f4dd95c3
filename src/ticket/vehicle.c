/*
 * Vehicles: one row for a registration number, found or made. None is ever renamed.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "ticket/row.h"

static enum pk_status insert(struct store *store, const char *canonical, const char *typed,
                             enum pk_vehicle_class vehicle_class)
{
    char folded[PK_REGISTRATION_SIZE];
    pk_registration_fold(folded, canonical);
    struct query *q = query_on(store, "INSERT INTO vehicle (registration_number, "
                                      "registration_typed, registration_folded, vehicle_class) "
                                      "VALUES (?, ?, ?, ?)");
    query_text(q, canonical);
    query_text(q, typed);
    query_text(q, folded);
    query_text(q, pk_vehicle_class_name(vehicle_class));
    return query_run(q);
}

/* The row is written only when something is new about the vehicle. */
static enum pk_status update(struct store *store, int64_t vehicle_id, const char *typed,
                             enum pk_vehicle_class vehicle_class)
{
    struct query *q = query_on(store, "UPDATE vehicle SET registration_typed = ?1, "
                                      "vehicle_class = ?2 WHERE vehicle_id = ?3 "
                                      "AND (registration_typed IS NOT ?1 OR vehicle_class <> ?2)");
    query_text(q, typed);
    query_text(q, pk_vehicle_class_name(vehicle_class));
    query_int(q, vehicle_id);
    return query_run(q);
}

enum pk_status vehicle_check_typed(const char *typed)
{
    char canonical[PK_REGISTRATION_SIZE];
    return pk_registration_canonical(canonical, typed ? typed : "");
}

/* As typed, without the blanks around it. */
static void trim(char out[static PK_TYPED_SIZE], const char *typed)
{
    typed += strspn(typed, " ");
    pk_copy(out, PK_TYPED_SIZE, typed);
    for (size_t length = strlen(out); length > 0 && out[length - 1] == ' ';)
        out[--length] = '\0';
}

enum pk_status vehicle_link(int64_t *vehicle_id, struct store *store, const char *canonical,
                            const char *typed, enum pk_vehicle_class vehicle_class)
{
    char shown[PK_TYPED_SIZE];
    trim(shown, typed);
    struct query *q = query_on(store, "SELECT vehicle_id FROM vehicle "
                                      "WHERE registration_number = ?");
    query_text(q, canonical);
    bool is_known = query_next(q);
    *vehicle_id = is_known ? column_int(q, 0) : 0;
    enum pk_status status = query_end(q);
    if (status != PK_OK)
        return status;
    if (is_known)
        return update(store, *vehicle_id, shown, vehicle_class);
    status = insert(store, canonical, shown, vehicle_class);
    *vehicle_id = store_last_id(store);
    return status;
}

enum pk_status ticket_of_plate(struct pk_ticket *out, struct pk_lot *lot, const char *canonical)
{
    enum pk_status status;
    struct query *q = query_on(lot->store, TICKET_COLUMNS
                               "WHERE v.registration_number = ? AND t.exit_time IS NULL");
    query_text(q, canonical);
    if (ticket_take(out, lot, q, &status) || status != PK_OK)
        return status;
    return PK_TICKET_UNKNOWN;
}
