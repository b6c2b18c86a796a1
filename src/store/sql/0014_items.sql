-- When the person was last told how an item stands, and how far up it was asked (R60, R67).

ALTER TABLE item ADD COLUMN told_on INTEGER;
ALTER TABLE item ADD COLUMN rung INTEGER;
DROP INDEX item_open;
CREATE INDEX item_open ON item (
    person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on, told_on, rung
) WHERE open = 1 AND withdrawn = 0;
