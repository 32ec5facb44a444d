//! One paragraph: its number as Word prints it, its runs, and what hangs on it.

use super::super::flow::{FlowAttachment, FlowParagraph, checkbox, flat, numbered};
use super::super::refusal::Refusal;
use super::super::xml::{OpenTag, XmlPiece};
use super::read::{ContentControl, WordReader, is_off};
use super::symbols::symbol;

/// A field that is open: a list of contents, a page number, a box of an old form.
#[derive(Debug, Default)]
pub(super) struct WordField {
    is_contents: bool,
    /// Ticked, or not, or no box at all.
    ticked: Option<bool>,
}

/// What is known where a piece of text stands.
#[derive(Default)]
struct WordRun {
    paragraph: FlowParagraph,
    /// Depths of the elements whose text was deleted, hidden or struck out.
    struck: Vec<usize>,
    control: ContentControl,
    is_contents: bool,
}

impl WordRun {
    fn push(&mut self, text: &str) {
        self.paragraph.text.push(text, !self.struck.is_empty());
    }
}

impl WordReader<'_> {
    /// The paragraph that was just opened; an entry of a list of contents says nothing.
    pub(super) fn paragraph(&mut self) -> Result<FlowParagraph, Refusal> {
        let mut run = WordRun { is_contents: self.in_contents(), ..WordRun::default() };
        let outside = self.xml.depth() - 1;
        let mut number = None;
        while self.xml.depth() > outside {
            let Some(piece) = self.xml.next()? else { break };
            match piece {
                XmlPiece::Open(tag) if tag.name() == "pPr" => number = self.properties(&mut run)?,
                XmlPiece::Open(tag) => self.piece(&tag, &mut run)?,
                XmlPiece::Close(_) => {
                    let depth = self.xml.depth();
                    run.struck.retain(|struck| *struck <= depth);
                }
                XmlPiece::Text(_) => {}
            }
        }
        if run.is_contents || self.in_contents() {
            return Ok(FlowParagraph::default());
        }
        let mut paragraph = run.paragraph;
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            paragraph.text = numbered(&number, &paragraph.text);
        }
        Ok(paragraph)
    }

    fn in_contents(&self) -> bool {
        self.fields.iter().any(|field| field.is_contents)
    }

    /// What its properties say: its number, if it has one.
    fn properties(&mut self, run: &mut WordRun) -> Result<Option<String>, Refusal> {
        let (mut list, mut level, mut style) = (None, None, None);
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "pStyle" => style = tag.get("val"),
                "numId" => list = tag.get("val"),
                "ilvl" => level = tag.number("val"),
                // The mark of the paragraph was inserted or deleted; its text says so itself.
                "rPr" | "pPrChange" | "sectPr" => self.xml.skip()?,
                _ => {}
            }
        }
        run.is_contents |= style.as_ref().is_some_and(|style| self.contents_styles.contains(style));
        Ok(self.numbering.next(list.as_deref(), level, style.as_deref()))
    }

    fn piece(&mut self, tag: &OpenTag, run: &mut WordRun) -> Result<(), Refusal> {
        let depth = self.xml.depth();
        match tag.name() {
            "t" => {
                let text = self.xml.text()?;
                run.push(&text);
            }
            "delText" => {
                let text = self.xml.text()?;
                run.paragraph.text.push(&text, true);
            }
            "tab" | "ptab" => run.push("\t"),
            "br" | "cr" => run.push("\n"),
            "noBreakHyphen" => run.push("-"),
            "sym" => run.push(&symbol(&tag.get("font").unwrap_or_default(), &tag.get("char").unwrap_or_default())),
            "rPr" => {
                let strikes = self.strikes()?;
                // The run around it.
                run.struck.extend(strikes.then_some(depth - 1));
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                run.struck.push(depth);
            }
            "ins" | "moveTo" => self.inserted += 1,
            "sdtPr" => run.control = self.control()?,
            "sdtContent" => match run.control.ticked {
                Some(ticked) => {
                    run.push(checkbox(ticked));
                    self.xml.skip()?;
                }
                None if run.control.is_no_text => self.xml.skip()?,
                None => {}
            },
            "txbxContent" => {
                let text = flat(&self.blocks()?);
                run.paragraph.attached.push(FlowAttachment { is_remark: false, text });
            }
            "commentReference" => self.note("comments", tag, run),
            "footnoteReference" => self.note("footnotes", tag, run),
            "endnoteReference" => self.note("endnotes", tag, run),
            "fldChar" => self.field(tag, run),
            "instrText" => {
                let text = self.xml.text()?;
                if let Some(field) = self.fields.last_mut() {
                    field.is_contents |= text.trim_start().starts_with("TOC");
                }
            }
            "default" | "checked" => {
                // Boxes of old forms: what is ticked now counts more than what was ticked at first.
                let ticked = !tag.get("val").is_some_and(|value| is_off(&value));
                if let Some(field) = self.fields.last_mut().filter(|field| field.ticked.is_some()) {
                    field.ticked = Some(ticked);
                }
            }
            "checkBox" => {
                if let Some(field) = self.fields.last_mut() {
                    field.ticked = Some(false);
                }
            }
            "rt" | "Fallback" | "rPrChange" => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn note(&mut self, kind: &'static str, tag: &OpenTag, run: &mut WordRun) {
        let id = tag.get("id").unwrap_or_default();
        if let Some(text) = self.notes.remove(&(kind, id)) {
            run.paragraph.attached.push(FlowAttachment { is_remark: true, text });
        }
    }

    fn field(&mut self, tag: &OpenTag, run: &mut WordRun) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.push(WordField::default()),
            Some("end") => {
                if let Some(ticked) = self.fields.pop().and_then(|field| field.ticked) {
                    run.push(checkbox(ticked));
                }
            }
            _ => {}
        }
    }

    /// Whether the properties of a run, which were just opened, strike it out or hide it.
    fn strikes(&mut self) -> Result<bool, Refusal> {
        let mut strikes = false;
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                "strike" | "dstrike" | "vanish" => strikes |= !tag.get("val").is_some_and(|value| is_off(&value)),
                "rPrChange" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(strikes)
    }
}
