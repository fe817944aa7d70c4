"""SIPRI: exports of its Arms Transfers Database, in each of their layouts, as rows."""
