"""Letters as PDF: ours beside a plain loop with WeasyPrint over the same pages, on one core.

    python benchmarks/letters.py [--rounds 5] [--letters 60] [--memory 2000]

The letters are those of the example workspace, thanks to everybody met in visits, in English, Korean and Vietnamese,
each many times, to people of other names, so that no two letters are alike and most of their text is, as in a batch.
The plain loop is `for …: HTML(string=html).write_pdf()`, as people write it, over the HTML that our PDFs are laid out
from, with the text of our stylesheets in it and the fonts that the letter needs as `@font-face`, in their full files:
it makes neither tags nor an archive's marks. Each round has every program make the letters of one language, each in
a process of its own, one after the other; what counts is the processor time of a letter, the least of all rounds,
without the first letters of a process. Ours is shown by its stages; a plain loop renders nothing and verifies nothing.

What a Korean letter costs the plain loop goes by the size of its font, which it reads and cuts for each letter, so that
Korean is measured in two that are often there: NanumBarunGothic, 4 MB, and Noto Sans CJK KR, 19 MB (Debian's packages
fonts-nanum and fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamdocs.model.letter import Letter
    from kamdocs.model.page import Draft, Page
    from kamdocs.model.theme import Theme

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY, VISITS = date(2026, 11, 23), (date(2026, 11, 1), date(2026, 11, 30))
KIND, WARM_UP = "thank-you", 20
SETS = ("en", "ko NanumBarunGothic", "ko Noto Sans CJK KR", "vi")
"""What is measured: a language, and the font of its Hangul."""
NAMES = {
    "en": ("{1} {0}", "Whitaker Banerjee Lindholm Okonkwo Petrov Castellano Yamada Fischer Novak Hartley"),
    "ko": ("{0}{1}", "김 이 박 최 정 강 조 윤 장 임"),
    "vi": ("{0} {1}", "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ"),
}
GIVEN = {
    "en": "Grace Oliver Priya Samuel Hannah Kenji Amara Lucas Ingrid Farid Noor Elena",
    "ko": "서준 하윤 도현 지우 예린 민재 수빈 태양 가온 나래 다솜 보람",
    "vi": "Châu Huy Trúc Ngọc Đạt Yến Thịnh Khánh Lâm Mai Phúc Quỳnh",
}
BAR = {"en": 2.2, "ko": 7.0}
STAGES = ("render", "write", "verify")
Times = dict[str, float]
"""Seconds of processor time a letter by stage."""


def main() -> None:
    """Print the times of each language beside those of the plain loop, then the memory of a process of ours."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="processes of each program and language")
    parser.add_argument("--letters", type=int, default=60, help="letters that each of them makes")
    parser.add_argument("--memory", type=int, default=2000, help="letters of the process whose memory is looked at")
    parser.add_argument("--child", nargs=3, metavar=("PROGRAM", "SET", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        program, chosen, folder = options.child
        print(json.dumps(PROGRAMS[program](chosen, Path(folder), options.letters)))
        return
    sets = [chosen for chosen in SETS if has_font(chosen)]
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as name:
        prepare(Path(name), sets, options.letters)
        compare(Path(name), sets, options.rounds, options.letters)
        show_memory(Path(name), options.memory)


def has_font(chosen: str) -> bool:
    """Whether the font of a set is installed; says so where it is not."""
    from kamdocs.write.fonts import find_family

    _, _, font = chosen.partition(" ")
    if found := not font or bool(find_family((font,))):
        return found
    print(f"{chosen}: the font is not installed, so it is left out")
    return False


def compare(folder: Path, sets: list[str], rounds: int, letters: int) -> None:
    """Measure both programs, taking turns, and print a line for each set."""
    heads = "".join(f"{head:>8}" for head in (*STAGES, "plain"))
    print(f"{'ms a letter':<22}{heads}{'render+write':>16}{'with verify':>14}{'bar':>7}")
    for chosen in sets:
        runs: dict[str, list[Times]] = {program: [] for program in ("ours", "plain")}
        for _ in range(rounds):
            for program, found in runs.items():
                found.append(start(program, chosen, folder, letters))
        best = {stage: min(run[stage] for run in runs["ours"]) for stage in STAGES}
        plain = min(run["write"] for run in runs["plain"])
        cells = "".join(f"{seconds * 1000:>8.1f}" for seconds in (*best.values(), plain))
        made, whole = (plain / sum(best[stage] for stage in stages) for stages in (STAGES[:2], STAGES))
        bar = f"{BAR[chosen[:2]]:g} x" if chosen[:2] in BAR else ""
        print(f"{chosen:<22}{cells}{made:>14.2f} x{whole:>12.2f} x{bar:>7}")


def show_memory(folder: Path, letters: int) -> None:
    """Print what a process of ours holds after 200 letters and after many, in all languages."""
    held = start("memory", "all", folder, letters)
    print("\nmemory of a process: " + ", ".join(f"{mib:.0f} MiB after {count} letters" for count, mib in held.items()))


def start(program: str, chosen: str, folder: Path, letters: int) -> Times:
    """Let one program make letters in a process of its own."""
    command = [sys.executable, __file__, "--child", program, chosen, str(folder), "--letters", str(letters)]
    environment = {**os.environ, "KAMDOCS_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{program}: {done.stderr}")
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return times


def prepare(folder: Path, sets: list[str], count: int) -> None:
    """Cut the fonts, and write the pages of the plain loop, a list for each set."""
    os.environ["KAMDOCS_CACHE_DIR"] = str(folder / "cache")
    for chosen in sets:
        press, letters = set_up(chosen)
        own = list(islice(people(letters, chosen[:2]), count + WARM_UP))
        pages = [press.page(letter) for letter in own]
        for letter in own[:WARM_UP]:
            press.make(letter)
        (folder / f"plain.{chosen}.pickle").write_bytes(pickle.dumps([press.plain(page) for page in pages]))


class Stages:
    """The press of a process, stage by stage."""

    def __init__(self, hangul: str = "") -> None:
        from kamdocs.letters.press import Press, settle_garbage_collection
        from kamdocs.load import load

        self.workspace, self.kit, self.secrets = load(REPOSITORY, today=TODAY, use="letter")
        if hangul:
            self.kit = replace(self.kit, theme=in_hangul(self.kit.theme, hangul))
        settle_garbage_collection()
        self._press = Press(self.workspace, self.kit, self.secrets, ("pdf",))
        self.make = self._press.make

    def page(self, letter: Letter) -> Page:
        """The page of a letter."""
        return self._press._rendered(letter)[0]

    def write(self, letter: Letter, page: Page) -> Draft:
        """A letter as PDF."""
        return self._press._written(letter, page, "pdf")

    def verify(self, letter: Letter, draft: Draft) -> None:
        """Hold a letter to what was promised."""
        self._press._verifier.verify([draft], own_client=letter.addressee.client or "", origins=self._press._origins)

    def plain(self, page: Page) -> str:
        """The page as one would write it for a plain loop."""
        from kamdocs.write.css import stylesheet
        from kamdocs.write.document import document, serialise

        root = document(page)
        body = root.find("body")
        body.set("data-running-head", page.running_head)
        css = self._faces(page.language) + stylesheet(self.kit.theme) + self.kit.css
        return serialise(root).replace("</head>", f"<style>{css}</style></head>")

    def _faces(self, language: str) -> str:
        from kamdocs.write import css
        from kamdocs.write.fonts import find_fonts
        from kamdocs.write.glyphs import FontFile, font_faces

        fonts = find_fonts(self.kit.theme)
        faces = [FontFile(css.LATIN, face, face.file) for face in fonts.latin]
        if language == "ko":
            faces += [FontFile(css.HANGUL, face, face.file) for face in fonts.hangul]
        return font_faces(tuple(faces))


def in_hangul(theme: Theme, family: str) -> Theme:
    """The theme with Hangul in `family`."""
    hangul = theme.fonts.hangul.model_copy(update={"pdf": (family,)})
    return theme.model_copy(update={"fonts": theme.fonts.model_copy(update={"hangul": hangul})})


def set_up(chosen: str = "") -> tuple[Stages, tuple[Letter, ...]]:
    """What a process has, and the letters."""
    from kamdocs.letters import plan_letters
    from kamdocs.model.request import LettersRequest

    request = LettersRequest(REPOSITORY, KIND, today=TODAY, visits=VISITS, formats=("pdf",))
    return Stages(chosen.partition(" ")[2]), plan_letters(request).letters


def people(letters: Iterable[Letter], language: str) -> Iterator[Letter]:
    """The letters in a language, again and again, each time to somebody of another name."""
    from kamdocs.model.base import Text

    order, families = NAMES[language]
    names = (order.format(family, given) for family in families.split() for given in GIVEN[language].split())
    own = cycle([letter for letter in letters if letter.language == language])
    for letter, name in zip(own, names, strict=False):
        person = replace(letter.addressee, name=Text(name), address_as=None)
        yield replace(letter, addressee=person, recipient=person)


def ours(chosen: str, folder: Path, count: int) -> Times:
    """Our letters, by stage."""
    press, letters = set_up(chosen)
    used = dict.fromkeys(STAGES, 0.0)
    for number, letter in enumerate(islice(people(letters, chosen[:2]), count + WARM_UP)):
        times = [time.process_time()]
        page = press.page(letter)
        times.append(time.process_time())
        draft = press.write(letter, page)
        times.append(time.process_time())
        press.verify(letter, draft)
        times.append(time.process_time())
        if number >= WARM_UP:
            for stage, before, after in zip(STAGES, times, times[1:], strict=False):
                used[stage] += (after - before) / count
    return used


def plain(chosen: str, folder: Path, count: int) -> Times:
    """The plain loop."""
    from weasyprint import HTML

    pages = pickle.loads((folder / f"plain.{chosen}.pickle").read_bytes())
    base, begun = f"{REPOSITORY}/", 0.0
    for number, html in enumerate(pages):
        if number == WARM_UP:
            begun = time.process_time()
        (folder / "plain.pdf").write_bytes(HTML(string=html, base_url=base).write_pdf())
    return {"write": (time.process_time() - begun) / count}


def memory(chosen: str, folder: Path, count: int) -> Times:
    """What the process holds after 200 letters and after `count`, in MiB."""
    press, letters = set_up()
    held = {}
    for number, letter in enumerate(islice(cycle(letters), count), start=1):
        press.make(letter)
        if number in (min(200, count), count):
            held[str(number)] = _held_mib()
    return held


def _held_mib() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


PROGRAMS: dict[str, Callable[[str, Path, int], Times]] = {"ours": ours, "plain": plain, "memory": memory}

if __name__ == "__main__":
    main()
