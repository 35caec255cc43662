//! Swedish.

use super::{Division, Language};
use crate::detect::role::FieldKind;

/// The words of Swedish stories. Words that are English ones, too ("slut", the end; "er", you), are left out.
#[rustfmt::skip] // A table for people: many words a line.
pub(super) static SWEDISH: Language = Language {
    code: "sv",
    divisions: &[
        ("bok", Division::Volume), ("boken", Division::Volume), ("band", Division::Volume), ("del", Division::Part),
        ("delen", Division::Part), ("akt", Division::Part), ("akten", Division::Part), ("kapitel", Division::Chapter),
        ("kapitlet", Division::Chapter), ("kap", Division::Chapter), ("avsnitt", Division::Chapter),
        ("avsnittet", Division::Chapter), ("dag", Division::Chapter), ("dagen", Division::Chapter),
        ("natten", Division::Chapter), ("brevet", Division::Chapter), ("sången", Division::Chapter),
        ("berättelsen", Division::Chapter), ("äventyret", Division::Chapter), ("scen", Division::Section),
        ("scenen", Division::Section),
    ],
    named: &[
        ("prolog", Division::Prologue), ("förspel", Division::Prologue), ("epilog", Division::Epilogue),
        ("efterspel", Division::Epilogue), ("mellanspel", Division::Interlude), ("intermezzo", Division::Interlude),
        ("förord", Division::Preface), ("företal", Division::Preface), ("inledning", Division::Preface),
        ("till läsaren", Division::Preface), ("efterord", Division::Afterword), ("slutord", Division::Afterword),
        ("sista kapitlet", Division::Chapter), ("extrakapitel", Division::Chapter), ("bonuskapitel", Division::Chapter),
        ("sista delen", Division::Part), ("bortklippt scen", Division::Chapter), ("ordlista", Division::Chapter),
        ("bilaga", Division::Chapter),
    ],
    numbers: &[
        ("ett", 1), ("två", 2), ("tre", 3), ("fyra", 4), ("fem", 5), ("sex", 6), ("sju", 7), ("åtta", 8), ("nio", 9),
        ("tio", 10), ("elva", 11), ("tolv", 12), ("tretton", 13), ("fjorton", 14), ("femton", 15), ("sexton", 16),
        ("sjutton", 17), ("arton", 18), ("nitton", 19), ("tjugo", 20), ("tjugoett", 21), ("tjugotvå", 22),
        ("tjugotre", 23), ("tjugofyra", 24), ("tjugofem", 25), ("tjugosex", 26), ("tjugosju", 27), ("tjugoåtta", 28),
        ("tjugonio", 29), ("trettio", 30), ("fyrtio", 40), ("femtio", 50), ("första", 1), ("andra", 2), ("tredje", 3),
        ("fjärde", 4), ("femte", 5), ("sjätte", 6), ("sjunde", 7), ("åttonde", 8), ("nionde", 9), ("tionde", 10),
        ("elfte", 11), ("tolfte", 12), ("trettonde", 13), ("fjortonde", 14), ("femtonde", 15), ("sextonde", 16),
        ("sjuttonde", 17), ("artonde", 18), ("nittonde", 19), ("tjugonde", 20), ("tjugoförsta", 21),
        ("tjugoandra", 22), ("tjugotredje", 23), ("tjugofjärde", 24), ("tjugofemte", 25), ("trettionde", 30),
    ],
    articles: &["nr", "nummer", "det", "den"],
    by: &[
        "av", "skriven av", "skrivet av", "författare", "en berättelse av", "en novell av", "en roman av",
        "en fanfic av", "text av", "berättad av",
    ],
    notes: &[
        "författarens anmärkning", "författarens anmärkningar", "författarens kommentar", "författarens kommentarer",
        "författarens ord", "författarens not", "anmärkning", "anmärkningar", "kommentar från författaren",
        "ord från författaren", "från författaren", "a/n", "översättarens anmärkning",
    ],
    fields: &[
        ("åldersgräns", FieldKind::Rating), ("klassning", FieldKind::Rating), ("genre", FieldKind::Genre),
        ("genrer", FieldKind::Genre), ("par", FieldKind::Pairing), ("parning", FieldKind::Pairing),
        ("relation", FieldKind::Pairing), ("relationer", FieldKind::Pairing), ("fandom", FieldKind::Fandom),
        ("sammanfattning", FieldKind::Summary), ("beskrivning", FieldKind::Summary), ("handling", FieldKind::Summary),
        ("friskrivning", FieldKind::Disclaimer), ("ansvarsfriskrivning", FieldKind::Disclaimer),
        ("varning", FieldKind::Warning), ("varningar", FieldKind::Warning), ("tillägnan", FieldKind::Dedication),
        ("tillägnad", FieldKind::Dedication), ("tillägnas", FieldKind::Dedication), ("serie", FieldKind::Series),
        ("fortsättning på", FieldKind::Series), ("arkiv", FieldKind::Archive), ("datum", FieldKind::Date),
        ("publicerad", FieldKind::Date), ("uppdaterad", FieldKind::Date), ("skriven", FieldKind::Date),
        ("status", FieldKind::Status), ("språk", FieldKind::Language), ("ord", FieldKind::Words),
        ("antal ord", FieldKind::Words), ("längd", FieldKind::Words), ("karaktärer", FieldKind::Characters),
        ("personer", FieldKind::Characters), ("huvudpersoner", FieldKind::Characters),
        ("spoilers", FieldKind::Spoilers), ("kategori", FieldKind::Category), ("kategorier", FieldKind::Category),
        ("respons", FieldKind::Feedback), ("betaläsare", FieldKind::Beta), ("testläsare", FieldKind::Beta),
        ("utmaning", FieldKind::Other), ("tema", FieldKind::Other), ("nyckelord", FieldKind::Other),
        ("originaltitel", FieldKind::Other), ("översättning", FieldKind::Other), ("översatt av", FieldKind::Other),
    ],
    disclaimers: &[
        "jag äger inte", "jag äger inget", "jag äger ingenting", "inget av detta är mitt", "karaktärerna tillhör",
        "alla karaktärer tillhör", "jag tjänar inga pengar", "alla rättigheter tillhör",
    ],
    dedications: &[
        "till min", "till mina", "till minne av", "till alla som", "tillägnad", "tillägnas", "denna bok tillägnas",
    ],
    for_whom: &["till", "för"],
    contents: &["innehåll", "innehållsförteckning", "kapitelförteckning"],
    ends: &[
        "slutet", "fortsättning följer", "fortsättning följer...", "forts. följer", "slut på del", "slut på kapitel",
        "slut på boken", "slut på berättelsen", "slut på första delen", "slut på andra delen",
    ],
    salutations: &[
        "kära", "käre", "kära dagbok", "min kära", "min käre", "älskade", "min älskade", "bästa", "bäste", "hej",
        "hejsan", "ärade", "högt ärade", "högt aktade",
    ],
    farewells: &[
        "kram", "kramar", "många kramar", "puss", "puss och kram", "hälsningar", "vänliga hälsningar",
        "med vänliga hälsningar", "hjärtliga hälsningar", "bästa hälsningar", "mvh", "med vänlig hälsning",
        "högaktningsfullt", "din vän", "din väninna", "din tillgivne", "din tillgivna", "din egen", "din för alltid",
        "för alltid din", "med kärlek", "all kärlek", "vi ses", "vi ses snart", "på återseende", "farväl",
        "din mor", "din mamma", "din pappa", "din bror", "din syster", "din mormor", "din farmor",
    ],
    second_person: &["du", "dig", "din", "ditt", "dina", "ert"],
    views: &["perspektiv", "ur perspektivet", "synvinkel", "ur synvinkeln", "pov"],
    openings: &[
        "nästa", "nästa morgon", "nästa dag", "följande", "samma kväll", "samma natt", "samma dag", "den natten",
        "den kvällen", "den morgonen", "den dagen", "dagen efter", "dagen därpå", "en timme senare",
        "en stund senare", "en vecka senare", "en månad senare", "ett år senare", "några", "två", "tre", "fyra",
        "fem", "timmar senare", "dagar senare", "veckor senare", "år senare", "senare", "under tiden", "samtidigt",
        "någon annanstans", "utanför", "vid midnatt", "vid gryningen", "i gryningen", "en dag", "en kväll", "en natt",
        "en morgon", "på måndagen", "på lördagen", "på söndagen", "när", "då", "det var", "tillbaka i",
        "den sommaren", "den vintern",
    ],
    talk: &[
        "kapitel", "kapitlet", "kapitlen", "recension", "recensioner", "fanfic", "fanfics", "novell", "novellen",
        "berättelse", "berättelsen", "läsare", "läsarna", "läsa", "läst", "kommentar", "kommentarer", "kommentera",
        "uppdatera", "uppdatering", "skriva", "skrivit", "författare", "författaren", "publicera", "publicerat",
        "fortsättning", "fortsättningen", "betaläsare", "stavfel", "kritik", "rösta", "wattpad", "karaktärer",
        "översättning", "prologen", "epilogen", "inspiration", "feedback",
    ],
    address: &[
        "tack", "tack så mycket", "tack alla", "tack för", "hoppas att ni", "hoppas ni", "jag hoppas", "trevlig läsning",
        "låt mig veta", "berätta för mig", "vad tycker ni", "vad tror ni", "hej alla", "hej på er", "kära läsare",
        "förlåt", "ursäkta", "nästa gång", "vi ses", "mitt första", "min första", "till er", "allihop",
    ],
    calendar: &[
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    ],
    imprint: &[
        "alla rättigheter förbehållna", "med ensamrätt", "upphovsrätt", "upphovsrätten", "förlag", "utgiven av",
        "första upplagan", "andra upplagan", "originalets titel", "tryckt i", "omslag", "mångfaldigande",
        "översatt från engelskan", "litteraturbanken", "runeberg.org", "utgivning",
    ],
    about_author: &["om författaren", "om författarna"],
    titles: &["titel", "berättelsens titel"],
    before_name: &["av"],
    first_person: &["jag", "mig", "mitt", "mina"],
    past: &[
        "var", "hade", "sade", "sa", "frågade", "gick", "kom", "såg", "tittade", "stod", "blev", "visste", "tänkte",
        "tog", "satt", "ropade", "kunde", "ville", "måste", "svarade", "låg", "fick", "-ade",
    ],
    greetings: &[
        "hej alla", "hej allihop", "hej på er", "hejsan alla", "hej allesammans", "kära läsare", "hej läsare",
        "här är jag igen",
    ],
    notices: &[
        "tack för att", "tack till", "lämna gärna", "kommentera gärna", "nästa kapitel", "vi ses i", "förlåt för",
        "ledsen för",
    ],
    handing_over: &["trevlig läsning", "mycket nöje", "nu kör vi", "nu börjar vi"],
    dears: &["kära", "käre", "min kära", "min käre", "älskade", "bästa", "bäste"],
    later: &["senare", "tidigare", "efteråt", "därefter"],
    marks: &["scenbyte"],
    breaks: &["tidshopp", "slut på tillbakablick"],
    end_of: &["slut på", "slutet på"],
    links: &["eller"],
    missives: &[
        "brev", "brevet", "brevkort", "lapp", "lappen", "telegram", "telegrammet", "meddelande", "meddelandet",
        "vykort", "kort", "kortet", "skrev", "skrivit", "dagbok", "dagboken", "kuvert", "kuvertet", "svar",
    ],
    songs: &[
        "sjöng", "sjunger", "sjunga", "sjungit", "sång", "sången", "visa", "visan", "visor", "nynnade", "refräng",
        "refrängen", "vers", "versen", "strof", "dikt", "dikten", "ballad", "psalm", "rim",
    ],
};
