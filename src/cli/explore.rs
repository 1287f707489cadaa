//! `breachlens [QUERY...]`: the explorer. It must not know how the explorer works.

use super::{Failure, Global, Outcome};
use crate::Error;

/// Opens the explorer on a query.
pub fn run(_global: &Global, _query: &[String]) -> Result<Outcome, Failure> {
    Err(Error::usage("the explorer is not built yet")
        .right("see `breachlens --help` for the commands")
        .into())
}
