-- Tariffs, payments and their tenders, cards, shifts and cash. Money is in minor units.

CREATE TABLE tariff_version (
    version_id   INTEGER PRIMARY KEY CHECK (version_id > 0),
    name         TEXT NOT NULL,
    text         TEXT NOT NULL,
    valid_from   INTEGER UNIQUE, -- NULL for the first: it has no beginning
    installed_at INTEGER NOT NULL,
    staff        TEXT,
    station      TEXT REFERENCES station (name)
) STRICT;

CREATE UNIQUE INDEX tariff_version_first ON tariff_version (valid_from IS NULL)
    WHERE valid_from IS NULL;

CREATE TRIGGER tariff_version_kept BEFORE UPDATE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'a tariff version does not change'); END;
CREATE TRIGGER tariff_version_stays BEFORE DELETE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'a tariff version does not change'); END;
CREATE TRIGGER tariff_version_is_new BEFORE INSERT ON tariff_version
WHEN EXISTS (SELECT 1 FROM tariff_version
             WHERE version_id = NEW.version_id OR valid_from IS NEW.valid_from)
BEGIN SELECT RAISE(ABORT, 'a tariff begins at this moment already'); END;

CREATE TABLE shift (
    shift_id      INTEGER PRIMARY KEY CHECK (shift_id > 0),
    staff         TEXT NOT NULL REFERENCES staff (name),
    station       TEXT NOT NULL REFERENCES station (name),
    business_date TEXT NOT NULL,
    opened_at     INTEGER NOT NULL,
    opening_float INTEGER NOT NULL CHECK (opening_float >= 0),
    closed_at     INTEGER CHECK (closed_at >= opened_at),
    expected      INTEGER,
    counted       INTEGER CHECK (counted >= 0),
    over_short    INTEGER,
    is_reconciled INTEGER NOT NULL DEFAULT 0 CHECK (is_reconciled IN (0, 1)),
    z_report      TEXT,
    CHECK ((closed_at IS NULL) = (counted IS NULL)),
    CHECK (closed_at IS NULL OR (over_short = counted - expected) IS TRUE),
    CHECK (is_reconciled = 0 OR closed_at IS NOT NULL)
) STRICT;

-- One open shift for an attendant, one for a drawer.
CREATE UNIQUE INDEX shift_open_staff ON shift (staff) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX shift_open_station ON shift (station) WHERE closed_at IS NULL;
CREATE INDEX shift_date ON shift (business_date);

CREATE TRIGGER shift_is_new BEFORE INSERT ON shift
WHEN EXISTS (SELECT 1 FROM shift WHERE shift_id = NEW.shift_id)
    OR (NEW.closed_at IS NULL
        AND EXISTS (SELECT 1 FROM shift WHERE closed_at IS NULL
                                          AND (staff = NEW.staff OR station = NEW.station)))
BEGIN SELECT RAISE(ABORT, 'this attendant or drawer has an open shift'); END;

CREATE TRIGGER shift_closed_stays BEFORE UPDATE ON shift
WHEN NEW.shift_id IS NOT OLD.shift_id OR NEW.staff IS NOT OLD.staff
    OR NEW.station IS NOT OLD.station OR NEW.business_date IS NOT OLD.business_date
    OR NEW.opened_at IS NOT OLD.opened_at OR NEW.opening_float IS NOT OLD.opening_float
    OR (OLD.closed_at IS NOT NULL
        AND (NEW.closed_at IS NOT OLD.closed_at OR NEW.expected IS NOT OLD.expected
          OR NEW.counted IS NOT OLD.counted OR NEW.over_short IS NOT OLD.over_short
          OR NEW.z_report IS NOT OLD.z_report
          OR (NEW.is_reconciled >= OLD.is_reconciled) IS NOT TRUE))
BEGIN SELECT RAISE(ABORT, 'a shift keeps what it began and ended with'); END;

CREATE TRIGGER shift_stays BEFORE DELETE ON shift
BEGIN SELECT RAISE(ABORT, 'shifts are never deleted'); END;

