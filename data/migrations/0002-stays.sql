-- Vehicles, tickets, and what keeps one vehicle on one spot under one open ticket.

CREATE TABLE vehicle (
    vehicle_id          INTEGER PRIMARY KEY CHECK (vehicle_id > 0),
    registration_number TEXT UNIQUE CHECK (length(registration_number) BETWEEN 1 AND 19),
    registration_typed  TEXT,
    registration_folded TEXT,
    vehicle_class       TEXT NOT NULL DEFAULT 'car'
                        CHECK (vehicle_class IN ('car', 'motorcycle', 'van', 'truck'))
) STRICT;

CREATE INDEX vehicle_folded ON vehicle (registration_folded);

CREATE TRIGGER vehicle_is_new BEFORE INSERT ON vehicle
WHEN EXISTS (SELECT 1 FROM vehicle
             WHERE registration_number = NEW.registration_number OR vehicle_id = NEW.vehicle_id)
BEGIN SELECT RAISE(ABORT, 'this vehicle is known already'); END;

CREATE TABLE parking_ticket (
    ticket_id     TEXT PRIMARY KEY CHECK (length(ticket_id) = 36),
    ticket_no     INTEGER NOT NULL UNIQUE CHECK (ticket_no > 0),
    vehicle_id    INTEGER NOT NULL REFERENCES vehicle (vehicle_id),
    spot_id       INTEGER NOT NULL REFERENCES parking_spot (spot_id),
    vehicle_class TEXT NOT NULL DEFAULT 'car'
                  CHECK (vehicle_class IN ('car', 'motorcycle', 'van', 'truck')),
    entry_time    INTEGER NOT NULL,
    exit_time     INTEGER,
    expires_at    INTEGER NOT NULL,
    is_paid       INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)),
    ended_as      TEXT CHECK (ended_as IN ('exited', 'void', 'replaced', 'released')),
    found_by      TEXT CHECK (found_by IN ('scan', 'number', 'plate', 'spot')),
    replaces      TEXT REFERENCES parking_ticket (ticket_id),
    owed          INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0),
    is_lost       INTEGER NOT NULL DEFAULT 0 CHECK (is_lost IN (0, 1)),
    is_late_entry INTEGER NOT NULL DEFAULT 0 CHECK (is_late_entry IN (0, 1)),
    reason        TEXT,
    entry_station TEXT REFERENCES station (name),
    entry_staff   TEXT,
    exit_station  TEXT REFERENCES station (name),
    exit_staff    TEXT,
    CHECK (exit_time >= entry_time),
    CHECK ((exit_time IS NULL) = (ended_as IS NULL)),
    CHECK (found_by IS NULL OR ended_as IS 'exited'),
    CHECK (owed = 0 OR ended_as IS 'released'),
    CHECK (rowid > 0) -- a trigger that looks before an INSERT sees -1 where none is named
) STRICT;

-- One spot holds one vehicle, one vehicle has one open ticket.
CREATE UNIQUE INDEX ticket_open_spot ON parking_ticket (spot_id) WHERE exit_time IS NULL;
CREATE UNIQUE INDEX ticket_open_vehicle ON parking_ticket (vehicle_id) WHERE exit_time IS NULL;
-- A ticket is replaced once. Without its condition the index would hold NULL for nearly all, and
-- SQLite would walk through them for "replaces IS NULL".
CREATE UNIQUE INDEX ticket_replaces ON parking_ticket (replaces) WHERE replaces IS NOT NULL;
-- The foreign keys, and the reports.
CREATE INDEX ticket_vehicle ON parking_ticket (vehicle_id);
CREATE INDEX ticket_spot ON parking_ticket (spot_id);
CREATE INDEX ticket_entry ON parking_ticket (entry_time);
CREATE INDEX ticket_exit ON parking_ticket (exit_time, ended_as) WHERE exit_time IS NOT NULL;
CREATE INDEX ticket_open_entry ON parking_ticket (entry_time) WHERE exit_time IS NULL;
CREATE INDEX ticket_owed ON parking_ticket (ticket_no) WHERE owed > 0;

-- What is to be deleted one day, and up to when: the delete guards let nothing else pass.
CREATE TABLE retention_run (
    run_id         INTEGER PRIMARY KEY,
    opened_at      INTEGER NOT NULL,
    closed_at      INTEGER CHECK (closed_at >= opened_at),
    plate_cutoff   INTEGER NOT NULL,
    ticket_cutoff  INTEGER NOT NULL,
    journal_cutoff INTEGER NOT NULL,
    certificate    TEXT
) STRICT;

CREATE UNIQUE INDEX retention_run_open ON retention_run (closed_at IS NULL)
    WHERE closed_at IS NULL;

