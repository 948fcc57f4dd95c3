-- Customers: season permits and how many of their vehicles are inside, sponsors' validations and
-- what they took off, and plates that look like a watched one.

-- ---- permits ----

-- The permit that a stay is under; an ended ticket keeps it.
ALTER TABLE parking_ticket ADD COLUMN permit_id INTEGER REFERENCES permit (permit_id);

-- Who is inside under a permit, and the foreign key.
CREATE INDEX ticket_permit ON parking_ticket (permit_id, exit_time) WHERE permit_id IS NOT NULL;

CREATE TRIGGER permit_is_new BEFORE INSERT ON permit
WHEN EXISTS (SELECT 1 FROM permit WHERE permit_id = NEW.permit_id)
BEGIN SELECT RAISE(ABORT, 'this permit exists'); END;

-- What was sold stays as it was sold; it may only end sooner. (The holder's name may be blanked.)
CREATE TRIGGER permit_only_ends BEFORE UPDATE ON permit
WHEN NEW.permit_id IS NOT OLD.permit_id OR NEW.valid_from IS NOT OLD.valid_from
    OR NEW.max_inside IS NOT OLD.max_inside OR (NEW.valid_to <= OLD.valid_to) IS NOT TRUE
    OR (NEW.is_active <= OLD.is_active) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'a permit only ends'); END;

CREATE TRIGGER permit_stays BEFORE DELETE ON permit
WHEN EXISTS (SELECT 1 FROM parking_ticket WHERE permit_id = OLD.permit_id)
    OR EXISTS (SELECT 1 FROM permit_plate WHERE permit_id = OLD.permit_id)
BEGIN SELECT RAISE(ABORT, 'a permit with plates or tickets stays'); END;

CREATE TRIGGER permit_plate_has_its_permit BEFORE INSERT ON permit_plate
WHEN NOT EXISTS (SELECT 1 FROM permit WHERE permit_id = NEW.permit_id)
BEGIN SELECT RAISE(ABORT, 'a plate needs its permit'); END;

CREATE TRIGGER permit_plate_kept BEFORE UPDATE ON permit_plate
BEGIN SELECT RAISE(ABORT, 'plates of a permit come and go, they do not change'); END;

-- A plate of the permit that was valid when the vehicle came; the ticket that replaces a lost one
-- has what that one had.
CREATE TRIGGER ticket_permit_fits BEFORE INSERT ON parking_ticket
WHEN NEW.permit_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM parking_ticket
                    WHERE ticket_id = NEW.replaces AND permit_id = NEW.permit_id)
    AND NOT EXISTS (SELECT 1 FROM vehicle v
                    JOIN permit_plate l ON l.registration_number = v.registration_number
                    JOIN permit p ON p.permit_id = l.permit_id
                    WHERE v.vehicle_id = NEW.vehicle_id AND p.permit_id = NEW.permit_id
                      AND NEW.entry_time >= p.valid_from AND NEW.entry_time < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'this plate is not under this permit'); END;

CREATE TRIGGER ticket_permit_fits_still BEFORE UPDATE OF permit_id, vehicle_id ON parking_ticket
WHEN NEW.exit_time IS NULL AND NEW.permit_id IS NOT NULL
    AND (NEW.permit_id IS NOT OLD.permit_id OR NEW.vehicle_id IS NOT OLD.vehicle_id)
    AND NOT EXISTS (SELECT 1 FROM vehicle v
                    JOIN permit_plate l ON l.registration_number = v.registration_number
                    JOIN permit p ON p.permit_id = l.permit_id
                    WHERE v.vehicle_id = NEW.vehicle_id AND p.permit_id = NEW.permit_id
                      AND NEW.entry_time >= p.valid_from AND NEW.entry_time < p.valid_to)
BEGIN SELECT RAISE(ABORT, 'this plate is not under this permit'); END;

CREATE TRIGGER ticket_permit_has_room BEFORE INSERT ON parking_ticket
WHEN NEW.permit_id IS NOT NULL AND NEW.exit_time IS NULL
    AND (SELECT count(*) FROM parking_ticket
         WHERE permit_id = NEW.permit_id AND exit_time IS NULL)
        >= (SELECT max_inside FROM permit WHERE permit_id = NEW.permit_id)
