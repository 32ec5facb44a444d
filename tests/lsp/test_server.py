"""The language server, asked by a client that is not ours, on copies of the sample workspace.

Where the program stands is said by HYOKASHO; `tests/cli/editor.rs` runs this file.
"""

import asyncio
import os
import pathlib
import shutil

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SAMPLES = pathlib.Path(__file__).parents[2] / "assessments"
SAMPLE = "15-health-checkups/assessment.yaml"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["HYOKASHO"], "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path):
    folder = tmp_path / "評価書 の 置き場"
    shutil.copytree(SAMPLES, folder)
    lsp_client.folder = folder
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="samples")],
        )
    )
    yield
    await lsp_client.shutdown_session()


class Document:
    """A document that is open, with its text as the editor has it."""

    def __init__(self, client, name=SAMPLE, change=lambda text: text):
        self.client = client
        self.path = client.folder / name
        self.uri = self.path.as_uri()
        self.text = change(self.path.read_text(encoding="utf-8"))
        self.version = 1
        self.item = types.TextDocumentIdentifier(uri=self.uri)
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "yaml", self.version, self.text))
        )

    def place(self, words, behind=0, nth=0):
        """The position of some words, or so many characters behind their beginning."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return self.position(at + behind)

    def position(self, at):
        start = self.text.rfind("\n", 0, at) + 1
        units = len(self.text[start:at].encode("utf-16-le")) // 2
        return types.Position(self.text.count("\n", 0, at), units)

    def offset(self, position):
        line = self.text.split("\n")[position.line]
        before = line.encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(line) + 1 for line in self.text.split("\n")[: position.line]) + len(before)

    def words(self, range_):
        return self.text[self.offset(range_.start) : self.offset(range_.end)]

    def type(self, words, new, nth=0):
        """Puts `new` in the place of some words, as an editor tells it."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        range_ = types.Range(self.position(at), self.position(at + len(words)))
        self.text = self.text[:at] + new + self.text[at + len(words) :]
        self.version += 1
        change = types.TextDocumentContentChangePartial(range=range_, text=new)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )

    async def diagnostics(self):
        await asyncio.wait_for(self.client.wait_for_notification("textDocument/publishDiagnostics"), 60)
        return list(self.client.diagnostics.get(self.uri, []))

    async def completion(self, words, behind=None, nth=0):
        position = self.place(words, len(words) if behind is None else behind, nth)
        found = await self.client.text_document_completion_async(types.CompletionParams(self.item, position))
        return found.items

    async def hover(self, words, behind=0, nth=0):
        found = await self.client.text_document_hover_async(types.HoverParams(self.item, self.place(words, behind, nth)))
        return found.contents.value if found else ""

    def applied(self, edits):
        text = self.text
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            text = text[: self.offset(edit.range.start)] + edit.new_text + text[self.offset(edit.range.end) :]
        return text


def labels(items):
    return [item.label for item in items]


async def test_diagnostics_follow_what_is_typed(client):
    document = Document(client)
    assert await document.diagnostics() == []
    document.type("population: 30万人以上", "population: 30万人いじょう")
    [found] = [one for one in await document.diagnostics() if one.code == "HY022"]
    assert document.words(found.range) == "30万人いじょう"
    assert found.source == "hyokasho" and "Ⅰ 1. ③" in found.message
    document.type("30万人いじょう", "30万人以上")
    assert await document.diagnostics() == []
    assert document.path.read_text(encoding="utf-8") == document.text, "nothing was written"


async def test_broken_yaml_is_told_and_survived(client):
    document = Document(client)
    await document.diagnostics()
    for broken in ['title: "成人', "title: [", "title: &x", "\ttitle: x", "title: \u0007", "- - : ]["]:
        document.type("title: 成人", broken)
        found = await document.diagnostics()
        assert found and all(one.severity == types.DiagnosticSeverity.Error for one in found), broken
        if not broken.startswith(("\t", "-")):
            assert "表紙 評価書名" in await document.hover(broken, 2), broken
        assert await client.text_document_folding_range_async(types.FoldingRangeParams(document.item))
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document.item))
        assert symbols is not None
        document.type(broken, "title: 成人")
        assert await document.diagnostics() == []


async def test_rapid_edits_end_in_the_last_text(client):
    document = Document(client)
    await document.diagnostics()
    for number in range(300):
        document.type("number: 15" if number == 0 else f"number: {number - 1:03}", f"number: {number:03}")
        if number % 50 == 0:
            assert await document.hover("number", 1)
    document.type("population: 30万人以上", "population: なんにん")
    found = []
    while not found:
        found = [one for one in await document.diagnostics() if one.code == "HY022"]
    assert [document.words(one.range) for one in found] == ["なんにん"]


