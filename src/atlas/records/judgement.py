"""A reader's own judgement of what is shown: how likely something is, and how sure they are.

Words and ranges are those of Intelligence Community Directive 203 (2015), which also asks that
likelihood and confidence are not said in one sentence. A judgement is never among the data.
"""

from dataclasses import dataclass

LONGEST_CLAIM, LONGEST_NAME = 300, 80
# The second word of each pair in the directive means the same.
LIKELIHOODS = {
    "almost no chance": "1–5 %",
    "very unlikely": "5–20 %",
    "unlikely": "20–45 %",
    "roughly even chance": "45–55 %",
    "likely": "55–80 %",
    "very likely": "80–95 %",
    "almost certain": "95–99 %",
}
CONFIDENCES = {
    "low": "sources are few, weak or at odds, or the reasoning has large gaps",
    "moderate": "sources are credible and the reasoning holds, but neither is enough for more",
    "high": "good and independent sources agree; the judgement may still be wrong",
}


@dataclass(frozen=True)
class Judgement:
    """What a reader claims, how likely they call it, how confident they are, and their name.

    Likelihood and confidence are blank, or keys of `LIKELIHOODS` and `CONFIDENCES`.
    """

    name: str
    claim: str
    likelihood: str = ""
    confidence: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether there is a name, a claim and a word for either."""
        return bool(self.name and self.claim and (self.likelihood or self.confidence))

    def sentences(self) -> list[str]:
        """Likelihood and confidence, a sentence each; nothing unless it is signed."""
        if not self.is_signed:
            return []
        sentences = [f"Judgement of {self.name}, not of these sources: “{self.claim}”."]
        if self.likelihood:
            span = LIKELIHOODS[self.likelihood]
            sentences.append(f"Likelihood in this judgement: {self.likelihood} ({span}, ICD 203).")
        if self.confidence:
            meaning = CONFIDENCES[self.confidence]
            sentences.append(f"Confidence in its basis: {self.confidence} ({meaning}).")
        return sentences

    @property
    def words(self) -> str:
        """The same as a text."""
        return " ".join(self.sentences())


NOBODY = Judgement("", "")
