"""One page of each kind of the fixture site."""

KINDS = {
    "index": "",
    "year": "2019/",
    "century": "19xx/",
    "event": "events/dam-closed-aaaa/",
    "article": "articles/the-dam-at-harrow-falls/",
    "timeline": "timelines/railway/",
    "tag": "tags/water/",
    "actor": "actors/harrow-county/",
    "place": "places/harrow-falls/",
    "source": "sources/courier-example/",
    "overview": "tags/",
    "search": "search/",
    "about": "about/",
}
