"""Stores that take conditions to mean something else than they do."""

import datetime as dt
import struct

import msgspec
from commonweal.testing.vectors import passes
from commonweal.vectors.collection import Item, values_of
from commonweal.vectors.filters import And, Equal, Filter, Near, Not, OneOf, Or, Range

from .faulty_stores import CONDITION, TENANTS, LastingStore, found_by


class _Compares(LastingStore):
    """Decides in its own way what passes a filter."""

    def _passing(self, name, where):
        kept = super()._passing(name, where)
        return (
            kept if where is None else [each for each in self.items(name).values() if self.meets(each, where)]
        )

    def meets(self, entry: Item, where: Filter) -> bool:
        match where:
            case And(parts):
                return all(self.meets(entry, part) for part in parts)
            case Or(parts):
                return any(self.meets(entry, part) for part in parts)
            case Not(part):
                return not self.meets(entry, part)
            case _:
                return self.holds(entry, where)

    def holds(self, entry: Item, where: Equal | OneOf | Range | Near) -> bool:
        return passes(entry, where)


@found_by(TENANTS)
class LeaksThroughOr(_Compares):
    """Joins the parts of an Or with those of the And around it, as a statement without brackets does."""

    def meets(self, entry, where):
        if isinstance(where, And) and any(isinstance(part, Or) for part in where.parts):
            return any(super(LeaksThroughOr, self).meets(entry, part) for part in where.parts)
        return super().meets(entry, where)


@found_by(CONDITION)
class TakesNoValueForUnknown(_Compares):
    """Does as SQL: ``Not`` of a comparison with nothing is not true."""

    def meets(self, entry, where):
        if isinstance(where, Not) and hasattr(where.part, "field") and not values_of(entry, where.part.field):
            return False
        return super().meets(entry, where)


@found_by(CONDITION)
class LooksAtTheFirstValueOnly(_Compares):
    def holds(self, entry, where):
        first = {name: values_of(entry, name)[:1] for name in entry.fields}
        return passes(msgspec.structs.replace(entry, fields=first), where)


@found_by(CONDITION)
class WantsAllValues(_Compares):
    def holds(self, entry, where):
        values = values_of(entry, where.field)
        each = [msgspec.structs.replace(entry, fields={where.field: value}) for value in values]
        return bool(each) and all(passes(one, where) for one in each)


def _changed(where: Filter, change) -> Filter:
    """Return a condition with its values changed."""
    match where:
        case Equal(field, value):
            return Equal(field, change(value))
        case OneOf(field, values):
            return OneOf(field, [change(value) for value in values])
        case Range():
            bounds = [None if bound is None else change(bound) for bound in (where.least, where.most)]
            return Range(field=where.field, least=bounds[0], most=bounds[1])
    return where


class _Rounds(_Compares):
    """Compares values after changing them."""

    def holds(self, entry, where):
        fields = {name: [self.change(value) for value in values_of(entry, name)] for name in entry.fields}
        return passes(msgspec.structs.replace(entry, fields=fields), _changed(where, self.change))

    def change(self, value):
        return value


@found_by(CONDITION)
class IgnoresCase(_Rounds):
    def change(self, value):
        return value.lower() if isinstance(value, str) else value


@found_by(CONDITION)
class ComparesIntegersAsFloats(_Rounds):
    def change(self, value):
        return float(value) if type(value) is int else value


@found_by(CONDITION)
class ComparesIn32Bits(_Rounds):
    def change(self, value):
        return (
            struct.unpack("f", struct.pack("f", value))[0]
            if isinstance(value, float) and value < 1e30
            else value
        )


@found_by(CONDITION)
class ComparesWholeSeconds(_Rounds):
    def change(self, value):
        return value.replace(microsecond=0) if isinstance(value, dt.datetime) else value


@found_by(CONDITION)
class ForgetsZones(_Rounds):
    def change(self, value):
        return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value


@found_by(CONDITION)
class LeavesTheBoundsOut(_Compares):
    def holds(self, entry, where):
        if isinstance(where, Range):
            bounds = {where.least, where.most}
            inside = [value for value in values_of(entry, where.field) if value not in bounds]
            entry = msgspec.structs.replace(entry, fields={where.field: inside})
        return passes(entry, where)


@found_by("a_radius_reaches_over_the_date_line_and_the_poles")
class TakesTheEarthForFlat(_Compares):
    def holds(self, entry, where):
        if not isinstance(where, Near):
            return passes(entry, where)
        degrees = where.metres / 111_195
        return any(
            abs(place.latitude - where.centre.latitude) <= degrees
            and abs(place.longitude - where.centre.longitude) <= degrees
            for place in values_of(entry, where.field)
        )


@found_by("a_filter_may_be_long_and_deep")
class ReadsShortFilters(_Compares):
    def holds(self, entry, where):
        if isinstance(where, OneOf):
            return passes(entry, OneOf(where.field, where.values[:5]))
        return passes(entry, where)
