"""The JSON API of profiles and the orientation: ``/api/v1/identity/me`` and ``/people/{id}``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, Visit, needs
from litestar import get, patch, post
from litestar.params import FromPath, JSONBody

from commonweal_identity.profiles.keeping import (
    OrientationState,
    Person,
    Profile,
    change_profile,
    finish_step,
    read_orientation,
    read_person,
    read_profile,
)
from commonweal_identity.profiles.orientation import ORIENTATION
from commonweal_identity.profiles.permissions import PROFILE, SEE_PRIVATE
from commonweal_identity.profiles.rules import ProfileChange
from commonweal_identity.services import identity_in


class StepAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the orientation, 1-5, and the answer to its question."""

    step: Annotated[int, msgspec.Meta(ge=1, le=5)]
    answer: Annotated[str, msgspec.Meta(max_length=40)]


class Question(msgspec.Struct, frozen=True):
    """A step in the reader's words."""

    step: int
    title: str
    text: str
    question: str
    answers: dict[str, str]


class Orientation(msgspec.Struct, frozen=True):
    """The orientation: how far one has come, and its steps."""

    done: int
    finished: bool
    steps: list[Question]


@get("/me", guards=[needs(PROFILE)], operation_id="readProfile", summary="Read one's own profile")
async def read_me(request: Visit) -> Profile:
    """Give the profile with its version, and how complete it is."""
    async with request.web.database.read() as work:
        return await read_profile(work, request.principal.account_id)


@patch("/me", guards=[needs(PROFILE)], operation_id="changeProfile", summary="Change one's own profile")
async def change_me(request: Visit, data: JSONBody[ProfileChange]) -> Profile:
    """Change what is given, if ``version`` still is the present one (else 409 ``version_mismatch``)."""
    async with request.web.database.write() as work:
        locales = request.web.catalogue.locales
        return await change_profile(work, request.principal.account_id, data, locales)


@get("/people/{human_id:uuid}", operation_id="readPerson", summary="Read a person")
async def read_someone(request: Visit, human_id: FromPath[UUID]) -> Person:
    """Give what everybody may know of a person; private portfolios are not found."""
    return await person_for(request, human_id)


@get("/orientation", guards=[needs(PROFILE)], operation_id="readOrientation", summary="Read the orientation")
async def orientation(request: Visit) -> Orientation:
    """Give the five steps with their questions, and how many are done."""
    async with request.web.database.read() as work:
        state = await read_orientation(work, request.principal.account_id)
    words = request.translator
    steps = []
    for number, step in enumerate(ORIENTATION, start=1):
        prefix = f"identity-orientation-{step.key}"
        answers = {answer: words.text(f"{prefix}-answer-{answer}") for answer in step.answers}
        title, text, question = (words.text(f"{prefix}-{part}") for part in ("title", "text", "question"))
        steps.append(Question(number, title, text, question, answers))
    return Orientation(state.done, state.finished, steps)


@post(
    "/orientation",
    status_code=200,
    guards=[needs(PROFILE)],
    operation_id="answerOrientation",
    summary="Finish a step of the orientation",
)
async def answer_orientation(request: Visit, data: JSONBody[StepAnswer]) -> OrientationState:
    """Answer a step's question; steps come in order. The last one earns 10 IT, once in a lifetime."""
    return await answer_step(request, data.step, data.answer)


async def answer_step(request: Visit, step: int, answer: str) -> OrientationState:
    """Finish a step whose question is answered rightly; raises ``Refusal`` at ``answer`` otherwise."""
    given = ORIENTATION[step - 1]
    if answer not in given.answers:
        wrong = FieldError("/answer", "not_a_choice", {"choices": ", ".join(given.answers)})
        raise Refusal("validation_error", fields=[wrong])
    if answer != given.right:
        wrong = FieldError("/answer", "wrong_answer", {}, "identity-orientation-wrong")
        raise Refusal("validation_error", fields=[wrong])
    afterwards = identity_in(request).after_orientation
    async with request.web.database.write() as work:
        return await finish_step(work, request.principal.account_id, step, afterwards)


async def person_for(request: Visit, human_id: UUID) -> Person:
    """Return a person for whoever reads."""
    reader = request.principal.account_id if request.principal.kind == "human" else None
    async with request.web.database.read() as work:
        is_admin = SEE_PRIVATE.allows(request.principal)
        return await read_person(work, human_id, reader, is_admin=is_admin)


ROUTES = [read_me, change_me, read_someone, orientation, answer_orientation]
