"""The pages of profiles: one's own, the public one, and the orientation."""

import re
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Fragment, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from commonweal_identity.organisations.inviting import invitations_of
from commonweal_identity.profiles.http import answer_step, person_for
from commonweal_identity.profiles.keeping import Profile, change_profile, read_orientation, read_profile
from commonweal_identity.profiles.orientation import ORIENTATION
from commonweal_identity.profiles.permissions import PROFILE
from commonweal_identity.profiles.rules import DisplayName, ProfileChange, Skill
from commonweal_identity.profiles.vocabulary import DAYS, PARTS, SKILLS, countries, languages, time_zones

OWN, ORIENTATION_PAGE, MISSIONS = "/account/profile", "/orientation", "/missions"
CHANGED_MEANWHILE = 409


class ProfileEntries(msgspec.Struct):
    """What the form of a profile sends."""

    version: int
    display_name: DisplayName
    bio: Annotated[str, msgspec.Meta(max_length=500)] = ""
    skills: Annotated[list[Skill], msgspec.Meta(max_length=50)] = []
    other_skills: Annotated[str, msgspec.Meta(max_length=2600)] = ""
    city: Annotated[str, msgspec.Meta(max_length=100)] = ""
    country: str = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    service_radius_km: Annotated[int, msgspec.Meta(ge=5, le=50)] = 10
    languages: Annotated[list[str], msgspec.Meta(max_length=20)] = []
    availability: Annotated[list[str], msgspec.Meta(max_length=21)] = []
    time_zone: str = ""
    locale: str = "en"
    portfolio: Literal["public", "private"] = "public"
    accepts_reviews: bool = False

    def change(self) -> ProfileChange:
        """Return what the form means."""
        values = msgspec.structs.asdict(self)
        others = [skill.strip() for skill in re.split("[,\uff0c\u3001]", values.pop("other_skills"))]
        values["skills"] = list(dict.fromkeys([*self.skills, *filter(None, others)]))
        return msgspec.convert(values, ProfileChange)


class AnswerEntries(msgspec.Struct):
    """Which answer was ticked."""

    answer: Annotated[str, msgspec.Meta(max_length=40)]


@get(OWN, guards=[needs(PROFILE)])
async def profile_page(request: Visit) -> Page:
    """Show one's profile as a form, with how complete it is."""
    return await _show_profile(request, None)


@post(OWN, guards=[needs(PROFILE)])
async def change_page(request: Visit) -> Page | Redirect:
    """Keep the profile, or say what to correct."""
    form = await read_form(request, ProfileEntries)
    if form.value is not None:
        try:
            change = _change_of(form)
            async with request.web.database.write() as work:
                locales = request.web.catalogue.locales
                await change_profile(work, request.principal.account_id, change, locales)
        except Refusal as refusal:
            form.refuse(refusal)
            if refusal.code == "version_mismatch":
                return await _show_profile(request, form, CHANGED_MEANWHILE)
        else:
            answered = Redirect(OWN, status_code=303)
            flash(answered, "identity-flash-profile-saved")
            return answered
    return await _show_profile(request, form, 422)


@get("/people/{human_id:uuid}")
async def person_page(request: Visit, human_id: FromPath[UUID]) -> Page:
    """Show a person as everybody may see them; other plugins add what they know."""
    person = await person_for(request, human_id)
    own = request.principal.kind == "human" and request.principal.account_id == human_id
    context = {"person": person, "own": own, "names": _names(request, person.country, person.languages)}
    return Page("identity/person.html", context, slots={"identity.person": {"person": person}})


@get(ORIENTATION_PAGE, guards=[needs(PROFILE)])
async def orientation_page(
    request: Visit, step: Annotated[int | None, QueryParameter(ge=1, le=5)] = None
) -> Page:
    """Show the next step, or one that was read before; at the end, what comes now."""
    return await _show_step(request, step, empty_form(request), 200)


