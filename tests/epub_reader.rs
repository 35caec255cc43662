//! Books as a reader finds them that storybind did not write: rbook.

mod sample;

#[test]
fn write_everything() {
    let book = sample::everything().bind();
    let out = std::env::var("OUT").unwrap();
    std::fs::write(out, &book.bytes).unwrap();
}
