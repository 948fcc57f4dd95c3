-- A ticket that is printed again says which copy it is: as of receipts (0008-proof.sql). Only one
-- that is open is; a copy of a dead one would only raise alarms.
CREATE TABLE ticket_copy (
    ticket_id  TEXT NOT NULL,
    copy_no    INTEGER NOT NULL CHECK (copy_no > 0),
    time       INTEGER NOT NULL,
    staff      TEXT,
    printed_at TEXT NOT NULL REFERENCES station (name), -- where the copy came out
    PRIMARY KEY (ticket_id, copy_no)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ticket_copy_is_the_next BEFORE INSERT ON ticket_copy
WHEN NEW.copy_no IS NOT (SELECT coalesce(max(copy_no), 0) + 1 FROM ticket_copy
                         WHERE ticket_id = NEW.ticket_id)
    OR NOT EXISTS (SELECT 1 FROM parking_ticket
                   WHERE ticket_id = NEW.ticket_id AND exit_time IS NULL)
BEGIN SELECT RAISE(ABORT, 'a copy is the next one of an open ticket'); END;

CREATE TRIGGER ticket_copy_kept BEFORE UPDATE ON ticket_copy
BEGIN SELECT RAISE(ABORT, 'a copy of a ticket does not change'); END;

CREATE TRIGGER ticket_copy_stays BEFORE DELETE ON ticket_copy
WHEN EXISTS (SELECT 1 FROM parking_ticket WHERE ticket_id = OLD.ticket_id)
BEGIN SELECT RAISE(ABORT, 'a copy stays with its ticket'); END;