-- A dispute: the ticket stays whatever its age.
CREATE TABLE hold (
    ticket_id TEXT PRIMARY KEY REFERENCES parking_ticket (ticket_id),
    reason    TEXT NOT NULL,
    since     INTEGER NOT NULL,
    staff     TEXT
) STRICT, WITHOUT ROWID;

-- What the open run may forget and delete: never what is inside, owes or is under a hold.
CREATE VIEW ticket_settled AS
    SELECT ticket_id, exit_time FROM parking_ticket t
    WHERE exit_time IS NOT NULL AND owed = 0
      AND NOT EXISTS (SELECT 1 FROM hold WHERE ticket_id = t.ticket_id);
CREATE VIEW ticket_without_plate AS
    SELECT ticket_id FROM ticket_settled, retention_run
    WHERE closed_at IS NULL AND exit_time < plate_cutoff;
-- A replaced ticket and its money go after the one that replaced it, which counts them.
CREATE VIEW ticket_past AS
    SELECT ticket_id FROM ticket_settled t, retention_run
    WHERE closed_at IS NULL AND exit_time < ticket_cutoff
      AND NOT EXISTS (SELECT 1 FROM parking_ticket WHERE replaces = t.ticket_id);

CREATE TRIGGER ticket_is_new BEFORE INSERT ON parking_ticket
WHEN EXISTS (SELECT 1 FROM parking_ticket
             WHERE ticket_id = NEW.ticket_id OR ticket_no = NEW.ticket_no OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'this ticket exists'); END;

CREATE TRIGGER ticket_has_its_own BEFORE INSERT ON parking_ticket
WHEN NOT EXISTS (SELECT 1 FROM vehicle WHERE vehicle_id = NEW.vehicle_id)
    OR NOT EXISTS (SELECT 1 FROM parking_spot WHERE spot_id = NEW.spot_id)
BEGIN SELECT RAISE(ABORT, 'a ticket needs its vehicle and its spot'); END;

CREATE TRIGGER ticket_one_per_spot BEFORE INSERT ON parking_ticket
WHEN NEW.exit_time IS NULL
    AND EXISTS (SELECT 1 FROM parking_ticket WHERE spot_id = NEW.spot_id AND exit_time IS NULL)
BEGIN SELECT RAISE(ABORT, 'this spot has an open ticket'); END;

CREATE TRIGGER ticket_one_per_vehicle BEFORE INSERT ON parking_ticket
WHEN NEW.exit_time IS NULL AND EXISTS (SELECT 1 FROM parking_ticket
                                       WHERE vehicle_id = NEW.vehicle_id AND exit_time IS NULL)
BEGIN SELECT RAISE(ABORT, 'this vehicle has an open ticket'); END;

CREATE TRIGGER ticket_replaces_once BEFORE INSERT ON parking_ticket
WHEN EXISTS (SELECT 1 FROM parking_ticket WHERE replaces = NEW.replaces)
BEGIN SELECT RAISE(ABORT, 'this ticket has been replaced already'); END;

CREATE TRIGGER ticket_takes_spot AFTER INSERT ON parking_ticket
WHEN NEW.exit_time IS NULL
BEGIN
    UPDATE parking_spot SET is_occupied = 1, is_available = 0 WHERE spot_id = NEW.spot_id;
END;

CREATE TRIGGER ticket_keeps_its_name BEFORE UPDATE ON parking_ticket
WHEN NEW.ticket_id IS NOT OLD.ticket_id OR NEW.ticket_no IS NOT OLD.ticket_no
    OR NEW.entry_time IS NOT OLD.entry_time OR NEW.replaces IS NOT OLD.replaces
    OR NEW.rowid IS NOT OLD.rowid
BEGIN SELECT RAISE(ABORT, 'a ticket keeps its id, number and entry'); END;

CREATE TRIGGER ticket_moves_alone BEFORE UPDATE OF spot_id, vehicle_id ON parking_ticket
WHEN OLD.exit_time IS NULL
    AND (EXISTS (SELECT 1 FROM parking_ticket
                 WHERE spot_id = NEW.spot_id AND exit_time IS NULL
                   AND ticket_id <> OLD.ticket_id)
      OR EXISTS (SELECT 1 FROM parking_ticket
                 WHERE vehicle_id = NEW.vehicle_id AND exit_time IS NULL
                   AND ticket_id <> OLD.ticket_id))
BEGIN SELECT RAISE(ABORT, 'the spot or the vehicle has an open ticket'); END;

CREATE TRIGGER ticket_moves_to_its_own BEFORE UPDATE OF spot_id, vehicle_id ON parking_ticket
WHEN NOT EXISTS (SELECT 1 FROM vehicle WHERE vehicle_id = NEW.vehicle_id)
    OR NOT EXISTS (SELECT 1 FROM parking_spot WHERE spot_id = NEW.spot_id)
BEGIN SELECT RAISE(ABORT, 'a ticket needs its vehicle and its spot'); END;

