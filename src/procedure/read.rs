//! Reads `procedure.yaml`: every slip is told where it stands, and costs no more than the record that it is in.

use std::ops::Range;
use std::sync::Arc;

use super::model::{
    CommentReply, ItemReference, Opinion, OpinionSource, Procedure, ReviewComment, RowReference, SignOff, StepKind,
    TakenStep, YearlyReview,
};
use super::schema::{KEYS, RecordKeys, keys_of};
use crate::assessment::Address;
use crate::dates::Date;
use crate::finding::{Finding, Rule, reader};
use crate::text::{Source, Span, fold, limits};
use crate::yaml::{self, YamlEntry, YamlNode, YamlValue};

impl Procedure {
    /// What the file records, and what is wrong with it.
    pub fn read(source: &Arc<Source>) -> (Self, Vec<Finding>) {
        let parsed = yaml::parse(source);
        let mut reader = ProcedureReader { source, findings: parsed.findings };
        let root = parsed.root.filter(|root| !root.is_null());
        let procedure = reader.procedure(root.as_ref());
        (procedure, reader.findings)
    }
}

struct ProcedureReader<'a> {
    source: &'a Arc<Source>,
    findings: Vec<Finding>,
}

impl ProcedureReader<'_> {
    fn procedure(&mut self, root: Option<&YamlNode>) -> Procedure {
        if let Some(root) = root
            && !matches!(root.value, YamlValue::Map(_))
        {
            self.tell(
                &reader::WRONG_KIND,
                &root.range,
                format!("「キー: 値」の行で書きます（{}があります）", root.describe()),
            );
        }
        if let Some(root) = root {
            self.unknown_keys(root, &KEYS);
        }
        Procedure {
            source: Arc::clone(self.source),
            steps: self.records(root, "steps", Self::step),
            reviews: self.records(root, "reviews", Self::review),
            sign_offs: self.records(root, "signoffs", Self::sign_off),
            opinions: self.records(root, "opinions", Self::opinion),
            comments: self.records(root, "comments", Self::comment),
        }
    }

    /// The records of the list at `key`; one that lacks what it cannot be without is left out.
    fn records<T>(
        &mut self,
        node: Option<&YamlNode>,
        key: &str,
        read: impl Fn(&mut Self, &YamlNode, usize) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = node.and_then(|node| node.get(key)).filter(|list| !list.is_null()) else { return Vec::new() };
        if !matches!(list.value, YamlValue::List(_)) {
            self.tell(&reader::WRONG_KIND, &list.range, format!("{key} は「- 」で始まる行を並べて書きます"));
            return Vec::new();
        }
        let items = list.items();
        if items.len() > limits::PROCEDURE_RECORDS {
            let message = format!("{key} に {} 件書かれています（{} 件まで）", items.len(), limits::PROCEDURE_RECORDS);
            self.tell(&reader::TOO_MANY_BLOCKS, &list.range, message);
        }
        let known = keys_of(key);
        let mut records = Vec::new();
        for (position, item) in items.iter().enumerate().take(limits::PROCEDURE_RECORDS) {
            if matches!(item.value, YamlValue::Map(_)) {
                self.unknown_keys(item, known);
                records.extend(read(self, item, position));
            } else {
                let message = format!("「{}: …」のような行の組を書く所に、{}があります", known[0].key, item.describe());
                self.tell(&reader::WRONG_KIND, &self.place(item), message);
            }
        }
        records
    }

    fn step(&mut self, node: &YamlNode, _: usize) -> Option<TakenStep> {
        let kind = self.option(node, "step", StepKind::ALL.map(|kind| (kind.word(), kind)).as_slice());
        let date = self.date(node, "date");
        let until = self.optional_date(node, "until");
        Some(TakenStep {
            kind: kind?,
            date: date?,
            until,
            person: text(node, "by"),
            document: text(node, "document"),
            note: text(node, "note"),
            date_span: node.get("date").map_or_else(|| self.span(node), |date| date.span(self.source)),
            span: self.span(node),
        })
    }

    fn review(&mut self, node: &YamlNode, _: usize) -> Option<YearlyReview> {
        let date = self.date(node, "date")?;
        Some(YearlyReview { date, person: text(node, "by"), note: text(node, "note"), span: self.span(node) })
    }

    fn sign_off(&mut self, node: &YamlNode, _: usize) -> Option<SignOff> {
        let date = self.date(node, "date");
        let (person, role) = (self.needed(node, "by"), self.needed(node, "role"));
        let fingerprint = self.needed(node, "fingerprint");
        Some(SignOff { date: date?, person: person?, role: role?, fingerprint: fingerprint?, span: self.span(node) })
    }

    fn opinion(&mut self, node: &YamlNode, position: usize) -> Option<Opinion> {
        let typed = self.needed(node, "number");
        let place = node.get("number").map_or_else(|| self.place(node), |number| number.range.clone());
        let number = typed.and_then(|typed| {
            let number = fold::fold(&typed).parse().ok();
            if number.is_none() {
                self.tell(&reader::BAD_NUMBER, &place, format!("「{typed}」を番号として読めません"));
            }
            number
        });
        let sources = OpinionSource::ALL.map(|source| (source.word(), source));
        let source = if node.get("source").is_some() { self.option(node, "source", &sources) } else { None };
        let received = self.needed(node, "text");
        let (date, answered_on) = (self.optional_date(node, "date"), self.optional_date(node, "answered_on"));
        let change = node.get("change").filter(|change| !change.is_null()).and_then(|change| self.row(change));
        Some(Opinion {
            number: number?,
            source: source.unwrap_or_default(),
            date,
            item: self.item(node),
            text: received?,
            summary: text(node, "summary"),
            answer: text(node, "answer"),
            answered_on,
            change,
            number_span: Span::new(self.source, place),
            position,
            span: self.span(node),
        })
    }

    fn row(&mut self, node: &YamlNode) -> Option<RowReference> {
        self.unknown_keys(node, keys_of("change"));
        let (date, item) = (self.date(node, "date"), self.needed(node, "item"));
        let span = node.get("item").map_or_else(|| self.span(node), |item| item.span(self.source));
        Some(RowReference { date: date?, item: item?.trim().to_owned(), span })
    }

    fn comment(&mut self, node: &YamlNode, position: usize) -> Option<ReviewComment> {
        let (id, date) = (self.needed(node, "id"), self.optional_date(node, "date"));
        let (person, written) = (self.needed(node, "by"), self.needed(node, "text"));
        let resolved_on = self.optional_date(node, "resolved_on");
        Some(ReviewComment {
            id: id?,
            item: self.item(node),
            date,
            person: person?,
            quoted: text(node, "quoted"),
            text: written?,
            suggestion: text(node, "suggestion"),
            replies: self.records(Some(node), "replies", Self::reply),
            resolved_on,
            position,
            span: self.span(node),
        })
    }

    fn reply(&mut self, node: &YamlNode, _: usize) -> Option<CommentReply> {
        let date = self.date(node, "date");
        let (person, written) = (self.needed(node, "by"), self.needed(node, "text"));
        Some(CommentReply { date: date?, person: person?, text: written?, span: self.span(node) })
    }

    fn item(&self, node: &YamlNode) -> Option<ItemReference> {
        let item = node.get("item")?;
        Some(ItemReference { address: Address::from(item.text()?.trim()), span: item.span(self.source) })
    }

    /// A text that a record cannot be without.
    fn needed(&mut self, node: &YamlNode, key: &str) -> Option<String> {
        let found = text(node, key);
        if found.is_none() {
            self.missing(node, key);
        }
        found
    }

    fn date(&mut self, node: &YamlNode, key: &str) -> Option<Date> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
            self.missing(node, key);
            return None;
        };
        self.read_date(value)
    }

    fn optional_date(&mut self, node: &YamlNode, key: &str) -> Option<Date> {
        node.get(key).filter(|value| !value.is_null()).and_then(|value| self.read_date(value))
    }

    fn read_date(&mut self, value: &YamlNode) -> Option<Date> {
        match Date::parse(value.text().unwrap_or_default()) {
            Ok(date) => Some(date),
            Err(error) => {
                self.tell(&reader::BAD_DATE, &value.range, error.to_string());
                None
            }
        }
    }

    fn option<T: Copy>(&mut self, node: &YamlNode, key: &str, options: &[(&str, T)]) -> Option<T> {
        let typed = self.needed(node, key)?;
        let found = options.iter().find(|(word, _)| fold::same(word, &typed));
        if let (None, Some(value)) = (found, node.get(key)) {
            let words: Vec<&str> = options.iter().map(|(word, _)| *word).collect();
            let message = format!("「{typed}」は {key} に書けません（書けるのは {}）", words.join("・"));
            self.tell(&reader::NOT_AN_OPTION, &value.range, message);
        }
        found.map(|(_, option)| *option)
    }

    fn missing(&mut self, node: &YamlNode, key: &str) {
        self.tell(&reader::WRONG_KIND, &self.place(node), format!("{key} が書かれていません"));
    }

    fn unknown_keys(&mut self, node: &YamlNode, known: &[RecordKeys]) {
        let unknown = |entry: &&YamlEntry| known.iter().all(|known| known.key != entry.key);
        for entry in node.entries().iter().filter(unknown) {
            let words: Vec<&str> = known.iter().map(|known| known.key).collect();
            let span = Span::new(self.source, entry.key_range.clone());
            let message = format!("「{}」という項目はありません", entry.key);
            let help = format!("ここに書けるのは {} です", words.join("・"));
            self.findings.push(Finding::new(&reader::UNKNOWN_KEY, message).at(span).help(help));
        }
    }

    /// The first line of a record.
    fn place(&self, node: &YamlNode) -> Range<usize> {
        let text = self.source.text().get(node.range.clone()).unwrap_or_default();
        node.range.start..node.range.start + text.lines().next().unwrap_or_default().len()
    }

    fn span(&self, node: &YamlNode) -> Span {
        Span::new(self.source, self.place(node))
    }

    fn tell(&mut self, rule: &'static Rule, range: &Range<usize>, message: String) {
        self.findings.push(Finding::new(rule, message).at(Span::new(self.source, range.clone())));
    }
}

/// What is written under a key, if it says anything.
fn text(node: &YamlNode, key: &str) -> Option<String> {
    let text = node.text_of(key)?.trim_end();
    (!text.trim().is_empty()).then(|| text.to_owned())
}
