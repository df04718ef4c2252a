"""Files that mean harm, made anew for each run: what each tries is in its name."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from tests.readers.hostile_drawings import declared_drawings, drawings
from tests.readers.making_word import OUTLINE, R, abstract, instance, level, p, r, root, style, word_file

Maker = Iterator[tuple[str, bytes]]
MANY = 200_000

_DOCTYPES = {
    "entity": '<!DOCTYPE a [<!ENTITY x "y">]>',
    "outside": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    "file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/a"> %x;]>',
    "laughs": "<!DOCTYPE a ["
    '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>",
    "quadratic": f'<!DOCTYPE a [<!ENTITY x "{"y" * 50_000}">]>',
}
_PARTS = (
    "document",
    "styles",
    "numbering",
    "footnotes",
    "endnotes",
    "comments",
    "commentsExtended",
    "header1",
    "settings",
)
_GOOD = p("One", num=(1, 0), style="H") + p("Two", num=(1, 1))


def _word(**more: object) -> bytes:
    parts = {"styles": style("H", "heading 1"), "numbering": OUTLINE}
    return word_file(_GOOD, parts=parts, **more)  # type: ignore[arg-type]


def declarations() -> Maker:
    """DOCTYPE and entities in every part, and in the parts that hold the others together."""
    for kind, doctype in _DOCTYPES.items():
        for part in _PARTS:
            inside = {"document": f"<w:body>{p('x')}</w:body>"}.get(part, "")
            xml = root({"header1": "hdr", "commentsExtended": "comments"}.get(part, part), inside)
            declared = xml.replace("?>", "?>" + doctype, 1).replace("x</w:t>", "&x;</w:t>")
            parts = {part: ""} if part != "document" else {}
            yield f"{kind} in {part}", word_file(p("x"), parts=parts, raw={f"word/{part}.xml": declared.encode()})
        yield from declared_drawings(kind, doctype)
        for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
            yield f"{kind} in {name}", _word(raw={name: f"<?xml version='1.0'?>{doctype}<Types>&x;</Types>".encode()})
        wide = (
            root("document", f"<w:body>{p('x')}</w:body>").replace("UTF-8", "UTF-16").replace("?>", "?>" + doctype, 1)
        )
        yield f"{kind} in another encoding", _word(raw={"word/document.xml": wide.encode("utf-16")})


def depths() -> Maker:
    """Storeys upon storeys."""
    for tag in ("w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:hyperlink", "w:smartTag",
                "w:txbxContent", "mc:AlternateContent", "w:drawing", "w:ruby", "w:fldSimple", "w:x"):  # fmt: skip
        for many in (250, 5000, MANY):
            nest = f"<{tag}>" * many + f"</{tag}>" * many
            yield (
                f"{many} {tag}",
                _word(raw={"word/document.xml": root("document", f"<w:body>{nest}</w:body>").encode()}),
            )
    for many in (40, 80):
        table = "<w:tbl><w:tr><w:tc>" * many + p("deep") + "</w:tc></w:tr></w:tbl>" * many
        yield f"{many} tables in each other", word_file(table)
        control = "<w:sdt><w:sdtContent>" * many + p("deep") + "</w:sdtContent></w:sdt>" * many
        yield f"{many} controls in each other", word_file(control)
        boxes = (
            "<w:r><w:pict><w:txbxContent><w:p>" * (many // 2)
            + r("x")
            + "</w:p></w:txbxContent></w:pict></w:r>" * (many // 2)
        )
        yield f"{many // 2} text boxes in each other", word_file(p(runs=boxes))


def rings() -> Maker:
    """Things that stand on themselves."""
    yield "a style on itself", word_file(p("x", style="A"), parts={"styles": style("A", "a", on="A")})
    ring = "".join(style(f"S{n}", f"s{n}", on=f"S{(n + 1) % 3000}") for n in range(3000))
    yield "a ring of styles", word_file(p("x", style="S0"), parts={"styles": ring})
    lists = abstract(0, more='<w:numStyleLink w:val="L"/>') + instance(1, 0)
    own = style("L", "L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    yield "a list that is its own", word_file(p("x", num=(1, 0)), parts={"numbering": lists, "styles": own})
    threads = "<w15:commentEx w15:paraId='A' w15:paraIdParent='A'/>"
    comments = f"<w:comment w:id='0'><w:p w14:paraId='A'>{r('x')}</w:p></w:comment>"
    parts = {"comments": comments, "commentsExtended": threads}
    yield (
        "a comment that answers itself",
        word_file(p("x", runs='<w:r><w:commentReference w:id="0"/></w:r>'), parts=parts),
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f"<w:footnote w:id='2'>{p('x', runs=mark)}</w:footnote>"
    yield "a note in itself", word_file(p(runs='<w:r><w:footnoteReference w:id="2"/></w:r>'), parts={"footnotes": note})
    for kind in ("styles", "numbering", "footnotes", "comments", "header"):
        back = f'<Relationship Id="r" Type="{R}/{kind}" Target="document.xml"/>'
        yield f"{kind} that is the text", _word(raw={"word/_rels/document.xml.rels": _relations(back)})
    main = f'<Relationship Id="r" Type="{R}/officeDocument" Target="_rels/.rels"/>'
    yield "a text that is its own table of contents", _word(raw={"_rels/.rels": _relations(main)})


def numbers() -> Maker:
    """Figures that make no sense."""
    for bad in ("-1", "9" * 30, "1e9", "", "NaN", "0x7f", "2147483648", "١٢"):
        lists = abstract(0, level(0, "%1", start=1).replace('w:start w:val="1"', f'w:start w:val="{bad}"')) + instance(
            1, 0
        )
        yield f"begins at {bad!r}", word_file(p("x", num=(1, 0)), parts={"numbering": lists})
        numbered = f'<w:numPr><w:ilvl w:val="{bad}"/><w:numId w:val="{bad or 1}"/></w:numPr>'
        yield f"level {bad!r}", word_file(p("x", properties=numbered), parts={"numbering": OUTLINE})
        yield f"outline {bad!r}", word_file(p("x", properties=f'<w:outlineLvl w:val="{bad}"/>'))
        yield f"sign {bad!r}", word_file(p(runs=f'<w:r><w:sym w:font="Wingdings" w:char="{bad}"/><w:t>x</w:t></w:r>'))
    for way in ("lowerRoman", "upperLetter", "cardinalText", "ordinalText", "chicago", "x" * 100_000):
        lists = abstract(0, level(0, "%1" * 400, way, start=999_999)) + instance(1, 0)
        yield f"counts {way[:20]}", word_file(p("x", num=(1, 0)) * 3, parts={"numbering": lists})


def masses() -> Maker:
    """Very much of something small."""
    yield "many paragraphs", word_file(p("x") * 30_000)
    yield "many empty paragraphs", word_file("<w:p/>" * MANY + p("x"))
    yield "many runs", word_file(p(runs=r("x") * 30_000))
    yield "many changes", word_file(p(runs='<w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>' * 8000))
    yield "many fields that never end", word_file(p("x", runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 30_000))
    yield "many ends of fields", word_file(p("x", runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 30_000))
    yield "a long code", word_file(p("x", runs="<w:r><w:instrText>" + "REF a " * MANY + "</w:instrText></w:r>"))
    yield "many numbers in a line", word_file(p("x", runs='<w:fldSimple w:instr="LISTNUM \\l 9"/>' * 30_000))
    yield (
        "many comments begin",
        word_file(
            p("x", runs='<w:commentRangeStart w:id="0"/>' * 30_000),
            parts={"comments": f"<w:comment w:id='0'>{p('c')}</w:comment>"},
        ),
    )
    yield "many bookmarks", word_file(p("x", runs="".join(f'<w:bookmarkStart w:name="b{n}"/>' for n in range(30_000))))
    yield (
        "a wide table",
        word_file(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 20_000}<w:tc>{p('x')}</w:tc></w:tr></w:tbl>"),
    )
    yield "a long word", word_file(p("x" * 3_000_000))
    yield "a long author", word_file(p(runs=f'<w:ins w:id="1" w:author="{"a" * 500_000}">{r("x")}</w:ins>'))
    yield (
        "many attributes",
        _word(
            raw={
                "word/document.xml": root(
                    "document",
                    f"<w:body><w:p {' '.join(f'a{n}=' + chr(34) * 2 for n in range(50_000))}>{r('x')}</w:p></w:body>",
                ).encode()
            }
        ),
    )
    yield (
        "many styles",
        word_file(p("x", style="S1"), parts={"styles": "".join(style(f"S{n}", f"s{n}") for n in range(8000))}),
    )
    yield (
        "many lists",
        word_file(
            p("x", num=(1, 0)),
            parts={"numbering": "".join(abstract(n, level(0, "%1")) + instance(n, n) for n in range(5000))},
        ),
    )
    yield (
        "many notes",
        word_file(
            p("x", runs='<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={"footnotes": "".join(f"<w:footnote w:id='{n}'>{p('n')}</w:footnote>" for n in range(8000))},
        ),
    )
    for sign in ("&lt;", "[", "(", "{", "*", "_", "`", "~", ">", "#", "|", "\\", "1.", "1.1.", "?", "Q1 ", "A. "):
        yield f"a mass of {sign}", word_file(p(sign * 40_000) + p(f"x{sign} " * 10_000))


def zips() -> Maker:
    """Packed files that are not what they say."""
    good = _word()
    for size in (0, 3, 4, 22, 100, len(good) // 2, len(good) - 1, len(good) - 30):
        yield f"cut at {size}", good[:size]
    for ratio in (5, 30):
        bomb = root("document", "<w:body>" + " " * (ratio * 1024 * 1024) + p("x") + "</w:body>").encode()
        yield f"{ratio} MB of blanks", _word(raw={"word/document.xml": bomb})
    inner = _word()
    for _ in range(5):
        inner = word_file(p("x"), raw={"word/embeddings/a.docx": inner})
    yield "files in files", inner
    yield "a zip for a text", _word(raw={"word/document.xml": good})
    names = (
        "../../../../tmp/evil.xml",
        "/etc/evil",
        "C:\\evil.xml",
        "word/../../evil",
        "con",
        "a" * 5000,
        "\x00evil",
        "word//document.xml",
    )
    for name in names:
        yield f"a part named {name[:20]!r}", _word(raw={name: b"x"})
        yield (
            f"a text at {name[:20]!r}",
            _word(
                raw={
                    "_rels/.rels": _relations(
                        f'<Relationship Id="r" Type="{R}/officeDocument" Target="{name[:200].replace(chr(0), "")}"/>'
                    )
                }
            ),
        )
    for count in (3999, 4001, 30_000):
        yield f"{count} parts", _many_parts(count)
    for method, at in ((99, "an unknown way of packing"), (12, "another way of packing")):
        yield at, _patched(good, method)
    for outside in (
        "file:///etc/passwd",
        "http://127.0.0.1:9/x",
        "\\\\evil\\share\\x",
        "javascript:alert(1)",
        "data:text/html,x",
    ):
        for kind in ("styles", "attachedTemplate", "image", "footnotes", "officeDocument", "hyperlink"):
            link = f'<Relationship Id="a" Type="{R}/{kind}" Target="{outside}" TargetMode="External"/>'
            yield (
                f"{kind} at {outside[:12]}",
                word_file(
                    p("x", runs=f"<w:hyperlink r:id='a'>{r('y')}</w:hyperlink>"),
                    raw={"word/_rels/document.xml.rels": _relations(link)},
                ),
            )


def wrong_endings() -> Maker:
    """What is called one thing and is another; formulas; signs that no text holds."""
    for data in (b"", b"\x00" * 5000, b"%PDF-1.7\n", b"PK\x03\x04",
                 b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0" * 50,
                 b"{\\rtf1 x}", b"GIF89a" * 50, b"\x7fELF" * 50, b"<html><body>x", b"\xff\xfe" * 40, b"\xfe\xff\x00",
                 b"MZ" * 500, random.Random(1).randbytes(100_000)):  # fmt: skip
        yield f"bytes {data[:6]!r}", data
    for formula in ("=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1"):
        yield (
            f"a cell with {formula}",
            word_file(f"<w:tbl><w:tr><w:tc>{p(formula)}</w:tc><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"),
        )
    for sign in ("\u202e", "\u0000", "\ufffe", "\U000e0041", "\u200b" * 1000, "a" + "\u0301" * 5000):
        body = root("document", f"<w:body>{p('x' + sign)}</w:body>").encode("utf-8", "surrogatepass")
        yield f"the sign {sign[:3]!r}", _word(raw={"word/document.xml": body})


ALL: tuple[Callable[[], Maker], ...] = (declarations, depths, drawings, rings, numbers, masses, zips, wrong_endings)


def hostile_files() -> Maker:
    """All of them."""
    for make in ALL:
        yield from make()


def _relations(inside: str) -> bytes:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'.encode()


def _many_parts(count: int) -> bytes:
    return zipped({**{f"x{n}": b"" for n in range(count)}, "word/document.xml": b"<a/>"})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _patched(data: bytes, method: int) -> bytes:
    made = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = made.find(sign)
        while place >= 0:
            made[place + at] = method
            place = made.find(sign, place + 4)
    return bytes(made)
