"""The command that brings statistics up to date from where they are published."""

import hashlib
from typing import Annotated, Literal

import typer
from sqlalchemy.orm import Session

from cci_data.cli.application import CANNOT_GO_ON, By, app, opened_session, problems_as_sentences
from cci_data.cli.desk import DryRun, Whole, bring_in
from cci_data.cli.progress import working
from cci_data.history import SourceFile
from cci_data.imports.draft import Draft
from cci_data.imports.eurostat import Fetched, fetch_indicators
from cci_data.imports.indicators import plan_series
from cci_data.imports.plan import Plan
from cci_data.imports.statistics.dataset import Dataset, source_of
from cci_data.queries.indicators import published_by
from cci_data.settings import read_settings

Publisher = Annotated[Literal["eurostat"], typer.Argument(help="Whose statistics.")]


@app.command()
def refresh(publisher: Publisher, dry_run: DryRun = False, by: By = "", is_whole: Whole = False) -> None:
    """Fetch the statistics that the indicators are made of, and store what is new or revised.

    A revised value keeps its former one. A data set that cannot be had is named; the others are stored all the same.
    """
    with problems_as_sentences():
        with opened_session(is_read_only=True) as session:
            indicators = published_by(session, publisher="Eurostat")
        with working("asking Eurostat") as tell:
            address = read_settings().eurostat_url
            fetched = fetch_indicators(indicators, base_url=address, tell=lambda sentence: tell(sentence, 0, 0))
        for sentence in fetched.problems:
            typer.echo(sentence, err=True)
        if not fetched.series:
            typer.echo("\n".join([*(f"Note: {note}" for note in fetched.notes), "Nothing is stored."]))
        else:
            bring_in(
                "statistics", _files(fetched), lambda session, _tell: _plan(session, fetched), dry_run, by, is_whole
            )
        if fetched.problems:
            raise typer.Exit(CANNOT_GO_ON)


def _plan(session: Session, fetched: Fetched) -> Plan:
    plan = plan_series(Draft(session), [(one.indicator_id, one.values, one.dataset) for one in fetched.series])
    plan.notes[:0] = fetched.notes
    return plan


def _files(fetched: Fetched) -> list[SourceFile]:
    """Name each data set as the file that it would have been, with the checksum of its observations."""
    datasets = {source_of(one.dataset): one.dataset for one in fetched.series}
    return [SourceFile(name, _checksum(dataset)) for name, dataset in datasets.items()]


def _checksum(dataset: Dataset) -> str:
    return hashlib.sha256(dataset.table.to_csv(index=False).encode()).hexdigest()
