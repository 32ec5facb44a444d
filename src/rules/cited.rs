//! What the pieces of writing of an assessment cite, read once for all rules about law.

use super::pieces::TextPiece;
use super::registry::Subject;
use crate::assessment::Cell;
use crate::citation::{ActMention, Aliases, Citation, CitedPlace, Reading, TableName, read};

#[derive(Debug)]
pub(super) struct Cited {
    /// The abbreviations that the assessment gives to acts.
    pub(super) aliases: Aliases,
    /// What each piece cites, by the position of the piece in what is said now; those that cite nothing are left out.
    readings: Vec<(usize, Reading)>,
}

/// A piece of writing with what it cites.
#[derive(Clone, Copy, Debug)]
pub(super) struct CitedPiece<'s, 'a> {
    pub(super) piece: &'s TextPiece<'a>,
    pub(super) citations: &'s [Citation],
    pub(super) mentions: &'s [ActMention],
    /// It answers on what law something is based.
    pub(super) is_basis: bool,
}

impl Cited {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let aliases = Aliases::of(subject.current().map(|piece| piece.folded.text.as_str()));
        let read = |(at, piece): (usize, &TextPiece<'_>)| (at, read(&piece.folded.text, &aliases));
        let says = |(_, reading): &(usize, Reading)| !reading.mentions.is_empty() || !reading.citations.is_empty();
        let readings = subject.current().enumerate().map(read).filter(says).collect();
        Self { aliases, readings }
    }
}

impl<'a> Subject<'a> {
    pub(super) fn cited_pieces(&self) -> impl Iterator<Item = CitedPiece<'_, 'a>> {
        let pieces: Vec<&TextPiece<'a>> = self.current().collect();
        self.cited().readings.iter().map(move |(at, reading)| {
            let piece = pieces[*at];
            let key = self.assessment.node(piece.cell).key.as_ref();
            CitedPiece {
                piece,
                citations: &reading.citations,
                mentions: &reading.mentions,
                is_basis: key.is_some_and(|key| key.last().ends_with("legal_basis")),
            }
        })
    }

    /// What one item cites.
    pub(super) fn cited_in(&self, cell: &Cell) -> Option<CitedPiece<'_, 'a>> {
        self.cited_pieces().find(|cited| cited.piece.cell.address == cell.address)
    }
}

impl CitedPiece<'_, '_> {
    /// The rows of the 別表 of 番号法 that it cites.
    pub(super) fn work_rows(&self) -> impl Iterator<Item = (&Citation, String)> {
        let home = self.is_basis;
        let own = move |citation: &&Citation| citation.is_of_number_act_table(home);
        self.citations.iter().filter(own).filter_map(|citation| Some((citation, citation.place.row()?.to_string())))
    }

    /// The rows that it cites for the exchange through the network: 「第2条の表の42の項」, in old times 「別表第2の26の項」.
    pub(super) fn network_rows(&self) -> impl Iterator<Item = (&Citation, String)> {
        let row = |citation: &Citation| {
            let CitedPlace::Row { table, .. } = &citation.place else { return None };
            let old = *table == TableName::Numbered(2) && citation.act.is_number_act();
            (citation.is_of_order_table() || old).then(|| citation.place.to_string())
        };
        self.citations.iter().filter_map(move |citation| Some((citation, row(citation)?)))
    }

    /// Cites this article of 番号法, with this paragraph or item where one is asked for.
    pub(super) fn cites_number_act(&self, article: u16, paragraph: Option<u16>, item: Option<u16>) -> bool {
        self.citations.iter().any(|citation| {
            citation.act.is_number_act()
                && citation.is_article(article)
                && (paragraph.is_none() || citation.paragraph() == paragraph)
                && (item.is_none() || citation.item() == item)
        })
    }

    pub(super) fn names_ordinance(&self) -> bool {
        self.mentions.iter().any(|mention| matches!(mention.act, crate::citation::CitedAct::Ordinance))
    }
}
