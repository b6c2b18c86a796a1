-- The next day that was set for a carer themselves, with their name: to ask again how it is for them (R92), and to go
-- through their access needs again (D6). Worked out from the bodies of members; `store::derive` fills the columns.

ALTER TABLE standing ADD COLUMN carer_review_on INTEGER;
ALTER TABLE standing ADD COLUMN carer_review_of TEXT;
ALTER TABLE standing ADD COLUMN carer_access_on INTEGER;
ALTER TABLE standing ADD COLUMN carer_access_of TEXT;
