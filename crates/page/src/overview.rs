//! Many services at a glance: a table with a row each, in place of a tile each, which nobody would read by the dozen.
//! What a row says is a tile's; few services are left to `head`.

use crate::{
    head::Tile,
    say::{Say, number},
    service::Service,
};
use klausel::phrase::{Said, ids};
use serde::Serialize;

/// More services than these are told in a table.
const MOST_TILES: usize = 8;

/// The table.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    caption: String,
    /// Whether a service has several measuring periods, so that a row says how many of them were met.
    several: bool,
    figure: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    /// Where the service is told in full.
    id: String,
    tile: Tile,
}

impl Overview {
    /// `None` where the services are few enough for tiles.
    pub(crate) fn of(services: &[Service], say: Say<'_>) -> Option<Overview> {
        if services.len() <= MOST_TILES {
            return None;
        }
        let several = services.iter().any(|service| service.periods.len() > 1);
        let row = |service: &Service| Row { id: service.id.clone(), tile: service.tile(say) };
        let caption = Said::new(ids::PAGE_SERVICES_CAPTION).with("n", number(services.len()));
        Some(Overview {
            caption: say.say(&caption),
            several,
            figure: say.text(if several { ids::PAGE_PERIODS_MET } else { ids::FIGURE_PERCENT }),
            rows: services.iter().map(row).collect(),
        })
    }
}
