"""A worker that dies before or after any of its statements, as often as a test likes."""

from commonweal import UnitOfWork


class CrashedError(BaseException):
    """The worker is gone; nothing of it goes on."""


class Crashes:
    """Lets a worker die before or after any of its statements."""

    def __init__(self, monkeypatch):
        self.left, self.points, run = None, 0, UnitOfWork._run

        async def dying(work, *arguments):
            self.step()
            answer = await run(work, *arguments)
            self.step()
            return answer

        monkeypatch.setattr(UnitOfWork, "_run", dying)

    def step(self):
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise CrashedError

    async def every(self, act):
        """Do ``act`` over and over, dying one step later each time, until it is done."""
        moment = 0
        while True:
            self.left = moment
            try:
                await act()
            except CrashedError:
                self.points += 1
                moment += 1
            else:
                self.left = None
                return
