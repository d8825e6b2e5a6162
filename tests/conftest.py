"""Options of the test run."""


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the reports in tests/golden instead of comparing with them; read the diff before you commit it",
    )
