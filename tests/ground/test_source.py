"""The strict reader: what it accepts, what it refuses and where, and that nothing can crash, hang or exhaust it."""

import resource

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rktkit.ground.yaml.nodes import List, Map, Node, Split, Text
from rktkit.ground.yaml.reader import load
from rktkit.ground.yaml.text import MAX_BYTES
from tests.patience import ends


def found(text: str | bytes) -> list[str]:
    """Problems as ``RKT-002 3:1``."""
    data = text.encode() if isinstance(text, str) else text
    return [f"{p.rule} {p.line}:{p.column}" for p in load(data, "f.yml")[1]]


def read(text: str) -> Map:
    root, problems = load(text.encode(), "f.yml")
    assert not problems
    assert root is not None
    return root


def plain(node: Node) -> object:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    assert isinstance(node, Map)
    return {key: plain(value) for key, value in node.entries.items()}


class TestAccepted:
    def test_every_scalar_stays_the_text_that_was_written(self) -> None:
        text = "a: 0123\nb: 1.000\nc: 12:30\nd: NO\ne: ~\nf: 1e3\ng: 2026-11-24\nh: 0x1F\ni: 1_000\n"
        values = ["0123", "1.000", "12:30", "NO", "~", "1e3", "2026-11-24", "0x1F", "1_000"]
        assert list(read(text).entries.values()) != []
        assert [plain(v) for v in read(text).entries.values()] == values

    def test_block_flow_quoted_and_folded_styles(self) -> None:
        text = "a: {b: [1, \"x, y\"], c: 'it''s'}\nd:\n  - e: |\n      two\n      lines\n  - >-\n    one\n    line\n"
        assert plain(read(text)) == {
            "a": {"b": ["1", "x, y"], "c": "it's"},
            "d": [{"e": "two\nlines\n"}, "one line"],
        }

    def test_a_byte_order_mark_is_tolerated_and_moves_nothing(self) -> None:
        root, problems = load(b"\xef\xbb\xbftahun: 2027\n", "f.yml")
        assert not problems
        assert root is not None
        assert root.keys["tahun"].column == 1

    def test_columns_count_characters_not_bytes(self) -> None:
        root = read("a: [é, 😀, x]\n")
        items = root.entries["a"]
        assert isinstance(items, List)
        assert [item.column for item in items.items] == [5, 8, 11]

    def test_windows_line_ends(self) -> None:
        root = read("a: 1\r\nb:\r\n  - c: 2\r\n")
        assert root.entries["b"].line == 3
        assert plain(root) == {"a": "1", "b": [{"c": "2"}]}

    @pytest.mark.parametrize(
        ("flow", "meant"),
        [
            ("{tw4: 3,34}", "3,34"),
            ("{tw4: 3, 34}", "3,34"),
            ("{tw4: 3 ,34}", "3,34"),
            ("{tw4: 3,34%}", "3,34%"),
            ("{tw4: 1.234,5, tw1: 2}", "1.234,5"),
            ("{tw4: 1,234,567}", "1,234,567"),
            ("{tw4: Rp 5.000,00}", "Rp 5.000,00"),
        ],
    )
    def test_a_decimal_comma_in_flow_style_is_put_together_again(self, flow: str, meant: str) -> None:
        inner = read(f"triwulan: {flow}\n").entries["triwulan"]
        assert isinstance(inner, Map)
        cut = inner.entries["tw4"]
        assert isinstance(cut, Split)
        assert cut.text == meant
        assert (cut.line, cut.column) == (1, 17)
        assert "34" not in inner.entries

    def test_two_decimal_commas_in_one_flow_mapping(self) -> None:
        inner = read("a: {tw1: 2,5, tw2: 4,5}\n").entries["a"]
        assert isinstance(inner, Map)
        assert [value.text for value in inner.entries.values() if isinstance(value, Split)] == ["2,5", "4,5"]

    def test_years_without_a_value_are_no_decimal_comma(self) -> None:
        inner = read("a: {2025: 75, 2026, 2027: 80}\n").entries["a"]
        assert isinstance(inner, Map)
        assert list(inner.entries) == ["2025", "2026", "2027"]


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ["RKT-001 1:1"]),
            ("# hanya komentar\n", ["RKT-001 1:1"]),
            ("- a\n- b\n", ["RKT-001 1:1"]),
            ("teks saja\n", ["RKT-001 1:1"]),
            ("a: b: c\n", ["RKT-001 1:5"]),
            ("a: 1\n\tb: 2\n", ["RKT-001 2:1"]),
            ('a: "tidak ditutup\n', ["RKT-001 1:4"]),
            ("a: [1, 2\n", ["RKT-001 1:4"]),
            ("a: [\n", ["RKT-001 1:4"]),
            ("a:\n  b: {c: 1,\n", ["RKT-001 2:6"]),
            ("---\n", ["RKT-001 1:1"]),
            ("a:\n  b: 1\n c: 2\n", ["RKT-001 3:2"]),
            ("a: 1\nb: 2\na: 3\n", ["RKT-002 3:1"]),
            ("a: {x: 1, x: 2}\n", ["RKT-002 1:11"]),
            ("a: &x 1\n", ["RKT-003 1:4"]),
            ("a: *x\n", ["RKT-003 1:4"]),
            ("a: !!int 5\n", ["RKT-003 1:4"]),
            ("a: !python/object/apply:os.system [id]\n", ["RKT-003 1:4"]),
            ("%YAML 1.1\n---\na: 1\n", ["RKT-003 1:1"]),
            ("%YAML 1.1\na: 1\n", ["RKT-003 1:1"]),
            ("a: 1\n---\nb: 2\n", ["RKT-003 2:1"]),
            ("a: 1\n...\nb: 2\n", ["RKT-003 3:1"]),
            ("<<: {a: 1}\n", ["RKT-003 1:1"]),
            ("? [a, b]\n: 1\n", ["RKT-003 1:3"]),
            ("? {a: b}\n: 1\n", ["RKT-003 1:3"]),
            ("a: 1\x07\n", ["RKT-005 1:5"]),
            ('a: "\\0"\n', ["RKT-005 1:4"]),
            ('a: "\\u202E"\n', ["RKT-005 1:4"]),
            ('a: "\\ud800"\n', ["RKT-005 1:4"]),
            ("a: 1\nb: x\u202ey\n", ["RKT-005 2:5"]),
            (b"a: \xff\n", ["RKT-005 1:4"]),
            ("a: é\n".encode("latin-1"), ["RKT-005 1:4"]),
            ("a: 1\n".encode("utf-16"), ["RKT-005 1:1"]),
            (b"a: \xed\xa0\x80\n", ["RKT-005 1:4"]),
        ],
    )
    def test_with_its_place(self, text: str | bytes, expected: list[str]) -> None:
        assert found(text) == expected

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("a: b: c\n", "titik dua (:) kedua"),
            ("a: http://x: y\n", "titik dua (:) kedua"),
            ("a:\n  - kode: x\n     target: 5\n", "lebih dalam daripada"),
            ("a: 1\n  b: 2\n", "lebih dalam daripada"),
            ("a:\n  b: 1\n c: 2\n", "tidak sejajar"),
            ('a:\n  b: "85"x\n', "sesudah nilai berakhir"),
            ("a: 'it's'\n", "sesudah nilai berakhir"),
            ("a: [1] x\n", "sesudah nilai berakhir"),
            ("a: >85\n", "arti khusus"),
            ("a: |0\n", "arti khusus"),
        ],
    )
    def test_a_slip_is_called_by_its_name(self, text: str, said: str) -> None:
        (problem,) = load(text.encode(), "f.yml")[1]
        assert problem.rule == "RKT-001"
        assert said in problem.message

    @pytest.mark.parametrize(
        ("text", "place", "said", "hint"),
        [
            (
                "a:\n  b: 1\n  pagu 5\n  c: 2\n",
                "3:3",
                "Sesudah “pagu” belum ada titik dua dan satu spasi.",
                "“pagu: 5”",
            ),
            ("a:\n  - b: 1\n    isi\n      c: 2\n", "3:5", "Sesudah “isi” belum ada titik dua.", "“isi:”"),
            ("a:\n  pagu = 5\n  c: 2\n", "2:3", "Sesudah “pagu” belum", "“pagu: 5”"),
            ("a:\n  - kode S2\n    c: 2\n", "2:5", "Sesudah “kode” belum", "“kode: S2”"),
            ("a:\n  x {c: 2, d: 3}\n", "2:3", "Sesudah “x” belum", "“x: {c: 2, d: 3}”"),
            ("a: 1\n# c\n\nb 2\n# d\nc: 3\n", "4:1", "Sesudah “b” belum", "“b: 2”"),
            ("a: 1\r\npagu 5\r\nc: 3\r\n", "2:1", "Sesudah “pagu” belum", "“pagu: 5”"),
            ("a: 1\npagu:5\nc: 2\n", "2:1", "Sesudah “pagu:” belum ada spasi.", "“pagu: 5”"),
            ("tahun:2027\nb: 2\n", "1:1", "Sesudah “tahun:” belum ada spasi.", "“tahun: 2027”"),
            ("a:\n  - 2.16\n    b: 2\n", "2:5", "tidak berbentuk “nama: nilai”", "sambungkan"),
            ("a: Teks panjang\nyang terus berlanjut\nb: 2\n", "2:1", "tidak berbentuk “nama: nilai”", "sambungkan"),
            ("a: Teks\n  lanjut\n  c: oops\n", "3:4", "lebih dalam daripada", "apit teks itu"),
            ("a:\n  b:\xa05\n  c: 2\n", "2:5", "spasi tak putus", "ketik ulang"),
            ("a:\n  -\xa0b: 5\n    c: 2\n", "2:4", "spasi tak putus", "ketik ulang"),
            ("a:\n  - b: 1\n  \xa0\xa0c: 2\n  \xa0\xa0d: 2\n    e: 3\n", "3:3", "spasi tak putus", "ketik ulang"),
            ("a:\n  – b: 1\n    c: 2\n", "2:3", "Tanda “–” bukan tanda hubung.", "“-”"),
            ("a:\n  - b: 1\n  – b: 2\n", "3:3", "Tanda “–” bukan tanda hubung.", "“-”"),
            ("a:\n  • b: 1\n    c: 2\n", "2:3", "Tanda “•” bukan tanda hubung.", "“-”"),
            ("a:\n  * b: 1\n    c: 2\n", "2:3", "Tanda “*” bukan tanda hubung.", "“-”"),
            ("a:\n  -b: 1\n   c: 2\n", "2:3", "Sesudah tanda “-” belum ada spasi.", "“- b: …”"),
            ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "2:1", "konflik Git (<<<<<<<)", "ketiga baris"),
            ("a: 1\nb: 1\n=======\nb: 2\n", "3:1", "konflik Git (=======)", "ketiga baris"),
            ("a: “b: c”\n", "1:6", "Tanda kutip melengkung", "kutip lurus"),
        ],
    )
    def test_the_line_of_the_slip_and_what_to_write_there(self, text: str, place: str, said: str, hint: str) -> None:
        (problem,) = load(text.encode(), "f.yml")[1]
        assert f"{problem.rule} {problem.line}:{problem.column}" == f"RKT-001 {place}"
        assert said in problem.message
        assert hint in problem.hint
        assert problem.hint.endswith("temuan lain belum terlihat.")

    def test_everything_at_once(self) -> None:
        text = 'a: &x 1\nb: *x\na: 2\nc: !t 3\nd: "\\u2066"\n<<: *x\n'
        assert found(text) == [
            "RKT-003 1:4",
            "RKT-003 2:4",
            "RKT-002 3:1",
            "RKT-003 4:4",
            "RKT-005 5:4",
            "RKT-003 6:1",
        ]

    @pytest.mark.parametrize("line", ["<<: *x", "*x : 2", "!!str b: 2", "? [b]\n: 2", "\x01b: 2", '"\\0": 2'])
    def test_a_mapping_with_a_refused_key_says_so(self, line: str) -> None:
        root, problems = load(f"a: 1\n{line}\n".encode(), "f.yml")
        assert root is not None
        assert root.damaged
        assert len(problems) == 1
        assert not read("a: 1\nb: 2\n").damaged

    def test_depth_counts_from_the_top_mapping(self) -> None:
        def nested(levels: int) -> str:  # the top mapping and its lists
            return "a: " + "[" * (levels - 1) + "]" * (levels - 1)

        assert found(nested(32)) == []
        assert found(nested(33)) == ["RKT-004 1:35"]

    def test_size(self) -> None:
        comment = b"#" * (MAX_BYTES - 5) + b"\n"
        assert found(b"a: 1" + b"\n" + comment[5:]) == []
        assert found(b"a: 1\n" + comment + b"     ") == ["RKT-004 1:1"]


