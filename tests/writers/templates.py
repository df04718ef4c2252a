"""Word templates of an association, made for the tests: other names of styles, other fonts, another page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
from docx.shared import Mm, Pt

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
FONT = "Gill Sans Nova"


def made_template(*, picture: bool = True) -> bytes:
    """A5 with wide margins, a header with a picture, a footer with a field, another font in every style."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = Mm(30)
    for style in made.styles:
        if hasattr(style, "font"):
            style.font.name, style.font.size = FONT, Pt(13)
    made.styles["Quote"].font.italic = False  # what is italic by its style is read as emphasis
    section.header.paragraphs[0].text = "The Commonweal Association"
    if picture:
        section.header.paragraphs[0].add_run().add_picture(io.BytesIO(PNG), width=Mm(10))
    section.footer.paragraphs[0].text = "Registered charity"
    made.add_paragraph("Words that are no part of any export.")
    stream = io.BytesIO()
    made.save(stream)
    foreign = {
        b'"Heading1"': b'"berschrift1"', b'"Heading2"': b'"berschrift2"', b'"Normal"': b'"Standard"',
        b'"Title"': b'"Titel"', b'w:val="Standard"/><w:qFormat': b'w:val="Normal"/><w:qFormat',
    }  # fmt: skip
    return changed(stream.getvalue(), {"word/styles.xml": lambda xml: _foreign(xml, foreign)})


def _foreign(xml: bytes, ids: Mapping[bytes, bytes]) -> bytes:
    """The styles under the ids that Word gives them in another language; their names stay English as in every Word."""
    for mine, theirs in ids.items():
        for where in (b"w:styleId=", b"<w:basedOn w:val=", b"<w:next w:val=", b"<w:link w:val="):
            xml = xml.replace(where + mine, where + theirs)
    # a house style in place of Word's third heading: only its level says what it is
    third = re.search(rb'<w:style [^>]*w:styleId="Heading3".*?</w:style>', xml, re.DOTALL)
    assert third is not None
    own = third[0].replace(b'w:val="heading 3"', b'w:val="House point"').replace(b'"Heading3"', b'"HousePoint"')
    return xml.replace(third[0], own).replace(b'w:val="Heading3"', b'w:val="HousePoint"')


def changed(data: bytes, change: Mapping[str, object], more: Mapping[str, bytes] | None = None) -> bytes:
    """A packed file with some parts changed, and some more."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            found = change.get(name, lambda xml: xml)
            new.writestr(name, found(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return stream.getvalue()
