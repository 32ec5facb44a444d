//! From the keys of the transcriptions to those of the forms.

/// (prefix of the transcription's key, what replaces it); the first that fits wins.
const PREFIXES: &[(&str, &str)] = &[
    ("i.jimu.", "work."),
    ("i.systems[", "systems["),
    ("i.file_names", "file_names"),
    ("i.mynumber.", "mynumber."),
    ("i.nws.", "network."),
    ("i.dept.name", "office.name"),
    ("i.dept.head_title", "office.head"),
    ("i.other_agencies", "other_agencies"),
    ("ii.name", "files[1].name"),
    ("ii.basic.dept", "files[1].basics.office"),
    ("ii.basic.", "files[1].basics."),
    ("ii.use.dept", "files[1].use.office"),
    ("ii.use.", "files[1].use."),
    ("ii.itaku.status", "files[1].outsourced"),
    ("ii.itaku.count", "files[1].outsourced_count"),
    ("ii.itaku.items[", "files[1].outsourcing["),
    ("ii.teikyo.gives", "files[1].provides"),
    ("ii.teikyo.give_count", "files[1].provides_count"),
    ("ii.teikyo.moves", "files[1].transfers"),
    ("ii.teikyo.move_count", "files[1].transfers_count"),
    ("ii.teikyo.none", "files[1].shares_nothing"),
    ("ii.teikyo.give[", "files[1].provision["),
    ("ii.teikyo.move[", "files[1].transfer["),
    ("ii.keep.", "files[1].storage."),
    ("ii.remarks", "files[1].remarks"),
    ("ii.records", "files[1].records"),
    ("iii.name", "files[1].risks.name"),
    ("iii.get.", "files[1].risks.acquisition."),
    ("iii.use.", "files[1].risks.use."),
    ("iii.itaku.sub", "files[1].risks.outsourcing.subcontract"),
    ("iii.itaku.", "files[1].risks.outsourcing."),
    ("iii.teikyo.", "files[1].risks.sharing."),
    ("iii.nws.no_get", "files[1].risks.network.no_acquisition"),
    ("iii.nws.no_give", "files[1].risks.network.no_provision"),
    ("iii.nws.get_", "files[1].risks.network.acquisition_"),
    ("iii.nws.give_", "files[1].risks.network.provision_"),
    ("iii.nws.", "files[1].risks.network."),
    ("iii.keep.", "files[1].risks.storage."),
    ("other.audit_kinds", "governance.audits"),
    ("other.", "governance."),
    ("procedure.kiso.", "procedure.basic."),
];

/// `ii.itaku.items[2].sub.status` → `files[1].outsourcing[2].subcontract.status`
pub(crate) fn key(transcribed: &str) -> String {
    let found = PREFIXES.iter().find_map(|(from, to)| Some(format!("{to}{}", transcribed.strip_prefix(from)?)));
    let key = found.unwrap_or_else(|| transcribed.to_owned());
    if !key.contains(".outsourcing[") {
        return key;
    }
    key.replace("].sub.", "].subcontract.").replace("].contractor", "].vendor")
}

/// `files[1].outsourcing[2].vendor` → `files.1.outsourcing.2.vendor`
pub(crate) fn address(key: &str) -> String {
    key.replace('[', ".").replace(']', "")
}
