"""A complaint of a large account raises one alert, by whichever way it reaches the desk."""

from __future__ import annotations

import pytest
from builders import a_party, an_actor
from desks import at, wrote
from django.utils import timezone

from setia.accounts.models import AccountRank, AccountRule, RankRun
from setia.alerts.models import Alert
from setia.care.record_touch import Done, record_touch
from setia.core.actor import system
from setia.core.clock import as_if_at
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import Conversation, Entry
from setia.helpdesk.read_complaints import read_complaints
from setia.helpdesk.tie_conversation import tie_conversation

NOW = "2026-11-10 10:00"
