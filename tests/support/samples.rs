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
    grown("large", 2, 1)
}

/// The sample of 様式4 with its file, and with the days of its table of changes, so many times over.
pub(crate) fn grown(name: &str, files: usize, tables: usize) -> PathBuf {
    let root = workspace(name);
    let folder = root.join("15-health-checkups");
    copy(Path::new("assessments/15-health-checkups"), &folder);
    let path = folder.join("assessment.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let after = |line: &str| text.find(line).unwrap() + line.len();
    let (start, end) = (after("\nfiles:\n"), text.find("\ngovernance:").unwrap() + 1);
    let days = text[end..].find("\n  - date: ").unwrap() + end + 1;
    let another = |number: usize| {
        let file = text[start..end].replacen("  - id: ", &format!("  - id: another{number}-"), 1);
        file.replacen("ファイル", &format!("第{number}ファイル"), 1)
    };
    let others: String = (2..=files).map(another).collect();
    let table = text[days..].repeat(tables);
    fs::write(path, format!("{}{others}{}{table}", &text[..end], &text[end..days])).unwrap();
    root
}