def remarks(text: str) -> list[str]:
    """What a file's mapping is remarked on, as ``3:1 #1``."""
    return [f"{p.line}:{p.column} {p.message.split('“')[1][:-2]}" for p in read(text).remarks]


class TestSwallowed:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a: Media #1 dan radio\n", ["1:10 #1 dan radio"]),
            ("a: Media\t#1\n", ["1:10 #1"]),
            ("a: #1\n", ["1:4 #1"]),
            ("a: b #x\r\nb: c #y\r\n", ["1:6 #x", "2:6 #y"]),
            ("a: b\n  c #y\n", ["2:5 #y"]),
            ("a:\n  - b #x\n", ["2:7 #x"]),
            ("a: Jl. A No. 1 #x #y\n", ["1:16 #x #y"]),
        ],
    )
    def test_a_word_behind_a_hash_is_told(self, text: str, expected: list[str]) -> None:
        assert remarks(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            *("a: 1 # catatan\n", "a: 1 ####\n", "a: 1 #---\n", "a: 1 #!\n", "a: 1 #\n", "a: C#1\n"),
            *("a: 1 #x\n", "a: [b] #c\n", "a: {b: c} #d\n", 'a: "x" #y\n', "a: | #x\n  b #c\n", "a: #x\n  b: 1\n"),
            *("#a\nb: 1\n", "b: 1\n  #a\n", 'a: "b #c"\n', "a: 'b #c'\n", 'a: "b\n  #c"\n'),
            *("a: |\n  b #c\n", "a: >-\n  b\n  #c\n", "a:\n  - [b, 'c #d']\n"),
        ],
    )
    def test_what_hides_nothing_is_not(self, text: str) -> None:
        assert remarks(text) == []

    def test_it_stands_in_nobodys_way(self) -> None:
        root, problems = load(b"a: b #x\n--- {\n", "f.yml")
        assert root is not None
        assert [problem.rule for problem in problems] == ["RKT-003"]
        assert [problem.rule for problem in root.remarks] == ["RKT-010"]


