"""Writes src/time/data/holidays.tsv, the embedded holiday table, from the Python package `holidays`.

    python3 -m venv venv && venv/bin/pip install holidays==0.109
    venv/bin/python scripts/holiday_table.py > src/time/data/holidays.tsv
    venv/bin/python scripts/holiday_table.py digests > tests/it/time/holiday-digests.tsv
    venv/bin/python scripts/holiday_table.py world > crates/holidays/src/world.tsv
    venv/bin/python scripts/holiday_table.py world-digests > crates/holidays/tests/digests.tsv

The core has Germany, Austria and Switzerland; all other countries are a crate beside it, with public holidays only.
The table has three kinds of lines, tab-separated: `#` comments, `H` a holiday with its names and its day in
each year (`MMDD` once if it never moves, `-` in a year without it), `R` a region with its holidays by number.
The digests come from the package day by day, not from the table: with them a test compares every day and name.
"""

import sys
from datetime import date
from importlib.metadata import metadata

import holidays

FIRST, LAST = 2015, 2050
YEARS = range(FIRST, LAST + 1)
STATES = {
    "BW": ("Baden-Württemberg", "Baden-Wuerttemberg"), "BY": ("Bayern", "Bavaria"), "BE": ("Berlin", "Berlin"),
    "BB": ("Brandenburg", "Brandenburg"), "HB": ("Bremen", "Bremen"), "HH": ("Hamburg", "Hamburg"),
    "HE": ("Hessen", "Hesse"), "MV": ("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"),
    "NI": ("Niedersachsen", "Lower Saxony"), "NW": ("Nordrhein-Westfalen", "North Rhine-Westphalia"),
    "RP": ("Rheinland-Pfalz", "Rhineland-Palatinate"), "SL": ("Saarland", "Saarland"), "SN": ("Sachsen", "Saxony"),
    "ST": ("Sachsen-Anhalt", "Saxony-Anhalt"), "SH": ("Schleswig-Holstein", "Schleswig-Holstein"),
    "TH": ("Thüringen", "Thuringia"),
}
LAENDER = {
    "1": ("Burgenland", "Burgenland"), "2": ("Kärnten", "Carinthia"), "3": ("Niederösterreich", "Lower Austria"),
    "4": ("Oberösterreich", "Upper Austria"), "5": ("Land Salzburg", "Salzburg"), "6": ("Steiermark", "Styria"),
    "7": ("Tirol", "Tyrol"), "8": ("Vorarlberg", "Vorarlberg"), "9": ("Wien", "Vienna"),
}
CANTONS = {
    "AG": ("Aargau", "Aargau"), "AI": ("Appenzell Innerrhoden", "Appenzell Innerrhoden"),
    "AR": ("Appenzell Ausserrhoden", "Appenzell Ausserrhoden"), "BE": ("Bern", "Berne"),
    "BL": ("Basel-Landschaft", "Basel-Country"), "BS": ("Basel-Stadt", "Basel-City"), "FR": ("Freiburg", "Fribourg"),
    "GE": ("Genf", "Geneva"), "GL": ("Glarus", "Glarus"), "GR": ("Graubünden", "Grisons"), "JU": ("Jura", "Jura"),
    "LU": ("Luzern", "Lucerne"), "NE": ("Neuenburg", "Neuchâtel"), "NW": ("Nidwalden", "Nidwalden"),
    "OW": ("Obwalden", "Obwalden"), "SG": ("St. Gallen", "Saint Gall"), "SH": ("Schaffhausen", "Schaffhausen"),
    "SO": ("Solothurn", "Solothurn"), "SZ": ("Schwyz", "Schwyz"), "TG": ("Thurgau", "Thurgau"),
    "TI": ("Tessin", "Ticino"), "UR": ("Uri", "Uri"), "VD": ("Waadt", "Vaud"), "VS": ("Wallis", "Valais"),
    "ZG": ("Zug", "Zug"), "ZH": ("Zürich", "Zurich"),
}
PUBLIC, CATHOLIC = ("public",), ("public", "catholic")


def regions():
    """Each region as (id, German name, English name, country, subdivision, categories)."""
    yield "DE", "Deutschland", "Germany", "DE", None, PUBLIC
    for code, (de, en) in STATES.items():
        yield f"DE-{code}", de, en, "DE", code, PUBLIC
    yield "DE-BY-assumption", "Bayern mit Mariä Himmelfahrt", "Bavaria with Assumption Day", "DE", "BY", CATHOLIC
    yield "DE-BY-augsburg", "Augsburg", "Augsburg", "DE", "Augsburg", PUBLIC
    yield "DE-SN-corpus-christi", "Sachsen mit Fronleichnam", "Saxony with Corpus Christi", "DE", "SN", CATHOLIC
    yield "DE-TH-corpus-christi", "Thüringen mit Fronleichnam", "Thuringia with Corpus Christi", "DE", "TH", CATHOLIC
    yield "AT", "Österreich", "Austria", "AT", None, PUBLIC
    for code, (de, en) in LAENDER.items():
        yield f"AT-{code}", de, en, "AT", code, PUBLIC
    yield "CH", "Schweiz", "Switzerland", "CH", None, PUBLIC
    for code, (de, en) in CANTONS.items():
        yield f"CH-{code}", de, en, "CH", code, PUBLIC


