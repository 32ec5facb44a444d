//! What people and other programs receive.

pub mod review;