BEGIN SELECT RAISE(ABORT, 'as many as this permit allows are inside'); END;

CREATE TRIGGER ticket_permit_has_room_still BEFORE UPDATE OF permit_id ON parking_ticket
WHEN NEW.permit_id IS NOT NULL AND NEW.permit_id IS NOT OLD.permit_id AND NEW.exit_time IS NULL
    AND (SELECT count(*) FROM parking_ticket
         WHERE permit_id = NEW.permit_id AND exit_time IS NULL)
        >= (SELECT max_inside FROM permit WHERE permit_id = NEW.permit_id)
BEGIN SELECT RAISE(ABORT, 'as many as this permit allows are inside'); END;

CREATE TRIGGER ticket_ends_under_its_permit BEFORE UPDATE OF permit_id ON parking_ticket
WHEN NEW.permit_id IS NOT OLD.permit_id
    AND (OLD.exit_time IS NOT NULL OR NEW.exit_time IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a ticket ends under its permit'); END;

-- How many are inside under permits, so that what is kept for the others costs one look.
CREATE TABLE permit_count (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    inside INTEGER NOT NULL CHECK (inside >= 0)
) STRICT;

INSERT INTO permit_count (one, inside) VALUES (1, 0);

CREATE TRIGGER permit_count_born BEFORE INSERT ON permit_count
BEGIN SELECT RAISE(ABORT, 'counts are kept by the tickets alone'); END;
CREATE TRIGGER permit_count_kept BEFORE UPDATE ON permit_count
WHEN NOT EXISTS (SELECT 1 FROM count_door)
BEGIN SELECT RAISE(ABORT, 'counts are kept by the tickets alone'); END;
CREATE TRIGGER permit_count_stays BEFORE DELETE ON permit_count
BEGIN SELECT RAISE(ABORT, 'counts are kept by the tickets alone'); END;

CREATE TRIGGER permit_counts_in AFTER INSERT ON parking_ticket
WHEN NEW.permit_id IS NOT NULL AND NEW.exit_time IS NULL
BEGIN
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE permit_count SET inside = inside + 1;
    DELETE FROM count_door;
END;

CREATE TRIGGER permit_counts_change AFTER UPDATE OF permit_id, exit_time ON parking_ticket
WHEN (NEW.permit_id IS NOT NULL AND NEW.exit_time IS NULL)
    <> (OLD.permit_id IS NOT NULL AND OLD.exit_time IS NULL)
BEGIN
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE permit_count SET inside = inside
        + (NEW.permit_id IS NOT NULL AND NEW.exit_time IS NULL)
        - (OLD.permit_id IS NOT NULL AND OLD.exit_time IS NULL);
    DELETE FROM count_door;
END;

-- ---- validations ----

-- by_tariff: what it gives stands in the tariff, as [validation CODE] or with = CODE. most: how
-- often it may be given in all; given: how often it was, also when retention took the tickets.
ALTER TABLE validation ADD COLUMN by_tariff INTEGER NOT NULL DEFAULT 0
    CHECK (by_tariff IN (0, 1) AND (by_tariff = 0 OR value = 0));
ALTER TABLE validation ADD COLUMN most INTEGER CHECK (most > 0);
ALTER TABLE validation ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given >= 0);

UPDATE validation SET given = (SELECT count(*) FROM ticket_validation v
                               WHERE v.code = validation.code);

CREATE UNIQUE INDEX validation_once ON validation (code COLLATE NOCASE);

CREATE TRIGGER validation_is_new BEFORE INSERT ON validation
WHEN NEW.given IS NOT 0
    OR EXISTS (SELECT 1 FROM validation WHERE code = NEW.code COLLATE NOCASE)
BEGIN SELECT RAISE(ABORT, 'this code exists'); END;

