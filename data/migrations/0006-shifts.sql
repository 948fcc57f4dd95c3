-- Shifts: what a drawer held, took and gave, so that a shift ends with the figures it had.

ALTER TABLE shift ADD COLUMN closed_by TEXT REFERENCES staff (name);
-- Where the journal ended when the shift began: what it did is told by running numbers, never by
-- the clock.
ALTER TABLE shift ADD COLUMN opened_seq INTEGER NOT NULL DEFAULT 0;

-- Every count of a drawer is kept, also one that was repeated.
CREATE TABLE cash_count (
    count_id   INTEGER PRIMARY KEY CHECK (count_id > 0),
    shift_id   INTEGER NOT NULL REFERENCES shift (shift_id),
    kind       TEXT NOT NULL CHECK (kind IN ('float', 'count', 'recount')),
    total      INTEGER NOT NULL CHECK (total >= 0),
    pieces     TEXT, -- [[denomination, pieces], ...]; NULL: only the total is known
    time       INTEGER NOT NULL,
    staff      TEXT NOT NULL REFERENCES staff (name),
    station    TEXT NOT NULL REFERENCES station (name),
    request_id TEXT NOT NULL UNIQUE,
    -- The last of each that it has seen: cash that came after it is not in it.
    last_tender   INTEGER NOT NULL DEFAULT 0,
    last_movement INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX cash_count_shift ON cash_count (shift_id, kind, count_id);
CREATE UNIQUE INDEX cash_count_float ON cash_count (shift_id) WHERE kind = 'float';

CREATE TRIGGER cash_count_is_new BEFORE INSERT ON cash_count
WHEN EXISTS (SELECT 1 FROM cash_count WHERE count_id = NEW.count_id OR request_id = NEW.request_id
                                         OR (NEW.kind = 'float' AND kind = 'float'
                                             AND shift_id = NEW.shift_id))
BEGIN SELECT RAISE(ABORT, 'this count is on record already'); END;

-- By json_each() alone: to a program that trusts no schema other functions of JSON are closed.
CREATE TRIGGER cash_count_adds_up BEFORE INSERT ON cash_count
WHEN NEW.pieces IS NOT NULL
    AND (NEW.total IS NOT (SELECT coalesce(sum(d.atom * n.atom), 0) FROM json_each(NEW.pieces) p,
                           json_each(p.value) d, json_each(p.value) n
                           WHERE d.key = 0 AND n.key = 1)
      OR EXISTS (SELECT 1 FROM json_each(NEW.pieces) p, json_each(p.value) m
                 WHERE m.type IS NOT 'integer' OR m.key > 1 OR m.atom < (m.key = 0)))
BEGIN SELECT RAISE(ABORT, 'a count is the sum of its pieces'); END;

-- The float is counted at the opening, a recount is made after the close by somebody else.
CREATE TRIGGER cash_count_in_its_time BEFORE INSERT ON cash_count
WHEN NOT EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id
                 AND CASE NEW.kind
                     WHEN 'float' THEN closed_at IS NULL AND opening_float = NEW.total
                     WHEN 'count' THEN closed_at IS NULL
                     ELSE closed_at IS NOT NULL AND NEW.staff <> staff
                          AND NEW.staff IS NOT closed_by END)
BEGIN SELECT RAISE(ABORT, 'a count belongs to its time in a shift'); END;

CREATE TRIGGER cash_count_kept BEFORE UPDATE ON cash_count
BEGIN SELECT RAISE(ABORT, 'counts do not change'); END;
CREATE TRIGGER cash_count_stays BEFORE DELETE ON cash_count
BEGIN SELECT RAISE(ABORT, 'counts do not change'); END;

-- ---- opening and closing ----

CREATE TRIGGER shift_begins_open BEFORE INSERT ON shift
WHEN NEW.closed_at IS NOT NULL OR NEW.closed_by IS NOT NULL OR NEW.z_report IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM staff
                   WHERE name = NEW.staff AND is_active = 1 AND role <> 'auditor')
BEGIN SELECT RAISE(ABORT, 'a shift begins open, with somebody who works here'); END;

CREATE TRIGGER shift_closes_with_its_sums BEFORE UPDATE ON shift
WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
    AND (NEW.closed_by IS NULL OR NEW.z_report IS NULL
      OR NEW.expected IS NOT OLD.opening_float
         + (SELECT coalesce(sum(amount), 0) FROM tender
            WHERE shift_id = OLD.shift_id AND method = 'cash')
         - (SELECT coalesce(sum(amount), 0) FROM cash_movement WHERE shift_id = OLD.shift_id)
      OR NEW.counted IS NOT (SELECT total FROM cash_count
                             WHERE shift_id = OLD.shift_id AND kind = 'count'
                             ORDER BY count_id DESC LIMIT 1))
BEGIN SELECT RAISE(ABORT, 'a shift closes with its own sums, counted'); END;

CREATE TRIGGER shift_keeps_its_closer BEFORE UPDATE ON shift
WHEN NEW.opened_seq IS NOT OLD.opened_seq
    OR (NEW.closed_by IS NOT OLD.closed_by
        AND (OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'a shift keeps where it began and who closed it'); END;

-- ---- what goes into a shift ----

CREATE TRIGGER tender_in_an_open_shift BEFORE INSERT ON tender
WHEN NEW.shift_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id AND closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a closed shift takes no money'); END;

-- A lot with staff keeps an active manager: whether anybody is active says whether it has staff.
CREATE TRIGGER tender_of_cash_in_its_drawer BEFORE INSERT ON tender
WHEN NEW.method = 'cash' AND EXISTS (SELECT 1 FROM staff WHERE is_active = 1)
    AND NOT EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id AND staff = NEW.staff
                                          AND station = NEW.station)
BEGIN SELECT RAISE(ABORT, 'cash goes through the own shift, at its drawer'); END;

CREATE TRIGGER card_attempt_in_an_open_shift BEFORE INSERT ON card_attempt
WHEN NEW.shift_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id AND closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a closed shift begins no card payment'); END;

CREATE TRIGGER card_attempt_keeps_its_shift BEFORE UPDATE ON card_attempt
WHEN NEW.shift_id IS NOT OLD.shift_id
BEGIN SELECT RAISE(ABORT, 'a card payment keeps the shift it began in'); END;

CREATE TRIGGER cash_movement_in_its_drawer BEFORE INSERT ON cash_movement
WHEN NOT EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id AND closed_at IS NULL
                                       AND staff = NEW.staff AND station = NEW.station)
BEGIN SELECT RAISE(ABORT, 'cash moves through an open shift, at its drawer'); END;
