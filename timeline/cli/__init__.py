"""The verbs of the timeline command: the only printer, the only exit codes, the only clock."""
