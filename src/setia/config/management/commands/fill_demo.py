"""Fill an installation with the generated business, and tell how to sign in."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from setia.awards.compute_standing import compute_standing
from setia.core.clock import today
from setia.demo.load.care_history import fill_care_history
from setia.demo.load.coaching import fill_coaching
from setia.demo.load.gatherings import fill_gatherings
from setia.demo.load.help_desk import fill_help_desk
from setia.demo.load.letters import write_letters
from setia.demo.load.live_months import live_months
from setia.demo.load.load_demo import load_demo
from setia.demo.load.partner_pages import fill_partner_pages
from setia.demo.load.past_program import look_back_once
from setia.demo.load.road import fill_road
from setia.demo.load.sign_in import PASSWORD, log_ins
from setia.demo.load.trust import fill_trust, tell_trust


class Command(BaseCommand):
    """Load the demo where nothing is yet; compute its standing; print the log-ins."""

    help = "Fill an empty installation with a generated business."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of the business."""
        parser.add_argument("--scale", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Do it."""
        yesterday = today(settings.TIME_ZONE) - timedelta(days=1)
        load_demo(yesterday, options["scale"], self._tell)
        live_months(yesterday, self._tell)
        self._tell("looking back at a program that is over")
        look_back_once()
        self._tell("filling the partner pages")
        fill_partner_pages()
        self._tell("promising, delivering and looking at the market")
        fill_trust()
        self._tell("filling the calendar, targets and gatherings")
        fill_coaching()
        fill_gatherings()
        self._tell("putting talks on the desk")
        fill_help_desk()
        self._tell("ranking accounts and visiting them")
        fill_road(yesterday)
        self._tell("writing to people, and giving to them")
        write_letters()
        self._tell("evaluating the programs")
        compute_standing()
        self._tell("telling of what broke and of conflicts")
        tell_trust()
        self._tell("caring for people")
        fill_care_history()
        self.stdout.write(f"\nSign in with one of these; the password is {PASSWORD}")
        # The command line speaks English, whatever language the pages begin in.
        with override("en"):
            for one in log_ins():
                self.stdout.write(f"  {one.username:<10} {one.role.label}")

    def _tell(self, step: str) -> None:
        self.stdout.write(f"demo: {step} …")
        self.stdout.flush()
