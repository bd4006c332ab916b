PATH = "content"
TIMELINE_UNREVEWED = "hide"
