"""Packs the parts of a Word file into its zip, byte for byte the same for the same parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from policyhub.writers.docx_xml import bare, serialise
from policyhub.writers.zips import zipped

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = {
    "word/document.xml": (f"{_WORD_TYPE}.document.main+xml", f"{_OFFICE}/officeDocument"),
    "docProps/core.xml": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{_OFFICE}/extended-properties",
    ),
    **{
        f"word/{name}.xml": (f"{_WORD_TYPE}.{kind}+xml", f"{_OFFICE}/{kind}")
        for name, kind in (
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("footer1", "footer"),
            ("footnotes", "footnotes"),
            ("comments", "comments"),
        )
    },
    "word/commentsExtended.xml": (
        f"{_WORD_TYPE}.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
}


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    target: str
    outside: bool = False


_STORY = re.compile(r"word/(header|footer)[0-9]+\.xml")
_THEME = "word/theme/theme1.xml"
_NO_PICTURES: Mapping[str, Mapping[str, tuple[str, bytes]]] = {}


def _kind_of(part: str) -> tuple[str, str]:
    """The content type of a part, and the type of the relationship that leads to it."""
    story = _STORY.fullmatch(part)
    if story:
        return f"{_WORD_TYPE}.{story[1]}+xml", f"{_OFFICE}/{story[1]}"
    if part == _THEME:
        return "application/vnd.openxmlformats-officedocument.theme+xml", f"{_OFFICE}/theme"
    return _PARTS[part]


def relation_of(part: str) -> str:
    """The id by which the text points to another part."""
    return "rId" + part.rpartition("/")[2].removesuffix(".xml").capitalize()


def pack(
    parts: Mapping[str, bytes],
    links: Mapping[str, Mapping[str, str]],
    pictures: Mapping[str, Mapping[str, tuple[str, bytes]]] = _NO_PICTURES,
) -> bytes:
    """The zip of the parts; ``links`` are, for each part, the ids of the addresses it points to, ``pictures`` the names
    and bytes of the pictures in it by their ids."""
    beside = [name for name in parts if name.startswith("word/") and name != "word/document.xml"]
    apart = [name for name in parts if name not in beside]
    files: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(list(parts), pictures),
        "_rels/.rels": _relations([_Relation(f"rId{n}", _kind_of(name)[1], name) for n, name in enumerate(apart, 1)]),
    }
    for name, content in parts.items():
        files[name] = content
        outside = links.get(name, {}).items()
        relations = [_Relation(key, f"{_OFFICE}/hyperlink", address, True) for address, key in outside]
        if name == "word/document.xml":
            relations = [
                *(_Relation(relation_of(part), _kind_of(part)[1], part.removeprefix("word/")) for part in beside),
                *relations,
            ]
        for key, (picture, data) in pictures.get(name, {}).items():
            files[picture] = data
            relations.append(_Relation(key, f"{_OFFICE}/image", picture.removeprefix("word/")))
        if relations:
            folder, _, file = name.rpartition("/")
            files[f"{folder}/_rels/{file}.rels"] = _relations(relations)
    return zipped(files)


def _content_types(parts: Sequence[str], pictures: Mapping[str, Mapping[str, tuple[str, bytes]]]) -> bytes:
    root = bare(_TYPES, "Types")
    endings = {name.rpartition(".")[2] for many in pictures.values() for name, _data in many.values()}
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in {**{ending: f"image/{ending}" for ending in sorted(endings)}, **known}.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for name in parts:
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=_kind_of(name)[0])
    return serialise(root)


def _relations(relations: Sequence[_Relation]) -> bytes:
    root = bare(_RELATIONS, "Relationships")
    for relation in relations:
        element = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=relation.id, Type=relation.kind,
                                   Target=relation.target)  # fmt: skip
        if relation.outside:
            element.set("TargetMode", "External")
    return serialise(root)
