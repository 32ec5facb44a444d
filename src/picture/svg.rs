//! SVG: read by usvg with the built-in fonts and nothing else; what a page cannot show of it is told.

mod effects;
mod magnitude;
mod survey;
mod work;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use usvg::fontdb::{Database, Source};
use usvg::{FontResolver, ImageHrefResolver, ImageKind, Options, Tree, roxmltree};

use self::work::Work;
use super::{PictureFault, raster};
use crate::text::limits;
use crate::typeface::{BOLD, Coverage, DIFFERENCE, REGULAR};

#[derive(Debug)]
pub struct Vector {
    pub tree: Tree,
    pub(super) work: Work,
    /// What is left out or drawn otherwise, in words.
    pub changed: BTreeSet<String>,
}

pub(super) fn read(text: &str) -> Result<Vector, PictureFault> {
    let broken = || PictureFault::Broken("SVG として読めません".into());
    let too_many = || PictureFault::TooLarge("SVG の要素か入れ子が多すぎます".into());
    if text.contains("<!ENTITY") {
        return Err(PictureFault::Broken(
            "実体（ENTITY）の宣言がある SVG は読みません。図のソフトで書き出し直してください".into(),
        ));
    }
    let nodes_limit = u32::try_from(limits::SVG_ELEMENTS).unwrap_or(u32::MAX);
    let parse = |text| {
        let reading = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit, entity_resolver: None };
        roxmltree::Document::parse_with_options(text, reading).map_err(|error| match error {
            roxmltree::Error::NodesLimitReached => too_many(),
            _ => broken(),
        })
    };
    let written = parse(text)?;
    let plain = effects::without_effects(text, &written);
    let plain = plain.as_deref().map(parse).transpose()?;
    let document = plain.as_ref().unwrap_or(&written);
    let mut changed = survey::survey(document, magnitude::widest_line(document)?)?;
    if plain.is_some() {
        changed.insert("効果（filter: ぼかし・影など）は付けずに描きます".into());
    }
    let seen = Mutex::new(SvgRemarks { changed, ..SvgRemarks::default() });
    let tree = Tree::from_xmltree(document, &options(&seen)).map_err(|error| match error {
        usvg::Error::ElementsLimitReached | usvg::Error::ParsingFailed(roxmltree::Error::NodesLimitReached) => {
            too_many()
        }
        _ => broken(),
    })?;
    let mut seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(fault) = seen.fault {
        return Err(fault);
    }
    let mut work = Work::new(tree.size());
    work.look_through(tree.root(), 0, &mut seen.changed)?;
    Ok(Vector { tree, work, changed: seen.changed })
}

/// What was met while the tree was built.
#[derive(Default)]
struct SvgRemarks {
    changed: BTreeSet<String>,
    /// Of all pictures in the picture.
    pixels: u64,
    fault: Option<PictureFault>,
}

impl SvgRemarks {
    fn look_at(&mut self, bytes: &[u8]) {
        match raster(bytes) {
            Ok(picture) => self.pixels += u64::from(picture.width) * u64::from(picture.height),
            Err(PictureFault::Broken(message)) => {
                self.changed.insert(format!("中に置かれた画像は描きません（{message}）"));
            }
            Err(fault) => self.fault = Some(fault),
        }
        let most = limits::PICTURE_PIXELS;
        if self.pixels > most {
            let message = format!("中に置かれた画像が合わせて {} 画素あります（{most} 画素まで）", self.pixels);
            self.fault = Some(PictureFault::TooLarge(message));
        }
    }

    /// A picture in the picture. One that is drawn as SVG itself is left out: it could repeat anything any number of times.
    fn resolve(&mut self, bytes: Arc<Vec<u8>>) -> Option<ImageKind> {
        if self.fault.is_some() {
            return None;
        }
        let kind = match bytes.get(..2) {
            Some(b"\x89P") => ImageKind::PNG,
            Some(b"\xff\xd8") => ImageKind::JPEG,
            _ => {
                self.changed
                    .insert("中に置かれた画像のうち、PNG と JPEG でないもの（GIF・WebP・SVG など）は描きません".into());
                return None;
            }
        };
        self.look_at(&bytes);
        Some(kind(bytes))
    }
}

