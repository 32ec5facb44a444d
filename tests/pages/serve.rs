//! The screens of `serve` in a real browser: WCAG 2.2 AA as axe sees it, narrow screens, input methods, two tabs, and that nothing is
//! asked of anybody. What looks is `tests/web/serve.mjs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::needs::lacks;
use crate::support::served::Served;
use crate::support::{copy, fresh};

const BROWSER: [&str; 3] = ["node", "chromium", "tests/web/node_modules/axe-core"];
/// The opening, seven screens in two settings, the journeys.
const LOOKED_AT: usize = 1 + 7 * 2 + 1;

#[test]
fn everybody_can_write_in_a_browser() {
    if lacks(&BROWSER) {
        return;
    }
    let folder = fresh("serve-browser");
    copy(Path::new("assessments"), &folder);
    let served = Served::start(&folder);
    let opening = format!("http://127.0.0.1:{}/open?key={}", served.port, served.key);
    let output = Command::new("node")
        .args(["tests/web/serve.mjs", &opening, "22-child-allowance-basic", "intermediate-server%2Faccess-log"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let told: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), LOOKED_AT, "{lines}");
    let faulty: Vec<&Value> =
        told.iter().filter(|one| one["faults"].as_array().is_none_or(|faults| !faults.is_empty())).collect();
    assert!(faulty.is_empty(), "{faulty:#?}");
}
