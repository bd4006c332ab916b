"""The settings of this site. All of them: https://docs.getpelican.com/en/latest/settings.html and `timeline doctor`."""

from timeline import chronicle

SITENAME = "My timeline"
SITESUBTITLE = "A chronology made from dated articles"

PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["articles"]
THEME = chronicle()
PLUGINS = ["timeline"]

TIMEZONE = "UTC"
DEFAULT_LANG = "en"

# Where the site will stand, such as "https://example.org". Pages work without it; feeds need it.
SITEURL = ""
RELATIVE_URLS = True

# TIMELINE_UNREVIEWED = "hide"   # publish only what a person has checked with `timeline review`
