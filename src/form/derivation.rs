//! The answers that the program works out. A form says which item bears which; how each is computed is the assessment's to know.

use super::Kind;

macro_rules! derivations {
    ($($variant:ident $name:literal $kind:ident)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Derivation { $($variant),* }

        impl Derivation {
            pub(super) fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// The kind of item that can hold what it yields.
            pub(super) fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind),* }
            }
        }
    };
}

derivations! {
    FileNames "file_names" List
    FileName "file_name" Line
    RecordCount "record_count" Choice
    AnnexReference "annex_reference" Fixed
    Outsourced "outsourced" Choice
    OutsourcingCount "outsourcing_count" Count
    Provides "provides" Flag
    ProvisionCount "provision_count" Count
    Transfers "transfers" Flag
    TransferCount "transfer_count" Count
    SharesNothing "shares_nothing" Flag
    OutsourcesNothing "outsources_nothing" Flag
    NoSubcontract "no_subcontract" Choice
    SharesOnlyByNetwork "shares_only_by_network" Flag
    NoNetwork "no_network" Flag
    ThresholdResult "threshold_result" Choice
    RepeatedVerdict "repeated_verdict" Choice
}

impl Derivation {
    /// Decides only where nothing is left to choose; otherwise the author answers.
    pub(super) fn is_partial(self) -> bool {
        matches!(self, Self::NoNetwork | Self::NoSubcontract)
    }
}
