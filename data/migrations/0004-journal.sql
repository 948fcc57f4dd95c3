-- The journal, append-only and chained; the requests that were answered; what the desk decides on.

CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY,
    time        INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    staff       TEXT,
    station     TEXT,
    ticket_id   TEXT,
    ticket_no   INTEGER,
    spot_id     INTEGER,
    amount      INTEGER,
    request_id  TEXT,
    detail_hash BLOB NOT NULL CHECK (length(detail_hash) = 32),
    prev_hash   BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_time ON journal (time);
CREATE INDEX journal_ticket ON journal (ticket_id) WHERE ticket_id IS NOT NULL;

-- What may have to be forgotten (plates among it). The chain holds only its salted hash.
CREATE TABLE journal_detail (
    seq    INTEGER PRIMARY KEY REFERENCES journal (seq),
    salt   BLOB CHECK (length(salt) = 16),
    detail TEXT,
    CHECK ((salt IS NULL) = (detail IS NULL))
) STRICT;

-- Where the journal begins after retention: the last entry that went.
CREATE TABLE journal_checkpoint (
    seq  INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER journal_goes_on BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    OR NEW.prev_hash IS NOT coalesce((SELECT hash FROM journal WHERE seq = NEW.seq - 1),
                                     zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'the journal only goes on at its end'); END;

CREATE TRIGGER journal_kept BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal does not change'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
WHEN OLD.seq = (SELECT max(seq) FROM journal)
    OR NOT EXISTS (SELECT 1 FROM retention_run r
                   WHERE r.closed_at IS NULL AND OLD.time < r.journal_cutoff
                     AND EXISTS (SELECT 1 FROM journal_checkpoint WHERE seq >= OLD.seq))
    OR EXISTS (SELECT 1 FROM journal_detail WHERE seq = OLD.seq)
BEGIN SELECT RAISE(ABORT, 'the journal goes by retention only'); END;

CREATE TRIGGER journal_detail_is_new BEFORE INSERT ON journal_detail
WHEN NEW.seq IS NOT (SELECT max(seq) FROM journal)
    OR EXISTS (SELECT 1 FROM journal_detail WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal does not change'); END;

CREATE TRIGGER journal_detail_blanked BEFORE UPDATE ON journal_detail
WHEN NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT NULL OR NEW.detail IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM retention_run r, journal j
                   WHERE r.closed_at IS NULL AND j.seq = OLD.seq AND j.time < r.plate_cutoff)
BEGIN SELECT RAISE(ABORT, 'details are blanked by retention only'); END;

CREATE TRIGGER journal_detail_stays BEFORE DELETE ON journal_detail
WHEN NOT EXISTS (SELECT 1 FROM retention_run r, journal j
                 WHERE r.closed_at IS NULL AND j.seq = OLD.seq AND j.time < r.journal_cutoff)
BEGIN SELECT RAISE(ABORT, 'details go by retention only'); END;

CREATE TRIGGER journal_checkpoint_kept BEFORE UPDATE ON journal_checkpoint
BEGIN SELECT RAISE(ABORT, 'the journal does not change'); END;
CREATE TRIGGER journal_checkpoint_stays BEFORE DELETE ON journal_checkpoint
BEGIN SELECT RAISE(ABORT, 'the journal does not change'); END;
CREATE TRIGGER journal_checkpoint_is_true BEFORE INSERT ON journal_checkpoint
WHEN NOT EXISTS (SELECT 1 FROM journal
                 WHERE seq = NEW.seq AND time = NEW.time AND hash = NEW.hash)
    OR EXISTS (SELECT 1 FROM journal_checkpoint WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a checkpoint is an entry of the journal'); END;

-- Nothing younger than the newest entry says, less a day, can be named for deletion: a clock that
-- was set forward opens nothing.
CREATE TRIGGER retention_run_bounded BEFORE INSERT ON retention_run
WHEN max(NEW.plate_cutoff, NEW.ticket_cutoff, NEW.journal_cutoff)
        > coalesce((SELECT time FROM journal ORDER BY seq DESC LIMIT 1), 0) - 86400
    OR EXISTS (SELECT 1 FROM retention_run WHERE run_id = NEW.run_id OR closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a retention run ends a day before the newest entry'); END;

CREATE TRIGGER retention_run_kept BEFORE UPDATE ON retention_run
WHEN OLD.closed_at IS NOT NULL OR NEW.run_id IS NOT OLD.run_id
    OR NEW.opened_at IS NOT OLD.opened_at OR NEW.plate_cutoff IS NOT OLD.plate_cutoff
    OR NEW.ticket_cutoff IS NOT OLD.ticket_cutoff OR NEW.journal_cutoff IS NOT OLD.journal_cutoff
BEGIN SELECT RAISE(ABORT, 'a retention run keeps its bounds'); END;

CREATE TRIGGER retention_run_stays BEFORE DELETE ON retention_run
BEGIN SELECT RAISE(ABORT, 'retention runs are never deleted'); END;

-- What was asked and what was answered: asking again gives the first answer.
CREATE TABLE request (
    request_id TEXT PRIMARY KEY CHECK (length(request_id) = 36),
    kind       TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    answer     TEXT NOT NULL,
    time       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX request_time ON request (time);

CREATE TRIGGER request_is_new BEFORE INSERT ON request
WHEN EXISTS (SELECT 1 FROM request WHERE request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'this request was answered already'); END;
CREATE TRIGGER request_kept BEFORE UPDATE ON request
BEGIN SELECT RAISE(ABORT, 'an answer does not change'); END;

-- An exception was seen, by somebody other than who made it.
CREATE TABLE acknowledgement (
    seq   INTEGER PRIMARY KEY,
    staff TEXT NOT NULL,
    time  INTEGER NOT NULL,
    note  TEXT
) STRICT;

CREATE TABLE permit (
    permit_id  INTEGER PRIMARY KEY CHECK (permit_id > 0),
    holder     TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER NOT NULL CHECK (valid_to > valid_from),
    max_inside INTEGER NOT NULL DEFAULT 1 CHECK (max_inside > 0),
    is_active  INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE permit_plate (
    registration_number TEXT NOT NULL,
    permit_id           INTEGER NOT NULL REFERENCES permit (permit_id),
    PRIMARY KEY (registration_number, permit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX permit_plate_permit ON permit_plate (permit_id);

CREATE TABLE validation (
    code       TEXT PRIMARY KEY,
    sponsor    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('minutes', 'amount', 'percent', 'flat')),
    value      INTEGER NOT NULL CHECK (value >= 0 AND (kind <> 'percent' OR value <= 100)),
    valid_from INTEGER,
    valid_to   INTEGER,
    per_day    INTEGER CHECK (per_day > 0),
    is_active  INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_validation (
    ticket_id  TEXT NOT NULL REFERENCES parking_ticket (ticket_id),
    code       TEXT NOT NULL REFERENCES validation (code),
    time       INTEGER NOT NULL,
    staff      TEXT,
    station    TEXT REFERENCES station (name),
    request_id TEXT NOT NULL UNIQUE,
    PRIMARY KEY (ticket_id, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_validation_code ON ticket_validation (code, time);

CREATE TABLE watchlist (
    registration_number TEXT PRIMARY KEY,
    mark                TEXT NOT NULL CHECK (mark IN ('refuse', 'alert')),
    reason              TEXT NOT NULL,
    added_at            INTEGER NOT NULL,
    staff               TEXT
) STRICT, WITHOUT ROWID;
