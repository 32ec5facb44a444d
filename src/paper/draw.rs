//! Goes through what a page is drawn by, and keeps its characters and its ruled lines.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, ObjectId};

use super::codes::KnownTables;
use super::file::{PageNode, PdfFile, reference};
use super::font::PaperFont;
use super::letters::UNKNOWN;
use super::page::{Area, Matrix, Page, PageGlyph, PagePoint, Ruling, Turn};
use super::path::Path;
use super::refusal;
use super::token::{PdfToken, Tokens};
use crate::grid::Refusal;
use crate::text::limits;

/// How high the middle of a character stands above its line, of an em.
const MIDDLE: f64 = 0.36;
/// A picture smaller than this is a mark or a line.
const PICTURE: f64 = 40.0;

/// What pages of one file share.
#[derive(Default)]
pub(super) struct PaperFonts {
    known: KnownTables,
    read: BTreeMap<ObjectId, Rc<PaperFont>>,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Area,
    line_width: f64,
    /// What is drawn in white is not seen.
    white_stroke: bool,
    white_fill: bool,
    font: Option<Rc<PaperFont>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State {
    /// What only changes how the next thing is drawn.
    fn set(&mut self, operator: &[u8], numbers: &[f64]) {
        match (operator, numbers) {
            (b"w", &[width]) => self.line_width = width,
            (b"g", &[grey]) => self.white_fill = grey >= 1.0,
            (b"G", &[grey]) => self.white_stroke = grey >= 1.0,
            (b"rg" | b"sc" | b"scn", &[r, g, b]) => self.white_fill = r.min(g).min(b) >= 1.0,
            (b"RG" | b"SC" | b"SCN", &[r, g, b]) => self.white_stroke = r.min(g).min(b) >= 1.0,
            (b"k", &[c, m, y, k]) => self.white_fill = c + m + y + k <= 0.0,
            (b"K", &[c, m, y, k]) => self.white_stroke = c + m + y + k <= 0.0,
            (b"sc" | b"scn" | b"cs", _) => self.white_fill = false,
            (b"SC" | b"SCN" | b"CS", _) => self.white_stroke = false,
            (b"Tc", &[space]) => self.character_space = space,
            (b"Tw", &[space]) => self.word_space = space,
            (b"Tz", &[percent]) => self.stretch = percent / 100.0,
            (b"TL", &[leading]) => self.leading = leading,
            (b"Ts", &[rise]) => self.rise = rise,
            _ => {}
        }
    }
}

struct PageDrawing<'a> {
    file: &'a PdfFile,
    fonts: &'a mut PaperFonts,
    page: Page,
    sheet: Area,
    /// What is drawn now is nothing that the page says: a label or a head that stood on the page before, dots before a number.
    is_again: bool,
}

