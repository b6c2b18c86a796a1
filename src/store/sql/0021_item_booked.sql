-- Whether a referral is booked for a day, and whether the person was told of it since (R67, R72).

ALTER TABLE item ADD COLUMN booked INTEGER NOT NULL DEFAULT 0;
DROP INDEX item_open;
CREATE INDEX item_open ON item (
    person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on, told_on, rung, booked
) WHERE open = 1 AND withdrawn = 0;
