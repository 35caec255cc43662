//! Which design a book has: chosen by genre where its subjects say one, else by its author, so that an author's books are
//! a family; its colours by the book's identity, so that no two need look alike.

use std::sync::LazyLock;

use super::facts::{Facts, number_of};
use super::palette::Inks;
use super::template::Template;

/// A design: a template, and the colours that it looks well in.
pub(super) struct Design {
    /// As it is called in `styles/covers`.
    pub(super) name: &'static str,
    template: LazyLock<Option<Template>>,
    /// Ground, words, what stands out, what stands between.
    pub(super) inks: &'static [Inks],
    /// Words of subjects that it is made for.
    genres: &'static [&'static str],
}

macro_rules! design {
    ($name:literal, $genres:expr, $inks:expr) => {
        Design {
            name: $name,
            template: LazyLock::new(|| Template::read(include_str!(concat!("../../styles/covers/", $name, ".svg")))),
            inks: &$inks,
            genres: &$genres,
        }
    };
}

/// The designs, in no order.
pub(super) static DESIGNS: [Design; 9] = [
    design!(
        "label",
        ["historical", "history", "war", "biography", "diary", "letters", "historisch", "исторический"],
        [
            [0x23_30_3D, 0x1D_1B_18, 0xB9_97_5B, 0xF1_EA_DB],
            [0x1F_3A_31, 0x1D_1B_18, 0xC0_9C_58, 0xF3_EB_D8],
            [0x5B_1F_24, 0x21_17_14, 0xC9_A2_5F, 0xF4_EA_DA],
            [0x3B_2F_45, 0x1E_1A_1F, 0xBF_A0_72, 0xF0_E9_DE],
            [0x8A_5A_2B, 0x22_1A_12, 0xE5_C0_7B, 0xF8_F0_DF],
        ]
    ),
    design!(
        "disc",
        ["adventure", "action", "drama", "contemporary", "abenteuer", "aventure", "приключения"],
        [
            [0xE9_E1_D0, 0x16_20_2B, 0xD9_48_2B, 0x16_20_2B],
            [0x1F_4E_5F, 0xF4_EE_E0, 0xF0_A8_30, 0xF4_EE_E0],
            [0xF2_C1_4E, 0x1B_1B_1E, 0xE8_5D_3A, 0x1B_1B_1E],
            [0xD6_E1_DC, 0x1C_30_38, 0x2F_7F_73, 0x1C_30_38],
            [0xC8_3E_33, 0xFB_F2_E4, 0x7E_1F_24, 0xFB_F2_E4],
        ]
    ),
    design!(
        "horizon",
        ["sea", "travel", "nature", "western", "family", "friendship", "hurt", "comfort", "reise"],
        [
            [0xF3_E7_D3, 0x20_34_3F, 0xE0_7A_3F, 0x20_34_3F],
            [0xF0_D9_C4, 0x4A_24_3A, 0xC8_45_4B, 0x4A_24_3A],
            [0xDD_E6_E4, 0x1E_3F_4B, 0xE9_A9_3C, 0x1E_3F_4B],
            [0xEF_E3_C2, 0x2C_41_37, 0xD9_9A_2B, 0x2C_41_37],
        ]
    ),
    design!(
        "hills",
        ["fantasy", "fairy", "tale", "tales", "magic", "märchen", "fantastique", "фэнтези", "сказка"],
        [
            [0xE8_E4_D6, 0x1F_2A_2E, 0x5F_7F_7A, 0xA9_B9_A8],
            [0xF0_DF_C8, 0x33_1F_2C, 0x8C_47_4F, 0xD3_95_7F],
            [0xDC_E3_EA, 0x1A_26_3B, 0x47_64_86, 0x98_AE_C4],
            [0xEF_E6_C9, 0x2B_2F_1E, 0x7D_84_3F, 0xC3_BE_7B],
        ]
    ),
    design!(
        "orbit",
        ["science", "sf", "scifi", "space", "future", "dystopia", "cyberpunk", "fiction", "фантастика", "科幻"],
        [
            [0x10_1A_2E, 0xF2_EF_E6, 0xE8_B8_4A, 0x7F_93_B2],
            [0x17_14_22, 0xF3_EC_F0, 0xE0_5A_6B, 0x8E_84_A8],
            [0x0C_24_28, 0xEE_F3_EC, 0xF0_8A_4B, 0x6F_A3_A0],
            [0x1D_1D_1B, 0xF4_EF_E2, 0xC9_4F_35, 0x98_90_80],
        ]
    ),
    design!(
        "frame",
        ["general", "literary", "classic", "classics", "poetry", "essay", "angst", "drama"],
        [
            [0xF6_F1_E4, 0x1C_1A_17, 0xA3_26_2A, 0x1C_1A_17],
            [0xE6_EC_EC, 0x14_2A_3A, 0x2F_6F_86, 0x14_2A_3A],
            [0xF3_E3_DA, 0x3A_1B_22, 0xA8_46_3E, 0x3A_1B_22],
            [0xE5_E9_D8, 0x1F_2E_22, 0x5E_7A_2E, 0x1F_2E_22],
            [0x21_2B_36, 0xF3_EB_D9, 0xD3_A5_53, 0xF3_EB_D9],
        ]
    ),
    design!(
        "blinds",
        ["mystery", "crime", "thriller", "horror", "noir", "detective", "suspense", "krimi", "policier", "детектив"],
        [
            [0x14_16_1A, 0xF1_EC_E2, 0xE3_B2_3C, 0x9A_A0_A6],
            [0x17_13_14, 0xF4_ED_E6, 0xC2_30_2E, 0xA3_98_96],
            [0x0F_1F_26, 0xED_F1_EE, 0x3F_B0_A3, 0x8D_A3_A8],
            [0xEC_E7_DB, 0x16_17_1A, 0xC8_38_2B, 0x6E_6A_62],
        ]
    ),
    design!(
        "cameo",
        ["romance", "love", "slash", "wedding", "liebe", "amour", "любовь", "humor", "humour"],
        [
            [0xC9_88_8A, 0x33_20_2A, 0x8F_3F_4F, 0xFA_F3_EC],
            [0x2F_4A_4F, 0x1E_2B_2E, 0xB0_8A_4E, 0xF5_EF_E2],
            [0x6D_4A_6B, 0x2C_1D_2F, 0xB4_7A_4B, 0xF7_F0_EC],
            [0x8D_9E_7C, 0x24_2B_1F, 0xA8_5B_44, 0xF8_F4_E6],
        ]
    ),
    design!(
        "tiles",
        ["humor", "humour", "comedy", "parody", "children", "school", "komödie", "юмор"],
        [
            [0xF1_E8_D8, 0x24_30_3A, 0xD2_57_2F, 0xE0_A9_3B],
            [0xF4_EC_E2, 0x2B_24_4A, 0xE0_5C_6A, 0x4D_9F_A6],
            [0xEE_EE_E4, 0x1C_3B_33, 0xE0_8B_34, 0x6F_A8_8B],
            [0xF3_E9_E0, 0x3A_22_24, 0xB8_3A_36, 0xE2_A6_8E],
        ]
    ),
];

/// The design of a book and its colours. Books of a series share the design whatever their subjects say.
pub(super) fn design(facts: &Facts) -> (&'static Design, &'static Inks) {
    let who = match (&facts.series, facts.authors.as_slice()) {
        (Some((series, _)), _) => series,
        (None, [author, ..]) => author,
        (None, []) => &facts.identifier,
    };
    let subjects: Vec<String> = facts.subjects.iter().map(|subject| subject.to_lowercase()).collect();
    let is_for = |design: &&Design| {
        let words = subjects.iter().flat_map(|subject| subject.split(|c: char| !c.is_alphanumeric()));
        words.into_iter().any(|word| design.genres.contains(&word))
    };
    let fitting: Vec<&Design> =
        if facts.series.is_some() { Vec::new() } else { DESIGNS.iter().filter(is_for).collect() };
    let number = number_of(&who.to_lowercase());
    let design = if fitting.is_empty() { &DESIGNS[number % DESIGNS.len()] } else { fitting[number % fitting.len()] };
    (design, &design.inks[number_of(&facts.identifier) % design.inks.len()])
}

impl Design {
    pub(super) fn template(&self) -> Option<&Template> {
        self.template.as_ref()
    }
}
