"""The `kasuari` command: what it does, its exit codes, and one clear line for every mistake."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from kasuari.site.commands import demo as demo_commands
from tests import migrated as kept

UNITS = "Id,DiatasanId,NamaUnor,NamaJabatan\n1,,Pemerintah Provinsi Rekaan,Gubernur\n2,1,Dinas Laut,Kepala\n"
PK = (
    "kode,tahun,opd,no_sasaran,sasaran,indikator,satuan,target,polaritas\n"
    'L-1,2026,Dinas Laut,1,Laut terjaga,Indeks mutu laut,indeks,"72,5",naik\n'
)
BROKEN = "Id,DiatasanId,NamaUnor\n1,,Pemerintah Provinsi Rekaan\n2,99,Dinas Tanpa Atasan\n"


class Shell:
    """A folder with its own database, in which commands are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KASUARI_")}
        for name in ("DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"):  # modules are compiled once
            clean.pop(name, None)
        self.environment = {
            **clean,
            "KASUARI_SECRET_KEY": "a key of the test suite and of nothing else",
            "KASUARI_DATABASE_URL": f"sqlite:///{folder / 'kasuari.db'}",
            "KASUARI_DATA_DIR": str(folder / "data"),
            "KASUARI_ALLOWED_HOSTS": "127.0.0.1",
            "KASUARI_SECURE_COOKIES": "false",
        }

    def __call__(self, *words: str | Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, **{name: value for name, value in changed.items() if value}}
        for name in [name for name, value in changed.items() if value is None]:
            environment.pop(name)
        done = subprocess.run(
            [sys.executable, "-m", "kasuari.cli", *map(str, words)],
            cwd=self.folder,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def count(self, table: str) -> int:
        with sqlite3.connect(self.folder / "kasuari.db") as database:
            return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a database with every table; `migrate` makes them, or finds nothing left to do."""
    shell = Shell(tmp_path_factory.mktemp("migrated"))
    kept.give(shell.folder / "kasuari.db")
    assert shell("migrate").returncode == 0
    with sqlite3.connect(shell.folder / "kasuari.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (shell.folder / "kasuari.db").read_bytes()


@pytest.fixture
def shell(tmp_path: Path, migrated: bytes) -> Shell:
    (tmp_path / "kasuari.db").write_bytes(migrated)
    return Shell(tmp_path)


def test_help_and_version_need_no_settings(tmp_path: Path) -> None:
    bare = Shell(tmp_path)
    bare.environment = {k: v for k, v in bare.environment.items() if not k.startswith("KASUARI_")}
    assert re.fullmatch(r"kasuari, version \d+\.\d+\.\d+\n", bare("--version").stdout)
    shown = bare("--help").stdout
    for command in ("migrate", "serve", "worker", "demo", "import", "token", "user", "audit"):
        assert re.search(rf"^  {command}\s+\S", shown, flags=re.MULTILINE)


def test_wrong_usage_is_two(shell: Shell) -> None:
    assert shell("fly").returncode == 2
    assert shell("import", "unit").returncode == 2
    assert shell("serve", "--port", "99999").returncode == 2


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KASUARI_SECRET_KEY", None, "KASUARI_SECRET_KEY: is not set"),
        ("KASUARI_SECRET_KEY", "sepintas", "KASUARI_SECRET_KEY: "),
        ("KASUARI_DATABASE_URL", None, "KASUARI_DATABASE_URL: is not set"),
        ("KASUARI_DATABASE_URL", "mysql://x", "KASUARI_DATABASE_URL: must begin with sqlite:///"),
        ("KASUARI_DATABASE_URL", "sqlite:////no/such/folder/k.db", "KASUARI_DATABASE_URL: the database"),
        ("KASUARI_DATABASE_URL", "postgresql://x@127.0.0.1:1/x", "KASUARI_DATABASE_URL: the database"),
        ("KASUARI_DATA_DIR", "/proc/nowhere", "KASUARI_DATA_DIR: /proc/nowhere cannot be written"),
        ("KASUARI_ALLOWED_HOSTS", None, "KASUARI_ALLOWED_HOSTS: is not set"),
        ("KASUARI_PRACTICE_DATE", "2026-06-24", "KASUARI_PRACTICE_DATE: a rehearsal clock is refused"),
    ],
)
def test_settings_that_do_not_fit_are_three_and_named(
    shell: Shell, name: str, value: str | None, said: str
) -> None:
    done = shell("user", "activate", "1", **{name: value})
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
    assert "sepintas" not in done.stderr


def test_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    empty = Shell(tmp_path)
    for words in (("serve",), ("token", "create", "1")):
        done = empty(*words)
        assert done.returncode == 3
        assert "kasuari migrate" in done.stderr


def test_import_unit_makes_the_agency_once_and_reports_every_row(shell: Shell) -> None:
    file, report = shell.write("unor.csv", UNITS), shell.folder / "report.json"
    dry = shell("import", "unit", file, "--dry-run", "--report", report)
    assert dry.returncode == 0, dry.stderr
    assert "nothing was saved" in dry.stdout
    rows = json.loads(report.read_text(encoding="utf-8"))
    assert [set(row) for row in rows] == [{"sheet", "row", "verdict", "values", "problems"}] * 3
    assert [row["verdict"] for row in rows] == ["skipped", "accepted", "accepted"]  # the headings first
    assert [row["values"]["nama"] for row in rows[1:]] == ["Pemerintah Provinsi Rekaan", "Dinas Laut"]
    tables = ("organisation_unitkerja", "organisation_instansi", "audit_auditentry")
    assert [shell.count(table) for table in tables] == [0, 0, 0]
    for _ in range(2):
        done = shell("import", "unit", file)
        assert done.returncode == 0, done.stderr
    assert [shell.count(table) for table in tables[:2]] == [2, 1]


def test_import_pk_is_all_or_nothing_and_repeatable(shell: Shell) -> None:
    assert "Instansi belum ditentukan" in shell("import", "pk", shell.write("pk.csv", PK)).stderr
    assert shell("import", "unit", shell.write("unor.csv", UNITS)).returncode == 0
    report = shell.folder / "report.json"
    dry = shell("import", "pk", shell.write("pk.csv", PK), "--dry-run", "--report", report)
    assert (dry.returncode, shell.count("planning_indikatorpk")) == (0, 0), dry.stderr
    (row,) = json.loads(report.read_text(encoding="utf-8"))
    assert (row["row"], row["verdict"], row["action"], row["values"]["kode"]) == (2, "accepted", "new", "L-1")
    for _ in range(2):
        assert shell("import", "pk", shell.write("pk.csv", PK)).returncode == 0
    assert shell.count("planning_indikatorpk") == 1
    broken = shell("import", "pk", shell.write("pk.csv", PK.replace("naik", "naek")))
    assert broken.returncode == 1
    assert "naik" in broken.stdout
    assert "no such file" in shell("import", "pk", "nowhere.xlsx").stderr


def test_import_skp_asks_for_an_opened_year_and_saves_nothing_in_a_dry_run(shell: Shell) -> None:
    sheet = shell.write("skp.csv", "NIP,Rencana hasil kerja,Indikator\n199001012020011001,Hasil,Ukuran\n")
    assert shell("import", "unit", shell.write("unor.csv", UNITS)).returncode == 0
    refused = shell("import", "skp", sheet, "--dry-run")
    assert refused.returncode == 1
    assert "planning.periode_closed" in refused.stderr
    assert "no such file" in shell("import", "skp", "nowhere.xlsx").stderr


def test_import_with_a_refused_row_saves_nothing_and_is_one(shell: Shell) -> None:
    report = shell.folder / "report.json"
    done = shell("import", "unit", shell.write("unor.csv", BROKEN), "--report", report)
    assert done.returncode == 1
    assert "Dinas Tanpa Atasan" in report.read_text(encoding="utf-8")
    refused = [row for row in json.loads(report.read_text(encoding="utf-8")) if row["verdict"] == "refused"]
    assert refused
    assert all({"column", "code", "message", "suggestion"} == set(refused[0]["problems"][0]) for _ in refused)
    assert shell.count("organisation_unitkerja") == 0


def test_import_refuses_what_is_no_spreadsheet(shell: Shell) -> None:
    assert "no such file" in shell("import", "unit", "nowhere.xlsx").stderr
    for name, text in (("a.xlsx", "PK\x03\x04 broken"), ("b.csv", ""), ("c.pdf", "%PDF-1.4")):
        done = shell("import", "unit", shell.write(name, text))
        assert done.returncode == 1, name
        assert len(done.stderr.splitlines()) == 1
    people = shell("import", "pegawai", shell.write("p.csv", "NIP,NAMA\n1,A\n"))
    assert people.returncode == 1


def test_user_and_token_are_made_and_shown_once(shell: Shell) -> None:
    made = shell("user", "create", "198906152012012901", "--name", "Yohana", "--role", "administrator")
    assert made.returncode == 0, made.stderr
    code = made.stdout.splitlines()[-1]
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    again = shell("user", "create", "198906152012012901", "--name", "Yohana")
    assert (again.returncode, again.stdout) == (1, "")
    assert "kasuari user grant 198906152012012901" in again.stderr
    granted = shell("user", "grant", "198906152012012901", "auditor", "kepegawaian")
    assert (granted.returncode, granted.stdout.split(":")[0]) == (0, "Yohana (198906152012012901)"), (
        granted.stderr
    )
    assert shell.count("accounts_rolegrant") == 3
    assert shell("user", "grant", "198906152012012901", "pyb", "raja").returncode == 2
    assert shell("user", "grant", "198906152012012901", "pyb", "auditor").returncode == 1
    assert shell.count("accounts_rolegrant") == 3
    assert shell("user", "grant", "197001011990011001", "auditor").returncode == 1
    token = shell("token", "create", "198906152012012901", "--days", "7")
    assert re.fullmatch(r"ksr_[\w-]{43}\n", token.stdout)
    assert shell("token", "create", "198906152012012901", "--days", "900").returncode == 1
    unknown = shell("token", "create", "197001011990011001")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "197001011990011001" in unknown.stderr
    assert shell("user", "create", "x1", "--name", "X", "--role", "raja").returncode == 2
    assert shell.count("accounts_user") == 1
    renewed = shell("user", "activate", "198906152012012901").stdout.splitlines()[-1]
    assert renewed != code


def test_audit_verify_finds_what_was_altered(shell: Shell) -> None:
    shell("user", "create", "198906152012012901", "--name", "Yohana")
    assert shell("audit", "seal").stdout == "2 entries sealed.\n"
    whole = shell("audit", "verify")
    assert whole.returncode == 0
    digest = whole.stdout.split()[-1]
    assert shell("audit", "verify", "--expect", digest).returncode == 0
    assert shell("audit", "verify", "--expect", "0" * 64).returncode == 1
    with sqlite3.connect(shell.folder / "kasuari.db") as database:
        database.execute("DROP TRIGGER audit_auditentry_update")
        database.execute("UPDATE audit_auditentry SET by_name = 'orang lain' WHERE id = 1")
    altered = shell("audit", "verify")
    assert altered.returncode == 1
    assert "entries_changed, entries 1 to 2" in altered.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(shell: Shell) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    command = [sys.executable, "-m", "kasuari.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=shell.folder, env=shell.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield process, port
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@pytest.mark.concurrency
def test_serve_answers_with_a_worker_beside_it_and_leaves_nothing_behind(
    shell: Shell, server: tuple[subprocess.Popen[bytes], int]
) -> None:
    process, port = server
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=5) as answer:
                assert json.load(answer)["status"] == "ok"
            break
        except (URLError, ConnectionError, TimeoutError):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.3)
    while not shell.count("foundation_job"):  # the schedule of the worker
        assert time.monotonic() < until
        time.sleep(0.3)
    taken = shell("serve", "--port", str(port))
    assert taken.returncode == 1
    assert f"127.0.0.1:{port}" in taken.stderr
    children = workers_of(process.pid)
    assert children
    answering = children_of(process.pid, "spawn_main")
    assert answering  # by a process of its own: a fork would hold the database that its parent opened
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert [pid for pid in children + answering if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.concurrency
def test_a_killed_server_takes_its_worker_with_it(
    shell: Shell, server: tuple[subprocess.Popen[bytes], int]
) -> None:
    process, _port = server
    until = time.monotonic() + 60
    while not shell.count("foundation_job"):
        assert time.monotonic() < until
        time.sleep(0.3)
    children, servers = workers_of(process.pid), children_of(process.pid)
    assert children
    process.kill()
    process.wait()
    for pid in set(servers) - set(children):
        os.kill(pid, signal.SIGKILL)  # what answers requests is ended by the supervisor, with its group
    while [pid for pid in children if is_running(pid)]:
        assert time.monotonic() < until
        time.sleep(0.2)


def workers_of(parent: int) -> list[int]:
    """The `kasuari worker` processes below a process."""
    return children_of(parent, "kasuari.cli worker")


def children_of(parent: int, having: str = "") -> list[int]:
    listed = subprocess.run(["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()[1:]]
    return [int(pid) for pid, above, words in rows if int(above) == parent and having in words]


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False


def test_the_demo_has_settings_of_its_own_and_a_secret_that_stays(tmp_path: Path) -> None:
    first = demo_commands.demo_environment(tmp_path, bind="127.0.0.1", port=8123)
    second = demo_commands.demo_environment(tmp_path, bind="0.0.0.0", port=8123)
    assert first["KASUARI_SECRET_KEY"] == second["KASUARI_SECRET_KEY"]
    assert len(first["KASUARI_SECRET_KEY"]) >= 40
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert first["KASUARI_ENVIRONMENT"] == "demo"
    assert (first["KASUARI_ALLOWED_HOSTS"], second["KASUARI_ALLOWED_HOSTS"]) == ("", "*")
    other = demo_commands.demo_environment(tmp_path / "other", bind="127.0.0.1", port=1)
    assert other["KASUARI_SECRET_KEY"] != first["KASUARI_SECRET_KEY"]


def test_an_interrupted_build_of_the_demo_begins_afresh_and_a_finished_one_stays(tmp_path: Path) -> None:
    (tmp_path / "kasuari.db").write_text("half")
    demo_commands.make_fresh(tmp_path)
    assert not (tmp_path / "kasuari.db").exists()
    (tmp_path / "kasuari.db").write_text("whole")
    (tmp_path / demo_commands.BUILT).touch()
    demo_commands.make_fresh(tmp_path)
    assert (tmp_path / "kasuari.db").read_text() == "whole"
    demo_commands.make_fresh(tmp_path, forget=True)
    assert not (tmp_path / "kasuari.db").exists()
    assert not (tmp_path / demo_commands.BUILT).exists()


def test_a_demo_whose_address_is_taken_says_so_before_it_builds_or_forgets(tmp_path: Path) -> None:
    (tmp_path / demo_commands.BUILT).touch()
    (tmp_path / "kasuari.db").write_text("whole")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = Shell(tmp_path)("demo", "--fresh", "--port", port, "--folder", tmp_path)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}: Address already in use. Choose another with --port" in done.stderr
    assert (tmp_path / "kasuari.db").read_text() == "whole"


def test_the_demo_stands_on_the_day_that_it_was_built_for() -> None:
    from kasuari.site.demo import build

    assert build.PRACTICE_DATE.isoformat() == demo_commands.PRACTICE_DATE
