"""Every figure at full size; run by `make prove`, which prints what was measured in a table at its end."""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyhub.migrating import newest
from tests.models.test_migrations import revision_of, start_together
from tests.postgresql import new_database
from tests.prove.table import note

pytestmark = pytest.mark.prove

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PAPER = SHARED / "real" / "papers" / "integrated-care-paper.txt"


@pytest.mark.parametrize("time_", range(20))
def test_eight_processes_may_start_at_once_on_an_empty_database(tmp_path, time_):
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    start_together(url, 8)
    assert revision_of(url) == newest()
    note("8 processes start at once on an empty SQLite database", f"{time_ + 1} of 20", "20 of 20", good=True)


@pytest.mark.parametrize("time_", range(20))
def test_eight_processes_may_start_at_once_on_an_empty_postgresql(postgresql, time_):
    url = new_database(postgresql, f"start_{time_}")
    start_together(url, 8)
    assert revision_of(url) == newest()
    note("8 processes start at once on an empty PostgreSQL database", f"{time_ + 1} of 20", "20 of 20", good=True)


def scorer_of():
    """The module that scores what was found against truth made by hand."""
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "checks" / "score_inspect.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def cpu_of(*arguments: str) -> float:
    """User and system seconds of one run of the console script."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "policyhub.cli.main", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif(not PAPER.exists(), reason="../shared with the real paper is not here")
def test_inspecting_the_real_paper_reaches_every_measure_and_is_quick(tmp_path):
    extra = sorted(cpu_of("inspect", str(PAPER)) - cpu_of("--version") for _ in range(9))[4]
    note("inspect of the real paper, CPU beyond --version", f"{extra:.2f} s", "under 0.5 s", good=extra < 0.5)
    found = subprocess.run(
        [sys.executable, "-m", "policyhub.cli.main", "inspect", str(PAPER)], check=True, capture_output=True
    ).stdout
    scorer = scorer_of()
    truth = json.loads(PAPER.with_name("integrated-care-paper.truth.json").read_text())
    out = {key: [] if value is None else value for key, value in json.loads(found).items()}
    measures = [*scorer.measures(truth, out), scorer.kept(PAPER.read_text(errors="replace"), out)]
    for measure in measures:
        wanted = scorer.wanted(measure, 0.95)
        note(f"inspect: {measure.name}", f"{measure.f1:.3f}", f"{wanted}", good=measure.f1 >= wanted)
    assert extra < 0.5
    assert all(m.f1 >= scorer.wanted(m, 0.95) for m in measures)


def test_the_demonstration_plays_on_postgresql(postgresql, tmp_path):
    from policyhub.cli.demonstrating import demonstrate
    from policyhub.config import Settings
    from policyhub.db import Database
    from policyhub.migrating import migrate
    from tests.postgresql import new_database

    database = Database(new_database(postgresql, "demonstration"))
    migrate(database)
    began = time.perf_counter()
    settings = Settings(data_dir=tmp_path, database_url=database.url.render_as_string(False), demo=True)
    assert demonstrate(settings, database, if_empty=False) == 0
    database.dispose()
    note("the demonstration on PostgreSQL", f"{time.perf_counter() - began:.0f} s", "played", good=True)


def test_two_hundred_papers_show_the_words_they_were_given_in_order():
    from tests.domain.recognising.generated import Maker
    from tests.domain.test_importing import planned, shown, unlifted, without_marks

    began = time.perf_counter()
    for seed in range(200):
        text = Maker(seed).make().text
        assert shown(planned(text, lifted=unlifted(text))[1]) == without_marks(text)
    note(
        "words shown are words given, in order",
        f"200 papers, {time.perf_counter() - began:.0f} s",
        "200 papers",
        good=True,
    )


def test_every_word_of_two_hundred_papers_has_a_place():
    from policyhub.domain.recognising import recognise, words_check
    from policyhub.readers.text import read_text
    from tests.domain.recognising.generated import Maker

    began = time.perf_counter()
    checked = 0
    for seed in range(200):
        document = read_text(Maker(seed).make().text.encode())
        assert words_check(document, recognise(document)).complete
        checked += 1
    note("every word has a place", f"{checked} papers, {time.perf_counter() - began:.0f} s", "200 papers", good=True)
    assert checked == 200


WORD = SHARED / "real" / "word"
TRUTHS = sorted(
    path for path in SHARED.glob("real/*/*.truth.json") if path != PAPER.with_name(PAPER.stem + ".truth.json")
)


@pytest.mark.skipif(not TRUTHS, reason="../shared with real documents is not here")
@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.name.partition(".")[0])
def test_inspecting_every_real_document_reaches_every_measure(truth_file):
    stem = truth_file.name.removesuffix(".truth.json")
    source = next(path for path in truth_file.parent.glob(f"{stem}.*") if path.suffix in (".docx", ".txt", ".md"))
    command = [sys.executable, "-m", "policyhub.cli.main", "inspect", str(source)]
    out = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    scorer = scorer_of()
    measures = list(scorer.measures(json.loads(truth_file.read_text()), {k: v or [] for k, v in out.items()}))
    worst = min(measures, key=lambda measure: measure.f1 - scorer.wanted(measure, 0.95))
    good = all(measure.f1 >= scorer.wanted(measure, 0.95) for measure in measures)
    note(f"inspect {stem}, worst measure: {worst.name}", f"{worst.f1:.3f}", f"{scorer.wanted(worst, 0.95)}", good=good)
    assert good


@pytest.mark.skipif(not WORD.exists(), reason="../shared with real Word files is not here")
def test_every_word_of_the_real_word_files_has_a_place_and_the_long_one_takes_little_memory():
    from policyhub.domain.recognising import recognise, words_check
    from policyhub.readers import read

    files = sorted(WORD.glob("*.docx"))
    for path in files:
        document = read(path.read_bytes(), name=path.name)
        assert words_check(document, recognise(document)).complete, path.name
    note("every word of the real Word files has a place", f"{len(files)} files", "all", good=True)
    longest = max(files, key=lambda path: path.stat().st_size)
    script = (
        "import sys\nfrom policyhub.readers import read\nread(open(sys.argv[1],'rb').read())\n"
        "from tests.readers.reading_many import peak\nprint(peak())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(longest)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    used = int(done.stdout)
    note(f"reading {longest.stem}: memory", f"{used} MB", "under 300 MB", good=used < 300)
    assert used < 300


def test_a_hundred_comparisons_are_both_texts_to_other_readers(tmp_path):
    from tests.writers.test_word_changes import check_comparison

    for seed in range(100):
        check_comparison(seed, tmp_path)
    note(
        "comparisons: accept-all new, reject-all old (pandoc, the format's rules)", "100 pairs", "100 pairs", good=True
    )


def test_ten_thousand_changed_files_do_no_harm():
    from tests.readers.hostile import hostile_files
    from tests.readers.mutated import mutated
    from tests.readers.test_hostile import KINDS, MOST_MEMORY, are_harmless, good_files, outcomes_of

    slowest, most, many = 0.0, 0, 0
    good = good_files()
    batches = [list(hostile_files())]
    for start in range(0, 2500, 500):
        batches += [[(f"{kind} {n}", mutated(good[kind], n)) for n in range(start, start + 500)] for kind in KINDS]
    for batch in batches:
        outcomes, peak = outcomes_of(batch)
        assert len(outcomes) == len(batch)
        are_harmless(outcomes, 60.0)
        slowest, most, many = max(slowest, *(spent for _, spent, _ in outcomes)), max(most, peak), many + len(batch)
    note("hostile and changed files read or refused", f"{many}", "10,000", good=many >= 10_000)
    note("the slowest of them, CPU", f"{slowest:.1f} s", "2 s", good=slowest <= 2.0)
    note("the most memory of a child", f"{most} MB", "512 MB", good=most <= MOST_MEMORY)
    assert many >= 10_000
    assert most <= MOST_MEMORY
    assert slowest <= 2.0
