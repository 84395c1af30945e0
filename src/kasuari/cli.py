"""The `kasuari` command.

Exit codes: 0 done; 1 refused because of the data or a mistake in it; 2 wrong usage; 3 the settings or the
database do not allow it to start. A mistake of the user is one clear line, never a traceback.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from kasuari.accounts.models import User
    from kasuari.foundation.access import Actor
    from kasuari.organisation.operations import ImportResult

REFUSED, CONFIGURATION = 1, 3
CONNECT_SECONDS = 5
SCHEMES = ("sqlite:///", "postgresql://", "postgres://")


class Refused(click.ClickException):
    """The data or the input do not allow it."""

    exit_code = REFUSED

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class Misconfigured(Refused):
    """The settings or the database do not allow it to start."""

    exit_code = CONFIGURATION


class ExplainingGroup(click.Group):
    """Turns what the product refuses into one clear line and the right exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            explained = _explained(error)
            if explained is None:
                raise
            raise explained from None


def _explained(error: Exception) -> Refused | None:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

    from kasuari.foundation.refusals import Refusal
    from kasuari.site.config import ConfigurationError

    if isinstance(error, ConfigurationError):
        return Misconfigured(str(error))
    if isinstance(error, ImproperlyConfigured):
        return Misconfigured(f"The settings are not fit to start with: {error}")
    if isinstance(error, Refusal):
        lines = [f"{error.reason} [{error.code}]"]
        lines += [f"  {problem.path}: {problem.message}" for problem in error.problems]
        return Refused("\n".join(lines))
    if isinstance(error, (OperationalError, ProgrammingError, InterfaceError)):
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if "no such table" in said or ("does not exist" in said and "relation" in said):
            return Misconfigured("The database has no tables yet. Run `kasuari migrate` first.")
        return Misconfigured(f"KASUARI_DATABASE_URL: the database does not answer: {said}")
    if isinstance(error, DatabaseError):
        return Refused(f"The database refused: {str(error).strip().splitlines()[0]}")
    if isinstance(error, OSError):
        return Refused(f"{error.filename or 'The system'}: {error.strerror or error}")
    return None


def set_up(*, environment: dict[str, str] | None = None) -> None:
    """Check the settings, then load the product. Raises ConfigurationError with a line per wrong setting."""
    from kasuari.site.commands.demo import take_environment
    from kasuari.site.config import ConfigurationError, load_config

    if environment is not None:
        take_environment(environment)
        load_config.cache_clear()
    config = load_config()
    if not config.database_url.startswith(SCHEMES):
        raise ConfigurationError(f"KASUARI_DATABASE_URL: must begin with {', '.join(SCHEMES[:2])}")
    try:
        (config.data_dir / "static").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"KASUARI_DATA_DIR: {config.data_dir} cannot be written: {error.strerror}"
        ) from None
    _reach_server(config.database_url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasuari.site.settings")
    _load()


def _load() -> None:
    """What is loaded stays to the end, so nobody looks through it for garbage: that took a third of the
    time."""
    import gc

    import django

    gc.disable()
    try:
        django.setup()
        gc.freeze()
    finally:
        gc.enable()


def _reach_server(url: str) -> None:
    """Ask a PostgreSQL server once, so that one that is away is said so at once. Raises Misconfigured."""
    if url.startswith("sqlite"):
        return
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise Misconfigured(f"KASUARI_DATABASE_URL: the database does not answer: {said}") from None


def moment() -> datetime:
    """Now, as the product counts."""
    from kasuari.foundation import clock

    return clock.now()


def operator() -> Actor:
    """Whoever sits at the command line acts as the product itself."""
    from kasuari.foundation.access import Actor

    return Actor.system("kasuari", on=moment().date())


def user_of(nip: str) -> User:
    """The account with that NIP or name. Raises Refused."""
    from kasuari.accounts.queries import user_by_username

    user = user_by_username(nip)
    if user is None:
        raise Refused(f"There is no account with the NIP or name {nip}.")
    return user


@click.group(cls=ExplainingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("kasuari"), prog_name="kasuari")
def main() -> None:
    """Manage and evaluate the performance of civil servants under PermenPANRB 6/2022.

    Settings come from environment variables that begin with KASUARI_; docs/reference/settings.md lists them.
    """


@main.command()
def migrate() -> None:
    """Create or update the tables of the database."""
    set_up()
    migrate_quietly(verbosity=1)


def migrate_quietly(*, verbosity: int) -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)


