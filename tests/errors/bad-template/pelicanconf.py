PATH = "content"
TIMEZONE = "UTC"
THEME = "theme"
PLUGINS = ["timeline"]
