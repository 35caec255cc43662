#!/usr/bin/env python3
"""Make the covers' fonts out of the whole ones: the characters that titles are made of, and nothing that only screens need.

usage: subset.py FOLDER

FOLDER holds what was fetched from Debian 12 and npm and is not kept here:
    apt-get download fonts-ebgaramond fonts-noto-extra fonts-hosny-amiri fonts-noto-cjk; for d in *.deb; do dpkg -x $d .; done
    npm pack @fontsource/commissioner@5.3.0 @fontsource/fira-sans-extra-condensed@5.3.0; for t in *.tgz; do
        mkdir ${t%-5.3.0.tgz}; tar xzf $t -C ${t%-5.3.0.tgz}; done
    pip install fonttools==4.68.0 brotli

All of them are under the SIL Open Font License 1.1 without reserved names; each licence stands beside its font.
"""
import pathlib, sys, tempfile

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
LATIN = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "calt", "clig", "rlig", "rclt"]
ARABIC = LATIN + ["init", "medi", "fina", "isol", "curs"]
# The parts that fontsource has cut a face into.
PARTS = ["latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext"]


def characters(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


# Latin with all its accents, Greek with all its breathings, Cyrillic with its old letters, and the signs of print.
WEST = characters(
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1E3), (0x1E6, 0x1ED), (0x1F0, 0x1F0),
    (0x1F4, 0x1FF), (0x200, 0x21B), (0x22A, 0x233), (0x251, 0x259), (0x2B9, 0x2BF), (0x2C6, 0x2DD), (0x300, 0x304), (0x306, 0x30C),
    (0x323, 0x328), (0x370, 0x3FF), (0x1F00, 0x1FFF), (0x400, 0x45F), (0x462, 0x463), (0x472, 0x475), (0x490, 0x4FF), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x2030, 0x203F), (0x2044, 0x2044), (0x2047, 0x2049), (0x2070, 0x208E), (0x20A0, 0x20BF), (0x2100, 0x2101),
    (0x2113, 0x2122), (0x2150, 0x215E), (0x2190, 0x2193), (0x2212, 0x2212), (0x221E, 0x221E), (0x2260, 0x2265), (0x25A0, 0x25FF),
    (0x2605, 0x2606), (0x2640, 0x2642), (0x2660, 0x2667), (0x266A, 0x266F), (0x2766, 0x2767), (0x2E2E, 0x2E2E), (0xFB00, 0xFB06))
# Arabic with the letters of Persian, Urdu and their neighbours, without the marks that only the Quran has.
NASKH = characters(
    (0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F), (0x20, 0x22), (0x27, 0x3B), (0x5B, 0x5D), (0xAB, 0xAB), (0xBB, 0xBB),
    (0x2010, 0x2026), (0xFD3E, 0xFD3F), (0xFDF2, 0xFDF2)) - characters((0x6D6, 0x6ED), (0x610, 0x61A))
# Kana and the signs of Chinese and Japanese print.
SIGNS = characters(
    (0x3000, 0x303F), (0x3041, 0x30FF), (0xFF01, 0xFF65), (0x2010, 0x2026), (0x20, 0x7E), (0xB7, 0xB7), (0x31F0, 0x31FF))


def coded(rows, cells, encoding):
    """What a national standard lists in some rows of its table."""
    found = set()
    for row in rows:
        for cell in cells:
            try:
                found.add(ord(bytes([row, cell]).decode(encoding)))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


CELLS = range(0xA1, 0xFF)
SIMPLIFIED = coded(range(0xB0, 0xF8), CELLS, "gb2312")  # GB 2312, both levels: 6,763
JAPANESE = coded(range(0xB0, 0xD0), CELLS, "euc_jp")  # JIS X 0208, first level: 2,965, the Joyo kanji among them
TRADITIONAL = coded(range(0xA4, 0xC7), [*range(0x40, 0x7F), *CELLS], "big5")  # Big5, first level


def write(font, name, codes, features, scripts=None):
    options = subset.Options()
    options.layout_features = features
    if scripts:
        options.layout_scripts = scripts
    options.hinting, options.glyph_names, options.notdef_outline = False, False, True
    options.name_IDs, options.name_languages = [0, 1, 2, 3, 4, 5, 6, 13, 14], [0x409]
    options.drop_tables += ["DSIG", "MATH", "BASE", "vhea", "vmtx", "VORG", "meta", "FFTM", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    subset.save_font(font, str(HERE / name), options)
    print(name, (HERE / name).stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


def merged(folder, package, style):
    """A face that npm has in parts."""
    files = []
    for part in PARTS:
        path = folder / ("fontsource-" + package) / "package/files" / ("%s-%s-%s.woff2" % (package, part, style))
        if path.exists():
            font = TTFont(path)
            font.flavor = None
            files.append(tempfile.NamedTemporaryFile(suffix=".ttf", delete=False).name)
            font.save(files[-1])
    return Merger().merge(files)


def song(path):
    """Noto Serif CJK in its Chinese forms, and in the Japanese ones for what Japan writes."""
    font = TTFont(path, fontNumber=2)
    table, names = font["GSUB"].table, font.getBestCmap()
    japanese = {names[code] for code in JAPANESE | SIGNS if code in names}
    lookups = {index for script in table.ScriptList.ScriptRecord for own in script.Script.LangSysRecord if own.LangSysTag == "JAN "
               for feature in own.LangSys.FeatureIndex for record in [table.FeatureList.FeatureRecord[feature]]
               if record.FeatureTag == "locl" for index in record.Feature.LookupListIndex}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            part = getattr(part, "ExtSubTable", part)
            if hasattr(part, "mapping"):
                part.mapping = {one: other for one, other in part.mapping.items() if one in japanese}
    return font


def main():
    folder = pathlib.Path(sys.argv[1])
    debian = folder / "usr/share/fonts"
    open_type, true_type = debian / "opentype", debian / "truetype/noto"
    write(TTFont(open_type / "ebgaramond/EBGaramond12-Regular.otf"), "EBGaramond-Regular.otf", WEST, LATIN)
    write(TTFont(open_type / "ebgaramond/EBGaramond12-Italic.otf"), "EBGaramond-Italic.otf", WEST, LATIN)
    display = "NotoSerifDisplay-SemiCondensedMedium.ttf"
    write(TTFont(true_type / display), display, WEST, LATIN)
    write(merged(folder, "commissioner", "600-normal"), "Commissioner-SemiBold.ttf", WEST, LATIN)
    write(merged(folder, "fira-sans-extra-condensed", "600-normal"), "FiraSansExtraCondensed-SemiBold.ttf", WEST, LATIN)
    write(TTFont(open_type / "fonts-hosny-amiri/Amiri-Regular.ttf"), "Amiri-Regular.ttf", NASKH, ARABIC)
    scripts = ["hani.JAN", "kana.JAN", "DFLT.JAN", "hani.dflt", "DFLT.dflt", "kana.dflt", "latn.dflt"]
    write(song(open_type / "noto/NotoSerifCJK-Bold.ttc"), "NotoSerifCJK-Bold.otf", SIGNS | SIMPLIFIED | JAPANESE | TRADITIONAL,
          ["kern", "locl"], scripts)


if __name__ == "__main__":
    main()
