//! One paragraph: its number as Word prints it, its runs, and what hangs on it.

use super::super::flow::{FlowAttachment, FlowMark, FlowParagraph, checkbox, flat, marks as flow_marks, numbered};
use super::super::model::{Markup, MarkupKind};
use super::super::refusal::Refusal;
use super::super::xml::{OpenTag, XmlPiece};
use super::marks;
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
    /// Depths of the runs that are underlined, framed or in bold type.
    set_off: Vec<usize>,
    /// Pieces that were inserted or deleted, and the depths of their elements; the innermost has the text.
    tracked: Vec<(usize, Markup)>,
    control: ContentControl,
    is_contents: bool,
}

impl WordRun {
    /// What was inserted or deleted in elements at this depth and below has come to its end.
    fn close(&mut self, depth: usize) {
        self.struck.retain(|struck| *struck <= depth);
        self.set_off.retain(|set_off| *set_off <= depth);
        while let Some((_, markup)) = self.tracked.pop_if(|(at, _)| *at > depth) {
            if !markup.text.is_empty() {
                self.paragraph.marks.push(FlowMark::Markup(markup));
            }
        }
    }
}

impl WordReader<'_> {
    /// The paragraph that was just opened; an entry of a list of contents says nothing.
    pub(super) fn paragraph(&mut self) -> Result<FlowParagraph, Refusal> {
        let mut run = WordRun { is_contents: self.in_contents(), ..WordRun::default() };
        run.paragraph.marks = std::mem::take(&mut self.marks.waiting);
        let outside = self.xml.depth() - 1;
        let mut number = None;
        while self.xml.depth() > outside {
            let Some(piece) = self.xml.next()? else { break };
            match piece {
                XmlPiece::Open(tag) if tag.name() == "pPr" => number = self.properties(&mut run)?,
                XmlPiece::Open(tag) => self.piece(&tag, &mut run)?,
                XmlPiece::Close(_) => {
                    let depth = self.xml.depth();
                    run.close(depth);
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

    /// One more piece of text.
    fn say(&mut self, run: &mut WordRun, text: &str, deleted: bool) {
        let struck = deleted || !run.struck.is_empty();
        let start = run.paragraph.text.text.len();
        run.paragraph.text.push(text, struck);
        if !run.set_off.is_empty() {
            run.paragraph.text.set_off_from(start);
        }
        if let Some((_, markup)) = run.tracked.last_mut() {
            markup.text.push_str(text);
        }
        if !struck {
            self.marks.hear(text);
        }
    }

    fn piece(&mut self, tag: &OpenTag, run: &mut WordRun) -> Result<(), Refusal> {
        let depth = self.xml.depth();
        match tag.name() {
            "t" => {
                let text = self.xml.text()?;
                self.say(run, &text, false);
            }
            "delText" => {
                let text = self.xml.text()?;
                self.say(run, &text, true);
            }
            "tab" | "ptab" => self.say(run, "\t", false),
            "br" | "cr" => self.say(run, "\n", false),
            "noBreakHyphen" => self.say(run, "-", false),
            "sym" => {
                let sign = symbol(&tag.get("font").unwrap_or_default(), &tag.get("char").unwrap_or_default());
                self.say(run, &sign, false);
            }
            "rPr" => {
                let look = self.look()?;
                // The run around it.
                run.struck.extend(look.strikes.then_some(depth - 1));
                run.set_off.extend(look.sets_off.then_some(depth - 1));
            }
            "del" | "moveFrom" => {
                run.tracked.push((depth, self.marks.tracked(MarkupKind::Deleted, tag)));
                run.struck.push(depth);
            }
            "ins" | "moveTo" => run.tracked.push((depth, self.marks.tracked(MarkupKind::Inserted, tag))),
            "bookmarkStart" => run.paragraph.marks.extend(marks::bookmark(tag)),
            "commentRangeStart" => self.marks.begin_comment(tag),
            "sdtPr" => run.control = self.control()?,
            "sdtContent" => match run.control.ticked {
                Some(ticked) => {
                    self.say(run, checkbox(ticked), false);
                    self.xml.skip()?;
                }
                None if run.control.is_no_text => self.xml.skip()?,
                None => {}
            },
            "txbxContent" => {
                let inside = self.blocks()?;
                run.paragraph.attached.push(FlowAttachment { is_remark: false, text: flat(&inside) });
                run.paragraph.marks.extend(flow_marks(inside));
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
        if let Some(note) = self.notes.remove(&(kind, id.clone())) {
            if kind == "comments" {
                run.paragraph.marks.push(self.marks.comment(&id, &note));
            }
            run.paragraph.attached.push(FlowAttachment { is_remark: true, text: note.text });
        }
    }

    fn field(&mut self, tag: &OpenTag, run: &mut WordRun) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.push(WordField::default()),
            Some("end") => {
                if let Some(ticked) = self.fields.pop().and_then(|field| field.ticked) {
                    self.say(run, checkbox(ticked), false);
                }
            }
            _ => {}
        }
    }

    /// What the properties of a run, which were just opened, make of it.
    fn look(&mut self) -> Result<RunLook, Refusal> {
        let mut look = RunLook::default();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            let is_on = !tag.get("val").is_some_and(|value| is_off(&value) || value == "none" || value == "nil");
            match tag.name() {
                "strike" | "dstrike" | "vanish" => look.strikes |= is_on,
                "u" | "bdr" | "b" => look.sets_off |= is_on,
                "rPrChange" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(look)
    }
}

/// What a run looks like.
#[derive(Default)]
struct RunLook {
    /// It is struck out or hidden.
    strikes: bool,
    /// It is underlined, framed or in bold type.
    sets_off: bool,
}
