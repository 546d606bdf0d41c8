"""The house keeps its own rules: the tree, its names, and what it may import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import homeward

ROOT = Path(__file__).parents[2]
PACKAGE = Path(homeward.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# Modules without a test file of their own, and where they are tested instead.
TESTED_ELSEWHERE = {
    "errors.py": "messages/",
    "catalogue.py": "house/test_register.py",
    "api/calibrate.py": "api/test_publish.py",
    "api/camp_forecast_result.py": "api/test_publish.py",
    "api/check.py": "api/test_examples.py",
    "api/compare.py": "api/test_publish.py",
    "api/comparison_result.py": "api/test_publish.py",
    "api/compiling.py": "api/test_run.py",
    "api/explain.py": "api/test_publish.py",
    "api/explanation_result.py": "api/test_publish.py",
    "api/forecast.py": "cli/test_forecast.py",
    "api/forecast_result.py": "api/test_publish.py",
    "api/score_hindcast.py": "api/test_publish.py",
    "api/import_flee.py": "cli/test_import_flee.py",
    "api/read.py": "api/test_examples.py",
    "api/documents_at_hand.py": "cli/test_read.py",
    "cli/keys.py": "cli/test_read.py",
    "cli/review_candidates.py": "cli/test_read.py",
    "reading/documents/email_message.py": "reading/documents/test_extract.py",
    "reading/documents/limits.py": "reading/documents/test_guarded.py",
    "reading/documents/pdf.py": "reading/documents/test_extract.py",
    "reading/documents/plain_text.py": "reading/documents/test_extract.py",
    "reading/documents/web_page.py": "reading/documents/test_extract.py",
    "reading/documents/word_document.py": "reading/documents/test_extract.py",
    "reading/language/guess.py": "reading/language/test_dates.py",
    "reading/language/small_words.py": "reading/language/test_rules.py",
    "reading/language/rule_parts.py": "reading/language/test_rules.py",
    "reading/language/published.py": "reading/language/test_dates.py",
    "reading/finding/actors.py": "reading/finding/test_read_report.py",
    "reading/finding/arguments.py": "reading/finding/test_read_report.py",
    "reading/finding/befallen.py": "reading/finding/test_read_report.py",
    "reading/finding/candidate.py": "reading/finding/test_read_report.py",
    "reading/finding/confidence.py": "reading/finding/test_read_report.py",
    "reading/finding/context.py": "reading/finding/test_read_report.py",
    "reading/finding/gazetteer.py": "reading/finding/test_transliteration.py",
    "reading/finding/labels.py": "reading/finding/test_transliteration.py",
    "reading/finding/place_lists.py": "reading/language/test_rules.py",
    "reading/finding/place_mention.py": "reading/language/test_rules.py",
    "reading/finding/places.py": "reading/finding/test_read_report.py",
    "reading/finding/quantities.py": "reading/finding/test_read_report.py",
    "reading/finding/read_sentence.py": "reading/finding/test_read_report.py",
    "reading/finding/sentences.py": "reading/finding/test_read_report.py",
    "reading/review/accept.py": "explorer/review/test_review_server.py",
    "reading/review/claim_of.py": "reading/review/test_write_claim.py",
    "reading/review/decisions.py": "reading/review/test_write_claim.py",
    "reading/review/fingerprint.py": "reading/review/test_claims_at_hand.py",
    "reading/review/statement.py": "reading/review/test_write_claim.py",
    "api/load.py": "api/test_examples.py",
    "api/open.py": "api/test_run.py",
    "api/phases.py": "api/test_run.py",
    "api/pictures.py": "cli/test_print_headline.py",
    "api/saved_report.py": "cli/test_report.py",
    "api/score.py": "api/test_publish.py",
    "api/score_camps.py": "api/test_publish.py",
    "api/score_surveys.py": "cli/test_print_surveys.py",
    "api/sensitivity.py": "api/test_publish.py",
    "cli/serve_explorer.py": "cli/test_explore.py",
    "cli/options.py": "cli/test_gate.py",
    "cli/print_forecast.py": "cli/test_forecast.py",
    "cli/print_hindcast.py": "cli/test_main.py",
    "cli/print_skill.py": "cli/test_print_camp_forecast.py",
    "cli/progress.py": "cli/test_main.py",
    "cli/run.py": "cli/test_main.py",
    "cli/scenarios.py": "cli/test_main.py",
    "cli/variables.py": "cli/test_main.py",
    "model/camps/camp_choice/choice_arrays.py": "routes/test_choice_twin.py",
    "engine/camps/camp_results.py": "engine/camps/test_by_law.py",
    "engine/every_kernel.py": "house/test_packaging.py",
    "explorer/views/answering.py": "explorer/web/test_server.py",
    "explorer/contract/responses.py": "explorer/web/test_server.py",
    "explorer/contract/on_show.py": "explorer/web/test_server.py",
    "explorer/contract/requests.py": "explorer/views/test_questions.py",
    "explorer/words/refusals_in_sentences.py": "explorer/views/test_levers_asked_for.py",
    "explorer/contract/openapi.py": "explorer/web/test_server.py",
    "api/export.py": "exchange/export/test_export_run.py",
    "api/import_public.py": "cli/test_import_public.py",
    "cli/export.py": "cli/test_import_public.py",
    "exchange/export/csv_tables.py": "exchange/export/test_export_run.py",
    "exchange/export/flow_maps.py": "exchange/export/test_export_run.py",
    "exchange/export/geopackage.py": "exchange/export/test_export_run.py",
    "exchange/export/hapi_tables.py": "exchange/export/test_export_run.py",
    "exchange/export/maps.py": "exchange/export/test_export_run.py",
    "exchange/export/run_tables.py": "exchange/export/test_export_run.py",
    "exchange/export/workbook.py": "exchange/export/test_export_run.py",
    "exchange/public/acled.py": "exchange/public/test_pitfalls.py",
    "exchange/public/arrivals_table.py": "exchange/public/test_rises.py",
    "exchange/public/proposals.py": "exchange/public/test_rises.py",
    "exchange/public/areas.py": "exchange/public/test_joins.py",
    "exchange/public/areas_file.py": "exchange/public/test_import_public.py",
    "exchange/public/ask.py": "exchange/public/test_import_public.py",
    "exchange/public/build.py": "exchange/public/test_import_public.py",
    "exchange/public/country_names.py": "exchange/public/test_import_public.py",
    "exchange/public/displaced_counts.py": "exchange/public/test_pitfalls.py",
    "exchange/public/downloads.py": "exchange/public/test_recognise.py",
    "exchange/public/events.py": "exchange/public/test_pitfalls.py",
    "exchange/public/evidence.py": "exchange/public/test_import_public.py",
    "exchange/public/examine.py": "exchange/public/test_pitfalls.py",
    "exchange/public/fighting_table.py": "exchange/public/test_joins.py",
    "exchange/public/flows.py": "exchange/public/test_import_public.py",
    "exchange/public/gather.py": "exchange/public/test_import_public.py",
    "exchange/public/gather_events.py": "exchange/public/test_pitfalls.py",
    "exchange/public/geometry_files.py": "exchange/public/test_joins.py",
    "exchange/public/idmc.py": "exchange/public/test_pitfalls.py",
    "exchange/public/import_routes.py": "exchange/public/test_joins.py",
    "exchange/public/import_source.py": "exchange/public/test_joins.py",
    "exchange/public/imported_record.py": "exchange/public/test_import_public.py",
    "exchange/public/layouts.py": "exchange/public/test_pitfalls.py",
    "exchange/public/merge_releases.py": "exchange/public/test_import_public.py",
    "exchange/public/observations_table.py": "exchange/public/test_import_public.py",
    "exchange/public/pcode_forms.py": "exchange/public/test_pitfalls.py",
    "exchange/public/people_tables.py": "exchange/public/test_import_public.py",
    "exchange/public/places_tables.py": "exchange/public/test_import_public.py",
    "exchange/public/point_in_area.py": "exchange/public/test_joins.py",
    "exchange/public/population.py": "exchange/public/test_pitfalls.py",
    "exchange/public/public_cells.py": "exchange/public/test_pitfalls.py",
    "exchange/public/releases.py": "exchange/public/test_joins.py",
    "exchange/public/road_ways.py": "exchange/public/test_joins.py",
    "exchange/public/rooms.py": "exchange/public/test_joins.py",
    "exchange/public/scenario_settings.py": "exchange/public/test_import_public.py",
    "exchange/public/sheets.py": "exchange/public/test_recognise.py",
    "exchange/public/sources.py": "exchange/public/test_import_public.py",
    "exchange/public/tables.py": "exchange/public/test_pitfalls.py",
    "exchange/public/ucdp.py": "exchange/public/test_pitfalls.py",
    "exchange/public/unhcr.py": "exchange/public/test_pitfalls.py",
    "exchange/public/ways.py": "exchange/public/test_joins.py",
    "exchange/public/where_from.py": "exchange/public/test_joins.py",
    "exchange/public/work_back.py": "exchange/public/test_joins.py",
    "exchange/public/world_land.py": "exchange/public/test_joins.py",
    "exchange/public/write_public.py": "exchange/public/test_import_public.py",
    "api/rank.py": "cli/test_check.py",
    "cli/ask_answers.py": "cli/test_new.py",
    "cli/mark_workbook.py": "cli/test_workbook.py",
    "assemble/communities/ranged_inputs.py": "evaluation/ranking/test_rank_inputs.py",
    "exchange/workbook/mark_book.py": "exchange/workbook/test_damaged_books.py",
    "exchange/workbook/read_book.py": "exchange/workbook/test_damaged_books.py",
    "exchange/workbook/read_workbook.py": "exchange/workbook/test_damaged_books.py",
    "exchange/workbook/typed_cells.py": "exchange/workbook/test_write_book.py",
    "evaluation/calibration/discrepancy.py": "evaluation/calibration/test_logged_observations.py",
    "scenario/blank/answers.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/armed.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/defaults.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/evidence.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/named.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/read_answers.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/permitted.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/shares.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/tables.py": "scenario/blank/test_new_blank.py",
    "scenario/blank/ways.py": "scenario/blank/test_new_blank.py",
    "scenario/checks/files_present.py": "messages/",
    "scenario/reading/column_words.py": "docs/test_reference_text.py",
    "scenario/reading/scale_words.py": "scenario/rows/test_scales.py",
    "scenario/warnings/judged_numbers.py": "cli/test_check.py",
    "numerics/array_types.py": "numerics/test_allocate.py",
    "evaluation/explanation/explain_settings.py": "evaluation/explanation/test_explain.py",
    "results/folder_readme.py": "results/test_save_run.py",
    "results/publish/stretches.py": "results/test_summary_kept.py",
    "results/run_and_label.py": "results/files/test_run_folder.py",
    "scenario/rows/camps/barriers.py": "scenario/checks/test_camp_checks.py",
    "scenario/rows/camps/fighting.py": "scenario/checks/test_camp_checks.py",
    "scenario/rows/camps/registrations.py": "scenario/checks/test_camp_checks.py",
    "scenario/rows/camps/flee_rules.py": "scenario/checks/test_camp_checks.py",
}
UTILITY = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "core", "lib"}
NETWORK = {
    "socket",
    "urllib",
    "urllib3",
    "requests",
    "http",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "ssl",
}
# The explorer listens on this machine, and takes addresses apart; neither asks anybody for anything.
LISTENS = {"cli/serve_explorer.py": {"socket", "urllib"}, "explorer/web/guard.py": {"urllib"}}
# Decision 35: a model that the user runs, asked only where its address is given, on this machine unless forced.
SPEAKS = {"reading/second_reader.py": {"http", "urllib"}}
HEAVY = {"numba", "xarray", "pandas", "matplotlib", "scipy", "pyarrow", "h5py"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".csv",
    ".json",
    ".cff",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".ts",
    ".svelte",
    "",
}
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|mnt/\w+)/\S|\b(?:HOUSE|SPEC\d?)\.md\b", re.ASCII
)


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> set[str]:
    """Names of the modules a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_every_module_has_its_tests():
    for path in MODULES:
        name = inside(path)
        if path.name == "__init__.py":
            continue
        folder, _, file = name.rpartition("/")
        mirror = ROOT / "tests" / folder / f"test_{file}"
        elsewhere = TESTED_ELSEWHERE.get(name)
        assert mirror.is_file() or (elsewhere and (ROOT / "tests" / elsewhere).exists()), name