fn options(seen: &Mutex<SvgRemarks>) -> Options<'_> {
    let select_font = |font: &usvg::Font, fonts: &mut Arc<Database>| {
        let bold = font.weight() >= 600;
        fonts.faces().nth(usize::from(bold)).map(|face| face.id)
    };
    let select_fallback = |c: char, tried: &[usvg::fontdb::ID], fonts: &mut Arc<Database>| {
        let difference = fonts.faces().nth(2).map(|face| face.id);
        difference.filter(|id| !tried.contains(id) && Coverage::built_in().has(c))
    };
    let resolve_data =
        |_: &str, data: Arc<Vec<u8>>, _: &Options| seen.lock().unwrap_or_else(PoisonError::into_inner).resolve(data);
    Options {
        font_family: "BIZ UDGothic".into(),
        languages: vec!["ja".into()],
        // Nothing outside of the file is ever asked for.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(resolve_data),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver { select_font: Box::new(select_font), select_fallback: Box::new(select_fallback) },
        fontdb: Arc::clone(fonts()),
        ..Options::default()
    }
}

fn fonts() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        for data in [REGULAR, BOLD, DIFFERENCE] {
            fonts.load_font_source(Source::Binary(Arc::new(data)));
        }
        Arc::new(fonts)
    })
}

#[cfg(test)]
mod tests {
    use usvg::Node;

    use super::*;

