"""Fonts: which are found, what they hold, and what is told when one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from support import REPOSITORY

from kamdocs.errors import FontError, GlyphError
from kamdocs.model.theme import Theme
from kamdocs.write import css, fonts
from kamdocs.write.cuts import common_hangul, equal_figures, whole
from kamdocs.write.fonts import Face, find_family, find_fonts
from kamdocs.write.glyphs import font_faces, font_files

STYLES = [(400, False), (600, False), (700, False), (400, True), (700, True)]


def with_headings(theme: Theme, **families: str) -> Theme:
    """`theme` with families of its own for headings: `latin="X"`."""
    tokens = theme.model_dump(mode="json")
    for script, family in families.items():
        tokens["fonts"]["headings"][script] = {"pdf": [family], "word": family}
    return Theme.model_validate(tokens)


def renamed(theme: Theme, **families: str) -> Theme:
    """`theme` with other families for the PDF: `latin="X"`."""
    tokens = theme.model_dump(mode="json")
    for script, family in families.items():
        tokens["fonts"][script]["pdf"] = [family]
    return Theme.model_validate(tokens)


def families(text: str, theme: Theme) -> list[str]:
    """The families that `text` is set in, each once."""
    return list(dict.fromkeys(font.family for font in font_files(text, theme)))


def test_a_theme_finds_the_faces_that_documents_use(theme: Theme) -> None:
    """Regular, semi-bold, bold and italics of the Latin family, regular and bold of the Hangul one."""
    found = find_fonts(theme)
    assert [(face.weight, face.italic) for face in found.latin] == STYLES
    assert {face.weight for face in found.hangul} >= {400, 700}
    assert all(face.file.is_file() for face in (*found.latin, *found.hangul))


def test_the_first_installed_family_is_taken() -> None:
    """Names are compared without regard to case; none that is installed gives nothing."""
    assert find_family(("No Such Font", "be vietnam pro")) == find_family(("Be Vietnam Pro",))
    assert find_family(("No Such Font",)) == ()


def test_fonts_are_found_without_the_tools_of_fontconfig(theme: Theme) -> None:
    """The usual folders are read, and give the same as fontconfig does."""
    listed = {face for names, face in fonts._listed() if "NanumGothic" in names}
    scanned = {face for names, face in fonts._scanned() if "NanumGothic" in names}
    assert {face.weight for face in listed} == {400, 700}
    assert scanned == listed


def test_a_latin_font_that_is_missing_is_told_with_a_remedy(theme: Theme) -> None:
    """Nothing can be printed without it; the package that the theme names for it is told where it is not there yet."""
    missing = renamed(theme, latin="Lato Pro")
    with pytest.raises(FontError, match=r"`fonts.latin` names no font that is installed: `Lato Pro`") as caught:
        font_files("x", missing)
    install = "install `Lato Pro`, or name another font in the theme"
    assert caught.value.help == f"`fontpkg-be-vietnam-pro` is installed and brings none: {install}"
    tokens = missing.model_dump(mode="json")
    for package, help in (("fontpkg-no-such", "run `pip install fontpkg-no-such`"), (None, install)):
        tokens["fonts"]["latin"]["package"] = package
        with pytest.raises(FontError) as caught:
            font_files("x", Theme.model_validate(tokens))
        assert caught.value.help == help


@pytest.mark.parametrize("name", ["modern", "sober", "warm"])
def test_the_fonts_of_each_theme_that_comes_with_kamdocs_hold_vietnamese(name: str) -> None:
    """All letters and signs of it, in each face; and each family has all that documents are set in."""
    tokens = (REPOSITORY / "templates/themes" / name / "theme.yaml").read_text(encoding="utf-8")
    found = find_fonts(Theme.model_validate(yaml.load(tokens, yaml.BaseLoader)))
    assert [(face.weight, face.italic) for face in found.latin] == STYLES
    wanted = {*map(chr, range(0x1EA0, 0x1EFA)), *"ĂăĐđƠơƯư₫"}
    for face in found.latin:
        with TTFont(whole(face)) as font:
            assert wanted - set(map(chr, font.getBestCmap())) == set()
    assert {face.weight for face in found.hangul} == {400, 700}


def test_headings_have_fonts_of_their_own_where_the_theme_names_them(theme: Theme) -> None:
    """For each script; a text that has no Hangul needs none of its fonts."""
    own = with_headings(theme, latin="Nunito", hangul="NanumSquareRound")
    assert families("Offer", own) == [css.LATIN, css.FIGURES, css.HEADINGS]
    assert families("제안", own) == [css.LATIN, css.FIGURES, css.HEADINGS, css.HANGUL, css.HEADINGS_HANGUL]
    sheet = css.stylesheet(own)
    assert 'h1, h2, h3, h4 { color: #12394a; font-family: "Kamdocs Headings", "Kamdocs Headings Hangul", ' in sheet


def test_a_font_of_headings_that_is_missing_is_told_by_its_key(theme: Theme) -> None:
    """That of Hangul only where there is some."""
    with pytest.raises(FontError, match=r"`fonts.headings.latin` names no font that is installed: `Lato Pro`"):
        font_files("x", with_headings(theme, latin="Lato Pro"))
    without = with_headings(theme, hangul="No Such Font")
    assert css.LATIN in families("Offer", without)
    with pytest.raises(FontError, match=r"`fonts.headings.hangul` names no font"):
        font_files("제안", without)


def test_a_variable_font_becomes_a_file_for_each_weight() -> None:
    """Heavier is wider; nothing varies any more."""
    regular, _, bold, *_ = find_family(("Nunito",))
    widths = []
    for face in (regular, bold):
        with TTFont(whole(face)) as font:
            assert "fvar" not in font
            widths.append(font["hmtx"][font.getBestCmap()[ord("m")]][0])
    assert widths[0] < widths[1]


def test_a_hangul_font_is_needed_only_for_hangul(theme: Theme) -> None:
    """A page in Vietnamese is made without it, a Korean name in it is not."""
    without = renamed(theme, hangul="No Such Font")
    assert families("Nguyễn Thị Phượng", without) == [css.LATIN, css.FIGURES]
    with pytest.raises(FontError, match=r"`fonts.hangul` names no font that is installed: `No Such Font`") as caught:
        font_files("김철수", without)
    assert caught.value.help == "install `No Such Font`, or name another font in the theme"
    with pytest.raises(GlyphError, match=r"U\+2192 RIGHTWARDS ARROW") as caught:
        font_files("61 % → 74 %", without)
    assert "install `No Such Font`, or name another font in the theme" in caught.value.help


def test_every_missing_character_is_named(theme: Theme) -> None:
    """All at once, each once; where they stand in the files is told by those who know the files."""
    with pytest.raises(GlyphError) as caught:
        font_files("Dear Ms Kim, well done \N{GRINNING FACE} and thank you \N{GRINNING FACE} from \u1200 us", theme)
    assert caught.value.characters == "\u1200\N{GRINNING FACE}"
    assert str(caught.value).splitlines() == [
        "no font has U+1200 ETHIOPIC SYLLABLE HA",
        "no font has U+1F600 GRINNING FACE",
    ]


def test_a_script_that_is_missing_is_named_once(theme: Theme) -> None:
    """Not letter by letter; what else is missing is told all the same, and a few letters are told one by one."""
    korean = "".join(map(chr, range(0xAC00, 0xAC00 + 40)))
    with pytest.raises(GlyphError) as caught:
        font_files(f"{korean} \N{GRINNING FACE}", renamed(theme, hangul="Nunito"))
    assert str(caught.value).splitlines() == [
        "no font of the theme has Hangul: 40 letters are missing in `Be Vietnam Pro` and `Nunito`",
        "no font has U+1F600 GRINNING FACE",
    ]
    with pytest.raises(GlyphError) as caught:
        font_files(korean[:2], renamed(theme, hangul="Nunito"))
    assert caught.value.scripts == ()
    assert caught.value.single == korean[:2]


@pytest.mark.parametrize("text", ["a\u00a0b\u202fc\u3000d", "a\u00adb\u200bc\u2060", "x\n\ty"])
def test_spaces_and_signs_without_shape_need_no_glyph(text: str, theme: Theme) -> None:
    """They are not asked of a font."""
    assert families(text, theme) == [css.LATIN, css.FIGURES]


def test_a_text_is_set_in_as_few_fonts_as_it_needs(theme: Theme) -> None:
    """The whole Hangul font comes only with a syllable or sign that the common part does not hold."""
    assert families("Offer 7", theme) == [css.LATIN, css.FIGURES]
    assert families("₩ → ① 한국", theme) == [css.LATIN, css.FIGURES, css.HANGUL]
    assert families("똠방각하", theme) == [css.LATIN, css.FIGURES, css.HANGUL, css.RARE_HANGUL]
    assert families("金", theme)[-1] == css.RARE_HANGUL


def test_the_common_part_holds_what_it_says(theme: Theme) -> None:
    """The 2,350 syllables of KS X 1001 and no others, all signs, no Hanja; the same bytes each time."""
    regular = find_fonts(theme).hangul[0]
    cut = common_hangul(regular)
    with TTFont(cut) as font:
        characters = set(font.getBestCmap())
    assert len([code for code in characters if 0xAC00 <= code <= 0xD7A3]) == 2350
    assert {ord(sign) for sign in "₩①㎡→※"} <= characters
    assert ord("金") not in characters
    assert cut.stat().st_size < regular.file.stat().st_size / 4


def test_figures_become_equally_wide(theme: Theme) -> None:
    """In a font whose figures are not; one whose figures are is left alone, and so is its file."""
    found = find_fonts(theme)
    cut = equal_figures(found.latin[0])
    assert cut is not None
    with TTFont(cut) as font, TTFont(found.latin[0].file) as before:
        cmap = font.getBestCmap()
        assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1
        assert font["hmtx"]["m"] == before["hmtx"]["m"]
    assert equal_figures(found.hangul[0]) is None
    assert whole(found.hangul[0]) == found.hangul[0].file


def test_one_font_of_a_collection_is_taken_out_of_it(theme: Theme, tmp_path: Path) -> None:
    """A collection would put all its fonts under one name."""
    from fontTools.ttLib import TTCollection

    regular, bolder, *_ = find_fonts(theme).latin
    with TTFont(regular.file) as first, TTFont(bolder.file) as second:
        collection = TTCollection()
        collection.fonts = [first, second]
        collection.save(tmp_path / "both.ttc")
    with TTFont(whole(Face(tmp_path / "both.ttc", 600, index=1))) as alone:
        assert alone["OS/2"].usWeightClass == 600
    assert [face.weight for _, face in fonts._read(tmp_path / "both.ttc")] == [400, 600]


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    """The machine's folders hold what they hold."""
    (tmp_path / "x.ttf").write_bytes(b"no font")
    assert list(fonts._read(tmp_path / "x.ttf")) == []


def test_fonts_go_in_by_file_under_our_names(theme: Theme) -> None:
    """So that no font of the machine takes their place."""
    rules = font_faces(font_files("x", theme))
    assert (
        '@font-face { font-family: "Kamdocs Latin"; font-weight: 400; font-style: normal; src: url("file:///' in rules
    )
    assert "font-weight: 700; font-style: italic" in rules


def test_a_cache_that_cannot_be_written_does_no_harm(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the cache should be: the cut goes to a temporary folder."""
    (tmp_path / "cache").write_text("no folder")
    monkeypatch.setenv("KAMDOCS_CACHE_DIR", str(tmp_path / "cache"))
    copy = tmp_path / "copy.ttf"
    copy.write_bytes(find_fonts(theme).latin[0].file.read_bytes())
    cut = equal_figures(Face(copy, 400))
    assert cut is not None
    assert cut.is_file()
    assert tmp_path not in cut.parents