CREATE TRIGGER validation_only_ends BEFORE UPDATE ON validation
WHEN NEW.code IS NOT OLD.code OR NEW.sponsor IS NOT OLD.sponsor OR NEW.kind IS NOT OLD.kind
    OR NEW.value IS NOT OLD.value OR NEW.by_tariff IS NOT OLD.by_tariff
    OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to
    OR NEW.per_day IS NOT OLD.per_day OR NEW.most IS NOT OLD.most
    OR (NEW.is_active <= OLD.is_active) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'a code only ends'); END;

CREATE TRIGGER validation_given_kept BEFORE UPDATE ON validation
WHEN NEW.given IS NOT OLD.given AND NOT EXISTS (SELECT 1 FROM count_door)
BEGIN SELECT RAISE(ABORT, 'how often a code was given is kept by the giving'); END;

CREATE TRIGGER validation_stays BEFORE DELETE ON validation
BEGIN SELECT RAISE(ABORT, 'codes are never deleted'); END;

-- What it took off, in minor units, and when that was final: when the vehicle left.
ALTER TABLE ticket_validation ADD COLUMN taken INTEGER CHECK (taken >= 0);
ALTER TABLE ticket_validation ADD COLUMN taken_at INTEGER
    CHECK ((taken_at IS NULL) = (taken IS NULL));

CREATE INDEX ticket_validation_taken ON ticket_validation (taken_at) WHERE taken_at IS NOT NULL;

CREATE TRIGGER ticket_validation_is_new BEFORE INSERT ON ticket_validation
WHEN NEW.taken IS NOT NULL
    OR EXISTS (SELECT 1 FROM ticket_validation
               WHERE request_id = NEW.request_id
                  OR (ticket_id = NEW.ticket_id AND code = NEW.code))
BEGIN SELECT RAISE(ABORT, 'this code was given already'); END;

CREATE TRIGGER ticket_validation_before_payment BEFORE INSERT ON ticket_validation
WHEN NOT EXISTS (SELECT 1 FROM parking_ticket
                 WHERE ticket_id = NEW.ticket_id AND exit_time IS NULL AND is_paid = 0)
BEGIN SELECT RAISE(ABORT, 'a code is given to an open ticket that is not paid'); END;

CREATE TRIGGER ticket_validation_has_its_code BEFORE INSERT ON ticket_validation
WHEN NOT EXISTS (SELECT 1 FROM validation
                 WHERE code = NEW.code AND is_active = 1 AND (most IS NULL OR given < most))
BEGIN SELECT RAISE(ABORT, 'this code has ended or was given as often as it may be'); END;

CREATE TRIGGER ticket_validation_counts AFTER INSERT ON ticket_validation
BEGIN
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE validation SET given = given + 1 WHERE code = NEW.code;
    DELETE FROM count_door;
END;

CREATE TRIGGER ticket_validation_kept BEFORE UPDATE ON ticket_validation
WHEN NEW.ticket_id IS NOT OLD.ticket_id OR NEW.code IS NOT OLD.code OR NEW.time IS NOT OLD.time
    OR NEW.staff IS NOT OLD.staff OR NEW.station IS NOT OLD.station
    OR NEW.request_id IS NOT OLD.request_id OR OLD.taken IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM parking_ticket
                   WHERE ticket_id = NEW.ticket_id AND exit_time IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'what a code took off does not change'); END;

CREATE TRIGGER ticket_validation_stays BEFORE DELETE ON ticket_validation
WHEN NOT EXISTS (SELECT 1 FROM ticket_past WHERE ticket_id = OLD.ticket_id)
BEGIN SELECT RAISE(ABORT, 'codes that were given go by retention only'); END;

-- ---- the watchlist ----

ALTER TABLE watchlist ADD COLUMN registration_folded TEXT NOT NULL DEFAULT '';
CREATE INDEX watchlist_folded ON watchlist (registration_folded);

CREATE TRIGGER watchlist_is_new BEFORE INSERT ON watchlist
WHEN EXISTS (SELECT 1 FROM watchlist WHERE registration_number = NEW.registration_number)
BEGIN SELECT RAISE(ABORT, 'this plate is watched already'); END;

CREATE TRIGGER watchlist_kept BEFORE UPDATE ON watchlist
BEGIN SELECT RAISE(ABORT, 'plates come and go on the watchlist, they do not change'); END;
