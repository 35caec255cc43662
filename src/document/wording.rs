//! The few words that storybind itself adds to a book, in the book's language: one row per language.

/// What storybind says in a book, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Wording {
    /// Primary subtag of BCP 47: "en".
    pub language: &'static str,
    /// The cover, among the landmarks and before what it says.
    pub cover: &'static str,
    /// Title of the table of contents.
    pub contents: &'static str,
    /// Title of author's notes that were moved behind the text.
    pub notes: &'static str,
    /// What a screen reader calls an author's note.
    pub authors_note: &'static str,
    /// Title of publisher's and sites' matter that was moved behind the text.
    pub about: &'static str,
    /// The title page, among the landmarks.
    pub title_page: &'static str,
    /// The beginning of the text, among the landmarks.
    pub start: &'static str,
    /// What a screen reader calls the list of landmarks.
    pub landmarks: &'static str,
    /// What a screen reader calls a letter, a message, a diary entry.
    pub letter: &'static str,
    /// What a screen reader calls an epigraph.
    pub epigraph: &'static str,
    /// What stands between a field's label and its value.
    pub colon: &'static str,
    /// Between the parts of a list, with what follows it.
    pub comma: &'static str,
    /// The accessibility summary's first sentence, of a book without pictures.
    pub without_pictures: &'static str,
    /// The same of a book whose only picture is its cover.
    pub with_cover: &'static str,
    /// The summary's second sentence: how the book can be read.
    pub ways_to_read: &'static str,
}

/// The words for a language tag ("pt-BR" is served by "pt"); English where there is no row.
#[must_use]
pub fn wording(language: &str) -> &'static Wording {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    WORDINGS.iter().find(|row| row.language.eq_ignore_ascii_case(primary)).unwrap_or(&WORDINGS[0])
}

