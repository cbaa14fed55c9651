"""Everything a plugin author may import from the kernel, and nothing else.

Names are loaded when first used, so that ``import commonweal`` stays cheap for the command line.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonweal.errors import CommonwealError as CommonwealError
    from commonweal.errors import FieldError as FieldError
    from commonweal.errors import OperatorError as OperatorError
    from commonweal.errors import Refusal as Refusal
    from commonweal.i18n.catalogue import Catalogue as Catalogue
    from commonweal.i18n.negotiation import Chain as Chain
    from commonweal.i18n.sources import LocaleSource as LocaleSource
    from commonweal.i18n.sources import pack_sources as pack_sources
    from commonweal.i18n.translator import Translator as Translator
    from commonweal.messaging.events import Event as Event
    from commonweal.messaging.events import Position as Position
    from commonweal.messaging.events import RecordedEvent as RecordedEvent
    from commonweal.messaging.events import emit as emit
    from commonweal.messaging.events import event_type as event_type
    from commonweal.messaging.schedules import Schedule as Schedule
    from commonweal.messaging.subscriptions import Subscription as Subscription
    from commonweal.messaging.tasks import TaskContext as TaskContext
    from commonweal.messaging.tasks import enqueue as enqueue
    from commonweal.messaging.tasks import task as task
    from commonweal.plugin.context import PluginContext as PluginContext
    from commonweal.plugin.context import ServiceMissing as ServiceMissing
    from commonweal.plugin.context import Services as Services
    from commonweal.plugin.contributions import Command as Command
    from commonweal.plugin.contributions import HealthCheck as HealthCheck
    from commonweal.plugin.contributions import Progress as Progress
    from commonweal.plugin.contributions import SampleData as SampleData
    from commonweal.plugin.executor import HookExecutor as HookExecutor
    from commonweal.plugin.executor import HookOutcome as HookOutcome
    from commonweal.plugin.loaded import PluginState as PluginState
    from commonweal.plugin.manifest import Manifest as Manifest
    from commonweal.plugin.markers import hookimpl as hookimpl
    from commonweal.plugin.secret import Secret as Secret
    from commonweal.storage.blobs import Blob as Blob
    from commonweal.storage.blobs import BlobInfo as BlobInfo
    from commonweal.storage.blobs import BlobStore as BlobStore
    from commonweal.storage.database import Database as Database
    from commonweal.storage.errors import BlobKeyRefused as BlobKeyRefused
    from commonweal.storage.errors import BlobMissing as BlobMissing
    from commonweal.storage.errors import CommitUnknown as CommitUnknown
    from commonweal.storage.errors import Contention as Contention
    from commonweal.storage.errors import DatabaseUnavailable as DatabaseUnavailable
    from commonweal.storage.errors import WorkMisused as WorkMisused
    from commonweal.storage.ids import new_id as new_id
    from commonweal.storage.work import UnitOfWork as UnitOfWork
    from commonweal.storage.work import current_work as current_work
    from commonweal.vectors.collection import Collection as Collection
    from commonweal.vectors.collection import Document as Document
    from commonweal.vectors.collection import FieldType as FieldType
    from commonweal.vectors.collection import GeoPoint as GeoPoint
    from commonweal.vectors.collection import Item as Item
    from commonweal.vectors.collection import Metric as Metric
    from commonweal.vectors.collection import VectorError as VectorError
    from commonweal.vectors.filters import And as And
    from commonweal.vectors.filters import Equal as Equal
    from commonweal.vectors.filters import Filter as Filter
    from commonweal.vectors.filters import Near as Near
    from commonweal.vectors.filters import Not as Not
    from commonweal.vectors.filters import OneOf as OneOf
    from commonweal.vectors.filters import Or as Or
    from commonweal.vectors.filters import Range as Range
    from commonweal.vectors.store import Capabilities as Capabilities
    from commonweal.vectors.store import Match as Match
    from commonweal.vectors.store import VectorStore as VectorStore
    from commonweal.web.cursors import Cursors as Cursors
    from commonweal.web.cursors import Items as Items
    from commonweal.web.limits import limited as limited
    from commonweal.web.pages import Fragment as Fragment
    from commonweal.web.pages import NavigationItem as NavigationItem
    from commonweal.web.pages import Page as Page
    from commonweal.web.pages import SlotFill as SlotFill
    from commonweal.web.principals import Principal as Principal
    from commonweal.web.visit import Visit as Visit

PLUGIN_API_VERSION = "1.0"

_EXPORTS: dict[str, str] = {
    "CommonwealError": "commonweal.errors",
    "FieldError": "commonweal.errors",
    "OperatorError": "commonweal.errors",
    "Refusal": "commonweal.errors",
    "Command": "commonweal.plugin.contributions",
    "HealthCheck": "commonweal.plugin.contributions",
    "HookExecutor": "commonweal.plugin.executor",
    "HookOutcome": "commonweal.plugin.executor",
    "Manifest": "commonweal.plugin.manifest",
    "PluginContext": "commonweal.plugin.context",
    "PluginState": "commonweal.plugin.loaded",
    "Progress": "commonweal.plugin.contributions",
    "SampleData": "commonweal.plugin.contributions",
    "Secret": "commonweal.plugin.secret",
    "ServiceMissing": "commonweal.plugin.context",
    "Services": "commonweal.plugin.context",
    "hookimpl": "commonweal.plugin.markers",
    "Catalogue": "commonweal.i18n.catalogue",
    "Chain": "commonweal.i18n.negotiation",
    "LocaleSource": "commonweal.i18n.sources",
    "Translator": "commonweal.i18n.translator",
    "pack_sources": "commonweal.i18n.sources",
    "Blob": "commonweal.storage.blobs",
    "BlobInfo": "commonweal.storage.blobs",
    "BlobStore": "commonweal.storage.blobs",
    "BlobKeyRefused": "commonweal.storage.errors",
    "BlobMissing": "commonweal.storage.errors",
    "CommitUnknown": "commonweal.storage.errors",
    "DatabaseUnavailable": "commonweal.storage.errors",
    "Contention": "commonweal.storage.errors",
    "Database": "commonweal.storage.database",
    "UnitOfWork": "commonweal.storage.work",
    "WorkMisused": "commonweal.storage.errors",
    "current_work": "commonweal.storage.work",
    "new_id": "commonweal.storage.ids",
    "Event": "commonweal.messaging.events",
    "Position": "commonweal.messaging.events",
    "RecordedEvent": "commonweal.messaging.events",
    "Schedule": "commonweal.messaging.schedules",
    "Subscription": "commonweal.messaging.subscriptions",
    "TaskContext": "commonweal.messaging.tasks",
    "emit": "commonweal.messaging.events",
    "enqueue": "commonweal.messaging.tasks",
    "event_type": "commonweal.messaging.events",
    "task": "commonweal.messaging.tasks",
    "Cursors": "commonweal.web.cursors",
    "Fragment": "commonweal.web.pages",
    "Items": "commonweal.web.cursors",
    "NavigationItem": "commonweal.web.pages",
    "Page": "commonweal.web.pages",
    "Principal": "commonweal.web.principals",
    "SlotFill": "commonweal.web.pages",
    "Visit": "commonweal.web.visit",
    "limited": "commonweal.web.limits",
    "And": "commonweal.vectors.filters",
    "Capabilities": "commonweal.vectors.store",
    "Collection": "commonweal.vectors.collection",
    "Document": "commonweal.vectors.collection",
    "Equal": "commonweal.vectors.filters",
    "FieldType": "commonweal.vectors.collection",
    "Filter": "commonweal.vectors.filters",
    "GeoPoint": "commonweal.vectors.collection",
    "Item": "commonweal.vectors.collection",
    "Match": "commonweal.vectors.store",
    "Metric": "commonweal.vectors.collection",
    "Near": "commonweal.vectors.filters",
    "Not": "commonweal.vectors.filters",
    "OneOf": "commonweal.vectors.filters",
    "Or": "commonweal.vectors.filters",
    "Range": "commonweal.vectors.filters",
    "VectorError": "commonweal.vectors.collection",
    "VectorStore": "commonweal.vectors.store",
}

__all__ = ["PLUGIN_API_VERSION", *_EXPORTS]  # noqa: PLE0604 - the names come from the table above


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name not in _EXPORTS:
        raise AttributeError(f"commonweal has no public name {name!r}; see the plugin API reference")
    value: object = getattr(import_module(_EXPORTS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
