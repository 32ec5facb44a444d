//! A workspace of a fictional city that comes with the program, to try everything on.

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use crate::disk::{NewFile, write_all};

macro_rules! sample {
    ($($name:literal,)*) => {
        [$(($name, include_str!(concat!("../../assessments/", $name)))),*]
    };
}

const SAMPLE: [(&str, &str); 35] = sample! {
    "22-child-allowance-basic/assessment.yaml",
    "22-child-allowance-basic/procedure.yaml",
    "22-child-allowance-basic/revisions/2024-12-20.yaml",
    "22-child-allowance/assessment.yaml",
    "22-child-allowance/procedure.yaml",
    "22-child-allowance/revisions/2023-12-15.yaml",
    "22-child-allowance/revisions/2024-12-20.yaml",
    "fragments/address-system/link.md",
    "fragments/disclosure/method.md",
    "fragments/governance/audit.md",
    "fragments/governance/self-check.md",
    "fragments/governance/training.md",
    "fragments/government-cloud/erasure.md",
    "fragments/government-cloud/physical.md",
    "fragments/government-cloud/place.md",
    "fragments/government-cloud/technical.md",
    "fragments/inquiry/response.md",
    "fragments/intermediate-server/access-log.md",
    "fragments/intermediate-server/accuracy.md",
    "fragments/intermediate-server/acquisition.md",
    "fragments/intermediate-server/channel.md",
    "fragments/intermediate-server/place.md",
    "fragments/intermediate-server/platform.md",
    "fragments/intermediate-server/provision-error.md",
    "fragments/intermediate-server/provision.md",
    "fragments/internal-link/purpose.md",
    "fragments/internal-link/record.md",
    "fragments/outsourcing/contract.md",
    "fragments/outsourcing/subcontract.md",
    "fragments/outsourcing/vendor-check.md",
    "fragments/standard-system/auth.md",
    "fragments/standard-system/grant.md",
    "fragments/standard-system/log.md",
    "fragments/terminal/copy.md",
    "hyokasho.yaml",
};

/// Only where nothing is there yet.
pub(super) fn make(desk: &Desk, _: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let _writing = desk.write();
    if !desk.assessments().is_empty() {
        return Err(ServeAnswer::refused("ここにはもう評価書があるので、見本は置きません"));
    }
    let files: Vec<NewFile<'_>> =
        SAMPLE.iter().map(|(name, text)| NewFile::new(&desk.root().join(name), text.as_bytes())).collect();
    write_all(&files).map_err(|error| ServeAnswer::unwritten(&error))?;
    Ok(ServeAnswer::json(&serde_json::json!({ "go": "/" })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{files_below, shown};

    #[test]
    fn all_of_the_sample_comes_along() {
        let root = std::path::Path::new("assessments");
        let mut there: Vec<String> = ["22-child-allowance", "22-child-allowance-basic", "fragments"]
            .iter()
            .flat_map(|folder| files_below(&root.join(folder)))
            .map(|file| shown(file.strip_prefix(root).unwrap()))
            .chain(["hyokasho.yaml".to_owned()])
            .collect();
        there.sort();
        let mut known: Vec<&str> = SAMPLE.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(known, there);
    }
}
