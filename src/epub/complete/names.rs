//! A name as a library files it: "Ann Other" under "Other, Ann".

/// Words that belong to the family name they stand before.
const PARTICLES: [&str; 18] = [
    "von", "van", "de", "der", "den", "di", "da", "do", "dos", "du", "del", "della", "la", "le", "ten", "ter", "af",
    "zu",
];

/// Languages that put the family name first.
const FAMILY_FIRST: [&str; 5] = ["zh", "ja", "ko", "hu", "vi"];

/// How a name is filed. Pen names that do not look like a first and a last name are filed as they are.
pub(super) fn file_as(name: &str, language: &str) -> String {
    let primary = language.split('-').next().unwrap_or_default();
    let words: Vec<_> = name.split_whitespace().collect();
    let is_plain = (2..=4).contains(&words.len()) && words.iter().all(|word| is_name(word));
    if !is_plain || FAMILY_FIRST.contains(&primary) || !words[0].starts_with(char::is_uppercase) {
        return name.to_owned();
    }
    let last = words.len() - 1;
    if !words[last].starts_with(char::is_uppercase) || words[0].eq_ignore_ascii_case("the") {
        return name.to_owned();
    }
    let mut family = last;
    while family > 1 && PARTICLES.contains(&words[family - 1]) {
        family -= 1;
    }
    format!("{}, {}", words[family..].join(" "), words[..family].join(" "))
}

/// A capitalised word of letters, an initial, or a particle.
fn is_name(word: &str) -> bool {
    PARTICLES.contains(&word)
        || word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::file_as;

    #[test]
    fn names_are_filed_under_the_family() {
        assert_eq!(file_as("Ann Other", "en"), "Other, Ann");
        assert_eq!(file_as("J. R. Penn", "en"), "Penn, J. R.");
        assert_eq!(file_as("Ida von der Aue", "de"), "von der Aue, Ida");
    }

    #[test]
    fn pen_names_stay() {
        for name in ["quillfeather", "The Moth", "Night Owl 77", "xX Ann Xx", "A Friend of the House", ""] {
            assert_eq!(file_as(name, "en"), name);
        }
        assert_eq!(file_as("Yamada Hanako", "ja"), "Yamada Hanako");
    }
}
