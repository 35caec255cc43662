//! The frame of a content document: declaration, language, title, style sheet.

use std::fmt::Write as _;

use super::Sheet;
use crate::epub::compose::STYLE_SHEET;
use crate::epub::escape::{push_attribute, push_escaped};

impl Sheet<'_> {
    /// Everything up to the body's first element.
    pub(super) fn head(&mut self, language: &str, title: &str) {
        let out = &mut self.out;
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
        out.push_str(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"",
        );
        push_attribute(out, language);
        out.push_str("\" xml:lang=\"");
        push_attribute(out, language);
        out.push_str(if self.is_rtl { "\" dir=\"rtl\">\n" } else { "\">\n" });
        out.push_str("<head>\n<meta charset=\"utf-8\"/>\n<title>");
        push_escaped(out, title);
        // Writing to a string cannot fail.
        let _ = write!(out, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{STYLE_SHEET}\"/>\n");
        out.push_str("</head>\n<body>\n");
    }

    /// Everything after the body's last element.
    pub(super) fn foot(&mut self) {
        self.out.push_str("</body>\n</html>\n");
    }
}
