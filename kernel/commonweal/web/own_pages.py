"""The kernel's own pages: what a problem code means."""

from litestar import get
from litestar.params import FromPath

from commonweal.errors import Refusal
from commonweal.web.pages import Page
from commonweal.web.visit import Visit


@get("/problems/{code:str}", include_in_schema=False, opt={"page": True})
async def problem_page(request: Visit, code: FromPath[str]) -> Page:
    """Explain one problem code: the ``type`` of a problem document leads here."""
    problems = request.web.problems
    if code not in problems.statuses:
        raise Refusal("not_found")
    title = request.translator.text(f"{problems.message_id(code)}-title")
    return Page("kernel/problem_code.html", {"code": code, "title": title, "status": problems.statuses[code]})
