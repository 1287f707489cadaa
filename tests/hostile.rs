//! Hostile data through every reader, every view and every output: nothing of it is obeyed, nothing takes
//! good records with it, every fault says where it stands, and no column is pushed aside.
#![allow(clippy::unwrap_used, clippy::result_large_err)]

#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/found.rs"]
mod found;
#[path = "common/invariants.rs"]
mod invariants;
#[path = "hostile/outputs.rs"]
mod outputs;
#[path = "hostile/program.rs"]
mod program;
#[path = "hostile/readers.rs"]
mod readers;
#[path = "hostile/views.rs"]
mod views;
