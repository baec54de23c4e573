"""The meetings that no clock asks for: each once, with the children concerned, and with the themes."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement

from db.populations import holders
from db.populations.population import VOIDED_CHILDREN, Join, Make, Population, child_fields, month, named, plain
from db.tables.children import children
from db.tables.clinics import gathering_children, gathering_themes, gatherings
from db.tables.officers import officers

_OWN = gatherings.c
_THEIRS: dict[str, Make] = {
    **{name: plain(_OWN[name]) for name in ("kind", "date", "chair_id", "note")},
    "chair": named(officers.c.name, officers.c.folded, "chair"),
    "iro_id": plain(_OWN.chair_id),
    "iro": named(officers.c.name, officers.c.folded, "chair"),
    "month": month(_OWN.date),
}
_CHAIR = Join(officers, officers.c.id == _OWN.chair_id)
_CHAIR_OF = Join(officers, officers.c.id == _OWN.chair_id, ("gathering",))


def _holder(name: str) -> Make:
    return lambda _: holders.on_day(gathering_children.c.child_id, gathering_children, _OWN.date)[name]


def _all() -> Population:
    fields: Mapping[str, Make] = {**_THEIRS, "id": plain(_OWN.id), "gathering_id": plain(_OWN.id)}
    return Population("gatherings", gatherings, _OWN.id, fields, (_OWN.voided_at.is_(None),), {"chair": _CHAIR})


def _with_children() -> Population:
    linked = gathering_children.c
    fields: Mapping[str, Make] = {
        **_THEIRS,
        **child_fields("child"),
        **{name: plain(linked[name]) for name in ("id", "gathering_id", "child_id")},
        **{name: _holder(name) for name in ("iro_id", "iro", "team_id", "team")},
    }
    always: tuple[ColumnElement[bool], ...] = (
        linked.voided_at.is_(None),
        _OWN.voided_at.is_(None),
        linked.child_id.not_in(VOIDED_CHILDREN),
    )
    joins = {
        "gathering": Join(gatherings, _OWN.id == linked.gathering_id),
        "chair": _CHAIR_OF,
        "child": Join(children, children.c.id == linked.child_id),
    }
    return Population("gathering_children", gathering_children, linked.id, fields, always, joins, ("gathering",))


def _with_themes() -> Population:
    linked = gathering_themes.c
    fields: Mapping[str, Make] = {
        **_THEIRS,
        **{name: plain(linked[name]) for name in ("id", "gathering_id", "theme")},
    }
    always: tuple[ColumnElement[bool], ...] = (linked.voided_at.is_(None), _OWN.voided_at.is_(None))
    joins = {"gathering": Join(gatherings, _OWN.id == linked.gathering_id), "chair": _CHAIR_OF}
    return Population("gathering_themes", gathering_themes, linked.id, fields, always, joins, ("gathering",))


POPULATION = _all()
CHILDREN = _with_children()
THEMES = _with_themes()
