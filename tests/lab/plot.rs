//! The reliability plot as SVG: how sure was said across, how often it was right upwards; a dot's area is its count.

use std::fmt::Write;

use crate::calibrate::Bins;

/// The plot's side, and the room around it for words, in pixels.
const SIDE: f64 = 360.0;
const ROOM: f64 = 48.0;
/// Fills that the colour-blind can tell apart (Okabe and Ito), one for each series.
const FILLS: [&str; 2] = ["#0072B2", "#E69F00"];

/// A plot of some series.
pub fn reliability(series: &[(&str, &Bins)]) -> String {
    let whole = SIDE + 2.0 * ROOM;
    let mut page = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" width=\"{whole}\" height=\"{whole}\" \
        font-family=\"sans-serif\" font-size=\"12\">\n\
        <title>How sure was said, and how often it was right</title>\n\
        <rect width=\"{whole}\" height=\"{whole}\" fill=\"#ffffff\"/>\n"
    );
    let _ = writeln!(page, "<path d=\"M{ROOM} {ROOM}v{SIDE}h{SIDE}\" fill=\"none\" stroke=\"#333333\"/>");
    let (start, end) = (at(0.0, 0.0), at(1.0, 1.0));
    let _ = writeln!(
        page,
        "<path d=\"M{} {}L{} {}\" stroke=\"#999999\" stroke-dasharray=\"4 4\"/>",
        start.0, start.1, end.0, end.1
    );
    for tick in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        let ((x, _), (_, y)) = (at(tick, 0.0), at(0.0, tick));
        let (below, left) = (ROOM + SIDE + 16.0, ROOM - 8.0);
        let _ = writeln!(page, "<text x=\"{x:.0}\" y=\"{below}\" text-anchor=\"middle\">{tick}</text>");
        let _ = writeln!(page, "<text x=\"{left}\" y=\"{:.0}\" text-anchor=\"end\">{tick}</text>", y + 4.0);
    }
    let middle = ROOM + SIDE / 2.0;
    let _ = writeln!(page, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">said</text>", whole - 10.0);
    let _ = writeln!(
        page,
        "<text x=\"14\" y=\"{middle}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {middle})\">right</text>"
    );
    // Far below the diagonal there is room for words.
    let left = ROOM + 0.33 * SIDE;
    for (n, ((name, bins), fill)) in series.iter().zip(FILLS).enumerate() {
        for bin in bins.0.iter().filter(|bin| bin.count > 0) {
            let (x, y) = at(bin.confidence(), bin.observed());
            let _ = writeln!(
                page,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"{fill}\" fill-opacity=\"0.75\">\
                <title>{name}: {} readings, said {:.3}, right {:.3}</title></circle>",
                radius(bin.count),
                bin.count,
                bin.confidence(),
                bin.observed()
            );
        }
        #[allow(clippy::cast_precision_loss, reason = "two series")]
        let y = ROOM + 0.75 * SIDE + 18.0 * n as f64;
        let _ = writeln!(page, "<circle cx=\"{left}\" cy=\"{y}\" r=\"5\" fill=\"{fill}\"/>");
        let _ = writeln!(
            page,
            "<text x=\"{}\" y=\"{}\">{name}, expected calibration error {:.3}</text>",
            left + 12.0,
            y + 4.0,
            bins.error()
        );
    }
    page.push_str("</svg>\n");
    page
}

/// Where a point stands.
fn at(said: f64, right: f64) -> (f64, f64) {
    (ROOM + said * SIDE, ROOM + (1.0 - right) * SIDE)
}

/// An area for each reading, but never too small to be seen.
#[allow(clippy::cast_precision_loss, reason = "counts")]
fn radius(count: usize) -> f64 {
    (count as f64).sqrt().mul_add(0.55, 2.0)
}
