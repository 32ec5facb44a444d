//! What the targets run stands with the tests, which run it, too.

#[path = "../../tests/withstand/bodies/mod.rs"]
pub mod bodies;