def test_no_exception_is_out_of_date():
    for name in TESTED_ELSEWHERE:
        assert (PACKAGE / name).is_file(), name
        folder, _, file = name.rpartition("/")
        assert not (ROOT / "tests" / folder / f"test_{file}").exists(), name


def test_every_module_says_what_it_is():
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), inside(path)


def test_nothing_is_called_utils():
    ours = [path.relative_to(PACKAGE) for path in MODULES]
    ours += [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py")]
    for path in ours:
        assert not {part.removesuffix(".py") for part in path.parts} & UTILITY, path


def test_no_module_speaks_to_the_network():
    for path in MODULES:
        asked = {name.partition(".")[0] for name in imported(path)} & NETWORK
        assert asked <= (LISTENS | SPEAKS).get(inside(path), set()), inside(path)


def test_no_module_imports_from_the_package_itself_but_its_version():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "homeward":
                assert [alias.name for alias in node.names] == ["__version__"], inside(path)
            assert not (isinstance(node, ast.ImportFrom) and node.level), inside(path)


def test_only_the_command_line_prints():
    for path in MODULES:
        if inside(path).startswith("cli/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", inside(path)


def test_the_command_is_imported_without_anything_heavy():
    """So that --help answers at once; in a process of its own, as this one has imported everything."""
    answer = subprocess.run(
        [sys.executable, "-c", "import sys, homeward.cli.main; print(*sys.modules)"],
        env={"PYTHONPATH": str(PACKAGE.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(answer.stdout.split())
    assert "homeward.cli.main" in modules
    assert not modules & HEAVY
    assert not answer.stderr


def test_importing_the_package_imports_nothing_and_prints_nothing():
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, homeward; print(*[m for m in sys.modules if 'homeward' in m])",
        ],
        env={"PYTHONPATH": str(PACKAGE.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["homeward"]


def texts() -> list[Path]:
    """Files of the repository that people read."""
    folders = ("src", "tests", "docs", "benchmarks", "basemap", "web", ".ci")
    made = {
        ".git",
        "__pycache__",
        "node_modules",
        "static",
        "_build",
    }  # in a work tree .git is a file
    return [
        path
        for path in (*ROOT.glob("*.*"), *(p for f in folders for p in (ROOT / f).rglob("*")))
        if path.is_file() and path.suffix in TEXT and not made & set(path.parts)
    ]


def test_nothing_names_a_machine_or_what_is_not_published():
    for path in texts():
        if path == Path(__file__):
            continue
        found = MACHINE.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found.group()!r}"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see /work/x.py", True),
        ("/root/.cache", True),
        ("/home/ada/file", True),
        ("as HOUSE.md says", True),
        ("https://example.org/work/1", False),
        ("docs/model/README.md", False),
    ],
)
def test_the_search_finds_machines(text: str, is_found: bool):
    """Negative control."""
    assert bool(MACHINE.search(text)) == is_found


def test_documents_that_are_linked_exist():
    for path in texts():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"