/// A page, upright.
pub(super) fn page(file: &PdfFile, node: &PageNode<'_>, fonts: &mut PaperFonts) -> Result<Page, Refusal> {
    let numbers = |key: &[u8]| file.numbers(node.holder(key)?, key).filter(|numbers| numbers.len() == 4);
    let sheet = numbers(b"CropBox").or_else(|| numbers(b"MediaBox")).unwrap_or_else(|| vec![0.0, 0.0, 595.0, 842.0]);
    let sheet = Area::around(&[PagePoint { x: sheet[0], y: sheet[1] }, PagePoint { x: sheet[2], y: sheet[3] }]);
    let turned = node.holder(b"Rotate").and_then(|holder| file.number(holder.get(b"Rotate").ok()?)).unwrap_or_default();
    let quarter = (turned as i64).div_euclid(90).rem_euclid(4);
    let (w, h) = (sheet.width(), sheet.height());
    let upright = match quarter {
        0 => Matrix([1.0, 0.0, 0.0, -1.0, 0.0, h]),
        1 => Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
        2 => Matrix([-1.0, 0.0, 0.0, 1.0, w, 0.0]),
        _ => Matrix([0.0, -1.0, -1.0, 0.0, h, w]),
    };
    let (width, height) = if quarter % 2 == 0 { (w, h) } else { (h, w) };
    let box_ = Area { left: 0.0, top: 0.0, right: width, bottom: height };
    let mut drawing =
        PageDrawing { file, fonts, page: Page { width, height, ..Page::default() }, sheet: box_, is_again: false };
    let none = Dictionary::new();
    let resources = node.holder(b"Resources").and_then(|holder| file.dictionary(holder, b"Resources")).unwrap_or(&none);
    let state = State {
        matrix: Matrix::shift(-sheet.left, -sheet.top).then(upright),
        clip: box_,
        line_width: 1.0,
        white_stroke: false,
        white_fill: false,
        font: None,
        size: 1.0,
        character_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    drawing.run(&file.contents(node.own)?, resources, state, 0)?;
    Ok(drawing.page)
}

impl PageDrawing<'_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, state: State, depth: usize) -> Result<(), Refusal> {
        let mut tokens = Tokens::new(content);
        let mut operands: Vec<PdfToken<'_>> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        let mut state = state;
        let (mut path, mut clips) = (Path::default(), false);
        let (mut line, mut at) = (Matrix::UNIT, Matrix::UNIT);
        // Whether each piece of marked content that is open is said again, or is no word at all.
        let mut marked: Vec<bool> = Vec::new();
        while let Some(token) = tokens.next() {
            let PdfToken::Operator(operator) = token else {
                if operands.len() < limits::PDF_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            let numbers = numbers(&operands);
            match (operator, numbers.as_slice()) {
                (b"q", _) if saved.len() < limits::PDF_STATES => saved.push(state.clone()),
                (b"Q", _) => state = saved.pop().unwrap_or(state),
                (b"cm", matrix @ [_, _, _, _, _, _]) => state.matrix = Matrix::of(matrix).then(state.matrix),
                (b"m", &[x, y]) => path.start(state.matrix.apply(x, y)),
                (b"l", &[x, y]) | (b"v" | b"y", &[_, _, x, y]) | (b"c", &[_, _, _, _, x, y]) => {
                    path.line(state.matrix.apply(x, y), operator == b"l");
                }
                (b"h", _) => path.close(),
                (b"re", &[x, y, w, h]) => {
                    let corner = |x, y| state.matrix.apply(x, y);
                    path.start(corner(x, y));
                    [(x + w, y), (x + w, y + h), (x, y + h)]
                        .into_iter()
                        .for_each(|(x, y)| path.line(corner(x, y), true));
                    path.close();
                }
                (b"W" | b"W*", _) => clips = true,
                (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n", _) => {
                    if matches!(operator, b"s" | b"b" | b"b*") {
                        path.close();
                    }
                    self.paint(&path, operator, &state)?;
                    if std::mem::take(&mut clips) {
                        state.clip = state.clip.common(path.area());
                    }
                    path = Path::default();
                }
                (b"BMC" | b"BDC", _) if marked.len() < limits::PDF_STATES => {
                    marked.push(is_said_again(&operands));
                    self.is_again = marked.contains(&true);
                }
                (b"EMC", _) => {
                    marked.pop();
                    self.is_again = marked.contains(&true);
                }
                (b"BT", _) => (line, at) = (Matrix::UNIT, Matrix::UNIT),
                (b"Tf", &[size]) => {
                    state.size = size;
                    if let Some(PdfToken::Name(name)) = operands.first() {
                        state.font = self.font(resources, name)?;
                    }
                }
                (b"Td" | b"TD", &[x, y]) => {
                    if operator == b"TD" {
                        state.leading = -y;
                    }
                    line = Matrix::shift(x, y).then(line);
                    at = line;
                }
                (b"Tm", matrix @ [_, _, _, _, _, _]) => {
                    line = Matrix::of(matrix);
                    at = line;
                }
                (b"T*" | b"'" | b"\"", _) => {
                    if let (b"\"", &[word, character]) = (operator, numbers.as_slice()) {
                        (state.word_space, state.character_space) = (word, character);
                    }
                    line = Matrix::shift(0.0, -state.leading).then(line);
                    at = line;
                    self.show(&operands, &state, &mut at)?;
                }
                (b"Tj" | b"TJ", _) => self.show(&operands, &state, &mut at)?,
                (b"Do", _) => {
                    if let Some(PdfToken::Name(name)) = operands.first() {
                        self.object(resources, name, &state, depth)?;
                    }
                }
                (b"BI", _) => {
                    self.picture(&state);
                    tokens.skip_picture();
                }
                _ => state.set(operator, &numbers),
            }
            operands.clear();
        }
        Ok(())
    }

    fn paint(&mut self, path: &Path, operator: &[u8], state: &State) -> Result<(), Refusal> {
        if self.is_again {
            return Ok(());
        }
        let strokes = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && !state.white_stroke;
        let fills = matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") && !state.white_fill;
        let before = self.page.rulings.len();
        if strokes {
            path.strokes(state.line_width * state.matrix.scale(), &mut self.page.rulings);
        }
        if fills {
            path.thin(&mut self.page.rulings);
        }
        let clip = state.clip;
        let mut seen = self.page.rulings.split_off(before);
        seen.retain_mut(|ruling| ruling.cut(clip));
        self.page.rulings.append(&mut seen);
        if self.page.rulings.len() > limits::PDF_RULINGS {
            return Err(refusal::too_large(format!("1 ページに線が {} 本を超えてあります", limits::PDF_RULINGS)));
        }
        Ok(())
    }

    fn show(&mut self, operands: &[PdfToken<'_>], state: &State, at: &mut Matrix) -> Result<(), Refusal> {
        let Some(font) = &state.font else { return Ok(()) };
        let advance = |at: &mut Matrix, distance: f64| {
            let (x, y) = if font.down { (0.0, distance) } else { (distance * state.stretch, 0.0) };
            *at = Matrix::shift(x, y).then(*at);
        };
        for operand in operands {
            let mut rest: &[u8] = match operand {
                PdfToken::Number(number) => {
                    advance(at, -number / 1000.0 * state.size);
                    continue;
                }
                PdfToken::Text(text) => text,
                _ => continue,
            };
            while let Some(code) = font.next(rest) {
                rest = &rest[code.length..];
                let em = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
                self.glyph(code.letters.as_deref(), code.width, em.then(*at).then(state.matrix), font.down, state.clip);
                let space = state.character_space + if code.is_space { state.word_space } else { 0.0 };
                advance(at, if font.down { -state.size + space } else { code.width * state.size + space });
            }
            if self.page.glyphs.len() > limits::PDF_GLYPHS {
                return Err(refusal::too_large(format!("1 ページに {} 文字を超えてあります", limits::PDF_GLYPHS)));
            }
        }
        Ok(())
    }

    fn glyph(&mut self, letters: Option<&str>, width: f64, em: Matrix, down: bool, clip: Area) {
        let (from, to, middle) = if down {
            (em.apply(0.0, 0.0), em.apply(0.0, -1.0), em.apply(0.0, -0.5))
        } else {
            (em.apply(0.0, 0.0), em.apply(width, 0.0), em.apply(width / 2.0, MIDDLE))
        };
        let finite = [from, to, middle].iter().all(|point| point.x.is_finite() && point.y.is_finite());
        // What stands beside the sheet was never printed.
        if self.is_again || !finite || letters.is_some_and(str::is_empty) || !self.sheet.holds(clip.nearest(middle)) {
            return;
        }
        let turn = if down { Turn::Down } else { Turn::of(to.x - from.x, to.y - from.y) };
        let (start, end) = (turn.frame(from), turn.frame(to));
        let first = self.page.text.len();
        match letters {
            Some(letters) => self.page.text.push_str(letters),
            None => {
                self.page.text.push(UNKNOWN);
                self.page.unknown += 1;
            }
        }
        self.page.glyphs.push(PageGlyph {
            letters: first..self.page.text.len(),
            start: start.x,
            end: end.x,
            // The middle of a line that runs down is where its letters are.
            base: if down { start.y + MIDDLE * em.scale() } else { start.y },
            size: em.scale(),
            turn,
            middle: clip.nearest(middle),
        });
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Result<Option<Rc<PaperFont>>, Refusal> {
        let Some(fonts) = self.file.dictionary(resources, b"Font") else { return Ok(None) };
        let id = reference(fonts, name);
        if let Some(font) = id.and_then(|id| self.fonts.read.get(&id)) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(dictionary) = self.file.dictionary(fonts, name) else { return Ok(None) };
        // A font that stands in the resources themselves is read each time.
        self.file.spend(dictionary.len() * 256)?;
        let font = Rc::new(PaperFont::read(self.file, dictionary, &mut self.fonts.known)?);
        if let Some(id) = id {
            self.fonts.read.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// A form is drawn like a page inside the page.
    fn object(&mut self, resources: &Dictionary, name: &[u8], state: &State, depth: usize) -> Result<(), Refusal> {
        let file = self.file;
        let stream = file.dictionary(resources, b"XObject").and_then(|objects| file.stream(objects, name));
        let Some(stream) = stream else { return Ok(()) };
        if file.name(&stream.dict, b"Subtype") != Some(b"Form") {
            self.picture(state);
            return Ok(());
        }
        if depth >= limits::PDF_FORMS {
            return Ok(());
        }
        file.spend(limits::PDF_FORM_BYTES)?;
        let content = file.unpack(stream)?.ok_or_else(refusal::broken)?;
        let mut inner = state.clone();
        if let Some(matrix) = file.numbers(&stream.dict, b"Matrix") {
            inner.matrix = Matrix::of(&matrix).then(inner.matrix);
        }
        if let Some(&[left, top, right, bottom]) = file.numbers(&stream.dict, b"BBox").as_deref() {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            inner.clip = inner.clip.common(Area::around(&corners.map(|(x, y)| inner.matrix.apply(x, y))));
        }
        let own = file.dictionary(&stream.dict, b"Resources").unwrap_or(resources);
        self.run(&content, own, inner, depth + 1)
    }

    fn picture(&mut self, state: &State) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let area = Area::around(&corners.map(|(x, y)| state.matrix.apply(x, y))).common(state.clip);
        if area.width() > PICTURE && area.height() > PICTURE {
            self.page.pictures += 1;
        }
    }
}

impl Ruling {
    /// Leaves what is inside; nothing may be.
    fn cut(&mut self, clip: Area) -> bool {
        let (low, high, first, last) = if self.level {
            (clip.top, clip.bottom, clip.left, clip.right)
        } else {
            (clip.left, clip.right, clip.top, clip.bottom)
        };
        // Half of a line on the edge is seen.
        let inside = (low - 1.0..=high + 1.0).contains(&self.at);
        (self.from, self.to) = (self.from.max(first), self.to.min(last));
        inside && self.to > self.from
    }
}

/// The operands that are numbers.
fn numbers(operands: &[PdfToken<'_>]) -> Vec<f64> {
    let numbers =
        operands.iter().filter_map(|operand| if let PdfToken::Number(number) = operand { Some(*number) } else { None });
    numbers.take(6).collect()
}

/// `/Artifact <</Type/Pagination>>`: heads of tables and labels that go on. Titles and numbers of pages bear a subtype, and
/// programs mark them in many ways; they are known by standing on every page.
fn is_said_again(operands: &[PdfToken<'_>]) -> bool {
    let says = |word: &[u8]| operands.iter().any(|operand| matches!(operand, PdfToken::Name(name) if **name == *word));
    says(b"Artifact") && says(b"Pagination") && !says(b"Subtype")
}
