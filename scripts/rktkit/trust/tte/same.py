"""Is the document under a signature the one compiled here? Page by page, whatever the signer's software did around it.

A signer may append to the file, or write all of it anew with other numbers and other compression. What the reader sees
must not differ: size, content, fonts, pictures and links of every page, and everything in the catalogue that acts by
itself or shows and hides parts. Only the one signature field may be added, with a stamp of modest size.

It is not enough that the compiled bytes are a prefix of the file: what is appended can replace any page.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from rktkit.trust.tte.place import pages_of

LARGEST = 0.25
"""The part of a page that the visible signature may take at most."""

_OWN = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/StructTreeRoot", "/Version", "/Pages"})
"""Entries of the catalogue that signing changes, and that show nothing and start nothing."""

_ACTS = ("/A", "/AA")
_PLACE = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Annots", "/Type"})
_STREAM = frozenset({"/Length", "/Filter", "/DecodeParms"})
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


def difference(signed: Any, compiled: Any, field: Any) -> tuple[str, str] | None:
    """What differs between two documents.

    Args:
        signed, compiled: ``PdfFileReader`` of both.
        field: reference of the one signature field in the signed document.

    Returns:
        The case of RKT-675 and where; ``None`` when the documents are the same.
    """
    here, there = _Pages(signed), _Pages(compiled)
    if len(here.pages) != len(there.pages):
        return "RKT-675.halaman", "jumlah halaman"
    widgets = _widgets(field)
    for number in range(len(here.pages)):
        if here.digest(number) != there.digest(number):
            return "RKT-675.halaman", f"halaman {number + 1}"
        annotations = [ref for ref in here.annotations(number) if ref.reference not in widgets]
        if [here.canon(ref) for ref in annotations] != [there.canon(ref) for ref in there.annotations(number)]:
            return "RKT-675.tambahan", f"catatan atau tautan di halaman {number + 1}"
    return _around(here, there, field)


def _around(here: "_Pages", there: "_Pages", field: Any) -> tuple[str, str] | None:
    for name in here.reader.root:
        if name not in _OWN:
            theirs = there.reader.root.raw_get(name) if name in there.reader.root else None
            if theirs is None or here.canon(here.reader.root.raw_get(name)) != there.canon(theirs):
                return "RKT-675.tambahan", f"perilaku dokumen ({name})"
    form = here.reader.root["/AcroForm"]
    if "/XFA" in form or len(form["/Fields"]) != 1:
        return "RKT-675.tambahan", "isian formulir"
    return _stamp(here, field)


def _stamp(here: "_Pages", field: Any) -> tuple[str, str] | None:
    widgets = _widgets(field)
    if len(widgets) > 1:
        return "RKT-675.tambahan", "cap tanda tangan kedua"
    for number in range(len(here.pages)):
        for reference in here.annotations(number):
            if reference.reference not in widgets:
                continue
            widget = reference.get_object()
            if any(name in widget for name in _ACTS) or any(name in field.get_object() for name in _ACTS):
                return "RKT-675.tambahan", "perintah pada isian tanda tangan"
            if _area(widget["/Rect"]) > LARGEST * _area(here.inherited(number, "/MediaBox")):
                return "RKT-675.tambahan", f"cap tanda tangan yang menutupi halaman {number + 1}"
    return None


def _widgets(field: Any) -> set[Any]:
    """The annotations of a field: itself, or its kids."""
    node = field.get_object()
    return {kid.reference for kid in node["/Kids"]} if "/Kids" in node else {field.reference}


def _area(box: Any) -> float:
    left, bottom, right, top = (float(side) for side in box)
    return abs(right - left) * abs(top - bottom)


class _Pages:
    """The pages of a document, in a form that does not depend on how the file is written."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.pages = list(pages_of(reader))
        self.numbers = {reference.reference: number for number, (reference, _) in enumerate(self.pages)}
        self.known: dict[Any, str] = {}

    def inherited(self, number: int, name: str) -> Any:
        """An attribute of a page, or of the nearest node above that has it."""
        node = self.pages[number][1]
        for _ in range(64):
            if name in node:
                return node.raw_get(name)
            if "/Parent" not in node:
                return None
            node = node["/Parent"]
        raise ValueError("parents")

    def annotations(self, number: int) -> list[Any]:
        """The annotations of a page, as references."""
        page = self.pages[number][1]
        return list(page["/Annots"]) if "/Annots" in page else []

    def digest(self, number: int) -> str:
        """Everything that a page shows."""
        page = self.pages[number][1]
        own = [name for name in page if name not in _PLACE and name not in _INHERITED and name != "/Contents"]
        parts = [f"{name}={self.canon(page.raw_get(name))}" for name in sorted(own)]
        parts += [f"{name}={self.canon(self.inherited(number, name))}" for name in _INHERITED]
        contents = page.raw_get("/Contents") if "/Contents" in page else None
        parts.append(hashlib.sha256(b"\n".join(self._content(contents)).strip()).hexdigest())
        return _hash("page", *parts)

    def _content(self, contents: Any) -> Iterator[bytes]:
        node = contents.get_object() if hasattr(contents, "get_object") else contents
        for part in node if isinstance(node, list) else [node] if node is not None else []:
            yield bytes(part.get_object().data)

    def canon(self, value: Any, depth: int = 0) -> str:
        """One text for equal values. What leads back to a page is its number."""
        from pyhanko.pdf_utils import generic

        if depth > 60:
            raise ValueError("depth")
        reference: Any = generic.IndirectObject
        if isinstance(value, reference):
            key = value.reference
            if key in self.numbers:
                return f"page {self.numbers[key]}"
            if key not in self.known:
                self.known[key] = "cycle"
                self.known[key] = self.canon(value.get_object(), depth + 1)
            return self.known[key]
        if isinstance(value, generic.StreamObject):
            body = hashlib.sha256(value.data).hexdigest()
            return _hash("stream", body, *self._entries(value, _PLACE | _STREAM, depth))
        if isinstance(value, dict):
            return _hash("dict", *self._entries(value, _PLACE - {"/Type"}, depth))
        if isinstance(value, list):
            return _hash("list", *(self.canon(item, depth + 1) for item in value))
        return _scalar(value)

    def _entries(self, value: Any, without: frozenset[str], depth: int) -> list[str]:
        names = sorted(name for name in value if name not in without)
        return [f"{name}={self.canon(value.raw_get(name), depth + 1)}" for name in names]


def _scalar(value: Any) -> str:
    from pyhanko.pdf_utils import generic

    if isinstance(value, generic.NameObject):
        return f"name {value}"
    if isinstance(value, generic.TextStringObject | generic.ByteStringObject):
        data = value.original_bytes
        return f"text {data.hex()}"
    if isinstance(value, generic.BooleanObject):
        return f"bool {value.value}"
    if isinstance(value, generic.NumberObject | generic.FloatObject):
        return f"number {float(value):.5f}"
    return "null" if value is None or isinstance(value, generic.NullObject) else f"other {value!r}"


def _hash(kind: str, *parts: str) -> str:
    total = hashlib.sha256(kind.encode())
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part.encode(errors="surrogateescape"))
    return f"{kind} {total.hexdigest()}"
