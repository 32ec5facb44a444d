use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::assessment::Assessment;
use crate::diff::compare;
use crate::doc::{Document, SpanStyle, build, build_review};
use crate::house::HouseStyle;
use crate::workspace::Workspace;

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn load(path: &str) -> Assessment {
    Workspace::open(Some(Path::new("assessments")), &[]).load(Path::new(path)).assessment.unwrap()
}

fn sample(name: &str) -> Document {
    build(&load(&format!("assessments/{name}/assessment.yaml")), &HouseStyle::default())
}

fn review(name: &str) -> Document {
    let old = load(&format!("assessments/{name}/revisions/2024-12-20.yaml"));
    let new = load(&format!("assessments/{name}/assessment.yaml"));
    build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default())
}

fn typed(text: &str) -> Document {
    let workspace = Workspace::open(None, &[]);
    let text = format!("form: full-2025-05\n{text}");
    build(&workspace.load_text(Path::new("assessment.yaml"), &text).assessment.unwrap(), &HouseStyle::default())
}

fn tables(printed: &Printed) -> Vec<&Table> {
    let elements = printed.chapters.iter().flat_map(|chapter| &chapter.elements);
    elements.filter_map(|element| if let Element::Table(table) = element { Some(table) } else { None }).collect()
}

/// The label and the answer of the row that an item stands in.
fn row(printed: &Printed, address: &str) -> (String, String) {
    let rows = tables(printed).into_iter().flat_map(|table| &table.rows);
    let row = rows.into_iter().find(|row| row.addresses.iter().any(|one| one == address)).unwrap();
    let of = |kinds: &[CellKind]| -> String {
        row.cells.iter().filter(|cell| kinds.contains(&cell.kind)).map(TableCell::text).collect()
    };
    (of(&[CellKind::Label]), of(&[CellKind::Answer, CellKind::Short]))
}