    fn svg(inside: &str) -> Result<Vector, PictureFault> {
        read(&format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' height='50'>{inside}</svg>"
        ))
    }

    fn changed(inside: &str) -> String {
        svg(inside).unwrap().changed.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_cannot_be_drawn_is_told() {
        let cases = [
            ("<rect width='9' height='9' fill='red'/><text y='9'>職員が𠮷田市で確認</text>", ""),
            ("<image href='map.png' width='9' height='9'/>", "外のファイル「map.png」"),
            (
                "<image xlink:href='https://example.jp/a.png' width='9' height='9'/>",
                "外のファイル「https://example.jp/a.png」",
            ),
            ("<use href='other.svg#a'/>", "外のファイル「other.svg#a」"),
            ("<image href='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='9' height='9'/>", "GIF"),
            ("<image href='data:image/svg+xml;base64,PHN2Zy8+' width='9' height='9'/>", "SVG など"),
            ("<image href='data:image/png;base64,iVBORw0KGgo=' width='9' height='9'/>", "中に置かれた画像は描きません"),
            (
                "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><g filter='url(#f)'><rect width='9' height='9'/></g>",
                "filter",
            ),
            (
                "<linearGradient id='g' spreadMethod='reflect'><stop stop-color='red'/><stop offset='1'/></linearGradient><rect width='9' height='9' fill='url(#g)'/>",
                "グラデーション",
            ),
            (
                "<foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>字</p></foreignObject>",
                "foreignObject",
            ),
            ("<switch><foreignObject requiredFeatures='x'/><text y='9'>字</text></switch>", ""),
            ("<text y='9'>前\u{13080}</text>", "U+13080"),
            ("<rect width='9' height='9'><animate attributeName='x' to='9'/></rect>", "動き"),
        ];
        for (inside, expected) in cases {
            let told = changed(inside);
            assert!(if expected.is_empty() { told.is_empty() } else { told.contains(expected) }, "{inside}: {told}");
        }
    }

    #[test]
    fn text_is_drawn_with_the_built_in_fonts_whatever_it_asks_for() {
        let drawn = svg("<text y='20' font-family='游明朝'>職員𠮷</text>").unwrap();
        let Some(Node::Text(text)) = drawn.tree.root().children().first() else { panic!("a text") };
        assert!(text.flattened().has_children());
        assert!(text.bounding_box().width() > 35.0, "{:?}", text.bounding_box());
    }

    #[test]
    fn what_unfolds_too_far_is_refused_before_it_does() {
        let levels: String = (1..24)
            .map(|level| format!("<g id='l{level}'><use href='#l{0}'/><use href='#l{0}'/></g>", level - 1))
            .collect();
        let doubling = format!("<defs><g id='l0'><rect width='1' height='1'/></g>{levels}</defs><use href='#l23'/>");
        let pattern =
            "<pattern id='p' width='1' height='1'><text>".to_owned() + &"字".repeat(5_000) + "</text></pattern>";
        let painted = pattern.clone() + &"<rect width='1' height='1' fill='url(#p)'/>".repeat(100);
        let styled =
            format!("<style>rect{{fill:url(#p)}}</style>{pattern}") + &"<rect width='1' height='1'/>".repeat(100);
        let marked = "<marker id='m'><text>".to_owned()
            + &"字".repeat(500)
            + "</text></marker><path marker-mid='url(#m)' d='M0 0"
            + &" 1 1 0 0".repeat(2_000)
            + "'/>";
        let deep = "<g>".repeat(100) + &"</g>".repeat(100);
        let chained: String = (0..100).map(|at| format!("<g id='c{at}'><use href='#c{}'/></g>", at + 1)).collect();
        let itself =
            "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/><rect width='1' height='1'/></g>".to_owned();
        let clip = "<clipPath id='c'><rect width='1' height='1'/></clipPath>";
        let clipped = clip.to_owned()
            + &"<g clip-path='url(#c)'>".repeat(30)
            + "<rect width='1' height='1'/>"
            + &"</g>".repeat(30);
        for hostile in [doubling, painted, styled, marked, deep, chained, itself, clipped] {
            assert!(matches!(svg(&hostile), Err(PictureFault::TooLarge(_))), "{}", &hostile[..60]);
        }
    }

    #[test]
    fn what_is_drawn_in_too_many_pieces_is_refused_before_it_is() {
        let path = |attributes: &str, d: &str| format!("<path fill='none' stroke='red' {attributes} d='M0 0{d}'/>");
        let curves = "c1 2 3 -2 4 0".repeat(500);
        let dashed = path("stroke-dasharray='.001 .001'", "H1000").repeat(2);
        let tile = "<pattern id='p' width='900000' height='900000' patternUnits='userSpaceOnUse'><rect width='9' height='9'/></pattern>";
        for hostile in [
            path("stroke-width='1e9'", &curves),
            path("style='stroke-width : 2e4'", &curves),
            format!("<style>path{{stroke-width:300in}}</style>{}", path("", &curves)),
            path("stroke-width='2em'", &curves),
            path("stroke-width='99999%'", &curves),
            path("", "A1e30 1e30 0 1 1 30 30"),
            path("transform='scale(1e12)'", &curves),
            path("stroke-width='9999'", &curves.repeat(200)),
            dashed,
            format!("{tile}<rect width='90' height='90' fill='url(#p)'/>"),
        ] {
            let refused = svg(&hostile);
            assert!(
                matches!(refused, Err(PictureFault::TooLarge(_))),
                "{}: {:?}",
                &hostile[..80],
                refused.map(|read| read.changed)
            );
        }
        let usual = path("stroke-width='12'", &curves) + &path("stroke-dasharray='4 2'", "H100");
        assert_eq!(changed(&usual), "");
    }

    #[test]
    fn effects_are_taken_out_wherever_they_are_asked_for() {
        let filter = "<filter id='f'><feTurbulence numOctaves='999999'/><feMorphology radius='100000'/></filter>";
        for painted in [
            "<rect width='9' height='9' filter='url(#f)'/>",
            "<rect width='9' height='9' style='fill:red;filter : url(#f)'/>",
            "<style>rect{filter:url(#f)}</style><rect width='9' height='9'/>",
            "<g filter=\"blur(5)\"><rect width='9' height='9'/></g>",
        ] {
            let drawn = svg(&format!("{filter}{painted}")).unwrap();
            let effects = |group: &usvg::Group| !group.filters().is_empty();
            assert!(
                drawn.tree.root().children().iter().all(|node| !matches!(node, Node::Group(group) if effects(group)))
            );
            assert!(drawn.changed.iter().any(|told| told.contains("filter")), "{painted}");
        }
        let hidden = format!("{filter}<rect width='9' height='9' style='f&#105;lter:url(#f)'/>");
        assert!(matches!(svg(&hidden), Err(PictureFault::Broken(_))), "{:?}", svg(&hidden).map(|read| read.changed));
        assert_eq!(changed("<rect class='filter' width='9' height='9' filter='none' style='filter:none'/>"), "");
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        for text in [
            "<html/>",
            "<svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        ] {
            assert!(matches!(read(text), Err(PictureFault::Broken(_))), "{text}");
        }
    }
}
