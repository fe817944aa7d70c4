"""What the columns of a file hold, by their headings."""

from collections.abc import Iterable

from atlas.datapackage.schema import Schema

# What the columns of our own tables mean; those of the coded tables are declared with the data.
EVERYWHERE = {
    "Record": "The name of the entry.",
    "When": "Its date in words, or the year of the first source that mentions it.",
    "Sources": "Every source that speaks of it, with the paragraphs.",
    "Basis": "How we know: stated, reported, inferred or projected; of an entry, of all its "
    "values.",
    "Standing": "Its support: two independent sources or more, one alone, or the state media of "
    "one country alone.",
    "Evidence": "Which of the values rests on what: how we know, source, paragraph, who speaks in "
    "it.",
    "Also mentioned by": "Sources that confirm that there is such an entry, and say no more of it.",
    "Id": "Its id in records.csv.",
    "Table": "The coding sheet that the statement stands in.",
    "Field": "What the statement is about.",
    "Value": "What the source says; codes are spelled as their labels.",
    "Source": "The source that says it.",
    "Paragraph": "Where in the source.",
    "Shown": "Whether this value is the one that is shown.",
    "Why": "Why it does.",
    "How": "What ties the two entries.",
    "Value shown": "The value that is shown, of those that sources say.",
    "Lowest": "The lowest or earliest value that a source says.",
    "Highest": "The highest or latest value that a source says.",
    "Spread": "How far the two lie apart; blank for codes.",
    "Independent origins": "For each value, how many independent sources say it, and how many "
    "only expect it; copies of one text or database count as one.",
    "All": "All entries in view.",
    "Records": "How many entries in view the source speaks of.",
    "From": "The node that the tie runs from.",
    "Relation": "How the two are tied.",
    "To": "The node that the tie runs to.",
    "Tie": "The sort of tie.",
    "Projected": "Whether the source only expects or offers it.",
    "Hop": "Which step of the path it is, from 1.",
    "Type": "What the node is.",
    "Country": "The country of the node; of a system, that of the organisations that make or "
    "design it.",
    "Degree": "With how many other nodes it is tied.",
    "Ties": "In how many ties it stands.",
    "Betweenness": "The share, 0 to 1, of shortest paths between pairs of other nodes that run "
    "through it (Freeman 1977).",
    "Records alone": "How many of them no other source speaks of.",
}


def meanings_of(schema: Schema, tables: Iterable[str]) -> dict[str, str]:
    """What a column holds, by its heading: ours, then terms of standing, then declared columns."""
    meanings = dict(EVERYWHERE)
    for term in schema.vocabularies["standing"]:
        meanings[term.label] = term.definition
    for name in tables:
        for column in schema.tables[name].fields:
            meanings[column.heading] = column.description
    return meanings
