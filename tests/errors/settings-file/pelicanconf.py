PATH = "content"
SITENAME = "A storm
