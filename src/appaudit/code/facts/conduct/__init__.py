"""What an app does to run, to stay and to press: starts of itself, repetitions, jumps, boxes that it ticks."""
