"""The built wheels alone, in an empty environment and far from the checkout, give the same app."""

import subprocess
import venv

LANGUAGES = ("en", "es", "zh-Hans")


def test_wheels_alone_serve_the_marketplace_in_three_languages(make_app, wheels, tmp_path):
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--find-links", wheels, "commonweal"]
    subprocess.run(install, cwd=tmp_path, check=True)
    listed = subprocess.run(
        [python, "-P", "-c", "import commonweal; print(commonweal.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert str(environment) in listed.stdout, "the checkout must not be what is imported"

    app = make_app()
    (app.home / "plugins.json").unlink()
    app.command = [str(python), "-P", "-m", "commonweal"]
    app.start()
    for language in LANGUAGES:
        status, body = app.get(f"/missions?lang={language}")
        assert status == 200
        assert f'lang="{language}"' in body
        assert "/static/" in body
    assert len(app.missions()) > 10
    assert app.stop() == 0
    assert app.gone(seconds=1)


def test_wheels_hold_what_is_not_python(wheels):
    import zipfile

    held = {name for wheel in wheels.glob("*.whl") for name in zipfile.ZipFile(wheel).namelist()}
    for room in (
        "commonweal/__init__.pyi",
        "commonweal/py.typed",
        "commonweal/migrations/0100_messaging.sql",
        "commonweal/plugin/manifest.schema.json",
        "commonweal_missions/manifest.toml",
        "commonweal_locales/zh_hans/manifest.toml",
    ):
        assert room in held
    for folder, ending in (
        ("commonweal/web/templates/", ".html"),
        ("commonweal/web/static/", ".css"),
        ("commonweal_missions/templates/", ".html"),
        ("commonweal_missions/static/", ".css"),
        ("commonweal_missions/locales/", ".ftl"),
        ("commonweal_missions/migrations/", ".sql"),
        ("commonweal_missions/sample/", ".toml"),
        ("commonweal_locales/", ".ftl"),
    ):
        assert any(name.startswith(folder) and name.endswith(ending) for name in held), folder
    of_others = "commonweal/testing/new/templates/"  # what `commonweal new` writes has tests of its own
    assert any(name.startswith(of_others) and "/tests/" in name for name in held)
    assert not [name for name in held if "/tests/" in name and not name.startswith(of_others)]
