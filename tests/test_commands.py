"""The commands of the Makefile, as far as they can be tried without the Internet."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.source import ROOT

INSTALLER = ROOT / "requirements" / "install.py"


def run(*command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """What the installer needs of a fresh clone, without an environment."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def test_make_alone_lists_every_command_with_one_line():
    listed = re.findall(r"^make ([a-z-]+) +\S", run("make", cwd=ROOT).stdout, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    assert sorted(listed) == sorted(phony)
    assert {"run", "test", "work", "check", "bench", "docs", "promises"} <= set(listed)


def test_a_python_without_venv_is_told_how_to_be_mended(bare_checkout):
    (bare_checkout / "ensurepip.py").write_text("raise ImportError", encoding="utf-8")
    told = run(
        sys.executable,
        "requirements/install.py",
        "runtime",
        cwd=bare_checkout,
        env={"PYTHONPATH": str(bare_checkout)},
    )
    assert told.returncode == 1
    assert "sudo apt install python3-venv" in told.stderr
    assert not (bare_checkout / ".venv").exists()


def test_an_old_python_is_told_that_it_is_old(bare_checkout):
    pretend = (
        "import runpy, sys; sys.version_info = (3, 10, 1); sys.argv[1:] = ['runtime']; "
        "runpy.run_path('requirements/install.py', run_name='__main__')"
    )
    told = run(sys.executable, "-c", pretend, cwd=bare_checkout)
    assert told.returncode == 1
    assert "needs Python 3.11 or newer" in told.stderr
    assert "PYTHON=" in told.stderr


@pytest.mark.parametrize(
    ("compiled", "chosen", "expected"),
    [
        ("'--prefix=/home/x/.pyenv'", "", "/usr/bin/python3"),
        ("'--enable-optimizations' '--prefix=/opt'", "", sys.executable),
        ("'--prefix=/home/x/.pyenv'", "python3.13", sys.executable),
    ],
)
def test_a_python_compiled_without_optimisation_leaves_the_work_to_the_systems(
    bare_checkout, compiled, chosen, expected
):
    pretend = (
        "import runpy, subprocess, sys, sysconfig; sys.argv[1:] = ['runtime']; "
        "sys.base_prefix = '/home/x/.pyenv'; "
        f"sysconfig.get_config_var = lambda name: {compiled!r}; "
        "subprocess.call = lambda command, **_: 'venv' in command; "
        "runpy.run_path('requirements/install.py', run_name='__main__')"
    )
    told = run(
        sys.executable, "-c", pretend, cwd=bare_checkout, env={"PYTHON": chosen} if chosen else {}
    )
    assert told.stdout == f"Making the environment .venv with {expected}\n", told.stderr


def test_a_second_start_installs_nothing_and_starts_no_other_program():
    watched = (
        "import runpy, sys; sys.argv[1:] = ['runtime']; "
        "sys.addaudithook(lambda what, _: sys.exit(what) if what == 'subprocess.Popen' else None); "
        f"runpy.run_path({str(INSTALLER)!r}, run_name='__main__')"
    )
    told = run(sys.executable, "-c", watched)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_a_changed_list_of_packages_is_noticed(bare_checkout):
    installer = SimpleNamespace(
        **runpy.run_path(str(bare_checkout / "requirements" / "install.py"))
    )
    assert not installer.is_current("runtime")
    (bare_checkout / ".venv").mkdir()
    installer.stamp("runtime").write_text(installer.fingerprint("runtime"), encoding="utf-8")
    assert installer.is_current("runtime")
    with (bare_checkout / "requirements" / "runtime.txt").open("a", encoding="utf-8") as file:
        file.write("one-more==1.0\n")
    assert not installer.is_current("runtime")


def test_the_package_can_be_imported_from_anywhere(tmp_path):
    done = run(sys.executable, "-c", "import satupintu; print(satupintu.__file__)", cwd=tmp_path)
    assert done.stdout.strip() == str(ROOT / "satupintu" / "__init__.py")
