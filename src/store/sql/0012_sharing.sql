-- Decisions about sharing, numbered versions of plans, and who holds a copy of which (R38, R93, R105, R115).

CREATE TABLE sharing (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX sharing_by_person ON sharing (person);

CREATE TABLE version (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
-- Two people who agree a plan at a time do not both get the next number.
CREATE UNIQUE INDEX version_by_number ON version (person, number) WHERE withdrawn = 0;

CREATE TABLE plan_copy (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    version BLOB,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX plan_copy_by_person ON plan_copy (person);
-- A version that somebody holds stays in sight.
CREATE INDEX plan_copy_by_version ON plan_copy (version) WHERE version IS NOT NULL AND withdrawn = 0;
