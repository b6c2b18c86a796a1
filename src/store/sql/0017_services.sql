-- The services directory and the needs for which it had nothing (R94-R97). Neither belongs to a person.

CREATE TABLE service (
    id BLOB PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE unmet_need (
    id BLOB PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
) STRICT;
