"""Build the wheel and the source archive, then use them as others will.

1. the wheel carries every file of the package that the repository has;
2. alone, without CKAN, it gives a working command `opendatacommunal`, and its tests pass;
3. beside CKAN and its extensions it imports, as a wheel and as the editable install of `.venv`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from instance import CHECKOUT, SHARED, SetupError, explain_and_exit, run_command, say

DIST = CHECKOUT / "dist"
WORK = SHARED / "package"
PLACES = {"ckanext/": "ckanext/", "schemas/": "ckanext/opendatacommunal/schemas/"}
PLACES["i18n/"] = "ckanext/opendatacommunal/i18n/"
PACKAGE_TESTS = "ckanext.opendatacommunal.tests.pipeline"
IMPORTS = """
import importlib, importlib.metadata
for name in ("ckanext.activity", "ckanext.datastore", "ckanext.scheming", "ckanext.spatial", "ckanext.dcat"):
    importlib.import_module(name)
ours = [one for one in importlib.metadata.entry_points(group="ckan.plugins")
        if one.name.startswith("opendatacommunal")]
assert len(ours) == 3, ours
for one in ours:
    one.load()
print(importlib.import_module("ckanext.opendatacommunal").__file__)
"""  # noqa: E501


def main() -> int:
    try:
        wheel = build()
        check_content(wheel)
        use_without_ckan(wheel)
        use_beside_ckan(wheel)
    except SetupError as error:
        return explain_and_exit(error)
    say(f"\nFine: {wheel.relative_to(CHECKOUT)}")
    return 0


def build() -> Path:
    say("== Build")
    shutil.rmtree(DIST, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--outdir", str(DIST), str(CHECKOUT)]
    run_command(command, "The package was not built.")
    return next(DIST.glob("*.whl"))


def check_content(wheel: Path) -> None:
    say("== What the wheel carries")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    listed = run_command(["git", "ls-files", *PLACES], "git?", folder=str(CHECKOUT)).splitlines()
    for_checkers = {"ckanext/__init__.pyi"}
    kept = [name for name in listed if (CHECKOUT / name).exists() and name not in for_checkers]
    wanted = {place_in_wheel(name) for name in kept}
    missing = sorted(wanted - carried)
    if missing:
        raise SetupError("Not in the wheel:\n  " + "\n  ".join(missing))
    if "ckanext/__init__.py" in carried:
        raise SetupError(
            "The wheel has a ckanext/__init__.py: it would hide CKAN's own extensions."
        )
    if not any(name.endswith("-nspkg.pth") for name in carried):
        raise SetupError("The wheel has no -nspkg.pth: CKAN from a git checkout would hide it.")
    compiled = [name for name in carried if name.endswith(".mo")]
    if not compiled:
        raise SetupError("The wheel has no compiled translations.")
    say(f"{len(carried)} files, {wheel.stat().st_size // 1024} KB")


def place_in_wheel(name: str) -> str:
    source = next(source for source in PLACES if name.startswith(source))
    return PLACES[source] + name[len(source) :]


def use_without_ckan(wheel: Path) -> None:
    say("== The wheel alone, without CKAN")
    python = new_environment("alone")
    pip(python, str(wheel))
    if "ckan" in installed(python):
        raise SetupError("The wheel alone brings CKAN in.")
    pip_check(python)
    command = python.parent / "opendatacommunal"
    say(run([command, "gabarits"]).strip())
    pip(python, "pytest", "hypothesis", "openpyxl", "shapely")
    say(run([python, "-m", "pytest", "-q", "--pyargs", PACKAGE_TESTS]).strip().splitlines()[-1])


def use_beside_ckan(wheel: Path) -> None:
    say("== The wheel beside CKAN and its extensions")
    python = new_environment("beside")
    constraints = CHECKOUT / "dev" / "constraints.txt"
    pip(python, "-c", str(constraints), f"{wheel}[ckan]", "ckan[requirements]")
    pip_check(python)
    say(run([python, "-c", IMPORTS]).strip().splitlines()[-1])
    say("== The editable install beside CKAN and its extensions")
    run([sys.executable, "-c", IMPORTS])
    pip_check(Path(sys.executable))


def new_environment(name: str) -> Path:
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder])
    return folder / "bin" / "python"


def pip(python: Path, *arguments: str) -> None:
    run([python, "-m", "pip", "install", "--quiet", *arguments])


def pip_check(python: Path) -> None:
    say("pip check: " + run([python, "-m", "pip", "check"]).strip().splitlines()[-1])


def installed(python: Path) -> set[str]:
    lines = run([python, "-m", "pip", "list", "--format", "freeze"]).splitlines()
    return {line.split("==")[0].lower() for line in lines}


def run(command: list[object]) -> str:
    words = [str(word) for word in command]
    # Away from the checkout, so that only what is installed can be imported.
    folder = WORK / "elsewhere"
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(words, cwd=folder, text=True, capture_output=True, check=False)
    if done.returncode:
        raise SetupError(f"Failed: {' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
