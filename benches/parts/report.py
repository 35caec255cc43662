"""Tables and charts."""
import math

COLOURS = ["#0a7f5a", "#2b6cb0", "#8a6d1d", "#b0413e", "#6b4fa0", "#555555"]


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    line = lambda row: "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths)) + " |"
    return "\n".join([line(rows[0]), "|" + "|".join("-" * (w + 2) for w in widths) + "|", *map(line, rows[1:])])


def chart(cost, sizes, title):
    """Cost over size, both axes by powers of ten; lines that read on a light page and on a dark one."""
    width, height, left, top, right, bottom = 760, 400, 80, 30, 160, 50
    points = [value for series in cost.values() for value in series.values()]
    low, high = math.floor(math.log10(min(points))), math.ceil(math.log10(max(points)))
    first, last = math.log10(min(sizes)), math.log10(max(sizes))
    x = lambda size: left + (math.log10(size) - first) / (last - first or 1) * (width - left - right)
    y = lambda value: height - bottom - (math.log10(value) - low) / (high - low or 1) * (height - top - bottom)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img">' % (width, height),
           "<title>%s</title>" % title.capitalize(), '<rect width="%d" height="%d" fill="#fbfaf7"/>' % (width, height)]
    for power in range(low, high + 1):
        at = y(10 ** power)
        out.append('<path d="M%d %.1fH%d" stroke="#d8d4ca"/><text x="%d" y="%.1f" text-anchor="end" fill="#555">%s ns</text>'
                   % (left, at, width - right, left - 8, at + 4, "{:,}".format(10 ** power) if power >= 0 else 10 ** power))
    for size, words in sizes.items():
        out.append('<text x="%.1f" y="%d" text-anchor="middle" fill="#555">%s</text>' % (x(size), height - bottom + 20, words))
    out.append('<text x="%d" y="%d" text-anchor="middle" fill="#333">size of the story</text>' % ((left + width - right) / 2, height - 10))
    out.append('<text x="%d" y="18" fill="#333">%s</text>' % (left, title))
    # Names at the lines' right ends, moved apart where they would cover each other.
    names, below = {}, 0
    for name in sorted(cost, key=lambda name: y(list(cost[name].values())[-1])):
        below = names[name] = max(y(list(cost[name].values())[-1]) + 4, below + 15)
    for colour, (name, series) in zip(COLOURS, cost.items()):
        line = " ".join("%.1f,%.1f" % (x(size), y(value)) for size, value in series.items())
        out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="2.5"/>' % (line, colour))
        out.extend('<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>' % (x(size), y(value), colour) for size, value in series.items())
        out.append('<text x="%.1f" y="%.1f" fill="%s">%s</text>' % (x(list(series)[-1]) + 10, names[name], colour, name))
    return "\n".join(out + ["</svg>"]) + "\n"
