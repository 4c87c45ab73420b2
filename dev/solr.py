"""Solr for one instance: libraries from Maven Central, a home with the `ckan` core."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from instance import (
    CHECKOUT,
    SHARED,
    Instance,
    locked,
    require,
    require_free,
    run_command,
    running_pid,
    say,
    start_detached,
    stop_process,
    wait_until,
)

SOURCES = CHECKOUT / "dev" / "solr_server"
LIBRARIES = SHARED / "solr-lib"
SIGN = "SolrServer"
MEMORY = Path("/dev/shm")  # noqa: S108 the folder in it has the instance's own name
# It starts in half the time, and compiles beside the tests no more than it needs for a few minutes.
FOR_A_SHORT_LIFE = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"


def start(instance: Instance) -> None:
    folder = instance.folder("solr")
    pid_file, log = folder / "pid", folder / "log"
    if running_pid(pid_file, SIGN) is None:
        require_free(instance.solr_port)
        build_libraries()
        write_home(folder)
        command = ["java", *FOR_A_SHORT_LIFE, "-Djava.awt.headless=true", f"-Duser.home={folder}"]
        if not instance.lasting and os.access(MEMORY, os.W_OK):
            command += [f"-Dsolr.data.home={index_in_memory(instance)}"]
        command += [
            f"-Dsolr.solr.home={folder / 'home'}",
            "-cp",
            f"{LIBRARIES}:{LIBRARIES}/*",
            SIGN,
        ]
        command += [str(instance.solr_port), str(folder / "static")]
        start_detached(command, pid_file, log)
    wait_until(lambda: answers(instance), "Solr", 90, log)


def stop(instance: Instance) -> bool:
    stopped = stop_process(instance.run / "solr" / "pid", SIGN, "Solr")
    shutil.rmtree(index_in_memory(instance), ignore_errors=True)
    return stopped


def index_in_memory(instance: Instance) -> Path:
    return MEMORY / f"opendatacommunal-solr-{instance.key}"


def runs(instance: Instance) -> bool:
    """Ours, not another program that answers on the port."""
    return running_pid(instance.run / "solr" / "pid", SIGN) is not None and answers(instance)


def answers(instance: Instance) -> bool:
    """Does the core answer? While it loads, Solr says 503."""
    url = f"{instance.solr_url}/select?q=*:*&rows=0"
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def build_libraries() -> None:
    """Fetch the jars and compile the server, once for all instances of the checkout."""
    sources = [SOURCES / "pom.xml", SOURCES / "SolrServer.java"]
    version = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    stamp = LIBRARIES / "version"
    with locked(SHARED / "solr-lib.lock"):
        if stamp.exists() and stamp.read_text() == version:
            return
        require("mvn", "java", "javac")
        say("      Solr: libraries from Maven Central (about half a minute, the first time only)")
        shutil.rmtree(LIBRARIES, ignore_errors=True)
        LIBRARIES.mkdir(parents=True)
        run_command(
            ["mvn", "-q", "-B", "-f", str(sources[0]), f"{COPY}:copy-dependencies",
             f"-DoutputDirectory={LIBRARIES}"],
            "Solr's libraries could not be fetched: check the network and Maven's settings.",
        )  # fmt: skip
        run_command(
            ["javac", "-cp", f"{LIBRARIES}/*", "-d", str(LIBRARIES), str(sources[1])],
            "Solr's server did not compile: a JDK 17 is needed.",
        )
        stamp.write_text(version)


def write_home(folder: Path) -> None:
    """Solr's home: one core named `ckan`, with CKAN's own schema and ckanext-spatial's fields."""
    (folder / "static").mkdir(exist_ok=True)
    core = folder / "home" / "ckan"
    conf = core / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    (folder / "home" / "solr.xml").write_text("<solr/>\n")
    (core / "core.properties").write_text("name=ckan\n")
    for name in ("protwords.txt", "synonyms.txt", "stopwords.txt"):
        (conf / name).touch()
    shutil.copyfile(SOURCES / "solrconfig.xml", conf / "solrconfig.xml")
    schema = ckan_schema().read_text(encoding="utf-8")
    head, end, rest = schema.rpartition("</schema>")
    spatial = (SOURCES / "spatial.xml").read_text(encoding="utf-8")
    (conf / "schema.xml").write_text(f"{head}{spatial}{end}{rest}", encoding="utf-8")


def ckan_schema() -> Path:
    spec = importlib.util.find_spec("ckan")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("CKAN is not installed in this Python: use .venv/bin/python.")
    return Path(os.path.dirname(spec.origin)) / "config" / "solr" / "schema.xml"
