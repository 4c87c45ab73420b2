"""A PostgreSQL cluster of our own for one instance: the host's clusters are never touched."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from instance import Instance, SetupError, require_free, run_command

SETTINGS = """
# Only this machine may connect, over TCP: no socket file, whose path could be too long.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
# Demo and tests can be rebuilt from nothing, so a crash of the machine may lose them: speed first.
# Never copy these three lines to a site whose data matter.
fsync = off
synchronous_commit = off
full_page_writes = off
"""
# Trust: whoever can open a port of this machine could read the demo anyway; nobody else connects.
ACCESS = "host all all 127.0.0.1/32 trust\n"
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


def start(instance: Instance) -> None:
    data = data_folder(instance)
    if not (data / "PG_VERSION").exists():
        data.parent.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(data.parent, "postgres", "postgres")
        make_cluster(data)
    settings = data / "postgresql.auto.conf"
    settings.write_text(f"{SETTINGS}port = {instance.postgres_port}\n")
    (data / "pg_hba.conf").write_text(ACCESS)
    if not runs(instance):
        require_free(instance.postgres_port)
        log = data.parent / "log"
        as_postgres(
            [tool("pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-t", "60", "start"],
            f"PostgreSQL did not start; see {log}.",
        )


def make_cluster(data: Path) -> None:
    """Made aside, then renamed: an interrupted initdb leaves nothing that looks like a cluster."""
    aside = data.with_name("unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    options = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"]
    command = [tool("initdb"), *options, "-D", str(aside)]
    as_postgres(command, "PostgreSQL: the cluster was not made.")
    aside.rename(data)


def stop(instance: Instance) -> bool:
    if not runs(instance):
        return False
    data = data_folder(instance)
    failure = "PostgreSQL did not stop."
    as_postgres([tool("pg_ctl"), "-D", str(data), "-m", "fast", "-w", "stop"], failure)
    return True


def runs(instance: Instance) -> bool:
    data = data_folder(instance)
    if not (data / "PG_VERSION").exists():
        return False
    command = owner([tool("pg_ctl"), "-D", str(data), "status"])
    return subprocess.run(command, cwd="/", capture_output=True, check=False).returncode == 0


def remove(instance: Instance) -> None:
    """Delete the cluster (stopped before)."""
    shutil.rmtree(data_folder(instance).parent, ignore_errors=True)


def data_folder(instance: Instance) -> Path:
    """`postgres/data` of the run folder, or of /var/tmp if postgres cannot enter it.

    PostgreSQL refuses to run as root; as root the cluster belongs to the user postgres, who cannot
    read a checkout under /root.
    """
    inside = instance.run / "postgres"
    if os.geteuid() != 0 or others_may_enter(instance.run):
        return inside / "data"
    return Path("/var/tmp") / f"opendatacommunal-{instance.key}" / "data"  # noqa: S108 not secret


def others_may_enter(folder: Path) -> bool:
    existing = [path for path in (folder, *folder.parents) if path.exists()]
    return all(path.stat().st_mode & 0o001 for path in existing)


def create_databases(instance: Instance, name: str) -> None:
    """Roles and databases of one site: `ckan_<name>`, `datastore_<name>`; reader `datastore_ro`.

    Nothing happens to what is there already.
    """
    if not NAME.fullmatch(name):
        raise SetupError(f"{name!r}: letters a-z, digits and _ only, a letter first.")
    owner_role = f"ckan_{name}"
    roles = set(query(instance, "select rolname from pg_roles"))
    for role in (owner_role, "datastore_ro"):
        if role not in roles:
            query(instance, f"create role {role} login password '{role}'")
    databases = set(query(instance, "select datname from pg_database"))
    for database in (f"ckan_{name}", f"datastore_{name}"):
        if database not in databases:
            query(instance, f"create database {database} owner {owner_role} template template0")


def drop_databases(instance: Instance, name: str) -> None:
    for database in (f"ckan_{name}", f"datastore_{name}"):
        query(instance, f"drop database if exists {database} with (force)")


def query(instance: Instance, sql: str, database: str = "postgres") -> list[str]:
    """Run SQL as the superuser; one string per row."""
    place = ["-h", "127.0.0.1", "-p", str(instance.postgres_port), "-U", "postgres", "-d", database]
    command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *place, "-f", "-"]
    return run_command(command, "PostgreSQL refused.", stdin=sql).splitlines()


def tool(name: str) -> str:
    """Debian keeps initdb and pg_ctl out of PATH; the newest version installed wins."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version_of)
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise SetupError(
            f"Missing: PostgreSQL ({name}). Run `make system` first: it says what to install."
        )
    return path


def version_of(path: Path) -> int:
    return int(path.parts[-3])


def owner(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    pwd.getpwnam("postgres")
    return ["runuser", "-u", "postgres", "--", *command]


def as_postgres(command: list[str], failure: str) -> None:
    # The server keeps pg_ctl's output open: with a pipe we would wait for its end for ever.
    nothing = subprocess.DEVNULL
    done = subprocess.run(
        owner(command), cwd="/", stdin=nothing, stdout=nothing, stderr=nothing, check=False
    )
    if done.returncode:
        raise SetupError(f"{failure}\n  command: {' '.join(command)}")
