//! Draws a page in bands of rows that stay in the processor's cache, and turns each into indices of a palette at once: the
//! page as a whole is never held as pixels of four bytes.

use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::{Node, Options, Tree};

use super::palette::Nearest;
use super::{HEIGHT, WIDTH};

/// Rows that are drawn at a time: 600 KB.
const BAND: u32 = 96;
/// Bytes of a row: the number of its filter, and half a byte for each pixel.
pub(super) const ROW: usize = 1 + WIDTH as usize / 2;

/// Draws an SVG. Gives the rows of a PNG of four bits a pixel, unfiltered.
pub(super) fn rows(svg: &str, palette: &[[u8; 3]]) -> Option<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let mut band = vec![0; (WIDTH * BAND) as usize * 4];
    let mut nearest = Nearest::of(palette);
    let mut rows: Vec<u8> = Vec::with_capacity(ROW * HEIGHT as usize);
    for stretch in stretches(&tree) {
        let (mut top, bottom) = (stretch.top, stretch.bottom);
        while top < bottom {
            let height = if stretch.is_even { 1 } else { BAND.min(bottom - top) };
            // The ground of every design covers all that was drawn here before.
            let band = &mut band[..(WIDTH * height) as usize * 4];
            let transform = Transform::from_translate(0.0, -(top as f32));
            resvg::render(&tree, transform, &mut PixmapMut::from_bytes(band, WIDTH, height)?);
            let from = rows.len();
            for row in band.chunks_exact(WIDTH as usize * 4) {
                push_row(row, &mut nearest, &mut rows);
            }
            if stretch.is_even {
                for _ in 1..bottom - top {
                    rows.extend_from_within(from..from + ROW);
                }
                break;
            }
            top += height;
        }
    }
    Some(rows)
}

/// Appends a row of pixels as indices.
fn push_row(row: &[u8], nearest: &mut Nearest<'_>, rows: &mut Vec<u8>) {
    const CHUNK: usize = 32;
    rows.push(0);
    let mut last = [0u8; CHUNK];
    let mut even = None;
    for chunk in row.chunks_exact(CHUNK) {
        if even.is_some() && chunk == last {
            rows.extend_from_slice(&[even.unwrap_or_default(); CHUNK / 8]);
            continue;
        }
        let mut packed = [0u8; CHUNK / 8];
        for (byte, pair) in packed.iter_mut().zip(chunk.chunks_exact(8)) {
            let one = nearest.index([pair[0], pair[1], pair[2], pair[3]]);
            let other = nearest.index([pair[4], pair[5], pair[6], pair[7]]);
            *byte = one << 4 | other;
        }
        rows.extend_from_slice(&packed);
        // A chunk of one colour may stand many times.
        let first = packed[0];
        even = (first >> 4 == first & 15 && packed == [first; CHUNK / 8]).then_some(first);
        last.copy_from_slice(chunk);
    }
}

/// Rows that follow each other.
struct Stretch {
    top: u32,
    bottom: u32,
    /// Each row is as the one before it.
    is_even: bool,
}

/// The page, cut where a shape begins or ends. Where only upright rectangles reach through a stretch, its rows are alike.
fn stretches(tree: &Tree) -> Vec<Stretch> {
    let mut shapes = Vec::new();
    shapes_of(tree.root().children(), &mut shapes);
    let mut cuts: Vec<u32> = shapes.iter().flat_map(|shape| [shape.top, shape.bottom]).chain([0, HEIGHT]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut stretches: Vec<Stretch> = Vec::new();
    for pair in cuts.windows(2) {
        let (top, bottom) = (pair[0], pair[1]);
        let reaching = |shape: &&Shape| shape.top < bottom && shape.bottom > top;
        let is_even = shapes.iter().filter(reaching).all(|shape| shape.is_upright);
        match stretches.last_mut() {
            Some(last) if !is_even && !last.is_even => last.bottom = bottom,
            _ => stretches.push(Stretch { top, bottom, is_even }),
        }
    }
    stretches
}

/// The rows that a shape covers, in whole pixels.
struct Shape {
    top: u32,
    bottom: u32,
    /// It is a rectangle along the pixels' edges.
    is_upright: bool,
}

fn shapes_of(nodes: &[Node], shapes: &mut Vec<Shape>) {
    for node in nodes {
        match node {
            Node::Group(group) => shapes_of(group.children(), shapes),
            node => {
                let reach = node.abs_stroke_bounding_box();
                let clamp = |y: f32| y.clamp(0.0, HEIGHT as f32) as u32;
                let is_upright = matches!(node, Node::Path(path) if path.stroke().is_none() && is_rectangle(path.data()))
                    && node.abs_transform().is_identity()
                    && reach.top().fract() == 0.0
                    && reach.bottom().fract() == 0.0;
                shapes.push(Shape {
                    top: clamp(reach.top().floor()),
                    bottom: clamp(reach.bottom().ceil()),
                    is_upright,
                });
            }
        }
    }
}

/// Whether a path is a rectangle whose sides are upright and level.
#[allow(clippy::float_cmp, reason = "corners are the very numbers of the template")]
fn is_rectangle(path: &resvg::tiny_skia::Path) -> bool {
    let bounds = path.bounds();
    let at_corner = |point: &resvg::tiny_skia::Point| {
        (point.x == bounds.left() || point.x == bounds.right())
            && (point.y == bounds.top() || point.y == bounds.bottom())
    };
    let points = path.points();
    (4..=5).contains(&points.len())
        && points.iter().all(at_corner)
        && points.windows(2).all(|pair| (pair[0].x == pair[1].x) != (pair[0].y == pair[1].y))
}