@main.command()
@click.option("--bind", help="Address to listen on. [default: KASUARI_BIND]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on. [default: KASUARI_PORT]")
@click.option("--no-worker", is_flag=True, help="Do not start a worker beside the server.")
def serve(bind: str | None, port: int | None, no_worker: bool) -> None:
    """Start the production server, with a worker beside it."""
    set_up()
    from kasuari.site.commands import serving
    from kasuari.site.config import load_config

    require_tables()
    config = load_config()
    serving.serve(
        bind=bind or config.bind,
        port=port or config.port,
        workers=config.workers,
        threads=config.threads,
        with_worker=not no_worker,
    )


def require_tables() -> None:
    """Refuse to start on a database that is empty or older than the program. Raises Misconfigured."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Misconfigured("The database is not up to date. Run `kasuari migrate` first.")


@main.command()
def static() -> None:
    """Compress the static files. `serve` does it by itself when they have changed."""
    set_up()
    from kasuari.site.commands import serving

    done = serving.collect_static()
    click.echo("The static files are ready." if done else "The static files have not changed.")


@main.command()
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, help="Jobs side by side."
)
@click.option("--beside", type=int, hidden=True)
def worker(threads: int, beside: int | None) -> None:
    """Run the work outside requests until told to stop."""
    set_up()
    from kasuari.site.commands import serving

    serving.work(threads=threads, beside=beside)


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on."
)
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Where the demo keeps its data.",
)
@click.option("--fresh", is_flag=True, help="Forget the data of the demo and build it anew.")
@click.option("--build-only", is_flag=True, help="Build the province and stop.")
def demo(port: int, bind: str, folder: Path, fresh: bool, build_only: bool) -> None:
    """Start an invented province in the middle of a year; the first start builds it."""
    from kasuari.site.commands import demo as commands
    from kasuari.site.commands.address import require_free

    if not build_only:
        require_free(bind, port)
    commands.make_fresh(folder, forget=fresh)
    set_up(environment=commands.demo_environment(folder, bind=bind, port=port))
    migrate_quietly(verbosity=0)
    commands.build_once(folder, say=click.echo)
    if build_only:
        return
    from kasuari.site.commands import serving
    from kasuari.site.config import load_config

    click.echo("\n".join(commands.welcome(port=port)))
    serving.serve(bind=bind, port=port, workers=1, threads=load_config().threads, with_worker=True)


@main.group(name="import")
def import_() -> None:
    """Import units, people or perjanjian kinerja from a spreadsheet (CSV, XLSX, XLS or ODS)."""


def _import_options(command: Any) -> Any:
    for option in reversed(
        [
            click.argument("file", type=click.Path(path_type=Path)),
            click.option("--dry-run", is_flag=True, help="Read and report; save nothing."),
            click.option(
                "--report",
                type=click.Path(path_type=Path, dir_okay=False),
                help="Write a JSON report of every sheet row to this file.",
            ),
        ]
    ):
        command = option(command)
    return command


_dated = click.option(
    "--effective-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which the data hold, where the file has none. [default: today]",
)


@import_.command(name="unit")
@_import_options
@_dated
@click.option(
    "--agency", default="", help="Name of the agency, on the first import. [default: the topmost unit]"
)
@click.option("--city", default="", help="City where the agency signs its documents, on the first import.")
def import_unit(
    file: Path, dry_run: bool, report: Path | None, effective_date: datetime | None, agency: str, city: str
) -> None:
    """Import the unit kerja of FILE: all rows or none."""
    _import("unit", file, dry_run, report, effective_date, agency, city)


@import_.command(name="pegawai")
@_import_options
@_dated
def import_pegawai(file: Path, dry_run: bool, report: Path | None, effective_date: datetime | None) -> None:
    """Import the pegawai of FILE, with an account for each: all rows or none."""
    _import("pegawai", file, dry_run, report, effective_date, "", "")


@import_.command(name="pk")
@_import_options
def import_pk(file: Path, dry_run: bool, report: Path | None) -> None:
    """Import the perjanjian kinerja of FILE, one row for each indicator: all rows or none."""
    set_up()
    from kasuari.site.commands import importing

    if not file.is_file():
        raise Refused(f"{file}: there is no such file.")
    _tell(importing.run_pk_import(path=file, dry_run=dry_run, by=operator(), at=moment()), dry_run, report)


@import_.command(name="skp")
@_import_options
@click.option(
    "--year", type=int, default=None, help="Performance year of the rows. [default: the running one]"
)
def import_skp(file: Path, dry_run: bool, report: Path | None, year: int | None) -> None:
    """Import the SKP rows of FILE, a sheet that was taken out before: all rows or none."""
    set_up()
    from kasuari.site.commands import importing

    if not file.is_file():
        raise Refused(f"{file}: there is no such file.")
    result = importing.run_skp_import(path=file, year=year, dry_run=dry_run, by=operator(), at=moment())
    _tell(result, dry_run, report)


@import_.command(name="mitra")
@_import_options
def import_mitra(file: Path, dry_run: bool, report: Path | None) -> None:
    """Import the partners of FILE with their agreements: all rows or none."""
    _import_catalogue("mitra", file, dry_run, report)


@import_.command(name="pelatihan")
@_import_options
def import_pelatihan(file: Path, dry_run: bool, report: Path | None) -> None:
    """Import the training programmes of FILE, whose partners are known: all rows or none."""
    _import_catalogue("pelatihan", file, dry_run, report)


def _import_catalogue(kind: str, file: Path, dry_run: bool, report: Path | None) -> NoReturn:
    set_up()
    from kasuari.site.commands import importing

    if not file.is_file():
        raise Refused(f"{file}: there is no such file.")
    result = importing.run_catalogue_import(kind=kind, path=file, dry_run=dry_run, by=operator(), at=moment())
    _tell(result, dry_run, report)


def _import(
    kind: str,
    file: Path,
    dry_run: bool,
    report: Path | None,
    effective_date: datetime | None,
    agency: str,
    city: str,
) -> NoReturn:
    set_up()
    from kasuari.site.commands import importing

    if not file.is_file():
        raise Refused(f"{file}: there is no such file.")
    now = moment()
    result = importing.run_import(
        kind=kind,
        path=file,
        dry_run=dry_run,
        effective_date=effective_date.date() if effective_date else now.date(),
        agency=agency,
        city=city,
        by=operator(),
        at=now,
    )
    _tell(result, dry_run, report)


def _tell(result: ImportResult, dry_run: bool, report: Path | None) -> NoReturn:
    """Say what a file came to, and end with the exit code that fits."""
    from kasuari.site.commands import importing

    if report is not None:
        importing.write_report(result, report)
    for line in importing.summary(result):
        click.echo(line)
    if result.applied:
        click.echo("Imported.")
    elif dry_run:
        click.echo("Dry run: nothing was saved.")
    if result.counts.get("refused"):
        click.echo("Rows are refused, so nothing was saved. Mend them and import again.", err=True)
        sys.exit(REFUSED)
    sys.exit(0)


@main.command(name="lint-skp")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the answer to this file. [default: print it]",
)
@click.option(
    "--language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="The language of the advice.",
)
def lint_skp(file: Path, output: Path | None, language: str) -> None:
    """Check how the results and indikator in FILE are written: a JSON list, or - for standard input.

    Each item may hold rhk, indikator, target, jabatan and tugas (a list); what is not given is not checked.
    The answer is the same list with rhk_kind, measurable, absolute_problem, target_malformed, relevance and
    advice. It needs no database. The exit code is 0 whatever the advice says.
    """
    from kasuari.site.commands import linting

    name = "standard input" if str(file) == "-" else str(file)
    if name != "standard input" and not file.is_file():
        raise Refused(f"{file}: there is no such file.")
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        items = linting.read_items(raw.decode())
    except UnicodeDecodeError:
        raise Refused(f"{name}: this is not a text in UTF-8.") from None
    except linting.Unreadable as error:
        raise Refused(f"{name}: {error}") from None
    answer = json.dumps(linting.lint(items, language=language), ensure_ascii=False, indent=2)
    if output is None:
        click.echo(answer)
    else:
        output.write_text(answer + "\n", encoding="utf-8")


@main.group()
def user() -> None:
    """Accounts."""


@user.command(name="create")
@click.argument("nip")
@click.option("--name", prompt="Name", help="The person's name.")
@click.option("--email", default="", help="E-mail address.")
@click.option(
    "--role", "roles", multiple=True, help="A role for the whole agency from today; may be repeated."
)
def user_create(nip: str, name: str, email: str, roles: tuple[str, ...]) -> None:
    """Create an account for NIP and print its activation code.

    Whoever was imported has an account already: see `kasuari user activate` and `kasuari user grant`.
    """
    set_up()
    from django.db import transaction

    from kasuari.accounts import operations
    from kasuari.accounts.queries import user_by_username

    _check_roles(roles)
    if user_by_username(nip) is not None:
        raise Refused(
            f"There is an account with the NIP or name {nip} already. A new activation code: "
            f"kasuari user activate {nip}. A role: kasuari user grant {nip} ROLE."
        )
    by, now = operator(), moment()
    with transaction.atomic():
        made = operations.create_user(username=nip, name=name, email=email, by=by, at=now)
        for role in roles:
            operations.grant_role(user=made, role=role, start_date=now.date(), by=by, at=now)
        code = operations.issue_activation(user=made, by=by, at=now)
    _print_code(made, code)


@user.command(name="grant")
@click.argument("nip")
@click.argument("roles", metavar="ROLE...", nargs=-1, required=True)
def user_grant(nip: str, roles: tuple[str, ...]) -> None:
    """Give NIP one or more roles for the whole agency from today."""
    set_up()
    from django.db import transaction

    from kasuari.accounts import operations

    _check_roles(roles)
    found, by, now = user_of(nip), operator(), moment()
    with transaction.atomic():
        for role in roles:
            operations.grant_role(user=found, role=role, start_date=now.date(), by=by, at=now)
    click.echo(f"{found.name} ({found.username}): {', '.join(roles)} from {now.date()}.")


def _check_roles(roles: tuple[str, ...]) -> None:
    from kasuari.accounts.enums import Role

    unknown = [role for role in roles if role not in Role.values]
    if unknown:
        raise click.BadParameter(f"{unknown[0]} is not one of {', '.join(Role.values)}", param_hint="ROLE")


@user.command(name="activate")
@click.argument("nip")
def user_activate(nip: str) -> None:
    """Print a new activation code for NIP, with which a password is set once."""
    set_up()
    from kasuari.accounts import operations

    found = user_of(nip)
    _print_code(found, operations.issue_activation(user=found, by=operator(), at=moment()))


def _print_code(found: User, code: str) -> None:
    from kasuari.site.config import load_config

    address = load_config().base_url.rstrip("/")
    click.echo(f"Account of {found.name} ({found.username}). Open {address}/masuk/aktivasi/ with this code,")
    click.echo("which is good for 14 days and for one use:", nl=True)
    click.echo(code)


@main.group()
def token() -> None:
    """API tokens."""


@token.command(name="create")
@click.argument("nip")
@click.option("--name", default="command line", show_default=True, help="What the token is for.")
@click.option("--days", type=int, default=90, show_default=True, help="Days until it expires, at most 365.")
def token_create(nip: str, name: str, days: int) -> None:
    """Print a new bearer token that acts with the rights of NIP. It is shown this once."""
    set_up()
    from kasuari.accounts import operations

    _token, secret = operations.create_token(
        user=user_of(nip), name=name, days=days, by=operator(), at=moment()
    )
    click.echo(secret)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Say whether FILE is a document of this house, byte for byte, and whether it still holds.

    The exit code is 1 for a file that is unknown or was altered, and for one that was superseded.
    """
    set_up()
    from kasuari.documents.queries import Standing, standing_of_file

    standing, found = standing_of_file(file.read_bytes())
    if found is None:
        raise Refused(
            f"{file.name}: not a document of this house, or altered so far that it no longer tells which."
        )
    told = f"{file.name}: {found.kind}, code {found.code}, issued {found.issued_at:%Y-%m-%d}"
    if standing is Standing.ALTERED:
        raise Refused(f"{told}: altered. It bears the code of that document and is not what was issued.")
    if standing is Standing.REPLACED:
        by = f" by {found.replaced_by.kind}, code {found.replaced_by.code}" if found.replaced_by else ""
        raise Refused(f"{told}: genuine, and superseded{by}.")
    click.echo(f"{told}: genuine, and holds.")