CREATE TRIGGER ticket_ends_where_it_is BEFORE UPDATE OF exit_time ON parking_ticket
WHEN OLD.exit_time IS NULL AND NEW.exit_time IS NOT NULL
    AND (NEW.spot_id IS NOT OLD.spot_id OR NEW.vehicle_id IS NOT OLD.vehicle_id)
BEGIN SELECT RAISE(ABORT, 'a ticket ends on its spot'); END;

-- An ended ticket is history. Only what it owes goes down when it is paid, and retention points it
-- to a blank vehicle.
CREATE TRIGGER ticket_ended_stays BEFORE UPDATE ON parking_ticket
WHEN OLD.exit_time IS NOT NULL
    AND (NEW.spot_id IS NOT OLD.spot_id OR NEW.vehicle_class IS NOT OLD.vehicle_class
      OR NEW.exit_time IS NOT OLD.exit_time OR NEW.expires_at IS NOT OLD.expires_at
      OR NEW.is_paid IS NOT OLD.is_paid OR NEW.ended_as IS NOT OLD.ended_as
      OR NEW.found_by IS NOT OLD.found_by OR (NEW.owed <= OLD.owed) IS NOT TRUE
      OR NEW.is_lost IS NOT OLD.is_lost OR NEW.is_late_entry IS NOT OLD.is_late_entry
      OR NEW.reason IS NOT OLD.reason
      OR NEW.entry_station IS NOT OLD.entry_station OR NEW.entry_staff IS NOT OLD.entry_staff
      OR NEW.exit_station IS NOT OLD.exit_station OR NEW.exit_staff IS NOT OLD.exit_staff)
BEGIN SELECT RAISE(ABORT, 'an ended ticket does not change'); END;

CREATE TRIGGER ticket_vehicle_stays BEFORE UPDATE OF vehicle_id ON parking_ticket
WHEN OLD.exit_time IS NOT NULL AND NEW.vehicle_id IS NOT OLD.vehicle_id
    AND NOT (EXISTS (SELECT 1 FROM ticket_without_plate WHERE ticket_id = OLD.ticket_id)
         AND EXISTS (SELECT 1 FROM vehicle
                     WHERE vehicle_id = NEW.vehicle_id AND registration_number IS NULL))
BEGIN SELECT RAISE(ABORT, 'an ended ticket does not change'); END;

CREATE TRIGGER ticket_leaves_spot AFTER UPDATE OF exit_time ON parking_ticket
WHEN OLD.exit_time IS NULL AND NEW.exit_time IS NOT NULL
BEGIN
    UPDATE parking_spot SET is_occupied = 0, is_available = (in_service AND NOT is_held)
        WHERE spot_id = NEW.spot_id;
END;

CREATE TRIGGER ticket_moves AFTER UPDATE OF spot_id ON parking_ticket
WHEN NEW.exit_time IS NULL AND NEW.spot_id <> OLD.spot_id
BEGIN
    UPDATE parking_spot SET is_occupied = 0, is_available = (in_service AND NOT is_held)
        WHERE spot_id = OLD.spot_id;
    UPDATE parking_spot SET is_occupied = 1, is_available = 0 WHERE spot_id = NEW.spot_id;
END;

CREATE TRIGGER ticket_stays BEFORE DELETE ON parking_ticket
WHEN NOT EXISTS (SELECT 1 FROM ticket_past WHERE ticket_id = OLD.ticket_id)
BEGIN SELECT RAISE(ABORT, 'tickets go by retention only'); END;

CREATE TRIGGER spot_stays BEFORE DELETE ON parking_spot
WHEN EXISTS (SELECT 1 FROM parking_ticket WHERE spot_id = OLD.spot_id)
BEGIN SELECT RAISE(ABORT, 'a spot with tickets stays'); END;

CREATE TRIGGER vehicle_stays BEFORE DELETE ON vehicle
WHEN EXISTS (SELECT 1 FROM parking_ticket WHERE vehicle_id = OLD.vehicle_id)
BEGIN SELECT RAISE(ABORT, 'a vehicle with tickets stays'); END;

-- None is renamed; a plate is blanked by retention, when all its tickets are old enough for it.
CREATE TRIGGER vehicle_keeps_its_plate BEFORE UPDATE ON vehicle
WHEN NEW.vehicle_id IS NOT OLD.vehicle_id
    OR (NEW.registration_number IS NOT OLD.registration_number
        AND (NEW.registration_number IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM retention_run WHERE closed_at IS NULL)
          OR EXISTS (SELECT 1 FROM parking_ticket t WHERE t.vehicle_id = OLD.vehicle_id
                     AND NOT EXISTS (SELECT 1 FROM ticket_without_plate
                                     WHERE ticket_id = t.ticket_id))))
BEGIN SELECT RAISE(ABORT, 'a vehicle keeps its registration number'); END;
