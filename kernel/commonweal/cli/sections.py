"""The settings sections of the kernel, read at the start: a wrong one is told before anything runs."""

from commonweal.messaging.settings import MessagingSettings
from commonweal.plugin.settings import Settings
from commonweal.storage.settings import DatabaseSettings
from commonweal.web.settings import TelemetrySettings, WebSettings

SECTIONS = {
    "web": WebSettings,
    "database": DatabaseSettings,
    "messaging": MessagingSettings,
    "telemetry": TelemetrySettings,
}


def load_settings() -> Settings:
    """Read the settings file and the environment, and check the kernel's sections; raises SettingsError."""
    settings = Settings.load()
    for name, kind in SECTIONS.items():
        settings.section(name, kind)
    return settings
