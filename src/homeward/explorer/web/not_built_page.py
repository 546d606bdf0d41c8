"""The page shown where the front end was not built: how to get it."""

NOT_BUILT_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Homeward: the explorer is not built</title>
</head>
<body>
<main>
<h1>The explorer is not built</h1>
<p>Homeward is installed without its browser screen: when it was installed, npm packages could not be fetched, or the
source tree is used as it is. Everything else works.</p>
<p>To get it, with a connection to the package registries, in a clone of the repository:</p>
<pre>pip install --force-reinstall --no-deps .</pre>
<p>or, for an editable installation, <code>pip install --force-reinstall --no-deps -e .</code>; with uv,
<code>uv sync --reinstall-package homeward</code>. Then start <code>homeward explore</code> again. A wheel of
homeward always holds it.</p>
</main>
</body>
</html>
"""
