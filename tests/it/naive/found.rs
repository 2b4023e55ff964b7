//! What the comparison of engine and naive evaluator has found, each as a test of its own.

use crate::engine::fixture::*;
use klausel::{
    model::{Channel, Clause, Desk, DeskRow, Received},
    verdict::Verdict,
};

#[test]
fn a_report_by_a_channel_counts_as_the_desk_of_that_channel_says() {
    let mut model = founding();
    let mut first = model.desks[0].clone();
    first.body.deemed_received = None;
    let address = first.body.rows[0].address.clone();
    let portal = DeskRow { channel: Channel::Portal, address, received: Received::EnteredInPortal };
    let second = Desk { deemed_received: Some(id("Betrieb")), rows: vec![portal], ..Desk::default() };
    let second = Clause { name: id("Portal"), body: second, number: None, wording: Vec::new() };
    model.desks = vec![first, second];
    let start = |channel: &str| {
        let events = [("2025-03-08 10:00", report(channel, "keine", "Teil einer Leistung"))];
        let found = case(&model, "2025-03-10 09:00", &events);
        let (verdict, figures) = found.reaction();
        assert_eq!(verdict, Verdict::Open);
        figures.started_at
    };
    // A Saturday: the first desk says nothing of receipt, the second that it is on Monday.
    assert_eq!(start("e-mail"), Some(at("2025-03-08 10:00")));
    assert_eq!(start("portal"), Some(at("2025-03-10 08:00")));
    // No desk has a chat: the only one that says anything of receipt is meant.
    assert_eq!(start("chat"), Some(at("2025-03-10 08:00")));
}
