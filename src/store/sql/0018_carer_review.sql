-- The days that were set for carers themselves, with their names: to ask again how it is for them (R92), and to go
-- through their access needs again (D6). Worked out from the bodies of members; `store::derive` fills the table.

CREATE TABLE carer_days (
    person BLOB NOT NULL REFERENCES person (id),
    member BLOB NOT NULL,
    name TEXT NOT NULL,
    review_on INTEGER,
    access_on INTEGER,
    until_on INTEGER,
    PRIMARY KEY (person, member)
) STRICT, WITHOUT ROWID;
