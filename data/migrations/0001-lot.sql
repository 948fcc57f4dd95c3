-- The lot itself: settings, numbers, people and stations, levels and spots, and the counts from
-- which availability is read. Triggers only RAISE(ABORT) or keep derived columns, and use no
-- function of ours: any program that opens the file meets the same walls, also with its foreign
-- keys off (SQLite's default), with OR REPLACE, or by the hidden name rowid.
--
-- So guards compare with IS NOT: under OR REPLACE a NULL becomes the column's default only after
-- they looked. And UPDATE OF names no primary key: it does not see the same column as rowid.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Running numbers without a gap: the row of a number is written with the row that bears it.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER counter_goes_up BEFORE UPDATE ON counter
WHEN NEW.name IS NOT OLD.name OR NEW.value < OLD.value
BEGIN SELECT RAISE(ABORT, 'a counter only goes up'); END;

CREATE TRIGGER counter_stays BEFORE DELETE ON counter
BEGIN SELECT RAISE(ABORT, 'a counter is never deleted'); END;

CREATE TRIGGER counter_is_new BEFORE INSERT ON counter
WHEN EXISTS (SELECT 1 FROM counter WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'this counter exists'); END;

CREATE TABLE station (
    name       TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 63),
    role       TEXT NOT NULL DEFAULT 'desk' CHECK (role IN ('entry', 'exit', 'desk')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    name         TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 63),
    role         TEXT NOT NULL CHECK (role IN ('attendant', 'supervisor', 'manager', 'auditor')),
    pin_hash     TEXT NOT NULL,
    is_active    INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    failed_pins  INTEGER NOT NULL DEFAULT 0 CHECK (failed_pins >= 0),
    locked_until INTEGER,
    pins_tried   INTEGER NOT NULL DEFAULT 0 CHECK (pins_tried >= 0), -- being looked at just now
    tried_at     INTEGER,                                            -- the last of them
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    name       TEXT PRIMARY KEY,
    hash       BLOB NOT NULL UNIQUE,
    scope      TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE level (
    name     TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Which needs a kind of spot serves: such a spot is given only to who has that need, or by name.
CREATE TABLE spot_kind (
    kind TEXT PRIMARY KEY,
    need TEXT CHECK (need IN ('accessible', 'ev'))
) STRICT, WITHOUT ROWID;

INSERT INTO spot_kind (kind, need) VALUES
    ('standard', NULL), ('compact', NULL), ('accessible', 'accessible'), ('ev', 'ev'),
    ('motorcycle', NULL), ('oversize', NULL);

-- Which kinds of spot a class of vehicle fits on, the best one first.
CREATE TABLE class_fits_kind (
    vehicle_class TEXT NOT NULL CHECK (vehicle_class IN ('car', 'motorcycle', 'van', 'truck')),
    preference    INTEGER NOT NULL,
    kind          TEXT NOT NULL REFERENCES spot_kind (kind),
    PRIMARY KEY (vehicle_class, preference),
    UNIQUE (vehicle_class, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO class_fits_kind (vehicle_class, preference, kind) VALUES
    ('car', 1, 'standard'), ('car', 2, 'compact'), ('car', 3, 'oversize'),
    ('car', 4, 'accessible'), ('car', 5, 'ev'),
    ('motorcycle', 1, 'motorcycle'), ('motorcycle', 2, 'compact'), ('motorcycle', 3, 'standard'),
    ('motorcycle', 4, 'oversize'), ('motorcycle', 5, 'ev'),
    ('van', 1, 'standard'), ('van', 2, 'oversize'), ('van', 3, 'accessible'), ('van', 4, 'ev'),
    ('truck', 1, 'oversize');

CREATE TABLE parking_spot (
    spot_id       INTEGER PRIMARY KEY CHECK (spot_id > 0),
    is_available  INTEGER NOT NULL DEFAULT 1 CHECK (is_available IN (0, 1)),
    label         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(label) BETWEEN 1 AND 23),
    level         TEXT NOT NULL REFERENCES level (name),
    zone          TEXT NOT NULL DEFAULT '',
    kind          TEXT NOT NULL DEFAULT 'standard'
                  CHECK (kind IN ('standard', 'compact', 'accessible', 'ev', 'motorcycle',
                                  'oversize')),
    rank          INTEGER NOT NULL DEFAULT 0,
    in_service    INTEGER NOT NULL DEFAULT 1 CHECK (in_service IN (0, 1)),
    is_occupied   INTEGER NOT NULL DEFAULT 0 CHECK (is_occupied IN (0, 1)),
    is_held       INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
    grid_row      INTEGER NOT NULL DEFAULT 0,
    grid_column   INTEGER NOT NULL DEFAULT 0,
    closed_reason TEXT
) STRICT;

-- The next free spot of a kind is the first entry of its part of this index.
CREATE INDEX parking_spot_free ON parking_spot (kind, rank, spot_id) WHERE is_available = 1;
CREATE INDEX parking_spot_level ON parking_spot (level, grid_row, grid_column);
CREATE INDEX parking_spot_kind ON parking_spot (kind);

-- Empty spots that are not free (out of service or held) are the rest of the total.
CREATE TABLE spot_count (
    level    TEXT NOT NULL REFERENCES level (name),
    kind     TEXT NOT NULL REFERENCES spot_kind (kind),
    total    INTEGER NOT NULL DEFAULT 0,
    free     INTEGER NOT NULL DEFAULT 0 CHECK (free >= 0),
    occupied INTEGER NOT NULL DEFAULT 0 CHECK (occupied >= 0),
    PRIMARY KEY (level, kind),
    CHECK (free + occupied <= total)
) STRICT, WITHOUT ROWID;

-- Holds a row only inside the triggers that keep spot_count: nobody else comes through. (Left open
-- by somebody's hand, the next spot that changes closes it.)
CREATE TABLE count_door (
    is_open INTEGER PRIMARY KEY CHECK (is_open = 1)
) STRICT;

CREATE TRIGGER spot_count_kept BEFORE UPDATE ON spot_count
WHEN NOT EXISTS (SELECT 1 FROM count_door)
BEGIN SELECT RAISE(ABORT, 'counts are kept by the spots alone'); END;

CREATE TRIGGER spot_count_born BEFORE INSERT ON spot_count
WHEN NEW.total <> 0 OR NEW.free <> 0 OR NEW.occupied <> 0
    OR EXISTS (SELECT 1 FROM spot_count WHERE level = NEW.level AND kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'counts are kept by the spots alone'); END;

CREATE TRIGGER spot_count_stays BEFORE DELETE ON spot_count
BEGIN SELECT RAISE(ABORT, 'counts are kept by the spots alone'); END;

CREATE TRIGGER spot_is_new BEFORE INSERT ON parking_spot
WHEN EXISTS (SELECT 1 FROM parking_spot WHERE label = NEW.label OR spot_id = NEW.spot_id)
BEGIN SELECT RAISE(ABORT, 'a spot with this label or number exists'); END;

CREATE TRIGGER spot_is_born_empty BEFORE INSERT ON parking_spot
WHEN NEW.is_occupied IS NOT 0 OR NEW.is_available IS NOT (NEW.in_service AND NOT NEW.is_held)
BEGIN SELECT RAISE(ABORT, 'is_available disagrees with the spot'); END;

CREATE TRIGGER spot_counts_in AFTER INSERT ON parking_spot
BEGIN
    INSERT INTO spot_count (level, kind)
        SELECT NEW.level, NEW.kind
        WHERE NOT EXISTS (SELECT 1 FROM spot_count WHERE level = NEW.level AND kind = NEW.kind);
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE spot_count SET total = total + 1, free = free + NEW.is_available
        WHERE level = NEW.level AND kind = NEW.kind;
    DELETE FROM count_door;
END;

CREATE TRIGGER spot_keeps_its_name BEFORE UPDATE ON parking_spot
WHEN NEW.spot_id IS NOT OLD.spot_id
    OR (NEW.label IS NOT OLD.label
        AND EXISTS (SELECT 1 FROM parking_spot
                    WHERE label = NEW.label AND spot_id <> OLD.spot_id))
BEGIN SELECT RAISE(ABORT, 'a spot with this label or number exists'); END;

CREATE TRIGGER spot_occupied_guard BEFORE UPDATE OF is_occupied ON parking_spot
WHEN NEW.is_occupied IS NOT (EXISTS (SELECT 1 FROM parking_ticket
                                     WHERE spot_id = NEW.spot_id AND exit_time IS NULL))
BEGIN SELECT RAISE(ABORT, 'is_occupied disagrees with the open tickets'); END;

CREATE TRIGGER spot_available_guard BEFORE UPDATE OF is_available ON parking_spot
WHEN NEW.is_available IS NOT (NEW.in_service AND NOT NEW.is_occupied AND NOT NEW.is_held)
BEGIN SELECT RAISE(ABORT, 'is_available disagrees with the spot'); END;

-- is_occupied is not among them: a ticket sets both at once, so that no count is wrong in between.
CREATE TRIGGER spot_available_kept AFTER UPDATE OF in_service, is_held ON parking_spot
WHEN NEW.is_available <> (NEW.in_service AND NOT NEW.is_occupied AND NOT NEW.is_held)
BEGIN
    UPDATE parking_spot SET is_available = (in_service AND NOT is_occupied AND NOT is_held)
        WHERE spot_id = NEW.spot_id;
END;

CREATE TRIGGER spot_counts_change AFTER UPDATE ON parking_spot
WHEN NEW.is_available <> OLD.is_available OR NEW.is_occupied <> OLD.is_occupied
    OR NEW.level <> OLD.level OR NEW.kind <> OLD.kind
BEGIN
    INSERT INTO spot_count (level, kind)
        SELECT NEW.level, NEW.kind
        WHERE NOT EXISTS (SELECT 1 FROM spot_count WHERE level = NEW.level AND kind = NEW.kind);
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE spot_count SET total = total - 1, free = free - OLD.is_available,
                          occupied = occupied - OLD.is_occupied
        WHERE level = OLD.level AND kind = OLD.kind
          AND (NEW.level <> OLD.level OR NEW.kind <> OLD.kind);
    UPDATE spot_count SET total = total + 1, free = free + NEW.is_available,
                          occupied = occupied + NEW.is_occupied
        WHERE level = NEW.level AND kind = NEW.kind
          AND (NEW.level <> OLD.level OR NEW.kind <> OLD.kind);
    UPDATE spot_count SET free = free + NEW.is_available - OLD.is_available,
                          occupied = occupied + NEW.is_occupied - OLD.is_occupied
        WHERE level = NEW.level AND kind = NEW.kind
          AND NEW.level = OLD.level AND NEW.kind = OLD.kind;
    DELETE FROM count_door;
END;

CREATE TRIGGER spot_counts_out AFTER DELETE ON parking_spot
BEGIN
    INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door);
    UPDATE spot_count SET total = total - 1, free = free - OLD.is_available,
                          occupied = occupied - OLD.is_occupied
        WHERE level = OLD.level AND kind = OLD.kind;
    DELETE FROM count_door;
END;
