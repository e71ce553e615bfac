import re
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from tte.common.assets import JoinedStaticFilesStorage, join_css, join_js

STATIC = Path(__file__).resolve().parents[3] / "static"


def test_every_part_of_the_style_sheet_is_listed_once_and_joined():
    entry = STATIC / "css" / "exchange.css"
    listed = re.findall(r'@import url\("([^"]+)"\);', entry.read_text())
    parts = {str(path.relative_to(entry.parent)) for path in entry.parent.rglob("*.css")} - {"exchange.css"}
    assert sorted(listed) == sorted(parts)
    assert "@import" not in join_css(entry)
    assert len(join_css(entry)) > sum((entry.parent / part).stat().st_size for part in parts) // 2


COMPUTED = re.compile(r"(is-(a|de)scending|in-\d|c\d{1,2}|sw-[\w-]+|r\d)")  # put together in templates


def test_every_class_of_the_style_sheet_is_used():
    root = STATIC.parent
    places = ("templates", "static/js", "tte", "institutions", "listings", "contracts")
    files = [path for place in places for path in (root / place).rglob("*") if path.suffix in (".html", ".py", ".js")]
    words = {word for path in files for word in re.findall(r"[A-Za-z_][\w-]*", path.read_text())}
    sheets = "".join(
        re.sub(r"/\*.*?\*/|url\([^)]*\)", "", path.read_text(), flags=re.S) for path in STATIC.glob("css/**/*.css")
    )
    classes = {each for each in re.findall(r"\.([A-Za-z_][\w-]*)", sheets) if not COMPUTED.fullmatch(each)}
    assert sorted(classes - words) == []


def test_only_parts_beside_the_entry_name_other_files():
    nested = [path for path in (STATIC / "css").glob("*/*.css") if "url(" in path.read_text()]
    assert nested == []


def test_every_part_of_the_scripts_is_joined_in_its_own_braces():
    entry = STATIC / "js" / "exchange.js"
    joined = join_js(entry)
    assert not re.search(r"^(import|export) ", joined, re.MULTILINE)
    assert joined.count("\n}\n") >= entry.read_text().count("import ")


def test_no_part_of_the_look_needs_an_inline_style():
    """Pages have the style sheet; an e-mail carries its own, since mail programs fetch none."""
    templates = [path for path in (STATIC.parent / "templates").rglob("*.html") if path.parent.name != "mails"]
    guilty = [
        path.name
        for path in templates
        if re.search(r"\sstyle=|<style|<script(?![^>]*(\bsrc=|json))| on[a-z]+=", path.read_text())
    ]
    assert guilty == []


def test_a_changed_part_reaches_an_entry_that_was_collected_before(tmp_path):
    source = FileSystemStorage(tmp_path / "source")
    target = JoinedStaticFilesStorage(location=tmp_path / "target", base_url="/static/")
    entry = source.save("css/exchange.css", ContentFile('@import url("part.css");'))

    def collect(rule: str) -> str:
        source.delete("css/part.css")
        source.save("css/part.css", ContentFile(rule))
        if not target.exists(entry):
            target.save(entry, ContentFile(Path(source.path(entry)).read_bytes()))
        list(target.post_process({entry: (source, entry)}))
        return Path(target.path(entry)).read_text()

    assert [collect("a { color: red; }"), collect("b { color: red; }")] == ["a { color: red; }", "b { color: red; }"]
