//! How the desk is reached, and when something counts as received.

use super::{ClauseReading, Part, of, part, rows, statements, terms, terms::Term};
use crate::{
    diagnostic,
    model::{Channel, Desk, DeskRow, Received},
    phrase::{PhraseId, Value, ids},
    syntax::ClauseText,
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Desk {
    let mut desk = Desk::default();
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::SERVICE_DESK_REACHABLE => {
                if let Some(window) = slots.name("window") {
                    reading.once("reachable", &mut desk.reachable_during, window, statement);
                }
            }
            ids::SERVICE_DESK_RECEIVED_NEXT_OPENING => {
                if let Some(window) = slots.name("window") {
                    reading.once("received", &mut desk.deemed_received, window, statement);
                }
            }
            ids::SERVICE_DESK_VOICEMAIL => {
                if let Some(channel) = terms::term(slots, "channel") {
                    reading.once("voicemail", &mut desk.voicemail_counts_as, channel, statement);
                }
            }
            _ => {}
        }
    }
    let mut first = Vec::new();
    for (table, row) in rows(clause) {
        let channel: Option<Channel> =
            table.cell(row, "channel").and_then(|cell| terms::term(&cell.said.slots, "channel"));
        let address = table.cell(row, "address").and_then(|cell| reading.text(cell, "address"));
        let received = table.cell(row, "received").and_then(|cell| received(cell.said.id));
        let (Some(channel), Some(address), Some(received)) = (channel, address, received) else { continue };
        match first.iter().find(|(other, _)| *other == channel) {
            Some((_, span)) => {
                let read = reading.reading.print(|printer| printer.value(&channel.say("channel"), "text"));
                reading.report(diagnostic::said_twice(row.span, &read, *span));
            }
            None => {
                first.push((channel, row.span));
                desk.rows.push(DeskRow { channel, address, received });
            }
        }
    }
    desk
}

const RECEIVED: [(PhraseId, Received); 3] = [
    (ids::CELL_SERVICE_DESK_RECEIVED_CALL_ANSWERED, Received::CallAnswered),
    (ids::CELL_SERVICE_DESK_RECEIVED_ARRIVES_IN_INBOX, Received::ArrivesInInbox),
    (ids::CELL_SERVICE_DESK_RECEIVED_ENTERED_IN_PORTAL, Received::EnteredInPortal),
];

fn received(id: PhraseId) -> Option<Received> {
    RECEIVED.iter().find(|(other, _)| *other == id).map(|(_, received)| *received)
}

pub(super) fn say(desk: &Desk) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(window) = &desk.reachable_during {
        parts.push(part(of(ids::SERVICE_DESK_REACHABLE).with("window", Value::Ref(window.clone()))));
    }
    if let Some(window) = &desk.deemed_received {
        parts.push(part(of(ids::SERVICE_DESK_RECEIVED_NEXT_OPENING).with("window", Value::Ref(window.clone()))));
    }
    if !desk.rows.is_empty() {
        let columns =
            vec![ids::COLUMN_SERVICE_DESK_CHANNEL, ids::COLUMN_SERVICE_DESK_ADDRESS, ids::COLUMN_SERVICE_DESK_RECEIVED];
        let row = |row: &DeskRow| {
            let received = RECEIVED.iter().find(|(_, received)| *received == row.received).map(|(id, _)| of(*id));
            vec![
                of(ids::CELL_SERVICE_DESK_CHANNEL_IS).with("channel", row.channel.say("channel")),
                of(ids::CELL_SERVICE_DESK_ADDRESS_IS).with("address", row.address.text.as_str()),
                received.unwrap_or(of(ids::CELL_SERVICE_DESK_RECEIVED_CALL_ANSWERED)),
            ]
        };
        parts.push(Part::Table(columns, desk.rows.iter().map(row).collect()));
    }
    if let Some(channel) = desk.voicemail_counts_as {
        parts.push(part(of(ids::SERVICE_DESK_VOICEMAIL).with("channel", channel.say("channel"))));
    }
    parts
}
