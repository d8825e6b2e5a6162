"""appaudit: would China's privacy regulators put this app on their next list?"""

__version__ = "0.1.0"