CREATE TABLE payment (
    payment_id   TEXT PRIMARY KEY CHECK (length(payment_id) = 36),
    ticket_id    TEXT NOT NULL UNIQUE REFERENCES parking_ticket (ticket_id),
    amount       INTEGER NOT NULL DEFAULT 0, -- the sum of its tenders: never below 0
    payment_time INTEGER,                    -- the last tender that covered
    waived       INTEGER NOT NULL DEFAULT 0 CHECK (waived >= 0), -- by nil payments and overrides
    CHECK (rowid > 0)
) STRICT;

CREATE TABLE tender (
    tender_id  INTEGER PRIMARY KEY CHECK (tender_id > 0),
    payment_id TEXT NOT NULL REFERENCES payment (payment_id),
    method     TEXT NOT NULL CHECK (method IN ('cash', 'card', 'nil')),
    amount     INTEGER NOT NULL,
    tendered   INTEGER,
    change     INTEGER NOT NULL DEFAULT 0 CHECK (change >= 0),
    time       INTEGER NOT NULL,
    shift_id   INTEGER REFERENCES shift (shift_id),
    staff      TEXT,
    station    TEXT REFERENCES station (name),
    receipt_no INTEGER NOT NULL CHECK (receipt_no > 0),
    request_id TEXT NOT NULL UNIQUE,
    reason     TEXT,
    is_paid    INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)), -- the ticket, after it
    expires_at INTEGER,                                              -- likewise
    due        INTEGER NOT NULL DEFAULT 0,                           -- likewise
    UNIQUE (station, receipt_no),
    -- Paid: what was handed over less the change. Given back: no change. Nil: nothing at all.
    CHECK (CASE WHEN amount > 0 THEN method <> 'nil' AND coalesce(tendered, amount) - change = amount
                WHEN amount < 0 THEN method <> 'nil' AND change = 0 AND coalesce(tendered, 0) = 0
                ELSE method = 'nil' AND change = 0 AND coalesce(tendered, 0) = 0 END),
    CHECK (method <> 'card' OR change = 0)
) STRICT;

CREATE INDEX tender_payment ON tender (payment_id);
CREATE INDEX tender_time ON tender (time);
CREATE INDEX tender_shift ON tender (shift_id) WHERE shift_id IS NOT NULL;

CREATE TRIGGER payment_is_new BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment WHERE payment_id = NEW.payment_id OR ticket_id = NEW.ticket_id
                                      OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'this ticket has a payment'); END;

CREATE TRIGGER payment_has_its_ticket BEFORE INSERT ON payment
WHEN NOT EXISTS (SELECT 1 FROM parking_ticket WHERE ticket_id = NEW.ticket_id)
BEGIN SELECT RAISE(ABORT, 'a payment needs its ticket'); END;

CREATE TRIGGER payment_begins_empty BEFORE INSERT ON payment
WHEN NEW.amount IS NOT 0
BEGIN SELECT RAISE(ABORT, 'a payment is the sum of its tenders'); END;

CREATE TRIGGER payment_is_its_tenders BEFORE UPDATE OF amount ON payment
WHEN NEW.amount IS NOT (SELECT coalesce(sum(amount), 0) FROM tender
                        WHERE payment_id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'a payment is the sum of its tenders'); END;

CREATE TRIGGER payment_keeps_its_ticket BEFORE UPDATE ON payment
WHEN NEW.payment_id IS NOT OLD.payment_id OR NEW.ticket_id IS NOT OLD.ticket_id
    OR NEW.rowid IS NOT OLD.rowid OR (NEW.waived >= OLD.waived) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'a payment keeps its ticket'); END;

CREATE TRIGGER payment_stays BEFORE DELETE ON payment
WHEN NOT EXISTS (SELECT 1 FROM ticket_past WHERE ticket_id = OLD.ticket_id)
    OR EXISTS (SELECT 1 FROM tender WHERE payment_id = OLD.payment_id)
    OR EXISTS (SELECT 1 FROM payment_quote WHERE payment_id = OLD.payment_id)
