-- How people come, are handed on and go: who runs things themselves (R13), since when the navigator is another one
-- (R22), which carers are ill or away (R11), and who has left with how many still to be told (R8). All of it is worked
-- out from the bodies; `store::derive` fills it.

ALTER TABLE standing ADD COLUMN self_coordinating_on INTEGER;
ALTER TABLE standing ADD COLUMN coordinator_since_on INTEGER;

CREATE TABLE carer_away (
    person BLOB NOT NULL REFERENCES person (id),
    member BLOB NOT NULL,
    name TEXT NOT NULL,
    from_on INTEGER NOT NULL,
    until_on INTEGER,
    PRIMARY KEY (person, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE departure (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id),
    left_on INTEGER NOT NULL,
    how INTEGER NOT NULL,
    to_tell INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The head of the list asks it after every write.
CREATE INDEX departure_to_tell ON departure (to_tell) WHERE to_tell > 0;
