//! SNOMED CT codes that exports may carry, each confirmed in a published text (STANDARDS D7).
//!
//! Deliberately not here: unconfirmed codes. The headings' own codes are in `domain::words`.

/// Care coordinator (occupation).
pub const CARE_COORDINATOR: &str = "768820003";

/// Has advance statement (Mental Capacity Act 2005).
pub const HAS_ADVANCE_STATEMENT: &str = "816281000000101";

/// Requires reasonable adjustments for health and care access (Equality Act 2010) (STANDARDS D6).
pub const REASONABLE_ADJUSTMENTS: &str = "1108111000000107";

/// Review of care plan.
pub const REVIEW_OF_CARE_PLAN: &str = "425268008";