BEGIN SELECT RAISE(ABORT, 'payments go by retention only'); END;

CREATE TRIGGER ticket_stays_with_its_money BEFORE DELETE ON parking_ticket
WHEN EXISTS (SELECT 1 FROM payment WHERE ticket_id = OLD.ticket_id)
    OR EXISTS (SELECT 1 FROM card_attempt WHERE ticket_id = OLD.ticket_id)
BEGIN SELECT RAISE(ABORT, 'a ticket goes after its money'); END;

CREATE TRIGGER tender_is_new BEFORE INSERT ON tender
WHEN EXISTS (SELECT 1 FROM tender WHERE tender_id = NEW.tender_id OR request_id = NEW.request_id
                                     OR (station = NEW.station AND receipt_no = NEW.receipt_no))
BEGIN SELECT RAISE(ABORT, 'this tender is booked already'); END;

-- A CHECK on the payment would not do: under OR IGNORE the tender stays and the sum does not move.
CREATE TRIGGER tender_fits_its_payment BEFORE INSERT ON tender
WHEN (SELECT amount + NEW.amount >= 0 FROM payment WHERE payment_id = NEW.payment_id) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'a tender needs its payment, and gives back no more than was paid'); END;

CREATE TRIGGER tender_counts AFTER INSERT ON tender
BEGIN
    UPDATE payment SET amount = amount + NEW.amount WHERE payment_id = NEW.payment_id;
END;

CREATE TRIGGER tender_kept BEFORE UPDATE ON tender
BEGIN SELECT RAISE(ABORT, 'a tender does not change'); END;

CREATE TRIGGER tender_stays BEFORE DELETE ON tender
WHEN NOT EXISTS (SELECT 1 FROM retention_run r, payment p, ticket_past t
                 WHERE r.closed_at IS NULL AND OLD.time < r.ticket_cutoff
                   AND p.payment_id = OLD.payment_id AND t.ticket_id = p.ticket_id)
    OR EXISTS (SELECT 1 FROM shift WHERE shift_id = OLD.shift_id AND is_reconciled = 0)
BEGIN SELECT RAISE(ABORT, 'tenders go by retention only'); END;

CREATE TRIGGER tender_goes AFTER DELETE ON tender
BEGIN
    UPDATE payment SET amount = amount - OLD.amount WHERE payment_id = OLD.payment_id;
END;

-- The quote that was paid, line by line: a dispute can be read back after the tariff changed.
CREATE TABLE payment_quote (
    quote_id       INTEGER PRIMARY KEY CHECK (quote_id > 0),
    payment_id     TEXT NOT NULL REFERENCES payment (payment_id),
    at             INTEGER NOT NULL,
    tariff_version INTEGER NOT NULL REFERENCES tariff_version (version_id),
    total          INTEGER NOT NULL,
    lines          TEXT NOT NULL
) STRICT;

CREATE INDEX payment_quote_payment ON payment_quote (payment_id);

CREATE TRIGGER payment_quote_is_new BEFORE INSERT ON payment_quote
WHEN EXISTS (SELECT 1 FROM payment_quote WHERE quote_id = NEW.quote_id)
BEGIN SELECT RAISE(ABORT, 'a paid quote does not change'); END;
CREATE TRIGGER payment_quote_kept BEFORE UPDATE ON payment_quote
BEGIN SELECT RAISE(ABORT, 'a paid quote does not change'); END;
CREATE TRIGGER payment_quote_stays BEFORE DELETE ON payment_quote
WHEN NOT EXISTS (SELECT 1 FROM payment p, ticket_past t
                 WHERE p.payment_id = OLD.payment_id AND t.ticket_id = p.ticket_id)
BEGIN SELECT RAISE(ABORT, 'paid quotes go by retention only'); END;

