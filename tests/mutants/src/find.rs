//! Every mutant that a source file can have.

use std::fmt;
use std::ops::Range;

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Lit, ReturnType, Stmt, Token, Type, UnOp, Visibility};

use crate::change::{defaults, has_let, other_numbers, other_operator};

/// One place of a file that is replaced; `{on}` stands for the switch.
pub(crate) struct Edit {
    pub(crate) file: String,
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

pub(crate) struct Mutant {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// The line as it stands there.
    pub(crate) code: String,
    pub(crate) change: String,
    /// More than one where a constant is changed wherever it is used.
    pub(crate) edits: Vec<Edit>,
}

impl fmt::Display for Mutant {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{} `{}`: {}", self.file, self.line, self.code, self.change)
    }
}

/// The mutants of all these files.
pub(crate) fn mutants(sources: &[(String, String)]) -> Vec<Mutant> {
    let mut found = Vec::new();
    let mut constants = Vec::new();
    let mut uses: Vec<(String, Edit)> = Vec::new();
    for (file, source) in sources {
        let syntax = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut finder = Finder { file, source, found: Vec::new(), constants: Vec::new(), uses: Vec::new() };
        finder.visit_file(&syntax);
        found.append(&mut finder.found);
        constants.append(&mut finder.constants);
        uses.append(&mut finder.uses);
    }
    for (index, constant) in constants.iter().enumerate() {
        let has_namesake = constants.iter().enumerate().any(|(other, own)| other != index && own.name == constant.name);
        let is_meant = |edit: &Edit| edit.file == constant.mutant.file || constant.is_shared && !has_namesake;
        let places = uses.iter().filter(|(name, edit)| *name == constant.name && is_meant(edit));
        let places: Vec<&Edit> = places.map(|(_, edit)| edit).collect();
        for changed in other_numbers(&constant.value).into_iter().filter(|_| !places.is_empty()) {
            let edit = |place: &&Edit| Edit {
                file: place.file.clone(),
                range: place.range.clone(),
                text: format!("(if {{on}} {{ {changed} }} else {{ {} }})", place.text),
            };
            let change = format!("{} → {changed}", constant.value);
            let edits = places.iter().map(edit).collect();
            found.push(Mutant {
                change,
                edits,
                code: constant.mutant.code.clone(),
                file: constant.mutant.file.clone(),
                ..constant.mutant
            });
        }
    }
    found
}

/// A number with a name.
struct Constant {
    name: String,
    value: String,
    /// Other files may use it.
    is_shared: bool,
    /// Without a change as yet.
    mutant: Mutant,
}

struct Finder<'a> {
    file: &'a str,
    source: &'a str,
    found: Vec<Mutant>,
    constants: Vec<Constant>,
    /// Every name, and where it stands; its text is the path that leads there.
    uses: Vec<(String, Edit)>,
}

