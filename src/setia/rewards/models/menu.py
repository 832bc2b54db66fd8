"""Menus: which rewards may be chosen for what a program gives."""

from __future__ import annotations

from django.db import models

from setia.programs.models import Program
from setia.rewards.models.reward import Reward


class Menu(models.Model):
    """From which rewards whoever earned something of a program may choose, until when.

    The newest of a program holds. ``within`` is in how many days after the choice it is
    promised. Only added, so that a choice names the menu that it was made from.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="menus")
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    until = models.DateField()
    within = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["program", "number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="menu_once"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} menu {self.number}"


class MenuItem(models.Model):
    """One reward of a menu; ``points_minor`` is its price where points are given. Only added.

    Where goods are given, one piece earned is one choice and nothing has a price.
    """

    menu = models.ForeignKey(Menu, models.PROTECT, related_name="items")
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="on_menus")
    points_minor = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["menu", "reward"], name="menu_item_once"),
            models.CheckConstraint(
                condition=models.Q(points_minor=None) | models.Q(points_minor__gt=0),
                name="menu_price_above_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.menu_id} {self.reward_id}"
