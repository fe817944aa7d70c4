"""Made-up exports in SIPRI's layouts: its preamble and headers, rows that a reader can check by
hand.
"""

from collections.abc import Iterable
from pathlib import Path

TITLE = "Transfers of major conventional arms from {}  to {} . Deals with deliveries made for the year range '2010' to '2025'"
PREAMBLE = f"""{TITLE.format("All countries", "All countries")}
A '?' in a column indicates uncertain data. The 'Number delivered' and the 'Year(s) of deliveries' refer only to deliveries in the selected year(s).
An empty field for 'Number ordered' indicates that data is not yet available.
SIPRI trend-indicator values (TIVs) are in millions.
An empty field for 'SIPRI TIV for total order' indicates that data is not available.
A '0' indicates that the volume of deliveries is between 0 and 0.5 million SIPRI TIV; and an empty field that no deliveries have been identified.
Figures may not add up to stated totals due to the conventions of rounding.
For the method used for the SIPRI TIV see <https://www.sipri.org/databases/armstransfers/sources-and-methods>.

Source: SIPRI Arms Transfers Database (c) SIPRI.
Data generated: 3 Mar 2026 5:22:49 PM
"""
REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon "
    "description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI "
    "TIV for total order,SIPRI TIV of delivered weapons"
)
REGISTER_2026 = REGISTER.replace("Number delivered", "Deliveries in the Year Range")
DELIVERIES = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order "
    "date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery "
    "year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery "
    "values,Local production"
)
VOLUMES = "Recipient,2021,2022,2023,2021-2023,Percentage,Sum total years,Percentage of total"
FIRST = 13
"""The line of the first row: eleven lines of preamble and the header stand before it."""


def text(header: str, rows: Iterable[str], preamble: str = PREAMBLE) -> str:
    """An export as text."""
    return preamble + "\n".join([header, *rows, ""])


def file(folder: Path, header: str, *rows: str, preamble: str = PREAMBLE) -> Path:
    """An export as a file of the folder."""
    path = folder / "export.csv"
    path.write_text(text(header, rows, preamble), encoding="utf-8")
    return path
