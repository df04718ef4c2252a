"""Small Word files made of XML that a test writes down."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def root(name: str, inside: str) -> str:
    """A part's XML with this root."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMES}>{inside}</w:{name}>'


def word_file(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    raw: Mapping[str, bytes] | None = None,
    main_type: str = _MAIN,
) -> bytes:
    """A Word file with this body. ``parts`` are the insides of "styles", "numbering", "footnotes", "comments" and the
    like; ``links`` are addresses outside by their ids; ``raw`` replaces whole parts by name."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
    }
    for name, inside in parts.items():
        bare = name.rstrip("0123456789")
        called = {"header": "hdr", "footer": "ftr", "commentsExtended": "commentsEx"}.get(bare, bare)
        xml = root(called, inside)
        files[f"word/{name}.xml"] = xml.replace("w:commentsEx", "w15:commentsEx") if bare == "commentsExtended" else xml
    files.update(raw or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(
    words: str = "", *, style: str = "", num: tuple[int, int] | None = None, properties: str = "", runs: str = ""
) -> str:
    """A paragraph; ``num`` is the number of its list and its level from 0."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inside += properties
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{r(words) if words else ''}{runs}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def level(at: int, text: str, way: str = "decimal", more: str = "", start: int = 1) -> str:
    """One storey of a list."""
    counted = f'<w:start w:val="{start}"/><w:numFmt w:val="{way}"/>'
    return f'<w:lvl w:ilvl="{at}">{counted}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    """A list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, more: str = "") -> str:
    """A list as paragraphs name it."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def style(
    key: str, name: str, inside: str = "", *, kind: str = "paragraph", on: str = "", default: bool = False
) -> str:
    """A style; ``on`` is the one that it stands on."""
    based = f'<w:basedOn w:val="{on}"/>' if on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"{first}><w:name w:val="{name}"/>{based}{inside}</w:style>'


OUTLINE = abstract(
    0, level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"), level(3, "(%4)", "lowerLetter")
) + instance(1, 0)


def field(code: str, shown: str) -> str:
    """A field with its code and what it shows."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = code.replace('"', "&quot;")
    return (
        f"{sign.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{sign.format('separate')}{r(shown)}"
        f"{sign.format('end')}"
    )
