-- Several promised next steps a person, each until it is kept (R47, R50): what each contact says of them, and the
-- ones that stand. The columns and the table are worked out from the bodies; `store::derive` fills them.

ALTER TABLE contact ADD COLUMN reached INTEGER NOT NULL DEFAULT 1;
ALTER TABLE contact ADD COLUMN next_on INTEGER;
ALTER TABLE contact ADD COLUMN party TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN keeps INTEGER NOT NULL DEFAULT 0;

-- Covers what the standing of a person asks of all their contacts, so that a write reads no bodies.
DROP INDEX contact_by_person;
CREATE INDEX contact_by_person ON contact (
    person, at_at DESC, id DESC, spoke, reached, next_on, party, keeps, corrects
) WHERE withdrawn = 0;

CREATE TABLE promise (
    person BLOB NOT NULL REFERENCES person (id),
    contact BLOB NOT NULL,
    made_on INTEGER NOT NULL,
    due_on INTEGER,
    reached INTEGER NOT NULL,
    to_person INTEGER NOT NULL,
    PRIMARY KEY (person, contact)
) STRICT, WITHOUT ROWID;

-- `last_on` stays: the day of the newest contact or attempt.
ALTER TABLE standing DROP COLUMN last_reached;
ALTER TABLE standing DROP COLUMN last_next_on;