@main.command()
@click.option("--periode", type=int, required=True, help="The year whose evaluations are computed again.")
def recompute(periode: int) -> None:
    """Compute every stored predikat of a year again under its own rules, and the fingerprint of every closed
    period; exit code 1 if any differs."""
    set_up()
    from kasuari.evaluation.queries import broken_seals
    from kasuari.evaluation.queries import recompute as computed_again
    from kasuari.planning import queries as planning

    years = list(planning.periodes().filter(tahun=periode))
    if not years:
        raise Refused(f"There is no year {periode}.")
    checked: set[int] = set()
    total = different = 0
    for year in years:
        for difference in computed_again(year):
            if difference is None:
                total += 1
                continue
            if difference.evaluasi_id not in checked:
                checked.add(difference.evaluasi_id)
                total += 1
            different += 1
            click.echo(
                f"evaluation {difference.evaluasi_id} ({difference.nip}): {difference.field} is "
                f"{difference.stored or 'empty'}, the rules say {difference.computed or 'nothing'}"
            )
    seals = [seal for year in years for seal in broken_seals(year)]
    broken = [seal for seal in seals if seal is not None]
    for seal in broken:
        click.echo(
            f"{planning.label(seal.periode_evaluasi)} was closed with the fingerprint {seal.stored}, "
            f"its content now has {seal.computed}"
        )
    told = f"{total} evaluations computed again, {len(checked) or 'none'} of them differ"
    if different or broken:
        raise Refused(f"{told}; {len(broken)} of {len(seals)} closed periods differ.")
    click.echo(f"{told}; {len(seals)} closed periods are as they were closed.")


@main.group()
def audit() -> None:
    """The ledger of every write."""


@audit.command(name="verify")
@click.option("--expect", default="", help="A seal that was kept elsewhere and must be in the chain.")
def audit_verify(expect: str) -> None:
    """Compute every seal again; the exit code is 1 when the ledger was altered."""
    set_up()
    from kasuari.audit.queries import verify

    found = verify(expected_digest=expect)
    if found.breach is not None:
        breach = found.breach
        raise Refused(
            f"The ledger was altered: {breach.code}, "
            f"entries {breach.first_entry_id} to {breach.last_entry_id}."
        )
    click.echo(f"The ledger is whole: {found.entries} sealed entries, {found.unsealed} not sealed yet.")
    if found.digest:
        click.echo(f"Latest seal, to be kept elsewhere: {found.digest}")


@audit.command(name="seal")
def audit_seal() -> None:
    """Seal what was written since the last seal. The worker does it every hour."""
    set_up()
    from kasuari.audit.operations import seal_entries

    click.echo(f"{seal_entries(by=operator(), at=moment())} entries sealed.")


if __name__ == "__main__":
    main()