const WORDINGS: [Wording; 12] = [
    Wording {
        language: "en",
        cover: "Cover",
        contents: "Contents",
        notes: "Notes",
        authors_note: "Author’s note",
        about: "About this text",
        title_page: "Title page",
        start: "Start of the text",
        landmarks: "Landmarks",
        letter: "Letter",
        epigraph: "Epigraph",
        colon: ":",
        comma: ", ",
        without_pictures: "This book is text throughout, without pictures.",
        with_cover: "Apart from its cover, this book is text throughout.",
        ways_to_read: "It can be read aloud and shown in any size and in any colours; headings and the table of \
                  contents lead to every chapter.",
    },
    Wording {
        language: "de",
        cover: "Umschlag",
        contents: "Inhalt",
        notes: "Anmerkungen",
        authors_note: "Anmerkung des Autors",
        about: "Über diesen Text",
        title_page: "Titelseite",
        start: "Beginn des Textes",
        landmarks: "Orientierungspunkte",
        letter: "Brief",
        epigraph: "Motto",
        colon: ":",
        comma: ", ",
        without_pictures: "Dieses Buch besteht ganz aus Text, ohne Bilder.",
        with_cover: "Außer dem Umschlag besteht dieses Buch ganz aus Text.",
        ways_to_read: "Es lässt sich vorlesen und in jeder Größe und Farbe anzeigen; Überschriften und \
                  Inhaltsverzeichnis führen zu jedem Kapitel.",
    },
    Wording {
        language: "fr",
        cover: "Couverture",
        contents: "Table des matières",
        notes: "Notes",
        authors_note: "Note de l’auteur",
        about: "À propos de ce texte",
        title_page: "Page de titre",
        start: "Début du texte",
        landmarks: "Points de repère",
        letter: "Lettre",
        epigraph: "Épigraphe",
        colon: "\u{A0}:",
        comma: ", ",
        without_pictures: "Ce livre est entièrement composé de texte, sans images.",
        with_cover: "À part sa couverture, ce livre est entièrement composé de texte.",
        ways_to_read: "Il peut être lu à voix haute et affiché dans toutes les tailles et toutes les couleurs ; les \
                  titres et la table des matières mènent à chaque chapitre.",
    },
    Wording {
        language: "es",
        cover: "Cubierta",
        contents: "Índice",
        notes: "Notas",
        authors_note: "Nota del autor",
        about: "Acerca de este texto",
        title_page: "Portada",
        start: "Comienzo del texto",
        landmarks: "Puntos de referencia",
        letter: "Carta",
        epigraph: "Epígrafe",
        colon: ":",
        comma: ", ",
        without_pictures: "Este libro es solo texto, sin imágenes.",
        with_cover: "Salvo la cubierta, este libro es solo texto.",
        ways_to_read: "Puede leerse en voz alta y mostrarse en cualquier tamaño y color; los títulos y el índice \
                  llevan a cada capítulo.",
    },
    Wording {
        language: "it",
        cover: "Copertina",
        contents: "Indice",
        notes: "Note",
        authors_note: "Nota dell’autore",
        about: "Informazioni su questo testo",
        title_page: "Frontespizio",
        start: "Inizio del testo",
        landmarks: "Punti di riferimento",
        letter: "Lettera",
        epigraph: "Epigrafe",
        colon: ":",
        comma: ", ",
        without_pictures: "Questo libro è composto di solo testo, senza immagini.",
        with_cover: "A parte la copertina, questo libro è composto di solo testo.",
        ways_to_read: "Può essere letto ad alta voce e mostrato in qualsiasi dimensione e colore; i titoli e \
                  l’indice portano a ogni capitolo.",
    },
    Wording {
        language: "pt",
        cover: "Capa",
        contents: "Sumário",
        notes: "Notas",
        authors_note: "Nota do autor",
        about: "Sobre este texto",
        title_page: "Página de rosto",
        start: "Início do texto",
        landmarks: "Pontos de referência",
        letter: "Carta",
        epigraph: "Epígrafe",
        colon: ":",
        comma: ", ",
        without_pictures: "Este livro é todo em texto, sem imagens.",
        with_cover: "Fora a capa, este livro é todo em texto.",
        ways_to_read: "Pode ser lido em voz alta e mostrado em qualquer tamanho e cor; os títulos e o sumário levam \
                  a cada capítulo.",
    },
    Wording {
        language: "nl",
        cover: "Omslag",
        contents: "Inhoud",
        notes: "Aantekeningen",
        authors_note: "Noot van de auteur",
        about: "Over deze tekst",
        title_page: "Titelpagina",
        start: "Begin van de tekst",
        landmarks: "Oriëntatiepunten",
        letter: "Brief",
        epigraph: "Motto",
        colon: ":",
        comma: ", ",
        without_pictures: "Dit boek bestaat geheel uit tekst, zonder afbeeldingen.",
        with_cover: "Afgezien van het omslag bestaat dit boek geheel uit tekst.",
        ways_to_read: "Het kan worden voorgelezen en in elke grootte en kleur worden getoond; koppen en \
                  inhoudsopgave leiden naar elk hoofdstuk.",
    },
    Wording {
        language: "sv",
        cover: "Omslag",
        contents: "Innehåll",
        notes: "Kommentarer",
        authors_note: "Författarens kommentar",
        about: "Om texten",
        title_page: "Titelsida",
        start: "Textens början",
        landmarks: "Hållpunkter",
        letter: "Brev",
        epigraph: "Motto",
        colon: ":",
        comma: ", ",
        without_pictures: "Boken består enbart av text, utan bilder.",
        with_cover: "Förutom omslaget består boken enbart av text.",
        ways_to_read: "Den kan läsas högt och visas i valfri storlek och färg; rubriker och innehållsförteckning \
                  leder till varje kapitel.",
    },
    Wording {
        language: "pl",
        cover: "Okładka",
        contents: "Spis treści",
        notes: "Uwagi",
        authors_note: "Od autora",
        about: "O tym tekście",
        title_page: "Strona tytułowa",
        start: "Początek tekstu",
        landmarks: "Punkty orientacyjne",
        letter: "List",
        epigraph: "Motto",
        colon: ":",
        comma: ", ",
        without_pictures: "Ta książka składa się wyłącznie z tekstu, bez ilustracji.",
        with_cover: "Poza okładką ta książka składa się wyłącznie z tekstu.",
        ways_to_read: "Można ją odczytać na głos i wyświetlić w dowolnym rozmiarze i kolorze; nagłówki i spis \
                  treści prowadzą do każdego rozdziału.",
    },
    Wording {
        language: "ru",
        cover: "Обложка",
        contents: "Содержание",
        notes: "Примечания",
        authors_note: "От автора",
        about: "Об этом тексте",
        title_page: "Титульная страница",
        start: "Начало текста",
        landmarks: "Ориентиры",
        letter: "Письмо",
        epigraph: "Эпиграф",
        colon: ":",
        comma: ", ",
        without_pictures: "Эта книга состоит только из текста, без изображений.",
        with_cover: "Кроме обложки, эта книга состоит только из текста.",
        ways_to_read: "Её можно читать вслух и показывать любым размером и цветом; заголовки и содержание ведут к \
                  каждой главе.",
    },
    Wording {
        language: "zh",
        cover: "封面",
        contents: "目录",
        notes: "附注",
        authors_note: "作者的话",
        about: "关于本文",
        title_page: "书名页",
        start: "正文开始",
        landmarks: "地标",
        letter: "信件",
        epigraph: "题词",
        colon: "：",
        comma: "，",
        without_pictures: "本书全部为文字，没有图片。",
        with_cover: "除封面外，本书全部为文字。",
        ways_to_read: "可以朗读，也可以用任意字号和颜色显示；标题和目录可以到达每一章。",
    },
    Wording {
        language: "ja",
        cover: "表紙",
        contents: "目次",
        notes: "注記",
        authors_note: "作者より",
        about: "このテキストについて",
        title_page: "扉",
        start: "本文の始まり",
        landmarks: "ランドマーク",
        letter: "手紙",
        epigraph: "題辞",
        colon: "：",
        comma: "、",
        without_pictures: "この本はすべて文字で書かれており、画像はありません。",
        with_cover: "表紙のほかは、この本はすべて文字で書かれています。",
        ways_to_read: "読み上げることも、好きな大きさや色で表示することもできます。見出しと目次からすべての章に移動できます。",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_primary_subtag() {
        assert_eq!(wording("pt-BR").contents, "Sumário");
        assert_eq!(wording("DE").notes, "Anmerkungen");
        assert_eq!(wording("tlh").contents, "Contents");
        assert_eq!(wording("").contents, "Contents");
    }

    #[test]
    fn no_row_leaves_a_word_out() {
        for row in &WORDINGS {
            for word in [row.contents, row.notes, row.authors_note, row.about, row.title_page, row.start] {
                assert!(!word.is_empty(), "{}", row.language);
            }
            for word in [
                row.landmarks,
                row.letter,
                row.epigraph,
                row.without_pictures,
                row.with_cover,
                row.ways_to_read,
                row.cover,
            ] {
                assert!(!word.is_empty(), "{}", row.language);
            }
        }
    }
}
