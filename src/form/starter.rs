//! The file that an author starts from: every item of the form in its order, official labels and guidance as comments.

use std::fmt::Write;

use super::{Form, FormShape, Key, Kind, Node, NodeId, Options, PathStyle, Role};
use crate::law;

const HOW_TO: &str = "\
# 書き方
# ・「:」の後に半角の空白を一つ置いて答えを書きます。「|」のある項目は、次の行から字下げして書くと、改行も記号もそのまま
#   印刷されます。
# ・選択肢は、言葉か番号を書きます。チェックの項目は、当てはまる行の頭の「# 」を消します。
# ・該当が無いときは「なし」と書きます。一覧に何も無いときは、その項目に [] と書きます（例: outsourcing: []）。
# ・「# 」で始まる見本の組（委託事項など）は、行の頭の「# 」を消して使い、足りなければ写して増やします。
# ・「入力不要」の項目は、ほかの記載から自動で決まります。
";

const THRESHOLD: &str = "
# しきい値判断（様式2）の基になる事実。印刷はされず、ほかの記載との食い違いを確かめるために使います。
# threshold:
#   # 取扱者数（委託先を含む。）
#   handlers: 0
#   # 過去{incident}以内の重大事故の発生
#   incident: false
#   # 重大事故が発生した日と、発生を知った日（書けば、{incident}以内かどうかを日付から数えます）
#   # incident_on: 2025-01-15
#   # incident_known_on: 2025-01-20
#   # 数えた日
#   counted_on: 2025-06-01
";

const FIGURE: &[&str] = &["- title: 事務の流れ", "  file: figures/flow.svg", "  alternative: 図の内容の説明"];
const RECORDS: &[&str] = &["- group: 見出し", "  items: [記録項目, 記録項目]"];

impl Form {
    /// The text of a new `assessment.yaml`. Nothing is filled in: a check of it tells what is missing, and nothing else.
    pub fn starter(&self) -> String {
        let threshold = if self.decides_threshold() { String::new() } else { law::filled(THRESHOLD) };
        let head = format!("# {}\n#\n{}{HOW_TO}form: {}\n{threshold}", self.title(), self.caution(), self.id);
        let mut writer = StarterWriter { form: self, text: head, part: None, heading: None };
        writer.entries(self.shape(), 0);
        writer.changes();
        writer.text
    }
}

impl Form {
    /// Where nobody has compared the form with the official file.
    fn caution(&self) -> String {
        let places = self.unconfirmed();
        if places.is_empty() {
            return String::new();
        }
        format!("# 次の所は、様式の原本と照合していません: {}\n#\n", places.join("、"))
    }
}

struct StarterWriter<'a> {
    form: &'a Form,
    text: String,
    /// What the last headings spoke of.
    part: Option<usize>,
    heading: Option<NodeId>,
}

