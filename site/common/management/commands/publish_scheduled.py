"""In place of Wagtail's command of the same name: run it every minute, or let it run on."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections

from common.schedule import due, settle_schedule


class Command(BaseCommand):
    help = "Publish and unpublish what editors have set a date for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dryrun", action="store_true", help="Say what is due and do nothing.")
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Go on for ever, with a rest of so many seconds.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            for instance, act in due():
                self.stdout.write(f"{act.func.__name__} {instance._meta.label} {instance.pk}")
            return
        if options["every"]:
            self.run_on(options["every"])
        done, failed = settle_schedule()
        self.stdout.write(f"{done} done.")
        if failed:
            raise CommandError(f"{failed} could not be done; the log says why. They are tried again at the next run.")

    def run_on(self, seconds: int) -> None:
        """Until the process is ended. A database that is away for a while is no reason to end."""
        while True:
            close_old_connections()
            try:
                settle_schedule()
            except DatabaseError as error:
                self.stderr.write(f"The database cannot be asked: {error}")
            time.sleep(seconds)
