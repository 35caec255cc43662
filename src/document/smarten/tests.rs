//! What a typist typed, and what a printer sets.

use proptest::prelude::*;

use super::*;
use crate::text::Words;

fn set(language: &str, typed: &str) -> String {
    set_in(language, typed, typed)
}

fn set_in(language: &str, story: &str, typed: &str) -> String {
    let smartener = Smartener::of(story, language).expect("a language whose printers' habits are known");
    smartener.set(Cow::Borrowed(typed)).into_owned()
}

#[track_caller]
fn assert_set(language: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(typed, printed)| (typed, printed, set(language, typed)))
        .filter(|(_, printed, found)| *printed != found)
        .map(|(typed, printed, found)| format!("{typed}\n  is  {found}\n  not {printed}"))
        .collect();
    assert!(wrong.is_empty(), "{language}\n{}", wrong.join("\n"));
}

#[test]
fn english_quotation_marks() {
    assert_set(
        "en",
        &[
            (r#""Don't," she said. "You'll wake 'em.""#, "“Don’t,” she said. “You’ll wake ’em.”"),
            (r#""He told me 'never,' and left," said Ann."#, "“He told me ‘never,’ and left,” said Ann."),
            (r#""'Tis late," he said, "and 'twas dark.""#, "“’Tis late,” he said, “and ’twas dark.”"),
            (r#"He shouted, "Wait! 'Never' is a long time.""#, "He shouted, “Wait! ‘Never’ is a long time.”"),
            (r#""And then --" The lamp went out."#, "“And then —” The lamp went out."),
            (r#""And then--" The lamp went out."#, "“And then—” The lamp went out."),
            (r#""A speech that goes on"#, "“A speech that goes on"),
            (
                r#""*Never*," she said, _"not once,"_ and ("maybe")."#,
                "“*Never*,” she said, _“not once,”_ and (“maybe”).",
            ),
            (r#""'No,'" she quoted. "She said 'no.'""#, "“‘No,’” she quoted. “She said ‘no.’”"),
            (
                "the '90s, the 1990's, rock 'n' roll, the Joneses' dog",
                "the ’90s, the 1990’s, rock ’n’ roll, the Joneses’ dog",
            ),
            (r#"a 6'2" man, 5' 11" in socks, a 12" board"#, "a 6′2″ man, 5′ 11″ in socks, a 12″ board"),
            (r#""I'm 6'2"," he said. "Born in 1985.""#, "“I’m 6′2″,” he said. “Born in 1985.”"),
            ("``So,'' he said, and `maybe' too", "“So,” he said, and ‘maybe’ too"),
            ("Already “set,” isn't it?", "Already “set,” isn’t it?"),
            ("'TIS TIME, he cried", "’TIS TIME, he cried"),
        ],
    );
}

#[test]
fn british_speech_keeps_its_order() {
    let story = "'I know,' she said.\n\n'You don't,' he said. 'Do you?'\n";
    for (typed, printed) in [
        ("'I know,' she said.", "‘I know,’ she said."),
        ("'He told me \"never,\" and left,' said Ann.", "‘He told me “never,” and left,’ said Ann."),
        ("'I went there and the dogs' bowls were empty", "‘I went there and the dogs’ bowls were empty"),
        (
            "'I left 'ome early,' he said, 'an' the 'ouse was cold.'",
            "‘I left ’ome early,’ he said, ‘an’ the ’ouse was cold.’",
        ),
        ("''Tis late,' he said.", "‘’Tis late,’ he said."),
    ] {
        assert_eq!(set_in("en-GB", story, typed), printed);
    }
    assert_eq!(
        set("en-GB", "the lamp - if it was one - and--so it seemed -- another"),
        "the lamp – if it was one – and—so it seemed – another"
    );
}

#[test]
fn dashes_and_dots() {
    assert_set(
        "en",
        &[
            ("He ran--no, he flew--home.", "He ran—no, he flew—home."),
            ("He ran -- no, he flew --- home - at last.", "He ran — no, he flew — home — at last."),
            ("the war of 1914--18, a well-known man, 5 - 3 = 2", "the war of 1914–18, a well-known man, 5 - 3 = 2"),
            ("Well... maybe. . . or not.... So . . . no", "Well… maybe… or not…. So … no"),
            ("Chapter One ........ 12", "Chapter One ........ 12"),
            ("Mr. D---- of -----shire", "Mr. D---- of -----shire"),
            ("* * *", "* * *"),
            ("-----", "-----"),
            ("--- * ---", "--- * ---"),
            ("- a list, not speech", "- a list, not speech"),
        ],
    );
}

#[test]
fn what_is_no_prose_stays() {
    for typed in [
        "http://example.org/it's--here?q=\"a\"...",
        "run `ls --all \"my folder\"` there",
        "print(\"it's\") --dry-run x=\"1\" C:\\it's",
        "<a href=\"one.html\">",
        ":'( and >:'-)",
    ] {
        assert_eq!(set("en", typed), typed);
    }
}

#[test]
fn other_languages() {
    assert_set(
        "de",
        &[
            (
                r#""Komm," sagte sie, "sonst sagt er 'nein' - und geht's gut?""#,
                "„Komm,“ sagte sie, „sonst sagt er ‚nein‘ – und geht’s gut?“",
            ),
            ("Hans' Haus -- das alte -- stand leer... ,,Nie``", "Hans’ Haus – das alte – stand leer… „Nie“"),
            (">>Komm<<, sagte sie.", "»Komm«, sagte sie."),
        ],
    );
    assert_set("de-CH", &[(r#""Komm", sagte sie."#, "«Komm», sagte sie.")]);
    assert_set(
        "fr",
        &[
            (
                r#""Bonjour," dit-elle. "L'aube vient.""#,
                "«\u{202F}Bonjour,\u{202F}» dit-elle. «\u{202F}L’aube vient.\u{202F}»",
            ),
            ("« Bonjour », dit-elle. << Oui. >>", "«\u{202F}Bonjour\u{202F}», dit-elle. «\u{202F}Oui.\u{202F}»"),
            ("- Bonjour, dit-il - enfin.", "—\u{A0}Bonjour, dit-il — enfin."),
            ("-- C'est toi ?", "—\u{A0}C’est toi ?"),
        ],
    );
    assert_set(
        "es",
        &[
            ("-Hola -dijo Mira-. No bajo.", "—Hola —dijo Mira—. No bajo."),
            ("- ¿Quién es? -preguntó él.", "—¿Quién es? —preguntó él."),
            (r#"Dijo "no" y se fue... --quizá."#, "Dijo «no» y se fue… —quizá."),
        ],
    );
    assert_set("es-MX", &[(r#"Dijo "no"."#, "Dijo “no”.")]);
    assert_set(
        "it",
        &[(r#""Perché no?" chiese. L'alba - dopo - venne."#, "«Perché no?» chiese. L’alba – dopo – venne.")],
    );
    assert_set("pt", &[("- Não - disse ela. \"Nunca.\"", "—\u{A0}Não – disse ela. “Nunca.”")]);
    assert_set(
        "pl",
        &[(r#""Nie", rzekł. - Może..."#, "„Nie”, rzekł. – Może…"), ("- Nie - rzekł.", "–\u{A0}Nie – rzekł.")],
    );
    assert_set("nl", &[(r#""Nee," zei ze, "'s avonds niet.""#, "“Nee,” zei ze, “’s avonds niet.”")]);
    assert_set(
        "ru",
        &[(r#"- Нет, - сказал он. "Никогда" - это долго."#, "—\u{A0}Нет, — сказал он. «Никогда» — это долго.")],
    );
    assert_set("sv", &[(r#""Nej", sade han."#, "”Nej”, sade han.")]);
    assert!(Smartener::of("", "tlh").is_none());
}

/// A text as it may have been typed: every quotation mark, dash and ellipsis as one sign of its kind, no spaces.
fn folded(text: &str) -> String {
    let text = text.replace(",,", "\"").replace("<<", "\"").replace(">>", "\"").replace('…', "...");
    let mut folded = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let sign = match c {
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '″' | '′' | '\'' | '`' | '"' => {
                '"'
            }
            '–' | '—' => '-',
            _ => c,
        };
        if !(matches!(sign, '"' | '-') && folded.ends_with(sign)) {
            folded.push(sign);
        }
    }
    folded
}

proptest! {
    #[test]
    fn only_signs_are_changed(text in "([a-zé]{1,3}|[\"'`\\-.,<> *_«»“”„(1…\u{a0}]|--|\\.\\.\\.|\\PC){0,40}") {
        for language in ["en", "en-GB", "de", "fr", "es", "pl", "ru", "sv", "hu"] {
            let printed = set(language, &text);
            prop_assert_eq!(folded(&printed), folded(&text), "{}", language);
            let words = |text: &str| Words::new(text).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&printed), words(&text), "{}", language);
        }
    }

    #[test]
    fn what_is_set_is_not_set_again(text in "([a-z]{1,5}|[\"',.!?*] ?|--| )(([a-z]{1,5}|[\"',.!?*] ?|--| )){0,12}") {
        let printed = set("en", &text);
        prop_assert_eq!(set("en", &printed), printed);
    }
}
