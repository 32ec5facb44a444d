#!/usr/bin/env python3
"""Sets the text of an assessment with typst: the first argument is what `render --format json` says, the second the PDF.

The pages are plainer than those of hyokasho: a table of two columns per assessment, and the table of changes.
Needs the package `typst` from PyPI.
"""

import json
import pathlib
import sys
import tempfile

import typst

FONTS = pathlib.Path(__file__).parents[2] / "fonts"
HEAD = """
#set document(title: {title})
#set text(font: "BIZ UDGothic", size: 9.5pt, lang: "ja", cjk-latin-spacing: none)
#set page(paper: "a4", margin: 16mm, numbering: "1 / 1")
#outline()
"""


def quoted(text):
    """Text as a string of typst, which is never markup."""
    return json.dumps(text, ensure_ascii=False)


def cell(text):
    lines = "#linebreak()".join(f"#{quoted(line)}" for line in text.split("\n"))
    return f"[{lines}]"


def words(answer):
    if isinstance(answer, list):
        return "\n".join(words(part) for part in answer)
    if isinstance(answer, dict):
        return "\n".join(words(part) for part in answer.values())
    return "" if answer is None else str(answer)


def table(columns, heads, rows):
    cells = ", ".join(cell(text) for row in rows for text in row)
    return f"#table(columns: {columns}, table.header({', '.join(cell(head) for head in heads)}), {cells})\n"


def page(document):
    parts = {}
    for item in document["items"]:
        parts.setdefault(item["path"].split()[0], []).append((item["path"], words(item["answer"])))
    yield HEAD.format(title=quoted(document["title"]))
    for part, rows in parts.items():
        yield f"= #{quoted(part)}\n"
        yield table("(1fr, 3fr)", ["項目", "記載"], rows)
    changes = [
        [row["date"] or "", row["path"] or "", row["before"] or "", row["after"] or "", row["timing"] or "", row["reason"] or ""]
        for row in document["changes"]
    ]
    yield "= #\"変更箇所\"\n"
    yield table("(2fr, 3fr, 5fr, 5fr, 2fr, 4fr)", ["変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "説明"], changes)


def main():
    document = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as source:
        source.write("".join(page(document)))
        source.flush()
        typst.compile(source.name, output=sys.argv[2], font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"])


if __name__ == "__main__":
    main()
