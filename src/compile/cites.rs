//! The names by which reasons cite statements: those of the phrases that state them.
//! The phrases themselves are left to the catalogues.

pub(crate) const WITHOUT_CHANNEL: &str = "priorities.without_channel";
pub(crate) const LATER_CALL: &str = "priorities.later_call";
pub(crate) const REACTION: &str = "priorities.reaction";
pub(crate) const UPDATE_ARM: &str = "priorities.update_arm";
pub(crate) const UPDATE_END: &str = "priorities.update_end";
pub(crate) const CLOSING: &str = "priorities.closing";
pub(crate) const PAUSE: &str = "priorities.pause";
pub(crate) const RAISED: &str = "priorities.raised";
pub(crate) const REOPENED: &str = "priorities.reopened";
pub(crate) const DEEMED_RECEIVED: &str = "desk.deemed_received";
pub(crate) const PROVIDER_SIDE: &str = "handover_point.provider_side";
pub(crate) const CUSTOMER_SIDE: &str = "handover_point.customer_side";
pub(crate) const STANDING: &str = "planned.standing";
pub(crate) const AGREED: &str = "planned.agreed";
pub(crate) const IMPAIRMENT: &str = "outage.impairment_counts";
pub(crate) const UNEXPLAINED: &str = "outage.unexplained";
pub(crate) const AVAILABILITY: &str = "service.availability";
pub(crate) const OPERATED: &str = "service.operated_during";
pub(crate) const BASE: &str = "service.base";
pub(crate) const EXCLUDED: &str = "service.excluded";
pub(crate) const PART_PERIOD: &str = "service.part_period";
