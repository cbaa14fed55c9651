"""What a hook costs beyond the code behind it: at start, and per call; and what discovery costs.

Run: python bench/hooks.py. The plugins are real, installed into a folder on the path; each implementation
does nothing, so that what is measured is the kernel's share. The floors are measured in the same run.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType

from commonweal.plugin.executor import HookExecutor
from commonweal.plugin.host import Host
from commonweal.plugin.markers import hookspec, per_call
from commonweal.plugin.settings import Settings

PLUGINS = 12
CALLS = 3_000
CODE = """
from commonweal import hookimpl
@hookimpl
def commonweal_bench_describe():
    return ()
@hookimpl
async def commonweal_bench_ask(question):
    return None
"""


def specifications() -> ModuleType:
    """Make a service with one set-up hook and one per-call hook."""
    module = ModuleType("commonweal.bench.hooks")

    @hookspec
    def commonweal_bench_describe() -> tuple[()]:
        """Describe nothing."""

    @per_call(timeout=2.0)
    async def commonweal_bench_ask(question: str) -> None:
        """Ask nothing."""

    for function in (commonweal_bench_describe, commonweal_bench_ask):
        function.__module__ = module.__name__
        setattr(module, function.__name__, function)
    return module


def install(folder: Path) -> None:
    """Put the plugins into ``folder`` as an installer would."""
    for number in range(PLUGINS):
        package = folder / f"bench_{number}"
        package.mkdir()
        (package / "__init__.py").touch()
        (package / "plugin.py").write_text(CODE)
        (package / "manifest.toml").write_text(
            f'id = "bench-{number}"\nname = "Bench"\nplugin_api = ">=1.0"\n'
            'hooks = ["commonweal_bench_describe", "commonweal_bench_ask"]\n'
        )
        metadata = folder / f"bench_{number}-1.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: bench-{number}\nVersion: 1\n")
        (metadata / "entry_points.txt").write_text(
            f"[bench.plugins]\nbench-{number} = bench_{number}.plugin\n"
        )


def discover(home: Path) -> Host:
    """Start a host with the plugins."""
    settings = Settings.load({"COMMONWEAL_HOME": str(home)})
    host = Host(settings, group="bench.plugins", specifications=[specifications()])
    host.load()
    return host


def milliseconds(function: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    function()
    return (time.perf_counter() - started) * 1_000


async def microseconds(function: Callable[[], Awaitable[object]]) -> float:
    """Return the median time of many awaited calls."""
    times = []
    for _ in range(CALLS):
        started = time.perf_counter()
        await function()
        times.append(time.perf_counter() - started)
    return sorted(times)[CALLS // 2] * 1_000_000


async def per_call_costs(host: Host) -> None:
    """Print what asking one plugin, and all, costs beyond a bare await."""
    [first, *_] = host.implementations("commonweal_bench_ask")
    everyone = HookExecutor(host)
    bare = await microseconds(lambda: first.function(question=""))
    print(f"bare await of one implementation            {bare:8.1f} μs")
    spent = await microseconds(lambda: everyone.call("commonweal_bench_ask", question=""))
    print(f"executor, {PLUGINS} implementations at once  {spent:8.1f} μs  ({spent / PLUGINS:.1f} μs each)")
    for plugin in host.running()[1:]:
        host.switch(plugin.id, on=False)
    spent = await microseconds(lambda: everyone.call("commonweal_bench_ask", question=""))
    print(f"executor, one implementation                {spent:8.1f} μs")
    host.switch("bench-0", on=False)
    spent = await microseconds(lambda: everyone.call("commonweal_bench_ask", question=""))
    print(f"executor, nobody enabled                    {spent:8.1f} μs")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        site, home = Path(folder) / "site", Path(folder) / "home"
        site.mkdir()
        install(site)
        sys.path.insert(0, str(site))
        first = milliseconds(lambda: discover(home))
        print(f"first start, with a trial of {PLUGINS} new plugins  {first:8.1f} ms")
        for name in [name for name in sys.modules if name.startswith("bench_")]:
            del sys.modules[name]
        hosts: list[Host] = []
        total = milliseconds(lambda: hosts.append(discover(home)))
        [host] = hosts
        imports = sum(plugin.seconds for plugin in host.running()) * 1_000
        print(
            f"later start: discovery and loading          {total:8.1f} ms, of which imports {imports:.1f} ms"
        )
        times = sorted(milliseconds(lambda: host.collect("commonweal_bench_describe")) for _ in range(51))
        print(f"set-up hook, per implementation             {times[25] * 1_000 / PLUGINS:8.1f} μs")
        asyncio.run(per_call_costs(host))


if __name__ == "__main__":
    main()