def days(country, subdivision, categories):
    """The holidays of a region: names in both languages to the set of their dates."""
    in_language = [
        holidays.country_holidays(country, subdiv=subdivision, years=YEARS, categories=categories, language=language)
        for language in ("de", "en_US")
    ]
    found = {}
    for day in sorted(in_language[0]):
        german, english = (table[day].split("; ") for table in in_language)
        # Where the two lists differ in length the joined texts are the only pairing that is certainly right.
        pairs = zip(german, english) if len(german) == len(english) else [("; ".join(german), "; ".join(english))]
        for pair in pairs:
            found.setdefault(pair, set()).add(day)
    return found


def series(dates):
    """The days of a holiday as one text: `MMDD` if it is the same each year, else one entry a year."""
    by_year = [next((d.strftime("%m%d") for d in dates if d.year == year), "-") for year in YEARS]
    return by_year[0] if len(set(by_year)) == 1 else " ".join(by_year)


def digest(country, subdivision, categories):
    """How many days of the years are holidays, and FNV-1a (64 bits) over `date<TAB>German<TAB>English<LF>` of each."""
    german, english = (
        holidays.country_holidays(country, subdiv=subdivision, categories=categories, language=language)
        for language in ("de", "en_US")
    )
    days = map(date.fromordinal, range(date(FIRST, 1, 1).toordinal(), date(LAST, 12, 31).toordinal() + 1))
    lines = [f"{day}\t{german[day]}\t{english[day]}\n" for day in days if day in german]
    return len(lines), fnv("".join(lines).encode())


def digests():
    print("# region, holidays from 2015 to 2050, digest; written by scripts/holiday_table.py digests")
    for region, _, _, *place in regions():
        count, value = digest(*place)
        print(f"{region}\t{count}\t{value:016x}")


def world():
    """Every other country and its parts: id, country, subdivision."""
    for country, parts in sorted(holidays.list_supported_countries(include_aliases=False).items()):
        if country not in ("DE", "AT", "CH"):
            yield country, country, None
            for part in parts:
                yield f"{country}-{part}", country, part


def world_names(country, subdivision):
    """The years that a place has, and its days with their names by language tag."""
    kind = type(holidays.country_holidays(country, years=FIRST))
    first, last = max(FIRST, kind.start_year), min(LAST, kind.end_year)
    if first > last:
        return None
    own = kind.default_language
    languages = [own] + (["en_US"] if "en_US" in kind.supported_languages and own != "en_US" else [])
    # Without a language of its own the package has the names in English.
    tables = {
        (language or "en").split("_")[0]: holidays.country_holidays(
            country, subdiv=subdivision, years=range(first, last + 1), language=language
        )
        for language in languages
    }
    named = next(iter(tables.values()))
    days = {day: tuple((tag, table[day]) for tag, table in tables.items()) for day in named if first <= day.year <= last}
    return first, last, days


def world_table():
    numbers, lines, places = {}, [], []
    for region, country, subdivision in world():
        found = world_names(country, subdivision)
        if found is None:
            continue
        first, last, days = found
        by_names = {}
        for day, names in sorted(days.items()):
            by_names.setdefault(names, []).append(day)
        own = []
        for names, dates in by_names.items():
            by_year = ["+".join(d.strftime("%m%d") for d in dates if d.year == year) or "-" for year in range(first, last + 1)]
            same = len(set(by_year)) == 1
            key = (" | ".join(f"{tag}={name}" for tag, name in names), by_year[0] if same else f"{first} " + " ".join(by_year))
            if key not in numbers:
                numbers[key] = len(numbers)
                lines.append("\t".join(("H",) + key))
            own.append(str(numbers[key]))
        places.append("\t".join(("R", region, str(first), str(last), " ".join(own))))
    print(f"# source\tholidays {metadata('holidays')['Version']} (Python, MIT licence, https://github.com/vacanza/holidays)")
    print("# written by scripts/holiday_table.py world; do not edit by hand")
    print("\n".join(lines + places))


def world_digests():
    print("# region, holidays, digest of the days and names; written by scripts/holiday_table.py world-digests")
    for region, country, subdivision in world():
        found = world_names(country, subdivision)
        if found is not None:
            text = "".join(
                f"{day}\t" + "\t".join(f"{tag}={name}" for tag, name in sorted(names)) + "\n"
                for day, names in sorted(found[2].items())
            )
            print(f"{region}\t{len(found[2])}\t{fnv(text.encode()):016x}")


def fnv(data):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def main():
    numbers, lines, places = {}, [], []
    for region, german, english, country, subdivision, categories in regions():
        own = []
        for (de, en), dates in days(country, subdivision, categories).items():
            assert len({d.year for d in dates}) == len(dates), (region, de, "falls twice in one year")
            key = (de, en, series(dates))
            if key not in numbers:
                numbers[key] = len(numbers)
                lines.append("\t".join(("H",) + key))
            own.append(str(numbers[key]))
        places.append("\t".join(("R", region, german, english, " ".join(own))))
    about = metadata("holidays")
    print(f"# source\tholidays {about['Version']} (Python, MIT licence, https://github.com/vacanza/holidays)")
    print(f"# years\t{FIRST}\t{LAST}")
    print("# written by scripts/holiday_table.py; do not edit by hand")
    print("\n".join(lines + places))


if __name__ == "__main__":
    tasks = {"": main, "digests": digests, "world": world_table, "world-digests": world_digests}
    sys.exit(tasks["".join(sys.argv[1:])]())