@post("/orientation/{step:int}", guards=[needs(PROFILE)])
async def step_page(request: Visit, step: FromPath[int]) -> Page | Redirect:
    """Take the answer to a step's question."""
    if not 1 <= step <= len(ORIENTATION):
        raise Refusal("not_found")
    form = await read_form(request, AnswerEntries)
    if form.value is not None:
        try:
            state = await answer_step(request, step, form.value.answer)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            answered = Redirect(ORIENTATION_PAGE, status_code=303)
            if state.finished:
                flash(answered, "identity-flash-orientation-finished")
            return answered
    return await _show_step(request, step, form, 422)


async def account_card(visit: Visit, **_: object) -> Fragment | None:
    """Show on the account page how complete the profile is, and invitations to answer."""
    if not PROFILE.allows(visit.principal):
        return None
    async with visit.web.database.read() as work:
        try:
            profile = await read_profile(work, visit.principal.account_id)
        except Refusal:
            return None
        invitations = await invitations_of(work, profile.id)
    return Fragment(
        "identity/profile_card.html", {"profile": profile, "invitations": invitations, "own": OWN}
    )


def _change_of(form: Form[ProfileEntries]) -> ProfileChange:
    assert form.value is not None  # noqa: S101 - the caller has looked; told to the type checker
    try:
        return form.value.change()
    except msgspec.ValidationError as error:
        # Only skills and languages may still not fit: the form takes none of them for an empty list.
        lacking = [name for name in ("skills", "languages") if f"$.{name}" in str(error)]
        for name in lacking or ["other_skills"]:
            form.fail(name, "invalid" if "[" in str(error).rsplit("$", 1)[-1] else "required")
        raise Refusal("validation_error", fields=list(form.errors.values())) from error


async def _show_profile(request: Visit, form: Form[Any] | None, status: int = 200) -> Page:
    async with request.web.database.read() as work:
        profile = await read_profile(work, request.principal.account_id)
    context = {
        "profile": profile,
        # Whoever was told of another change may keep their own; all others go on from what they read.
        "version": form.text("version") if form and status != CHANGED_MEANWHILE else profile.version,
        "form": form or _filled(request, profile),
        "names": _names(request, "", []),
        "skills": SKILLS,
        "days": DAYS,
        "parts": PARTS,
        "zones": time_zones(),
        "locales": request.web.catalogue.locales,
    }
    return Page("identity/profile.html", context, status=status)


def _filled(request: Visit, profile: Profile) -> Form[Any]:
    values = msgspec.structs.asdict(profile)
    known = [skill for skill in profile.skills if skill in SKILLS]
    values |= {"skills": known, "other_skills": ", ".join(s for s in profile.skills if s not in SKILLS)}
    values["accepts_reviews"] = "1" if profile.accepts_reviews else None
    kept = {name: values[name] for name in ProfileEntries.__struct_fields__}
    return empty_form(request, **kept)


def _names(request: Visit, country: str, spoken: list[str]) -> dict[str, Any]:
    """Return the names of countries and languages in the reader's language, in its order."""
    babel = request.translator.babel
    named = {code: str(babel.territories.get(code, code)) for code in countries()}
    tongues = {code: str(babel.languages.get(code, code)) for code in languages()}
    return {
        "countries": sorted(named.items(), key=lambda each: each[1]),
        "languages": sorted(tongues.items(), key=lambda each: each[1]),
        "country": named.get(country, country),
        "spoken": [tongues.get(code, code) for code in spoken],
    }


async def _show_step(request: Visit, wanted: int | None, form: Form[Any], status: int) -> Page:
    async with request.web.database.read() as work:
        state = await read_orientation(work, request.principal.account_id)
    number = min(wanted or state.done + 1, state.done + 1)
    context: dict[str, Any] = {"state": state, "number": number, "form": form, "missions": MISSIONS}
    context["steps"] = ORIENTATION
    context["step"] = ORIENTATION[number - 1] if number <= len(ORIENTATION) else None
    return Page("identity/orientation.html", context, status=status)


PAGES = [profile_page, change_page, person_page, orientation_page, step_page]