HOSTILE = {
    "deep flow lists": b"[" * 200_000,
    "deep flow mappings": b"{a: " * 200_000,
    "deep block lists": b"- " * 400_000,
    "explicit keys": b"? " * 400_000,
    "many items": b"- a\n" * 262_144,
    "many empty lists": b"a: [" + b"[]," * 300_000 + b"]",
    "the same key again and again": b"a: b\n" * 200_000,
    "control characters": b"\x01" * 1_000_000,
    "control characters far down": b"a: 1\r\n" * 150_000 + b"#\x01" * 500,
    "anchors": b"{" + b"&a b," * 200_000 + b"}",
    "laughs": b"a: &a [x,x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a]\n" % (n, n) for n in range(20_000)),
    "tags": b"!" * 1_000_000,
    "directives": b"%" * 1_000_000,
    "quotes": b"'" * 1_000_000,
    "escapes": b'a: "' + b"\\0" * 500_000 + b'"',
    "one long line": b"a: " + b"x" * 1_000_000,
    "blanks": b"a:" + b" " * 1_000_000 + b"x",
    "empty lines": b"\n" * 1_000_000,
    "hashes": b"a: 1" + b" #" * 500_000,
    "tight hashes on one line": b"a: b" + b" #x" * 340_000,
    "tight hashes on many lines": b"".join(b"k%d: b #x\n" % n for n in range(60_000)),
    "hard blanks down to a slip": "\xa0a: 1\n".encode() * 100_000 + b"  b: 1\n",
    "comments down to a slip": b"a 1\n" + b"#\n" * 500_000 + b"b: 1\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_bounded(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ends():
        load(HOSTILE[name], "f.yml")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


YAML_SIGNS = st.text(alphabet="ab1: -\n\t{}[],&*!|>'\"#%@`?~<.\\u202e\u202e\x00é", max_size=60)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode), YAML_SIGNS.map(str.encode)))
@example(b"a: \xf4\x90\x80\x80")
@example(b"? \n")
@example(b"--- |\n")
def test_any_bytes_give_problems_or_a_tree_never_an_exception(data: bytes) -> None:
    root, problems = load(data, "f.yml")
    assert root is not None or problems
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
        assert problem.message
        assert problem.hint


TEXTS = st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufeff\u2028\u2029"), min_size=1)
WORDS = TEXTS.filter(
    lambda text: not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
)
TREES = st.recursive(WORDS, lambda kids: st.lists(kids) | st.dictionaries(WORDS, kids), max_leaves=12)


@given(st.dictionaries(WORDS, TREES, min_size=1))
def test_what_another_writer_wrote_is_read_back(tree: dict[str, object]) -> None:
    import yaml

    text = yaml.dump(tree, allow_unicode=True, default_style='"', Dumper=yaml.SafeDumper)
    assert plain(read(text)) == tree
