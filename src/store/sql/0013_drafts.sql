-- Drafts that were kept before each session had a mark of its own: theirs is empty, so that they are found again.

UPDATE draft SET place = place || char(31) WHERE instr(place, char(31)) = 0;
