"""What runs in the confined process: set the limits, then become the command `opendatacommunal`.

python -I -m ckanext.opendatacommunal.confined_child MEMORY_BYTES CPU_SECONDS ARGUMENT…

The limits are set here and not between fork and exec, which is not safe in a process with threads.
"""

from __future__ import annotations

import resource
import sys

OPEN_FILES = 256
DEFECT = 70
"""Exit status of a command that broke, `EX_SOFTWARE` of sysexits.h; the last line of its standard
error names the class of the exception. Its text stays here: it may quote cells of the file.
"""


def main(arguments: list[str]) -> None:
    memory, seconds, *command = arguments
    limits = {
        resource.RLIMIT_AS: int(memory),
        resource.RLIMIT_CPU: int(seconds),
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for name, limit in limits.items():
        resource.setrlimit(name, (limit, limit))

    sys.argv = ["opendatacommunal", *command]
    try:
        # Under the limits: loading it takes memory too.
        from ckanext.opendatacommunal import shell  # noqa: PLC0415

        shell.main(on_defect=_break)
    except Exception as error:  # noqa: BLE001  (whatever it is, only its class leaves)
        _break(error)


def _break(error: BaseException) -> None:
    print(type(error).__name__, file=sys.stderr)
    sys.exit(DEFECT)


if __name__ == "__main__":
    main(sys.argv[1:])
