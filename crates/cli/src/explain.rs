//! `klausel explain`: the page of a code, in a language.
//! The pages are the core's; they stand in `docs/diagnostics` too.

use crate::failure::{Exit, Failure};
use klausel::{
    Code, Lang,
    phrase::{Said, ids},
};
use std::io::Write;

/// Says what a code means: what causes it, and how it is said right.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel explain K303
  klausel explain K511 --lang de

Exit codes: 0 done, 2 there is no such code")]
pub(crate) struct Args {
    /// The code, as a message bears it
    code: String,
    /// The language of the page
    #[arg(long, default_value = "en", value_name = "TAG")]
    lang: String,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Some(code) = Code::named(&args.code) else {
        let said = Said::new(ids::FAILURE_NO_SUCH_CODE).with("code", args.code.clone());
        return Err(Failure::Wrong(said).said_in(&Lang::new(&args.lang)));
    };
    // A language without a page is served with the first, which is English.
    let page = code.page(&args.lang).or_else(|| code.page("en")).unwrap_or_default();
    writeln!(out, "{page}")?;
    Ok(Exit::Done)
}
