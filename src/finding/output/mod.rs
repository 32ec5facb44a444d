//! The formats that findings are told in.
