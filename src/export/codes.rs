//! SNOMED CT codes that exports may carry, each confirmed in a published text (STANDARDS D7).
//!
//! Deliberately not here: unconfirmed codes. The headings' own codes are in `domain::words`.

/// Care coordinator (occupation).
pub const CARE_COORDINATOR: &str = "768820003";

/// Has advance statement (Mental Capacity Act 2005).
pub const HAS_ADVANCE_STATEMENT: &str = "816281000000101";

/// Review of care plan.
pub const REVIEW_OF_CARE_PLAN: &str = "425268008";
