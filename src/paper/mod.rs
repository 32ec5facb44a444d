//! Pages of a PDF: characters and ruled lines with their places become tables of text cells, the same that a spreadsheet has.

mod attached;
mod block;
mod codes;
mod draw;
mod file;
mod font;
mod furniture;
mod lattice;
mod layout;
mod letters;
mod line;
mod over_pages;
mod overflow;
mod page;
mod path;
mod refusal;
mod spread;
mod table;
mod token;
mod told;

use self::draw::PaperFonts;
use self::file::PdfFile;
use self::layout::Layout;

use self::told::PdfTold;
use crate::finding::Finding;
use crate::grid::{Book, GridNumbering, Refusal, Sheet};
use crate::text::guarded;

/// Whether these bytes are a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    // Some programs write a few bytes before it.
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF: a sheet for each page.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Box<Finding>> {
    guarded(refusal::broken, || read_file(name, bytes)).map_err(|refusal| refusal.finding(name))
}

fn read_file(name: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let file = PdfFile::of(bytes)?;
    let attachments = attached::files(&file)?;
    let pages = match read_pages(&file) {
        // What is attached says all of it.
        Err(_) if !attachments.is_empty() => Book::default(),
        pages => pages?,
    };
    Ok(Book { name: name.to_owned(), attachments, ..pages })
}

fn read_pages(file: &PdfFile) -> Result<Book, Refusal> {
    let mut fonts = PaperFonts::default();
    let mut layouts = Vec::new();
    let mut told = PdfTold::default();
    for (index, node) in file.pages()?.iter().enumerate() {
        let page = draw::page(file, node, &mut fonts)?;
        told.look(index, &page)?;
        let layout = layout::layout(&page);
        told.laid_out(index, &layout);
        layouts.push(layout);
    }
    told.refuse()?;
    furniture::mark(&mut layouts);
    let (mut layouts, pages): (Vec<Layout>, Vec<Vec<usize>>) = spread::laid_out(layouts).into_iter().unzip();
    over_pages::join(&mut layouts);
    let columns = table::columns(layouts.iter());
    let mut book = Book { remarks: told.remarks(), ..Book::default() };
    for (layout, pages) in layouts.iter().zip(pages) {
        let mut sheet = Sheet {
            name: format!("{} ページ", told::numbers(&pages)),
            numbering: GridNumbering::Pages,
            cells: table::cells(layout, &columns),
            ..Sheet::default()
        };
        sheet.tidy();
        book.sheets.push(sheet);
    }
    Ok(book)
}
