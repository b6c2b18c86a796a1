-- Every longer word that any contact holds, once: a word that is half typed is asked for as the words it may become, and
-- each of those is read newest first without gathering all that begin alike.

CREATE TABLE vocabulary (word TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
