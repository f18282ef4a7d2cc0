"""Settings are written whole, read back as they were, and never fatal."""

from pathlib import Path

import pytest

from ropa_desktop.paths import settings_directory
from ropa_desktop.window.settings import MOST_RECENT, Recent, Settings, load_settings

FJORDBY = Recent(
    "/a/fjordby.ropa", ("Fjordby AS", "Havnes AS"), 66, 44, (("a", 1.0), ("b", 0.5)), "2026-11-21T14:03:00Z"
)


def test_what_was_remembered_is_there_again(settings: Settings) -> None:
    settings.language = "nb"
    settings.remember(FJORDBY)
    settings.keep_place(FJORDBY.path, {"page": "organisation", "splitter": [700, 500]})
    again = load_settings()
    assert again.language == "nb"
    assert again.recent == [FJORDBY]
    assert again.place(FJORDBY.path) == {"page": "organisation", "splitter": [700, 500]}


def test_the_newest_register_stands_first_and_once(settings: Settings) -> None:
    for number in range(MOST_RECENT + 3):
        settings.remember(Recent(f"/a/{number}.ropa"))
    settings.remember(Recent("/a/5.ropa", activities=7))
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0] == Recent("/a/5.ropa", activities=7)
    assert [recent.path for recent in settings.recent].count("/a/5.ropa") == 1
    settings.forget("/a/5.ropa")
    assert "/a/5.ropa" not in [recent.path for recent in load_settings().recent]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"recent": [{}]}', '{"recent": 3}', '{"places": {"a": 1}}', "\x00"]
)
def test_a_damaged_file_is_set_aside_and_forgotten(content: str) -> None:
    file = settings_directory() / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    assert load_settings().recent == []
    assert file.with_name("settings.json.damaged").read_text(encoding="utf-8") == content


def test_no_half_file_is_left(settings: Settings) -> None:
    settings.remember(FJORDBY)
    assert [file.name for file in settings_directory().iterdir()] == ["settings.json"]


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    Settings(tmp_path / "a file" / "settings.json").remember(FJORDBY)
