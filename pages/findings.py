"""How deep? The findings by criterion and stance, and what each article concludes."""

from atlas.ui import blocks, findings, ratings
from atlas.ui.head import head

ABOUT = "What speaks for deeper cooperation and what against it; what each article concludes."

actions = head("How deep?", ABOUT, ["findings"])
shown = blocks.chart("findings", actions)
assessed = blocks.chart("assessment")
findings.proposed(assessed)
ratings.own_ratings(assessed)
findings.concluding()
findings.text_and_data(shown)
blocks.coverage(shown.chart.tables)
blocks.link(actions, shown, assessed)
