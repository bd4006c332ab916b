"""The demonstration site of this repository: `timeline build` writes it to output/."""

from timeline import chronicle

SITENAME = "Timeline"
SITESUBTITLE = "Chronologies from dated prose"
PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["articles"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
RELATIVE_URLS = True
THEME = chronicle()
PLUGINS = ["timeline"]
