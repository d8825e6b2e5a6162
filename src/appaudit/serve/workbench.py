"""Everything of one server together: database, files, runners, reports."""

from __future__ import annotations

from functools import cached_property

from appaudit.catalog import Catalog, load_catalog
from appaudit.serve.database import Database
from appaudit.serve.drafts import Drafting
from appaudit.serve.rates import Rates
from appaudit.serve.removal import is_known
from appaudit.serve.reports import Reports
from appaudit.serve.runner import Runners
from appaudit.serve.settings import ServeSettings
from appaudit.serve.storage import Storage


class Workbench:
    """What pages and the API are made of."""

    def __init__(self, settings: ServeSettings) -> None:
        """Open the database and the files; nothing is read before `start`.

        Raises:
            ConfigError: one of them cannot be used.
        """
        self.settings = settings
        self.storage = Storage(settings.storage)
        self.database = Database(settings.database)
        self.reports = Reports(self.database, self.storage)
        self.drafting = Drafting(self.database, self.storage, self.reports)
        self.rates = Rates(settings.most_requests, settings.most_attempts)
        self.runners = Runners(self.database, self.storage, settings)

    @cached_property
    def catalog(self) -> Catalog:
        """What is known, loaded once; raises RuleError where rules do not load."""
        return load_catalog(self.settings.rule_folders)

    def start(self) -> None:
        """Begin to read what waits.

        Raises:
            RuleError: rules do not load.
        """
        _ = self.catalog
        self.storage.sweep(lambda key: is_known(self.database, key))
        self.runners.start()

    def stop(self) -> None:
        """End; what is being read is left for whoever comes next."""
        self.runners.stop()
        self.database.close()
