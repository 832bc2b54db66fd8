"""What a browser would send of a form, read out of its HTML."""

from __future__ import annotations

from html.parser import HTMLParser


class Sent(HTMLParser):
    """The fields of the form with an id, as name and values."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside = form, False
        self.fields: dict[str, list[str]] = {}
        self.select, self.options = "", []
        self.names: set[str] = set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == self.form
        elif not self.inside:
            return
        elif tag == "input":
            self.names.add(said.get("name", ""))
            if said.get("type") != "checkbox" or "checked" in said:
                self.fields.setdefault(said["name"], []).append(said.get("value") or "")
        elif tag == "select":
            self.names.add(said["name"])
            self.select, self.options = said["name"], []
        elif tag == "option" and self.select:
            self.options.append((said.get("value") or "", "selected" in said))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            first = [value for value, _ in self.options[:1]]
            self.fields[self.select] = chosen or first
            self.select = ""


def sent_by(html: str, form: str = "builder") -> dict[str, list[str]]:
    """Return what is sent when nobody changes anything."""
    parser = Sent(form)
    parser.feed(html)
    parser.fields.pop("csrfmiddlewaretoken", None)
    return parser.fields
