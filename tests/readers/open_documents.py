"""Hand-made OpenDocument files for the tests: flat, or packed as LibreOffice packs them."""

from __future__ import annotations

import io
import zipfile

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    [f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text", "style", "table", "meta")]
    + [f'xmlns:draw="{_OASIS}drawing:1.0"', f'xmlns:fo="{_OASIS}xsl-fo-compatible:1.0"']
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
    + [f'xmlns:svg="{_OASIS}svg-compatible:1.0"']
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:xlink="http://www.w3.org/1999/xlink"']
)
TYPE = "application/vnd.oasis.opendocument.text"
DECIMAL = "".join(
    f'<text:list-level-style-number text:level="{n}" style:num-format="1" text:display-levels="{n}"/>'
    for n in range(1, 11)
)
OUTLINE = "".join(
    f'<text:outline-level-style text:level="{n}" style:num-format="1" text:display-levels="{n}" style:num-suffix="."/>'
    for n in range(1, 11)
)
STYLES = f"""
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="1">
  <style:text-properties fo:font-weight="bold" fo:color="#c9211e"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Subtitle" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Warm" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="Warmer" style:family="text" style:parent-style-name="Warm">
  <style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="D">{DECIMAL}</text:list-style>
<text:list-style style:name="E">{DECIMAL}</text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xf0b7;"/>
  <text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>
<text:list-style style:name="M">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
  <text:list-level-style-number text:level="3" style:num-format="I" text:display-levels="3"/>
  <text:list-level-style-number text:level="4" style:num-format=""/>
  <text:list-level-style-number text:level="5" style:num-format="i" style:num-suffix="."/></text:list-style>
"""


def flat(body: str, *, automatic: str = "", styles: str = "", outline: bool = False, master: str = "") -> bytes:
    """A flat file with a body; ``outline`` numbers its headings."""
    numbered = f'<text:outline-style style:name="Outline">{OUTLINE}</text:outline-style>' if outline else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
        f'office:mimetype="{TYPE}"><office:styles>{STYLES}{styles}{numbered}</office:styles>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def packed(content: str, *, mimetype: str = TYPE, more: dict[str, str] | None = None) -> bytes:
    """A packed file with a ``content.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {"mimetype": mimetype, "content.xml": content, **(more or {})}.items():
            archive.writestr(name, part)
    return out.getvalue()


def content(body: str) -> str:
    """A ``content.xml`` with a body."""
    return (
        f'<office:document-content {NAMES} office:version="1.3"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )


def p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(words: str, level: int = 1, more: str = "") -> str:
    return f'<text:h text:style-name="Heading_20_1" text:outline-level="{level}" {more}>{words}</text:h>'


def item(*parts: str, more: str = "") -> str:
    inside = "".join(part if part.startswith("<") else p(part) for part in parts)
    return f"<text:list-item {more}>{inside}</text:list-item>"


def list_of(*items: str, style: str | None = "D", more: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{''.join(items)}</text:list>"


def region(name: str, kind: str, inside: str = "", author: str = "Ann", date: str = "2026-05-12T10:00:00") -> str:
    """A tracked change as it stands at the top of a text."""
    info = f"<office:change-info><dc:creator>{author}</dc:creator><dc:date>{date}</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{inside}</text:{kind}></text:changed-region>'


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"
