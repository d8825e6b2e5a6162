"""The packages of one product: one verdict, one plan and one gate over their reports, as text for people."""
