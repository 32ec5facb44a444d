//! Workspaces of any size, derived from the sample assessments.

use std::fs;
use std::path::{Path, PathBuf};

use super::{copy, fresh};

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn workspace(name: &str) -> PathBuf {
    let root = fresh(name);
    for shared in ["hyokasho.yaml", "fragments"] {
        copy(&Path::new("assessments").join(shared), &root.join(shared));
    }
    root
}

/// A workspace of `count` assessments: the samples in turn, each under a number, an id and a title of its own.
pub(crate) fn many(count: usize) -> PathBuf {
    let root = workspace("many");
    for (index, sample) in (1..=count).zip(SAMPLES.iter().cycle()) {
        let folder = root.join(format!("{index:03}"));
        copy(&Path::new("assessments").join(sample), &folder);
        let file = folder.join("assessment.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let number = format!("  number: {}\n", &sample[..2]);
        assert!(text.contains(&number), "{sample} is numbered as its folder");
        let text = text.replacen(&number, &format!("  number: {index}\n"), 1);
        fs::write(file, text.replacen("に関する事務", &format!("に関する事務（その{index}）"), 1)).unwrap();
    }
    root
}

/// One assessment of 様式4 with two files, larger than any that is known to be published.
pub(crate) fn large() -> PathBuf {
    let root = workspace("large");
    let folder = root.join("15-health-checkups");
    copy(Path::new("assessments/15-health-checkups"), &folder);
    let file = folder.join("assessment.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let start = text.find("\nfiles:\n").unwrap() + "\nfiles:\n".len();
    let end = text.find("\ngovernance:").unwrap() + 1;
    let copy = text[start..end].replacen("  - id: ", "  - id: second-", 1).replacen("ファイル", "第二ファイル", 1);
    fs::write(file, format!("{}{copy}{}", &text[..end], &text[end..])).unwrap();
    root
}