#[test]
fn every_cell_of_an_assessment_stands_in_one_row() {
    for name in SAMPLES {
        let printed = print(&sample(name));
        let all: Vec<&String> =
            tables(&printed).iter().flat_map(|table| &table.rows).flat_map(|row| &row.addresses).collect();
        let unique: BTreeSet<&String> = all.iter().copied().collect();
        assert_eq!(all.len(), unique.len(), "{name}");
        let fields: BTreeSet<&String> = tables(&printed)
            .into_iter()
            .flat_map(|table| &table.rows)
            .flat_map(|row| &row.cells)
            .flat_map(TableCell::fields)
            .map(|field| &field.address)
            .collect();
        assert!(fields.len() > 100 && fields.is_subset(&unique), "{name}: a field stands in the row of its address");
        let elsewhere =
            printed.chapters.iter().flat_map(|chapter| &chapter.elements).filter_map(|element| match element {
                Element::Table(table) => Some(&table.anchor),
                Element::Figure(figure) => Some(&figure.address),
                Element::Heading(heading) => Some(&heading.anchor),
                _ => None,
            });
        let shown: BTreeSet<&str> = unique.into_iter().chain(elsewhere).map(String::as_str).collect();
        let assessment = load(&format!("assessments/{name}/assessment.yaml"));
        let missing: Vec<_> = assessment.cells.iter().filter(|cell| !shown.contains(cell.address.as_str())).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

/// As in HTML: what the cells of a row and those that reach down into it cover is the whole width, and nothing twice.
#[test]
fn cells_cover_every_column_of_every_row_once() {
    for name in SAMPLES {
        for printed in [print(&sample(name)), print(&review(name))] {
            for table in tables(&printed) {
                let mut covered = vec![vec![0; table.columns.len()]; table.rows.len()];
                for (index, row) in table.rows.iter().enumerate() {
                    for cell in &row.cells {
                        assert!(index + cell.rows <= table.rows.len());
                        for line in &mut covered[index..index + cell.rows] {
                            line[cell.columns.clone()].iter_mut().for_each(|count| *count += 1);
                        }
                    }
                }
                assert!(covered.iter().flatten().all(|count| *count == 1), "{name}: {:?}", table.rows[0]);
                let edges = table.edges();
                assert_eq!(edges.len(), table.columns.len() + 1);
                assert!(edges.windows(2).all(|pair| pair[1] - pair[0] > 5.0), "{edges:?}");
                assert!((edges[table.columns.len()] - WIDTH).abs() < 0.01);
            }
        }
    }
}

#[test]
fn answers_are_in_the_words_of_the_form() {
    let printed = print(&sample("15-health-checkups"));
    let (label, answer) = row(&printed, "work.population");
    assert_eq!(label.chars().next(), Some('③'));
    assert!(answer.starts_with("[ 30万人以上 ]\n＜選択肢＞\n1) 1,000人未満"), "{answer}");
    let (label, answer) = row(&printed, "files.checkups.use.purpose");
    assert!(label.ends_with("　※") && !answer.is_empty());
    let (_, answer) = row(&printed, "files.checkups.outsourced_count");
    assert!(answer.ends_with("\n（　4　）件"), "{answer}");
    let (_, answer) = row(&printed, "files.checkups.basics.main_items");
    assert!(answer.starts_with("・識別情報\n[○] 個人番号\n[　] "), "{answer}");
}

#[test]
fn what_is_open_leaves_room_to_write() {
    let printed = print(&typed("systems:\n  - {id: a, name: 甲, connects: [その他: 乙]}\n  - {id: b, name: 丙}\n"));
    assert!(row(&printed, "work.population").1.starts_with("[ 　 ]\n＜選択肢＞\n"));
    assert!(row(&printed, "systems.a.connects").1.ends_with("[○] その他（乙）"));
    assert!(row(&printed, "systems.b.connects").1.ends_with("[　] その他（　　　）"));
    let fields = tables(&printed).into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let empty: Vec<&Field> =
        fields.flat_map(TableCell::fields).filter(|field| field.address == "systems.b.connects").collect();
    assert!(empty.iter().all(|field| field.value.is_empty()), "room is no value");
    assert_eq!(empty.last().unwrap().kind, FieldKind::BoxText(6));
}

#[test]
fn a_review_edition_says_what_follows_from_it() {
    let printed = print(&review("15-health-checkups"));
    assert!(printed.edition.as_deref().unwrap().ends_with("からの変更を示した版"));
    let summary = &printed.chapters[1];
    assert_eq!(summary.kind, ChapterKind::Review);
    let told: Vec<String> = summary
        .elements
        .iter()
        .map(|element| match element {
            Element::Text(line) | Element::Note(line) => line.text(),
            Element::Heading(heading) => heading.text.clone(),
            Element::Table(table) => format!("{:?} {}", table.kind, table.rows.len() - table.heads),
            _ => String::new(),
        })
        .collect();
    assert!(
        told[0].starts_with("前の版：") && told[1].starts_with("この版：") && told[2].starts_with("変更の示し方：")
    );
    assert_eq!(told[3], "必要な手続");
    assert!(told[4].starts_with("Duties "));
    assert!(told[5].starts_with("重要な変更（") && told[5].ends_with("件）"));
    let marked = tables(&printed).into_iter().flat_map(|table| &table.rows).filter(|row| row.changed).count();
    assert!(marked > 10);
    let same = load("assessments/15-health-checkups/assessment.yaml");
    let nothing = build_review(&same, &same, &compare(&same, &same), "前の版", &HouseStyle::default());
    let nothing = print(&nothing);
    assert!(nothing.chapters[1].elements.contains(&Element::Text(Line::of("変更はありません。"))));
}

#[test]
fn a_box_that_came_is_marked_with_its_words() {
    let field = |value: &str| Field {
        address: "a".into(),
        kind: FieldKind::Box(0),
        value: value.into(),
        marked: Vec::new(),
        blank: "　",
        derived: false,
    };
    let line = Line::of("[").with_field(field("○")).with("]").with(" 紙");
    assert_eq!(line.spans().len(), 1);
    let line = line.styled(SpanStyle::Added);
    assert_eq!((line.text().as_str(), line.spans()[0].style, line.spans().len()), ("[○] 紙", SpanStyle::Added, 1));
    assert_eq!(Line::of("[").with_field(field("")).with("]").text(), "[　]");
}