CREATE TABLE card_attempt (
    attempt_id TEXT PRIMARY KEY CHECK (length(attempt_id) = 36),
    ticket_id  TEXT NOT NULL REFERENCES parking_ticket (ticket_id),
    amount     INTEGER NOT NULL CHECK (amount > 0),
    state      TEXT NOT NULL DEFAULT 'pending'
               CHECK (state IN ('pending', 'approved', 'declined', 'unknown')),
    started_at INTEGER NOT NULL,
    quoted_at  INTEGER NOT NULL,
    settled_at INTEGER,
    shift_id   INTEGER REFERENCES shift (shift_id),
    staff      TEXT,
    station    TEXT REFERENCES station (name)
) STRICT, WITHOUT ROWID;

-- One card at a time: while one is under way or in doubt there is no second.
CREATE UNIQUE INDEX card_attempt_live ON card_attempt (ticket_id)
    WHERE state IN ('pending', 'unknown');
CREATE INDEX card_attempt_ticket ON card_attempt (ticket_id);

CREATE TRIGGER card_attempt_is_new BEFORE INSERT ON card_attempt
WHEN EXISTS (SELECT 1 FROM card_attempt WHERE attempt_id = NEW.attempt_id)
    OR EXISTS (SELECT 1 FROM card_attempt
               WHERE ticket_id = NEW.ticket_id AND state IN ('pending', 'unknown'))
BEGIN SELECT RAISE(ABORT, 'a card is under way for this ticket'); END;

CREATE TRIGGER card_attempt_settled_stays BEFORE UPDATE ON card_attempt
WHEN OLD.state IN ('approved', 'declined') OR NEW.attempt_id IS NOT OLD.attempt_id
    OR NEW.ticket_id IS NOT OLD.ticket_id OR NEW.amount IS NOT OLD.amount
BEGIN SELECT RAISE(ABORT, 'a settled card attempt does not change'); END;

CREATE TRIGGER card_attempt_stays BEFORE DELETE ON card_attempt
WHEN OLD.state IN ('pending', 'unknown')
    OR NOT EXISTS (SELECT 1 FROM retention_run r, ticket_past t
                   WHERE r.closed_at IS NULL AND OLD.started_at < r.ticket_cutoff
                     AND t.ticket_id = OLD.ticket_id)
    OR EXISTS (SELECT 1 FROM shift WHERE shift_id = OLD.shift_id AND is_reconciled = 0)
BEGIN SELECT RAISE(ABORT, 'card attempts go by retention only'); END;

CREATE TABLE cash_movement (
    movement_id INTEGER PRIMARY KEY CHECK (movement_id > 0),
    shift_id    INTEGER NOT NULL REFERENCES shift (shift_id),
    kind        TEXT NOT NULL CHECK (kind IN ('drop', 'paid_out', 'no_sale')),
    amount      INTEGER NOT NULL CHECK (amount >= 0 AND (amount > 0) = (kind <> 'no_sale')),
    bag_no      TEXT,
    reason      TEXT,
    time        INTEGER NOT NULL,
    staff       TEXT NOT NULL,
    station     TEXT NOT NULL REFERENCES station (name),
    request_id  TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX cash_movement_shift ON cash_movement (shift_id);

CREATE TRIGGER cash_movement_is_new BEFORE INSERT ON cash_movement
WHEN EXISTS (SELECT 1 FROM cash_movement
             WHERE movement_id = NEW.movement_id OR request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'this movement is booked already'); END;
CREATE TRIGGER cash_movement_kept BEFORE UPDATE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'cash movements do not change'); END;
CREATE TRIGGER cash_movement_stays BEFORE DELETE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'cash movements do not change'); END;

-- What a day came to, kept after its tickets have gone.
CREATE TABLE day_summary (
    day          TEXT PRIMARY KEY,
    issued       INTEGER NOT NULL,
    exited       INTEGER NOT NULL,
    voided       INTEGER NOT NULL,
    replaced     INTEGER NOT NULL,
    released     INTEGER NOT NULL,
    cash         INTEGER NOT NULL,
    card         INTEGER NOT NULL,
    refunds      INTEGER NOT NULL,
    tenders      INTEGER NOT NULL,
    first_ticket INTEGER,
    last_ticket  INTEGER
) STRICT, WITHOUT ROWID;
