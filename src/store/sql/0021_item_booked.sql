-- Of a referral the day for which it is booked, its appointment, and whether the person was told (R67, R72); of an action
-- that it goes on without an end, so that nothing is due of it but the day on which it is looked at again.

ALTER TABLE item ADD COLUMN booked_on INTEGER;
ALTER TABLE item ADD COLUMN booked_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN appointment BLOB;
ALTER TABLE item ADD COLUMN ongoing INTEGER NOT NULL DEFAULT 0;
DROP INDEX item_open;
CREATE INDEX item_open ON item (
    person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on, told_on, rung,
    booked_on, booked_told, appointment, ongoing
) WHERE open = 1 AND withdrawn = 0;
