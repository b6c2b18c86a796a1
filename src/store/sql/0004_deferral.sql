-- Reasons that were put off. One in sight for a rule and what it is about; `about` is empty for the record as a whole.

CREATE TABLE deferral (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    rule TEXT NOT NULL,
    about BLOB NOT NULL,
    due_on INTEGER NOT NULL,
    first_on INTEGER NOT NULL,
    until_on INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX deferral_of_reason ON deferral (person, rule, about) WHERE withdrawn = 0;
-- Covers what triage asks of deferrals, so that a start reads no bodies.
CREATE INDEX deferral_in_sight ON deferral (
    person, id, rule, about, due_on, first_on, until_on
) WHERE withdrawn = 0;
