"""Plain rules without Django: workflow, time, clocks, numbers, calling order, waiting time."""
