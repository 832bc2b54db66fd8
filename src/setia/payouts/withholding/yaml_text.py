"""YAML whose scalars stay text, so that nothing becomes a float on the way."""

from __future__ import annotations

import yaml

from setia.core.errors import Problem, Refused

MOST_CHARACTERS = 100_000


class _Texts(yaml.BaseLoader):
    """Reads texts, lists and mappings; refuses aliases, merges and a key that comes twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "an alias (*)", None)
        return super().compose_node(parent, index)

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - its owner's
    ) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                what = f"the key {key.value} twice"
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def texts_of(text: str) -> object:
    """Return the lists and mappings of a YAML document, every scalar as it is written.

    Raises:
        Refused: It is too long, or no YAML, or uses an alias, or a key twice.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused([Problem("payout.tax.too_long", "", {"most": MOST_CHARACTERS})])
    try:
        # BaseLoader makes texts, lists and mappings only, never an object of Python.
        return yaml.load(text, Loader=_Texts)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        why = str(getattr(error, "problem", None) or "?")
        raise Refused(
            [Problem("payout.tax.no_yaml", f"line {line}", {"line": line, "why": why})]
        ) from error
