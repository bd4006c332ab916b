// What the page gains with scripts. Everything else works without this file.
if (new URLSearchParams(location.search).has("embed")) document.documentElement.classList.add("embed");