async def test_columns_are_utf16_units(client):
    document = Document(client)
    await document.diagnostics()
    document.type("name: 成人健診に関する事務", "name: 𠮷野家𩸽の事務 # 𠮷")
    document.type("𩸽", "𩸽𩸽")
    document.type("population: 30万人以上", "population: 𠮷万人")
    found = [one for one in await document.diagnostics() if one.code == "HY022"]
    assert [document.words(one.range) for one in found] == ["𠮷万人"]
    assert found[0].range.end.character - found[0].range.start.character == 4


async def test_a_file_of_4000_lines(client):
    block = "  - id: more-{0}\n    name: 追加システム{0}\n    functions: |\n      ①働き{0}\n      ②働き{0}\n      ③働き{0}\n"
    # The limit is 200 blocks of a list; the texts are as long as it takes.
    blocks = "".join(block.format(number) + "      ④行\n" * 12 for number in range(150))
    document = Document(client, change=lambda text: text.replace("\nreason:", "\n" + blocks + "\nreason:", 1))
    assert document.text.count("\n") > 3800
    await document.diagnostics()
    document.type("追加システム77", "追加システム𠮷")
    document.type("population: 30万人以上", "population: 大勢")
    found = [one for one in await document.diagnostics() if one.code == "HY022"]
    assert [document.words(one.range) for one in found] == ["大勢"]
    assert "システムの名称" in await document.hover("追加システム149", 2)


async def test_keys_and_options_are_completed(client):
    document = Document(client)
    document.type("  number: 15\n", "  \n")
    items = await document.completion("cover:\n  ")
    assert "number" in labels(items) and "title" not in labels(items)
    assert items[0].text_edit.new_text == "number: " and "評価書番号" in items[0].detail
    document.type("cover:\n", "cover:\n  評価書番\n")
    [item] = await document.completion("  評価書番")
    assert item.label == "number" and document.words(item.text_edit.range) == "評価書番" == item.filter_text
    document.type("population: 30万人以上", "population: ")
    assert "1,000人未満" in labels(await document.completion("population: "))
    document.type("      - 宛名システム等\n", "      - 宛\n")
    assert labels(await document.completion("      - 宛")) == ["宛名システム等"]
    document.type("form: full-2025-05", "form: ")
    assert "focused-2025-05" in labels(await document.completion("form: "))


async def test_names_are_completed(client):
    document = Document(client)
    document.type("fragment: government-cloud/place", "fragment: ")
    items = await document.completion("        - fragment: ")
    assert "intermediate-server/place" in labels(items)
    document.type("item: work.content", "item: ")
    addresses = labels(await document.completion("- item: "))
    assert {"work.content", "systems.health", "files.checkups.use.purpose"} <= set(addresses)
    document.type("健康増進法（", "番号法別表の11、健康増進法（")
    rows = await document.completion("番号法別表の11")
    assert "の111の項" in labels(rows) and "の81の項" not in labels(rows)
    path = next((client.folder / "fragments/inquiry").glob("*.md"))
    passage = Document(client, path.relative_to(client.folder))
    passage.type("{情報部門}", "{")
    assert "情報部門" in labels(await passage.completion("{"))
    settings = Document(client, "hyokasho.yaml")
    settings.type("severity: {}", "severity:\n  HY")
    assert "HY201" in labels(await settings.completion("severity:\n  HY"))


async def test_hover_tells_label_guidance_and_law(client):
    document = Document(client)
    told = await document.hover("  content: |", 3)
    assert told.startswith("**Ⅰ 1. ②事務の内容 ※**") and "`work.content`" in told
    assert "政策課" in await document.hover("fragment: government-cloud/place", 3)
    assert "システム6" in await document.hover("item: systems.reservation.functions", 12)
    document.type("健康増進法（", "番号法別表の111の項、健康増進法（")
    assert "事務: " in await document.hover("別表の111", 4)


async def test_names_lead_to_what_they_name(client):
    document = Document(client)

    async def targets(words, behind, nth=0):
        params = types.DefinitionParams(document.item, document.place(words, behind, nth))
        found = await client.text_document_definition_async(params)
        return [(pathlib.Path(types_path(one.uri)).name, one.range.start.line) for one in found]

    line = document.place("- id: reservation").line
    assert await targets("item: systems.reservation.functions", 16) == [("assessment.yaml", line)]
    assert await targets("fragment: government-cloud/place", 14) == [("place.md", 0)]
    named = document.place("name: 検診予約システム").line
    assert await targets("検診予約システム", 2) == [("assessment.yaml", named)]
    params = types.ReferenceParams(types.ReferenceContext(True), document.item, document.place("- id: reservation", 7))
    found = await client.text_document_references_async(params)
    assert [document.words(one.range) for one in found] == ["reservation"] * document.text.count("systems.reservation") + ["reservation"]


