"""What all commands share: help, version, problems as sentences, and the process."""

import os
import subprocess
import sys

from cci_data import __version__
from cci_data.settings import ROOT
from tests.cli.conftest import one


def process(url: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cci_data", *arguments],
        cwd=ROOT,
        env=os.environ | {"CCI_DATABASE_URL": url} | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_every_command(run):
    code, said, _ = run("", "--help")
    assert code == 0
    for command in ("migrate", "load", "clear-illustration", "check", "serve"):
        assert f"  {command} " in said


def test_an_unreachable_server_is_one_sentence_without_the_password(run):
    code, said, problem = run("postgresql://desk:secret@127.0.0.1:1/cci", "check")
    assert (code, said) == (2, "")
    assert "Check that CCI_DATABASE_URL names it rightly" in problem
    assert problem.count("\n") == 1 and "secret" not in problem


def test_a_problem_is_one_sentence_on_the_error_output_of_the_process():
    done = process("nonsense", "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("CCI_DATABASE_URL is not a database address that can be read.")
    assert done.stderr.count("\n") == 1


def test_the_version_of_the_process():
    assert process("nonsense", "--version").stdout == f"{__version__}\n"


def test_a_command_as_a_process_warns_of_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    done = process(url, "migrate", PYTHONWARNINGS="error")
    assert (done.returncode, done.stderr) == (0, "")
    assert one(url, "SELECT count(*) FROM country") == 0


def test_a_stop_that_got_lost_in_a_callback_comes_again():
    code = (
        "import signal, sys, time\n"
        # A shell that runs its tests in the background lets nobody stop them.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from cci_data import cli\n"
        "class Lost: exc_type = KeyboardInterrupt\n"
        "try:\n"
        "    cli._stop_again(Lost)\n"
        "    time.sleep(10)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "stopped\n"
