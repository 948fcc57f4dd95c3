-- Money that was handed over and is not booked yet, station by station: written down as it comes, so
-- that a crash or a hang-up with money half taken does not lose sight of it. It goes with the
-- booking, in its transaction, or when the money is given back. No history is kept of it.
CREATE TABLE draft (
    station     TEXT NOT NULL REFERENCES station (name),
    ticket_id   TEXT NOT NULL REFERENCES parking_ticket (ticket_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 8), -- in the order of the hand
    handed      INTEGER NOT NULL CHECK (handed > 0),
    taken_at    INTEGER NOT NULL,
    journal_seq INTEGER NOT NULL, -- the newest entry then: what was done meanwhile came after it
    staff       TEXT,
    holder      TEXT NOT NULL,    -- the process that shows it: another's is not taken over
    PRIMARY KEY (station, ticket_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_ticket ON draft (ticket_id);