def types_path(uri):
    from urllib.parse import unquote, urlparse

    return unquote(urlparse(uri).path)


async def rename(client, document, words, behind, name):
    position = document.place(words, behind)
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(document.item, position))
    assert prepared.placeholder == document.words(prepared.range)
    return await client.text_document_rename_async(types.RenameParams(document.item, position, name))


async def test_a_block_gets_another_id_everywhere(client):
    document = Document(client)
    edit = await rename(client, document, "- id: reservation", 7, "booking")
    after = document.applied(edit.changes[document.uri])
    assert "- id: booking\n" in after and "item: systems.booking.functions\n" in after
    assert "reservation" not in after.replace("reservation_", "")
    for bad in ["health", "Booking", "予約", ""]:
        try:
            await rename(client, document, "- id: reservation", 7, bad)
        except Exception as error:
            assert "id" in str(error)
        else:
            raise AssertionError(bad)


async def test_a_passage_and_a_system_get_other_names_in_all_files(client):
    document = Document(client)
    edit = await rename(client, document, "fragment: government-cloud/place", 14, "cloud/site")
    moved = [one for one in edit.document_changes if isinstance(one, types.RenameFile)]
    assert [types_path(one.new_uri).rsplit("/", 2)[1:] for one in moved] == [["cloud", "site.md"]]
    edited = [one for one in edit.document_changes if isinstance(one, types.TextDocumentEdit)]
    assert len(edited) > 1 and all(edit.new_text == "cloud/site" for one in edited for edit in one.edits)
    edit = await rename(client, document, "name: 中間サーバー", 7, "中間サーバ")
    assert len(edit.changes) > 1, "other assessments have it, too"
    after = document.applied(edit.changes[document.uri])
    history = document.text[document.text.index("\nchanges:") :]
    assert after.endswith(history), "the history says what was published"
    assert "中間サーバー" not in after[: -len(history)].replace("中間サーバー・", "")


async def test_the_outline_has_the_labels_of_the_form(client):
    document = Document(client)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document.item))
    names = [symbol.name for symbol in symbols]
    assert "表紙" in names and "Ⅰ 2. システム" in names, names
    systems = symbols[names.index("Ⅰ 2. システム")]
    assert (systems.children[0].name, systems.children[0].detail) == ("システム1", "健康管理システム")
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document.item))
    assert document.place("systems:").line in [fold.start_line for fold in folds]


async def test_what_follows_from_other_answers_is_shown(client):
    document = Document(client)
    whole = types.Range(types.Position(0, 0), types.Position(document.text.count("\n"), 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document.item, whole))
    assert any("委託する" in hint.label and "件数: 4" in hint.label for hint in hints), hints
    none = types.Range(types.Position(0, 0), types.Position(1, 0))
    assert not await client.text_document_inlay_hint_async(types.InlayHintParams(document.item, none))


async def test_repairs_are_offered_and_made(client):
    document = Document(client)
    document.type("population:", "populaton:")
    document.type("  functions: |", "  funcions: |")
    await document.diagnostics()
    at = document.place("populaton")
    params = types.CodeActionParams(document.item, types.Range(at, at), types.CodeActionContext([]))
    actions = await client.text_document_code_action_async(params)
    quick = [action for action in actions if action.kind == "quickfix"]
    assert [action.diagnostics[0].code for action in quick] == ["HY020"]
    assert "  population: 30万人以上" in document.applied(quick[0].edit.changes[document.uri])
    every = [action for action in actions if action.kind == "source.fixAll"]
    after = document.applied(every[0].edit.changes[document.uri])
    assert "population: 30万人以上" in after and "funcions" not in after


async def test_formatting_is_that_of_fmt(client):
    document = Document(client)
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    params = types.DocumentFormattingParams(document.item, options)
    assert not await client.text_document_formatting_async(params)
    before = document.text
    document.type("  number: 15\n", "  number:    15\n\n\n\n")
    edits = await client.text_document_formatting_async(params)
    assert document.applied(edits) == before.replace("  number: 15\n", "  number: 15\n\n")


async def test_other_files_are_left_alone(client):
    other = client.folder / "compose.yaml"
    other.write_text("services:\n  a: [\n", encoding="utf-8")
    document = Document(client, "compose.yaml")
    assert await document.hover("services", 2) == ""
    sample = Document(client)
    await sample.diagnostics()
    assert document.uri not in client.diagnostics


async def test_a_passage_is_checked_as_it_is_typed(client):
    document = Document(client)
    assert await document.diagnostics() == []
    passage = Document(client, "fragments/government-cloud/place.md")
    await passage.diagnostics()
    passage.type("{市}", "{村}")
    found = await passage.diagnostics()
    assert "HY051" in [one.code for one in found] or any("{村}" in one.message for one in found), found
