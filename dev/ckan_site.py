"""A CKAN site on the running servers: its ini, databases and tables; its web server and its worker.

python dev/ckan_site.py NAME [--port PORT]       make or refresh the site; print the path of its ini
python dev/ckan_site.py NAME --start | --stop    its web server and its job worker

Sites can share the servers of one instance: each has its own databases, its own part of
the Solr index (`ckan.site_id`) and its own Redis database. `test` is the site of the tests.
"""

from __future__ import annotations

import configparser
import json
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from pathlib import Path

import postgres
import servers
from instance import (
    CHECKOUT,
    SHARED,
    Instance,
    SetupError,
    command_line,
    explain_and_exit,
    require_free,
    run_command,
    running_pid,
    say,
    start_detached,
    stop_process,
    wait_until,
)

TEST_INI = CHECKOUT / "test.ini"
CKAN = Path(sys.executable).parent / "ckan"
TEST_PORTS = {"ckan": 5650, "browser": 5660, "publishing": 5670}
"""Port bases of the servers `make test` starts for the tests of that folder; test.ini has the
first one."""
REDIS_DATABASES = 16


@dataclass(frozen=True)
class Site:
    instance: Instance
    name: str
    port: int

    @property
    def folder(self) -> Path:
        return self.instance.folder(f"sites/{self.name}")

    @property
    def ini(self) -> Path:
        return self.folder / "ckan.ini"

    @property
    def id(self) -> str:
        return f"opendatacommunal-{self.name}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def test_instance(folder: str) -> Instance:
    """The servers of the tests of that folder, apart from those of any other."""
    return Instance(SHARED / f"test-{folder}", TEST_PORTS[folder], lasting=False)


def test_instances() -> list[Instance]:
    return [test_instance(folder) for folder in TEST_PORTS]


def prepare(site: Site, options: dict[str, str] | None = None) -> Path:
    """Databases, ini and tables of ``site``; again: only what is missing. Gives the ini's path.

    ``options`` are CKAN options over those of test.ini.
    """
    postgres.create_databases(site.instance, site.name)
    write_ini(site, options or {})
    ckan(site, "db", "upgrade", failure="CKAN's tables were not made.")
    done = site.folder / "datastore-permissions"
    if not done.exists():
        sql = ckan(site, "datastore", "set-permissions", failure="No DataStore permissions.")
        postgres.query(site.instance, sql)
        done.touch()
    return site.ini


def ckan(site: Site, *arguments: str, failure: str) -> str:
    """Run one `ckan` command on the site; give back what it printed."""
    return run_command([str(CKAN), "-c", str(site.ini), *arguments], failure)


def write_ini(site: Site, options: dict[str, str]) -> None:
    """The tests' options, with this site's addresses over them; the logging sections as they are.

    One source (test.ini) says which plugins stand in which order.
    """
    secret = kept_secret(site)
    instance, name = site.instance, site.name
    values = {
        "use": f"config:{TEST_INI}",
        "testing": "true" if name == "test" else "false",
        "ckan.site_id": site.id,
        "SECRET_KEY": secret,
        "WTF_CSRF_SECRET_KEY": secret,
        "sqlalchemy.url": instance.postgres_url(f"ckan_{name}", f"ckan_{name}"),
        "ckan.datastore.write_url": instance.postgres_url(f"ckan_{name}", f"datastore_{name}"),
        "ckan.datastore.read_url": instance.postgres_url("datastore_ro", f"datastore_{name}"),
        "ckan.redis.url": instance.redis_url(redis_database(name)),
        "solr_url": instance.solr_url,
        "ckan.storage_path": str(site.folder / "storage"),
    }
    if name != "test":
        values["ckan.site_url"] = site.url
    ini = configparser.RawConfigParser(strict=True)
    ini.optionxform = str  # type: ignore[assignment]
    ini.read(TEST_INI, encoding="utf-8")
    ini["app:main"] = {**values, **options}
    with site.ini.open("w", encoding="utf-8") as handle:
        ini.write(handle)


def kept_secret(site: Site) -> str:
    """The same from one start to the next, else everyone is logged out and API tokens die."""
    path = site.folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()


def redis_database(name: str) -> int:
    """0 for the demo, 1 for the tests, else one of the rest by the name."""
    known = {"demo": 0, "test": 1}
    return known.get(name, 2 + zlib.crc32(name.encode()) % (REDIS_DATABASES - 2))


def start(site: Site) -> None:
    """Start the web server and the job worker unless they run; wait until a page is served."""
    web, worker = site.folder / "web", site.folder / "worker"
    command = [str(CKAN), "-c", str(site.ini)]
    if not runs(site):
        require_free(site.port)
        start_detached(web_server(site), web.with_suffix(".pid"), web.with_suffix(".log"))
    if running_pid(worker.with_suffix(".pid"), str(site.ini)) is None:
        start_detached(
            [*command, "jobs", "worker"], worker.with_suffix(".pid"), worker.with_suffix(".log")
        )
    wait_until(lambda: answers(site), "The site", 90, web.with_suffix(".log"))


def web_server(site: Site) -> list[str]:
    """A server of the kind used for real: two processes, so nothing may be kept in one of them."""
    options = ["--bind", f"127.0.0.1:{site.port}", "--chdir", str(CHECKOUT / "dev")]
    options += ["--workers", "2", "--threads", "4", "--timeout", "120"]
    return [str(CKAN.with_name("gunicorn")), *options, "--env", f"CKAN_INI={site.ini}", "wsgi"]


def runs(site: Site) -> bool:
    return running_pid(site.folder / "web.pid", str(site.ini)) is not None


def stop(site: Site) -> list[str]:
    ends = {"web server": site.folder / "web.pid", "worker": site.folder / "worker.pid"}
    return [what for what, pid in ends.items() if stop_process(pid, str(site.ini), what)]


def answers(site: Site) -> bool:
    try:
        with urllib.request.urlopen(f"{site.url}/api/3/action/status_show", timeout=30) as response:
            return response.status == 200
    except urllib.error.HTTPError as error:
        raise SetupError(
            f"{site.url} answers {error.code}; see {site.folder / 'web.log'}"
        ) from error
    except OSError:
        return False


def remove(site: Site) -> None:
    """Stop the site and delete its databases, its part of the Solr index and its files."""
    stop(site)
    postgres.drop_databases(site.instance, site.name)
    clear_index(site)
    subprocess.run(["rm", "-rf", str(site.folder)], check=True)


def clear_index(site: Site) -> None:
    query = json.dumps({"delete": {"query": f'site_id:"{site.id}"'}}).encode()
    address = f"{site.instance.solr_url}/update?commit=true"
    request = urllib.request.Request(address, query, {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=30).close()


def main(arguments: list[str]) -> int:
    parser = command_line("ckan_site.py", __doc__)
    parser.add_argument("name")
    parser.add_argument("--port", type=int, help="of the web server (default: the port base)")
    parser.add_argument("--start", action="store_true")
    parser.add_argument("--stop", action="store_true")
    options = parser.parse_args(arguments)
    try:
        instance = Instance.from_environment()
        site = Site(instance, options.name, options.port or instance.site_port)
        if options.stop:
            say(f"Stopped: {', '.join(stop(site)) or 'nothing was running'}.")
            return 0
        servers.start(instance)
        say(str(prepare(site)))
        if options.start:
            start(site)
            say(site.url)
    except SetupError as error:
        return explain_and_exit(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
