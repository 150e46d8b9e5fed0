"""States of the data are frozen under a name, removed, and written anew where something of them has to go."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.archive import head
from cci_data.frozen.content import FrozenProblem, pack, unpacked
from cci_data.history import wait_for_other_writers
from cci_data.language import one_line, slug
from cci_data.models import FrozenState
from cci_data.queries.partners import partners

LONGEST_NAME = 80


def freeze(session: Session, name: str, at: datetime) -> FrozenState:
    """Keep what pages show now under a name, and return it; the caller commits.

    at: the moment (aware). Raises FrozenProblem where the name has no letter, is too long, or makes the same address
    as another; then nothing is kept.
    """
    name = one_line(name).strip()
    key = slug(name)
    if not key or len(name) > LONGEST_NAME:
        raise FrozenProblem(f"The name of a frozen state has letters or digits, and at most {LONGEST_NAME} characters.")
    if (other := session.get(FrozenState, key)) is not None:
        raise FrozenProblem(
            f"There is a frozen state of that address already: {other.name} ({key}). Choose another name, or remove "
            f"that one: python -m cci_data frozen remove {key}"
        )
    wait_for_other_writers(session)
    state = FrozenState(slug=key, name=name, frozen_at=at)
    _keep(state, session)
    session.add(state)
    session.flush()
    return state


def _keep(state: FrozenState, source: Session) -> None:
    """Let a state hold what pages would show of the database of `source`, which is up to date."""
    state.content = pack(source.connection(), state.frozen_at)
    state.sha256 = hashlib.sha256(state.content).hexdigest()
    state.revision = str(head())
    state.partner_count = len(partners(source))


def find(session: Session, key: str) -> FrozenState:
    """Return the frozen state whose slug is `key`; raises FrozenProblem where there is none."""
    found = session.get(FrozenState, key)
    if found is None:
        known = session.scalars(select(FrozenState.slug).order_by(FrozenState.frozen_at)).all()
        there = f"There are {', '.join(known)}." if known else "There is none at all."
        raise FrozenProblem(f"There is no frozen state {key}. {there} See: python -m cci_data frozen list")
    return found


def remove(session: Session, key: str) -> str:
    """Remove a frozen state for good and return its name; the caller commits. Raises FrozenProblem as `find` does."""
    found = find(session, key)
    session.delete(found)
    session.flush()
    return found.name


def rewrite(session: Session, change: Callable[[str, Session], bool]) -> None:
    """Let `change` work on what each frozen state holds; the caller commits.

    change: gets the slug and a session on the state as a database of its own, and tells whether it changed anything.
    If so, the state is frozen again, with the same name, slug and moment. Raises FrozenProblem where one is damaged.
    """
    for state in session.scalars(select(FrozenState).order_by(FrozenState.slug)).all():
        with unpacked(state.content) as engine:
            with Session(engine) as there, there.begin():
                is_changed = change(state.slug, there)
            if is_changed:
                with Session(engine) as there:
                    _keep(state, there)
    session.flush()
