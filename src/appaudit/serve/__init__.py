"""The workbench: a web page over audits that are kept, with apps, verdicts and exports, and the same as an API."""
