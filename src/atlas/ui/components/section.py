"""Go to the section of a page that its address names."""

from atlas.ui.components.component import component

# The setting of the address, which the component's script reads.
SECTION = "section"

_section = component(SECTION)


def follow_section() -> None:
    """Draw it at the end of a page that others link to by section."""
    _section(key="section")
