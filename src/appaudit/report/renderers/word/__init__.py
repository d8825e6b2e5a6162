"""The parts of a report in Word."""
