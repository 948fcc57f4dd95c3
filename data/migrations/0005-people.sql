-- People: a lot with staff always has a manager, who approved what stands in the journal, and an
-- exception is seen by somebody other than who made it.

CREATE UNIQUE INDEX staff_name_once ON staff (name COLLATE NOCASE);

CREATE TRIGGER staff_is_new BEFORE INSERT ON staff
WHEN EXISTS (SELECT 1 FROM staff WHERE name = NEW.name COLLATE NOCASE)
BEGIN SELECT RAISE(ABORT, 'somebody on the staff has this name'); END;

-- Else nobody could let the others in.
CREATE TRIGGER staff_begins_with_a_manager BEFORE INSERT ON staff
WHEN (NEW.role IS NOT 'manager' OR NEW.is_active IS NOT 1)
    AND NOT EXISTS (SELECT 1 FROM staff WHERE role = 'manager' AND is_active = 1)
BEGIN SELECT RAISE(ABORT, 'the first on the staff is a manager'); END;

CREATE TRIGGER staff_keeps_a_manager BEFORE UPDATE ON staff
WHEN (NEW.role IS NOT 'manager' OR NEW.is_active IS NOT 1)
    AND NOT EXISTS (SELECT 1 FROM staff
                    WHERE role = 'manager' AND is_active = 1 AND name <> OLD.name)
BEGIN SELECT RAISE(ABORT, 'a lot with staff keeps a manager'); END;

CREATE TRIGGER staff_keeps_its_name BEFORE UPDATE ON staff
WHEN NEW.name IS NOT OLD.name
BEGIN SELECT RAISE(ABORT, 'a member of staff keeps the name'); END;

CREATE TRIGGER staff_stays BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'members of staff are never deleted'); END;

-- Who approved an act that its doer may not do alone. It is in the hash of the entry, where there
-- is one.
ALTER TABLE journal ADD COLUMN approver TEXT CHECK (approver IS NULL OR approver <> staff);
ALTER TABLE tender ADD COLUMN approver TEXT CHECK (approver IS NULL OR approver <> staff);

-- The inbox: what somebody else has to look at. An alarm is a dead ticket that turned up; clock_back
-- says that what follows was booked at an earlier time than what came before it.
CREATE VIEW exception AS
    SELECT seq, time, kind, staff, approver, station, ticket_id, ticket_no, spot_id, amount
    FROM journal
    WHERE kind IN ('void', 'release', 'refund', 'nil', 'replace', 'override', 'renew',
                   'late_entry', 'no_sale', 'cheaper_class', 'alarm', 'clock_back',
                   'walk_leave');

-- The condition is the view's: SQLite takes the index only then.
CREATE INDEX journal_exception ON journal (seq)
    WHERE kind IN ('void', 'release', 'refund', 'nil', 'replace', 'override', 'renew',
                   'late_entry', 'no_sale', 'cheaper_class', 'alarm', 'clock_back',
                   'walk_leave');
CREATE INDEX journal_alarm ON journal (ticket_id, station) WHERE kind = 'alarm';

CREATE TRIGGER acknowledgement_is_new BEFORE INSERT ON acknowledgement
WHEN EXISTS (SELECT 1 FROM acknowledgement WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'this was acknowledged already'); END;

CREATE TRIGGER acknowledgement_is_of_an_exception BEFORE INSERT ON acknowledgement
WHEN NOT EXISTS (SELECT 1 FROM exception WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'only exceptions and alarms are acknowledged'); END;

CREATE TRIGGER acknowledgement_is_by_another BEFORE INSERT ON acknowledgement
WHEN EXISTS (SELECT 1 FROM exception
             WHERE seq = NEW.seq AND kind <> 'alarm'
               AND (staff = NEW.staff COLLATE NOCASE OR approver = NEW.staff COLLATE NOCASE))
BEGIN SELECT RAISE(ABORT, 'nobody acknowledges what they did or approved'); END;

CREATE TRIGGER acknowledgement_kept BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'an acknowledgement does not change'); END;

CREATE TRIGGER acknowledgement_stays BEFORE DELETE ON acknowledgement
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = OLD.seq)
BEGIN SELECT RAISE(ABORT, 'an acknowledgement stays with its entry'); END;