impl StarterWriter<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    fn comment(&mut self, indent: usize, text: &str) {
        self.line(indent, &format!("# {text}"));
    }

    fn entries(&mut self, shape: &FormShape, indent: usize) {
        for (key, inner) in shape.entries() {
            if let Some(first) = inner.first_item() {
                self.headings(first, indent);
            }
            match inner {
                FormShape::Item(id) => self.item(key, *id, indent),
                FormShape::Map(_) => {
                    self.line(indent, &format!("{key}:"));
                    self.entries(inner, indent + 2);
                }
                FormShape::List(list, _) => self.list(key, list, inner, indent),
            }
        }
    }

    /// Part, section and risk where they change; an item that is a section itself needs no heading.
    fn headings(&mut self, id: NodeId, indent: usize) {
        let form = self.form;
        let part = form.node(id).part;
        if self.part != Some(part) {
            self.part = Some(part);
            self.text.push('\n');
            self.comment(indent, &format!("■ {}", form.parts[part].heading()));
        }
        let around = form.ancestors(id);
        let heading = around.iter().rev().find(|node| matches!(node.role, Role::Section | Role::Risk));
        let Some(heading) = heading.filter(|heading| self.heading != Some(heading.id)) else { return };
        if heading.role == Role::Section || !around.iter().any(|node| self.heading_is_in(node)) {
            self.text.push('\n');
        }
        self.heading = Some(heading.id);
        match heading.role {
            Role::Risk => {
                let number = heading.number.as_deref().unwrap_or_default();
                self.comment(indent, &format!("◇ {number}：{}", heading.label));
            }
            _ => self.comment(indent, &format!("◆ {}", self.path(heading.id))),
        }
    }

    /// The last heading stands in the same section.
    fn heading_is_in(&self, node: &Node) -> bool {
        let last = self.heading.map(|id| self.form.ancestors(id)).unwrap_or_default();
        node.role == Role::Section && last.iter().any(|around| around.id == node.id)
    }

    fn path(&self, id: NodeId) -> String {
        self.form.path(id, &[], None, PathStyle::Plain)
    }

    fn item(&mut self, key: &str, id: NodeId, indent: usize) {
        let form = self.form;
        let node = form.node(id);
        if node.role == Role::Section && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.comment(indent, &format!("{}{}", self.path(id), node.sign()));
        if let Some(duty) = form.duty(id).filter(|_| !node.is_derived()) {
            self.comment(indent, &format!("〔{duty}〕"));
        }
        if let Some(guide) = &node.guide {
            self.comment(indent, guide);
        }
        if node.is_derived() {
            self.comment(indent, &format!("{key}:"));
            return;
        }
        let options = form.options_of(node);
        if let (Some(Kind::Choice), Some(options)) = (node.kind, options) {
            for (index, choice) in options.choices.iter().enumerate() {
                self.comment(indent, &format!("  {}) {}", index + 1, choice.word));
            }
        }
        let opening = if node.kind == Some(Kind::Text) { " |" } else { "" };
        self.line(indent, &format!("{key}:{opening}"));
        match (node.kind, options) {
            (Some(Kind::Checks), Some(options)) => self.boxes(options, indent + 2),
            (Some(Kind::Figure), _) => FIGURE.iter().for_each(|line| self.comment(indent + 2, line)),
            (Some(Kind::Records), _) => RECORDS.iter().for_each(|line| self.comment(indent + 2, line)),
            _ => {}
        }
    }

    fn boxes(&mut self, options: &Options, indent: usize) {
        let mut group = None;
        for choice in &options.choices {
            if choice.group != group {
                group.clone_from(&choice.group);
                self.comment(indent, &format!("【{}】", choice.group.as_deref().unwrap_or_default()));
            }
            let text = if choice.text { ": 内容" } else { "" };
            self.comment(indent, &format!("- {}{text}", choice.word));
        }
    }

    /// One block; a part that is printed once per block needs at least one, every other list may stay empty.
    fn list(&mut self, key: &str, list: &Key, shape: &FormShape, indent: usize) {
        let needed = self.form.parts.iter().any(|part| part.each.as_ref() == Some(list));
        self.line(indent, &format!("{key}:"));
        let outer = std::mem::take(&mut self.text);
        self.line(0, &format!("- id: {}1", key.trim_end_matches('s')));
        self.entries(shape, 2);
        let block = std::mem::replace(&mut self.text, outer);
        self.comment(
            indent + 2,
            "id は、版を比べるための変わらない名前です。半角の英小文字で始め、公表した後は変えません。",
        );
        for line in block.lines() {
            match line {
                "" => self.text.push('\n'),
                line if needed => self.line(indent + 2, line),
                line => self.comment(indent + 2, line),
            }
        }
    }

    fn changes(&mut self) {
        let Some(part) = self.form.changes_part() else { return };
        let _ = write!(
            self.text,
            "\n# ■ {}\n# 公表した評価書を直したときに、古い順に書きます。\n# changes:\n#   - date: 2025-12-26\n#     rows:\n\
             #       - item: cover.title\n#         before: 変更前の記載\n#         after: 変更後の記載\n#         timing: {}\n\
             #         important: false\n#         reason: 提出時期に係る説明\n",
            part.heading(),
            self.form.timings.join(" か "),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::form::{BUILTIN_IDS, Forms, Kind};

    #[test]
    fn every_item_stands_in_the_starter_in_form_order() {
        for id in BUILTIN_IDS {
            let form = Forms::default().get(id).unwrap().unwrap();
            let starter = form.starter();
            let mut rest = starter.as_str();
            for node in form.inputs() {
                let key = node.key.as_ref().unwrap().last();
                let label = form.path(node.id, &[], None, crate::form::PathStyle::Plain);
                let at = rest.find(&format!("# {label}{}\n", node.sign()));
                rest = &rest[at.unwrap_or_else(|| panic!("{id}: {label} is not in order"))..];
                let written = if node.is_derived() { format!("# {key}:\n") } else { format!(" {key}:") };
                let at = rest.find(&written).or_else(|| rest.find(&format!("\n{key}:")));
                rest = &rest[at.unwrap_or_else(|| panic!("{id}: {key}"))..];
                for choice in
                    form.options_of(node).filter(|_| node.kind == Some(Kind::Checks)).iter().flat_map(|o| &o.choices)
                {
                    assert!(rest.contains(&format!("# - {}", choice.word)), "{id}: {}", choice.word);
                }
            }
        }
    }
}
