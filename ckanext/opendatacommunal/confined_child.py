"""What runs in the confined process: set the limits, then become the command `opendatacommunal`.

python -I -m ckanext.opendatacommunal.confined_child MEMORY_BYTES CPU_SECONDS ARGUMENT…

The limits are set here and not between fork and exec, which is not safe in a process with threads.
"""

from __future__ import annotations

import resource
import sys

OPEN_FILES = 256


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

    # Under the limits: loading it takes memory too.
    from ckanext.opendatacommunal import shell  # noqa: PLC0415

    sys.argv = ["opendatacommunal", *command]
    shell.main()


if __name__ == "__main__":
    main(sys.argv[1:])
