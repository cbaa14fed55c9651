"""The templates of admins: what they preset for missions (DOMAIN §7.1)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, new_id

from commonweal_missions.rules.drafting import Evidence, NewEvidence
from commonweal_missions.rules.vocabulary import Difficulty

_ALL = (
    "SELECT id, name, evidence::text AS evidence, radius_km, difficulty, duration_min FROM missions.template"
)


class NewTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an admin presets: evidence, radius, difficulty and duration."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    evidence: Evidence
    difficulty: Difficulty
    duration_min: Annotated[int, msgspec.Meta(ge=15, le=10_080)]
    radius_km: Annotated[int, msgspec.Meta(ge=1, le=200)] = 5


class MissionTemplate(NewTemplate, frozen=True, kw_only=True):
    """A template that exists."""

    id: UUID

    def entries(self) -> dict[str, object]:
        """Return what it fills into the form of a mission."""
        known: dict[str, object] = {
            "difficulty": str(self.difficulty),
            "duration_min": self.duration_min,
            "radius_km": self.radius_km,
            "items": max(3, len(self.evidence)),
        }
        for number, item in enumerate(self.evidence, start=1):
            known[f"item_{number}_kind"] = str(item.kind)
            known[f"item_{number}"] = item.description
            known[f"item_{number}_optional"] = None if item.required else "1"
        return known


async def list_templates(work: UnitOfWork) -> list[MissionTemplate]:
    """Read all templates by name."""
    return [_template(row) for row in await work.fetch(f"{_ALL} ORDER BY name")]


async def find_template(work: UnitOfWork, template_id: UUID) -> MissionTemplate | None:
    """Read one template."""
    row = await work.fetch_row(f"{_ALL} WHERE id = $1", template_id)
    return None if row is None else _template(row)


async def add_template(work: UnitOfWork, template: NewTemplate, admin_id: UUID, at: datetime) -> UUID:
    """Keep a new template; raises ``Refusal("conflict")`` when its name is taken."""
    template_id = new_id()
    added = await work.fetch_value(
        "INSERT INTO missions.template (id, name, evidence, radius_km, difficulty, duration_min, created_by,"
        " created_at) VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, $7, $8)"
        " ON CONFLICT DO NOTHING RETURNING true",
        template_id,
        template.name,
        msgspec.json.encode(template.evidence).decode(),
        template.radius_km,
        str(template.difficulty),
        template.duration_min,
        admin_id,
        at,
    )
    if not added:
        raise Refusal("conflict")
    return template_id


async def remove_template(work: UnitOfWork, template_id: UUID) -> None:
    """Take a template away; raises ``Refusal("not_found")``."""
    if not await work.fetch_value("DELETE FROM missions.template WHERE id = $1 RETURNING true", template_id):
        raise Refusal("not_found")


def _template(row: object) -> MissionTemplate:
    values = dict(row)  # type: ignore[call-overload]  # a record
    evidence = msgspec.json.decode(values.pop("evidence"), type=list[NewEvidence])
    return msgspec.convert({**values, "evidence": evidence}, MissionTemplate)
