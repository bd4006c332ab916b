SITENAME = "Flüsse"
PATH = "content"
