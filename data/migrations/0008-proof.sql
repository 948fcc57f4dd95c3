-- Proof: copies of receipts, the closing of days, and the overnight walk. Guards as in 0001-lot.sql.

-- A receipt that is printed again says which copy it is. A copy outlives its tender: retention
-- takes it only after that.
CREATE TABLE receipt_copy (
    station    TEXT NOT NULL REFERENCES station (name), -- of the receipt
    receipt_no INTEGER NOT NULL,
    copy_no    INTEGER NOT NULL CHECK (copy_no > 0),
    time       INTEGER NOT NULL,
    staff      TEXT,
    printed_at TEXT NOT NULL REFERENCES station (name), -- where the copy came out
    PRIMARY KEY (station, receipt_no, copy_no)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER receipt_copy_is_the_next BEFORE INSERT ON receipt_copy
WHEN NEW.copy_no IS NOT (SELECT coalesce(max(copy_no), 0) + 1 FROM receipt_copy
                         WHERE station = NEW.station AND receipt_no = NEW.receipt_no)
    OR NOT EXISTS (SELECT 1 FROM tender
                   WHERE station = NEW.station AND receipt_no = NEW.receipt_no)
BEGIN SELECT RAISE(ABORT, 'a copy is the next one of a receipt'); END;

CREATE TRIGGER receipt_copy_kept BEFORE UPDATE ON receipt_copy
BEGIN SELECT RAISE(ABORT, 'a copy does not change'); END;

CREATE TRIGGER receipt_copy_stays BEFORE DELETE ON receipt_copy
WHEN EXISTS (SELECT 1 FROM tender WHERE station = OLD.station AND receipt_no = OLD.receipt_no)
BEGIN SELECT RAISE(ABORT, 'a copy stays with its receipt'); END;

-- The night audit. A close counts from the one before to its own moment, so that nothing falls
-- between two of them: tickets by their numbers, tenders by their ids; and of the tickets that
-- ended in its last second it remembers how many it has counted. What does not add up is kept as
-- unaccounted, and stops nobody.
CREATE TABLE day_close (
    business_date TEXT PRIMARY KEY CHECK (business_date IS date(business_date)),
    from_time     INTEGER NOT NULL,
    closed_at     INTEGER NOT NULL,
    inside_before INTEGER NOT NULL,
    issued        INTEGER NOT NULL CHECK (issued >= 0),
    exited        INTEGER NOT NULL,
    voided        INTEGER NOT NULL,
    replaced      INTEGER NOT NULL,
    released      INTEGER NOT NULL,
    inside_after  INTEGER NOT NULL,
    unaccounted   INTEGER NOT NULL,
    last_no       INTEGER NOT NULL, -- the last ticket number given out
    from_tender   INTEGER NOT NULL, -- its tenders are those after this one,
    last_tender   INTEGER NOT NULL, -- up to this one
    exited_then   INTEGER NOT NULL,
    voided_then   INTEGER NOT NULL,
    replaced_then INTEGER NOT NULL,
    released_then INTEGER NOT NULL,
    shifts        INTEGER NOT NULL, -- how many it settled
    cash          INTEGER NOT NULL, -- what they, and who works without shifts, have to hand in
    deposit       INTEGER NOT NULL CHECK (deposit >= 0),
    difference    INTEGER NOT NULL,
    note          TEXT,
    staff         TEXT,
    approver      TEXT CHECK (approver IS NULL OR approver <> staff),
    station       TEXT NOT NULL REFERENCES station (name),
    CHECK (inside_before + issued - exited - voided - replaced - released + unaccounted
           = inside_after),
    CHECK (difference = deposit - cash)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER day_close_is_the_next BEFORE INSERT ON day_close
WHEN EXISTS (SELECT 1 FROM day_close)
    AND (SELECT NEW.business_date IS NOT date(business_date, '+1 day')
             OR NEW.from_time IS NOT closed_at OR NEW.inside_before IS NOT inside_after
             OR NEW.issued IS NOT NEW.last_no - last_no
             OR NEW.from_tender IS NOT last_tender
         FROM day_close ORDER BY business_date DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'days are closed one after the other'); END;

CREATE TRIGGER day_close_counts_all BEFORE INSERT ON day_close
WHEN NEW.last_no IS NOT (SELECT value FROM counter WHERE name = 'ticket_no')
    OR NEW.last_tender IS NOT (SELECT coalesce(max(tender_id), 0) FROM tender)
BEGIN SELECT RAISE(ABORT, 'a day ends with the last ticket and the last tender'); END;

CREATE TRIGGER day_close_after_its_shifts BEFORE INSERT ON day_close
WHEN EXISTS (SELECT 1 FROM shift WHERE closed_at IS NULL AND business_date <= NEW.business_date)
BEGIN SELECT RAISE(ABORT, 'a day is closed after its shifts'); END;

CREATE TRIGGER day_close_kept BEFORE UPDATE ON day_close
BEGIN SELECT RAISE(ABORT, 'a closed day does not change'); END;

CREATE TRIGGER day_close_stays BEFORE DELETE ON day_close
BEGIN SELECT RAISE(ABORT, 'a closed day does not change'); END;

-- What is still to be settled is little, however many shifts there were.
CREATE INDEX shift_to_settle ON shift (business_date) WHERE is_reconciled = 0;

-- The walk: who stands where, against the tickets. A sight keeps what the tickets said at that
-- moment, so that who comes, goes or is moved afterwards is no finding.
CREATE TABLE walk (
    walk_id    INTEGER PRIMARY KEY CHECK (walk_id > 0),
    begun_at   INTEGER NOT NULL,
    begun_by   TEXT,
    station    TEXT NOT NULL REFERENCES station (name),
    ended_at   INTEGER CHECK (ended_at >= begun_at),
    ended_by   TEXT,
    end_reason TEXT, -- why it ended before everything was settled
    CHECK (ended_at IS NOT NULL OR (ended_by IS NULL AND end_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX walk_open ON walk (ended_at IS NULL) WHERE ended_at IS NULL;

CREATE TRIGGER walk_is_new BEFORE INSERT ON walk
WHEN NEW.ended_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM walk WHERE walk_id = NEW.walk_id OR ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'there is one walk at a time'); END;

CREATE TRIGGER walk_ended_stays BEFORE UPDATE ON walk
WHEN OLD.ended_at IS NOT NULL OR NEW.walk_id IS NOT OLD.walk_id
    OR NEW.begun_at IS NOT OLD.begun_at OR NEW.begun_by IS NOT OLD.begun_by
    OR NEW.station IS NOT OLD.station
BEGIN SELECT RAISE(ABORT, 'a walk keeps what it began and ended with'); END;

CREATE TRIGGER walk_stays BEFORE DELETE ON walk
BEGIN SELECT RAISE(ABORT, 'walks are never deleted'); END;

CREATE TABLE walk_sight (
    walk_id             INTEGER NOT NULL REFERENCES walk (walk_id),
    spot_id             INTEGER NOT NULL REFERENCES parking_spot (spot_id),
    seen_at             INTEGER NOT NULL,
    staff               TEXT,
    registration_number TEXT, -- canonical; NULL: the spot was empty
    spot_ticket         TEXT REFERENCES parking_ticket (ticket_id), -- the open one of the spot
    plate_ticket        TEXT REFERENCES parking_ticket (ticket_id), -- the open one of the plate
    plate_spot          INTEGER REFERENCES parking_spot (spot_id),  -- where that one was
    PRIMARY KEY (walk_id, spot_id),
    CHECK (registration_number IS NOT NULL OR plate_ticket IS NULL),
    CHECK ((plate_ticket IS NULL) = (plate_spot IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX walk_sight_spot_ticket ON walk_sight (spot_ticket) WHERE spot_ticket IS NOT NULL;
CREATE INDEX walk_sight_plate_ticket ON walk_sight (plate_ticket) WHERE plate_ticket IS NOT NULL;
CREATE INDEX walk_sight_plate ON walk_sight (walk_id, registration_number);

CREATE TRIGGER walk_sight_is_new BEFORE INSERT ON walk_sight
WHEN EXISTS (SELECT 1 FROM walk_sight WHERE walk_id = NEW.walk_id AND spot_id = NEW.spot_id)
BEGIN SELECT RAISE(ABORT, 'this spot was seen on this walk'); END;

CREATE TRIGGER walk_sight_on_its_walk BEFORE INSERT ON walk_sight
WHEN NOT EXISTS (SELECT 1 FROM walk WHERE walk_id = NEW.walk_id AND ended_at IS NULL)
    OR NOT EXISTS (SELECT 1 FROM parking_spot WHERE spot_id = NEW.spot_id)
BEGIN SELECT RAISE(ABORT, 'spots are seen on the walk that goes on'); END;

-- Seen again: as long as the walk goes on and nothing was settled about the spot.
CREATE TRIGGER walk_sight_settled_stays BEFORE UPDATE ON walk_sight
WHEN NEW.walk_id IS NOT OLD.walk_id OR NEW.spot_id IS NOT OLD.spot_id
    OR NOT EXISTS (SELECT 1 FROM walk WHERE walk_id = OLD.walk_id AND ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM walk_settlement
               WHERE walk_id = OLD.walk_id AND spot_id = OLD.spot_id)
BEGIN SELECT RAISE(ABORT, 'a sight that was settled does not change'); END;

-- Plates are in it: they go with the others, and with those the ticket that they named.
CREATE TRIGGER walk_sight_stays BEFORE DELETE ON walk_sight
WHEN NOT EXISTS (SELECT 1 FROM retention_run r, walk w
                 WHERE r.closed_at IS NULL AND w.walk_id = OLD.walk_id
                   AND coalesce(w.ended_at, w.begun_at)
                       < max(r.plate_cutoff, r.ticket_cutoff))
BEGIN SELECT RAISE(ABORT, 'sights go by retention only'); END;

CREATE TABLE walk_settlement (
    walk_id  INTEGER NOT NULL REFERENCES walk (walk_id),
    spot_id  INTEGER NOT NULL REFERENCES parking_spot (spot_id),
    kind     TEXT NOT NULL CHECK (kind IN ('ghost', 'stranger', 'moved')),
    how      TEXT NOT NULL CHECK (how IN ('release', 'park', 'move', 'leave')),
    ticket_no INTEGER, -- the one it was settled with; NULL: a stranger that was left
    reason   TEXT NOT NULL CHECK (length(reason) > 0),
    time     INTEGER NOT NULL,
    staff    TEXT,
    PRIMARY KEY (walk_id, spot_id, kind),
    CHECK (how = 'leave' OR kind || how IN ('ghostrelease', 'strangerpark', 'movedmove'))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER walk_settlement_is_new BEFORE INSERT ON walk_settlement
WHEN EXISTS (SELECT 1 FROM walk_settlement
             WHERE walk_id = NEW.walk_id AND spot_id = NEW.spot_id AND kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'this was settled already'); END;

CREATE TRIGGER walk_settlement_of_a_sight BEFORE INSERT ON walk_settlement
WHEN NOT EXISTS (SELECT 1 FROM walk_sight s, walk w
                 WHERE s.walk_id = NEW.walk_id AND s.spot_id = NEW.spot_id
                   AND w.walk_id = NEW.walk_id AND w.ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'what is settled was seen on the walk that goes on'); END;

CREATE TRIGGER walk_settlement_kept BEFORE UPDATE ON walk_settlement
BEGIN SELECT RAISE(ABORT, 'a settlement does not change'); END;

CREATE TRIGGER walk_settlement_stays BEFORE DELETE ON walk_settlement
BEGIN SELECT RAISE(ABORT, 'a settlement does not change'); END;
