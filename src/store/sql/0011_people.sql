-- People and their carers: when access needs shall be gone through again (D6), until when a lead who is not the named GP
-- was agreed (R16), and which places in care teams are those of one carer (R90). The columns of `standing` are worked
-- out from the bodies; `store::derive` fills them.

ALTER TABLE standing ADD COLUMN access_review_on INTEGER;
ALTER TABLE standing ADD COLUMN lead_until_on INTEGER;

-- No place that was kept before has one.
ALTER TABLE member ADD COLUMN carer BLOB;
CREATE INDEX member_by_carer ON member (carer, id) WHERE carer IS NOT NULL;
