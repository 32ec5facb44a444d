//! The fonts that are built in, and what is drawn as one.

mod cluster;
mod coverage;
mod font;

pub use cluster::{Cluster, clusters, is_invisible};
pub use coverage::Coverage;
pub use font::{Font, FontError};

pub const REGULAR: &[u8] = include_bytes!("../../fonts/BIZUDGothic-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../../fonts/BIZUDGothic-Bold.ttf");
/// What BIZ UDGothic lacks; 𠮷 is the best known.
pub const DIFFERENCE: &[u8] = include_bytes!("../../fonts/NotoSansJP-Difference.ttf");