impl Finder<'_> {
    fn mutant(&self, at: Span, change: String, edits: Vec<Edit>) -> Mutant {
        let line = at.start().line;
        let code = self.source.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
        Mutant { file: self.file.to_owned(), line, code, change, edits }
    }

    fn add(&mut self, at: Span, change: String, edits: Vec<Edit>) {
        self.found.push(self.mutant(at, change, edits));
    }

    fn text(&self, node: &impl Spanned) -> &str {
        &self.source[node.span().byte_range()]
    }

    fn edit(&self, range: Range<usize>, text: String) -> Edit {
        Edit { file: self.file.to_owned(), range, text }
    }

    fn insert(&self, at: usize, text: &str) -> Edit {
        self.edit(at..at, text.to_owned())
    }

    fn either(&self, range: Range<usize>, changed: &str) -> Edit {
        let text = format!("(if {{on}} {{ {changed} }} else {{ {} }})", &self.source[range.clone()]);
        self.edit(range, text)
    }

    fn swap(&mut self, whole: &Expr, changed: &str, change: String) {
        let edit = self.either(whole.span().byte_range(), changed);
        self.add(whole.span(), change, vec![edit]);
    }

    fn negate(&mut self, condition: &Expr) {
        if !has_let(condition) {
            let Range { start, end } = condition.span().byte_range();
            let around = [self.insert(start, "({on} ^ ("), self.insert(end, "))")];
            self.add(condition.span(), "condition negated".into(), around.into());
        }
    }

    fn body(&mut self, output: &ReturnType, block: &Block) {
        let ReturnType::Type(_, output) = output else { return };
        for default in defaults(output) {
            let early = self
                .insert(block.brace_token.span.open().byte_range().end, &format!(" if {{on}} {{ return {default}; }}"));
            self.add(block.span(), format!("function gives {default}"), vec![early]);
        }
    }

    fn binary(&mut self, node: &syn::ExprBinary) {
        let Some(other) = other_operator(&node.op) else { return };
        let whole = Expr::Binary(node.clone());
        if !has_let(&whole) {
            let changed = format!("({}) {other} ({})", self.text(&node.left), self.text(&node.right));
            let change = format!("{} → {other}", self.text(&node.op));
            if other.ends_with('=') && !["==", "!=", "<=", ">="].contains(&other) {
                let both = format!("if {{on}} {{ {changed} }} else {{ {} }}", self.text(node));
                self.add(node.op.span(), change, vec![self.edit(node.span().byte_range(), both)]);
            } else {
                let edit = self.either(node.span().byte_range(), &changed);
                self.add(node.op.span(), change, vec![edit]);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        if !node.attrs.iter().any(|attribute| self.text(attribute).contains("test")) {
            visit::visit_item_mod(self, node);
        }
    }

    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        if node.sig.constness.is_none() {
            self.body(&node.sig.output, &node.block);
            visit::visit_item_fn(self, node);
        }
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        if node.sig.constness.is_none() {
            self.body(&node.sig.output, &node.block);
            visit::visit_impl_item_fn(self, node);
        }
    }

    fn visit_item_const(&mut self, node: &'ast syn::ItemConst) {
        let mutant = self.mutant(node.ident.span(), String::new(), Vec::new());
        let (name, value) = (node.ident.to_string(), self.text(&node.expr).to_owned());
        self.constants.push(Constant { name, value, is_shared: !matches!(node.vis, Visibility::Inherited), mutant });
    }

    // What must be known to the compiler, and patterns, cannot have a switch.
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_expr_repeat(&mut self, _: &'ast syn::ExprRepeat) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        if let Ok(arguments) = node.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            let are_patterns = node.path.is_ident("matches");
            arguments
                .iter()
                .take(if are_patterns { 1 } else { usize::MAX })
                .for_each(|argument| self.visit_expr(argument));
        }
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        node.guard.iter().for_each(|(_, condition)| self.negate(condition));
        visit::visit_arm(self, node);
    }

    fn visit_stmt(&mut self, node: &'ast Stmt) {
        if let Stmt::Expr(Expr::MethodCall(_) | Expr::Call(_) | Expr::Assign(_), Some(_)) = node {
            let Range { start, end } = node.span().byte_range();
            self.add(
                node.span(),
                "statement left out".into(),
                vec![self.insert(start, "if !{on} { "), self.insert(end, " }")],
            );
        }
        visit::visit_stmt(self, node);
    }

    fn visit_expr(&mut self, node: &'ast Expr) {
        match node {
            Expr::If(branch) => self.negate(&branch.cond),
            Expr::While(repeat) => self.negate(&repeat.cond),
            Expr::Unary(unary) if !matches!(unary.op, UnOp::Deref(_)) => {
                let operand = self.text(&unary.expr).to_owned();
                self.swap(node, &operand, format!("{} left out", self.text(&unary.op)));
            }
            Expr::Binary(binary) => self.binary(binary),
            Expr::Lit(literal) if matches!(literal.lit, Lit::Int(_) | Lit::Float(_)) => {
                let number = self.text(literal).to_owned();
                for changed in other_numbers(&number) {
                    self.swap(node, &changed, format!("{number} → {changed}"));
                }
            }
            Expr::Path(path) => {
                let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                let place = self.edit(node.span().byte_range(), self.text(node).to_owned());
                self.uses.push((name, place));
            }
            _ => {}
        }
        visit::visit_expr(self, node);
    }
}
