"""The walls around the tests stand."""

import logging
import socket
import urllib.request
from pathlib import Path

import pytest

from ropa_desktop import i18n, paths
from tests.conftest import NetworkRefused


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 80)])
def test_connecting_is_refused(address: tuple[str, int]) -> None:
    with socket.socket() as connection, pytest.raises(NetworkRefused):
        connection.connect(address)


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("https://example.org")


def test_sockets_on_the_same_computer_work(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))


def test_settings_are_the_tests_own(tmp_path: Path) -> None:
    assert tmp_path in paths.settings_directory().parents
    assert i18n.language() == "en"


def test_a_warning_in_the_log_fails_a_test(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("import logging\ndef test_it(): logging.getLogger('x').warning('odd')")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["*unexpected in the log: x: odd*"])


def test_a_warning_that_a_test_reads_is_its_own_affair(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("x").warning("expected")
    assert caplog.messages == ["expected"]
