//! What people and other programs receive.

pub mod changes;
pub mod review;
