//! The cues of letters.

use super::{closing, dateline, entries, mail, messages, opening, salutation, span, wires};
use crate::detect::cue::{Claim, Cue, Holds};
use crate::detect::place::Place;
use crate::detect::role::Role;

use Claim::{Continues, Opens};
use Holds::{Here, Onward};
use Role::Letter;

/// Cues that look at a block, its neighbours and the habits.
pub(super) const FIRST: &[Cue] = &[
    Cue {
        name: "salutation",
        claims: Opens(Letter),
        weight: 4,
        why: "A greeting and a name stand alone on a line.",
        yes: &[
            "It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\nBea",
            "It was blue.\n\n» Hey Stark:\n\nHello.",
            "It was blue.\n\n4th August\n\n» Harriet love,\n\nIt came on to rain at tea time, without so much as a word.",
        ],
        no: &["\"Dear Ann,\" he said, \"no.\"", "Dear Ann was late.", "It was blue.\n\n» Oh dear,\n\nIt was."],
        holds: Here(|p| p.ordinal() > 0 && salutation::is_salutation(p)),
    },
    Cue {
        name: "greeting-before-a-dash",
        claims: Opens(Letter),
        weight: 3,
        why: "A paragraph begins with a greeting and a dash.",
        yes: &[
            "It ran so:\n\n» \"My dear Ann,--The ladder was rotten, and so was the apple. Yours, etc.\"\n\nShe sat.",
        ],
        no: &["\"My dear Ann, the ladder is rotten -- do not climb it,\" he said."],
        holds: Here(|p| p.ordinal() > 0 && opening::is_greeting(p)),
    },
    Cue {
        name: "date-above-a-salutation",
        claims: Opens(Letter),
        weight: 4,
        why: "A line with a day stands above the greeting.",
        yes: &["It was blue.\n\n» Bath, 3rd March\n\nDear Ann,\n\nThe ladder was rotten.\n\nBea"],
        no: &["It was blue.\n\n» Bath, 3rd March\n\nShe went in."],
        holds: Here(|p| p.ordinal() > 0 && dateline::is_dateline(p)),
    },
    Cue {
        name: "day-before-a-dash",
        claims: Opens(Letter),
        weight: 4,
        why: "A day stands alone before a dash, as above an entry of a diary.",
        yes: &["It was blue.\n\n» 3, March, 1912 --\n\n\nThe ladder is rotten. You would laugh.\n\nShe shut the book."],
        no: &["It was blue.\n\n» 3 March 1912\n\nThe ladder was rotten."],
        holds: Here(|p| p.ordinal() > 0 && opening::is_diary_line(p)),
    },
    Cue {
        name: "opening-and-close",
        claims: Opens(Letter),
        weight: 4,
        why: "It begins as a letter and ends as one: with a signature, a farewell, or its closing mark.",
        yes: &[
            "It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\nBea\n\nShe folded it, and went out in her slippers.",
        ],
        no: &["It was blue.\n\n» Dear Ann,\n\nThe ladder was rotten.\n\n\"What is that?\" said Bea."],
        holds: Here(|p| letter(p) && (span::closed_reach(p) > 0 || span::is_whole(p))),
    },
    Cue {
        name: "letter-in-one-paragraph",
        claims: Opens(Letter),
        weight: 8,
        why: "One paragraph begins with a greeting and ends with a farewell and a name.",
        yes: &["It was blue.\n\n» *Dear Ann, the ladder is rotten and so is the apple tree. Love, Bea*\n\nShe sat."],
        no: &[
            "It was blue.\n\n» Dear Ann, the ladder is rotten and so is the apple tree, and I told you so.\n\nShe sat.",
        ],
        holds: Here(|p| p.ordinal() > 0 && closing::is_whole_letter(p)),
    },
    Cue {
        name: "spoken-of-and-signed",
        claims: Opens(Letter),
        weight: 8,
        why: "The paragraph above speaks of something written, and a name behind a dash closes what stands below it.",
        yes: &["She opened the letter.\n\n» The ladder is rotten. Do not climb it.\n\n-B.\n\nShe sat."],
        no: &["She opened the door.\n\n» The ladder was rotten, and nobody climbed it.\n\n-B.\n\nShe sat."],
        holds: Here(|p| messages::reach_of_signed_message(p).is_some()),
    },
    Cue {
        name: "down-to-the-dash",
        claims: Continues(Letter),
        weight: 8,
        why: "The message goes on to the name behind the dash.",
        yes: &["She opened the letter.\n\nThe ladder is rotten. Do not climb it.\n\n» -B.\n\nShe sat."],
        no: &["She opened the door.\n\nThe ladder was rotten, and nobody climbed it.\n\n» -B.\n\nShe sat."],
        holds: Onward(|p| messages::reach_of_signed_message(p).unwrap_or(0)),
    },
    Cue {
        name: "body-of-a-letter",
        claims: Continues(Letter),
        weight: 7,
        why: "The letter goes on to its close.",
        yes: &[
            "It was blue.\n\nDear Ann,\n\n» The ladder was rotten.\n\nBea\n\nShe folded it, and went out in her slippers.",
        ],
        no: &["It was blue.\n\n» She went out."],
        holds: Onward(|p| if letter(p) { span::closed_reach(p) } else { 0 }),
    },
    Cue {
        name: "letter-without-close",
        claims: Continues(Letter),
        weight: 4,
        why: "Below the greeting stands what speaks to somebody, though nobody signs it.",
        yes: &["It was blue.\n\nDear Ann,\n\n» The ladder was rotten. You would laugh.\n\nShe folded it and sat."],
        no: &["It was blue.\n\nDear Ann,\n\nThe ladder was rotten. You would laugh.\n\n» She folded it and sat."],
        holds: Onward(|p| {
            if span::opens_letter(p) && span::closed_reach(p) == 0 && !span::is_whole(p) {
                span::open_reach(p)
            } else {
                0
            }
        }),
    },
    Cue {
        name: "set-in-below-a-colon",
        claims: Opens(Letter),
        weight: 5,
        why: "The paragraph above announces it, and it is set in, unlike the paragraphs.",
        yes: &[
            "She unfolded it and went over to the window with it, where the light was\nmuch better than it was on the stairs, and read what somebody had written:\n\n»     The ladder is rotten, and I would not climb it for all\n    the apples in the county, and neither should you.\n\nShe sat down on the sill and looked out at the tree, which had not moved\nat all since the morning, whatever the letter and the wind might say to\nit.",
        ],
        no: &["She sat down:\n\n» The ladder was rotten."],
        holds: Here(|p| p.ordinal() > 0 && span::is_letter_set_in(p)),
    },
    Cue {
        name: "set-in-goes-on",
        claims: Continues(Letter),
        weight: 6,
        why: "What is quoted goes on as far as it is set in.",
        yes: &[
            "She unfolded it and went over to the window with it, where the light was\nmuch better than it was on the stairs, and read what somebody had written:\n\n    The ladder is rotten, and I would not climb it for all\n    the apples in the county, and neither should you.\n\n»     Ann\n\nShe sat down on the sill and looked out at the tree, which had not moved\nat all since the morning, whatever the letter and the wind might say to\nit.",
        ],
        no: &["She sat down:\n\n» The ladder was rotten."],
        holds: Onward(|p| if p.ordinal() > 0 && span::is_letter_set_in(p) { span::set_in_reach(p) } else { 0 }),
    },
    Cue {
        name: "set-in-and-signed",
        claims: Opens(Letter),
        weight: 9,
        why: "The paragraph above speaks of something written; this is set in, and a name closes it.",
        yes: &[
            "The mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nThe boy had run all the way from the station with the telegram.\n\n»     Wheel found at sea. Come at once, and bring a rope.\n\n    ANNA\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["She opened the envelope.\n\n» Ladder rotten. Come at once.\n\nANN\n\nShe sat."],
        holds: Here(|p| span::reach_of_dispatch(p).is_some()),
    },
    Cue {
        name: "set-in-down-to-the-name",
        claims: Continues(Letter),
        weight: 9,
        why: "What is set in goes on to the name.",
        yes: &[
            "The mill had been shut since the spring, and the miller sat on the wall\nabove the weir with his hat on his knees, waiting for somebody to come\nby and ask him why it was shut.\n\nThe boy had run all the way from the station with the telegram.\n\n    Wheel found at sea. Come at once, and bring a rope.\n\n»     ANNA\n\nNobody asked. The geese went down to the water in the morning and came\nback in the evening, and the children threw bread at them when there was\nbread to throw.",
        ],
        no: &["She opened the envelope.\n\nLadder rotten. Come at once.\n\n» ANN\n\nShe sat."],
        holds: Onward(|p| span::reach_of_dispatch(p).unwrap_or(0)),
    },
    Cue {
        name: "telegram",
        claims: Opens(Letter),
        weight: 6,
        why: "A short message, announced above, ends with a name.",
        yes: &["The second ran:\n\n» _Ladder rotten. Come at once. Ann._\n\nShe sat down."],
        no: &[
            "They said:\n\n» _Bless this ladder and all who climb it. Amen._\n\nShe sat down.",
            "She sat down.\n\n» The ladder was rotten. It was Ann.",
        ],
        holds: Here(|p| p.ordinal() > 0 && wires::is_telegram(p)),
    },
    Cue {
        name: "wire",
        claims: Opens(Letter),
        weight: 8,
        why: "A message in capitals says STOP between its sentences, or has a name at the right below it.",
        yes: &[
            "It was blue.\n\n» LADDER ROTTEN STOP COME AT ONCE\n\nShe sat down.",
            "It was blue.\n\n»     LADDER DEAD. COME.\n\n                              ANN.\n\nShe sat down.",
        ],
        no: &[
            "It was blue.\n\n»     NO LADDERS.\n\n     NO DOGS.\n\nShe sat down.",
            "It was blue.\n\n» THE LADDER IS ROTTEN\n\nShe sat down.",
            "It was blue.\n\n» \"STOP THAT AT ONCE NOW!\"\n\nHe did.",
        ],
        holds: Here(|p| wires::reach_of_wire(p).is_some()),
    },
    Cue {
        name: "wire-goes-on",
        claims: Continues(Letter),
        weight: 7,
        why: "Address and name of the message are in capitals too.",
        yes: &["It was blue.\n\nLADDER ROTTEN STOP COME AT ONCE\n\n» ANN\n\nShe sat down."],
        no: &["It was blue.\n\nLADDER ROTTEN STOP COME AT ONCE\n\n» She sat down."],
        holds: Onward(|p| wires::reach_of_wire(p).unwrap_or(0)),
    },
    Cue {
        name: "heads-of-a-message",
        claims: Opens(Letter),
        weight: 7,
        why: "Lines such as From and To stand one below the other.",
        yes: &["It was blue.\n\n» From: ann@example.org\nTo: bea@example.org\n\nIt was the plug.\n\nA."],
        no: &["From here to there."],
        holds: Here(|p| p.ordinal() > 0 && opening::opens_with_headers(p)),
    },
    Cue {
        name: "body-of-a-message",
        claims: Continues(Letter),
        weight: 8,
        why: "The message goes on below its head.",
        yes: &[
            "It was blue.\n\nFrom: ann@example.org\n» To: bea@example.org\n\nIt was the plug.\n\nA.\n\nShe read it on the bus.",
        ],
        no: &["It was blue.\n\n» She went out."],
        holds: Onward(
            |p| if p.ordinal() > 0 && opening::opens_with_headers(p) { mail::reach_of_message(p) } else { 0 },
        ),
    },
    Cue {
        name: "messages-by-turns",
        claims: Opens(Letter),
        weight: 8,
        why: "Names and what they write stand line below line, by turns, as a telephone shows messages.",
        yes: &[
            "She looked at the screen, and the screen lit up at once.\n\n» Unknown: Nice socks.\nMe: Who is this??\nUnknown: Look left\n\nShe looked left, and he waved at her.",
        ],
        no: &[
            "She read the will aloud, and nobody looked at anybody.\n\n» House: to Ann.\nDog: to Bea.\nBoat: to nobody\n\nShe folded it, and then the shouting began.",
            "» Ann: Who is there?\nBea: Me.\nAnn: Who is me?",
        ],
        holds: Here(|p| messages::reach(p).is_some()),
    },
    Cue {
        name: "next-message",
        claims: Continues(Letter),
        weight: 9,
        why: "The messages go on, line below line.",
        yes: &[
            "She looked at the screen, and the screen lit up at once.\n\nUnknown: Nice socks.\n» Me: Who is this??\nUnknown: Look left\n\nShe looked left, and he waved at her.",
        ],
        no: &[
            "She looked at the screen, and the screen lit up at once.\n\nUnknown: Nice socks.\nMe: Who is this??\nUnknown: Look left\n\n» She looked left, and he waved at her.",
        ],
        holds: Onward(|p| messages::reach(p).unwrap_or(0)),
    },
    Cue {
        name: "time-in-brackets",
        claims: Opens(Letter),
        weight: 8,
        why: "Messages stand one below the other, each with its time in brackets before it.",
        yes: &[
            "She picked up her phone.\n\n» [02:14] This is Lost Property.\n\n[02:15] It is being kept warm.\n\nShe sat.",
        ],
        no: &[
            "She picked up her phone.\n\n» [02:14] This is Lost Property.\n\nShe sat.",
            "She looked.\n\n» [02:14] <ann> hello\n[02:15] <bea> go to bed\n\nShe sat.",
        ],
        holds: Here(|p| messages::reach_of_stamped(p).is_some()),
    },
    Cue {
        name: "next-time-in-brackets",
        claims: Continues(Letter),
        weight: 9,
        why: "The next message has its time before it, too.",
        yes: &[
            "She picked up her phone.\n\n[02:14] This is Lost Property.\n\n» [02:15] It is being kept warm.\n\nShe sat.",
        ],
        no: &["She picked up her phone.\n\n[02:14] This is Lost Property.\n\n» She sat."],
        holds: Onward(|p| messages::reach_of_stamped(p).unwrap_or(0)),
    },
    Cue {
        name: "quoted-letter",
        claims: Opens(Letter),
        weight: 11,
        why: "Lines that all begin with an angle are a letter down to its farewell.",
        yes: &[
            "The answer came on Monday.\n\n» > Colleague,\n>\n> There is no siding there.\n>\n> Yours faithfully,\n> Van Aken\n\nShe sat.",
        ],
        no: &["The answer came on Monday.\n\n» > There is no siding there.\n>\n> There never was one.\n\nShe sat."],
        holds: Here(|p| messages::reach_of_quotation(p).is_some()),
    },
    Cue {
        name: "quoted-letter-goes-on",
        claims: Continues(Letter),
        weight: 12,
        why: "The lines that begin with an angle go on.",
        yes: &[
            "The answer came on Monday.\n\n> Colleague,\n>\n» > There is no siding there.\n>\n> Yours faithfully,\n> Van Aken\n\nShe sat.",
        ],
        no: &["The answer came on Monday.\n\n> Colleague,\n>\n> Yours faithfully,\n> Van Aken\n\n» She sat."],
        holds: Onward(|p| messages::reach_of_quotation(p).unwrap_or(0)),
    },
    Cue {
        name: "sent-or-received",
        claims: Opens(Letter),
        weight: 8,
        why: "A line in the story says to whom or from whom a message is, and the message stands right below.",
        yes: &[
            "She got out her telephone, and typed with her nose.\n\n» To: Bea\nstuck behind the door. bring the key\n\nShe waited.",
        ],
        no: &[
            "She got out her telephone, and typed with her nose.\n\n» To: Bea\n\nShe waited.",
            "The Door\n\n» To: Bea\nand nobody else\n\nIt was blue, and it had not been there before.",
        ],
        holds: Here(|p| messages::reach_of_addressed(p).is_some()),
    },
    Cue {
        name: "down-to-the-blank-line",
        claims: Continues(Letter),
        weight: 8,
        why: "The message goes on to the blank line.",
        yes: &[
            "She got out her telephone, and typed with her nose.\n\nTo: Bea\n» stuck behind the door. bring the key\n\nShe waited.",
        ],
        no: &[
            "She got out her telephone, and typed with her nose.\n\nTo: Bea\n\n» stuck behind the door. bring the key\n\nShe waited.",
        ],
        holds: Onward(|p| messages::reach_of_addressed(p).unwrap_or(0)),
    },
    Cue {
        name: "announced-and-signed",
        claims: Opens(Letter),
        weight: 8,
        why: "The paragraph above announces it, and its lines stand together down to a signature.",
        yes: &[
            "There was a card against the lamp, and on the card somebody had written:\n\n» Back at two.\nFeed the goose.\n- B.\n\nShe did not feed the goose.",
        ],
        no: &[
            "There was a card against the lamp, and on the card somebody had written:\n\n» Back at two.\n\nShe did not feed the goose.",
        ],
        holds: Here(|p| messages::reach_of_card(p).is_some()),
    },
    Cue {
        name: "down-to-the-signature",
        claims: Continues(Letter),
        weight: 8,
        why: "The lines stand together down to the signature.",
        yes: &[
            "There was a card against the lamp, and on the card somebody had written:\n\nBack at two.\n» Feed the goose.\n- B.\n\nShe did not feed the goose.",
        ],
        no: &[
            "There was a card against the lamp, and on the card somebody had written:\n\nBack at two.\nFeed the goose.\n- B.\n\n» She did not feed the goose.",
        ],
        holds: Onward(|p| messages::reach_of_card(p).unwrap_or(0)),
    },
    Cue {
        name: "diary-date",
        claims: Opens(Letter),
        weight: 5,
        why: "The paragraph begins with a date, as entries of a diary do.",
        yes: &["It was blue.\n\n» 3rd March. Wind. The dogs are sulking.\n\nShe shut the book."],
        no: &[
            "It was the 3rd of March.",
            "3rd March",
            "It read:\n\n» 3rd March 1895 Ann Ode of this parish, aged six.",
        ],
        holds: Here(|p| {
            p.ordinal() > 0
                && opening::opens_with_date(p)
                && p.shape().words > 4
                && (p.above() > 0 || p.habits().distance == 0)
        }),
    },
    Cue {
        name: "diary-goes-on",
        claims: Continues(Letter),
        weight: 8,
        why: "The next entry of the diary follows.",
        yes: &[
            "It was blue.\n\n3rd March. Wind. The dogs are sulking.\n\n» 4th March. No wind. This is worse.\n\nShe shut the book.",
        ],
        no: &["It was blue.\n\n» She shut the book."],
        holds: Onward(|p| {
            if p.ordinal() > 0 && opening::opens_with_date(p) && p.shape().words > 4 {
                entries::reach_of_diary(p)
            } else {
                0
            }
        }),
    },
];

/// Whether a letter opens here, be it with a name alone.
fn letter(place: &Place) -> bool {
    span::opens_letter(place) || (place.ordinal() > 0 && salutation::is_bare_salutation(place))
}
