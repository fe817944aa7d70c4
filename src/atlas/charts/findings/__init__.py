"""Findings: what the sources say of how deep the cooperation goes."""
